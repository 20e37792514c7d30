// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Testing

@testable import Office
@testable import Web

@Suite("Frameworks that an organisation adopts")
struct AdoptionTests {
    @Test func theNamesThatAreTakenAreThoseThatComeAlong() {
        #expect(Set(ShippedFrameworks.all.all.map(\.name.text)) == AdoptedFramework.shipped)
    }

    @Test("is shown before it is adopted, and adopted as it was sent", arguments: BroughtFile.allCases)
    func previewAndAdoption(_ file: BroughtFile) async throws {
        let lobby = try await Lobby()
        let bytes = try file.bytes()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let head = lobby.head
            let preview = try await browser.adopt([("_preview", "1")], files: [("file", file.rawValue, bytes)])
            #expect(preview.status == 200 && lobby.head == head, "nothing is written")
            #expect(Markup(preview.text).faults.isEmpty, "\(Markup(preview.text).faults.prefix(5))")
            for words in [file.clause, "Vagt", "Se efter:", "heraf 1 overskrift", "name=\"name\""] {
                #expect(preview.text.contains(words), "\(words)")
            }
            #expect(!preview.text.contains("<ude>"))
            // The file is not sent again.
            let done = try await browser.adopt(
                [
                    ("_file", preview.value(of: "_file")), ("name", "havnen"), ("label", "Vores havn"),
                    ("kind", "controls"),
                ], files: [])
            #expect(done.status == 303 && done.location.hasPrefix("/rammevaerker/havnen"), "\(done.text)")
            #expect(lobby.head == head + 1)

            let page = try await browser.get("/rammevaerker/havnen")
            #expect(page.status == 200 && Markup(page.text).faults.isEmpty)
            #expect(page.text.contains("Vores havn") && page.text.contains(Digest.sha256(bytes).hex))
            #expect(page.text.contains("Rettigheder") && page.text.contains("/rammevaerker/havnen/\(file.clause)"))
            let list = try await browser.get("/rammevaerker")
            #expect(list.text.contains("Vores havn") && list.text.contains("Følger med Værn"))
            #expect(Markup(list.text).faults.isEmpty)
            let clause = try await browser.get("/rammevaerker/havnen/\(file.clause)")
            #expect(clause.status == 200 && Markup(clause.text).faults.isEmpty)
            let sheet = try await browser.get("/rammevaerker/havnen?som=csv")
            #expect(sheet.status == 200 && sheet.text.contains(file.clause))
            let original = try await browser.get("/rammevaerksfiler/havnen")
            #expect(original.header("content-disposition")?.contains(file.rawValue) == true)
            let english = try await browser.get("/rammevaerker/havnen?sprog=en")
            #expect(english.status == 200)
        }
        let adoption = try #require(lobby.house.state.register.frameworks.values.first?.adoption)
        #expect(lobby.house.texts.bytes(adoption.file) == bytes && adoption.kind == .controls)
    }

    @Test func whatNobodyFillsInIsTakenFromTheFile() async throws {
        let lobby = try await Lobby()
        _ = try await lobby.adopt(.oscal, [:])
        let adoption = try #require(lobby.house.state.register.frameworks.values.first?.adoption)
        let text = { (id: ValueID?) in id.flatMap { lobby.house.texts.text($0) } }
        #expect(adoption.name.text == "havnens-krav" && text(adoption.label) == "Havnens krav")
        #expect(adoption.kind == .controls && text(adoption.edition) == "2.1" && text(adoption.publisher) == "Havnen")
        #expect(text(adoption.rights)?.contains("CC0") == true && adoption.languages == ["da"])
        #expect(adoption.clauses == 3 && adoption.catalogue == nil)
    }

    @Test func aReadingThatIsHandedInIsNotBelieved() async throws {
        let lobby = try await Lobby()
        let forged = AdoptedFramework.Reading(
            sha256: "0", clauses: 99, languages: [], edition: "Falsk", publisher: "Falsk", source: nil, rights: nil)
        _ = try await lobby.adopt(.csv, ["name": "havn"], more: ["reading": forged.encode()])
        let adoption = try #require(lobby.house.state.register.frameworks.values.first?.adoption)
        #expect(adoption.clauses == 2 && adoption.publisher == nil && adoption.sha256.count == 64)
    }

    @Test(
        "is refused at its field, and nothing is written",
        arguments: [
            ("", "tom.csv"), ("navn;vægt\na;2\n", "andet.csv"), ("{\"catalog\": [", "brudt.json"),
            ("<?xml version=\"1.0\"?><catalog/>", "havn.xml"), ("{\"component-definition\": {}}", "andet.json"),
        ])
    func badFile(_ text: String, _ name: String) async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let head = lobby.head
            for fields in [[("_preview", "1")], [("name", "havn"), ("label", "Havn"), ("kind", "controls")]] {
                let page = try await browser.adopt(fields, files: [("file", name, Array(text.utf8))])
                #expect(page.status == 422 && page.text.contains("id=\"file-e\""), "\(name)")
                #expect(Markup(page.text).faults.isEmpty && lobby.head == head)
            }
        }
    }

    @Test func aProfileAsksForItsCatalogueAndBothAreKept() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let alone = try await browser.adopt(
                [("_preview", "1")], files: [("file", "lille.json", Array(BroughtFile.profile.utf8))])
            #expect(alone.status == 422 && alone.text.contains("id=\"catalogue-e\""))
            // The profile is kept; only the catalogue is sent.
            let preview = try await browser.adopt(
                [("_preview", "1"), ("_file", alone.value(of: "_file"))],
                files: [("catalogue", "havn.json", Array(BroughtFile.catalogue.utf8))])
            #expect(preview.status == 200 && preview.text.contains("Kaj") && !preview.text.contains("Vagten går"))
            let done = try await browser.adopt([("_file", preview.value(of: "_file"))], files: [])
            #expect(done.status == 303, "\(done.text)")
            let page = try await browser.get(String(done.location.prefix { $0 != "?" }))
            #expect(page.text.contains("Kaj") && page.text.contains("Hent kataloget"))
            let other = try await browser.get("/rammevaerksfiler/den-lille-havn/katalog")
            #expect(other.text == BroughtFile.catalogue)
        }
    }

    @Test func aNameThatIsTakenIsRefusedAtItsField() async throws {
        let lobby = try await Lobby()
        _ = try await lobby.adopt(.csv, ["name": "havn"])
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            for name in ["27001", "havn", "Store Bogstaver"] {
                let head = lobby.head
                let page = try await browser.adopt(
                    [("name", name), ("label", "Havn"), ("kind", "controls")],
                    files: [("file", "havn.csv", try BroughtFile.csv.bytes())])
                #expect(page.status == 422 && page.text.contains("id=\"name-e\"") && lobby.head == head, "\(name)")
            }
        }
    }

    @Test func itsClausesAreNamedByRequirementsAndConnections() async throws {
        let lobby = try await Lobby()
        _ = try await lobby.adopt(.ciso, ["name": "havn"])
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let form = try await browser.get("/udfoer/requirement.clause?clause=havn:5.10")
            #expect(form.text.contains("value=\"havn:5.10\" selected"))
            #expect(!form.text.contains("value=\"havn:5\""), "a heading demands nothing")
            let unit = lobby.house.state.register.units.keys.first.map { "\($0)" } ?? ""
            let demand = [("demand", "Vagten har en hund"), ("unit", unit), ("months", "12"), ("expected", "Hunden")]
            let done = try await browser.fill("/udfoer/requirement.clause", [("clause", "havn:5.10")] + demand)
            #expect(done.status == 303, "\(done.text)")
            let page = try await browser.get("/rammevaerker/havn/5.10")
            #expect(page.text.contains("K-1"))
            let wrong = try await browser.fill("/udfoer/requirement.clause", [("clause", "havn:5.11")] + demand)
            #expect(wrong.status == 422 && wrong.text.contains("id=\"clause-e\""))
        }
        let used = await lobby.refused(.retireFramework, ["framework": lobby.framework, "reason": "Forældet"])
        #expect(used?.reason == .outOfTurn)
        let requirement = lobby.house.state.register.requirements.keys.first.map { "\($0)" } ?? ""
        try await lobby.give(
            .mapRequirement,
            ["requirement": requirement, "clause": "27002:5.15", "relation": "subset", "rationale": "En del af det"])
        try await lobby.give(.withdrawRequirement, ["requirement": requirement, "reason": "Hunden er solgt"])
        try await lobby.give(.retireFramework, ["framework": lobby.framework, "reason": "Forældet"])
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await browser.get("/rammevaerker/havn")
            #expect(page.status == 200 && page.text.contains("Ude af brug") && page.text.contains("Hund"))
            let form = try await browser.get("/udfoer/requirement.clause")
            #expect(!form.text.contains("havn:5.10"))
        }
    }

    @Test func aPastDayShowsWhatWasAdoptedByThen() async throws {
        let lobby = try await Lobby()
        let name = try #require(Framework.Name("havn"))
        let before = lobby.today
        lobby.time.pass(seconds: 3 * 86_400)
        _ = try await lobby.adopt(.csv, ["name": "havn"])
        let person = lobby.person("bo")
        let now = try await lobby.house.sight(of: person)
        #expect(now.frameworks[name]?.clauses.count == 2 && now.adoptedFramework(name) != nil)
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let past = try await browser.get("/rammevaerker/havn?pr=\(before)")
            #expect(past.status == 404)
            let list = try await browser.get("/rammevaerker?pr=\(before)")
            #expect(list.status == 200 && !list.text.contains("/rammevaerker/havn\""))
        }
    }

    @Test func anErasedOrUnreadableFileIsARemark() async throws {
        let lobby = try await Lobby()
        _ = try await lobby.adopt(.csv, ["name": "havn"])
        let house = lobby.house
        let adoption = try #require(house.state.register.frameworks.values.first?.adoption)
        let sight = try await house.sight(of: lobby.person("bo"))
        #expect(sight.frameworks[adoption.name] != nil)
        try house.store.erase([Ref(adoption.file)])
        house.texts.forget([adoption.file])
        #expect(sight.frameworks[adoption.name] == nil && sight.frameworks.all.count == 4)
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            let page = try await browser.get("/rammevaerker/havn")
            #expect(page.status == 200 && page.text.contains("Filen er slettet"))
            #expect(Markup(page.text).faults.isEmpty)
            let list = try await browser.get("/rammevaerker")
            #expect(list.status == 200 && list.text.contains("Filen kan ikke læses"))
            #expect(try await browser.get("/rammevaerksfiler/havn").status == 404)
        }
    }

    @Test func onlyTheSecurityTeamIsOfferedIt() async throws {
        let lobby = try await Lobby()
        try await lobby.visit { browser in
            _ = try await browser.signIn("asta")
            #expect(!(try await browser.get("/rammevaerker")).text.contains("/udfoer/framework.adopt"))
            _ = try await browser.get("/log-ud")
        }
        try await lobby.visit { browser in
            _ = try await browser.signIn("bo")
            #expect(try await browser.get("/rammevaerker").text.contains("/udfoer/framework.adopt"))
        }
    }
}

extension Lobby {
    var framework: String { house.state.register.frameworks.keys.first.map { "\($0)" } ?? "" }

    /// Adopts a file as the security team.
    func adopt(
        _ file: BroughtFile, _ texts: [String: String], more: [String: [UInt8]] = [:]
    ) async throws -> Done {
        var files = ["file": Arguments.File(name: file.rawValue, bytes: try file.bytes())]
        for (name, bytes) in more { files[name] = .init(name: name, bytes: bytes) }
        return try await installation.perform(
            .adoptFramework, Arguments(texts.mapValues { [$0] }, files: files),
            as: .system(component: "test", rule: nil, version: "1"), door: .system, in: house.id)
    }

    func refused(_ kind: CommandKind, _ texts: [String: String]) async -> Refusal? {
        do { try await give(kind, texts) } catch { return error as? Refusal }
        return nil
    }
}
