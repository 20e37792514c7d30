// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office
@testable import Web

/// What is wrong with a request is said in the reader's language with its place, and nothing is written.
@Suite struct BadInputTests {
    struct Setting {
        let rooms: APIRooms
        let unit: ID<Unit>
        let ada: ID<Person>
        let secret: String

        init() async throws {
            rooms = try APIRooms()
            unit = try await rooms.unit("Informationssikkerhed")
            ada = try await rooms.person("Ada", in: unit, .administrator, .security, .dpo, .unitHead)
            secret = try await rooms.token(of: ada)
        }

        func post(_ kind: CommandKind, _ body: String, headers: [String: String] = [:]) async -> APIRooms.Reply {
            await rooms.ask(
                "POST", "/api/v1/commands/\(kind.rawValue)", token: secret,
                headers: ["content-type": "application/json"].merging(headers) { $1 }, body: Array(body.utf8))
        }
    }

    @Test(arguments: [
        ("", 400, "malformed"), ("[]", 400, "malformed"), ("null", 400, "malformed"), ("{", 400, "malformed"),
        (#"{"name":"A","name":"B"}"#, 400, "malformed"), (#"{"name":"\ud800"}"#, 400, "malformed"),
        (#"{"name":1.5}"#, 400, "malformed"), (#"{"name":"A"} x"#, 400, "malformed"),
        (String(repeating: "[", count: 100_000), 400, "malformed"), ("{}", 422, "invalid"),
    ])
    func whatIsNoObjectIsRefused(_ body: String, _ status: Int, _ type: String) async throws {
        let setting = try await Setting()
        let head = setting.rooms.house.state.book.head
        let reply = await setting.post(.addPerson, body)
        #expect(reply.status == status, "\(body.prefix(40)): \(reply.text)")
        #expect(reply.json["type"]?.text == type)
        #expect(reply.header("content-type") == "application/problem+json")
        #expect(setting.rooms.house.state.book.head == head)
    }

    /// They make a name look like another one; a longer text keeps them.
    @Test(arguments: ["\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}"])
    func whatTurnsTheWritingIsNoPartOfAName(_ mark: String) async throws {
        let setting = try await Setting()
        let refused = await setting.post(.addPerson, "{\"name\":\"Ada\(mark)nosaB\"}")
        #expect(refused.status == 422 && refused.text.contains("usynlige tegn, der vender skriveretningen"))
        let held = await setting.rooms.post(
            .placeHold, .members([("person", .string("\(setting.ada)")), ("reason", .string("Sag \(mark) 1"))]),
            token: setting.secret)
        #expect(held.status == 201, "\(held.text)")
    }

    @Test func aRevisionOfNothingIsRefused() async throws {
        let setting = try await Setting()
        let head = setting.rooms.house.state.book.head
        let reply = await setting.post(.addPerson, #"{"name":"A"}"#, headers: ["if-match": "\"3\""])
        #expect(reply.status == 400 && reply.header("content-type") == "application/problem+json", "\(reply.text)")
        #expect(reply.text.contains("If-Match") && setting.rooms.house.state.book.head == head)
        #expect(await setting.post(.addPerson, #"{"name":"A"}"#, headers: ["if-match": "*"]).status == 201)
    }

    @Test func namesMayBeBegunAndChoicesAreListed() async throws {
        let setting = try await Setting()
        _ = try await setting.rooms.unit("Informationsforvaltning")
        _ = try await setting.rooms.unit("Økonomi")
        func open(_ parent: String) async -> APIRooms.Reply {
            let body = "{\"name\":\"Ny\",\"from\":\"\(setting.rooms.today)\",\"parent\":\"\(parent)\"}"
            return await setting.post(.openUnit, body)
        }
        #expect(await open("ØKO").status == 201)
        #expect(await open("informationssikkerhed").status == 201)
        let several = await open("information")
        #expect(several.status == 422 && several.text.contains("Informationsforvaltning ("), "\(several.text)")
        #expect(several.text.contains("\(setting.unit)") && !several.text.contains("Økonomi"))
        let none = await open("Havnen")
        #expect(none.status == 422 && none.text.contains("Økonomi"), "\(none.text)")
        #expect(await setting.post(.placeHold, #"{"person":"ad","reason":"Sag"}"#).status == 201)
    }

    /// It would take away what everybody reads.
    @Test(arguments: ["{}", #"{"host":"politik.fki.example"}"#, #"{"on":null}"#, #"{"on":""}"#])
    func whetherToPublishIsNotLeftOut(_ body: String) async throws {
        let setting = try await Setting()
        let on = await setting.post(.setPublication, #"{"on":true,"contact":"kontakt@fki.example"}"#)
        #expect(on.status == 201, "\(on.text)")
        let head = setting.rooms.house.state.book.head
        let danish = await setting.post(.setPublication, body)
        #expect(danish.status == 422 && danish.fields == ["on"] && danish.text.contains("»on« skal være med"))
        let english = await setting.post(.setPublication, body, headers: ["accept-language": "en"])
        #expect(english.text.contains("“on” is required"), "\(english.text)")
        #expect(setting.rooms.house.state.book.head == head)
        #expect(await setting.post(.setPublication, #"{"on":false}"#).status == 201)
    }

    /// What the command line makes of a field that is given twice.
    @Test func aFieldOfOneValueIsGivenOnce() async throws {
        let setting = try await Setting()
        let danish = await setting.post(.addPerson, #"{"name":["A","B"]}"#)
        #expect(danish.status == 422 && danish.fields == ["name"], "\(danish.text)")
        #expect(danish.text.contains("Feltet tager kun én værdi"), "\(danish.text)")
        let english = await setting.post(
            .addPerson, #"{"name":["A","B"]}"#, headers: ["accept-language": "en"])
        #expect(english.text.contains("takes one value only"), "\(english.text)")
    }

    /// Whoever chooses a seed is told why nobody does, not that there is no such field.
    @Test(arguments: CommandKind.allCases.filter { !$0.refused.isEmpty })
    func whatIsNeverTakenIsRefusedWithTheReason(_ kind: CommandKind) async throws {
        let setting = try await Setting()
        let head = setting.rooms.house.state.book.head
        for refusal in kind.refused {
            let name = try #require(refusal.field)
            #expect(!kind.fields.contains { $0.name == name }, "it is not taken and refused")
            for value in ["\"4711\"", "4711", "[\"4711\"]", "null", "{}"] {
                let body = "{\"\(name)\":\(value)}"
                let danish = await setting.post(kind, body)
                #expect(danish.status == 422 && danish.json["type"]?.text == "invalid", "\(danish.text)")
                #expect(danish.json["detail"]?.text == refusal.phrase.da, "\(danish.text)")
                #expect(danish.json["errors"]?.items?.first?["field"]?.text == name)
                let english = await setting.post(kind, body, headers: ["accept-language": "en"])
                #expect(english.json["detail"]?.text == refusal.phrase.en, "\(english.text)")
            }
            let correction = "{\"command\":\"\(kind.rawValue)\",\"\(name)\":\"4711\"}"
            #expect(await setting.post(.correctFact, correction).json["detail"]?.text == refusal.phrase.da)
            #expect(await setting.post(.addPerson, body(name)).json["detail"]?.text != refusal.phrase.da)
            await #expect(throws: refusal) {
                try await setting.rooms.give(kind, Arguments([name: ["4711"]]), as: setting.ada)
            }
            let described = await setting.rooms.ask("GET", "/api/openapi.json").json
            let operation = described["paths"]?["/api/v1/commands/\(kind.rawValue)"]?["post"]
            let schema = operation?["requestBody"]?["content"]?["application/json"]?["schema"]
            let said = schema?["properties"]?[name]?["description"]?.text ?? ""
            #expect(said.contains(refusal.phrase.da) && said.contains(refusal.phrase.en), "\(said)")
        }
        #expect(setting.rooms.house.state.book.head == head)
    }

    @Test func onlyTheSeedIsRefusedSoFar() {
        #expect(CommandKind.allCases.filter { !$0.refused.isEmpty } == [.drawSample])
        #expect(CommandKind.drawSample.refused.map(\.field) == ["seed"])
    }

    private func body(_ name: String) -> String { "{\"name\":\"Eva\",\"\(name)\":\"4711\"}" }

    @Test func brokenUTF8IsRefused() async throws {
        let setting = try await Setting()
        let body = Array(#"{"name":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
        let reply = await setting.rooms.ask(
            "POST", "/api/v1/commands/person.add", token: setting.secret, headers: ["content-type": "application/json"],
            body: body)
        #expect(reply.status == 400)
    }

    @Test(arguments: [
        (CommandKind.addPerson, #"{"name":7}"#, ["name"]), (.addPerson, #"{"name":["A"]}"#, ["name"]),
        (.addPerson, #"{"name":"A","nickname":"B"}"#, ["nickname"]),
        (.addPerson, #"{"name":true,"x":1}"#, ["name", "x"]),
        (.openUnit, #"{"name":"A","from":20260101}"#, ["from"]),
        (.openUnit, #"{"name":"A","from":"2026-02-30"}"#, ["from"]),
        (.seatMember, #"{"body":"direktion","person":"x","chair":3,"from":"2024-10-04"}"#, ["chair"]),
        (.annulFact, #"{"position":[1],"reason":"x"}"#, ["position"]),
        (.annulFact, #"{"position":-1,"reason":"x"}"#, ["position"]),
        (
            .importDocument, #"{"kind":"politik","unit":"Informationssikkerhed","classification":"intern","file":"x"}"#,
            ["file"]
        ),
        (.importDocument, #"{"kind":"politik","file":{"name":"a.txt","content":"%%%"}}"#, ["file"]),
        (.importDocument, #"{"kind":"politik","unit":"Findes ikke"}"#, ["unit"]),
        (
            .importDocument, #"{"kind":"politik","unit":"Informationssikkerhed","text":{"name":"a","content":""}}"#,
            ["text"]
        ),
        (.importDocument, #"{"kind":"digt","unit":"Informationssikkerhed"}"#, ["kind"]),
        (.makeDecision, #"{"members":"x","recused":[1]}"#, ["recused"]),
        (.grantRole, #"{"person":"ukendt"}"#, ["person"]),
    ])
    func aWrongMemberIsNamed(_ kind: CommandKind, _ body: String, _ fields: [String]) async throws {
        let setting = try await Setting()
        let head = setting.rooms.house.state.book.head
        let reply = await setting.post(kind, body)
        #expect(reply.status == 422, "\(body): \(reply.text)")
        #expect(reply.fields == fields, "\(body): \(reply.text)")
        #expect(setting.rooms.house.state.book.head == head)
    }

    @Test func theWordsAreThoseOfTheReader() async throws {
        let setting = try await Setting()
        let danish = await setting.post(.addPerson, "{}")
        let english = await setting.post(.addPerson, "{}", headers: ["accept-language": "fr, en;q=0.8, da;q=0.3"])
        #expect(
            danish.json["detail"]?.text == "Udfyld feltet." && english.json["detail"]?.text == "Fill in this field.")
        #expect(danish.header("content-language") == "da" && english.header("content-language") == "en")
        #expect(danish.json["status"]?.int == 422 && english.json["title"]?.text == "Something must be corrected")
    }

    @Test func methodsTypesSizesAndAddresses() async throws {
        let setting = try await Setting()
        let rooms = setting.rooms
        let wrong = await rooms.ask("DELETE", "/api/v1/documents", token: setting.secret)
        #expect(wrong.status == 405 && wrong.header("allow") == "GET, HEAD")
        let get = await rooms.ask("GET", "/api/v1/commands/person.add", token: setting.secret)
        #expect(get.status == 405 && get.header("allow") == "POST")
        for type in ["", "text/plain", "application/x-www-form-urlencoded"] {
            #expect(await setting.post(.addPerson, #"{"name":"A"}"#, headers: ["content-type": type]).status == 415)
        }
        #expect(await setting.post(.addPerson, #"{"name":"A"}"#, headers: ["content-encoding": "gzip"]).status == 415)
        let large = String(repeating: "x", count: API.mostBody)
        #expect(await setting.post(.addPerson, #"{"name":"\#(large)"}"#).status == 413)
        for path in [
            "/api", "/api/", "/api/v1", "/api/v1/nothing", "/api/v1/commands/x.y", "/api/v1/documents/",
            "/api/v2/documents",
        ] {
            let reply = await rooms.ask("GET", path, token: setting.secret)
            #expect(reply.status == 404 && reply.json["type"]?.text == "unknown", "\(path)")
        }
        for path in [
            "documents/x", "persons/1", "entries/-1", "entries/01", "entries/999999", "proofs/x",
            "actions/\(ID<Action>(high: 1, low: 1))",
        ] {
            #expect(await rooms.ask("GET", "/api/v1/\(path)", token: setting.secret).status == 404, "\(path)")
        }
    }

    @Test(arguments: [
        (["limt": "5"], "limt"), (["limit": "0"], "limit"), (["limit": "501"], "limit"), (["limit": "x"], "limit"),
        (["cursor": "x"], "cursor"), (["as_of": "2024-13-01"], "as_of"), (["as_of": "2999-01-01"], "as_of"),
        (["as_of": "2024-10-01", "reading": "x"], "reading"), (["reading": "then"], "reading"),
        (["standing": "x"], "standing"),
    ])
    func aWrongParameterIsNamed(_ query: [String: String], _ field: String) async throws {
        let setting = try await Setting()
        let reply = await setting.rooms.ask("GET", "/api/v1/obligations", query: query, token: setting.secret)
        #expect(reply.status == 400 && reply.fields == [field], "\(reply.text)")
    }

    @Test func aStaleRevisionIsRefused() async throws {
        let setting = try await Setting()
        let document = try await setting.rooms.document("Politik", unit: setting.unit)
        let read = await setting.rooms.ask("GET", "/api/v1/documents/\(document)", token: setting.secret)
        let tag = try #require(read.header("etag"))
        let body = #"{"document":"\#(document)","title":"Ny","reason":"x"}"#
        let revision = try #require(read.json["revision"]?.int)
        #expect(await setting.post(.retitleDocument, body, headers: ["if-match": "\"\(revision - 1)\""]).status == 412)
        #expect(await setting.post(.retitleDocument, body, headers: ["if-match": tag]).status == 201)
        #expect(await setting.post(.retitleDocument, body, headers: ["if-match": tag]).status == 412)
        #expect(await setting.post(.retitleDocument, body, headers: ["if-match": "\"\(revision + 1)\""]).status == 201)
        for wrong in ["1", "\"x\"", "W/\"1\"", "\"1\", \"2\"", "\""] {
            #expect(await setting.post(.retitleDocument, body, headers: ["if-match": wrong]).status == 400, "\(wrong)")
        }
    }

    @Test func aKeyOfSomebodyElseTellsNothing() async throws {
        let setting = try await Setting()
        let bo = try await setting.rooms.person("Bo", in: setting.unit, .administrator)
        let secret = try await setting.rooms.token(of: bo)
        let key = "0190a4c2-7f31-7abc-8def-001122334455"
        #expect(await setting.post(.addPerson, #"{"name":"A"}"#, headers: ["idempotency-key": key]).status == 201)
        let other = await setting.rooms.post(
            .addPerson, .members([("name", "B")]), token: secret, headers: ["idempotency-key": key])
        #expect(other.status == 409 && other.json["id"] == nil && other.json["position"] == nil)
        // A key that is no UUID belongs to the one who sends it.
        #expect(await setting.post(.addPerson, #"{"name":"A"}"#, headers: ["idempotency-key": "1"]).status == 201)
        let own = await setting.rooms.post(
            .addPerson, .members([("name", "B")]), token: secret, headers: ["idempotency-key": "1"])
        #expect(own.status == 201 && own.json["repeated"] == .bool(false))
        #expect(await setting.post(.addPerson, #"{"name":"A"}"#, headers: ["idempotency-key": ""]).status == 400)
    }

    @Test(arguments: CommandKind.allCases.filter(\.demandsFreshSignIn))
    func whatDemandsAFreshSignInSaysSoAtOnce(_ kind: CommandKind) async throws {
        let setting = try await Setting()
        let reply = await setting.post(kind, "{}")
        #expect(reply.status == 403 && reply.json["type"]?.text == "fresh-sign-in-required")
        #expect(reply.json["page"]?.text == "https://vaern.example/udfoer/\(kind.rawValue)")
    }

    /// Without what is decided the page says that there is nothing to decide.
    @Test func theAddressOfThePageKeepsReferencesAndChoicesAndNoText() async throws {
        let setting = try await Setting()
        let document = try await setting.rooms.document("Politik", unit: setting.unit)
        let body = """
            {"document":"\(document)","act":"reclassify","outcome":"mener vi","reason":"Hemmeligt","members":["Ada"]}
            """
        let reply = await setting.post(.makeDecision, body)
        #expect(reply.status == 403)
        let page = try #require(reply.json["page"]?.text)
        #expect(page.hasPrefix("https://vaern.example/udfoer/decision.make?act=reclassify&document=\(document)"))
        #expect(!page.contains("mener") && !page.contains("Hemmeligt"), "\(page)")
    }

    @Test func aFormWithAFileIsTakenToo() async throws {
        let setting = try await Setting()
        func part(_ name: String, _ value: String, file: String? = nil) -> String {
            let extra = file.map { "; filename=\"\($0)\"" } ?? ""
            return "--grænse\r\nContent-Disposition: form-data; name=\"\(name)\"\(extra)\r\n\r\n\(value)\r\n"
        }
        func send(_ parts: String...) async -> APIRooms.Reply {
            await setting.rooms.ask(
                "POST", "/api/v1/commands/document.import", token: setting.secret,
                headers: ["content-type": "multipart/form-data; boundary=grænse"],
                body: Array((parts.joined() + "--grænse--\r\n").utf8))
        }
        let common = part("kind", "politik") + part("unit", "informationssikkerhed") + part("classification", "intern")
        let good = await send(common, part("file", "1. Formål\n\nVi skal.\n", file: "politik.txt"))
        #expect(good.status == 201, "\(good.text)")
        let smuggled = await send(common, part("text", "x", file: "text"), part("file", "A", file: "a.txt"))
        #expect(smuggled.status == 422 && smuggled.fields == ["text"])
        #expect(await send(part("kind", "politik"), part("kind", "procedure")).fields == ["kind"])
        #expect(await send("nonsense").status == 400)
    }
}
