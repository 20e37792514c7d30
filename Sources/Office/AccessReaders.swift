// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Who sees what is not for everybody and is no document.
extension Access {
    /// Whether a person may see things of a class (policy §7.2: classification is obeyed everywhere).
    public static func sees(_ accessClass: AccessClass, _ person: ID<Person>, in register: Register, on day: Day)
        -> Bool
    {
        guard register.persons[person]?.isActive(on: day) == true else { return false }
        let roles = ([person] + register.principals(of: person, on: day)).flatMap { register.roles(of: $0, on: day) }
        switch accessClass {
        case .everyone:
            return true
        case .unit(let unit):
            if roles.contains(where: { wide.contains($0.role) || $0.role == .bestyrelse || $0.role == .auditor }) {
                return true
            }
            guard let own = register.persons[person]?.unit(on: day) else { return false }
            let above = register.ancestry(of: unit, on: day)
            return own == unit || roles.contains { $0.role == .unitHead && $0.unit.map(above.contains) == true }
        case .circle(let unit):
            return roles.contains { wide.contains($0.role) || $0.role == .unitHead && $0.unit == unit }
        case .governing:
            return roles.contains { wide.contains($0.role) || $0.role == .bestyrelse || $0.role == .auditor }
        case .confided(let confider):
            return person == confider || roles.contains { $0.role == .security }
        case .handled(let handler):
            return ([person] + register.principals(of: person, on: day)).contains(handler)
                || roles.contains { $0.role == .security || $0.role == .dpo }
        }
    }

    /// Whether a person may see who of a unit has yet to read something: only who heads it. No list of names is for
    /// anybody else (policy §9).
    static func seesReaders(of unit: ID<Unit>, _ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        held(by: person, in: register, on: day).contains { held in
            held.role == .unitHead && held.unit.map { register.ancestry(of: unit, on: day).contains($0) } == true
        }
    }

    /// Who sees everybody's certificates, beside the holder and the head of the holder's unit: those who must be able to show
    /// that the training took place (policy §9).
    private static let certificateReaders: [Role] = [.security, .auditor]

    /// Whether a person may see everybody's certificates.
    static func seesEveryCertificate(_ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        held(by: person, in: register, on: day).contains { certificateReaders.contains($0.role) }
    }

    /// Whether a person may open the file of a piece of evidence that the person sees: a list of who completed what is for
    /// those who follow up learning alone, however open its class is (policy §9: no lists of names).
    static func seesFile(of evidence: ID<Evidence>, _ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        !register.isCompletionList(evidence) || seesEveryCertificate(person, in: register, on: day)
    }

    /// The roles that a person acts with, as deputy too; none without an engagement.
    static func held(by person: ID<Person>, in register: Register, on day: Day) -> [HeldRole] {
        guard register.persons[person]?.isActive(on: day) == true else { return [] }
        return ([person] + register.principals(of: person, on: day)).flatMap { register.roles(of: $0, on: day) }
    }

    /// Who reads legal holds and their reasons: a hold tells that there is a case (GDPR Article 5(1)(f)).
    private static let holdReaders: [Role] = [.direktion, .security, .dpo, .auditor]

    /// Whether a person may see that a hold was placed or lifted, and why.
    static func seesHolds(_ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        guard register.persons[person]?.isActive(on: day) == true else { return false }
        return ([person] + register.principals(of: person, on: day)).contains { holder in
            register.roles(of: holder, on: day).contains { holdReaders.contains($0.role) }
        }
    }

    /// Who sees that somebody is or was on leave, beside the person and who heads the unit: those who keep it right, and
    /// those who follow up what waits meanwhile. It is no matter for others (GDPR Article 5(1)(c)).
    private static let leaveReaders: [Role] = [.administrator, .security]

    /// Whether a person may see another one's leave.
    static func seesLeave(of other: ID<Person>, _ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        if person == other { return register.persons[person]?.isActive(on: day) == true }
        let known = register.persons[other]
        let above = (known?.unit(on: day) ?? known?.engagements.last?.newestUnit).map {
            register.ancestry(of: $0, on: day)
        }
        return held(by: person, in: register, on: day).contains { held in
            leaveReaders.contains(held.role)
                || held.role == .unitHead && held.unit.map { above?.contains($0) == true } == true
        }
    }

