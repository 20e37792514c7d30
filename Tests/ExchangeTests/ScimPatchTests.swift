// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange

/// What clients of SCIM send, in the shapes that Entra ID is documented to send, and what it comes to.
struct ScimPatchTests {
    static let ada = ScimUser(
        id: "0190a4c2-7f31-7abc-8def-000000000001", userName: "ada@example.dk", externalID: "ada-1", name: "Ada Berg",
        mail: "ada@example.dk", title: "Chef", isActive: true, department: "Drift", number: "7",
        created: "2026-01-02T08:00:00.000Z", modified: "2026-01-02T08:00:00.000Z", location: "https://v.dk/1")
    static let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

    static func body(_ json: String) throws -> ScimBody { try ScimBody(Array(json.utf8)) }

    static func patched(_ operations: String, _ user: ScimUser = ada) throws -> ScimChange {
        let message = #""schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"]"#
        return try ScimChange(body("{\(message),\"Operations\":[\(operations)]}"), changing: user)
    }

    struct Shape: CustomTestStringConvertible, Sendable {
        let operations: String
        let change: @Sendable (inout ScimChange) -> Void
        var testDescription: String { operations }

        init(_ operations: String, _ change: @escaping @Sendable (inout ScimChange) -> Void = { _ in }) {
            (self.operations, self.change) = (operations, change)
        }
    }

