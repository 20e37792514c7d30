// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

extension Site {
    /// Shows what an address names. Nothing is recorded here, whatever is asked.
    func get(_ route: Route, _ visit: inout Visit) async throws -> Answer {
        if let file = try await sheet(route, &visit) { return file }
        if let file = try await complianceFile(route, &visit) { return file }
        switch route {
        case .overview: return try await page(&visit) { try await Making.page(OverviewPage.content, $0) }
        case .inbox: return try await inbox(&visit)
        case .tasks: return try await list(.tasks, &visit) { try await Making.page(TasksPage.content, $0) }
        case .task(let id): return try await page(&visit) { try await Making.page(TaskPage.content, id, $0) }
        case .wheel: return try await page(&visit) { try await Making.page(WheelPage.content, $0) }
        case .documents: return try await list(.documents, &visit) { try await Making.page(DocumentsPage.content, $0) }
        case .document(let id):
            return try await reading(id, nil, &visit)
        case .version(let id, let version):
            return try await reading(id, version, &visit)
        case .short(let number): return try await short(number, nil, visit)
        case .shortVersion(let number, let version): return try await short(number, version, visit)
        case .original(let id, let version): return try await original(id, version, &visit)
        case .comparison(let id):
            return try await page(&visit) { try await Making.page(ComparisonPage.content, id, $0) }
        case .consultation(let id):
            return try await page(&visit) { try await Making.page(ConsultationPage.content, id, $0) }
        case .manuscript(let id): return try await manuscript(id, &visit)
        case .image(let id, let version, let number): return try await image(number, id, version, &visit)
        case .export(let id, let version, let format): return try await export(id, version, format, &visit)
        case .keptImage(let name, let number): return try await keptImage(number, name, visit)
        case .decisions: return try await page(&visit) { try await Making.page(DecisionsPage.content, $0) }
        case .decision(let id): return try await page(&visit) { try await Making.page(DecisionPage.content, id, $0) }
        case .proposals: return try await page(&visit) { try await Making.page(ProposalsPage.content, $0) }
        case .proposal(let id): return try await page(&visit) { try await Making.page(ProposalPage.content, id, $0) }
        case .topics: return try await page(&visit) { try await Making.page(TopicsPage.content, $0) }
        case .riskMethod: return try await page(&visit) { try await Making.page(RiskMethodPage.content, $0) }
        case .requirements: return try await page(&visit) { try await Making.page(RequirementsPage.content, $0) }
        case .requirement(let id):
            return try await page(&visit) { try await Making.page(RequirementPage.content, id, $0) }
        case .evidenceList: return try await page(&visit) { try await Making.page(EvidenceListPage.content, $0) }
        case .evidence(let id): return try await page(&visit) { try await Making.page(EvidencePage.content, id, $0) }
        case .evidenceFile(let id): return try await evidenceFile(id, &visit)
        case .nonconformities:
            return try await page(&visit) { try await Making.page(NonconformitiesPage.content, $0) }
        case .nonconformity(let id):
            return try await page(&visit) { try await Making.page(NonconformityPage.content, id, $0) }
        case .scopes: return try await page(&visit) { try await Making.page(ScopesPage.content, $0) }
        case .scope(let id): return try await page(&visit) { try await Making.page(ScopePage.content, id, $0) }
        case .controls: return try await page(&visit) { try await Making.page(ControlsPage.content, $0) }
        case .control(let id): return try await page(&visit) { try await Making.page(ControlPage.content, id, $0) }
        case .audit(let id): return try await page(&visit) { try await Making.page(AuditPage.content, id, $0) }
        case .matrix: return try await page(&visit) { try await Making.page(MatrixPage.content, $0) }
        case .reports: return try await page(&visit) { try await Making.page(ReportsPage.content, $0) }
        case .report(let id): return try await page(&visit) { try await Making.page(ReportPage.content, id, $0) }
        case .reportFile(let id): return try await reportFile(id, &visit)
        case .courses: return try await page(&visit) { try await Making.page(CoursesPage.content, $0) }
        case .course(let id): return try await course(id, &visit)
        case .lesson(let id, let number): return try await lesson(id, number, &visit)
        case .certificate(let course, let id):
            return try await page(&visit) { try await Making.page(CertificatePage.content, course, id, $0) }
        case .certificateFile(let course, let id): return try await certificateFile(course, id, &visit)
        case .certificateBadge(let course, let id): return try await certificateBadge(course, id, &visit)
        case .initiatives: return try await page(&visit) { try await Making.page(InitiativesPage.content, $0) }
        case .initiative(let id):
            return try await page(&visit) { try await Making.page(InitiativePage.content, id, $0) }
        case .suspicions: return try await page(&visit) { try await Making.page(SuspicionsPage.content, $0) }
        case .suspicion(let id): return try await page(&visit) { try await Making.page(SuspicionPage.content, id, $0) }
        case .competences: return try await page(&visit) { try await Making.page(CompetencesPage.content, $0) }
        case .competence(let id):
            return try await page(&visit) { try await Making.page(CompetencePage.content, id, $0) }
        case .talks: return try await page(&visit) { try await Making.page(TalksPage.content, $0) }
        case .objectives: return try await page(&visit) { try await Making.page(ObjectivesPage.content, $0) }
        case .objective(let id): return try await page(&visit) { try await Making.page(ObjectivePage.content, id, $0) }
        case .measures: return try await page(&visit) { try await Making.page(MeasuresPage.content, $0) }
        case .measure(let id): return try await page(&visit) { try await Making.page(MeasurePage.content, id, $0) }
        case .assets: return try await page(&visit) { try await Making.page(AssetsPage.content, $0) }
        case .asset(let id): return try await page(&visit) { try await Making.page(AssetPage.content, id, $0) }
        case .subjectRequests: return try await page(&visit) { try await Making.page(SubjectRequestsPage.content, $0) }
        case .subjectRequest(let id):
            return try await page(&visit) { try await Making.page(SubjectRequestPage.content, id, $0) }
        case .processings: return try await page(&visit) { try await Making.page(ProcessingsPage.content, $0) }
        case .processing(let id):
            return try await page(&visit) { try await Making.page(ProcessingPage.content, id, $0) }
        case .risks: return try await page(&visit) { try await Making.page(RiskPicturePage.content, $0) }
        case .riskList: return try await list(.risks, &visit) { try await Making.page(RiskListPage.content, $0) }
        case .risk(let id): return try await page(&visit) { try await Making.page(RiskPage.content, id, $0) }
        case .riskCard(let id): return try await page(&visit) { try await Making.page(RiskCardPage.content, id, $0) }
        case .riskCardFile(let id): return try await riskCardFile(id, &visit)
        case .riskNumbers: return try await page(&visit) { try await RiskNumbersPage.content(in: $0) }
        case .appraisals: return try await page(&visit) { try await Making.page(AppraisalsPage.content, $0) }
        case .appraisal(let id, let step): return try await appraisal(id, step, &visit)
        case .dependences: return try await page(&visit) { try await Making.page(DependencesPage.content, $0) }
        case .campaigns: return try await page(&visit) { try await Making.page(CampaignsPage.content, $0) }
        case .campaign(let id): return try await page(&visit) { try await Making.page(CampaignPage.content, id, $0) }
        case .campaignUnit(let id, let unit):
            return try await page(&visit) { try await Making.page(CampaignUnitPage.content, id, unit, $0) }
        case .auditEngagement(let id): return try await auditEngagement(id, &visit)
        case .workingPapers(let id): return try await workingPapers(id, &visit)
        case .evidenceRequest(let id):
            return try await page(&visit) { try await Making.page(EvidenceRequestPage.content, id, $0) }
        case .frameworks: return try await page(&visit) { try await Making.page(FrameworksPage.content, $0) }
        case .threats: return try await page(&visit) { try await Making.page(ThreatsPage.content, $0) }
        case .terms: return try await page(&visit) { try await Making.page(TermsPage.content, $0) }
        case .framework(let name):
            return try await page(&visit) { try await Making.page(FrameworkPage.content, name, $0) }
        case .clause(let name, let id):
            return try await page(&visit) { try await Making.page(ClausePage.content, name, id, $0) }
        case .frameworkFile(let name, let isCatalogue): return try await frameworkFile(name, isCatalogue, &visit)
        case .dispensations: return try await page(&visit) { try await Making.page(DispensationsPage.content, $0) }
        case .dispensation(let id):
            return try await page(&visit) { try await Making.page(DispensationPage.content, id, $0) }
        case .meetings: return try await page(&visit) { try await Making.page(MeetingsPage.content, $0) }
        case .meeting(let id): return try await page(&visit) { try await Making.page(MeetingPage.content, id, $0) }
        case .minutes(let id, let extent):
            return try await page(&visit) { try await Making.page(MinutesPage.content, id, extent, $0) }
        case .minutesFile(let id, let extent): return try await minutes(id, extent, &visit)
        case .decisionPackage(let id): return try await journalPackage(.decision(id), &visit)
        case .meetingPackage(let id): return try await journalPackage(.meeting(id), &visit)
        case .notice(let id): return try await page(&visit) { try await Making.page(NoticePage.content, id, $0) }
        case .persons: return try await list(.persons, &visit) { try await Making.page(PersonsPage.content, $0) }
        case .person(let id): return try await page(&visit) { try await Making.page(PersonPage.content, id, $0) }
        case .units: return try await page(&visit) { try await Making.page(UnitsPage.content, $0) }
        case .unit(let id): return try await page(&visit) { try await Making.page(UnitPage.content, id, $0) }
        case .bodies: return try await page(&visit) { try await Making.page(BodiesPage.content, $0) }
        case .accesses: return try await page(&visit) { try await Making.page(AccessesPage.content, $0) }
        case .ledger: return try await list(.ledger, &visit) { try await Making.page(LedgerPage.content, $0) }
        case .entry(let position):
            return try await page(&visit) { try await Making.page(EntryPage.content, position, $0) }
        case .proof(let position): return try await proof(position, &visit)
        case .checkpoint: return try await checkpoint(&visit)
        case .account: return try await page(&visit) { try await AccountPage.content(in: $0) }
        case .mail: return try await mail(&visit)
        case .delivery: return try await delivery(&visit)
        case .held: return try await held(nil, &visit)
        case .heldOf(let id): return try await held(id, &visit)
        case .retention: return try await page(&visit) { try await RetentionPage.content(in: $0) }
        case .part: return try await page(&visit) { try await Making.page(PartPage.content, $0) }
        case .erasure(let id): return try await page(&visit) { try await Making.page(ErasurePage.content, id, $0) }
        case .correction(let position):
            return try await page(&visit) { try await Making.page(CorrectionPage.content, position, $0) }
        case .command(let kind): return try await form(kind, &visit)
        case .publication: return try await page(&visit) { try await Making.page(PublicationPage.content, $0) }
        case .search: return try await page(&visit) { try await Making.page(SearchPage.content, $0) }
        case .signIn: return GatePages.signIn(visit, self)
        case .freshSignIn: return try await freshSignIn(&visit)
        case .firstRun: return GatePages.firstRun(visit, self, code: visit.query["kode"]?.first)
        case .calendar(let secret, let unit): return try await calendar(secret, unit, visit)
        case .unsubscribe(let organisation, let person, let secret):
            return try await unsubscribe(organisation, person, secret, visit)
        case .accessibility: return GatePages.accessibility(visit, self)
        case .file(let name): return asset(name, visit.ask)
        case .healthz: return Answer(200, type: "text/plain; charset=utf-8", Array("ok\n".utf8))
        case .readyz: return ready()
        case .password:
            if visit.session?.federated != nil { throw FederationPages.ownMethods }
            return try await page(&visit) { PasswordPage.content(nil, in: $0) }
        case .secondStep: return secondStep(visit)
        case .federation(let step): return try await federation(step, &visit)
        case .signInProvider: return try await signInProvider(&visit)
        case .authenticator: return try await authenticator(&visit)
        case .passkey: return try await passkey(&visit)
        case .recoveryCodes: return try await recoveryCodes(&visit)
        case .signOut, .house, .language, .appearance, .endSession, .invitation, .filters:
            var answer = await show(.wrongMethod, visit)
            answer.headers.append(("allow", "POST"))
            return answer
        }
    }

