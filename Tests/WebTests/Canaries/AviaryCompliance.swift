// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Testing

@testable import Office
@testable import Web

/// A requirement of a document, what proves it and what is wrong with it, with a canary in every text.
extension Aviary {
    /// The quiz of a text.
    func ask(_ document: [String], _ canary: (String) -> String) async throws {
        let quiz = "## \(canary("spørgsmål"))? {#q1}\npage: 1\n- [x] \(canary("rigtigt"))\n- [ ] \(canary("forkert"))\n"
        let words = [quiz + "> \(canary("forklaring"))"]
        _ = try await perform(.setQuiz, ["document": document, "danish": words, "english": words])
    }

    func comply(_ id: ID<Document>, _ canary: (String) -> String) async throws {
        let version = try #require(lobby.house.state.register.documents[id]?.versionInForce(on: lobby.today))
        let text = try #require(lobby.house.texts.bytes(version.draft.text))
        let rule = try #require(try DocumentText(decoding: text).blocks.last?.id)
        let wording = [
            "demand": [canary("skal være sådan")], "unit": ["\(own)"], "months": ["12"],
            "expected": [canary("vises ved")],
        ]
        let requirement = try await perform(
            .findRequirement, wording.merging(["document": ["\(id)"], "paragraph": ["\(rule)"]]) { $1 })
        let one = ["\(requirement)"]
        _ = try await perform(
            .amendRequirement, wording.merging(["requirement": one, "reason": [canary("rettet fordi")]]) { $1 })
        _ = try await perform(
            .mapRequirement,
            [
                "requirement": one, "clause": ["27002:8.13"], "relation": ["subset"],
                "rationale": [canary("hører sammen fordi")],
            ])
        func assess(_ result: String) async throws {
            _ = try await perform(
                .assessRequirement,
                [
                    "requirement": one, "from": ["\(lobby.today - 9)"], "to": ["\(lobby.today)"], "method": ["sample"],
                    "sample": [canary("stikprøve")], "result": [result], "finding": [canary("fundet")],
                    "title": [canary("bevis")], "link": ["https://x.example/\(canary("adresse").filter { $0 != " " })"],
                    "classification": ["strengt_fortrolig"],
                ])
        }
        try await assess("complied")
        try await assess("failed")
        let test = try await perform(
            .planControlTest,
            [
                "requirement": one, "title": [canary("kontrol")], "method": [canary("sådan")], "unit": ["\(own)"],
                "months": ["1"], "size": ["2"],
            ])
        _ = try await perform(
            .freezePopulation,
            [
                "control_test": ["\(test)"], "items": ["\(canary("punkt et"))\n\(canary("punkt to"))"],
                "source": [canary("kilde")], "from": ["\(lobby.today - 9)"], "to": ["\(lobby.today)"],
            ])
        try lobby.house.sign()
        _ = try await perform(.drawSample, ["control_test": ["\(test)"]])
        try await audit(requirement, canary)
        let deviation = try await perform(
            .raiseNonconformity,
            [
                "requirement": one, "what": [canary("galt")], "origin": ["internal"], "severity": ["major"],
                "unit": ["\(own)"],
            ])
        _ = try await perform(
            .explainNonconformity,
            ["nonconformity": ["\(deviation)"], "cause": [canary("årsag")], "check": ["\(lobby.today + 30)"]])
        _ = try await perform(
            .addAction,
            [
                "nonconformity": ["\(deviation)"], "title": [canary("rettes")], "why": [canary("rettes fordi")],
                "unit": ["\(own)"], "due": ["\(lobby.today + 20)"],
            ])
        // Everybody sees a statement; what the documents that it names are called, not everybody does.
        let scope = try await perform(.openScope, ["name": ["Omfang"]])
        _ = try await perform(
            .decideApplicability,
            [
                "scope": ["\(scope)"], "control": ["8.13"], "applies": ["yes"], "status": ["partly"],
                "reason": ["Fordi"], "documents": ["\(id)"], "unit": ["\(own)"],
            ])
    }

