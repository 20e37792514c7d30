// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What is known of people, by the kinds that a person would name. It is the one table of purposes and periods (GDPR Articles
/// 5(1)(b) and (e), 15 and 30): the page of what is held about somebody, the retention runs and the two documents are made
/// from it, and every kind of fact belongs to one of its rows (`FactKind.dataKind`).
public enum DataKind: String, CaseIterable, Sendable {
    case name, engagement, leave, otherSystems = "other_systems", files, account, rights, learning, talks, reading, mail
    case tasks, governance, consultations, documents, compliance, control, privacy
    case suspicions
    case requests

    public var label: Phrase {
        switch self {
        case .name: Phrase(da: "Navn og e-mail", en: "Name and e-mail")
        case .engagement: Phrase(da: "Ansættelser og enhed", en: "Engagements and unit")
        case .leave: Phrase(da: "Orlov", en: "Leave")
        case .otherSystems: Phrase(da: "Navne i andre systemer", en: "Names in other systems")
        case .files: Phrase(da: "Indlæste personfiler", en: "Files of people taken in")
        case .account: Phrase(da: "Konto, login og adgangsnøgler", en: "Account, sign-in and tokens")
        case .rights: Phrase(da: "Roller, pladser og stedfortrædere", en: "Roles, seats and deputies")
        case .learning: Phrase(da: "E-læring, kompetencer og beviser", en: "E-learning, competences and certificates")
        case .talks: Phrase(da: "Medarbejdersamtaler", en: "Employee talks")
        case .reading: Phrase(da: "Læst og kvitteret", en: "Read and acknowledged")
        case .mail: Phrase(da: "Påmindelser og mail", en: "Reminders and mail")
        case .tasks: Phrase(da: "Opgaver", en: "Tasks")
        case .governance: Phrase(da: "Beslutninger, møder og godkendelser", en: "Decisions, meetings and approvals")
        case .consultations: Phrase(da: "Kommentarer i høringer", en: "Comments in consultations")
        case .documents: Phrase(da: "Arbejde med styringsdokumenter", en: "Work on governing documents")
        case .compliance: Phrase(da: "Arbejde med krav og foranstaltninger", en: "Work on requirements and measures")
        case .control: Phrase(da: "Kontrol og revision", en: "Control and audit")
        case .privacy: Phrase(da: "Sletning og bevaringshensyn", en: "Erasure and legal holds")
        case .suspicions: Phrase(da: "Anmeldte mails", en: "Reported mails")
        case .requests: Phrase(da: "Henvendelser fra registrerede", en: "Requests of data subjects")
        }
    }