    /// A page behind the sign-in. Whoever is not signed in is led there, and back.
    func page(
        _ visit: inout Visit, filled: Arguments? = nil, kept: String? = nil, _ make: (Context) async throws -> Content
    ) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        var arguments = filled ?? Arguments(visit.query)
        var problem: Refusal?
        do { try await chooseDay(&arguments, &visit) } catch let refusal as Refusal { problem = refusal }
        let context = try await visit.context(arguments, keptFile: kept)
        var content = try await context.sight.isPast ? inTurn { try await make(context) } : make(context)
        if let problem {
            content.body = Note(.warn, isAnswer: true).html("<p>\(visit.say(problem.phrase))</p>") + content.body
        }
        return show(content, visit, context)
    }

    private func inTurn(_ make: () async throws -> Content) async throws -> Content {
        let made = await pastPages.take { () -> Result<Content, any Error> in
            do { return .success(try await make()) } catch { return .failure(error) }
        }
        guard let made else {
            throw Refusal(
                .busy,
                Phrase(
                    da: "Mange ser på tidligere dage lige nu. Prøv igen om lidt.",
                    en: "Many look at past days just now. Try again in a while."))
        }
        return try made.get()
    }

    /// For a file: as a page, of the day that the address asks for.
    func dated(_ visit: inout Visit) async throws -> Context {
        var arguments = Arguments(visit.query)
        try await chooseDay(&arguments, &visit)
        return try await visit.context(arguments)
    }

    func toSignIn(_ visit: Visit) -> Answer {
        guard installation.isSetUp else { return .see(Route.firstRun.path) }
        let here = visit.here
        return .see(Route.signIn.path + (here == "/" ? "" : "?tilbage=" + Percent.encoded(here)))
    }

    /// The day that is shown is kept with the session until the person goes back to today.
    func chooseDay(_ arguments: inout Arguments, _ visit: inout Visit) async throws {
        guard let typed = visit.query["pr"]?.first, var session = visit.session else { return }
        let reading = visit.query["viden"]?.first
        for name in Visit.ofFrame { arguments.texts[name] = nil }
        if typed.allSatisfy(\.isWhitespace) {
            session.view = .today
        } else {
            guard let day = Day(typed: typed) else {
                throw Refusal.invalid(
                    "pr", da: "»\(typed.prefix(40))« er ikke en dag, der findes. Skriv fx 31.12.2025.",
                    en: "“\(typed.prefix(40))” is not a day that exists. Write for example 31.12.2025.")
            }
            let today = installation.clock.today
            guard day <= today, day.year >= 1900 else {
                throw Refusal.invalid(
                    "pr", da: "Vælg en dag, der er kommet.", en: "Choose a day that has come.")
            }
            session.view = day == today ? .today : reading == AsOf.Reading.now.rawValue ? .now(day) : .then(day)
        }
        guard session.view != visit.session?.view else { return }
        visit.session = session
        try await installation.sessions.save(session)
    }

    /// Leads to the document; the browser takes the paragraph along.
    private func short(_ number: Int, _ version: VersionNumber?, _ visit: Visit) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let context = try await visit.context(Arguments())
        let document = try context.sight.document(number: number)
        guard let version else { return .see(Route.document(document.id).path) }
        return .see(Route.version(document.id, try context.sight.version(version, of: document).id).path)
    }

    // MARK: Files

    /// Whoever asks: a stylesheet of a public page sets no cookie either.
    func asset(_ name: String, _ ask: Ask) -> Answer {
        guard let asset = Asset(rawValue: name) else {
            return Answer(404, type: "text/plain; charset=utf-8", Array("404\n".utf8))
        }
        let tag = "\"\(asset.fingerprint)\""
        let headers = [("etag", tag), ("cache-control", "public, max-age=31536000, immutable")]
        if ask.header("if-none-match") == tag { return Answer(304, type: asset.type, [], headers: headers) }
        return Answer(200, type: asset.type, asset.bytes, headers: headers)
    }

    private func proof(_ position: Int, _ visit: inout Visit) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let context = try await visit.context(Arguments())
        _ = try context.sight.entry(position)
        guard let text = ProofFile.proof(of: position, in: context.sight.house) else { throw Refusal.unknown }
        return Answer(
            200, type: "text/plain; charset=utf-8", Array(text.utf8),
            headers: [("content-disposition", Headers.attachment("bevis-\(position).tlog-proof"))])
    }

    private func checkpoint(_ visit: inout Visit) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let context = try await visit.context(Arguments())
        guard let note = context.sight.house.checkpoint else { throw Refusal.unknown }
        return Answer(200, type: "text/plain; charset=utf-8", Array(note.utf8))
    }

    private func ready() -> Answer {
        let alarms = installation.rooms.compactMap { room in room.house.alarm.map { "\(room.house.id) \($0)" } }
        let lines = alarms.isEmpty ? ["ready"] : alarms
        return Answer(
            alarms.isEmpty ? 200 : 503, type: "text/plain; charset=utf-8",
            Array((lines.joined(separator: "\n") + "\n").utf8))
    }
}

/// Proofs that an outsider can check.
enum ProofFile {
    /// The proof of an entry against the last signed checkpoint, with its leaf; nil if it is not signed yet.
    static func proof(of position: Int, in house: House) -> String? { house.proof(of: position) }
}
