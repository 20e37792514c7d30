// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Who may do what. Decisions about access are made here and nowhere else; the table is printed as `docs/adgang.md`, and
/// a change of rights fails the tests until that file changes with it.
public enum Access {
    /// How far a right reaches.
    public enum Reach: String, Hashable, Sendable, CaseIterable {
        /// Everything.
        case all
        /// What belongs to a unit that the person heads, or to one below it.
        case headed
        /// What belongs to the person's own unit.
        case unit
        /// What is the person's own.
        case own
        /// What the body decides in which the person sits.
        case seat
        /// What a body decides.
        case bodies

        public var label: Phrase {
            switch self {
            case .all: Phrase(da: "alt", en: "all")
            case .headed: Phrase(da: "enheder, man leder", en: "units headed")
            case .unit: Phrase(da: "egen enhed", en: "own unit")
            case .own: Phrase(da: "eget", en: "own")
            case .seat: Phrase(da: "eget organ", en: "own body")
            case .bodies: Phrase(da: "organernes sager", en: "matters of the bodies")
            }
        }
    }

    /// The rights that a command takes. A new command does not compile until it has a line here.
    public static func rights(_ kind: CommandKind) -> [(Role, Reach)] {
        switch kind {
        case .nameOrganisation, .openUnit, .renameUnit, .moveUnit, .closeUnit, .addPerson, .beginEngagement,
            .endEngagement, .grantRole, .endRole, .seatMember, .unseatMember, .openAccount, .closeAccount:
            [(.administrator, .all)]
        case .renamePerson:
            [(.administrator, .all), (.employee, .own)]
        case .handOver:
            [(.administrator, .all), (.security, .all), (.unitHead, .headed)]
        case .appointDeputy, .endDeputy:
            [(.administrator, .all), (.unitHead, .headed), (.employee, .own)]
        case .placeHold, .liftHold:
            [(.dpo, .all)]
        case .erasePerson:
            [(.dpo, .all), (.administrator, .all)]
        case .issueToken, .revokeToken:
            [(.administrator, .all), (.employee, .own)]
        case .createDocument, .importDocument, .draftVersion, .submitVersion, .enforceVersion, .verifyDocument,
            .withdrawDocument, .transferDocument, .nameContact, .placeDocument, .retitleDocument, .reclassifyDocument,
            .declareMaterialChange, .addHistoryRow,
            .setAudience, .openNotice, .remindReaders, .tellReaders:
            [(.security, .all), (.unitHead, .headed)]
        case .summariseDocument, .relateDocument, .unrelateDocument, .translateVersion:
            [(.security, .all), (.unitHead, .headed)]
        case .setPublication, .reviewPublication: [(.administrator, .all), (.security, .all)]
        case .acknowledgeNotice:
            // Whoever is in the audience; for oneself alone, which the command itself makes sure of.
            [(.employee, .all)]
        case .makeDecision:
            // The secretary only records what minutes say, which the command makes sure of.
            [(.direktion, .seat), (.bestyrelse, .seat), (.unitHead, .headed), (.secretary, .bodies)]
        case .confirmDecision:
            [(.direktion, .seat), (.bestyrelse, .seat), (.unitHead, .headed), (.secretary, .bodies)]
        case .requestDispensation, .amendDispensation, .withdrawDispensation, .endDispensation:
            [(.security, .all), (.unitHead, .headed), (.systemOwner, .unit), (.employee, .unit)]
        case .adviseDispensation:
            // In whose name, the command makes sure of.
            [(.security, .all), (.dpo, .all), (.unitHead, .all), (.systemOwner, .all)]
        case .recommendDispensation, .submitDispensation, .setDispensationLimit: [(.security, .all)]
        case .noteStatute, .dropStatute: [(.security, .all), (.dpo, .all), (.unitHead, .headed)]
        case .remindDuties:
            [(.security, .all), (.unitHead, .headed)]
        case .recordMail:
            // Værn alone, of the mails that its relay took.
            []
        case .addAction:
            [
                (.security, .all), (.dpo, .all), (.direktion, .all), (.bestyrelse, .all), (.unitHead, .all),
                (.systemOwner, .all), (.employee, .own), (.employee, .unit),
            ]
        case .openConsultation, .extendConsultation, .dispose, .closeConsultation:
            [(.security, .all), (.unitHead, .headed)]
        case .comment, .agree, .reply:
            [(.employee, .own)]
        case .moveAction, .dropAction:
            [(.security, .all), (.unitHead, .headed)]
        case .completeAction:
            [(.security, .all), (.unitHead, .headed), (.employee, .own), (.employee, .unit)]
        case .annulFact, .correctFact:
            [
                (.security, .all), (.administrator, .all), (.unitHead, .headed), (.direktion, .seat),
                (.bestyrelse, .seat), (.dpo, .all),
            ]
        }
    }

