// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// What an auditor has opened, by the name that it has today.
extension SeenLine {
    /// The page of what was opened; of what was read with a token, the page that shows the same.
    var route: Route? {
        guard case .get(let resource, let place) = APIRoute(path: path) else { return Route(path: path) }
        return resource.page(place)
    }

    func label(_ context: Context) -> String {
        var label: String
        if case .get(let resource, let place) = APIRoute(path: path) {
            let what = resource.page(place).map { name(of: $0, context) } ?? context.say(resource.summary)
            label = context.say(da: "Med adgangsnøgle: \(what)", en: "With a token: \(what)")
        } else {
            label = Route(path: path).map { name(of: $0, context) } ?? path
        }
        if let format { label += " (\(format))" }
        return label
    }

    private func name(of route: Route, _ context: Context) -> String {
        func named(_ subject: Subject) -> String { context.sight.label(subject, context.language) ?? path }
        func file(_ subject: Subject) -> String {
            context.say(da: "Filen: \(named(subject))", en: "The file: \(named(subject))")
        }
        switch route {
        case .overview: return context.say(OverviewPage.title)
        case .document(let id), .version(let id, _), .export(let id, _, _), .comparison(let id), .manuscript(let id),
            .image(let id, _, _):
            return named(.document(id))
        case .original(let id, _): return file(.document(id))
        case .consultation(let id): return named(.consultation(id))
        case .notice(let id): return named(.notice(id))
        case .task(let id): return named(.action(id))
        case .decision(let id), .decisionPackage(let id): return named(.decision(id))
        case .proposal(let id): return named(.proposal(id))
        case .dispensation(let id): return named(.dispensation(id))
        case .meeting(let id), .minutes(let id, _), .minutesFile(let id, _), .meetingPackage(let id):
            return named(.meeting(id))
        case .requirement(let id): return named(.requirement(id))
        case .evidence(let id): return named(.evidence(id))
        case .evidenceFile(let id): return file(.evidence(id))
        case .nonconformity(let id): return named(.nonconformity(id))
        case .scope(let id): return named(.scope(id))
        case .control(let id): return named(.controlTest(id))
        case .audit(let id): return named(.audit(id))
        case .auditEngagement(let id): return named(.auditEngagement(id))
        case .workingPapers: return context.say(WorkingPapers.title)
        case .evidenceRequest(let id): return named(.evidenceRequest(id))
        case .report(let id): return named(.report(id))
        case .reportFile(let id): return file(.report(id))
        case .course(let id), .lesson(let id, _), .certificate(let id, _), .certificateFile(let id, _),
            .certificateBadge(let id, _):
            return named(.course(id))
        case .initiative(let id): return named(.initiative(id))
        case .suspicion(let id): return named(.suspicion(id))
        case .suspicions: return context.say(SuspicionsPage.title)
        case .competence(let id): return named(.competence(id))
        case .objective(let id): return named(.objective(id))
        case .measure(let id): return named(.measure(id))
        case .asset(let id): return named(.asset(id))
        case .risk(let id), .riskCard(let id), .riskCardFile(let id): return named(.risk(id))
        case .processing(let id): return named(.processing(id))
        case .subjectRequest(let id): return named(.subjectRequest(id))
        case .subjectRequests: return context.say(SubjectRequestsPage.title)
        case .risks: return context.say(RiskPicturePage.title)
        case .appraisals: return context.say(AppraisalPage.title)
        case .appraisal(let id, _): return named(.asset(id))
        case .riskList: return context.say(RiskListPage.title)
        case .riskNumbers: return context.say(RiskNumbersPage.title)
        case .campaign(let id): return named(.campaign(id))
        case .campaignUnit(let id, let unit): return "\(named(.campaign(id))), \(context.name(unit))"
        case .framework(let name):
            return context.sight.frameworks[name].map { context.language($0.label) } ?? name.text
        case .clause(let name, let id): return context.name(ClauseReference(name, id))
        case .frameworkFile(let name, _):
            let label = context.sight.frameworks[name].map { context.language($0.label) } ?? name.text
            return context.say(da: "Filen: \(label)", en: "The file: \(label)")
        case .person(let id), .erasure(let id): return named(.person(id))
        case .unit(let id): return named(.unit(id))
        case .entry(let position), .correction(let position):
            return context.say(da: "Post \(position)", en: "Entry \(position)")
        case .proof(let position):
            return context.say(da: "Beviset for post \(position)", en: "The proof of entry \(position)")
        case .checkpoint: return context.say(da: "Kontrolpunktet", en: "The checkpoint")
        case .command(let kind): return context.say(kind.label)
        case .inbox: return context.say(InboxPage.title)
        case .topics: return context.say(TopicsPage.title)
        case .riskMethod: return context.say(RiskMethodPage.title)
        case .scopes: return context.say(ScopesPage.title)
        case .campaigns: return context.say(CampaignsPage.title)
        case .frameworks: return context.say(FrameworksPage.title)
        case .bodies: return context.say(BodiesPage.title)
        case .search: return context.say(SearchPage.title)
        case .held: return context.say(HeldPage.title)
        case .heldOf(let id):
            return context.say(
                da: "Det har Værn om \(named(.person(id)))", en: "What Værn holds about \(named(.person(id)))")
        case .retention: return context.say(RetentionPage.title)
        case .part: return context.say(PartPage.title)
        case .talks: return context.say(TalksPage.title)
        case .account: return context.say(AccountPage.title)
        case .mail: return context.say(MailPage.title)
        case .delivery: return context.say(DeliveryPage.title)
        case .publication: return context.say(PublicationPage.title)
        case .signInProvider: return context.say(ProviderPage.title)
        case .tasks, .wheel, .documents, .decisions, .proposals, .requirements, .evidenceList, .nonconformities,
            .competences,
            .controls, .courses, .matrix, .reports, .objectives, .measures, .assets, .terms, .dispensations,
            .dependences,
            .meetings,
            .initiatives,
            .processings,
            .threats,
            .persons, .units, .accesses,
            .ledger:
            return ListSheet(route).map { context.say($0.title) } ?? path
        // They show nothing of the organisation.
        case .short, .shortVersion, .keptImage, .signIn, .signOut, .freshSignIn, .firstRun, .house, .language,
            .appearance, .password, .federation, .secondStep, .authenticator, .passkey, .recoveryCodes, .endSession,
            .filters,
            .invitation, .calendar, .unsubscribe, .accessibility,
            .file, .healthz, .readyz:
            return path
        }
    }
}