    /// What it is for (GDPR Article 5(1)(b)).
    public var purpose: Phrase {
        switch self {
        case .name:
            Phrase(
                da: "At andre kan se, hvem der har ansvar, og hvem der har gjort hvad, og at Værn kan skrive til dem.",
                en: "That others can see who answers for what and who did what, and that Værn can write to them.")
        case .engagement:
            Phrase(
                da:
                    "At ansvar, kurser og læsning følger den enhed, man er i, og de dage, man er der (politikken afsnit 6 og 9).",
                en:
                    "That responsibility, courses and reading follow one's unit and one's days there (policy §§6 and 9)."
            )
        case .leave:
            Phrase(
                da: "At frister for kurser udsættes, mens man er væk. Årsagen registreres aldrig.",
                en: "That the due days of courses are put off while somebody is away. The reason is never recorded.")
        case .otherSystems:
            Phrase(
                da: "At samme person ikke oprettes to gange, når personer hentes fra et andet system.",
                en: "That nobody is added twice when people are taken in from another system.")
        case .files:
            Phrase(
                da: "At det kan vises, hvad en indlæsning af personer byggede på.",
                en: "That it can be shown what people who were taken in came from.")
        case .account:
            Phrase(
                da: "At ingen kan logge ind som en anden, og at det kan ses, hvordan det skete.",
                en: "That nobody can sign in as somebody else, and that it can be seen how it happened.")
        case .rights:
            Phrase(
                da: "At det kan ses og gennemgås, hvem der må hvad, og på hvilken dag (politikken afsnit 6).",
                en: "That it can be seen and reviewed who may do what on which day (policy §6).")
        case .learning:
            Phrase(
                da:
                    "At kunne dokumentere, at alle har gennemført den e-læring og har de kompetencer, som politikken afsnit 9 kræver.",
                en:
                    "To document that everybody has completed the e-learning, and has the competences, that policy §9 demands."
            )
        case .talks:
            Phrase(
                da:
                    "At behovet for uddannelse findes mindst en gang om året (politikken afsnit 9). Det registreres kun, at samtalen er holdt, og hvilke kompetencer der er brug for.",
                en:
                    "That the need of training is found at least once a year (policy §9). Only that the talk was held is recorded, "
                    + "and which competences are needed.")
        case .reading:
            Phrase(
                da:
                    "At kunne dokumentere, at de dokumenter, der gælder, er nået frem til dem, de gælder for (politikken afsnit 7.2 og 11).",
                en:
                    "To document that the documents in force have reached those whom they concern (policy §§7.2 and 11)."
            )
        case .mail:
            Phrase(
                da: "At hver får besked om det, der venter, og at det kan ses, at det skete.",
                en: "That everybody is told what waits, and that it can be seen that it happened.")
        case .tasks:
            Phrase(
                da: "At det, der er aftalt, har en ansvarlig og en frist, og at det bliver fulgt op.",
                en: "That what was agreed has somebody responsible and a due day, and is followed up.")
        case .governance:
            Phrase(
                da:
                    "At kunne dokumentere, hvem der besluttede hvad, på hvilket grundlag og hvornår (politikken afsnit 3.4, 4, 6 og 7).",
                en: "To document who decided what, on which basis and when (policy §§3.4, 4, 6 and 7).")
        case .consultations:
            Phrase(
                da:
                    "At de, et dokument vedrører, bliver hørt, før det besluttes, og får svar (politikken afsnit 7.1 og 10).",
                en:
                    "That those whom a document concerns are heard before it is decided, and answered (policy §§7.1 and 10)."
            )
        case .documents:
            Phrase(
                da:
                    "At det kan ses, hvem der har skrevet, ændret og verificeret et styringsdokument (politikken afsnit 7 og 12).",
                en: "That it can be seen who wrote, changed and verified a governing document (policy §§7 and 12).")
        case .compliance:
            Phrase(
                da:
                    "At kunne dokumentere, om kravene følges, hvem der vurderede det, og hvad der gøres ved det, der mangler.",
                en:
                    "To document whether requirements are followed, who assessed it, and what is done about what is wanting."
            )
        case .control:
            Phrase(
                da: "At intern og ekstern kontrol kan udføres og efterprøves (politikken afsnit 7.3).",
                en: "That internal and external control can be carried out and checked (policy §7.3).")
        case .privacy:
            Phrase(
                da:
                    "At det kan dokumenteres, hvad der er slettet, og hvad der skal bevares, og hvem der besluttede det.",
                en: "To document what was erased, what must be kept, and who decided it.")
        case .suspicions:
            Phrase(
                da:
                    "At en mistænkelig mail kan blive undersøgt, og den, der anmeldte den, kan få svar (politikken afsnit 9).",
                en: "That a suspicious mail can be looked into and the one who reported it answered (policy §9).")
        case .requests:
            Phrase(
                da:
                    "At den, der beder om en rettighed, får svar til tiden, og at det kan vises (GDPR artikel 12 til 22).",
                en: "That who asks for a right is answered in time, and that it can be shown (GDPR Articles 12 to 22).")
        }
    }

    /// On which legal ground. A proposal that the organisation confirms in its own record: which letter of Article 6(1) it
    /// is depends on whether the organisation is a public authority.
    public var ground: Phrase {
        switch self {
        case .name, .engagement, .leave, .otherSystems, .files, .talks:
            Phrase(
                da: "GDPR artikel 6, stk. 1, litra e eller f, og databeskyttelseslovens § 12 (ansættelsesforhold).",
                en: "GDPR Article 6(1)(e) or (f), and section 12 of the Danish Data Protection Act (employment).")
        case .account, .rights:
            Phrase(
                da: "GDPR artikel 6, stk. 1, litra c, jf. artikel 32 (adgangsstyring).",
                en: "GDPR Article 6(1)(c), cf. Article 32 (access control).")
        case .learning, .reading, .mail, .tasks, .consultations, .documents, .suspicions:
            Phrase(
                da:
                    "GDPR artikel 6, stk. 1, litra e eller f (ledelsens opgave efter organisationens informationssikkerhedspolitik).",
                en:
                    "GDPR Article 6(1)(e) or (f) (the management's task under the organisation's information security policy)."
            )
        case .governance, .compliance, .control, .privacy, .requests:
            Phrase(
                da: "GDPR artikel 6, stk. 1, litra c, jf. artikel 5, stk. 2, og artikel 24 (ansvarlighed).",
                en: "GDPR Article 6(1)(c), cf. Articles 5(2) and 24 (accountability).")
        }
    }