    var compliancePaths: [String] {
        let register = lobby.house.state.register
        let requirements = register.requirements.keys.flatMap { id in
            [Route.requirement(id).path]
                + CommandKind.allCases.filter { $0.fields.contains { $0.kind == .requirement } }.map {
                    "\(Route.command($0).path)?requirement=\(id)"
                }
        }
        let evidence = register.evidence.keys.flatMap { id in
            [
                Route.evidence(id).path, Route.evidenceFile(id).path,
                "\(Route.command(.withdrawEvidence).path)?evidence=\(id)",
            ]
        }
        let deviations = register.nonconformities.keys.flatMap { id in
            [Route.nonconformity(id).path]
                + CommandKind.allCases.filter { $0.fields.contains { $0.kind == .nonconformity } }.map {
                    "\(Route.command($0).path)?nonconformity=\(id)"
                }
        }
        let tests = register.controlTests.keys.flatMap { id in
            [Route.control(id).path]
                + CommandKind.allCases.filter { $0.fields.contains { $0.kind == .controlTest } }.map {
                    "\(Route.command($0).path)?control_test=\(id)"
                }
        }
        let campaigns = register.campaigns.values.flatMap { known in
            [Route.campaign(known.id).path, "\(Route.campaign(known.id).path)?som=csv"]
                + (known.opening?.units ?? []).map { Route.campaignUnit(known.id, $0).path }
        }
        let told =
            register.reports.keys.flatMap { [Route.report($0).path, Route.reportFile($0).path] }
            + register.objectives.keys.map { Route.objective($0).path }
            + register.initiatives.keys.map { Route.initiative($0).path }
            + register.suspicions.keys.map { Route.suspicion($0).path }
            + register.courses.values.flatMap { course in
                [Route.course(course.id).path, Route.lesson(course.id, 1).path]
                    + course.certificates.values.joined().map { Route.certificate(course.id, $0.certificate).path }
            }
            + register.competences.keys.map { Route.competence($0).path }
            + register.measures.keys.map { Route.measure($0).path }
            + register.processings.keys.map { Route.processing($0).path }
            + register.subjectRequests.keys.map { Route.subjectRequest($0).path }
            + register.assets.keys.map { Route.asset($0).path }
            + [
                "/kompetencer", "/medarbejdersamtaler",
                "/efterlevelse", "/rapporter", "/kurser", "/maal", "/kampagner", "/foranstaltninger", "/aktiver",
                "/afhaengigheder",
                "/behandlinger",
                "/efterlevelse?ramme=27002", "/indsatser", "/anmeldelser", "/indsatser?som=csv",
            ]
        let sheets =
            [
                "/kompetencer",
                "/efterlevelse", "/rapporter", "/kurser", "/maal", "/foranstaltninger", "/aktiver",
                "/afhaengigheder",
                "/behandlinger",
            ].flatMap { ["\($0)?som=csv", "\($0)?som=xlsx"] }
            + ["/krav", "/dokumentation", "/afvigelser", "/kontrol"].flatMap {
                ["\($0)?som=csv", "\($0)?som=xlsx"]
            }
        let scopes = register.scopes.keys.map { Route.scope($0).path }
        let files =
            OSCALFile.of(.requirements).map { "/krav?som=\($0.rawValue)" }
            + OSCALFile.of(.nonconformities).map { "/afvigelser?som=\($0.rawValue)" }
            + scopes.flatMap { scope in
                [scope, "\(scope)?som=csv"] + OSCALFile.of(.scope).map { "\(scope)?som=\($0.rawValue)" }
            }
        return requirements + evidence + deviations + tests + campaigns + told + sheets + files + auditPaths + riskPaths
            + [
                "/rammevaerker/27002", "/rammevaerker/27002/8.13",
            ]
    }

    /// What programs take of compliance as files.
    var complianceFiles: [(path: String, query: [String: [String]])] {
        APIRoute.Resource.allCases.flatMap { resource -> [(String, [String: [String]])] in
            guard let matter = resource.files else { return [] }
            let path = "/api/v1/" + resource.path
            let scopes = lobby.house.state.register.scopes.keys.map { path.replacing("{}", with: "\($0)") }
            // Printing takes seconds, and shows what the spreadsheet does.
            let words = ComplianceFile.words(of: matter).filter { $0 != ComplianceFile.pdf }
            return (path.contains("{}") ? scopes : [path]).flatMap { path in words.map { (path, ["format": [$0]]) } }
        }
    }
}

extension Aviary {
    /// The switch makes a new route a fault until it is walked.
    func isWalked(_ route: Route) -> Bool {
        switch route {
        case .overview, .inbox, .mail, .delivery, .unsubscribe, .tasks, .task, .wheel, .documents, .document, .version,
            .short, .shortVersion, .original, .comparison, .consultation, .manuscript, .image, .export, .keptImage,
            .notice, .publication, .calendar, .decisions, .decision, .dispensations, .dispensation, .proposals,
            .riskMethod,
            .risks, .riskList, .risk, .riskCard,
            .riskNumbers,
            .riskCardFile,
            .appraisals, .appraisal,
            .proposal, .topics, .frameworks, .framework, .clause, .frameworkFile, .persons, .person, .units, .unit,
            .bodies, .ledger, .terms,
            .threats,
            .entry, .accesses, .requirements, .requirement, .evidenceList, .evidence, .evidenceFile, .nonconformities,
            .nonconformity, .scopes, .scope, .controls, .control, .audit, .matrix, .reports, .report, .reportFile,
            .competences, .competence, .talks,
            .courses, .course, .lesson, .certificate, .certificateFile, .certificateBadge, .objectives, .objective,
            .measures, .measure, .initiatives, .initiative, .suspicions, .suspicion,
            .processings, .processing,
            .subjectRequests, .subjectRequest,
            .assets, .asset, .dependences, .campaigns, .campaign, .campaignUnit,
            .auditEngagement, .workingPapers,
            .evidenceRequest, .meetings, .meeting, .minutes, .minutesFile,
            .decisionPackage,
            .meetingPackage, .proof, .checkpoint, .account,
            .held, .heldOf, .retention, .part,
            .erasure, .correction, .command, .search, .signIn, .signOut, .freshSignIn, .firstRun, .house, .language,
            .appearance, .password, .federation, .signInProvider, .secondStep, .authenticator, .passkey, .recoveryCodes,
            .endSession, .invitation,
            .filters, .accessibility, .file, .healthz, .readyz:
            true
        }
    }
}
