// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Why a request of SCIM was not carried out, as RFC 7644 3.12 has it: a status, for some a word that programs read, and
/// what the one who runs the client can do about it.
public struct ScimFault: Error, Hashable, Sendable {
    /// The words of RFC 7644, table 9.
    public enum Kind: String, Hashable, Sendable {
        case invalidFilter, tooMany, uniqueness, mutability, invalidSyntax, invalidPath, noTarget, invalidValue
    }

    public let status: Int
    public let kind: Kind?
    public let detail: Phrase

    public init(_ status: Int, _ kind: Kind? = nil, _ detail: Phrase) {
        (self.status, self.kind, self.detail) = (status, kind, detail)
    }

    public init(_ status: Int, _ kind: Kind? = nil, da: String, en: String) {
        self.init(status, kind, Phrase(da: da, en: en))
    }

    /// A value that cannot be taken.
    static func value(_ attribute: String, da: String, en: String) -> ScimFault {
        ScimFault(400, .invalidValue, da: "\(attribute): \(da)", en: "\(attribute): \(en)")
    }

    public func body(_ language: Language) -> [UInt8] {
        DataTree.members([
            ("schemas", .list([.text("urn:ietf:params:scim:api:messages:2.0:Error")])),
            ("status", .text("\(status)")), ("scimType", kind.map { .text($0.rawValue) }),
            ("detail", .text(language(detail))),
        ]).compact
    }
}

/// What a client sent as the body of a request.
public struct ScimBody: Hashable, Sendable {
    let tree: DataTree

    init(tree: DataTree) { self.tree = tree }

    /// The most that is read of a person, who fills some thousand bytes.
    public static let most = 1 << 16
    /// The most that is read of a group, whose members fill some hundred bytes each, and of which clients send a thousand.
    public static let mostOfGroup = 1 << 20

    public init(_ bytes: [UInt8]) throws(ScimFault) {
        guard String(validating: bytes, as: UTF8.self) != nil, let read = try? JSONTree.read(bytes),
            case .object = read
        else {
            throw ScimFault(
                400, .invalidSyntax, da: "Kroppen er ikke et JSON-objekt i UTF-8. Send et.",
                en: "The body is not a JSON object in UTF-8. Send one.")
        }
        tree = read
    }
}

/// Names of attributes are compared without regard to case (RFC 7643 2.1).
extension DataTree {
    func attribute(_ name: String) -> DataTree? {
        let key = name.lowercased()
        return members.first { $0.name.lowercased() == key }?.value
    }

    /// With a member under the name it is known by; nil takes it away. What is no object becomes one.
    func with(_ name: String, _ value: DataTree?) -> DataTree {
        let key = name.lowercased()
        var (kept, isPlaced) = ([Member](), false)
        for member in members {
            guard member.name.lowercased() == key else {
                kept.append(member)
                continue
            }
            if !isPlaced, let value { kept.append(Member(name: member.name, value: value)) }
            isPlaced = true
        }
        if !isPlaced, let value { kept.append(Member(name: name, value: value)) }
        return .object(kept)
    }

    /// With the members of another object, each in the place of the one of its name.
    func merged(with other: DataTree) -> DataTree {
        other.members.reduce(self) { $0.with($1.name, $1.value == .null ? nil : $1.value) }
    }

    var isNothing: Bool { self == .null || self == .list([]) || self == .object([]) }

    /// Entra ID writes truth as words, in any case.
    var truth: Bool? {
        switch self {
        case .truth(let truth): truth
        case .text(let text): ["true": true, "false": false][text.lowercased()]
        case .object, .list, .number, .null: nil
        }
    }
}