    /// Who sees the files that persons came from, and the names by which other systems know them: whoever keeps it right,
    /// and whoever looks after that it is right.
    private static let sourceReaders: [Role] = [.administrator, .security, .dpo, .auditor]

    /// Whether a person may see where others came from.
    static func seesSources(_ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        held(by: person, in: register, on: day).contains { sourceReaders.contains($0.role) }
    }

    /// Who answers when somebody asks what is held about them (GDPR Article 15): whoever watches over it, and whoever keeps it
    /// right. They see what their own access shows them, and the person is told that they looked.
    private static let heldReaders: [Role] = [.dpo, .administrator]

    /// Whether a person may see what is held about another. One's own everybody may.
    static func seesHeld(
        about other: ID<Person>, _ person: ID<Person>, in register: Register, on day: Day
    ) -> Bool {
        held(by: person, in: register, on: day).contains { heldReaders.contains($0.role) }
            || person == other && register.persons[person]?.isActive(on: day) == true
    }

    /// Who sees what goes when its period has ended, and what has gone: it is counted over every class, so those alone who
    /// see all of them and answer for it.
    private static let retentionReaders: [Role] = [.dpo, .security]

    static func seesRetention(_ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        held(by: person, in: register, on: day).contains { retentionReaders.contains($0.role) }
    }

    /// Who sees what mail did not reach whom: whoever puts addresses right.
    private static let deliveryReaders: [Role] = [.administrator]

    /// Whether a person may see how mail to others fares.
    static func seesDelivery(_ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        held(by: person, in: register, on: day).contains { deliveryReaders.contains($0.role) }
    }

    /// Who sees to how many the weekly mail went, and to whom: whoever puts addresses right, and those who must be able to
    /// show it. It tells who has something to do or to read, which is no matter for everybody (policy §9).
    private static let weeklyMailReaders: [Role] = [.administrator, .security, .dpo, .auditor]

    /// Whether a person may see that the weekly mail was sent.
    static func seesWeeklyMail(_ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        held(by: person, in: register, on: day).contains { weeklyMailReaders.contains($0.role) }
    }

    /// Who sees everybody's rights, conflicts and reviews; others see the people of the units that they head, and
    /// themselves.
    private static let rightsReaders: [Role] = [.direktion, .bestyrelse, .security, .dpo, .auditor, .administrator]

    /// Whose rights a person may see.
    enum RightsReach: Hashable, Sendable {
        case everybody
        /// Oneself and one's own unit, and those whose unit is one of these or below it.
        case people(of: Set<ID<Unit>>)
    }

    static func rightsReach(_ person: ID<Person>, in register: Register, on day: Day) -> RightsReach {
        let held = held(by: person, in: register, on: day)
        if held.contains(where: { rightsReaders.contains($0.role) }) { return .everybody }
        return .people(of: Set(held.compactMap { $0.role == .unitHead ? $0.unit : nil }))
    }

    /// Who reads the items of a body's meetings that are closed to the public, beside those who sit in it.
    private static let closedReaders: [Role] = [.security, .dpo, .auditor, .secretary]

    /// Whether a person may see the closed items of a body's meetings.
    static func seesClosed(_ body: Body.Kind, _ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        held(by: person, in: register, on: day).contains { $0.role == body.role || closedReaders.contains($0.role) }
    }

    /// Who sees which pages and files an auditor has opened, beside the auditor.
    private static let seenReaders: [Role] = [.security]

    /// Whether a person may see what an auditor has opened.
    static func seesSeen(
        of auditor: ID<Person>, _ person: ID<Person>, in register: Register, on day: Day
    ) -> Bool {
        held(by: person, in: register, on: day).contains { seenReaders.contains($0.role) }
            || person == auditor && register.persons[person]?.isActive(on: day) == true
    }

