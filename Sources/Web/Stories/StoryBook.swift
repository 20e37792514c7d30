// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Every page of the product in its notable states. Made from the kinds of addresses and the table of commands: whoever
/// adds one is led here by the compiler, and a test sees that every page has a story.
enum StoryBook {
    static let all: [Story] =
        RouteKind.allCases.flatMap { stories(of: $0) }
        + PublicRoute.Page.Kind.allCases.flatMap { stories(of: $0) }
        + [
            Story("missing", status: 404) { _ in .nowhere },
            Story("missing-outside", by: .nobody, status: 404) { _ in .nowhere },
        ]

    static func story(named name: String) -> Story? { all.first { $0.name == name } }

    static func stories(of kind: RouteKind) -> [Story] {
        switch kind {
        case .overview: overview
        case .inbox: inbox
        case .mail: [Story("mail", of: .mail, by: .plain)]
        case .delivery: delivery
        case .unsubscribe: [unsubscribe]
        case .tasks: tasks
        case .task: task
        case .wheel: wheel
        case .documents: documents
        case .document: document
        case .version: version
        case .comparison: comparison
        case .consultation: consultation
        case .manuscript: manuscript
        case .decision: decision
        case .dispensations: dispensations
        case .decisions: decisionList
        case .dispensation: dispensation
        case .proposals: proposals
        case .proposal: proposal
        case .topics: topics
        case .riskMethod: riskMethod
        case .requirements: requirements
        case .requirement: requirement
        case .evidenceList: evidenceList
        case .evidence: evidence
        case .nonconformities: nonconformities
        case .nonconformity: nonconformity
        case .scopes: scopes
        case .scope: scope
        case .controls: controls
        case .control: control
        case .audit: audit
        case .matrix: matrix
        case .reports:
            [Story("reports", of: .reports, by: .holder(.security)), Story("reports-plain", of: .reports, by: .plain)]
        case .report: report
        case .competences: competences
        case .competence: competence
        case .talks: talks
        case .courses:
            [
                Story("courses", of: .courses, by: .holder(.security)),
                Story("courses-plain", of: .courses, by: .plain),
            ]
        case .course: course
        case .lesson: lesson
        case .certificate: certificate
        case .initiatives: initiatives
        case .initiative: initiative
        case .suspicions: suspicions
        case .suspicion: suspicion
        case .objectives: [Story("objectives", of: .objectives, by: .holder(.security))]
        case .objective: objective
        case .measures: [Story("measures", of: .measures, by: .holder(.security))]
        case .measure: measure
        case .assets: assets
        case .asset: asset
        case .risks: risks
        case .processings: processings
        case .processing: processing
        case .subjectRequests: subjectRequests
        case .subjectRequest: subjectRequest
        case .riskList: riskList
        case .risk: risk
        case .riskCard: riskCard
        case .riskNumbers: riskNumbers
        case .appraisals: appraisals
        case .appraisal: appraisal
        case .dependences: dependences
        case .campaigns: [Story("campaigns", of: .campaigns, by: .holder(.security))]
        case .campaign: campaign
        case .campaignUnit: campaignUnit
        case .auditEngagement: auditEngagement
        case .evidenceRequest: evidenceRequest
        case .frameworks: [Story("frameworks", of: .frameworks)]
        case .terms: terms
        case .threats: threats
        case .framework: framework
        case .clause: clause
        case .meetings: meetings
        case .meeting: meeting
        case .minutes: minutes
        case .notice: notice
        case .persons: persons
        case .person: person
        case .units: units
        case .unit: unit
        case .bodies: bodies
        case .accesses: accesses
        case .ledger: ledger
        case .entry: entry
        case .correction: correction
        case .account: account
        case .erasure: erasure
        case .held: held
        case .heldOf: heldOf
        case .retention: [Story("retention", of: .retention, by: .holder(.dpo))]
        case .part: part
        case .command: CommandKind.allCases.map { command($0) } + refusedCommands
        case .search: search
        case .publication: publication
        case .signIn: [Story("sign-in", of: .signIn, by: .nobody)]
        case .freshSignIn: [Story("sign-in-again", of: .freshSignIn, by: .holder(.direktion))]
        case .firstRun:
            [
                Story("first-run", of: .firstRun, on: .unset, by: .nobody),
                Story("first-run-person", of: .firstRun, by: .nobody, [("kode", "ABCD-EFGH-JKLM")]),
            ]
        case .password: [Story("password", of: .password, by: .plain)]
        case .signInProvider: [Story("sign-in-provider", of: .signInProvider, by: .holder(.administrator))]
        case .secondStep: [Story("second-step", of: .secondStep, by: .nobody)]
        case .authenticator: [Story("authenticator", of: .authenticator, by: .plain)]
        case .passkey: [Story("passkey", of: .passkey, by: .plain)]
        case .recoveryCodes: [Story("recovery-codes", of: .recoveryCodes, by: .holder(.direktion))]
        case .accessibility: [Story("accessibility", of: .accessibility, by: .nobody)]
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
            []
        }
    }

