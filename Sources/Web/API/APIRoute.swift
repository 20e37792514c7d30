// SPDX-License-Identifier: MPL-2.0

import Domain

/// Every address of the programming interface. The description at `/api/openapi.json` is made from it.
enum APIRoute: Hashable, Sendable {
    case description
    case command(CommandKind)
    case get(Resource, String?)

    /// What can be read.
    enum Resource: String, CaseIterable, Sendable {
        case documents, document, export, comparison, persons, person, erasure, units, bodies, obligations, actions,
            action, decision, decisionPackage, meetingPackage, consultation, dispensations, dispensation, proposals,
            proposal, meetings, meeting, topics, topic, frameworks, framework, terms, accesses
        case requirements, requirement, evidenceList, evidence, nonconformities, nonconformity, scopes, scope
        case courses, course
        case held
        case riskMethods
        case risks, risk
        case riskPortfolio
        case processings, processing
        case subjectRequests, subjectRequest
        case threats
        case progress
        case initiatives, initiative, suspicions, suspicion, awareness
        case competences, competence
        case talks
        case matrix, reports, report, objectives, objective, measures, measure, assets, asset, campaigns, campaign
        case dependences
        case controlTests, controlTest, audits, audit, auditEngagements, auditEngagement,
            evidenceRequests, evidenceRequest
        case entries, entry, checkpoint, proof, search

        /// The path below `/api/v1`, with `{}` where an identity or a position stands.
        var path: String {
            switch self {
            case .documents: "documents"
            case .document: "documents/{}"
            case .export: "documents/{}/export"
            case .comparison: "documents/{}/comparison"
            case .persons: "persons"
            case .person: "persons/{}"
            case .erasure: "persons/{}/erasure"
            case .held: "held"
            case .units: "units"
            case .bodies: "bodies"
            case .obligations: "obligations"
            case .actions: "actions"
            case .action: "actions/{}"
            case .decision: "decisions/{}"
            case .decisionPackage: "decisions/{}/package"
            case .meetingPackage: "meetings/{}/package"
            case .consultation: "consultations/{}"
            case .dispensations: "dispensations"
            case .dispensation: "dispensations/{}"
            case .proposals: "proposals"
            case .proposal: "proposals/{}"
            case .meetings: "meetings"
            case .meeting: "meetings/{}"
            case .topics: "topics"
            case .topic: "topics/{}"
            case .riskMethods: "risk-methods"
            case .risks: "risks"
            case .risk: "risks/{}"
            case .riskPortfolio: "risk-portfolio"
            case .processings: "processings"
            case .processing: "processings/{}"
            case .subjectRequests: "subject-requests"
            case .subjectRequest: "subject-requests/{}"
            case .frameworks: "frameworks"
            case .framework: "frameworks/{}"
            case .terms: "terms"
            case .threats: "threats"
            case .progress: "progress"
            case .accesses: "accesses"
            case .requirements: "requirements"
            case .requirement: "requirements/{}"
            case .evidenceList: "evidence"
            case .evidence: "evidence/{}"
            case .nonconformities: "nonconformities"
            case .nonconformity: "nonconformities/{}"
            case .scopes: "scopes"
            case .scope: "scopes/{}"
            case .courses: "courses"
            case .course: "courses/{}"
            case .competences: "competences"
            case .competence: "competences/{}"
            case .talks: "talks"
            case .matrix: "frameworks/{}/matrix"
            case .reports: "reports"
            case .report: "reports/{}"
            case .initiatives: "initiatives"
            case .initiative: "initiatives/{}"
            case .suspicions: "suspicions"
            case .suspicion: "suspicions/{}"
            case .awareness: "awareness"
            case .objectives: "objectives"
            case .objective: "objectives/{}"
            case .measures: "measures"
            case .measure: "measures/{}"
            case .assets: "assets"
            case .asset: "assets/{}"
            case .dependences: "dependences"
            case .campaigns: "campaigns"
            case .campaign: "campaigns/{}"
            case .controlTests: "control-tests"
            case .controlTest: "control-tests/{}"
            case .audits: "audits"
            case .audit: "audits/{}"
            case .auditEngagements: "audit-engagements"
            case .auditEngagement: "audit-engagements/{}"
            case .evidenceRequests: "evidence-requests"
            case .evidenceRequest: "evidence-requests/{}"
            case .entries: "entries"
            case .entry: "entries/{}"
            case .checkpoint: "checkpoint"
            case .proof: "proofs/{}"
            case .search: "search"
            }
        }

