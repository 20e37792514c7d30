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
    /// How risks are judged, and what of them is accepted.
    case riskMethod
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
    /// What answers for each clause of a law or framework.
    case matrix
    /// What direktion and bestyrelse were told; and one report as it was printed.
    case reports
    case report(ID<Report>)
    case reportFile(ID<Report>)
    /// E-learning: the courses, one of them, one page of it as it is read, and the certificate at its end.
    case courses
    case course(ID<Course>)
    case lesson(ID<Course>, Int)
    case certificate(ID<Course>, ID<Course.Certificate>)
    case certificateFile(ID<Course>, ID<Course.Certificate>)
    /// The same as an Open Badge, for its holder.
    case certificateBadge(ID<Course>, ID<Course.Certificate>)
    /// What is done to make people aware; and the suspicious mails that were reported.
    case initiatives
    case initiative(ID<Initiative>)
    case suspicions
    case suspicion(ID<Suspicion>)
    /// The competences that tasks demand, one of them, and the yearly talks in which the need is found.
    case competences
    case competence(ID<Competence>)
    case talks
    case objectives
    case objective(ID<Objective>)
    /// Requirements asked of many units, and what one of them is asked.
    case measures
    case measure(ID<Measure>)
    case assets
    case asset(ID<Domain.Asset>)
    /// The record of processing activities, and one of them.
    case processings
    case processing(ID<Processing>)
    /// What data subjects ask for, and one request.
    case subjectRequests
    case subjectRequest(ID<SubjectRequest>)
    /// What can happen, how it is judged, and what is done about it.
    case risks
    case riskList
    case risk(ID<Risk>)
    /// One risk on one sheet, in plain words.
    case riskCard(ID<Risk>)
    /// The same as a file to print.
    case riskCardFile(ID<Risk>)
    /// What risks cost in a year, of those that have intervals.
    case riskNumbers
    /// Risks judged in plain words: what can be, and one step about an asset.
    case appraisals
    case appraisal(ID<Domain.Asset>, Int)
    case dependences
    case campaigns
    case campaign(ID<Campaign>)
    case campaignUnit(ID<Campaign>, ID<Unit>)
    /// The task of an auditor, what was asked for under it, and its working papers.
    case auditEngagement(ID<AuditEngagement>)
    case workingPapers(ID<AuditEngagement>)
    case evidenceRequest(ID<EvidenceRequest>)
    /// What standards and laws demand; one of them; and one of its clauses.
    case frameworks
    case terms
    /// What could happen, as Værn lists it.
    case threats
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
    /// What is held about oneself, and about another; and what goes when its period has ended.
    case held
    case heldOf(ID<Person>)
    case retention
    /// What the documents in force ask of oneself.
    case part
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
    /// To the organisation's own sign-in system and back; how it is set up.
    case federation(FederationStep)
    case signInProvider
    /// The second step of a sign-in, after the password.
    case secondStep
    /// Adds an authenticator app; adds a passkey; makes new recovery codes.
    case authenticator
    case passkey
    case recoveryCodes
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
    case file(String)
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
        case .riskMethod: "/risici/metode"
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
        case .matrix: "/efterlevelse"
        case .reports: "/rapporter"
        case .report(let id): "/rapporter/\(id)"
        case .reportFile(let id): "/rapporter/\(id)/rapport.pdf"
        case .courses: "/kurser"
        case .course(let id): "/kurser/\(id)"
        case .lesson(let id, let number): "/kurser/\(id)/side/\(number)"
        case .certificate(let course, let id): "/kurser/\(course)/bevis/\(id)"
        case .certificateFile(let course, let id): "/kurser/\(course)/bevis/\(id)/kursusbevis.pdf"
        case .certificateBadge(let course, let id): "/kurser/\(course)/bevis/\(id)/kursusbevis.jwt"
        case .initiatives: "/indsatser"
        case .initiative(let id): "/indsatser/\(id)"
        case .suspicions: "/anmeldelser"
        case .suspicion(let id): "/anmeldelser/\(id)"
        case .competences: "/kompetencer"
        case .competence(let id): "/kompetencer/\(id)"
        case .talks: "/medarbejdersamtaler"
        case .objectives: "/maal"
        case .objective(let id): "/maal/\(id)"
        case .measures: "/foranstaltninger"
        case .measure(let id): "/foranstaltninger/\(id)"
        case .assets: "/aktiver"
        case .asset(let id): "/aktiver/\(id)"
        case .processings: "/behandlinger"
        case .processing(let id): "/behandlinger/\(id)"
        case .subjectRequests: "/henvendelser"
        case .subjectRequest(let id): "/henvendelser/\(id)"
        case .risks: "/risici"
        case .riskList: "/risici/liste"
        case .risk(let id): "/risici/\(id)"
        case .riskCard(let id): "/risici/\(id)/kort"
        case .riskCardFile(let id): "/risici/\(id)/kort.pdf"
        case .riskNumbers: "/risici/tal"
        case .appraisals: "/vurdering"
        case .appraisal(let id, let step): "/vurdering/\(id)/\(step)"
        case .dependences: "/afhaengigheder"
        case .campaigns: "/kampagner"
        case .campaign(let id): "/kampagner/\(id)"
        case .campaignUnit(let id, let unit): "/kampagner/\(id)/\(unit)"
        case .frameworks: "/rammevaerker"
        case .terms: "/begreber"
        case .threats: "/trusler"
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
        case .held: "/mine-oplysninger"
        case .heldOf(let id): "/personer/\(id)/oplysninger"
        case .retention: "/opbevaring"
        case .part: "/mit-ansvar"
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
        case .federation(let step): step.path
        case .signInProvider: "/login-system"
        case .secondStep: "/log-ind/trin"
        case .authenticator: "/konto/godkendelsesapp"
        case .passkey: "/konto/passkey"
        case .recoveryCodes: "/konto/gendannelseskoder"
        case .endSession: "/konto/sessioner"
        case .invitation: "/konto/kode"
        case .filters: "/filtre"
        case .calendar(let secret, let unit): "/kalender/\(secret)" + (unit.map { "/\($0)" } ?? "") + ".ics"
        case .unsubscribe(let organisation, let person, let secret): "/afmeld/\(organisation)/\(person)/\(secret)"
        case .accessibility: "/tilgaengelighed"
        case .file(let name): "/assets/\(name)"
        case .healthz: "/healthz"
        case .readyz: "/readyz"
        }
    }
}
