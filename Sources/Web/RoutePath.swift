// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML

extension Route {
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
        case ("risici", 2) where parts[1] == "metode": self = .riskMethod
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
        case ("efterlevelse", 1): self = .matrix
        case ("rapporter", 1): self = .reports
        case ("rapporter", 2): if let id: ID<Report> = id() { self = .report(id) } else { return nil }
        case ("rapporter", 3):
            guard parts[2] == "rapport.pdf", let id: ID<Report> = id() else { return nil }
            self = .reportFile(id)
        case ("kurser", 1): self = .courses
        case ("kurser", 2): if let id: ID<Course> = id() { self = .course(id) } else { return nil }
        case ("kurser", 5):
            guard parts[2] == "bevis", let course: ID<Course> = id(),
                let certificate: ID<Course.Certificate> = ID(parts[3])
            else { return nil }
            switch parts[4] {
            case "kursusbevis.pdf": self = .certificateFile(course, certificate)
            case "kursusbevis.jwt": self = .certificateBadge(course, certificate)
            case _: return nil
            }
        case ("kurser", 4):
            guard let course: ID<Course> = id() else { return nil }
            if parts[2] == "side", let number = Self.number(parts[3]) {
                self = .lesson(course, number)
            } else if parts[2] == "bevis", let certificate: ID<Course.Certificate> = ID(parts[3]) {
                self = .certificate(course, certificate)
            } else {
                return nil
            }
        case ("indsatser", 1): self = .initiatives
        case ("indsatser", 2): if let id: ID<Initiative> = id() { self = .initiative(id) } else { return nil }
        case ("anmeldelser", 1): self = .suspicions
        case ("anmeldelser", 2): if let id: ID<Suspicion> = id() { self = .suspicion(id) } else { return nil }
        case ("kompetencer", 1): self = .competences
        case ("kompetencer", 2): if let id: ID<Competence> = id() { self = .competence(id) } else { return nil }
        case ("medarbejdersamtaler", 1): self = .talks
        case ("maal", 1): self = .objectives
        case ("maal", 2): if let id: ID<Objective> = id() { self = .objective(id) } else { return nil }
        case ("foranstaltninger", 1): self = .measures
        case ("foranstaltninger", 2): if let id: ID<Measure> = id() { self = .measure(id) } else { return nil }
        // »loesninger« is what it was called while there were no other assets; links that people keep go on.
        case ("aktiver", 1), ("loesninger", 1): self = .assets
        case ("aktiver", 2), ("loesninger", 2):
            if let id: ID<Domain.Asset> = id() { self = .asset(id) } else { return nil }
        case ("henvendelser", 1): self = .subjectRequests
        case ("henvendelser", 2):
            if let id: ID<SubjectRequest> = id() { self = .subjectRequest(id) } else { return nil }
        case ("behandlinger", 1): self = .processings
        case ("behandlinger", 2): if let id: ID<Processing> = id() { self = .processing(id) } else { return nil }
        case ("risici", 1): self = .risks
        case ("risici", 2) where parts[1] == "liste": self = .riskList
        case ("risici", 2) where parts[1] == "tal": self = .riskNumbers
        case ("risici", 2): if let id: ID<Risk> = id() { self = .risk(id) } else { return nil }
        case ("risici", 3) where parts[2] == "kort":
            if let id: ID<Risk> = id() { self = .riskCard(id) } else { return nil }
        case ("risici", 3) where parts[2] == "kort.pdf":
            if let id: ID<Risk> = id() { self = .riskCardFile(id) } else { return nil }
        case ("vurdering", 1): self = .appraisals
        case ("vurdering", 3):
            guard let id: ID<Domain.Asset> = id(), let step = Self.number(parts[2]) else { return nil }
            self = .appraisal(id, step)
        case ("afhaengigheder", 1): self = .dependences
        case ("kampagner", 1): self = .campaigns
        case ("kampagner", 2): if let id: ID<Campaign> = id() { self = .campaign(id) } else { return nil }
        case ("kampagner", 3):
            guard let campaign: ID<Campaign> = id(), let unit: ID<Unit> = id(2) else { return nil }
            self = .campaignUnit(campaign, unit)
        case ("rammevaerker", 1): self = .frameworks
        case ("begreber", 1): self = .terms
        case ("trusler", 1): self = .threats
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
        case ("personer", 3) where parts[2] == "oplysninger":
            if let id: ID<Person> = id() { self = .heldOf(id) } else { return nil }
        case ("mine-oplysninger", 1): self = .held
        case ("opbevaring", 1): self = .retention
        case ("mit-ansvar", 1): self = .part
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
        case ("log-ind", 2) where parts[1] == "trin": self = .secondStep
        case ("log-ind", 2...4) where parts[1] == "organisation":
            guard let step = FederationStep(parts[2...]) else { return nil }
            self = .federation(step)
        case ("login-system", 1): self = .signInProvider
        case ("konto", 2) where parts[1] == "godkendelsesapp": self = .authenticator
        case ("konto", 2) where parts[1] == "passkey": self = .passkey
        case ("konto", 2) where parts[1] == "gendannelseskoder": self = .recoveryCodes
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
        case ("assets", 2): self = .file(parts[1])
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
