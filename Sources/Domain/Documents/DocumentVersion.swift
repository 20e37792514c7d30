// SPDX-License-Identifier: MPL-2.0

extension Document {
    /// One text of a document. What was recorded of it is kept as it was; what follows from it and from the decisions that
    /// stand (`submitted`, `decision`, `entered`) is worked out again by `settle`, so that an annulment brings back what
    /// stood before.
    public struct Version: Hashable, Sendable {
        /// A decision about the version that stands.
        public struct Judgement: Hashable, Sendable {
            public let decision: ID<Decision>
            public let position: Int
            public let day: Day
            public let approved: Bool
        }

        public let id: ID<Version>
        public internal(set) var position: Int
        public let drafted: Day
        public internal(set) var draft: Draft
        /// The language of its own text, where this is the version as its translation reads; see `translated(on:)`.
        public internal(set) var translatedFrom: Language?
        /// Each time it was put before its body, with what it lacked.
        public var submissions = Timeline<Lacking?>()
        /// Each decision about it that stands, oldest first.
        public internal(set) var judgements: [Judgement] = []
        /// Position of the fact that put it before its body; nil while it is being written, also after a rejection.
        public internal(set) var submitted: Int?
        public internal(set) var submittedOn: Day?
        /// What it was put before its body without.
        public var lacking: Lacking? { submissions.latest?.value ?? nil }
        /// The decision that approved it.
        public internal(set) var decision: ID<Decision>?
        public internal(set) var decidedOn: Day?
        /// From which day it was put in force, as recorded.
        public var inForce = Timeline<Bool>()
        /// Its text in the other language, each time it was written.
        public var translations = Timeline<Translation>()
        /// The quiz that goes with it, each time it was written.
        public var quizzes = Timeline<Quiz>()
        /// The day on which that was recorded.
        public var enforcedOn = Timeline<Day>()
        /// From which day it is in force: it was put in force, and the approval stands. Nil if it is not.
        public internal(set) var entered: Day?
        /// What was decided about its class since it was written, in the order of the facts.
        var classChanges: [ClassChange] = []

        init(id: ID<Version>, position: Int, drafted: Day, draft: Draft) {
            self.id = id
            self.position = position
            self.drafted = drafted
            self.draft = draft
        }

        mutating func settle(_ judgements: [Judgement]) {
            self.judgements = judgements
            let judged = judgements.last
            decision = judged.flatMap { $0.approved ? $0.decision : nil }
            decidedOn = judged.flatMap { $0.approved ? $0.day : nil }
            let submission = submissions.latest
            // A rejected draft is the author's again: it can be submitted anew.
            let rejected = judged.map { !$0.approved && $0.position > (submission?.position ?? -1) } ?? false
            submitted = rejected ? nil : submission?.position
            submittedOn = rejected ? nil : submission?.from
            // Nothing is in force without its decision (policy §7.2), nor from before it; a rejection ends what it follows.
            entered = nil
            if let entry = inForce.latest, let decidedOn,
                !judgements.contains(where: { !$0.approved && $0.position > entry.position })
            {
                entered = max(entry.from, decidedOn)
            }
        }

        mutating func annul(_ position: Int) {
            submissions.annul(position)
            inForce.annul(position)
            enforcedOn.annul(position)
            translations.annul(position)
            quizzes.annul(position)
        }
    }

    /// The version in force on `day`: the one that entered last.
    public func versionInForce(on day: Day) -> Version? { isWithdrawn(on: day) ? nil : versionEntered(by: day) }

    /// The version that is read when none is asked for: the one in force, else the newest that was written.
    public func versionShown(on day: Day) -> Version? {
        versionInForce(on: day) ?? versions.last { $0.drafted <= day }
    }

    /// The version that entered last, also where the document is withdrawn by now.
    func versionEntered(by day: Day) -> Version? {
        var best: (Day, Int, index: Int)?
        for index in versions.indices {
            guard let entered = versions[index].entered, entered <= day else { continue }
            let position = versions[index].inForce.latest?.position ?? 0
            if let found = best, (found.0, found.1) > (entered, position) { continue }
            best = (entered, position, index)
        }
        return best.map { versions[$0.index] }
    }

    /// The version being written or waiting: the newest one, unless it has entered into force.
    public var pending: Version? {
        versions.last.flatMap { $0.entered == nil ? $0 : nil }
    }

    /// Whether a version is the text that its table ended with before Værn: it was decided then, and is taken as it is.
    public func isHistory(_ version: Version) -> Bool {
        recorded.contains { $0.isImported && $0.number == version.draft.number }
    }

    /// The first day on which any version was in force.
    public var firstEntered: Day? { versions.compactMap(\.entered).min() }

    /// What the duties of other things depend on in a document: those below it on whether it counts, tasks on its class.
    struct Outward: Hashable, Sendable {
        var exists = false
        var withdrawn: Day?
        var entered: Day?
        var owner: ID<Unit>?
        var classes: [Classed] = []
        var classedOn = Day.distantPast
        var entries: [Entry] = []
    }

    /// The day from which a text of a document is in force, and where that stands in the ledger: those below it are to be
    /// looked at again after it.
    struct Entry: Hashable, Sendable {
        /// Position of the fact that wrote the version.
        let version: Int
        /// Position of the fact that put it in force.
        let position: Int
        let day: Day
    }

    /// Its entries into force, oldest first.
    var entries: [Entry] {
        versions.compactMap { version in
            version.entered.map {
                Entry(
                    version: version.position, position: version.inForce.latest?.position ?? version.position, day: $0)
            }
        }.sorted { ($0.day, $0.position, $0.version) < ($1.day, $1.position, $1.version) }
    }

    /// What a version's part in the document's class depends on.
    struct Classed: Hashable, Sendable {
        let entered: Day?
        let classification: Classification
        let changes: [Version.ClassChange]
    }

    /// Brings what follows from the facts in line with the decisions about the document that stand.
    mutating func settle(_ decisions: [Decision]) {
        let standing = decisions.filter { !$0.annulled }
        for index in versions.indices {
            let id = versions[index].id
            versions[index].settle(
                standing.compactMap { decision in
                    guard let matter = decision.matter, matter.act == .adopt, matter.version == id else { return nil }
                    return Version.Judgement(
                        decision: decision.id, position: decision.position, day: decision.day,
                        approved: decision.outcome == .approved)
                })
        }
        settleClasses(standing)
        classedOn =
            (versions.compactMap { $0.enforcedOn.latest?.value } + reclassifications.map(\.day)
            + standing.map(\.recordedOn)).max() ?? .distantPast
        // The withdrawal of what a body adopted counts while that body's decision to withdraw stands.
        let needed = kind.decidedBy != nil && firstEntered != nil
        let decided = standing.contains { $0.matter?.act == .withdraw && $0.outcome == .approved }
        withdrawnFrom = needed && !decided ? nil : withdrawal.entries.first?.from
        // The entry of a text that was imported with its table already has its row there; an entry that does not count
        // has none.
        rows = recorded.filter { row in
            guard let id = row.version else { return true }
            return versions.contains { $0.id == id && $0.entered != nil }
                && !recorded.contains { $0.isImported && $0.number == row.number }
        }
        outward = Outward(
            exists: created != nil, withdrawn: withdrawnFrom, entered: firstEntered, owner: owner.newest,
            classes: versions.map {
                Classed(entered: $0.entered, classification: $0.draft.classification, changes: $0.classChanges)
            }, classedOn: classedOn,
            entries: entries)
    }
}
