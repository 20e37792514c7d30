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
        case .topic(let topic, _):
            let name = sight.name(topic, language) ?? say(Sentence.erased)
            return say(da: "Ansvar for emnet \(name)", en: "Answers for the topic \(name)")
        }
    }

    /// Who holds it.
    func name(_ holder: AccessRight.Holder) -> String {
        switch holder {
        case .person(let person): name(person)
        case .unit(let unit): name(unit)
        }
    }

    /// The days on which it is held, the decision if one gave it, and the entry.
    func held(_ right: AccessRight) -> HTML {
        let until: HTML =
            right.last.map { " \(say(da: "til", en: "until")) \(language.shortTime($0))" as HTML } ?? HTML()
        var decided = HTML()
        if case .topic(_, let decision) = right.what {
            let label = sight.label(.decision(decision), language) ?? say(Sentence.erased)
            decided = "<a\(href: Route.decision(decision))>\(label)</a>, "
        }
        return """
            \(say(da: "fra", en: "from")) \(language.shortTime(right.from))\(until), \(decided)\
            <a\(href: Route.entry(right.position))>\(say(da: "post", en: "entry")) \(language.number(right.position))</a>
            """
    }
}

extension AccessWords {
    static let persons = Plural(
        one: Phrase(da: "person", en: "person"), many: Phrase(da: "personer", en: "people"))
    static let units = Plural(
        one: Phrase(da: "enhed", en: "unit"), many: Phrase(da: "enheder", en: "units"))
    static let conflicts = Plural(
        one: Phrase(da: "konflikt", en: "conflict"), many: Phrase(da: "konflikter", en: "conflicts"))
}

/// Words with their numbers.
enum AccessWords {}
