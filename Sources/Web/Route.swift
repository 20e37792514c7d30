// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML

/// Every address of the product. Links are made from it, and a path is read by it: the two cannot drift apart.
enum Route: Hashable, Sendable, HTML.Addressable {
    // Signed in
    case overview
    /// What a person has been told, and what waits for that person.
    case inbox
    case tasks
    case task(ID<Action>)
    case wheel
    case documents
    case document(ID<Document>)
    case version(ID<Document>, ID<Document.Version>)
    /// The short address of a document, by its number, for letters and other systems; and of a version, by its number.
    case short(Int)
    case shortVersion(Int, VersionNumber)
    /// The file that a version came from, unchanged.
    case original(ID<Document>, ID<Document.Version>)
    /// What is different between two of its versions: `?fra=1.1&til=1.2`.
    case comparison(ID<Document>)
    /// A consultation, with what was said in it: the note that the decision is made from.
    case consultation(ID<Consultation>)
    /// What is being written of a document and is no version yet.
    case manuscript(ID<Document>)
    /// An image of a version, by its number in the text.
    case image(ID<Document>, ID<Document.Version>, Int)
    /// A version as a file to take away.
    case export(ID<Document>, ID<Document.Version>, VersionExport.Format)
    /// An image of a file that is being imported, by the name under which it is kept.
    case keptImage(String, Int)
    /// What direktion and bestyrelse decided.
    case decisions
    case decision(ID<Decision>)
    /// A decision with its papers, for filing.
    case decisionPackage(ID<Decision>)
    /// What is put before direktion and bestyrelse, and one such matter.
    case proposals
    case proposal(ID<Proposal>)
    /// The topics that a topic policy is demanded for.
    case topics
    /// Requirements, and how they are complied with.
    case requirements
    case requirement(ID<Requirement>)
    case evidenceList
    case evidence(ID<Evidence>)
    /// The bytes of a piece of evidence.
    case evidenceFile(ID<Evidence>)
    case nonconformities
    case nonconformity(ID<Nonconformity>)
    /// The statements of applicability.
    case scopes
    case scope(ID<Scope>)
    /// Internal and external control.
    case controls
    case control(ID<ControlTest>)
    case audit(ID<Audit>)
    /// The task of an auditor, what was asked for under it, and its working papers.
    case auditEngagement(ID<AuditEngagement>)
    case workingPapers(ID<AuditEngagement>)
    case evidenceRequest(ID<EvidenceRequest>)
    /// What standards and laws demand; one of them; and one of its clauses.
    case frameworks
    case terms
    case framework(Framework.Name)
    case clause(Framework.Name, ClauseID)
    /// The file that a framework was adopted from, or the catalogue that a profile chooses from.
    case frameworkFile(Framework.Name, isCatalogue: Bool)
    case dispensations
    case dispensation(ID<Dispensation>)
    /// The meetings of direktion and bestyrelse.
    case meetings
    case meeting(ID<Meeting>)
    case minutes(ID<Meeting>, MinutesExtent)
    /// The minutes as PDF.
    case minutesFile(ID<Meeting>, MinutesExtent)
    /// Approved minutes, for filing.
    case meetingPackage(ID<Meeting>)
    /// A version sent to those it concerns, and who has acknowledged it.
    case notice(ID<Notice>)
    case persons
    case person(ID<Person>)
    case units
    case unit(ID<Unit>)
    case bodies
    /// Who may do what: today, on a past day, and between two days: `?fra=2026-01-01&til=2026-03-31`.
    case accesses
    case ledger
    case entry(Int)
    /// The proof of an entry as a C2SP tlog-proof.
    case proof(Int)
    case checkpoint
    case account
    /// Which mail one gets.
    case mail
    /// How mail to everybody fares.
    case delivery
    /// What would be erased for a person.
    case erasure(ID<Person>)
    case correction(Int)
    /// The form of a command, and the address that it is posted to.
    case command(CommandKind)
    case search
    /// What is published, and how.
    case publication
    // Everybody
    case signIn
    case signOut
    case freshSignIn
    case firstRun
    case house
    case language
    /// Light, dark, or as the system says.
    case appearance
    /// Changes one's own password.
    case password
    /// Ends one or all of one's own sessions.
    case endSession
    /// Saves, renames or removes a filter of a list.
    case filters
    /// Hands out a new one-time code for somebody's password.
    case invitation
    /// Due days as iCalendar, for the holder of a secret: one's own, or a unit's.
    case calendar(String, ID<Unit>?)
    /// Turns the weekly mail off for the holder of a secret.
    case unsubscribe(ID<Organisation>, ID<Person>, String)
    case accessibility
    case asset(String)
    case healthz, readyz

