// SPDX-License-Identifier: MPL-2.0

/// The kinds of addresses there are, one for each case of `Route`: so that a new address cannot be forgotten where every
/// one must be thought of.
enum RouteKind: String, CaseIterable, Sendable {
    case overview, inbox, mail, delivery, unsubscribe, tasks, task, wheel, documents, document, version, short,
        shortVersion, original, comparison
    case consultation, manuscript, image, export, keptImage, decisions, decision, dispensations, dispensation,
        proposals, proposal,
        riskMethod,
        topics, requirements, requirement, evidenceList, evidence, evidenceFile, nonconformities, nonconformity,
        competences, competence, talks,
        scopes, scope, controls, control, audit, matrix, reports, report, reportFile, courses, course, lesson,
        certificate, certificateFile, certificateBadge, objectives, objective, measures,
        initiatives, initiative, suspicions, suspicion,
        processings, processing,
        subjectRequests, subjectRequest,
        measure, assets, asset, dependences, campaigns,
        risks, riskList, risk, riskCard,
        riskNumbers,
        riskCardFile,
        appraisals, appraisal,
        campaign, campaignUnit, auditEngagement, workingPapers, evidenceRequest, frameworks, framework,
        clause, frameworkFile, notice, persons, person,
        units, unit,
        bodies, terms,
        threats,
        accesses, meetings,
        meeting,
        minutes, minutesFile,
        decisionPackage, meetingPackage
    case held, heldOf, retention, part
    case ledger, entry, proof, checkpoint, account, erasure, correction, command, search, publication, signIn, signOut
    case freshSignIn, firstRun, house, language, appearance, password, federation, signInProvider, secondStep,
        authenticator, passkey,
        recoveryCodes, endSession, invitation, filters, calendar,
        accessibility
    case file, healthz, readyz

    /// Whether a person looks at what it answers: else it leads on, takes a form, or is a file.
    var isPage: Bool {
        switch self {
        case .overview, .inbox, .mail, .delivery, .unsubscribe, .tasks, .task, .wheel, .documents, .document, .version,
            .comparison, .consultation,
            .manuscript, .decisions, .decision, .dispensations, .dispensation, .proposals, .proposal,
            .riskMethod,
            .topics, .requirements, .requirement, .evidenceList, .evidence, .nonconformities, .nonconformity, .scopes,
            .scope, .controls, .control, .audit, .auditEngagement, .evidenceRequest,
            .competences, .competence, .talks,
            .courses, .course, .lesson, .certificate, .matrix, .reports, .report, .objectives, .objective, .measures,
            .measure, .assets, .asset, .dependences,
            .initiatives, .initiative, .suspicions, .suspicion,
            .processings, .processing,
            .subjectRequests, .subjectRequest,
            .risks, .riskList, .risk, .riskCard,
            .riskNumbers,
            .appraisals, .appraisal,
            .campaigns, .campaign, .campaignUnit,
            .threats,
            .frameworks, .terms, .framework, .clause, .notice, .persons, .person, .units, .unit, .bodies, .accesses,
            .meetings, .meeting, .minutes,
            .ledger, .entry, .account,
            .erasure, .held, .heldOf, .retention, .part, .correction, .command, .search, .publication, .signIn,
            .freshSignIn, .firstRun, .password,
            .secondStep, .authenticator, .passkey, .recoveryCodes, .signInProvider,
            .accessibility:
            true
        case .evidenceFile, .reportFile, .certificateFile, .certificateBadge, .frameworkFile, .workingPapers,
            .minutesFile, .decisionPackage,
            .riskCardFile,
            .meetingPackage, .short,
            .shortVersion,
            .original, .image,
            .export,
            .keptImage, .proof, .checkpoint, .signOut, .federation,
            .house,
            .language, .appearance, .endSession, .invitation, .filters, .calendar, .file, .healthz, .readyz:
            false
        }
    }
}

