// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange

@Suite("Bills of materials in CycloneDX")
struct CycloneDXTests {
    private func read(_ json: String) throws(Refusal) -> InventoryReading { try CycloneDX.read(Array(json.utf8)) }

    private func bill(_ components: String, version: String = "1.6") -> String {
        #"{"bomFormat": "CycloneDX", "specVersion": "\#(version)", "version": 1, "components": [\#(components)]}"#
    }

    @Test(
        "components, and those inside them, with who made them and their names in catalogues",
        arguments: ["1.4", "1.5", "1.6"])
    func components(_ version: String) throws {
        let read = try read(
            bill(
                #"""
                {"type": "application", "name": "Port", "version": "4.2", "supplier": {"name": "Eksempelfirma"},
                 "cpe": "cpe:2.3:a:eksempelfirma:port:4.2:*:*:*:*:*:*:*", "components": [
                   {"type": "library", "group": "dk.eksempel", "name": "lås", "version": "1.0",
                    "purl": "pkg:maven/dk.eksempel/laas@1.0", "publisher": "Andre"}]},
                {"type": "library", "name": "uden mere"}, {"type": "library", "name": "uden mere"}, {"version": "1"}
                """#, version: version))
        #expect(read.format == version && read.unusable == 0)
        #expect(
            read.products == [
                .init(
                    vendor: "Eksempelfirma", name: "Port", version: "4.2",
                    cpe: "cpe:2.3:a:eksempelfirma:port:4.2:*:*:*:*:*:*:*"),
                .init(vendor: "Andre", name: "lås", version: "1.0", purl: "pkg:maven/dk.eksempel/laas@1.0"),
                .init(vendor: "", name: "uden mere", version: ""),
            ])
        #expect(InventoryReading(decoding: read.encode()) == read, "what is kept is what was read")
    }

    @Test("names that are none are counted and left out; words that a line cannot hold are put otherwise")
    func odd() throws {
        let read = try read(
            bill(
                #"""
                {"name": "a;b\\c\nd\u202e", "version": "pkg:x", "cpe": "cpe:/a:gammel:form", "purl": "pkg:npm"},
                {"name": "  ", "version": "1"}, {"name": 7}, "ord", null
                """#))
        #expect(read.unusable == 2)
        #expect(read.products.map(\.name) == ["a,b/c d", "7"] && read.products[0].version == "(pkg:x)")
        #expect(InventoryReading(decoding: read.encode()) == read)
    }

    @Test(
        "what is no such file is refused with what to do",
        arguments: [
            "", "{}", "[]", "null", "{\"bomFormat\": \"SPDX\", \"specVersion\": \"1.6\"}", "<bom/>",
            "{\"bomFormat\": \"Cyclo",
            #"{"bomFormat": "CycloneDX", "specVersion": "1.3", "components": [{"name": "a"}]}"#,
            #"{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": []}"#,
            #"{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": {"name": "a"}}"#,
        ])
    func refused(_ text: String) {
        do throws(Refusal) {
            _ = try read(text)
            Issue.record("\(text) was read")
        } catch {
            #expect(error.field == "file" && error.reason == .invalid)
        }
    }

    @Test("a bill of too many products, or too deep, costs little and is refused")
    func bounded() {
        let many = bill((0...InventoryReading.most).map { "{\"name\": \"n\($0)\"}" }.joined(separator: ","))
        let depth = 5000
        let deep = bill(
            String(repeating: "{\"name\": \"n\", \"components\": [", count: depth)
                + String(repeating: "]}", count: depth))
        for text in [many, deep] {
            do throws(Refusal) {
                _ = try read(text)
                Issue.record("was read")
            } catch {
                #expect(error.field == "file")
            }
        }
    }
}