    var path: String {
        switch self {
        case .overview: "/"
        case .inbox: "/indbakke"
        case .tasks: "/opgaver"
        case .task(let id): "/opgaver/\(id)"
        case .wheel: "/aarshjul"
        case .documents: "/dokumenter"
        case .document(let id): "/dokumenter/\(id)"
        case .version(let id, let version): "/dokumenter/\(id)/versioner/\(version)"
        case .short(let number): "/d/\(number)"
        case .shortVersion(let number, let version): "/d/\(number)/\(version)"
        case .original(let id, let version): "/dokumenter/\(id)/versioner/\(version)/original"
        case .comparison(let id): "/dokumenter/\(id)/sammenlign"
        case .consultation(let id): "/hoeringer/\(id)"
        case .manuscript(let id): "/dokumenter/\(id)/kladde"
        case .image(let id, let version, let number): "/dokumenter/\(id)/versioner/\(version)/billeder/\(number)"
        case .export(let id, let version, let format):
            "/dokumenter/\(id)/versioner/\(version)/dokument.\(format.rawValue)"
        case .keptImage(let name, let number): "/kladder/\(name)/billeder/\(number)"
        case .decisions: "/beslutninger"
        case .decision(let id): "/beslutninger/\(id)"
        case .decisionPackage(let id): "/beslutninger/\(id)/journalpakke.zip"
        case .proposals: "/indstillinger"
        case .proposal(let id): "/indstillinger/\(id)"
        case .topics: "/emner"
        case .requirements: "/krav"
        case .requirement(let id): "/krav/\(id)"
        case .evidenceList: "/dokumentation"
        case .evidence(let id): "/dokumentation/\(id)"
        case .evidenceFile(let id): "/dokumentation/\(id)/fil"
        case .nonconformities: "/afvigelser"
        case .nonconformity(let id): "/afvigelser/\(id)"
        case .scopes: "/anvendelse"
        case .controls: "/kontrol"
        case .control(let id): "/kontrol/\(id)"
        case .audit(let id): "/revision/\(id)"
        case .auditEngagement(let id): "/revisionsopgaver/\(id)"
        case .workingPapers(let id): "/revisionsopgaver/\(id)/arbejdspapirer.zip"
        case .evidenceRequest(let id): "/bestillinger/\(id)"
        case .scope(let id): "/anvendelse/\(id)"
        case .frameworks: "/rammevaerker"
        case .terms: "/begreber"
        case .framework(let name): "/rammevaerker/\(name)"
        case .clause(let name, let id): "/rammevaerker/\(name)/\(id)"
        case .frameworkFile(let name, let isCatalogue): "/rammevaerksfiler/\(name)\(isCatalogue ? "/katalog" : "")"
        case .dispensations: "/dispensationer"
        case .dispensation(let id): "/dispensationer/\(id)"
        case .meetings: "/moeder"
        case .meeting(let id): "/moeder/\(id)"
        case .minutes(let id, .whole): "/moeder/\(id)/referat"
        case .minutes(let id, .public): "/moeder/\(id)/referat-offentligt"
        case .minutesFile(let id, .whole): "/moeder/\(id)/referat.pdf"
        case .minutesFile(let id, .public): "/moeder/\(id)/referat-offentligt.pdf"
        case .meetingPackage(let id): "/moeder/\(id)/journalpakke.zip"
        case .notice(let id): "/udsendelser/\(id)"
        case .persons: "/personer"
        case .person(let id): "/personer/\(id)"
        case .units: "/enheder"
        case .unit(let id): "/enheder/\(id)"
        case .bodies: "/organer"
        case .accesses: "/adgange"
        case .ledger: "/revisionsspor"
        case .entry(let position): "/revisionsspor/\(position)"
        case .proof(let position): "/revisionsspor/\(position)/bevis"
        case .checkpoint: "/kontrolpunkt"
        case .account: "/konto"
        case .mail: "/konto/mail"
        case .delivery: "/mail"
        case .erasure(let id): "/personer/\(id)/sletning"
        case .correction(let position): "/revisionsspor/\(position)/ret"
        case .command(let kind): "/udfoer/\(kind.rawValue)"
        case .search: "/soeg"
        case .publication: "/offentliggoerelse"
        case .signIn: "/log-ind"
        case .signOut: "/log-ud"
        case .freshSignIn: "/log-ind/igen"
        case .firstRun: "/foerste-gang"
        case .house: "/organisation"
        case .language: "/sprog"
        case .appearance: "/udseende"
        case .password: "/konto/adgangskode"
        case .endSession: "/konto/sessioner"
        case .invitation: "/konto/kode"
        case .filters: "/filtre"
        case .calendar(let secret, let unit): "/kalender/\(secret)" + (unit.map { "/\($0)" } ?? "") + ".ics"
        case .unsubscribe(let organisation, let person, let secret): "/afmeld/\(organisation)/\(person)/\(secret)"
        case .accessibility: "/tilgaengelighed"
        case .asset(let name): "/assets/\(name)"
        case .healthz: "/healthz"
        case .readyz: "/readyz"
        }
    }

