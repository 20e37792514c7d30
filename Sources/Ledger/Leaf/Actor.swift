// SPDX-License-Identifier: MPL-2.0

/// Who did it. Persons are opaque references: the names behind them are vault values.
public enum Actor: Sendable, Hashable {
    /// A signed-in person: the account, how the sign-in was made and how strong it was (the levels of the access rules),
    /// and when the person last proved who they are (milliseconds since 1970, UTC).
    case person(Ref, account: Ref, method: String, strength: Int, authenticated: Int64)
    /// The program itself: which part of it, by which rule, in which version of the program.
    case system(component: String, rule: String?, version: String)
    /// Another organisation, through a letter.
    case organisation(Ref)
    /// Somebody on the machine's own command line: the operating system's name of the user.
    case `operator`(user: String)

    /// The person, where it is one.
    public var person: Ref? {
        if case .person(let ref, _, _, _, _) = self { ref } else { nil }
    }

    func encode() -> CanonicalObject {
        var object = CanonicalObject()
        switch self {
        case .person(let ref, let account, let method, let strength, let authenticated):
            object.set("type", "person")
            object.set("ref", ref)
            object.set("account", account)
            object.set("method", method)
            object.set("strength", strength)
            object.set("authenticated", instant: authenticated)
        case .system(let component, let rule, let version):
            object.set("type", "system")
            object.set("component", component)
            object.set("rule", rule)
            object.set("version", version)
        case .organisation(let ref):
            object.set("type", "organisation")
            object.set("ref", ref)
        case .operator(let user):
            object.set("type", "operator")
            object.set("user", user)
        }
        return object
    }
}

/// An actor where it lies in the leaf; every spelling but the canonical one of the four shapes is refused.
struct ActorView {
    enum Shape { case person, system, organisation, `operator` }

    let shape: Shape
    var ref: Ref?
    var account: Ref?
    var word: ByteText?
    var rule: ByteText?
    var version: ByteText?
    var strength = 0
    var authenticated: Int64 = 0

    /// Reads the object the reader stands at. Members are in ascending order, so the first one tells the shape.
    init(_ reader: inout CanonicalReader) throws(CanonicalFault) {
        if reader.accept("{\"account\":") {
            shape = .person
            account = try reader.ref()
            try reader.expect(",\"authenticated\":")
            authenticated = try reader.instant()
            try reader.expect(",\"method\":")
            word = try reader.word(64)
            try reader.expect(",\"ref\":")
            ref = try reader.ref()
            try reader.expect(",\"strength\":")
            strength = try reader.int()
            try reader.expect(",\"type\":\"person\"}")
        } else if reader.accept("{\"component\":") {
            shape = .system
            word = try reader.word(64)
            if reader.accept(",\"rule\":") { rule = try reader.word(64) }
            try reader.expect(",\"type\":\"system\",\"version\":")
            version = try reader.word(64)
            try reader.expect("}")
        } else if reader.accept("{\"ref\":") {
            shape = .organisation
            ref = try reader.ref()
            try reader.expect(",\"type\":\"organisation\"}")
        } else {
            shape = .operator
            try reader.expect("{\"type\":\"operator\",\"user\":")
            let start = reader.offset
            let user = try reader.text()
            if user.count == 0 || user.count > 256 { throw CanonicalFault(.form, at: start) }
            word = user
            try reader.expect("}")
        }
    }

    var actor: Actor {
        let none = Ref(high: 0, low: 0)
        return switch shape {
        case .person:
            .person(
                ref ?? none, account: account ?? none, method: word?.string ?? "", strength: strength,
                authenticated: authenticated)
        case .system: .system(component: word?.string ?? "", rule: rule?.string, version: version?.string ?? "")
        case .organisation: .organisation(ref ?? none)
        case .operator: .operator(user: word?.string ?? "")
        }
    }
}
