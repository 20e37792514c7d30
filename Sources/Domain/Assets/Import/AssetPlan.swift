// SPDX-License-Identifier: MPL-2.0

/// What a file of assets changes: the difference between what it says and what the register says. The preview shows it, and
/// the command makes its facts from it. Nothing is retired because a file does not have it; what is missing is shown.
public struct AssetPlan: Sendable {
    public struct Difference: Hashable, Sendable {
        public let column: AssetReading.Column
        /// In the spelling of the column; nil: nothing stood there.
        public let before: String?
        public let after: String?
    }

    public struct Change: Sendable {
        public let row: Int
        /// Nil: a new asset.
        public let asset: ID<Asset>?
        public let kind: Asset.Kind
        public let name: String
        /// In the order of the columns; of a new asset all that it says.
        public let differences: [Difference]
        let set: SetAsset

        public var isNew: Bool { asset == nil }
    }

    /// An asset that is there, or one that is new: its place among the changes.
    public enum Place: Hashable, Sendable {
        case known(ID<Asset>)
        case new(Int)
    }

    public struct Tie: Hashable, Sendable {
        public let row: Int
        public let from: Place
        public let to: Place
        public let kind: Dependence.Kind
        public let about: String?
    }

    /// In the order of the file.
    public internal(set) var changes: [Change] = []
    /// Dependences that are new.
    public internal(set) var ties: [Tie] = []
    /// How many rows change nothing.
    public internal(set) var unchanged = 0
    /// Those in use that could have been in the file, and are not.
    public internal(set) var missing: [ID<Asset>] = []
    /// Those in use here that the file says are out of use.
    public internal(set) var gone: [ID<Asset>] = []
    /// What is not taken along, and why.
    public internal(set) var remarks: [RowFault] = []
    public internal(set) var faults: [RowFault] = []

    public var isEmpty: Bool { changes.isEmpty && ties.isEmpty }
    public var added: Int { changes.count(where: \.isNew) }
    public var changed: Int { changes.count - added }

    /// Of what is shown, so that a confirmation is about it.
    public var sign: String {
        var sign = ShownSign()
        func add(_ text: String?) { sign.add((text ?? "\u{0}").utf8) }
        for change in changes {
            add(change.asset.map { "\($0)" })
            add(change.kind.rawValue)
            for one in change.differences {
                add(one.column.rawValue)
                add(one.before)
                add(one.after)
            }
        }
        for tie in ties { add("\(tie.from) \(tie.to) \(tie.kind.rawValue) \(tie.about ?? "")") }
        return sign.text
    }
}

/// How an import of assets is to be understood, beside what the file says.
public struct AssetImportRules: Hashable, Sendable {
    /// The kind of a row that says none.
    public var kind: Asset.Kind?
    /// The unit of a new asset whose row names none that is known here.
    public var unit: ID<Unit>?
    /// In which way one asset depends on another, where the file does not say it; nil: they are not taken along.
    public var ties: Dependence.Kind?

    public init(kind: Asset.Kind? = nil, unit: ID<Unit>? = nil, ties: Dependence.Kind? = nil) {
        (self.kind, self.unit, self.ties) = (kind, unit, ties)
    }
}