    /// Whether people give the command at all; if not, Værn itself does, of its own acts.
    public static func isForPeople(_ kind: CommandKind) -> Bool { !rights(kind).isEmpty }

    /// Whether the person may carry out the command, and on whose behalf if only as deputy.
    public static func allows(
        _ kind: CommandKind, _ deed: any Deed, by person: ID<Person>, in register: Register, on day: Day
    ) -> Grounds? {
        guard register.persons[person]?.isActive(on: day) == true else { return nil }
        let concern = deed.concern(in: register, on: day)
        if let target = annulled(deed), !mayAnnul(target.kind, concern, person, register, day) { return nil }
        if let opinion = opinion(struckBy: deed, in: register), opinion.by != person { return nil }
        if let correction = deed as? CorrectFact {
            // Whoever corrects must also have the right to record what is right.
            guard allows(correction.replacementKind, correction.replacement, by: person, in: register, on: day) != nil
            else { return nil }
        }
        // Of many things all must be one's own to remind of.
        if let remind = deed as? RemindDuties {
            var last: Grounds?
            for concern in remind.concerns(in: register, on: day) {
                guard let grounds = allows(kind, concern, by: person, in: register, on: day) else { return nil }
                last = grounds.behalf == nil ? last ?? grounds : grounds
            }
            return last
        }
        // Of a text only those speak who may read it (policy §7.2).
        if let part = deed as? any ConsultationDeed,
            let accessClass = register.accessClass(ofTextIn: part.consultation, on: day),
            !sees(accessClass, person, in: register, on: day)
        {
            return nil
        }
        return allows(kind, concern, by: person, in: register, on: day)
    }

    /// The same for a command that is not made yet, about what `concern` says: for buttons and forms.
    public static func allows(
        _ kind: CommandKind, _ concern: Concern, by person: ID<Person>, in register: Register, on day: Day
    ) -> Grounds? {
        allows(kind, concern, by: Holder(person, in: register, on: day), in: register, on: day)
    }

    static func allows(
        _ kind: CommandKind, _ concern: Concern, by holder: Holder, in register: Register, on day: Day
    ) -> Grounds? {
        guard holder.isActive else { return nil }
        for (index, (person, roles)) in holder.held.enumerated()
        where holds(kind, concern, person, roles, register, day) {
            return Grounds(behalf: index == 0 ? nil : person)
        }
        return nil
    }

    /// Whose roles a person acts with on a day: one's own first, then those of the persons whose deputy one is.
    struct Holder: Sendable {
        let isActive: Bool
        let held: [(person: ID<Person>, roles: [HeldRole])]

        init(_ person: ID<Person>, in register: Register, on day: Day) {
            isActive = register.persons[person]?.isActive(on: day) == true
            held = ([person] + register.principals(of: person, on: day)).map { ($0, register.roles(of: $0, on: day)) }
        }
    }

    /// What the deed annuls, if it does.
    private static func annulled(_ deed: any Deed) -> Subject? {
        (deed as? AnnulFact)?.target?.subject ?? (deed as? CorrectFact)?.annul.target?.subject
    }

    /// An entry is annulled by those who could have made it: rights by administrators, decisions by those who decide.
    private static func mayAnnul(
        _ kind: SubjectKind, _ concern: Concern, _ person: ID<Person>, _ register: Register, _ day: Day
    ) -> Bool {
        let rights: [(Role, Reach)] =
            switch kind {
            case .organisation, .unit, .person, .body, .token: [(.administrator, .all)]
            case .document, .action, .consultation, .notice, .reminder: [(.security, .all), (.unitHead, .headed)]
            case .dispensation: [(.security, .all), (.unitHead, .headed), (.dpo, .all)]
            case .decision: Access.rights(.makeDecision).filter { $0.0 != .secretary }
            }
        return ([person] + register.principals(of: person, on: day)).contains { holder in
            register.roles(of: holder, on: day).contains { held in
                rights.contains { $0.0 == held.role && reaches($0.1, held, concern, holder, register, day) }
            }
        }
    }

    /// The opinion on a dispensation that a deed annuls: only who gave it takes it back (GDPR Article 38(3)).
    private static func opinion(struckBy deed: any Deed, in register: Register) -> Dispensation.Opinion? {
        guard let annul = (deed as? AnnulFact) ?? (deed as? CorrectFact)?.annul, let target = annul.target,
            target.subject.kind == .dispensation
        else { return nil }
        return register.dispensations[target.subject.id.seen(as: Dispensation.self)]?.opinions.first {
            $0.position == annul.position
        }
    }