extension APIRoute.Resource {
    /// The page that shows what it reads; nil where there is none, or where the place is a name and no identity.
    func page(_ place: String?) -> Route? {
        func page<Kind>(_ route: (ID<Kind>) -> Route) -> Route? { place.flatMap { ID<Kind>($0) }.map(route) }
        func entry(_ route: (Int) -> Route) -> Route? { place.flatMap { Int($0) }.map(route) }
        switch self {
        case .documents: return .documents
        case .document, .export: return page(Route.document)
        case .comparison: return page(Route.comparison)
        case .persons: return .persons
        case .person: return page(Route.person)
        case .erasure: return page(Route.erasure)
        case .held: return .held
        case .progress: return .command(.importAssets)
        case .units: return .units
        case .bodies: return .bodies
        case .obligations, .actions: return .tasks
        case .action: return page(Route.task)
        case .decision: return page(Route.decision)
        case .decisionPackage: return page(Route.decisionPackage)
        case .meetingPackage: return page(Route.meetingPackage)
        case .consultation: return page(Route.consultation)
        case .dispensations: return .dispensations
        case .dispensation: return page(Route.dispensation)
        case .proposals: return .proposals
        case .proposal: return page(Route.proposal)
        case .meetings: return .meetings
        case .meeting: return page(Route.meeting)
        case .topics, .topic: return .topics
        case .processings: return .processings
        case .processing: return page(Route.processing)
        case .subjectRequests: return .subjectRequests
        case .subjectRequest: return page(Route.subjectRequest)
        case .risks: return .riskList
        case .risk: return page(Route.risk)
        case .riskMethods: return .riskMethod
        case .riskPortfolio: return .riskNumbers
        case .frameworks: return .frameworks
        case .framework: return place.flatMap { Framework.Name($0) }.map { .framework($0) }
        case .terms: return .terms
        case .threats: return .threats
        case .accesses: return .accesses
        case .requirements: return .requirements
        case .requirement: return page(Route.requirement)
        case .evidenceList: return .evidenceList
        case .evidence: return page(Route.evidence)
        case .nonconformities: return .nonconformities
        case .nonconformity: return page(Route.nonconformity)
        case .scopes: return .scopes
        case .scope: return page(Route.scope)
        case .controlTests, .audits, .auditEngagements, .evidenceRequests: return .controls
        case .controlTest: return page(Route.control)
        case .audit: return page(Route.audit)
        case .auditEngagement: return page(Route.auditEngagement)
        case .evidenceRequest: return page(Route.evidenceRequest)
        case .matrix: return .matrix
        case .reports: return .reports
        case .report: return page(Route.report)
        case .competences: return .competences
        case .competence: return page(Route.competence)
        case .talks: return .talks
        case .courses: return .courses
        case .course: return page(Route.course)
        case .initiatives, .awareness: return .initiatives
        case .initiative: return page(Route.initiative)
        case .suspicions: return .suspicions
        case .suspicion: return page(Route.suspicion)
        case .objectives: return .objectives
        case .objective: return page(Route.objective)
        case .measures: return .measures
        case .measure: return page(Route.measure)
        case .assets: return .assets
        case .asset: return page(Route.asset)
        case .dependences: return .dependences
        case .campaigns: return .campaigns
        case .campaign: return page(Route.campaign)
        case .entries: return .ledger
        case .entry: return entry(Route.entry)
        case .proof: return entry(Route.proof)
        case .checkpoint: return .checkpoint
        case .search: return .search
        }
    }
}
