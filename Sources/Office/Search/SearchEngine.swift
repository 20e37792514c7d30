// SPDX-License-Identifier: MPL-2.0

public import Ledger

/// The index that one organisation is searched by: derived from the ledger, disposable, a file of its own. Whoever asks
/// names the shelves that may be looked on; of what lies on others nothing is read, so neither hits nor counts, order or
/// time tell of it (policy §7.2).
public protocol SearchEngine: Sendable {
    /// What the index was made from; nil if there is none that can be used. Reads the whole file.
    func mark() -> SearchMark?
    /// Begins a new file; of the old one nothing is left on the disk when it returns.
    func renew() throws(StoreFailure)
    /// Puts things where what was held about them stood, and the mark with them: all or nothing after a kill. Texts that
    /// lie on the same shelf already are not read again. One at a time.
    func put(_ things: [SearchThing], mark: SearchMark?) throws(StoreFailure)
    /// What was found, in the order in which things came into the ledger. Also while something is being put.
    func find(_ question: SearchQuestion) throws(StoreFailure) -> SearchFound
    /// The text around the words, for some of what was found.
    func passages(of lines: [Int64], _ words: SearchWords) throws(StoreFailure) -> [Int64: SearchPassage]
}

/// How far an index has come: with another ledger, or after values were erased, it is not used.
public struct SearchMark: Hashable, Sendable {
    /// How many facts are taken in, and the root hash of the tree that they make.
    public let position: Int
    public let root: Hash32
    /// How many values had been erased.
    public let erased: Int
    /// The number of the day for which it was said which texts are in force.
    public let day: Int

    public init(position: Int, root: Hash32, erased: Int, day: Int) {
        self.position = position
        self.root = root
        self.erased = erased
        self.day = day
    }
}

/// What lies together: one field, one access class, one language, texts of today or old ones.
public struct SearchShelf: Hashable, Sendable {
    /// What a text says of its thing.
    public enum Field: Int, Sendable, CaseIterable {
        case title, text, person, unit, decision, action, dispensation, meeting, compliance
    }

    /// How words are read: Danish with its compounds, English, or names, where accents do not matter.
    public enum Reading: String, Sendable, CaseIterable {
        case danish = "d"
        case english = "e"
        case names = "n"
    }

    public let field: Field
    /// The access class, as text; of what is closed to the public at a body's meetings, the body too.
    public let audience: String
    public let reading: Reading
    /// A text that does not hold today.
    public let isOld: Bool

    public init(field: Field, audience: String, reading: Reading, isOld: Bool) {
        self.field = field
        self.audience = audience
        self.reading = reading
        self.isOld = isOld
    }
}

/// One thing with all that can be found of it.
public struct SearchThing: Sendable {
    /// The position of its first fact: the order of hits, the same in every index of a ledger.
    public let origin: Int
    public let kind: String
    public let id: Ref
    public let slices: [SearchSlice]

    public init(origin: Int, kind: String, id: Ref, slices: [SearchSlice]) {
        self.origin = origin
        self.kind = kind
        self.id = id
        self.slices = slices
    }
}

/// One kept value of a thing, and where it lies.
public struct SearchSlice: Sendable {
    /// Its place among those of the thing, below 4,096.
    public let ordinal: Int
    public let value: Ref
    public let shelf: SearchShelf
    /// Asked only when the value does not lie there yet.
    public let lines: @Sendable () -> [SearchLine]

    public init(ordinal: Int, value: Ref, shelf: SearchShelf, lines: @escaping @Sendable () -> [SearchLine]) {
        self.ordinal = ordinal
        self.value = value
        self.shelf = shelf
        self.lines = lines
    }
}

/// A paragraph, a title, a name: the smallest thing that is found.
public struct SearchLine: Hashable, Sendable {
    /// The paragraph's address in its version; empty for all else.
    public let address: String
    /// The heading that it stands below, as printed.
    public let heading: String
    public let text: String

    public init(address: String = "", heading: String = "", text: String) {
        self.address = address
        self.heading = heading
        self.text = text
    }
}

/// What is asked of an index.
public struct SearchQuestion: Sendable {
    public let words: SearchWords
    /// Which shelves may be looked on.
    public let sees: @Sendable (SearchShelf) -> Bool
    /// On a past day: the values that stood then.
    public let values: [Ref]?
    /// Origins of things that the index has not caught up with: they are left out.
    public let without: [Int]
    /// At most so many lines of each field.
    public let most: Int

    public init(
        words: SearchWords, sees: @escaping @Sendable (SearchShelf) -> Bool, values: [Ref]?, without: [Int], most: Int
    ) {
        self.words = words
        self.sees = sees
        self.values = values
        self.without = without
        self.most = most
    }
}

/// The lines that an index found.
public struct SearchFound: Sendable {
    public struct Line: Hashable, Sendable {
        public let id: Int64
        public let shelf: SearchShelf
        public let kind: String
        public let thing: Ref
        public let value: Ref
        public let address: String
        public let heading: String

        public init(
            id: Int64, shelf: SearchShelf, kind: String, thing: Ref, value: Ref, address: String, heading: String
        ) {
            self.id = id
            self.shelf = shelf
            self.kind = kind
            self.thing = thing
            self.value = value
            self.address = address
            self.heading = heading
        }
    }

    public let lines: [Line]
    /// The fields of which there is more than was asked for.
    public let cut: Set<SearchShelf.Field>

    public init(lines: [Line], cut: Set<SearchShelf.Field>) {
        self.lines = lines
        self.cut = cut
    }
}

/// A text around the words that were found, in pieces.
public struct SearchPassage: Hashable, Sendable {
    public struct Piece: Hashable, Sendable {
        public let text: String
        public let isFound: Bool

        public init(text: String, isFound: Bool) {
            self.text = text
            self.isFound = isFound
        }
    }

    public let pieces: [Piece]

    public init(pieces: [Piece]) {
        self.pieces = pieces
    }
}
