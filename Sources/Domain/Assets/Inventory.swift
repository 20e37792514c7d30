// SPDX-License-Identifier: MPL-2.0

extension Asset {
    /// What an asset is made of, down to each library, as a bill of materials told it. The file is kept as it came.
    public struct Inventory: Hashable, Sendable {
        /// The version of CycloneDX that it was written in: `1.6`.
        public let format: String
        public let count: Int
        /// A line each, as `Product.list` reads them.
        public let products: ValueID
        public let file: ValueID
        public let fileName: ValueID

        public init(format: String, count: Int, products: ValueID, file: ValueID, fileName: ValueID) {
            self.format = format
            self.count = count
            self.products = products
            self.file = file
            self.fileName = fileName
        }

        @dynamicMemberLookup
        public struct Made: Hashable, Sendable {
            let inventory: Inventory
            public let day: Day
            public let position: Int

            public subscript<Value>(dynamicMember path: KeyPath<Inventory, Value>) -> Value {
                inventory[keyPath: path]
            }
        }
    }

    /// What differs between two lists of products: what is only in one, and what is in both in another version or under
    /// other names in catalogues.
    public struct InventoryDifference: Hashable, Sendable {
        public struct Change: Hashable, Sendable {
            public let before: Product
            public let after: Product
        }

        public private(set) var added: [Product] = []
        public private(set) var gone: [Product] = []
        public private(set) var changed: [Change] = []

        /// A product is the same where vendor and name are; of one that stands there in several versions each is for itself.
        public init(_ before: [Product], _ after: [Product]) {
            struct Name: Hashable {
                let vendor: String
                let name: String

                init(_ product: Product) {
                    vendor = product.vendor.lowercased()
                    name = product.name.lowercased()
                }
            }
            let (old, new) = (Set(before), Set(after))
            let left = Dictionary(grouping: before.filter { !new.contains($0) }) { Name($0) }
            var answered: Set<Name> = []
            for product in after where !old.contains(product) {
                let name = Name(product)
                if let one = left[name], one.count == 1, answered.insert(name).inserted {
                    changed.append(Change(before: one[0], after: product))
                } else {
                    added.append(product)
                }
            }
            for product in before where !new.contains(product) && !answered.contains(Name(product)) {
                gone.append(product)
            }
        }

        public var isEmpty: Bool { added.isEmpty && gone.isEmpty && changed.isEmpty }
    }
}

/// What a bill of materials says, as whoever read the file hands it over.
public struct InventoryReading: Hashable, Sendable {
    public let format: String
    public let products: [Asset.Product]
    /// Names in catalogues that are none and were left out.
    public let unusable: Int

    /// So many at most: the largest product we know of has some ten thousand libraries.
    public static let most = 20_000

    public init(format: String, products: [Asset.Product], unusable: Int) {
        self.format = format
        self.products = products
        self.unusable = unusable
    }

    public func encode() -> [UInt8] {
        Array(([format, "\(unusable)"] + products.map(\.line)).joined(separator: "\n").utf8)
    }

    public init?(decoding bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 2).map(String.init)
        guard lines.count == 3, let unusable = Int(lines[1]) else { return nil }
        (format, self.unusable) = (lines[0], unusable)
        products = Asset.Product.list(lines[2])
    }

    /// Of what was shown: what the file says, and what it was held against.
    public func sign(since known: Asset.Inventory.Made?) -> String {
        var sign = ShownSign()
        sign.add(encode())
        sign.add("\(known?.position ?? -1)".utf8)
        return sign.text
    }
}

/// Records what an asset is made of, from a bill of materials: all of it or nothing.
public struct RecordInventory: AssetDeed {
    let asset: ID<Asset>, file: Arguments.File, reading: InventoryReading?, shown: String?

    /// A bill with twenty thousand libraries and all that is said of them has some ten megabytes.
    public static let mostBytes = 20_000_000

    public static let fields = [
        Field.asset,
        Field(
            "file", .file, da: "Stykliste", en: "Bill of materials",
            hint: Phrase(
                da: "CycloneDX 1.4 til 1.6 som JSON, højst 20 MB.", en: "CycloneDX 1.4 to 1.6 as JSON, at most 20 MB.")),
        Field(
            "shown", .line(most: 40), da: "Forhåndsvisning", en: "Preview",
            hint: Phrase(
                da: "Kendetegn for det, der blev vist; er det ændret siden, registreres intet.",
                en: "Sign of what was shown; if that has changed since, nothing is recorded."), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        asset = try arguments.id("asset")
        guard let file = try arguments.optionalFile("file", most: RecordInventory.mostBytes) else {
            throw .invalid("file", da: "Vælg en fil, der ikke er tom.", en: "Choose a file that is not empty.")
        }
        self.file = file
        shown = try arguments.optionalLine("shown", most: 40)
        reading = arguments.files["reading"].flatMap { InventoryReading(decoding: $0.bytes) }
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, wording) = try desk.register.standingAsset(asset, on: desk.today)
        guard wording.kind.takes(.products) else {
            throw .invalid(
                "asset", da: "Kun løsninger og komponenter er lavet af produkter. Vælg en af dem.",
                en: "Only solutions and components are made of products. Choose one of them.")
        }
        guard let reading, !reading.products.isEmpty else {
            throw .invalid("file", da: "Filen kunne ikke læses.", en: "The file could not be read.")
        }
        guard shown == nil || shown == reading.sign(since: known.inventories.last) else {
            throw .previewMovedOn
        }
        let products: ValueID = desk.keep(reading.products.map(\.line).joined(separator: "\n"))
        let inventory = Asset.Inventory(
            format: reading.format, count: reading.products.count, products: products, file: desk.keep(file.bytes),
            fileName: desk.keep(file.name))
        try desk.record(.asset(asset, .inventoried(inventory)))
    }
}