    /// Where it comes from.
    public var source: Phrase {
        switch self {
        case .name, .engagement, .otherSystems, .files:
            Phrase(
                da: "Organisationens personaleoplysninger, indtastet eller indlæst af en administrator.",
                en: "The organisation's personnel data, entered or taken in by an administrator.")
        case .leave:
            Phrase(da: "Enhedslederen eller en administrator.", en: "The head of unit or an administrator.")
        case .account:
            Phrase(
                da: "En administrator, personen selv og det, Værn så ved login.",
                en: "An administrator, the person, and what Værn saw at the sign-in.")
        case .rights, .privacy:
            Phrase(
                da: "De, der må registrere det: en administrator, enhedslederen eller DPO'en.",
                en: "Those who may record it: an administrator, the head of unit or the DPO.")
        case .suspicions:
            Phrase(
                da: "Personen selv og informationssikkerhedsteamet.",
                en: "The person and the information security team.")
        case .requests:
            Phrase(
                da: "Den, der har henvendt sig, og de, der behandler det.", en: "Who asked, and those who handle it.")
        case .learning:
            Phrase(
                da: "Personen selv, enhedslederen og informationssikkerhedsteamet.",
                en: "The person, the head of unit and the information security team.")
        case .talks: Phrase(da: "Den leder, der holder samtalen.", en: "The head who holds the talk.")
        case .reading, .consultations: Phrase(da: "Personen selv.", en: "The person.")
        case .mail: Phrase(da: "Værn og de, der sender påmindelser.", en: "Værn, and those who send reminders.")
        case .tasks, .governance, .documents, .compliance, .control:
            Phrase(da: "Personen selv og kollegerne.", en: "The person and colleagues.")
        }
    }

    /// Who sees it in the organisation.
    public var readers: Phrase {
        switch self {
        case .name, .engagement, .tasks, .mail:
            Phrase(
                da: "Alle, der er logget ind, undtagen det, der hører til noget, de ikke har adgang til.",
                en: "Everybody who is signed in, except what belongs to something they have no access to.")
        case .leave:
            Phrase(
                da: "Personen selv, enhedslederen, administratorerne og informationssikkerhedsteamet.",
                en: "The person, the head of unit, the administrators and the information security team.")
        case .otherSystems, .files:
            Phrase(
                da:
                    "Administratorerne, informationssikkerhedsteamet, DPO'en og revisor; personen selv sine egne navne.",
                en:
                    "The administrators, the information security team, the DPO and the auditor; the person's own names the person too."
            )
        case .account:
            Phrase(
                da:
                    "Personen selv, administratorerne, informationssikkerhedsteamet, DPO'en og revisor. Alle ser, at der er en konto.",
                en:
                    "The person, the administrators, the information security team, the DPO and the auditor. Everybody sees that "
                    + "there is an account.")
        case .rights:
            Phrase(
                da:
                    "Personen selv, enhedslederen, direktion og bestyrelse, informationssikkerhedsteamet, DPO'en, revisor og administratorerne.",
                en:
                    "The person, the head of unit, direktion and bestyrelse, the information security team, the DPO, the auditor "
                    + "and the administrators.")
        case .learning:
            Phrase(
                da: "Personen selv, enhedslederen, informationssikkerhedsteamet og revisor. Andre ser tal uden navne.",
                en:
                    "The person, the head of unit, the information security team and the auditor. Others see numbers without names."
            )
        case .talks:
            Phrase(
                da: "Personen selv og den leder, der holder samtalen. Andre ser tal uden navne.",
                en: "The person and the head who holds the talk. Others see numbers without names.")
        case .reading:
            Phrase(
                da:
                    "Personen selv, og enhedslederen, om der mangler at blive læst. Andre ser tal uden navne; kvitteringen står i revisionssporet.",
                en:
                    "The person, and the head of unit whether something is still to be read. Others see numbers without names; the "
                    + "receipt stands in the audit trail.")
        case .governance, .consultations, .documents, .compliance, .control:
            Phrase(
                da: "De, der har adgang til det, det handler om.", en: "Those who have access to what it is about.")
        case .suspicions:
            Phrase(
                da: "Personen selv og informationssikkerhedsteamet. Andre ser tal uden navne.",
                en: "The person and the information security team. Others see numbers without names.")
        case .requests:
            Phrase(
                da:
                    "Den, der behandler henvendelsen, DPO'en og informationssikkerhedsteamet. Andre ser tal uden navne.",
                en:
                    "Who handles the request, the DPO and the information security team. Others see numbers without names."
            )
        case .privacy:
            Phrase(
                da: "Direktionen, informationssikkerhedsteamet, DPO'en og revisor. At noget er slettet, kan alle se, "
                    + "undtagen en anmeldt mail og en henvendelse: det ser den, der registrerede den, og "
                    + "informationssikkerhedsteamet.",
                en: "The direktion, the information security team, the DPO and the auditor. That something is erased "
                    + "everybody can see, except a reported mail and a request: who recorded it and the information "
                    + "security team."
            )
        }
    }

