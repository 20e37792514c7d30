// SPDX-License-Identifier: MPL-2.0

import Domain

extension Route {
    /// Whether something may be posted here.
    var takesPost: Bool {
        switch self {
        case .command, .signIn, .signOut, .freshSignIn, .firstRun, .house, .language, .appearance, .password,
            .secondStep, .authenticator, .passkey, .recoveryCodes, .endSession, .invitation, .filters, .manuscript,
            .mail, .unsubscribe, .lesson, .appraisal, .federation(.notice):
            true
        case .overview, .inbox, .delivery, .tasks, .task, .wheel, .documents, .document, .version, .original,
            .comparison, .consultation,
            .decisions, .decision, .dispensations, .dispensation, .proposals, .proposal, .topics, .frameworks, .terms,
            .riskMethod,
            .framework, .clause, .requirements, .requirement, .evidenceList, .evidence, .nonconformities,
            .nonconformity, .scopes, .scope, .controls, .control, .audit, .reportFile, .auditEngagement, .workingPapers,
            .competences, .competence, .talks,
            .courses, .course, .certificate, .certificateFile, .certificateBadge, .matrix, .reports, .report,
            .objectives, .objective, .measures, .measure, .assets, .asset,
            .dependences,
            .initiatives, .initiative, .suspicions, .suspicion,
            .processings, .processing,
            .subjectRequests, .subjectRequest,
            .risks, .riskList, .risk, .riskCard,
            .riskNumbers,
            .riskCardFile,
            .appraisals,
            .campaigns, .campaign, .campaignUnit,
            .evidenceRequest,
            .evidenceFile, .frameworkFile,
            .threats,
            .meetings, .meeting,
            .minutes,
            .minutesFile, .decisionPackage, .meetingPackage,
            .persons, .person, .notice, .short, .shortVersion, .image, .keptImage, .export,
            .units, .unit, .bodies, .accesses, .ledger, .entry, .proof, .checkpoint, .account, .erasure, .correction,
            .held, .heldOf, .retention, .part,
            .search,
            .calendar, .accessibility, .file, .healthz, .readyz:
            false
        case .publication, .federation, .signInProvider: false
        }
    }

    /// The address without what it names, for the log and the figures.
    var template: String {
        if case .file = self { return "/assets/{name}" }
        // The secret is in no log.
        if case .calendar = self { return "/kalender/{secret}" }
        if case .unsubscribe = self { return "/afmeld/{secret}" }
        if case .keptImage = self { return "/kladder/{name}/billeder/{id}" }
        if case .framework = self { return "/rammevaerker/{name}" }
        if case .clause = self { return "/rammevaerker/{name}/{id}" }
        if case .frameworkFile = self { return "/rammevaerksfiler/{name}" }
        let path = path
        guard path.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return path }
        let parts = path.split(separator: "/").map { part in
            ID<Route>(String(part)) != nil || part.allSatisfy(\.isNumber) ? "{id}" : String(part)
        }
        return "/" + parts.joined(separator: "/")
    }
}