    /// The roles that somebody acts with: who is an auditor and nothing else reads, asks and judges, and does nothing of what
    /// every employee does.
    static func acting(_ roles: [HeldRole]) -> [HeldRole] {
        let given = roles.filter { $0.role != .employee }
        return !given.isEmpty && given.allSatisfy { $0.role == .auditor } ? given : roles
    }

    /// Who sees how every unit stands with what it is to read; others see the units that they head.
    static let rateReaders: [Role] = [.direktion, .bestyrelse, .security, .dpo, .auditor]

    /// Whether a person may see how many of a unit have read something that `owner` owns (policy §§7.2, 11).
    static func seesRate(
        of unit: ID<Unit>, owner: ID<Unit>?, _ person: ID<Person>, in register: Register, on day: Day
    ) -> Bool {
        held(by: person, in: register, on: day).contains { held in
            if rateReaders.contains(held.role) { return true }
            guard held.role == .unitHead, let headed = held.unit else { return false }
            return [unit, owner].contains { $0.map { register.ancestry(of: $0, on: day).contains(headed) } ?? false }
        }
    }

    /// Whether a person may see how many requests of data subjects came, and how they were met: counts that name nobody.
    static func seesRequestCounts(_ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        held(by: person, in: register, on: day).contains { rateReaders.contains($0.role) }
    }

    /// Whether a person may see how many suspicious mails are reported, and what exercises came to by unit: counts that
    /// name nobody (policy §9).
    static func seesAwarenessRates(_ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        held(by: person, in: register, on: day).contains { rateReaders.contains($0.role) }
    }

    /// Who sees what everybody lacks of competences, beside the person and the head of the person's unit: those who follow it
    /// up (policy §9: no lists of names).
    private static let lackReaders: [Role] = [.security]

    /// Whether a person may see which competences another lacks.
    static func seesLack(of other: ID<Person>, _ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        if person == other { return register.persons[person]?.isActive(on: day) == true }
        guard let known = register.persons[other], let unit = known.unit(on: day) ?? known.engagements.last?.newestUnit
        else { return false }
        return seesReaders(of: unit, person, in: register, on: day) || seesEveryLack(person, in: register, on: day)
    }

    static func seesEveryLack(_ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        held(by: person, in: register, on: day).contains { lackReaders.contains($0.role) }
    }

    /// Who sees the counts of an exercise that were struck, beside those that stand instead.
    private static let struckReaders: [Role] = [.security]

    static func seesStruckCounts(_ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        held(by: person, in: register, on: day).contains { struckReaders.contains($0.role) }
    }

    /// Whether a person may see what one yearly talk with another showed a need of: the two who held it, whoever headed the
    /// other's unit on that day, and who stands in for that head. It is no matter for those above, nor for a later head (GDPR
    /// Article 5(1)(c)).
    static func seesTalk(
        with other: ID<Person>, on held: Day, _ person: ID<Person>, in register: Register, on day: Day
    ) -> Bool {
        guard register.persons[person]?.isActive(on: day) == true else { return false }
        if person == other { return true }
        guard let unit = register.talkUnit(of: other, on: held) else { return false }
        return ([person] + register.principals(of: person, on: day)).contains { head in
            head != other && register.roles(of: head, on: held).contains { $0.role == .unitHead && $0.unit == unit }
        }
    }

    /// Whether a person holds the yearly talks with another, as the head or a deputy of the head, or is the other. Whoever
    /// holds them sees when the last one was.
    static func seesTalks(of other: ID<Person>, _ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        if person == other { return register.persons[person]?.isActive(on: day) == true }
        guard let unit = register.talkUnit(of: other, on: day) else { return false }
        return held(by: person, in: register, on: day).contains { $0.role == .unitHead && $0.unit == unit }
    }

    /// With whom the talk was held that a deed annuls; nil: it annuls something else.
    static func talker(struckBy deed: any Deed, in register: Register) -> ID<Person>? {
        guard let annul = deed.annulling, let target = annul.target, target.subject.kind == .person else { return nil }
        let person = register.persons[target.subject.id.seen(as: Person.self)]
        return person?.talks.contains { $0.position == annul.position } == true ? person?.id : nil
    }
    static let wide: Set<Role> = [.security, .dpo, .direktion]

