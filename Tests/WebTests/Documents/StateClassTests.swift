// SPDX-License-Identifier: MPL-2.0
import Domain
import Ledger
import Testing

@testable import Web

/// State security classes are another legal regime: the choice stops with an explanation at every door, and nothing that
/// came with it is kept, not even for a preview.
@Suite("State-classified information is refused at every door")
struct StateClassTests {
    private static let mark = "hemmelig-radiokanarie"
    private static let explained = "må ikke lægges i Værn"

    private func multipart(_ fields: [(String, String)], file: String?) -> [UInt8] {
        var parts = fields.map { "--b\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }
        if let file {
            parts.append(
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.md\"\r\n\r\n\(file)\r\n")
        }
        return Array((parts.joined() + "--b--\r\n").utf8)
    }

    private func isKept(_ lobby: Lobby) -> Bool {
        lobby.side.rows(shelf: Aside.Shelf.draft.rawValue, owner: nil).contains {
            String(decoding: $0.bytes, as: UTF8.self).contains(Self.mark)
        }
    }

    @Test("by form: the preview and the import are refused, and the file is on no shelf", arguments: ["1", nil])
    func form(_ preview: String?) async throws {
        let lobby = try await Lobby()
        let unit = try await lobby.give(.openUnit, ["name": "Drift", "from": "\(lobby.today)"])
        let text = "# Net\n\n\(Self.mark) står i bunkeren.\n"
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let form = try await browser.get("/udfoer/document.import")
            let wanted = [("csrf", form.csrf), ("kind", "politik"), ("unit", unit)]
            func send(_ more: [(String, String)], file: String?) async throws -> Browser.Page {
                try await browser.send(
                    .post, "/udfoer/document.import", headers: [("content-type", "multipart/form-data; boundary=b")],
                    body: multipart(wanted + more, file: file))
            }
            let head = lobby.head
            let asked = preview.map { [("_preview", $0)] } ?? []
            let refused = try await send([("classification", "statslig")] + asked, file: text)
            #expect(refused.status == 422 && refused.text.contains(Self.explained), "\(refused.status)")
            #expect(!refused.text.contains(Self.mark) && !isKept(lobby))
            // A file that was kept for its preview goes when the class is chosen afterwards.
            let shown = try await send([("classification", "intern"), ("_preview", "1")], file: text)
            #expect(shown.status == 200 && shown.text.contains(Self.mark) && isKept(lobby))
            let after = try await send(
                [("classification", "statslig"), ("_file", shown.value(of: "_file"))] + asked, file: nil)
            #expect(after.status == 422 && after.text.contains(Self.explained))
            #expect(!after.text.contains(Self.mark) && !isKept(lobby))
            #expect(lobby.head == head)
        }
    }

    @Test(
        "by the interface and the command line, for a new document, a new version and another class",
        arguments: [CommandKind.importDocument, .draftVersion, .reclassifyDocument])
    func interface(_ kind: CommandKind) async throws {
        for door in ["network", "socket"] {
            let world = try await ExampleWorld(for: kind)
            let members = world.members(kind).map { ($0.0, $0.0 == "classification" ? JSON.string("statslig") : $0.1) }
            let head = world.rooms.house.state.book.head
            let reply = await world.rooms.post(
                kind, .members(members), token: world.secret,
                peer: door == "network" ? .network("192.0.2.1") : .operatorOfMachine)
            #expect(reply.status == 422, "\(door) \(reply.text)")
            #expect(reply.text.contains("Statsligt klassificerede oplysninger må ikke"), "\(reply.text)")
            #expect(world.rooms.house.state.book.head == head)
        }
    }
}