extension Route {
    var kind: RouteKind {
        switch self {
        case .overview: .overview
        case .inbox: .inbox
        case .mail: .mail
        case .delivery: .delivery
        case .unsubscribe: .unsubscribe
        case .tasks: .tasks
        case .task: .task
        case .wheel: .wheel
        case .documents: .documents
        case .document: .document
        case .version: .version
        case .short: .short
        case .shortVersion: .shortVersion
        case .original: .original
        case .comparison: .comparison
        case .consultation: .consultation
        case .manuscript: .manuscript
        case .image: .image
        case .export: .export
        case .keptImage: .keptImage
        case .decisions: .decisions
        case .decision: .decision
        case .dispensations: .dispensations
        case .dispensation: .dispensation
        case .proposals: .proposals
        case .proposal: .proposal
        case .topics: .topics
        case .riskMethod: .riskMethod
        case .requirements: .requirements
        case .requirement: .requirement
        case .evidenceList: .evidenceList
        case .evidence: .evidence
        case .evidenceFile: .evidenceFile
        case .nonconformities: .nonconformities
        case .nonconformity: .nonconformity
        case .scopes: .scopes
        case .scope: .scope
        case .controls: .controls
        case .control: .control
        case .audit: .audit
        case .matrix: .matrix
        case .reports: .reports
        case .report: .report
        case .reportFile: .reportFile
        case .competences: .competences
        case .competence: .competence
        case .talks: .talks
        case .courses: .courses
        case .course: .course
        case .lesson: .lesson
        case .certificate: .certificate
        case .certificateFile: .certificateFile
        case .certificateBadge: .certificateBadge
        case .initiatives: .initiatives
        case .initiative: .initiative
        case .suspicions: .suspicions
        case .suspicion: .suspicion
        case .objectives: .objectives
        case .objective: .objective
        case .measures: .measures
        case .measure: .measure
        case .assets: .assets
        case .asset: .asset
        case .risks: .risks
        case .processings: .processings
        case .processing: .processing
        case .subjectRequests: .subjectRequests
        case .subjectRequest: .subjectRequest
        case .riskList: .riskList
        case .risk: .risk
        case .riskCard: .riskCard
        case .riskNumbers: .riskNumbers
        case .riskCardFile: .riskCardFile
        case .appraisals: .appraisals
        case .appraisal: .appraisal
        case .dependences: .dependences
        case .campaigns: .campaigns
        case .campaign: .campaign
        case .campaignUnit: .campaignUnit
        case .auditEngagement: .auditEngagement
        case .workingPapers: .workingPapers
        case .evidenceRequest: .evidenceRequest
        case .frameworks: .frameworks
        case .terms: .terms
        case .threats: .threats
        case .framework: .framework
        case .clause: .clause
        case .frameworkFile: .frameworkFile
        case .meetings: .meetings
        case .meeting: .meeting
        case .minutes: .minutes
        case .minutesFile: .minutesFile
        case .decisionPackage: .decisionPackage
        case .meetingPackage: .meetingPackage
        case .notice: .notice
        case .persons: .persons
        case .person: .person
        case .units: .units
        case .unit: .unit
        case .bodies: .bodies
        case .accesses: .accesses
        case .ledger: .ledger
        case .entry: .entry
        case .proof: .proof
        case .checkpoint: .checkpoint
        case .account: .account
        case .erasure: .erasure
        case .held: .held
        case .heldOf: .heldOf
        case .retention: .retention
        case .part: .part
        case .correction: .correction
        case .command: .command
        case .search: .search
        case .publication: .publication
        case .signIn: .signIn
        case .signOut: .signOut
        case .freshSignIn: .freshSignIn
        case .firstRun: .firstRun
        case .house: .house
        case .language: .language
        case .appearance: .appearance
        case .password: .password
        case .secondStep: .secondStep
        case .federation: .federation
        case .signInProvider: .signInProvider
        case .authenticator: .authenticator
        case .passkey: .passkey
        case .recoveryCodes: .recoveryCodes
        case .endSession: .endSession
        case .invitation: .invitation
        case .filters: .filters
        case .calendar: .calendar
        case .accessibility: .accessibility
        case .file: .file
        case .healthz: .healthz
        case .readyz: .readyz
        }
    }
}

extension PublicRoute.Page {
    /// The kinds of public addresses, one for each case.
    enum Kind: String, CaseIterable, Sendable {
        case list, document, version, pdf, text, proof, changes, checkpoint, certificate, keys, statement, security,
            sitemap, robots, missing

        var isPage: Bool {
            switch self {
            case .list, .document, .version, .certificate, .missing: true
            case .pdf, .text, .proof, .changes, .checkpoint, .keys, .statement, .security, .sitemap, .robots: false
            }
        }
    }

    var kind: Kind {
        switch self {
        case .list: .list
        case .document: .document
        case .version: .version
        case .pdf: .pdf
        case .text: .text
        case .proof: .proof
        case .changes: .changes
        case .checkpoint: .checkpoint
        case .certificate: .certificate
        case .keys: .keys
        case .statement: .statement
        case .security: .security
        case .sitemap: .sitemap
        case .robots: .robots
        case .missing: .missing
        }
    }
}
