// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office

/// The order of names beside the register holds nothing of what is erased.
struct ListingTests {
    private func order(_ rooms: Rooms, _ kind: SubjectKind) -> [Subject] {
        rooms.house.listing.order(kind).elements().map(\.subject)
    }

    @Test("a document's title that is erased with the one who wrote it leaves its place in the list at once")
    func title() throws {
        let rooms = try Rooms()
        let unit = try rooms.unit("CAI")
        let sara = try rooms.person("Sara", in: unit, .security)
        let kept = try rooms.document("Backup", unit: unit)
        let written: ID<Document> = rooms.id(
            try rooms.give(
                .importDocument,
                ["kind": "politik", "title": "Aktiver", "unit": "\(unit)", "classification": "intern"],
                files: ["text": DocumentText(blocks: []).encode(), "file": Array("tekst".utf8)], as: sara))
        #expect(order(rooms, .document) == [.document(written), .document(kept)])
        try rooms.give(
            .erasePerson, ["person": "\(sara)", "decision": "Prøve", "basis": "request", "override_reason": "Prøve"])
        #expect(
            rooms.house.texts.text(try #require(rooms.house.state.register.documents[written]?.title.newest)) == nil)
        #expect(order(rooms, .document) == [.document(kept), .document(written)])
        #expect(order(rooms, .person) == [.person(sara)])
    }
}
