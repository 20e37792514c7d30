// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange
@testable import Office
@testable import Web

/// What leaves Værn about compliance as files says what the reader may see on the day shown, and no more. That others can
/// read it, `Tests/Oscal` and `Tests/Browser` show.
@Suite("Compliance as files")
struct ComplianceFilesTests {
    /// A small house with a statement of applicability that names a confidential document.
    private struct World {
        let small: SmallHouse
        let scope: ID<Scope>, secret: ID<Document>

        init() async throws {
            small = try await SmallHouse(on: "2026-11-01")
            secret = try await small.importDocument(
                .policy, "The hidden vault", "Purpose\n\nKeep it.", unit: small.security, classification: .strict)
            let opened = try await small.perform(.openScope, ["name": ["The whole house"]])
            scope = try #require(opened.subjects.first).id.seen(as: Scope.self)
        }

        @discardableResult
        func decide(_ control: String, applies: Bool, reason: String = "It must be so") async throws -> Int {
            var texts = [
                "scope": ["\(scope)"], "control": [control], "applies": [applies ? "yes" : "no"], "reason": [reason],
            ]
            if applies {
                texts["status"] = ["partly"]
                texts["how"] = ["By hand"]
                texts["unit"] = ["\(small.security)"]
                texts["documents"] = ["\(secret)"]
            }
            return try await small.perform(.decideApplicability, texts).positions.lowerBound
        }

        func file(
            _ file: OSCALFile, by person: ID<Person>? = nil, _ language: Language = .en, _ view: Office.View = .today
        ) async throws -> DataTree {
            let sight = try await small.house.sight(of: person ?? small.line, view)
            let export = OSCALExport(sight, language) { "https://vaern.example" + Route($0).path }
            return try JSONTree.read(try export.bytes(file, of: scope))
        }

        func chosen(_ view: Office.View = .today) async throws -> [String] {
            let selection = try await file(.profile, .en, view)["profile"]?.items("imports").first
            return selection?.items("include-controls").first?.items("with-ids").compactMap(\.word) ?? []
        }

        func printed(by person: ID<Person>, _ view: Office.View = .today, vis: String? = nil) async throws -> String {
            let texts = vis.map { ["vis": [$0]] } ?? [:]
            let context = try await small.context(person, .en, view, texts)
            return String(decoding: try ScopePrint(scope, context).page, as: UTF8.self)
        }
    }

    private static func requirements(_ component: DataTree) -> [DataTree] {
        component["component-definition"]?.items("components").first?.items("control-implementations").first?
            .items("implemented-requirements") ?? []
    }

    private static func own(_ tree: DataTree, _ name: String) -> [String] {
        tree.items("props").filter { $0.word("name") == name && $0.word("ns") == OSCALCatalogue.namespace }
            .compactMap { $0.word("value") }
    }

    @Test func aProfileHasWhatIsChosenAndNothingWhereNothingIs() async throws {
        let world = try await World()
        let empty = try await world.file(.profile)["profile"]?.items("imports").first
        #expect(empty?["include-all"] != nil && empty?.items("include-controls").isEmpty == true)
        #expect(empty?.items("exclude-controls").first?.items("with-ids").count == 93)
        await #expect(throws: Refusal.self) { _ = try await world.file(.systemPlan) }
        try await world.decide("8.13", applies: true)
        try await world.decide("7.4", applies: false)
        #expect(try await world.chosen() == ["c-8.13"])
        #expect(try await world.file(.systemPlan)["system-security-plan"] != nil)
    }

    @Test func aComponentSaysHowEachIsMetAndWhyOthersAreNot() async throws {
        let world = try await World()
        try await world.decide("8.13", applies: true)
        try await world.decide("7.4", applies: false, reason: "The *landlord* does")
        let file = try await world.file(.component)
        let component = try #require(file["component-definition"]?.items("components").first)
        #expect(Self.own(component, "undecided") == ["91"] && Self.own(component, "excluded") == ["1"])
        let lines = Self.requirements(file)
        #expect(lines.compactMap { $0.word("control-id") } == ["c-7.4", "c-8.13"])
        #expect(Self.own(lines[0], "status") == ["excluded"] && Self.own(lines[1], "status") == ["partly"])
        #expect(lines[0].word("description") == #"Excluded: The \*landlord\* does"#)
        #expect(lines[1].word("description") == "By hand" && lines[1].word("remarks") == "Reason: It must be so")
        let party = lines[1].items("responsible-roles").first?.items("party-uuids").first?.word
        let parties = file["component-definition"]?["metadata"]?.items("parties") ?? []
        #expect(parties.first { $0.word("uuid") == party }?.word("name") == "Security")
    }

