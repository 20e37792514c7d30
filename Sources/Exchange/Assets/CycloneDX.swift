// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What a bill of materials in CycloneDX says: its components, each with vendor, name, version and the two names that
/// catalogues of vulnerabilities use (ECMA-424). Nothing is recorded by reading.
public enum CycloneDX {
    static let versions: Set<String> = ["1.4", "1.5", "1.6"]

    /// - Throws: a refusal where it is no such file, has no components, or more than are taken.
    public static func read(_ bytes: [UInt8]) throws(Refusal) -> InventoryReading {
        guard bytes.count <= RecordInventory.mostBytes else {
            throw ImportGate.tooLarge(bytes.count, RecordInventory.mostBytes)
        }
        if let refusal = ImportGate.otherFormat(bytes) { throw refusal }
        let tree = try JSONTree.read(try TextFile.utf8(bytes))
        guard tree.word("bomFormat") == "CycloneDX" else {
            throw .invalid(
                "file", da: "Filen er ikke en stykliste i CycloneDX. Dan den igen som CycloneDX-JSON.",
                en: "The file is no bill of materials in CycloneDX. Make it anew as CycloneDX JSON.")
        }
        guard let version = tree.word("specVersion"), versions.contains(version) else {
            throw .invalid(
                "file", da: "Styklisten skal være skrevet i CycloneDX 1.4, 1.5 eller 1.6. Dan den igen i en af dem.",
                en: "The bill must be written in CycloneDX 1.4, 1.5 or 1.6. Make it anew in one of them.")
        }
        var found = Gathering()
        found.take(tree.items("components"))
        guard !found.isTooMany else {
            throw .invalid(
                "file",
                da: "Styklisten har flere end \(InventoryReading.most) produkter. Del den op på flere aktiver.",
                en: "The bill has more than \(InventoryReading.most) products. Divide it among several assets.")
        }
        guard !found.products.isEmpty else {
            throw .invalid(
                "file", da: "Der er ingen produkter i styklisten. Vælg en, der har nogen.",
                en: "There are no products in the bill. Choose one that has some.")
        }
        return InventoryReading(format: version, products: found.products, unusable: found.unusable)
    }

    private struct Gathering {
        private(set) var products: [Asset.Product] = []
        private(set) var unusable = 0
        private(set) var isTooMany = false
        private var known: Set<Asset.Product> = []

        /// Components, and those inside them. How deep they lie the reader of JSON has seen to.
        mutating func take(_ components: [DataTree]) {
            for component in components where !isTooMany {
                if let name = plain(component.word("name")) { take(component, name) }
                take(component.items("components"))
            }
        }

        private mutating func take(_ component: DataTree, _ name: String) {
            let vendor =
                plain(component["supplier"]?.word("name")) ?? plain(component["manufacturer"]?.word("name"))
                ?? plain(component.word("publisher")) ?? plain(component.word("group")) ?? ""
            let product = Asset.Product(
                vendor: vendor, name: name, version: plain(component.word("version")) ?? "",
                cpe: named(component.word("cpe"), Asset.Product.isCPE),
                purl: named(component.word("purl"), Asset.Product.isPackage))
            guard known.insert(product).inserted else { return }
            guard products.count < InventoryReading.most else {
                isTooMany = true
                return
            }
            products.append(product)
        }

        /// One of the two names; one that is none, as the older form of CPE, is counted and left out.
        private mutating func named(_ text: String?, _ isOne: (String) -> Bool) -> String? {
            guard let text else { return nil }
            if isOne(text) { return text }
            unusable += 1
            return nil
        }

        /// Words on one line that a line of products can hold: no control characters, no semicolon and no backslash.
        private func plain(_ text: String?) -> String? {
            guard let text else { return nil }
            var words = ""
            for scalar in text.unicodeScalars.prefix(200) {
                switch scalar {
                case ";": words += ","
                case "\\": words += "/"
                case _ where scalar.properties.generalCategory == .control || scalar.properties.isWhitespace:
                    words += " "
                case _ where scalar.properties.isDefaultIgnorableCodePoint: continue
                case _: words.unicodeScalars.append(scalar)
                }
            }
            // What looks like the name of a catalogue is no words.
            words = words.trimmed
            if words.hasPrefix("cpe:") || words.hasPrefix("pkg:") { words = "(" + words + ")" }
            return words.isEmpty ? nil : words
        }
    }
}
