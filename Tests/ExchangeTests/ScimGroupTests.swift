// SPDX-License-Identifier: MPL-2.0

import Testing

@testable import Exchange

/// What clients of SCIM say of groups, in the shapes that Entra ID is documented to send, and what it comes to.
struct ScimGroupTests {
    static let schema = "urn:ietf:params:scim:schemas:core:2.0:Group"
    static let vagt = ScimGroup(
        id: "0190a4c2-7f31-7abc-8def-0000000000a1", name: "Vagten", externalID: "g-1", members: ["a", "b"],
        created: "2026-01-02T08:00:00.000Z", modified: "2026-01-03T08:00:00.000Z", location: "https://v.dk/Groups/1",
        users: "https://v.dk/Users")

    private func patched(_ operations: String) throws -> ScimGroupChange {
        try ScimGroupChange(ScimPatchTests.body(#"{"Operations":[\#(operations)]}"#), changing: Self.vagt)
    }

    struct Shape: CustomTestStringConvertible, Sendable {
        let operations: String
        var joins: [String] = []
        var leaves: [String] = []
        var name = "Vagten"
        var externalID: String? = "g-1"
        var testDescription: String { operations }
    }

    static let shapes: [Shape] = [
        .init(operations: #"{"op":"Add","path":"members","value":[{"$ref":null,"value":"c"}]}"#, joins: ["c"]),
        .init(
            operations:
                #"{"op":"add","path":"members","value":[{"value":"c"},{"value":"a"},{"value":"d"},{"value":"c"}]}"#,
            joins: ["c", "d"]),
        .init(operations: #"{"op":"Add","path":"members","value":{"value":"c"}}"#, joins: ["c"]),
        .init(operations: #"{"op":"Add","value":{"members":[{"value":"c"}]}}"#, joins: ["c"]),
        // Both dialects of Entra ID: a filter in the path, and a list of values.
        .init(operations: #"{"op":"Remove","path":"members[value eq \"a\"]"}"#, leaves: ["a"]),
        .init(operations: #"{"op":"Remove","path":"members","value":[{"$ref":null,"value":"b"}]}"#, leaves: ["b"]),
        .init(
            operations: #"{"op":"Remove","path":"members","value":[{"value":"b"},{"value":"a"}]}"#, leaves: ["a", "b"]),
        .init(operations: #"{"op":"remove","path":"members","value":"b"}"#, leaves: ["b"]),
        .init(operations: #"{"op":"remove","path":"\#(schema):members[value eq \"a\"]"}"#, leaves: ["a"]),
        .init(operations: #"{"op":"remove","path":"members"}"#, leaves: ["a", "b"]),
        .init(operations: #"{"op":"Remove","path":"members","value":[{"value":"z"}]}"#),
        .init(operations: #"{"op":"Remove","path":"members[value eq \"z\"]"}"#),
        .init(
            operations: #"{"op":"Replace","path":"members","value":[{"value":"b"},{"value":"c"}]}"#, joins: ["c"],
            leaves: ["a"]),
        .init(operations: #"{"op":"Replace","path":"members","value":[]}"#, leaves: ["a", "b"]),
        .init(operations: #"{"op":"Replace","path":"displayName","value":" Natvagten "}"#, name: "Natvagten"),
        .init(operations: #"{"op":"Replace","value":{"id":"9","displayName":"Natvagten"}}"#, name: "Natvagten"),
        .init(operations: #"{"op":"Replace","path":"externalId","value":"g-2"}"#, externalID: "g-2"),
        .init(operations: #"{"op":"Remove","path":"externalId"}"#, externalID: nil),
        // What is nothing of a group's is taken and left out.
        .init(operations: #"{"op":"replace","path":"active","value":false}"#),
        .init(
            operations:
                #"{"op":"Remove","path":"members[value eq \"a\"]"},{"op":"Add","path":"members","value":[{"value":"c"}]}"#,
            joins: ["c"], leaves: ["a"]),
    ]

    @Test("every shape comes to who comes in, who leaves, and the names", arguments: shapes)
    func shape(_ shape: Shape) throws {
        let change = try patched(shape.operations)
        #expect(change.joins == shape.joins && change.leaves == shape.leaves)
        #expect(change.name == shape.name && change.externalID == shape.externalID)
    }

    @Test("a request that looks at too many members too often is stopped; one that adds one by one is not")
    func budget() throws {
        func group(_ count: Int) -> DataTree {
            .members([("members", .list((0..<count).map { .members([("value", .text("m\($0)"))]) }))])
        }
        func apply(_ operations: [String], to group: DataTree) throws(ScimFault) -> DataTree {
            let body = #"{"Operations":[\#(operations.joined(separator: ","))]}"#
            return try ScimPatch.apply(ScimBody(Array(body.utf8)), to: group, of: .group)
        }
        // Six million, were all of them looked at for each.
        let adding = (0..<1000).map { #"{"op":"add","path":"members","value":[{"value":"m\#($0 + 5500)"}]}"# }
        let added = try apply(adding, to: group(6000))
        if case .list(let members)? = added.attribute("members") {
            #expect(members.count == 6500)
        } else {
            Issue.record("no members")
        }
        let wide = Array(repeating: "a pr", count: 100).joined(separator: " or ")
        #expect(
            throws: ScimFault(
                413, da: "Ændringen er for stor. Del den i flere, eller send hele ressourcen med PUT.",
                en: "The change is too large. Split it, or send the whole resource by PUT.")
        ) { try apply([#"{"op":"remove","path":"members[\#(wide)]"}"#], to: group(50_001)) }
    }

    @Test("in the place of what was: who is not named leaves")
    func replacing() throws {
        func put(_ json: String) throws -> ScimGroupChange {
            try ScimGroupChange(ScimPatchTests.body(json), replacing: Self.vagt)
        }
        let change = try put(#"{"displayName":"Vagten","members":[{"value":"b"},{"value":"c"}]}"#)
        #expect(change.joins == ["c"] && change.leaves == ["a"] && change.externalID == nil)
        #expect(try put(#"{"displayName":"Vagten"}"#).leaves == ["a", "b"])
        let new = try ScimGroupChange(
            new: ScimPatchTests.body(
                #"{"displayName":"Ny","externalId":"g","members":[{"value":"a"}],"extra":{"x":1}}"#))
        #expect(new.name == "Ny" && new.externalID == "g" && new.joins == ["a"] && new.leaves.isEmpty)
    }

    static let faults: [(String, ScimFault.Kind)] = [
        (#"{"op":"remove","path":"displayName"}"#, .invalidValue),
        (#"{"op":"Replace","path":"displayName","value":null}"#, .invalidValue),
        (#"{"op":"Replace","path":"displayName","value":17}"#, .invalidValue),
        (#"{"op":"Add","path":"members","value":"x"},{"op":"Replace","path":"members","value":[17]}"#, .invalidValue),
        (#"{"op":"Add","path":"members","value":[{"display":"Ada"}]}"#, .invalidValue),
        (#"{"op":"Add","path":"members","value":[{"value":5}]}"#, .invalidValue),
        (#"{"op":"Add","path":"members"}"#, .invalidValue),
        (#"{"op":"Replace","path":"id","value":"9"}"#, .mutability),
        (#"{"op":"Replace","path":"shoeSize","value":"9"}"#, .invalidPath),
        (#"{"op":"Replace","path":"members[value eq","value":"9"}"#, .invalidPath),
        (#"{"op":"Replace","path":"\#(ScimPatchTests.enterprise):department","value":"9"}"#, .invalidPath),
        (#"{"op":"Remove"}"#, .noTarget),
    ]

    @Test("what is wrong is said by the word that programs read, and what to do in both languages", arguments: faults)
    func fault(_ operations: String, _ kind: ScimFault.Kind) {
        let fault = #expect(throws: ScimFault.self) { try patched(operations) }
        #expect(fault?.kind == kind && fault?.status == 400)
        #expect(fault?.detail.da.isEmpty == false && fault?.detail.da != fault?.detail.en)
    }

    @Test("members are nothing of a user's")
    func ofUsers() {
        #expect(throws: ScimFault.self) { try ScimFilter(#"members.value eq "a""#) }
        #expect(throws: ScimFault.self) {
            try ScimPatchTests.patched(#"{"op":"Add","path":"members","value":[{"value":"c"}]}"#)
        }
    }

    @Test(
        "a filter asks for a name, an id or a member",
        arguments: [
            #"displayName eq "VAGTEN""#, #"externalId eq "g-1""#, #"id eq "0190a4c2-7f31-7abc-8def-0000000000a1""#,
            #"members.value eq "b""#, #"members[value eq "a"]"#, #"members eq "a" and displayName sw "V""#,
            #"\#(schema):displayName eq "Vagten""#, #"meta.resourceType eq "Group""#, #"not (members.value eq "z")"#,
        ])
    func fits(_ text: String) throws {
        #expect(try ScimFilter(text, of: .group).matches(Self.vagt.tree))
        let query = try ScimQuery(["filter": [text], "excludedAttributes": ["members"]], of: .groups)
        let page = try JSONTree.read(query.list([], [Self.vagt]))
        #expect(page.word("totalResults") == "1")
        let shown = try #require(page.items("Resources").first)
        #expect(shown.attribute("members") == nil && shown.word("displayName") == "Vagten" && shown.word("id") != nil)
    }

    @Test("a list of everything holds both, each by what is asked of it")
    func everything() throws {
        func names(_ filter: String) throws -> [String?] {
            let query = try ScimQuery(["filter": [filter], "attributes": ["displayName"]], of: .all)
            return try JSONTree.read(query.list([ScimPatchTests.ada], [Self.vagt])).items("Resources").map {
                $0.word("displayName")
            }
        }
        #expect(try names("displayName pr") == ["Ada Berg", "Vagten"])
        #expect(try names(#"members.value eq "a""#) == ["Vagten"])
        #expect(try names(#"userName eq "ada@example.dk""#) == ["Ada Berg"])
        #expect(try names(#"\#(ScimPatchTests.enterprise):department eq "Drift""#) == ["Ada Berg"])
    }

    @Test("the sign of a state changes with what is shown, and with nothing else")
    func version() {
        let other = ScimGroup(
            id: Self.vagt.id, name: "Vagten", externalID: "g-1", members: ["a"], created: "", modified: "",
            location: Self.vagt.location, users: Self.vagt.users)
        let same = ScimGroup(
            id: Self.vagt.id, name: "Vagten", externalID: "g-1", members: ["a", "b"], created: "", modified: "",
            location: "", users: Self.vagt.users)
        #expect(other.version != Self.vagt.version && same.version == Self.vagt.version)
        #expect(Self.vagt.version.hasPrefix("W/\""))
    }
}
