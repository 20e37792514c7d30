// SPDX-License-Identifier: MPL-2.0

/// What proves something (dokumentation, policy §7.3): a file, a link, or an entry of the ledger itself. It is given once
/// and cited by every assessment that rests on it; it holds for the days it says.
public struct Evidence: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case added(Giving)
        case withdrawn(reason: ValueID)
    }

    public enum Content: Hashable, Sendable {
        /// The bytes, the name it came with, and what it was found to be.
        case file(ValueID, name: ValueID, EvidenceFile.Kind, bytes: Int)
        case link(ValueID)
        /// What is recorded of a thing, up to one of its revisions, and the entry in the ledger.
        case entry(Int, Subject, revision: Int)

        public enum Kind: String, Choosable {
            case file, link, entry

            public var label: Phrase {
                switch self {
                case .file: Phrase(da: "Fil", en: "File")
                case .link: Phrase(da: "Link", en: "Link")
                case .entry: Phrase(da: "Post i revisionssporet", en: "Entry of the ledger")
                }
            }
        }

        public var kind: Kind {
            switch self {
            case .file: .file
            case .link: .link
            case .entry: .entry
            }
        }
    }

    public struct Giving: Hashable, Sendable {
        public let number: Int
        public let title: ValueID
        public let content: Content
        /// Who keeps it.
        public let unit: ID<Unit>
        public let classification: Classification
        /// The last day on which it proves something; nil: until it is withdrawn.
        public let until: Day?
        /// Whether it is a risk assessment (policy §5).
        public let isRiskAssessment: Bool

        public init(
            number: Int, title: ValueID, content: Content, unit: ID<Unit>, classification: Classification, until: Day?,
            isRiskAssessment: Bool = false
        ) {
            self.isRiskAssessment = isRiskAssessment
            self.number = number
            self.title = title
            self.content = content
            self.unit = unit
            self.classification = classification
            self.until = until
        }

        /// »Bevis 12«: the number by which people name it.
        public var label: String { "BEV-\(number)" }
    }

    public let id: ID<Evidence>
    /// Nil where it is annulled.
    public private(set) var giving: Giving?
    public private(set) var position = 0
    /// The first day on which it proves something.
    public private(set) var from = Day.distantPast
    public private(set) var withdrawal = Timeline<ValueID>()
    public private(set) var revision = 0
    /// Kept after an annulment: what was confidential stays so.
    private var kept: (unit: ID<Unit>, classification: Classification)? {
        giving.map { ($0.unit, $0.classification) } ?? struck.map { ($0.unit, $0.classification) }
    }
    private var struck: Giving?

    init(id: ID<Evidence>) { self.id = id }

    /// Who may see it.
    var accessClass: AccessClass {
        guard let kept else { return .everyone }
        return switch kept.classification {
        case .public, .internal: .everyone
        case .confidential: .unit(kept.unit)
        case .strict: .circle(kept.unit)
        }
    }

    /// The last day on which it proves something; nil where it is annulled or never did.
    var lastDay: Day? {
        guard let giving else { return nil }
        var last = giving.until ?? .distantFuture
        if let gone = withdrawal.entries.first?.from { last = min(last, gone - 1) }
        return last < from ? nil : last
    }

    /// Whether it proves something on `day`.
    public func holds(on day: Day) -> Bool { from <= day && lastDay.map { day <= $0 } ?? false }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .added(let giving):
            self.giving = giving
            (position, from) = (stamp.position, stamp.effective)
        case .withdrawn(let reason): withdrawal.set(reason, from: stamp.effective, at: stamp.position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        if self.position == position, let giving {
            struck = giving
            self.giving = nil
        }
        withdrawal.annul(position)
    }
}

extension Register {
    func existingEvidence(
        _ id: ID<Evidence>, _ field: String = "evidence"
    ) throws(Refusal) -> (Evidence, Evidence.Giving) {
        guard let known = evidence[id], let giving = known.giving else {
            throw .invalid(field, da: "Vælg dokumentation på listen.", en: "Choose evidence from the list.")
        }
        return (known, giving)
    }

    /// The requirements whose assessments ever cited it.
    public func requirements(citing id: ID<Evidence>) -> [Requirement] {
        (citing[id] ?? []).compactMap { requirements[$0] }.filter { known in
            known.wording != nil && known.assessments.contains { $0.evidence.contains(id) }
        }
    }
}
