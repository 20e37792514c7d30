// SPDX-License-Identifier: MPL-2.0

/// A governing document (styringsdokument, policy §7.1): owned by a unit, referring to exactly one document above it,
/// with versions that a body decides, a day from which each is in force, and the version table of the policy's §12.
public struct Document: Hashable, Sendable {
    public enum Kind: String, Choosable {
        case policy = "politik"
        case topicPolicy = "emnepolitik"
        case procedure
        case guideline = "vejledning"
        /// E-learning: its text is a course with questions (policy §9).
        case module = "modul"

        public var label: Phrase {
            switch self {
            case .policy: Phrase(da: "Politik", en: "Policy")
            case .topicPolicy: Phrase(da: "Emnepolitik", en: "Topic policy")
            case .procedure: Phrase(da: "Procedure", en: "Procedure")
            case .guideline: Phrase(da: "Vejledning", en: "Guideline")
            case .module: Phrase(da: "E-læringsmodul", en: "E-learning module")
            }
        }

        /// Which kinds may stand directly above it. The policy is the root: above it is the strategy, outside Værn.
        public var parents: [Kind] {
            switch self {
            case .policy: []
            case .topicPolicy: [.policy]
            case .procedure: [.policy, .topicPolicy]
            case .guideline: [.topicPolicy, .procedure]
            case .module: [.policy, .topicPolicy, .procedure, .guideline]
            }
        }

        /// The step of the hierarchy that the policy's section 7.1 names: policies, procedures, guidelines.
        private var step: Int {
            switch self {
            case .policy, .topicPolicy: 0
            case .procedure: 1
            case .guideline, .module: 2
            }
        }

        /// Whether a step of the hierarchy is left out when it stands directly below that kind.
        public func skipsAStep(below parent: Kind) -> Bool { self != .module && step - parent.step > 1 }

        /// The body that decides it; nil: the head of the unit that owns it (policy §§3.4, 6, 7.1).
        public var decidedBy: Body.Kind? {
            switch self {
            case .policy, .topicPolicy: .direktion
            case .procedure, .guideline, .module: nil
            }
        }
    }

    public enum Fact: Hashable, Sendable {
        case created(Kind, number: Int, title: ValueID, owner: ID<Unit>, parent: ID<Document>?, contact: ID<Person>?)
        case drafted(ID<Version>, Draft)
        /// A row of the version table from before Værn; its day is the effective day.
        case versionImported(VersionNumber, unit: ValueID, update: ValueID)
        /// What it was put before its body without, if it lacked sections that its kind must have.
        case submitted(ID<Version>, lacking: Lacking? = nil)
        case enforced(ID<Version>)
        case verified(ID<Version>, VersionNumber, Verification.Outcome, Verification.Notes)
        case withdrawn(reason: ValueID)
        case transferred(ID<Unit>, reason: ValueID)
        case contactNamed(ID<Person>?)
        case placed(parent: ID<Document>?, reason: ValueID)
        case retitled(ValueID, reason: ValueID)
        /// Something outside it changed so much that it is to be verified before the year is out (policy §7.3).
        case changeDeclared(MaterialChange.Cause, due: Day, reason: ValueID, reference: ValueID?)
        /// What a version says in short, in English, for its public page.
        case summarised(ID<Version>, ValueID)
        case audienceSet(Audience, reason: ValueID)
        /// It refers to another document, or no longer does.
        case related(Relation, ID<Document>)
        case unrelated(Relation, ID<Document>, reason: ValueID)
        /// A version got its text in the other language.
        case translated(ID<Version>, Translation)
        /// The text of a version got its quiz.
        case quizSet(ID<Version>, Quiz)
        /// Another class for a version, from a day if it is to be open to more (policy §7.2).
        case classProposed(ID<Version>, was: Classification, Classification, from: Day?, reason: ValueID)
        /// A paragraph says what a law demands.
        case statuteNoted(ParagraphID, law: ValueID)
        case statuteDropped(ParagraphID, reason: ValueID)
        /// What a topic policy is about (policy §3.4).
        case topicSet(ID<Topic>?)
    }