        /// Whether the place in the path is a position in the ledger and not an identity.
        var takesPosition: Bool { self == .entry || self == .proof }
        /// Whether it is a name that never changes.
        var takesName: Bool { self == .framework || self == .matrix }

        /// Whether it is a list that is read page by page.
        var isList: Bool {
            switch self {
            case .documents, .persons, .units, .obligations, .actions, .dispensations, .proposals, .meetings, .topics,
                .frameworks, .entries, .search, .accesses, .requirements, .evidenceList, .nonconformities, .scopes,
                .competences,
                .courses, .reports, .objectives, .measures, .assets, .campaigns, .controlTests, .audits,
                .dependences,
                .auditEngagements,
                .initiatives, .suspicions,
                .processings,
                .subjectRequests,
                .riskMethods,
                .risks,
                .threats,
                .evidenceRequests, .terms:
                true
            case .document, .export, .comparison, .person, .erasure, .bodies, .action, .decision, .consultation,
                .decisionPackage, .meetingPackage, .dispensation, .proposal, .meeting, .topic, .framework, .entry,
                .progress,
                .checkpoint, .proof, .requirement, .evidence, .nonconformity, .scope, .matrix, .report, .objective,
                .measure, .asset, .campaign, .controlTest, .audit, .auditEngagement, .evidenceRequest, .course,
                .held,
                .initiative, .suspicion, .awareness,
                .processing,
                .subjectRequest,
                .risk,
                .riskPortfolio,
                .talks,
                .competence:
                false
            }
        }

        /// Whether it can be read as it was on a past day.
        var hasPast: Bool {
            switch self {
            case .documents, .document, .export, .comparison, .persons, .person, .units, .bodies, .obligations,
                .actions,
                .action,
                .decision, .consultation, .dispensations, .dispensation, .proposals, .proposal, .meetings, .meeting,
                .topics, .topic, .entries, .entry, .search, .accesses, .decisionPackage, .meetingPackage,
                .requirements, .requirement, .evidenceList, .evidence, .nonconformities, .nonconformity, .scopes,
                .scope, .frameworks, .framework, .matrix, .reports, .report, .objectives, .objective, .measures,
                .measure, .assets, .asset, .dependences, .campaigns,
                .campaign, .controlTests, .controlTest, .audits, .audit, .auditEngagements, .auditEngagement,
                .evidenceRequests, .evidenceRequest, .courses, .course,
                .held,
                .riskMethods,
                .risks, .risk,
                .riskPortfolio,
                .threats,
                .initiatives, .initiative, .suspicions, .suspicion, .awareness,
                .talks,
                .processings, .processing,
                .subjectRequests, .subjectRequest,
                .competences, .competence:
                true
            case .progress: false
            case .terms, .erasure, .checkpoint, .proof: false
            }
        }