    static func stories(of kind: PublicRoute.Page.Kind) -> [Story] {
        switch kind {
        case .list: return [Story("public-list", by: .nobody) { _ in .public(.list) }]
        case .document:
            return [
                Story("public-document", by: .nobody) { world in
                    world.published.map { .public(.document($0.number)) }
                }
            ]
        case .version:
            return [
                Story("public-version", by: .nobody) { world in
                    world.published.flatMap { document in
                        document.publicVersion(on: world.today).map {
                            .public(.version(document.number, $0.draft.number))
                        }
                    }
                }
            ]
        case .certificate:
            return [
                Story("public-certificate", by: .nobody) { world in
                    world.certificate.map { .public(.certificate($0.id, $1.certificate)) }
                }
            ]
        case .missing:
            return [
                Story("public-missing", by: .nobody, status: 404) { _ in .public(.document(9_999)) },
                // Said in the same words as one that is not there.
                Story("public-hidden", by: .nobody, status: 404) { world in
                    world.document { $0.publicVersion(on: world.today) == nil && world.isInForce($0) }
                        .map { .public(.document($0.number)) }
                },
            ]
        case .pdf, .text, .proof, .changes, .checkpoint, .keys, .statement, .security, .sitemap, .robots: return []
        }
    }

    // MARK: Work

    private static let overview = [
        Story("overview", of: .overview),
        Story("overview-plain", of: .overview, by: .plain),
        Story("overview-direktion", of: .overview, by: .holder(.direktion)),
        Story("overview-new", of: .overview, on: .new, by: .holder(.administrator)),
        Story("overview-past-then", of: .overview, by: .holder(.auditor), past: (145, true)),
        Story("overview-past-now", of: .overview, by: .holder(.auditor), past: (145, false)),
    ]

    private static let inbox = [
        Story("inbox", of: .inbox), Story("inbox-direktion", of: .inbox, by: .holder(.direktion)),
        Story("inbox-new", of: .inbox, on: .new, by: .holder(.administrator)),
        Story("inbox-past", of: .inbox, by: .holder(.auditor), past: (145, true)),
    ]

    private static let delivery = [
        Story("delivery", of: .delivery, by: .holder(.administrator)),
        Story("delivery-not-allowed", of: .delivery, by: .plain, status: 403),
    ]

    /// Of a link that is no longer valid, since no story knows a secret.
    private static let unsubscribe = Story("unsubscribe-gone", by: .nobody, status: 404) { world in
        world.person(.plain).map { .route(.unsubscribe(ID(high: 0, low: 1), $0, "x")) }
    }

    private static let tasks = [
        Story("tasks", of: .tasks),
        Story("tasks-unit", of: .tasks, [("vis", "enhed")]),
        Story("tasks-all", of: .tasks, [("vis", "alle")]),
        Story("tasks-of-a-kind", of: .tasks, [("vis", "alle"), ("regel", "verifikation")]),
        Story("tasks-none", of: .tasks, by: .holder(.auditor), [("regel", "offentligt")]),
    ]

    private static let task = [
        Story("task-open") { world in
            world.action { $0.standing.newest == .open && $0.due.newest.map { $0 >= world.today } ?? false }.map(page)
        },
        Story("task-overdue") { world in
            world.action { $0.standing.newest == .open && $0.due.newest.map { $0 < world.today } ?? false }.map(page)
        },
        Story("task-moved") { world in world.action { $0.due.entries.count > 1 }.map(page) },
        Story("task-done") { world in world.action { $0.standing.newest == .done }.map(page) },
        Story("task-dropped") { world in world.action { $0.standing.newest == .dropped }.map(page) },
        Story("task-long") { world in world.actions.max { length($0, world) < length($1, world) }.map(page) },
    ]

    private static func page(_ action: Action) -> Story.Target { .route(.task(action.id)) }
    private static func length(_ action: Action, _ world: StoryWorld) -> Int { world.text(action.title).count }

    private static let wheel = [
        Story("wheel", of: .wheel),
        Story("wheel-month", of: .wheel, [("maaned", "11")]),
        Story("wheel-empty", of: .wheel, by: .holder(.auditor), [("aar", "2011")]),
        Story("wheel-new", of: .wheel, on: .new, by: .holder(.administrator)),
        Story("wheel-past", of: .wheel, by: .holder(.auditor), past: (145, true)),
    ]