    /// What a draft fixes for good: its number, its classification and its text.
    public struct Draft: Hashable, Sendable {
        public let number: VersionNumber
        public let classification: Classification
        public let language: Language
        /// The structured text, one vault value.
        public let text: ValueID
        /// The file it came from, unchanged.
        public let original: ValueID?
        /// What was taken out of a file that is no text itself: the text that the blocks point into, and the images.
        public let extract: ValueID?
        public let note: ValueID?

        public init(
            number: VersionNumber, classification: Classification, language: Language, text: ValueID,
            original: ValueID?, extract: ValueID? = nil, note: ValueID?
        ) {
            self.number = number
            self.classification = classification
            self.language = language
            self.text = text
            self.original = original
            self.extract = extract
            self.note = note
        }
    }

    /// A row of the version table (policy §12).
    public struct Row: Hashable, Sendable {
        public enum Author: Hashable, Sendable {
            case unit(ID<Unit>, ID<Person>?)
            case imported(ValueID)
        }
        public enum Update: Hashable, Sendable {
            case entered, verified(Verification.Outcome)
            case imported(ValueID)
        }
        public let position: Int
        public let number: VersionNumber
        public let author: Author
        public let update: Update
        public let day: Day
        /// For the row of an entry: which version entered.
        var version: ID<Version>?

        /// Whether it stood in the table before Værn.
        public var isImported: Bool {
            if case .imported = update { true } else { false }
        }
    }

    public let id: ID<Document>
    public var kind = Kind.policy
    public var number = 0
    public var created: Int?
    public var title = Timeline<ValueID>()
    public var owner = Timeline<ID<Unit>>()
    public var parent = Timeline<ID<Document>?>()
    public var contact = Timeline<ID<Person>?>()
    /// Whom it concerns, where that was chosen; see `audience(on:)`.
    public var audience = Timeline<Audience>()
    public var versions: [Version] = []
    /// The version table: every row that counts.
    public internal(set) var rows: [Row] = []
    /// Every row that was recorded.
    var recorded: [Row] = []
    public var verifications: [Verification] = []
    /// Material changes that were declared, in the order in which they were recorded.
    public internal(set) var changes: [MaterialChange] = []
    /// Other classes that were proposed, in the order in which they were recorded.
    public internal(set) var reclassifications: [Reclassification] = []
    /// The texts that are annulled: what was said of them keeps their class.
    var struck: [StruckText] = []
    /// The unit that owned it when its creation was annulled.
    var struckOwner: ID<Unit>?
    /// The day on which something was last recorded that its class follows from: today is not before it.
    var classedOn = Day.distantPast
    public var withdrawal = Timeline<ValueID>()
    var summaries = Timeline<Summary>()
    /// Its references to documents that are not above it.
    var ties: [Tie] = []
    /// From which day it is withdrawn; nil if it is not, or if the decision that it takes no longer stands.
    public internal(set) var withdrawnFrom: Day?
    public var revision = 0
    /// The revision of the last fact that is material: what a decision was made from has changed when it grows.
    public var materialRevision: Int { Int(materials.last?.revision ?? 0) }
    /// Each of the material facts.
    var materials: [Material] = []
    /// Which of its paragraphs follow from law, and from which.
    public internal(set) var statutes: [Statute] = []
    /// What a topic policy is about.
    public internal(set) var topic = Timeline<ID<Topic>?>()
    /// What it was to other things when it was settled last.
    var outward = Outward()

    public func isWithdrawn(on day: Day) -> Bool { withdrawnFrom.map { $0 <= day } ?? false }