    /// Whether the act makes, corrects or annuls a decision.
    static func decides(_ kind: CommandKind, _ deed: any Deed) -> Bool {
        kind == .makeDecision || kind == .confirmDecision || annulled(deed)?.kind == .decision
            || (deed as? CorrectFact)?.replacementKind == .makeDecision
    }

    /// Whether this very act demands a fresh sign-in: annulling or correcting rights and decisions does too.
    public static func demandsFreshSignIn(_ kind: CommandKind, _ deed: any Deed) -> Bool {
        if kind.demandsFreshSignIn { return true }
        if let correction = deed as? CorrectFact, correction.replacementKind.demandsFreshSignIn { return true }
        switch annulled(deed)?.kind {
        case .person, .body, .decision, .token: return true
        case .organisation, .unit, .document, .action, .consultation, .notice, .reminder, .dispensation, nil:
            return false
        }
    }

    /// On which ground a right is held: one's own, or another's whose deputy one is.
    public struct Grounds: Hashable, Sendable {
        public let behalf: ID<Person>?
    }

    /// Whether any right to the command is held, whatever it is about: for menus and buttons that lead to a choice.
    public static func mayEver(_ kind: CommandKind, by person: ID<Person>, in register: Register, on day: Day) -> Bool {
        mayEver(kind, by: Holder(person, in: register, on: day))
    }

    static func mayEver(_ kind: CommandKind, by holder: Holder) -> Bool {
        rights(kind).contains { right in
            holder.held.contains { $0.roles.contains { $0.role == right.0 } }
        }
    }

    private static func holds(
        _ kind: CommandKind, _ concern: Concern, _ person: ID<Person>, _ roles: [HeldRole], _ register: Register,
        _ day: Day
    ) -> Bool {
        rights(kind).contains { role, reach in
            roles.contains { $0.role == role && reaches(reach, $0, concern, person, register, day) }
        }
    }

    private static func reaches(
        _ reach: Reach, _ held: HeldRole, _ concern: Concern, _ person: ID<Person>, _ register: Register, _ day: Day
    ) -> Bool {
        switch reach {
        case .all: true
        case .headed:
            if let unit = concern.unit, let headed = held.unit {
                register.ancestry(of: unit, on: day).contains(headed)
            } else {
                false
            }
        case .unit: concern.unit != nil && register.persons[person]?.engagement(on: day)?.unit == concern.unit
        case .own: concern.person == person
        case .bodies: concern.body != nil
        case .seat:
            concern.body.map { register.bodies[$0]?.sits(person, on: day) == true && $0.role == held.role } ?? false
        }
    }

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
            guard let own = register.persons[person]?.engagement(on: day)?.unit else { return false }
            let above = register.ancestry(of: unit, on: day)
            return own == unit || roles.contains { $0.role == .unitHead && $0.unit.map(above.contains) == true }
        case .circle(let unit):
            return roles.contains { wide.contains($0.role) || $0.role == .unitHead && $0.unit == unit }
        }
    }

    /// Who sees how every unit stands with what it is to read; others see the units that they head.
    private static let rateReaders: [Role] = [.direktion, .bestyrelse, .security, .dpo, .auditor]

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

    /// Whether a person may see who of a unit has yet to read something: only who heads it. No list of names is for
    /// anybody else (policy §9).
    static func seesReaders(of unit: ID<Unit>, _ person: ID<Person>, in register: Register, on day: Day) -> Bool {
        held(by: person, in: register, on: day).contains { held in
            held.role == .unitHead && held.unit.map { register.ancestry(of: unit, on: day).contains($0) } == true
        }
    }

    /// The roles that a person acts with, as deputy too; none without an engagement.
    private static func held(by person: ID<Person>, in register: Register, on day: Day) -> [HeldRole] {
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

    private static let wide: Set<Role> = [.security, .dpo, .direktion]

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
        lines += [
            "", "# Læsning", "",
            "Bevaringshensyn og deres begrundelser: " + holdReaders.map(\.label.da).joined(separator: ", ") + ".",
            "Dokumenter efter klassifikation: se `Access.sees`.",
            "Hvor mange der har læst: " + rateReaders.map(\.label.da).joined(separator: ", ")
                + "; en enhedsleder for sine enheder og for det, de ejer.",
            "Hvem der mangler at læse: enhedslederen, for sine egne enheder.",
            "Mail, der ikke er nået frem: " + deliveryReaders.map(\.label.da).joined(separator: ", ") + ".",
            "Hvem ugens mail er sendt til: " + weeklyMailReaders.map(\.label.da).joined(separator: ", ") + ".",
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}