    static let shapes: [Shape] = [
        .init(#"{"op":"Add","path":"\#(enterprise)","value":{"schemas":["x"],"department":"CAI"}}"#) {
            $0.department = ["CAI"]
        },
        .init(#"{"op":"Replace","path":"active","value":"False"}"#) { $0.isActive = false },
        .init(#"{"op":"replace","path":"ACTIVE","value":false}"#) { $0.isActive = false },
        .init(#"{"op":"Replace","value":{"active":"false"}}"#) { $0.isActive = false },
        .init(#"{"op":"Add","path":"active","value":"True"}"#),
        .init(#"{"op":"Replace","path":"displayName","value":" Ada Holm "}"#) { $0.name = "Ada Holm" },
        .init(#"{"op":"Replace","path":"userName","value":"holm@example.dk"}"#) { $0.userName = "holm@example.dk" },
        .init(#"{"op":"Replace","path":"externalId","value":"x"}"#) { $0.externalID = "x" },
        .init(#"{"op":"remove","path":"externalId"}"#) { $0.externalID = nil },
        .init(#"{"op":"Replace","path":"emails[type eq \"work\"].value","value":"ny@example.dk"}"#) {
            $0.mail = "ny@example.dk"
        },
        .init(#"{"op":"Add","path":"emails[type eq \"home\"].value","value":"hjem@example.dk"}"#),
        .init(#"{"op":"Add","path":"emails","value":[{"value":"to@example.dk","primary":"True"}]}"#) {
            $0.mail = "to@example.dk"
        },
        .init(#"{"op":"remove","path":"emails[type eq \"work\"]"}"#) { $0.mail = nil },
        .init(#"{"op":"remove","path":"emails","value":[{"value":"ada@example.dk"}]}"#) { $0.mail = nil },
        .init(#"{"op":"remove","path":"title"}"#) { $0.title = nil },
        .init(#"{"op":"Replace","path":"title","value":null}"#) { $0.title = nil },
        .init(#"{"op":"Replace","path":"\#(enterprise):department","value":"CAI > Netværk"}"#) {
            $0.department = ["CAI", "Netværk"]
        },
        .init(#"{"op":"Remove","path":"\#(enterprise):department"}"#) {
            ($0.department, $0.leavesUnit) = ([], true)
        },
        .init(#"{"op":"remove","path":"\#(enterprise)"}"#) {
            ($0.department, $0.leavesUnit, $0.number) = ([], true, nil)
        },
        .init(#"{"op":"Add","path":"\#(enterprise):employeeNumber","value":"8"}"#) { $0.number = "8" },
        // Values without a path, whose names have dots or the name of a schema.
        .init(
            #"""
            {"op":"Add","value":{"displayName":"Ada Holm","name.givenName":"Ada","name.familyName":"Holm",\#
            "\#(enterprise):department":"CAI","emails[type eq \"work\"].value":"holm@example.dk","id":"9"}}
            """#
        ) { ($0.name, $0.department, $0.mail) = ("Ada Holm", ["CAI"], "holm@example.dk") },
        .init(#"{"op":"replace","value":{"\#(enterprise)":{"department":"CAI"},"title":"Rådgiver"}}"#) {
            ($0.department, $0.title) = (["CAI"], "Rådgiver")
        },
        // Parts of a name say nothing of the name that is shown.
        .init(#"{"op":"Replace","path":"name.familyName","value":"Holm"}"#),
        .init(#"{"op":"Add","path":"name.formatted","value":"Holm, Ada"}"#),
        // What Værn has no place for is taken and left out.
        .init(#"{"op":"Add","path":"\#(enterprise):manager","value":"0190"}"#),
        .init(#"{"op":"Replace","path":"\#(enterprise):manager.value","value":"0190"}"#),
        .init(#"{"op":"Add","path":"phoneNumbers[type eq \"mobile\"].value","value":"+4512345678"}"#),
        .init(#"{"op":"Replace","path":"addresses[type eq \"work\"].formatted","value":"Vej 1"}"#),
        .init(#"{"op":"Add","path":"roles[primary eq \"True\"].value","value":"leder"}"#),
        .init(#"{"op":"Add","path":"preferredLanguage","value":"da-DK"}"#),
        .init(#"{"op":"Add","path":"title","value":"A"},{"op":"REPLACE","path":"title","value":"B"}"#) {
            $0.title = "B"
        },
    ]

    @Test("every shape comes to what it says, and to nothing else", arguments: shapes)
    func shape(_ shape: Shape) throws {
        var wanted = try ScimChange(
            Self.body(#"{"Operations":[{"op":"add","path":"title","value":"Chef"}]}"#), changing: Self.ada)
        shape.change(&wanted)
        #expect(try Self.patched(shape.operations) == wanted)
    }

    @Test("a mail is added for who has none")
    func firstMail() throws {
        let bo = ScimUser(
            id: "2", userName: "bo", externalID: nil, name: "Bo", mail: nil, title: nil, isActive: false,
            department: nil, number: nil, created: "", modified: "", location: "")
        let change = try Self.patched(
            #"{"op":"Replace","path":"emails[type eq \"work\"].value","value":"bo@example.dk"}"#, bo)
        #expect(change.mail == "bo@example.dk" && !change.isActive && !change.leavesUnit)
    }

    static let faults: [(String, ScimFault.Kind)] = [
        (#"{"op":"Replace","path":"shoeSize","value":"42"}"#, .invalidPath),
        (#"{"op":"Replace","value":{"shoeSize":"42"}}"#, .invalidPath),
        (#"{"op":"Add","path":"urn:example:2.0:User:shoe","value":"42"}"#, .invalidPath),
        (#"{"op":"Replace","path":"title[type eq \"x\"]","value":"42"}"#, .invalidPath),
        (#"{"op":"Replace","path":"displayName.part","value":"42"}"#, .invalidPath),
        (#"{"op":"Replace","path":"emails[type eq","value":"42"}"#, .invalidPath),
        (#"{"op":"Replace","path":["title"],"value":"42"}"#, .invalidPath),
        (#"{"op":"Replace","path":"id","value":"42"}"#, .mutability),
        (#"{"op":"Replace","path":"meta.created","value":"42"}"#, .mutability),
        (#"{"op":"Remove"}"#, .noTarget),
        (#"{"op":"Add","path":"emails[type ne \"work\"].value","value":"a@b.dk"}"#, .noTarget),
        (#"{"op":"Add","path":"emails[type is \"work\"].value","value":"a@b.dk"}"#, .invalidFilter),
        (#"{"op":"move","path":"title","value":"x"}"#, .invalidSyntax),
        (#"{"path":"title","value":"x"}"#, .invalidSyntax),
        ("", .invalidSyntax),
        (#"{"op":"Replace","path":"title"}"#, .invalidValue),
        (#"{"op":"Replace","value":"x"}"#, .invalidValue),
        (#"{"op":"Replace","path":"active","value":"måske"}"#, .invalidValue),
        (#"{"op":"Replace","path":"active","value":1}"#, .invalidValue),
        (#"{"op":"Replace","path":"title","value":17}"#, .invalidValue),
        (#"{"op":"Replace","path":"title","value":{"a":"b"}}"#, .invalidValue),
        (#"{"op":"Replace","path":"emails","value":"a@b.dk"}"#, .invalidValue),
        (#"{"op":"Replace","path":"userName","value":""}"#, .invalidValue),
        (#"{"op":"remove","path":"userName"}"#, .invalidValue),
        (#"{"op":"Replace","path":"\#(enterprise)","value":"x"}"#, .invalidValue),
    ]

    @Test("what is wrong is said by the word that programs read, and what to do in both languages", arguments: faults)
    func fault(_ operations: String, _ kind: ScimFault.Kind) {
        let fault = #expect(throws: ScimFault.self) { try Self.patched(operations) }
        #expect(fault?.kind == kind && fault?.status == 400)
        #expect(fault?.detail.da.isEmpty == false && fault?.detail.da != fault?.detail.en)
    }

    @Test("a new person is named by what there is, and a text that is too long is refused")
    func names() throws {
        func name(_ json: String) throws -> String { try ScimChange(new: Self.body(json)).name }
        #expect(try name(#"{"userName":"ada"}"#) == "ada")
        #expect(try name(#"{"userName":"ada","name":{"givenName":"Ada","familyName":"Berg"}}"#) == "Ada Berg")
        #expect(try name(#"{"username":"ada","name":{"formatted":"A. Berg","givenName":"Ada"}}"#) == "A. Berg")
        #expect(try name(#"{"USERNAME":"ada","displayName":"Ada","name":{"formatted":"A. Berg"}}"#) == "Ada")
        let long = String(repeating: "a", count: 121)
        #expect(throws: ScimFault.self) { try name(#"{"userName":"ada","displayName":"\#(long)"}"#) }
        #expect(throws: ScimFault.self) { try name(#"{"displayName":"Ada"}"#) }
        #expect(throws: ScimFault.self) { try name("[]") }
        #expect(throws: ScimFault.self) { try name("{") }
    }

    @Test("what stands in the place of another takes away what it does not say, but not the unit and the number")
    func replacing() throws {
        let change = try ScimChange(
            Self.body(#"{"userName":"ada@example.dk","displayName":"Ada"}"#), replacing: Self.ada)
        #expect(change.mail == nil && change.title == nil && change.externalID == nil && change.isActive)
        #expect(change.number == "7" && change.department.isEmpty && !change.leavesUnit)
    }

    @Test("whether somebody is engaged is what is said of it, and where nothing is said, what it was")
    func activeUnsaid() throws {
        let gone = ScimUser(
            id: "2", userName: "bo", externalID: nil, name: "Bo", mail: nil, title: nil, isActive: false,
            department: nil, number: nil, created: "", modified: "", location: "")
        func put(_ more: String, _ old: ScimUser) throws -> Bool {
            try ScimChange(Self.body(#"{"userName":"bo","displayName":"Bo"\#(more)}"#), replacing: old).isActive
        }
        for more in ["", #","active":null"#] {
            #expect(try !put(more, gone))
            #expect(try put(more, Self.ada))
        }
        #expect(try put(#","active":"True""#, gone))
        #expect(try !put(#","active":false"#, Self.ada))
        #expect(try ScimChange(new: Self.body(#"{"userName":"ny"}"#)).isActive)
    }
}
