// SPDX-License-Identifier: MPL-2.0

/// Two things that one person should not hold at once: segregation of duties (policy §6; ISO/IEC 27001 A.5.3).
public enum ConflictRule: String, Choosable, Comparable {
    case dpoDecides = "dpo.body"
    case dpoSecurity = "dpo.security"
    case dpoHead = "dpo.head"
    case dpoOwner = "dpo.owner"
    case dpoAdministrator = "dpo.administrator"
    case securityDecides = "security.body"
    case securityAdministrator = "security.administrator"
    case auditorSecurity = "auditor.security"
    case auditorAdministrator = "auditor.administrator"
    case auditorHead = "auditor.head"
    case auditorOwner = "auditor.owner"
    case administratorDecides = "administrator.direktion"
    case secretaryDecides = "secretary.body"

    /// The two sides: a person who holds one of each has the conflict.
    var sides: (Set<Role>, Set<Role>) {
        switch self {
        case .dpoDecides: ([.dpo], [.direktion, .bestyrelse])
        case .dpoSecurity: ([.dpo], [.security])
        case .dpoHead: ([.dpo], [.unitHead])
        case .dpoOwner: ([.dpo], [.systemOwner])
        case .dpoAdministrator: ([.dpo], [.administrator])
        case .securityDecides: ([.security], [.direktion, .bestyrelse])
        case .securityAdministrator: ([.security], [.administrator])
        case .auditorSecurity: ([.auditor], [.security])
        case .auditorAdministrator: ([.auditor], [.administrator])
        case .auditorHead: ([.auditor], [.unitHead])
        case .auditorOwner: ([.auditor], [.systemOwner])
        case .administratorDecides: ([.administrator], [.direktion])
        case .secretaryDecides: ([.secretary], [.direktion, .bestyrelse])
        }
    }

    public var label: Phrase {
        switch self {
        case .dpoDecides: Phrase(da: "DPO og medlem af direktion eller bestyrelse", en: "DPO and member of a body")
        case .dpoSecurity: Phrase(da: "DPO og medlem af CAI", en: "DPO and member of CAI")
        case .dpoHead: Phrase(da: "DPO og enhedsleder", en: "DPO and head of unit")
        case .dpoOwner: Phrase(da: "DPO og systemejer", en: "DPO and system owner")
        case .dpoAdministrator: Phrase(da: "DPO og administrator", en: "DPO and administrator")
        case .securityDecides: Phrase(da: "CAI og medlem af direktion eller bestyrelse", en: "CAI and member of a body")
        case .securityAdministrator: Phrase(da: "CAI og administrator", en: "CAI and administrator")
        case .auditorSecurity: Phrase(da: "Revisor og medlem af CAI", en: "Auditor and member of CAI")
        case .auditorAdministrator: Phrase(da: "Revisor og administrator", en: "Auditor and administrator")
        case .auditorHead: Phrase(da: "Revisor og enhedsleder", en: "Auditor and head of unit")
        case .auditorOwner: Phrase(da: "Revisor og systemejer", en: "Auditor and system owner")
        case .administratorDecides:
            Phrase(da: "Administrator og medlem af direktionen", en: "Administrator and member of the direktion")
        case .secretaryDecides:
            Phrase(da: "Sekretær og medlem af direktion eller bestyrelse", en: "Secretary and member of a body")
        }
    }

    /// Why one person should not hold both.
    public var reason: Phrase {
        switch self {
        case .dpoDecides, .dpoHead, .dpoOwner:
            Phrase(
                da: "DPO’en ville føre tilsyn med behandlinger, som personen selv bestemmer over.",
                en: "The DPO would supervise processing that the same person decides on.")
        case .dpoSecurity:
            Phrase(
                da: "DPO’en ville føre tilsyn med foranstaltninger, som personen selv er med til at vælge.",
                en: "The DPO would supervise measures that the same person helps to choose.")
        case .dpoAdministrator:
            Phrase(
                da: "DPO’en ville føre tilsyn med adgange, som personen selv giver.",
                en: "The DPO would supervise access that the same person grants.")
        case .securityDecides:
            Phrase(
                da: "CAI rådgiver og indstiller. Den, der rådgiver, afgør ikke selv sagen.",
                en: "CAI advises and recommends. Whoever advises does not decide the matter.")
        case .securityAdministrator:
            Phrase(
                da: "Administratoren giver adgange, og CAI gennemgår dem. Personen ville kontrollere sit eget arbejde.",
                en: "The administrator grants access and CAI reviews it. The person would check his or her own work.")
        case .auditorSecurity, .auditorAdministrator, .auditorHead, .auditorOwner:
            Phrase(
                da: "Revisoren skal være uafhængig og kan ikke revidere sit eget arbejde.",
                en: "The auditor must be independent and cannot audit his or her own work.")
        case .administratorDecides:
            Phrase(
                da: "Den, der træffer beslutningerne, kunne også ændre, hvem der har ret til det.",
                en: "Whoever makes the decisions could also change who has the right to make them.")
        case .secretaryDecides:
            Phrase(
                da: "Sekretæren registrerer, hvad organet har besluttet, og bør ikke selv have stemt.",
                en: "The secretary records what the body decided and should not have voted.")
        }
    }