    @Test func aDocumentThatMayNotBeSeenIsCountedAndNotNamed() async throws {
        let world = try await World()
        try await world.decide("8.13", applies: true)
        for (person, sees) in [(world.small.line, true), (world.small.staff, false)] {
            let file = try await world.file(.component, by: person)
            let text = String(decoding: file.json, as: UTF8.self)
            #expect(text.contains("hidden vault") == sees && text.contains("\(world.secret)") == sees)
            #expect(Self.own(Self.requirements(file)[0], "documents-left-out") == (sees ? [] : ["1"]))
            let printed = try await world.printed(by: person)
            #expect(printed.contains("hidden vault") == sees && printed.contains("1 without access") == !sees)
        }
    }

    @Test func aPastDayIsShownInBothReadings() async throws {
        let world = try await World()
        let position = try await world.decide("8.13", applies: true)
        let day = world.small.house.clock.today
        world.small.time.set("2026-11-05")
        try await world.small.perform(.annulFact, ["position": ["\(position)"], "reason": ["It was another control"]])
        #expect(try await world.chosen() == [])
        #expect(try await world.chosen(.then(day)) == ["c-8.13"])
        #expect(try await world.chosen(.now(day)) == [])
        let line = world.small.line
        let (then, now) = (try await world.printed(by: line, .then(day)), try await world.printed(by: line, .now(day)))
        #expect(then.contains("1 of 93 controls apply") && then.contains("as it was known then"))
        #expect(now.contains("0 of 93 controls apply") && now.contains("with what we know now"))
        let told = try await world.file(.component, .en, .then(day))["component-definition"]?["metadata"]
        let metadata = try #require(told)
        #expect(Self.own(metadata, "as-of") == ["\(day)"] && Self.own(metadata, "reading") == ["then"])
    }

    @Test func whatWasFilteredIsPrintedWhole() async throws {
        let world = try await World()
        try await world.decide("7.4", applies: false)
        let (all, some) = (
            try await world.printed(by: world.small.line),
            try await world.printed(by: world.small.line, vis: "fravalgt")
        )
        #expect(all == some && all.contains(">8.34<"))
    }

    @Test func theSameSightGivesTheSameBytesAndTheSameThingTheSameIdentity() async throws {
        let world = try await World()
        try await world.decide("8.13", applies: true)
        func identities(_ file: DataTree) -> [String?] {
            [file["component-definition"]?.items("components").first?.word("uuid")]
                + Self.requirements(file).map { $0.word("uuid") }
        }
        func identity(_ file: DataTree) -> String? { file["component-definition"]?.word("uuid") }
        let first = try await world.file(.component)
        // The house signs meanwhile: the checkpoint is told beside the content.
        #expect(identity(try await world.file(.component)) == identity(first))
        let danish = try await world.file(.component, .da)
        #expect(identities(danish) == identities(first))
        #expect(identity(danish) != identity(first))
        world.small.time.set("2026-11-09")
        try await world.decide("7.4", applies: false)
        let later = try await world.file(.component)
        #expect(Set(identities(later)).isSuperset(of: identities(first)))
        #expect(identity(later) != identity(first))
    }

    @Test func aPlanOfNothingIsRefusedAndAnUnknownFormatNamed() async throws {
        let rooms = try APIRooms()
        let unit = try await rooms.unit("It")
        let ada = try await rooms.person("Ada", in: unit, .security)
        let token = try await rooms.token(of: ada)
        let list = "/api/v1/nonconformities"
        let none = await rooms.ask("GET", list, query: ["format": "oscal-poam"], token: token)
        #expect(none.status == 409, "\(none.json)")
        let unknown = await rooms.ask("GET", list, query: ["format": "oscal-plan"], token: token)
        #expect(unknown.status == 400, "\(unknown.json)")
        let raised = await rooms.post(
            .raiseNonconformity,
            .members([
                ("what", "Døren stod åben"), ("origin", "incident"), ("severity", "minor"),
                ("unit", .string("\(unit)")),
            ]), token: token)
        #expect(raised.status == 201, "\(raised.json)")
        let plan = await rooms.ask("GET", list, query: ["format": "oscal-poam"], token: token)
        let risk = plan.json["plan-of-action-and-milestones"]?["risks"]?.items?.first
        #expect(plan.status == 200 && risk?["status"]?.text == "open", "\(plan.json)")
        let type = plan.answer.headers.first { $0.0 == "content-type" }?.1
        #expect(type == OSCALFile.mediaType)
        let before = await rooms.ask(
            "GET", list, query: ["format": "oscal-poam", "as_of": "\(rooms.today - 1)"], token: token)
        #expect(before.status == 409)
    }
}