    /// Who receives it outside the organisation (GDPR Article 15(1)(c)).
    public var recipients: Phrase {
        switch self {
        case .mail:
            Phrase(
                da: "Den mailserver, organisationen har valgt.", en: "The mail relay that the organisation has chosen.")
        case .learning:
            Phrase(
                da: "Den, som indehaveren giver et kursusbevis til; ekstern revision, mens den er i gang.",
                en: "Whoever the holder gives a certificate to; external auditors while they work.")
        case .governance:
            Phrase(
                da:
                    "Organisationens journalsystem og ekstern revision. Det, der klassificeres Offentlig, kan alle læse.",
                en:
                    "The organisation's filing system and external auditors. What is classified Public everybody may read."
            )
        case .documents:
            Phrase(
                da: "Ekstern revision. Det, der klassificeres Offentlig, kan alle læse.",
                en: "External auditors. What is classified Public everybody may read.")
        case .name, .engagement, .rights, .reading, .tasks, .consultations, .compliance, .control:
            Phrase(da: "Ekstern revision, mens den er i gang.", en: "External auditors while they work.")
        case .leave, .otherSystems, .files, .account, .privacy, .suspicions, .talks, .requests:
            Phrase(da: "Ingen.", en: "Nobody.")
        }
    }
}

extension DataKind {
    /// What decides the periods: a name is needed for as long as what its holder took part in is asked about; a way of signing
    /// in is needed by nobody who has left; what explains an act is needed for as long as the act is gone through.
    public var period: KeepingPeriod {
        switch self {
        case .name, .engagement: .afterEngagement(years: 10)
        case .account, .otherSystems: .afterEngagement(years: 1)
        case .files: .afterRecord(years: 2)
        // Two years of attacks are looked back at; who was taken in by one is asked by nobody after that.
        case .suspicions: .afterRecord(years: 2)
        // A complaint can come, and a fine is barred after five years (databeskyttelseslovens § 41, stk. 7).
        case .requests: .afterRecord(years: 5)
        case .leave, .rights, .learning, .talks, .reading, .mail, .tasks, .governance, .consultations, .documents,
            .compliance, .control, .privacy:
            .afterEngagement(years: 5)
        }
    }

    /// The kinds of facts in it.
    public var kinds: [FactKind] { FactKind.allCases.filter { $0.dataKind == self } }

    /// Whether anything in it goes by itself: a text that is somebody's and no record of governance.
    public var hasErasable: Bool { kinds.contains { $0.fields.contains(where: \.isErasable) } }

    /// Whether anything in it stays, because the organisation must be able to prove it.
    public var hasRecords: Bool {
        kinds.contains { $0.fields.contains { $0.isPersonal && $0.retention == .record } }
    }

    /// The same in a few words, for a table.
    public var briefly: Phrase {
        guard hasErasable else { return Phrase(da: "følger navnet", en: "as the name") }
        return switch period {
        case .afterEngagement(let years):
            Phrase(
                da: "\(years) år efter fratrædelse",
                en: "\(years == 1 ? "1 year" : "\(years) years") after leaving")
        case .afterRecord(let years):
            Phrase(da: "\(years) år", en: years == 1 ? "1 year" : "\(years) years")
        }
    }

    /// What becomes of it, in words.
    public var keeping: Phrase {
        var (da, en): ([String], [String]) = ([], [])
        if hasErasable {
            da.append("Slettes \(period.label.da).")
            en.append("Erased \(period.label.en).")
        } else {
            da.append("Posterne har ingen tekst og siger ikke, hvem de handler om, når navnet er slettet.")
            en.append("The entries hold no text and do not say whom they are about once the name is erased.")
        }
        if hasRecords {
            da.append("Det, organisationen skal kunne dokumentere, bevares uden navn.")
            en.append("What the organisation must be able to prove is kept without the name.")
        }
        return Phrase(da: da.joined(separator: " "), en: en.joined(separator: " "))
    }
}

extension WireField {
    /// Whether it is somebody's personal data.
    var isPersonal: Bool {
        switch content {
        case .record, .vaulted: false
        case .personal, .special: true
        }
    }

    /// Whether it goes when its period has ended, or when the person asks for it.
    public var isErasable: Bool {
        switch retention {
        case .record: false
        case .person: isPersonal
        }
    }
}
