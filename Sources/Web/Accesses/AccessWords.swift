// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

extension Context {
    /// What somebody holds, in words.
    func name(_ what: AccessRight.What) -> String {
        switch what {
        case .role(let role, let unit): return name(role, unit)
        case .seat(let body, let chair):
            let role = say(body.role.label)
            return chair ? say(da: "\(role), formand", en: "\(role), chair") : role
        case .deputy(let principal):
            return say(da: "Stedfortræder for \(name(principal))", en: "Deputy for \(name(principal))")
        case .account: return say(da: "Konto, der kan logge ind", en: "Account that can sign in")
        case .token(let scope):
            return say(
                da: "Adgangsnøgle: \(scope.label.da.lowercased())", en: "Token: \(scope.label.en.lowercased())")
        }
    }

    /// The days on which it is held, and the entry that gave it.
    func held(_ right: AccessRight) -> HTML {
        let until: HTML =
            right.last.map { " \(say(da: "til", en: "until")) \(language.shortTime($0))" as HTML } ?? HTML()
        return """
            \(say(da: "fra", en: "from")) \(language.shortTime(right.from))\(until), \
            <a\(href: Route.entry(right.position))>\(say(da: "post", en: "entry")) \(language.number(right.position))</a>
            """
    }
}

extension AccessWords {
    static let persons = Plural(
        one: Phrase(da: "person", en: "person"), many: Phrase(da: "personer", en: "people"))
    static let conflicts = Plural(
        one: Phrase(da: "konflikt", en: "conflict"), many: Phrase(da: "konflikter", en: "conflicts"))
}

/// Words with their numbers.
enum AccessWords {}