    /// What it is built on.
    public var source: Phrase {
        switch self {
        case .dpoDecides, .dpoSecurity, .dpoHead, .dpoOwner, .dpoAdministrator:
            Phrase(
                da: "Databeskyttelsesforordningens artikel 38, stk. 6, og politikkens afsnit 6",
                en: "GDPR Article 38(6) and section 6 of the policy")
        case .securityDecides: Phrase(da: "Politikkens afsnit 6", en: "Section 6 of the policy")
        case .auditorSecurity, .auditorAdministrator, .auditorHead, .auditorOwner:
            Phrase(da: "ISO/IEC 27001:2022, 9.2 og A.5.3", en: "ISO/IEC 27001:2022, 9.2 and A.5.3")
        case .securityAdministrator, .administratorDecides, .secretaryDecides:
            Phrase(da: "ISO/IEC 27001:2022, A.5.3", en: "ISO/IEC 27001:2022, A.5.3")
        }
    }

    /// What to do about it.
    public var remedy: Phrase {
        switch self {
        case .dpoDecides, .dpoSecurity, .dpoHead, .dpoOwner, .dpoAdministrator:
            Phrase(
                da: "Udpeg en anden som DPO, eller giv den anden opgave til en anden.",
                en: "Appoint another DPO, or give the other task to somebody else.")
        case .securityDecides:
            Phrase(
                da: "Lad personen træde ud af CAI, eller lad være med at deltage i organets afgørelser om sikkerhed.",
                en: "Let the person leave CAI, or take no part in the body's decisions on security.")
        case .securityAdministrator:
            Phrase(
                da: "Lad en anden være administrator, eller lad en anden fra CAI gennemgå adgangene.",
                en: "Let another be administrator, or let another member of CAI review access.")
        case .auditorSecurity, .auditorAdministrator, .auditorHead, .auditorOwner:
            Phrase(
                da: "Udpeg en anden revisor, eller afslut den anden rolle.",
                en: "Appoint another auditor, or end the other role.")
        case .administratorDecides:
            Phrase(da: "Giv rollen som administrator til en anden.", en: "Give the role of administrator to another.")
        case .secretaryDecides:
            Phrase(da: "Udpeg en sekretær, der ikke er medlem.", en: "Appoint a secretary who is not a member.")
        }
    }

    public static func < (left: ConflictRule, right: ConflictRule) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// A conflict that a person has on a day.
public struct Conflict: Hashable, Sendable {
    /// One of the things held: by the person, or by somebody whose deputy the person is.
    public struct Part: Hashable, Sendable {
        public let right: AccessRight
        /// The deputyship by which it is held.
        public let through: AccessRight?

        public var from: Day { max(right.from, through?.from ?? right.from) }
        /// The newest fact that it rests on.
        var position: Int { max(right.position, through?.position ?? right.position) }
    }

    public let person: ID<Person>
    public let rule: ConflictRule
    public let one: [Part]
    public let other: [Part]
    /// Since which day both sides are held.
    public let since: Day

    /// By which a form names it.
    public var key: String { "\(rule.rawValue).\(person)" }
    /// The newest fact that it rests on.
    var newest: Int { (one + other).map(\.position).max() ?? 0 }
}

extension Register {
    /// What one person should not hold at once, on `day`; of persons who are engaged that day.
    public func conflicts(on day: Day) -> [Conflict] {
        let own = personsRights(on: day)
        return own.keys.sorted().flatMap { person -> [Conflict] in
            guard persons[person]?.isActive(on: day) == true else { return [] }
            var parts = (own[person] ?? []).map { Conflict.Part(right: $0, through: nil) }
            for through in own[person] ?? [] {
                guard case .deputy(let principal) = through.what else { continue }
                parts += (own[principal] ?? []).map { Conflict.Part(right: $0, through: through) }
            }
            return ConflictRule.allCases.compactMap { conflict($0, of: person, parts) }
        }
    }

    private func conflict(_ rule: ConflictRule, of person: ID<Person>, _ parts: [Conflict.Part]) -> Conflict? {
        let (left, right) = rule.sides
        let one = parts.filter { part in part.right.what.role.map(left.contains) ?? false }
        let other = parts.filter { part in part.right.what.role.map(right.contains) ?? false }
        // What another holds alone is that person's conflict, not the deputy's.
        func meet(_ one: Conflict.Part, _ other: Conflict.Part) -> Bool {
            one.through == nil || other.through == nil || one.right.person != other.right.person
        }
        let pairs = one.flatMap { first in other.filter { meet(first, $0) }.map { (first, $0) } }
        guard let since = pairs.map({ max($0.0.from, $0.1.from) }).min() else { return nil }
        return Conflict(
            person: person, rule: rule, one: one.filter { first in other.contains { meet(first, $0) } },
            other: other.filter { second in one.contains { meet($0, second) } }, since: since)
    }

    /// Why a conflict is accepted for now: by the newest review before the end of `day`, if nothing that it rests on came
    /// later. What a review does not accept anew is accepted no more.
    public func consideration(of conflict: Conflict, by day: Day) -> (review: RightsReview, place: Int)? {
        guard let review = organisation.rightsReviews.last(where: { $0.day <= day }),
            let place = review.made.considered.firstIndex(where: {
                $0.person == conflict.person && $0.rule == conflict.rule
            }), conflict.newest < review.made.seen
        else { return nil }
        return (review, place)
    }
}

extension AccessRight.What {
    /// The role that it gives: a seat gives the role of its body.
    public var role: Role? {
        switch self {
        case .role(let role, _): role
        case .seat(let body, _): body.role
        case .deputy, .account, .token, .topic: nil
        }
    }
}
