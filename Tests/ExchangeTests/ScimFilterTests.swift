// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Exchange

struct ScimFilterTests {
    private static let enterprise = ScimPatchTests.enterprise

    static let fitting = [
        #"userName eq "ada@example.dk""#, #"USERNAME EQ "ADA@example.dk""#, #"externalId eq "ada-1""#,
        #"displayName eq "Ada Berg" and active eq true"#, #"active eq "True""#, #"displayName co "berg""#,
        #"displayName sw "Ada" and (title eq "x" or title eq "Chef")"#, #"not (active eq false)"#, "title pr",
        #"emails.value eq "ada@example.dk""#, #"emails[type eq "work" and value co "@"]"#,
        #"emails eq "ada@example.dk""#, #"title eq "x" or active eq true and displayName ew "Berg""#,
        #"\#(enterprise):department eq "Drift""#, #"meta.lastModified ge "2026-01-01T00:00:00Z""#,
        #"nickName eq null"#, #"title ne "x""#, #"emails[type eq "work"].value eq "ada@example.dk""#,
    ]
    static let others = [
        #"userName eq "bo""#, #"active eq false"#, #"not (title pr)"#, "nickName pr",
        #"displayName eq "Ada Berg" and active eq false"#, #"emails[type eq "home"]"#,
        #"meta.lastModified lt "2026-01-01T00:00:00Z""#, #"title ne "chef""#,
    ]
    static let faults = [
        "userName", "userName eq", #"userName is "a""#, #"userName eq "a"#, "userName eq a", #"shoeSize eq "4""#,
        #"(userName eq "a""#, #"userName eq "a")"#, #"userName eq "a" and"#, "active gt true", #"password eq "x""#,
        #"userName eq "a" userName eq "b""#, #"not userName eq "a""#, #"emails[type eq "work""#, "and", "()",
        #"urn:x:y eq "z""#, String(repeating: "(", count: 50) + #"userName eq "a""#,
        #"userName eq "\#(String(repeating: "a", count: 2001))""#, #"userName eq "\x""#,
    ]

    @Test(arguments: fitting) func fits(_ text: String) throws {
        #expect(try ScimFilter(text).matches(ScimPatchTests.ada.tree))
    }

    @Test(arguments: others) func isOfOthers(_ text: String) throws {
        #expect(try !ScimFilter(text).matches(ScimPatchTests.ada.tree))
    }

    @Test(arguments: faults) func isRefused(_ text: String) {
        let fault = #expect(throws: ScimFault.self) { try ScimFilter(text) }
        #expect(fault?.kind == .invalidFilter && fault?.status == 400)
    }

    private func list(_ parameters: [String: [String]], _ count: Int = 3) throws -> DataTree {
        let users = (1...count).map { number in
            ScimUser(
                id: "\(number)", userName: "u\(number)", externalID: nil, name: "U", mail: "u@example.dk", title: nil,
                isActive: true, department: "Drift", number: nil, created: "", modified: "", location: "")
        }
        return try JSONTree.read(try ScimQuery(parameters).list(users))
    }

    @Test("a page counts from one, holds what was asked for, and says how many there are")
    func pages() throws {
        let page = try list(["startIndex": ["2"], "count": ["1"]])
        #expect(page.items("Resources").map { $0.word("id") } == ["2"])
        #expect(page.word("totalResults") == "3" && page.word("startIndex") == "2" && page.word("itemsPerPage") == "1")
        #expect(try list(["count": ["0"]]).items("Resources").isEmpty)
        #expect(try list(["count": ["-5"], "startIndex": ["-1"]]).word("startIndex") == "1")
        #expect(try list([:], 300).items("Resources").count == 200)
        #expect(try list(["filter": [#"userName eq "u2""#]]).word("totalResults") == "1")
        #expect(throws: ScimFault.self) { try list(["count": ["mange"]]) }
    }

    @Test("without a filter only those of the page are made; with one it is the same list")
    func made() throws {
        func user(_ number: Int) -> ScimUser {
            ScimUser(
                id: "\(number)", userName: "u\(number)", externalID: nil, name: "U", mail: nil, title: nil,
                isActive: true, department: nil, number: nil, created: "", modified: "", location: "")
        }
        func ask(_ parameters: [String: [String]], of number: Int = 12_000) throws -> (DataTree, [Int]) {
            var made: [Int] = []
            let bytes = try ScimQuery(parameters).list(count: number) { place in
                made.append(place)
                return user(place + 1)
            }
            return (try JSONTree.read(bytes), made)
        }
        let (page, few) = try ask(["startIndex": ["5000"], "count": ["3"]])
        #expect(few == [4999, 5000, 5001])
        #expect(page.items("Resources").map { $0.word("id") } == ["5000", "5001", "5002"])
        #expect(page.word("totalResults") == "12000" && page.word("itemsPerPage") == "3")
        let (beyond, none) = try ask(["startIndex": ["9"]], of: 4)
        #expect(none.isEmpty && beyond.word("totalResults") == "4" && beyond.items("Resources").isEmpty)
        let (found, _) = try ask(["filter": [#"userName eq "u7""#]], of: 20)
        #expect(found.word("totalResults") == "1")
    }

    @Test("only the attributes that were asked for are shown, and the identity always")
    func attributes() throws {
        func names(_ parameters: [String: [String]]) throws -> [String] {
            try list(parameters, 1).items("Resources")[0].members.map(\.name)
        }
        #expect(try names(["attributes": ["userName"]]) == ["schemas", "id", "userName"])
        #expect(try names(["attributes": ["emails.value,\(Self.enterprise):department"]]).count == 4)
        #expect(try !names(["excludedAttributes": ["emails,id"]]).contains("emails"))
        #expect(try names(["excludedAttributes": ["id"]]).contains("id"))
        let kept = try list(["attributes": ["EMAILS.value"]], 1).items("Resources")[0].items("emails")[0]
        #expect(kept.members.map(\.name) == ["value"])
        #expect(try names(["attributes": ["findesIkke"]]) == ["schemas", "id"])
    }

    @Test("the version changes with what is shown, and with nothing else")
    func versions() {
        let ada = ScimPatchTests.ada
        func user(_ name: String, _ modified: String) -> ScimUser {
            ScimUser(
                id: ada.id, userName: ada.userName, externalID: ada.externalID, name: name, mail: ada.mail,
                title: ada.title, isActive: true, department: "Drift", number: "7", created: ada.created,
                modified: modified, location: ada.location)
        }
        #expect(user("Ada Berg", "senere").version == ada.version && user("Ada", "").version != ada.version)
        #expect(ada.version.hasPrefix("W/\"") && ada.version.utf8.count == 20)
    }
}