    /// The number that the version table ends with on `day`.
    public func currentNumber(on day: Day) -> VersionNumber? {
        rows.filter { $0.day <= day }.max { ($0.day, $0.position) < ($1.day, $1.position) }?.number
    }

    /// The classification on `day`: the strictest of the version in force and of those that are to follow it.
    public func classification(on day: Day) -> Classification {
        // Asked for every row of a list, so without an array.
        var strictest = versionEntered(by: day)?.classification(on: day)
        for version in versions where version.entered.map({ $0 > day }) ?? (version.id == versions.last?.id) {
            let own = version.classification(on: day)
            strictest = max(strictest ?? own, own)
        }
        // Where every text is annulled, what was written about them is as confidential as they were.
        return strictest ?? struck.map { classification(of: $0) }.max() ?? .internal
    }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        let (day, position) = (stamp.effective, stamp.position)
        switch fact {
        case .created(let kind, let number, let title, let owner, let parent, let contact):
            self.kind = kind
            self.number = number
            created = position
            self.title.set(title, from: day, at: position)
            self.owner.set(owner, from: day, at: position)
            self.parent.set(parent, from: day, at: position)
            self.contact.set(contact, from: day, at: position)
            materials.append(Material(revision: Int32(revision), day: day))
        case .drafted(let id, let draft):
            versions.append(Version(id: id, position: position, drafted: day, draft: draft))
            materials.append(Material(revision: Int32(revision), day: day))
        case .versionImported(let number, let unit, let update):
            recorded.append(
                Row(position: position, number: number, author: .imported(unit), update: .imported(update), day: day))
        case .submitted(let id, let lacking):
            update(id) { $0.submissions.set(lacking, from: day, at: position) }
        case .enforced(let id):
            update(id) {
                $0.inForce.set(true, from: day, at: position)
                $0.enforcedOn.set(Copenhagen.day(of: stamp.recorded), from: day, at: position)
            }
            if let version = versions.first(where: { $0.id == id }), let unit = owner.value(on: day) ?? owner.newest {
                recorded.append(
                    Row(
                        position: position, number: version.draft.number, author: .unit(unit, stamp.by),
                        update: .entered, day: day, version: id))
            }
        case .verified(let id, let number, let outcome, let notes):
            verifications.append(
                Verification(
                    position: position, version: id, number: number, outcome: outcome, notes: notes, day: day,
                    by: stamp.by))
            if let unit = owner.value(on: day) ?? owner.newest {
                recorded.append(
                    Row(
                        position: position, number: number, author: .unit(unit, stamp.by), update: .verified(outcome),
                        day: day))
            }
        case .withdrawn(let reason):
            withdrawal.set(reason, from: day, at: position)
            materials.append(Material(revision: Int32(revision), day: day))
        case .transferred(let unit, _):
            owner.set(unit, from: day, at: position)
            materials.append(Material(revision: Int32(revision), day: day))
        case .contactNamed(let person):
            contact.set(person, from: day, at: position)
        case .placed(let parent, _):
            self.parent.set(parent, from: day, at: position)
            materials.append(Material(revision: Int32(revision), day: day))
        case .retitled(let title, _):
            self.title.set(title, from: day, at: position)
        case .changeDeclared(let cause, let due, let reason, let reference):
            changes.append(
                MaterialChange(
                    position: position, cause: cause, due: due, reason: reason, reference: reference, day: day,
                    by: stamp.by))
            // Whoever may deviate from it may do so on a judgement of before.
            materials.append(Material(revision: Int32(revision), day: day))
        case .summarised(let version, let text):
            summaries.set(Summary(version: version, text: text), from: day, at: position)
        case .audienceSet(let audience, _):
            self.audience.set(audience, from: day, at: position)
        case .related(let relation, let other): tie(relation, other, true, from: day, at: position)
        case .unrelated(let relation, let other, _): tie(relation, other, false, from: day, at: position)
        case .translated(let id, let translation):
            update(id) { $0.translations.set(translation, from: day, at: position) }
            materials.append(Material(revision: Int32(revision), day: day))
        case .quizSet(let id, let quiz): update(id) { $0.quizzes.set(quiz, from: day, at: position) }
        case .classProposed(let version, let was, let classification, let from, let reason):
            reclassifications.append(
                Reclassification(
                    position: position, version: version, was: was, classification: classification, from: from,
                    reason: reason, day: day, by: stamp.by))
            materials.append(Material(revision: Int32(revision), day: day))
        case .statuteNoted(let paragraph, let law):
            note(statute: paragraph, law, from: day, at: position)
            // What was dispensed from it is to be looked at again.
            materials.append(Material(revision: Int32(revision), day: day))
        case .statuteDropped(let paragraph, _): note(statute: paragraph, nil, from: day, at: position)
        case .topicSet(let topic): self.topic.set(topic, from: day, at: position)
        }
    }

    mutating func update(_ id: ID<Version>, _ change: (inout Version) -> Void) {
        if let index = versions.firstIndex(where: { $0.id == id }) { change(&versions[index]) }
    }

    /// A fact that is material: the number it has among the document's, and its day.
    struct Material: Hashable, Sendable {
        let revision: Int32
        let day: Day
    }

    mutating func annul(_ position: Int, on day: Day) {
        revision += 1
        var material = created == position
        let unit = owner.newest
        if material { created = nil }
        for change in [
            owner.annul(position), parent.annul(position), withdrawal.annul(position),
            versions.contains { version in
                version.position == position || version.translations.entries.contains { $0.position == position }
            },
            reclassifications.contains { $0.position == position }, changes.contains { $0.position == position },
        ] where change {
            material = true
        }
        title.annul(position)
        contact.annul(position)
        topic.annul(position)
        summaries.annul(position)
        audience.annul(position)
        annulTies(position)
        if owner.newest == nil, let unit { struckOwner = unit }
        struck += versions.filter { $0.position == position }.map(StruckText.init)
        versions.removeAll { $0.position == position }
        recorded.removeAll { $0.position == position }
        verifications.removeAll { $0.position == position }
        changes.removeAll { $0.position == position }
        reclassifications.removeAll { $0.position == position }
        for index in versions.indices { versions[index].annul(position) }
        if annulStatutes(position) { material = true }
        if material { materials.append(Material(revision: Int32(revision), day: day)) }
    }
}

