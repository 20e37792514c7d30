// SPDX-License-Identifier: MPL-2.0

/// What a file of risks changes: the difference between what it says and what the register says of the risks that whoever
/// takes it in may see. Nothing is closed because a file does not have it.
public struct RiskImportPlan: Sendable {
    public struct Difference: Hashable, Sendable {
        public let column: RiskReading.Column
        /// In the spelling of the column; nil: nothing stood there.
        public let before: String?
        public let after: String?
    }

    public struct Change: Sendable {
        public let row: Int
        /// Nil: a new risk.
        public let risk: ID<Risk>?
        public let title: String
        /// In the order of the columns; of a new risk all that it says.
        public let differences: [Difference]
        /// Nil: what it is stays as it is.
        let set: SetRisk?
        /// Nil: how it is judged stays as it is.
        let assess: AssessRisk?

        public var isNew: Bool { risk == nil }
        public var isJudged: Bool { assess != nil }
    }

    /// In the order of the file.
    public internal(set) var changes: [Change] = []
    public internal(set) var unchanged = 0
    /// Open risks that are in no row.
    public internal(set) var missing: [ID<Risk>] = []
    /// What is not taken along, and why.
    public internal(set) var remarks: [RowFault] = []
    public internal(set) var faults: [RowFault] = []

    public var isEmpty: Bool { changes.isEmpty }
    public var added: Int { changes.count(where: \.isNew) }
    public var changed: Int { changes.count - added }
    public var judged: Int { changes.count(where: \.isJudged) }

    public var sign: String {
        var sign = ShownSign()
        func add(_ text: String?) { sign.add((text ?? "\u{0}").utf8) }
        for change in changes {
            add(change.risk.map { "\($0)" })
            for one in change.differences {
                add(one.column.rawValue)
                add(one.before)
                add(one.after)
            }
        }
        return sign.text
    }
}

/// How an import of risks is to be understood, beside what the file says.
public struct RiskImportRules: Hashable, Sendable {
    /// What the steps of the file are.
    public enum Scale: String, Choosable {
        case own, mapped

        public var label: Phrase {
            switch self {
            case .own: Phrase(da: "Metodens egne trin", en: "The steps of the method")
            case .mapped: Phrase(da: "En anden skala, som skrevet nedenfor", en: "Another scale, as written below")
            }
        }
    }

    /// The unit of a new risk whose row names none that is known here.
    public var unit: ID<Unit>?
    public var classification = Classification.confidential
    /// Nil: how risks were judged is not taken along.
    public var scale: Scale?
    /// Which step of the method each step of the file is.
    public var likelihoods: [Int: Int] = [:]
    public var consequences: [Int: Int] = [:]
    /// Which dimension is what the file says of a bearer.
    public var dimensions: [RiskReading.Bearer: RiskMethod.Dimension] = [:]
    /// Why the dimensions that a row says nothing of are not relevant; nil: then its judgement is refused.
    public var irrelevant: String?
    /// What is done about a risk whose row does not say it.
    public var treatment: Risk.Treatment?

    public init() {}

    /// »1=1, 2=2, 3=4«: a step of the file, and the one of the method that it is.
    static func steps(_ text: String, _ field: String) throws(Refusal) -> [Int: Int] {
        var found: [Int: Int] = [:]
        for part in text.split(whereSeparator: { $0 == "," || $0 == ";" || $0.isNewline }) {
            let pair = part.split(separator: "=", omittingEmptySubsequences: false).map {
                Int(Arguments.trimmed(String($0)))
            }
            guard pair.count == 2, let from = pair[0], let to = pair[1], found[from] == nil else {
                throw .invalid(
                    field, da: "Skriv filens trin, et lighedstegn og metodens trin, fx 1=1, 2=2, 3=4, 4=5.",
                    en: "Write a step of the file, an equals sign and that of the method, such as 1=1, 2=2, 3=4, 4=5."
                )
            }
            found[from] = to
        }
        // What is worse there cannot be better here.
        let order = found.sorted { $0.key < $1.key }.map(\.value)
        guard order == order.sorted() else {
            throw .invalid(
                field, da: "Et højere trin i filen kan ikke være et lavere trin i metoden. Ret rækkefølgen.",
                en: "A higher step of the file cannot be a lower one of the method. Correct the order.")
        }
        return found
    }
}
