// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office
import Synchronization

/// Whether a provider told which groups somebody is in. Roles follow only what was told: a provider that could not tell has
/// not said that there are none.
enum GroupsTold: Hashable, Sendable {
    /// The organisation reads no groups.
    case notRead
    case told
    /// The claim is not there, and nothing says why: the person is in none.
    case none
    /// There are more than fit in a token (Microsoft Entra ID leaves the claim out then, and says so).
    case tooMany
    /// They stand where the provider tells more, and that did not answer.
    case silent

    init(_ claims: Claims, _ settings: ProviderSettings) {
        guard let claim = settings.groupsClaim else {
            self = .notRead
            return
        }
        // OpenID Connect Core 1.0 §5.6.2: it is told elsewhere. `hasgroups` is Entra's other way of saying it.
        if (claims["_claim_names"] ?? []).contains(claim) {
            self = .tooMany
        } else if claims[claim] != nil {
            self = .told
        } else {
            self = claim == "groups" && claims["hasgroups"] == ["true"] ? .tooMany : .none
        }
    }
}

/// Whose groups could not be read since the program was started, for the page that administrators see. It is in memory alone:
/// each sign-in says it anew.
final class GroupsUnread: Sendable {
    struct One: Hashable, Sendable {
        let person: ID<Person>
        let why: GroupsTold
        let time: Instant
    }

    /// Whoever is to see to it needs no more to see what is wrong.
    static let most = 20
    private let held = Mutex<[ID<Organisation>: [One]]>([:])

    /// Takes note of what came of the newest sign-in of a person.
    func note(_ groups: GroupsTold, _ person: ID<Person>, in organisation: ID<Organisation>, now: Instant) {
        held.withLock { held in
            var all = (held[organisation] ?? []).filter { $0.person != person }
            switch groups {
            case .tooMany, .silent: all.append(One(person: person, why: groups, time: now))
            case .notRead, .told, .none: break
            }
            held[organisation] = all.suffix(Self.most)
        }
    }

    func forget(in organisation: ID<Organisation>) { held.withLock { $0[organisation] = nil } }

    /// The newest first.
    func all(in organisation: ID<Organisation>) -> [One] { held.withLock { $0[organisation] ?? [] }.reversed() }
}

/// What administrators are told of sign-ins that left the roles as they were.
enum GroupsUnreadNote {
    static func html(_ unread: [GroupsUnread.One], in context: Context) -> HTML {
        guard !unread.isEmpty, context.sight.seesSources else { return HTML() }
        let rows = unread.map { one -> HTML in
            let who: HTML = "<a\(href: Route.person(one.person))>\(context.name(one.person))</a>"
            let why =
                one.why == .tooMany
                ? context.say(
                    da: "er i flere grupper, end login-systemet sender med.",
                    en: "is in more groups than the sign-in system sends along.")
                : context.say(
                    da: "har grupper, som login-systemet ikke svarede om.",
                    en: "has groups that the sign-in system did not answer about.")
            return "<li>\(context.language.time(one.time)): \(who) \(why)</li>"
        }
        let text = context.say(
            da:
                "Ved disse login kunne grupperne ikke læses, så rollerne blev, som de var. Lad login-systemet sende færre grupper med (i Entra: kun dem, der er tildelt programmet), og bed personen logge ind igen. Ret imens rollerne i hånden.",
            en:
                "At these sign-ins the groups could not be read, so the roles stayed as they were. Let the sign-in system send fewer groups along (in Entra: only those assigned to the application), and ask the person to sign in again. Correct the roles by hand meanwhile."
        )
        return Note(.warn).html("<p>\(text)</p><ul>\(each: rows, { $0 })</ul>")
    }
}