    /// The table as the file `docs/adgang.md` shows it.
    public static func table() -> String {
        var lines = [
            "# Adgang: rolle × kommando", "",
            "Udskrevet fra koden. En ændring af rettigheder kræver, at denne fil ændres i samme commit.",
            "»Frisk« betyder, at handlingen kræver nyt login lige før den og aldrig kan udføres med en adgangsnøgle.",
            "En kommando, som ingen rolle har, udfører Værn selv, og ingen anden kan.",
            "",
            "| Kommando | Handling | Frisk | " + Role.allCases.map(\.label.da).joined(separator: " | ") + " |",
            "|---|---|---|" + String(repeating: "---|", count: Role.allCases.count),
        ]
        for kind in CommandKind.allCases {
            let cells = Role.allCases.map { role in
                rights(kind).filter { $0.0 == role }.map(\.1.label.da).joined(separator: ", ")
            }
            let fresh = kind.demandsFreshSignIn ? "ja" : ""
            lines.append("| `\(kind.rawValue)` | \(kind.label.da) | \(fresh) | \(cells.joined(separator: " | ")) |")
        }
        func names(_ roles: [Role]) -> String { roles.map(\.label.da).joined(separator: ", ") }
        lines += [
            "", "# Læsning", "",
            "Bevaringshensyn og deres begrundelser: " + names(holdReaders) + ".",
            "Indlæste personfiler og personers navne i andre systemer: " + names(sourceReaders)
                + "; personen selv sine egne navne.",
            "Orlov: personen selv, enhedslederen for personens enhed og dem over den, " + names(leaveReaders) + ".",
            "Dokumenter efter klassifikation: se `Access.sees`.",
            "Hvor mange der har læst: " + names(rateReaders)
                + "; en enhedsleder for sine enheder og for det, de ejer.",
            "Tal for anmeldte mails og phishingøvelser pr. enhed: " + names(rateReaders)
                + "; en enhedsleder for sine enheders øvelser.",
            "Hvem der har anmeldt en mistænkelig mail, også at anmeldelsen er slettet: den, der har anmeldt den, "
                + names([.security]) + ".",
            "Henvendelser fra registrerede: den, der behandler dem, med stedfortræder, " + names([.security, .dpo])
                + ". At de er slettet: den, der registrerede dem, " + names([.security])
                + ". Tal uden navne: " + names(rateReaders) + ".",
            "Hvem der mangler at læse: enhedslederen, for sine egne enheder.",
            "Kursusbeviser: indehaveren, lederen af indehaverens enhed, " + names(certificateReaders) + ".",
            "Kompetencebeviser: som kursusbeviser.",
            "Hvem der mangler en kompetence: personen selv, lederen af personens enhed, " + names(lackReaders) + ".",
            "Medarbejdersamtaler: personen selv og den leder, der holdt samtalen, med stedfortræder. En senere leder ser "
                + "kun, hvornår den sidste blev holdt.",
            "Annullerede tal fra phishingøvelser: " + names(struckReaders) + ".",
            "Lukkede punkter på organernes møder: organets medlemmer, "
                + names(closedReaders) + ".",
            "Hvad Værn har om en person: personen selv, " + names(heldReaders)
                + "; hver ser det, egen adgang viser.",
            "Hvad der slettes hvornår: " + names(retentionReaders) + ".",
            "Mail, der ikke er nået frem: " + names(deliveryReaders) + ".",
            "Alles adgange, konflikter og gennemgange: " + names(rightsReaders)
                + "; en enhedsleder for personerne i sine enheder; alle for sig selv.",
            "Hvem ugens mail er sendt til: " + names(weeklyMailReaders) + ".",
            "Hvad en revisor har åbnet under sin opgave: revisor selv, " + names(seenReaders) + ".",
            "Den, der er revisor og ikke andet, handler ikke som medarbejder: kun det, der står i kolonnen Revisor.",
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}