    private static let terms = [
        Story("terms", of: .terms, by: .plain), Story("terms-found", of: .terms, [("ord", "risiko")]),
        Story("terms-none", of: .terms, [("ord", "xyzzy")]),
    ]

    // MARK: The organisation

    private static let persons = [
        Story("persons", of: .persons),
        Story("persons-left", of: .persons, [("status", "fratraadte")]),
        Story("persons-none", of: .persons, [("navn", "xyzzy")]),
        Story("persons-new", of: .persons, on: .new, by: .holder(.administrator)),
    ]

    private static func page(_ person: Person) -> Story.Target { .route(.person(person.id)) }

    private static let person = [
        Story("person", by: .holder(.administrator)) { world in
            world.persons.first { $0.isActive(on: world.today) && !$0.grants.isEmpty }.map(page)
        },
        Story("person-self", by: .plain) { world in world.person(.plain).map { .route(.person($0)) } },
        Story("person-left", by: .holder(.administrator)) { world in
            world.persons.first {
                !$0.isActive(on: world.today) && !$0.engagements.isEmpty && $0.erasures.isEmpty
            }.map(page)
        },
        Story("person-erased", by: .holder(.administrator)) { world in
            world.persons.first { !$0.erasures.isEmpty }.map(page)
        },
        Story("person-held", by: .holder(.dpo)) { world in
            world.persons.first { $0.holds.contains { $0.lifted == nil } }.map(page)
        },
        Story("person-long", by: .holder(.administrator)) { world in
            world.persons.max { world.text($0.name.newest).count < world.text($1.name.newest).count }.map(page)
        },
    ]

    private static let units = [
        Story("units", of: .units), Story("units-new", of: .units, on: .new, by: .holder(.administrator)),
    ]

    private static func page(_ unit: Unit) -> Story.Target { .route(.unit(unit.id)) }

    private static let unit = [
        Story("unit") { world in
            world.units.first { unit in
                unit.isOpen(on: world.today) && world.documents.contains { $0.owner.newest == unit.id }
            }.map(page)
        },
        Story("unit-closed") { world in world.units.first { !$0.isOpen(on: world.today) }.map(page) },
        Story("unit-long") { world in
            world.units.max { world.text($0.name.newest).count < world.text($1.name.newest).count }.map(page)
        },
    ]

    private static let bodies = [
        Story("bodies", of: .bodies), Story("bodies-new", of: .bodies, on: .new, by: .holder(.administrator)),
    ]

    private static let account = [
        Story("account", of: .account, by: .holder(.administrator)), Story("account-plain", of: .account, by: .plain),
    ]

    private static let erasure = [
        Story("erasure", by: .holder(.dpo)) { world in
            world.persons.first { $0.erasures.isEmpty && $0.holds.isEmpty }.map { .route(.erasure($0.id)) }
        },
        Story("erasure-held", by: .holder(.dpo)) { world in
            world.persons.first { $0.holds.contains { $0.lifted == nil } }.map { .route(.erasure($0.id)) }
        },
        Story("erasure-not-allowed", by: .plain, status: 403) { world in
            world.persons.first.map { .route(.erasure($0.id)) }
        },
    ]

    private static let search = [
        Story("search", of: .search, [("q", "politik")]),
        Story("search-nothing", of: .search, [("q", "xyzzy")]),
        Story("search-empty", of: .search),
    ]

    private static let publication = [
        Story("publication", of: .publication, by: .able(.setPublication)),
        Story("publication-new", of: .publication, on: .new, by: .holder(.administrator)),
    ]

    // MARK: Evidence

    private static let ledger = [
        Story("ledger", of: .ledger, by: .holder(.auditor)),
        Story("ledger-of-documents", of: .ledger, by: .holder(.auditor), [("om", "document")]),
        Story("ledger-none", of: .ledger, by: .holder(.auditor), [("dag", "01.01.2015")]),
    ]

    /// The first entry of these kinds, as the auditor sees it.
    private static let entry = [
        FactKind.ledgerOpened, .decisionMade, .documentVerified, .documentEnforced, .personErased, .personAnnulled,
        .personEngaged, .actionAdded,
    ].map { kind in
        Story("entry.\(kind.rawValue)", by: .holder(.auditor)) { world in
            world.entry(kind).map { .route(.entry($0)) }
        }
    }

    private static let correction = [
        Story("correction", by: .holder(.administrator)) { world in
            world.entry(.personEngaged).map { .route(.correction($0)) }
        }
    ]
}