/// »1.2«: what a version table counts by.
public struct VersionNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let major: Int
    public let minor: Int

    public init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads `1.2` or `1`.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let major = Int(parts[0]), (0...9999).contains(major) else { return nil }
        guard parts.count == 2 else {
            self.init(major, 0)
            return
        }
        guard let minor = Int(parts[1]), (0...9999).contains(minor) else { return nil }
        self.init(major, minor)
    }

    public static func < (left: VersionNumber, right: VersionNumber) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
    public var next: VersionNumber { VersionNumber(major, minor + 1) }
    public var description: String { "\(major).\(minor)" }
}

/// How confidential a version is (policy §7.2). State security classes are another legal regime and are refused.
public enum Classification: String, Choosable, Comparable {
    case `public` = "offentlig"
    case `internal` = "intern"
    case confidential = "fortrolig"
    case strict = "strengt_fortrolig"

    public var label: Phrase {
        switch self {
        case .public: Phrase(da: "Offentlig", en: "Public")
        case .internal: Phrase(da: "Intern", en: "Internal")
        case .confidential: Phrase(da: "Fortrolig", en: "Confidential")
        case .strict: Phrase(da: "Strengt fortrolig", en: "Strictly confidential")
        }
    }

    private var rank: Int {
        switch self {
        case .public: 0
        case .internal: 1
        case .confidential: 2
        case .strict: 3
        }
    }

    public static func < (left: Classification, right: Classification) -> Bool { left.rank < right.rank }
}