        /// The list that it gives as a spreadsheet, whole; nil if it gives none.
        var sheet: ListSheet? {
            switch self {
            case .documents: .everyDocument
            case .persons: .persons
            case .units: .units
            case .dispensations: .dispensations
            case .accesses: .accesses
            case .obligations: .duties
            case .entries: .entries
            case .terms: .terms
            case .threats: .threats
            case .dependences: .dependences
            case .assets: .assets
            case .risks: .risks
            case .progress: nil
            case .document, .export, .comparison, .person, .erasure, .bodies, .actions, .action, .decision,
                .consultation, .dispensation, .proposals, .proposal, .meetings, .meeting, .topics, .topic,
                .frameworks, .framework, .entry,
                .checkpoint, .proof, .search, .decisionPackage, .meetingPackage, .requirements, .requirement,
                .evidenceList, .evidence, .nonconformities, .nonconformity, .scopes, .scope, .matrix, .reports,
                .report, .objectives, .objective, .measures, .measure, .asset, .campaigns, .campaign,
                .controlTests, .controlTest, .audits, .audit,
                .auditEngagements, .auditEngagement, .evidenceRequests, .evidenceRequest, .courses, .course,
                .held,
                .riskMethods,
                .risk,
                .riskPortfolio,
                .initiatives, .initiative, .suspicions, .suspicion, .awareness,
                .talks,
                .processings, .processing,
                .subjectRequests, .subjectRequest,
                .competences, .competence:
                nil
            }
        }

        /// The parameters of the query that are its own.
        var parameters: [String] {
            switch self {
            case .document: ["version", "language"]
            case .export: ["version", "format", "language"]
            case .comparison: ["from", "to", "language"]
            case .obligations: ["standing", "mine"]
            case .actions: ["standing"]
            case .requirements: ["compliance", "format"]
            case .assets: ["kind"]
            case .nonconformities, .scope: ["format"]
            case .evidenceRequests: ["standing"]
            case .dependences: ["asset", "on"]
            case .entries: ["about"]
            case .search: ["q", "field", "language", "old"]
            case .progress: []
            case .documents, .persons, .person, .erasure, .units, .bodies, .action, .decision, .consultation,
                .dispensations, .dispensation, .proposals, .proposal, .meetings, .meeting, .topics, .topic,
                .frameworks, .framework, .terms, .entry,
                .checkpoint, .proof, .accesses, .decisionPackage, .meetingPackage, .requirement, .evidenceList,
                .evidence, .nonconformity, .scopes, .matrix, .reports, .report, .objectives, .objective, .measures,
                .measure, .asset, .campaigns,
                .campaign, .controlTests, .controlTest, .audits, .audit, .auditEngagements,
                .auditEngagement, .evidenceRequest, .courses, .course,
                .held,
                .riskMethods,
                .risks, .risk,
                .riskPortfolio,
                .threats,
                .initiatives, .initiative, .suspicions, .suspicion, .awareness,
                .talks,
                .processings, .processing,
                .subjectRequests, .subjectRequest,
                .competences, .competence:
                []
            }
        }

        /// Every parameter of the query that it takes.
        var allParameters: [String] {
            ["organisation"] + (hasPast ? ["as_of", "reading"] : []) + (isList ? ["limit", "cursor"] : [])
                + (sheet == nil ? [] : ["format"]) + parameters
        }
    }

    static let commands = "/api/v1/commands/"

    /// Reads a path; nil if there is no such address.
    init?(path: String) {
        if path == "/api/openapi.json" {
            self = .description
            return
        }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 4, parts[0].isEmpty, parts[1] == "api", parts[2] == "v1" else { return nil }
        let rest = Array(parts[3...])
        if rest[0] == "commands" {
            guard rest.count == 2, let kind = CommandKind(rawValue: rest[1]) else { return nil }
            self = .command(kind)
            return
        }
        for resource in Resource.allCases {
            let pattern = resource.path.split(separator: "/").map(String.init)
            guard pattern.count == rest.count, zip(pattern, rest).allSatisfy({ $0 == "{}" ? !$1.isEmpty : $0 == $1 })
            else { continue }
            self = .get(resource, zip(pattern, rest).first { $0.0 == "{}" }?.1)
            return
        }
        return nil
    }

    var methods: [String] {
        switch self {
        case .command: ["POST"]
        case .description, .get: ["GET", "HEAD"]
        }
    }
}