    /// Reads a path without its query; nil if there is no such page.
    init?(path: String) {
        let parts = path.utf8.split(separator: 0x2F).map { String(Substring($0)) }
        guard let first = parts.first else {
            self = .overview
            return
        }
        func id<Kind>(_ index: Int = 1, _: Kind.Type = Kind.self) -> ID<Kind>? { ID<Kind>(parts[index]) }
        switch (first, parts.count) {
        case ("indbakke", 1): self = .inbox
        case ("opgaver", 1): self = .tasks
        case ("opgaver", 2): if let id: ID<Action> = id() { self = .task(id) } else { return nil }
        case ("aarshjul", 1): self = .wheel
        case ("dokumenter", 1): self = .documents
        case ("dokumenter", 2): if let id: ID<Document> = id() { self = .document(id) } else { return nil }
        case ("dokumenter", 3) where parts[2] == "sammenlign":
            if let id: ID<Document> = id() { self = .comparison(id) } else { return nil }
        case ("dokumenter", 3) where parts[2] == "kladde":
            if let id: ID<Document> = id() { self = .manuscript(id) } else { return nil }
        case ("dokumenter", 4...5) where parts[2] == "versioner":
            guard let id: ID<Document> = id(), let version: ID<Document.Version> = ID(parts[3]) else { return nil }
            if parts.count == 4 {
                self = .version(id, version)
            } else if parts[4] == "original" {
                self = .original(id, version)
            } else if let format = VersionExport.Format.allCases.first(where: { parts[4] == "dokument.\($0.rawValue)" })
            {
                self = .export(id, version, format)
            } else {
                return nil
            }
        case ("hoeringer", 2): if let id: ID<Consultation> = id() { self = .consultation(id) } else { return nil }
        case ("d", 2...3):
            guard let number = Int(parts[1]), number > 0, String(number) == parts[1] else { return nil }
            if parts.count == 2 {
                self = .short(number)
            } else if let version = VersionNumber(parts[2]) {
                self = .shortVersion(number, version)
            } else {
                return nil
            }
        case ("dokumenter", 6) where parts[2] == "versioner" && parts[4] == "billeder":
            guard let id: ID<Document> = id(), let version: ID<Document.Version> = ID(parts[3]),
                let number = Route.number(parts[5])
            else { return nil }
            self = .image(id, version, number)
        case ("kladder", 4) where parts[2] == "billeder":
            guard parts[1].utf8.count == 64, let number = Route.number(parts[3]) else { return nil }
            self = .keptImage(parts[1], number)
        case ("beslutninger", 2): if let id: ID<Decision> = id() { self = .decision(id) } else { return nil }
        case ("beslutninger", 3) where parts[2] == "journalpakke.zip":
            if let id: ID<Decision> = id() { self = .decisionPackage(id) } else { return nil }
        case ("indstillinger", 1): self = .proposals
        case ("indstillinger", 2): if let id: ID<Proposal> = id() { self = .proposal(id) } else { return nil }
        case ("emner", 1): self = .topics
        case ("krav", 1): self = .requirements
        case ("krav", 2): if let id: ID<Requirement> = id() { self = .requirement(id) } else { return nil }
        case ("dokumentation", 1): self = .evidenceList
        case ("dokumentation", 2): if let id: ID<Evidence> = id() { self = .evidence(id) } else { return nil }
        case ("dokumentation", 3):
            guard parts[2] == "fil", let id: ID<Evidence> = id() else { return nil }
            self = .evidenceFile(id)
        case ("afvigelser", 1): self = .nonconformities
        case ("afvigelser", 2): if let id: ID<Nonconformity> = id() { self = .nonconformity(id) } else { return nil }
        case ("anvendelse", 1): self = .scopes
        case ("kontrol", 1): self = .controls
        case ("kontrol", 2): if let id: ID<ControlTest> = id() { self = .control(id) } else { return nil }
        case ("revision", 2): if let id: ID<Audit> = id() { self = .audit(id) } else { return nil }
        case ("revisionsopgaver", 2...3):
            guard parts.count == 2 || parts[2] == "arbejdspapirer.zip", let id: ID<AuditEngagement> = id() else {
                return nil
            }
            self = parts.count == 2 ? .auditEngagement(id) : .workingPapers(id)
        case ("bestillinger", 2):
            if let id: ID<EvidenceRequest> = id() { self = .evidenceRequest(id) } else { return nil }
        case ("anvendelse", 2): if let id: ID<Scope> = id() { self = .scope(id) } else { return nil }
        case ("rammevaerker", 1): self = .frameworks
        case ("begreber", 1): self = .terms
        case ("rammevaerker", 2...3):
            guard let name = Framework.Name(parts[1]) else { return nil }
            if parts.count == 2 {
                self = .framework(name)
            } else if let id = ClauseID(parts[2]) {
                self = .clause(name, id)
            } else {
                return nil
            }
        case ("rammevaerksfiler", 2...3):
            guard let name = Framework.Name(parts[1]), parts.count == 2 || parts[2] == "katalog" else { return nil }
            self = .frameworkFile(name, isCatalogue: parts.count == 3)
        case ("dispensationer", 1): self = .dispensations
        case ("dispensationer", 2): if let id: ID<Dispensation> = id() { self = .dispensation(id) } else { return nil }
        case ("moeder", 1): self = .meetings
        case ("moeder", 2): if let id: ID<Meeting> = id() { self = .meeting(id) } else { return nil }
        case ("moeder", 3):
            guard let id: ID<Meeting> = id() else { return nil }
            switch parts[2] {
            case "journalpakke.zip": self = .meetingPackage(id)
            case "referat": self = .minutes(id, .whole)
            case "referat-offentligt": self = .minutes(id, .public)
            case "referat.pdf": self = .minutesFile(id, .whole)
            case "referat-offentligt.pdf": self = .minutesFile(id, .public)
            case _: return nil
            }
        case ("udsendelser", 2): if let id: ID<Notice> = id() { self = .notice(id) } else { return nil }
        case ("personer", 1): self = .persons
        case ("personer", 2): if let id: ID<Person> = id() { self = .person(id) } else { return nil }
        case ("personer", 3) where parts[2] == "sletning":
            if let id: ID<Person> = id() { self = .erasure(id) } else { return nil }
        case ("enheder", 1): self = .units
        case ("enheder", 2): if let id: ID<Unit> = id() { self = .unit(id) } else { return nil }
        case ("organer", 1): self = .bodies
        case ("beslutninger", 1): self = .decisions
        case ("adgange", 1): self = .accesses
        case ("revisionsspor", 1): self = .ledger
        case ("revisionsspor", 2...3):
            guard let position = Int(parts[1]), position >= 0, String(position) == parts[1] else { return nil }
            if parts.count == 2 {
                self = .entry(position)
            } else if parts[2] == "bevis" {
                self = .proof(position)
            } else if parts[2] == "ret" {
                self = .correction(position)
            } else {
                return nil
            }
        case ("kontrolpunkt", 1): self = .checkpoint
        case ("konto", 1): self = .account
        case ("konto", 2) where parts[1] == "mail": self = .mail
        case ("mail", 1): self = .delivery
        case ("udfoer", 2): if let kind = CommandKind(rawValue: parts[1]) { self = .command(kind) } else { return nil }
        case ("soeg", 1): self = .search
        case ("offentliggoerelse", 1): self = .publication
        case ("log-ind", 1): self = .signIn
        case ("log-ind", 2) where parts[1] == "igen": self = .freshSignIn
        case ("log-ud", 1): self = .signOut
        case ("foerste-gang", 1): self = .firstRun
        case ("organisation", 1): self = .house
        case ("sprog", 1): self = .language
        case ("udseende", 1): self = .appearance
        case ("filtre", 1): self = .filters
        case ("konto", 2) where parts[1] == "adgangskode": self = .password
        case ("konto", 2) where parts[1] == "sessioner": self = .endSession
        case ("konto", 2) where parts[1] == "kode": self = .invitation
        case ("kalender", 2...3) where parts.last?.hasSuffix(".ics") == true:
            let last = String(parts[parts.count - 1].dropLast(4))
            if parts.count == 2 {
                self = .calendar(last, nil)
            } else if let unit: ID<Unit> = ID(last) {
                self = .calendar(parts[1], unit)
            } else {
                return nil
            }
        case ("afmeld", 4):
            guard let organisation: ID<Organisation> = id(), let person: ID<Person> = id(2) else { return nil }
            self = .unsubscribe(organisation, person, parts[3])
        case ("tilgaengelighed", 1): self = .accessibility
        case ("assets", 2): self = .asset(parts[1])
        case ("healthz", 1): self = .healthz
        case ("readyz", 1): self = .readyz
        case (_, _): return nil
        }
    }

    /// A number without sign and needless zeros.
    private static func number(_ text: String) -> Int? {
        Int(text).flatMap { $0 >= 0 && String($0) == text ? $0 : nil }
    }
}
