// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Ledger
import Office
import Testing

@testable import Web

/// A house with a confidential and a strictly confidential document, a canary in every text about them, and every role.
struct Aviary {
    let lobby: Lobby
    let own: ID<Unit>, other: ID<Unit>
    /// What nobody may see who may not see the document.
    var canaries: [ID<Document>: String] = [:]
    /// User names by role.
    var people: [(username: String, role: String)] = []
    /// The secrets of the calendars, by user name.
    private(set) var calendars: [String: String] = [:]

    /// - Parameters:
    ///   - relay: where its mail goes; nil: it sends none.
    ///   - isRaised: one document more, which everybody could read before it was raised.
    init(relay: (any Relay)? = nil, isRaised: Bool = false) async throws {
        lobby = try await Lobby(relay: relay)
        let today = "\(lobby.today)"
        own = try #require(ID(try await lobby.give(.openUnit, ["name": "Ejerne", "from": today])))
        other = try #require(ID(try await lobby.give(.openUnit, ["name": "De andre", "from": today])))
        people = [("bo", "security"), ("asta", "administrator")]
        for (username, role, unit) in [
            ("ejer", Role.unitHead, own), ("nabo", .unitHead, other), ("revisor", .auditor, other),
            ("raad", .bestyrelse, other), ("chef", .direktion, other), ("dpo", .dpo, other),
            ("ansat", .employee, other),
            ("kollega", .employee, own), ("system", .systemOwner, other),
        ] { try await person(username, role, unit) }
        let policy = try await document("politik", "Politikken", "offentlig", "Alle skal læse den.", parent: nil)
        try await adopt(policy, "Begrundelse", "Vilkår", "Referat", lacking: "Kun til test")
        for (classification, mark) in [("fortrolig", "gulkanarie"), ("strengt_fortrolig", "rødkanarie")] {
            try await secret(classification, mark, policy)
        }
        _ = try await perform(
            .setPublication,
            [
                "on": ["1"], "contact": ["kontakt@test.example"], "security": ["sikker@test.example"], "names": ["1"],
                "statement": ["https://was.digst.dk/test"],
            ])
        for (username, _) in people {
            let token = try await lobby.installation.perform(
                .issueToken,
                Arguments([
                    "person": ["\(lobby.person(username))"], "scope": ["calendar"], "until": ["\(lobby.today + 30)"],
                ]), as: .system(component: "test", rule: nil, version: "1"), door: .system, in: lobby.house.id)
            calendars[username] = token.secret
        }
        if isRaised { try await secret("intern", Self.raisedMark, policy) }
    }

    static let raisedMark = "blåkanarie"
    var raised: ID<Document>? { canaries.first { $0.value == Self.raisedMark }?.key }

    /// The document that everybody could read is strictly confidential from now on; not decided yet.
    func raise() async throws {
        _ = try await perform(
            .reclassifyDocument,
            [
                "document": [raised.map { "\($0)" } ?? ""], "classification": ["strengt_fortrolig"],
                "reason": ["\(Self.raisedMark)99 viser netværket"],
            ])
        try await raiseRisk(Self.raisedMark)
    }

    private mutating func person(_ username: String, _ role: Role, _ unit: ID<Unit>) async throws {
        let today = "\(lobby.today)"
        let person = try await lobby.give(.addPerson, ["name": "Navn \(username)"])
        try await lobby.give(
            .beginEngagement,
            ["person": person, "kind": "employee", "unit": "\(unit)", "title": "Specialist", "from": today])
        switch role {
        case .direktion, .bestyrelse:
            try await lobby.give(.seatMember, ["body": role.rawValue, "person": person, "from": today])
        case .unitHead:
            try await lobby.give(
                .grantRole, ["person": person, "role": role.rawValue, "unit": "\(unit)", "from": today])
        case .security, .dpo, .auditor, .administrator, .systemOwner, .secretary:
            try await lobby.give(.grantRole, ["person": person, "role": role.rawValue, "from": today])
        case .employee: break
        }
        try await lobby.give(.openAccount, ["person": person, "username": username])
        try await lobby.installation.setPassword(
            Lobby.password, of: try #require(ID(person)), in: lobby.house.id)
        people.append((username, role.rawValue))
    }

    func perform(
        _ kind: CommandKind, _ texts: [String: [String]], file: String? = nil
    ) async throws -> ID<Subject> {
        var arguments = Arguments(texts)
        if let file { arguments.files["file"] = .init(name: "tekst.txt", bytes: Array(file.utf8)) }
        let done = try await lobby.installation.perform(
            kind, arguments, as: .system(component: "test", rule: nil, version: "1"), door: .system, in: lobby.house.id)
        return try #require(done.receipt.subjects.first).id
    }

    private func document(
        _ kind: String, _ title: String, _ classification: String, _ text: String, parent: ID<Document>?,
        _ more: [String: [String]] = [:]
    ) async throws -> ID<Document> {
        var texts = [
            "kind": [kind], "title": [title], "unit": ["\(own)"], "classification": [classification], "note": ["Ny"],
        ].merging(more) { $1 }
        if let parent { texts["parent"] = ["\(parent)"] }
        return try await perform(.importDocument, texts, file: "1. Afsnit\n\n\(text)\n").seen(as: Document.self)
    }

    private func adopt(
        _ id: ID<Document>, _ reason: String, _ conditions: String, _ minutes: String, lacking: String
    ) async throws {
        _ = try await perform(.submitVersion, ["document": ["\(id)"], "lacking": [lacking]])
        let register = lobby.house.state.register
        let known = try #require(register.documents[id])
        let members: [ID<Person>] =
            switch register.decider(of: known, on: lobby.today) {
            case .body: [lobby.person("chef")]
            case .head, nil: [lobby.person("ejer")]
            }
        _ = try await perform(
            .makeDecision,
            [
                "document": ["\(id)"], "act": ["adopt"], "outcome": ["approved"], "method": ["minutes"],
                "minutes": [minutes], "conditions": [conditions], "reason": [reason],
                "members": members.map(\.description),
            ])
        _ = try await perform(.enforceVersion, ["document": ["\(id)"], "from": ["\(lobby.today)"]])
    }

    private mutating func secret(_ classification: String, _ mark: String, _ policy: ID<Document>) async throws {
        var count = 0
        func canary(_ what: String) -> String {
            count += 1
            return "\(mark)\(count) \(what)"
        }
        let id = try await document(
            "procedure", canary("titel"), classification, "\(canary("tekst")) skal gøres.", parent: policy,
            [
                "placement": [canary("placering")], "note": [canary("note")], "row_number": ["0.9"],
                "row_unit": [canary("enhed dengang")], "row_update": [canary("opdatering dengang")],
                "row_day": ["\(lobby.today - 400)"], "number": ["1.0"],
            ])
        canaries[id] = mark
        try await adopt(
            id, canary("begrundelse"), canary("vilkår"), canary("referat"), lacking: canary("mangler afsnit"))
        let one = ["\(id)"]
        try await ask(one, canary)
        _ = try await perform(
            .translateVersion,
            [
                "document": one, "title": [canary("oversat titel")], "reason": [canary("oversat fordi")],
                "words": ["# \(canary("oversat overskrift"))\n\n\(canary("oversat tekst")) must be done.\n"],
            ])
        // References both ways between it and what everybody may read.
        for (from, to, relation) in [(id, policy, "se_ogsaa"), (policy, id, "erstatter"), (policy, id, "udmoenter")] {
            _ = try await perform(
                .relateDocument, ["document": ["\(from)"], "other": ["\(to)"], "relation": [relation]])
        }
        _ = try await perform(
            .unrelateDocument,
            [
                "document": ["\(policy)"], "other": one, "relation": ["udmoenter"],
                "reason": [canary("henviser ikke")],
            ])
        _ = try await perform(
            .retitleDocument, ["document": one, "title": [canary("ny titel")], "reason": [canary("derfor")]])
        _ = try await perform(
            .draftVersion,
            ["document": one, "classification": [classification], "note": [canary("hvad er nyt")]],
            file: "1. \(canary("overskrift"))\n\n\(canary("udkast")) skal gøres.\n")
        _ = try await perform(.nameContact, ["document": one, "contact": ["\(lobby.person("kollega"))"]])
        _ = try await perform(
            .verifyDocument,
            [
                "document": one, "outcome": ["unchanged"], "strategy": [canary("s")],
                "administration": [canary("a")], "business": [canary("b")],
                "threats": [canary("c")], "society": [canary("d")], "improvement": [canary("e")],
                "day": ["\(lobby.today)"],
            ])
        try await consult(one, canary)
        try await dispense(id, canary)
        try await comply(id, canary)
        try await endanger(classification, canary)
        _ = try await perform(
            .declareMaterialChange,
            [
                "document": one, "cause": ["lov"], "reason": [canary("ny lov")], "reference": [canary("lovens nummer")],
                "due": ["\(lobby.today + 90)"],
            ])
        _ = try await perform(
            .summariseDocument, ["document": one, "number": ["1.0"], "summary": [canary("in English")]])
        _ = try await perform(
            .setAudience,
            [
                "document": one, "reach": ["everybody"], "way": ["digest"], "reason": [canary("målgruppe")],
                "from": ["\(lobby.today)"],
            ])
        for whose in [["unit": ["\(own)"]], ["person": ["\(lobby.person("ejer"))"]]] {
            let task = try await perform(
                .addAction,
                [
                    "title": [canary("opgave")], "why": [canary("hvorfor")], "due": ["\(lobby.today + 3)"],
                    "document": one,
                ].merging(whose) { $1 })
            _ = try await perform(
                .moveAction, ["action": ["\(task)"], "due": ["\(lobby.today + 5)"], "reason": [canary("senere")]])
        }
        let done = try await perform(
            .addAction,
            [
                "title": [canary("udført")], "why": [canary("derfor")], "due": ["\(lobby.today + 3)"],
                "document": one, "unit": ["\(own)"],
            ])
        _ = try await perform(.completeAction, ["action": ["\(done)"], "note": [canary("sådan")]])
        // An annulled fact stays to be read, with why.
        _ = try await perform(
            .annulFact, ["position": ["\(lobby.head - 1)"], "reason": [canary("annulleret fordi")]])
        try await write(id, canary("kladdens ord"))
    }

    /// A consultation about the draft, with everything that can be said in one.
    private func consult(_ document: [String], _ canary: (String) -> String) async throws {
        let owner = "\(lobby.person("ejer"))"
        let consultation = try await perform(
            .openConsultation,
            [
                "document": document, "question": [canary("spørgsmål")], "persons": [owner],
                "due": ["\(lobby.today + 10)"],
            ])
        let about = ["consultation": ["\(consultation)"]]
        func give(_ kind: CommandKind, _ words: [String: [String]]) async throws {
            _ = try await perform(kind, about.merging(words) { $1 })
        }
        try await give(.comment, ["person": [owner], "text": [canary("bemærkning")]])
        let register = lobby.house.state.register
        let comment = try #require(register.consultations[consultation.seen(as: Consultation.self)]?.comments.last?.id)
        try await give(.reply, ["comment": ["\(comment)"], "person": [owner], "text": [canary("svar")]])
        try await give(.extendConsultation, ["due": ["\(lobby.today + 20)"], "reason": [canary("mere tid")]])
        try await give(
            .dispose, ["comment": ["\(comment)"], "disposition": ["delvist"], "reason": [canary("stillingtagen")]])
        try await give(.closeConsultation, ["note": [canary("notat")]])
    }

    /// What is being written and is no version yet.
    private func write(_ id: ID<Document>, _ words: String) async throws {
        let path = Route.manuscript(id).path
        try await lobby.visit { browser in
            #expect(try await browser.signIn("ejer").status == 303)
            let page = try await browser.get(path)
            let hidden = ["csrf", "base", "window", "origin", "turn", "answered", "writer", "seal"]
            let kept = try await browser.post(
                path, hidden.map { ($0, page.value(of: $0)) } + [("text", "# Overskrift\n\n\(words)")])
            #expect(kept.status == 303, "\(kept.status) \(path)")
        }
    }

    /// Every address there is. The switch makes a new route a fault until it is walked.
    func paths() -> [String] {
        let register = lobby.house.state.register
        var routes: [Route] = [
            .overview, .inbox, .mail, .delivery, .tasks, .wheel, .documents, .persons, .units, .bodies, .decisions,
            .accesses, .ledger, .checkpoint, .account, .search, .held, .retention, .part,
            .signIn, .freshSignIn, .firstRun, .accessibility, .password, .secondStep, .authenticator, .passkey,
            .recoveryCodes, .federation(.start), .federation(.answer(lobby.house.id)), .federation(.leave),
            .federation(.notice),
            .signInProvider, .healthz, .readyz, .house, .language,
            .appearance, .endSession, .invitation, .filters, .signOut, .file("vaern.css"), .publication,
            .calendar("ingen", nil), .keptImage("ingen", 0), .dispensations, .proposals, .topics, .meetings,
            .riskMethod,
            .threats, .frameworks, .terms, .requirements, .evidenceList, .nonconformities, .scopes, .controls,
            .unsubscribe(lobby.house.id, lobby.person("bo"), "ingen"),
        ]
        for document in register.documents.values {
            routes += [
                .document(document.id), .comparison(document.id), .short(document.number), .manuscript(document.id),
            ]
            for version in document.versions {
                routes += [
                    .version(document.id, version.id), .original(document.id, version.id),
                    .shortVersion(document.number, version.draft.number), .image(document.id, version.id, 0),
                    .export(document.id, version.id, .markdown),
                ]
            }
        }
        routes += register.notices.keys.map { .notice($0) } + register.consultations.keys.map { .consultation($0) }
        routes += register.dispensations.keys.map { .dispensation($0) } + register.proposals.keys.map { .proposal($0) }
        routes += register.actions.keys.map { .task($0) } + register.decisions.keys.map { .decision($0) }
        routes += register.persons.keys.flatMap { [.person($0), .erasure($0), .heldOf($0)] }
        routes += register.units.keys.map { .unit($0) }
        routes += (0..<register.count).flatMap { [.entry($0), .proof($0), .correction($0)] as [Route] }
        var paths = routes.filter(isWalked).map(\.path)
        for kind in CommandKind.allCases {
            paths.append(Route.command(kind).path)
            for id in canaries.keys { paths.append("\(Route.command(kind).path)?document=\(id)&act=adopt") }
            for id in register.dispensations.keys { paths.append(dispensing(id, kind)) }
        }
        paths += compliancePaths + meetingPaths + register.decisions.keys.map { Route.decisionPackage($0).path }
        for held in [Route.held.path] + register.persons.keys.map({ Route.heldOf($0).path }) {
            paths += ["\(held)?som=json", "\(held)?som=csv"] + DataKind.allCases.map { "\(held)?slags=\($0.rawValue)" }
        }
        let handOver = Route.command(.handOver).path
        paths +=
            register.persons.keys.map { "\(handOver)?person=\($0)" }
            + register.units.keys.map { "\(handOver)?unit=\($0)" }
        paths += [
            "/opgaver?vis=alle&som=csv", "/dokumenter?som=csv", "/revisionsspor?som=csv", "/aarshjul?som=csv",
            "/personer?som=csv", "/enheder?som=csv", "/dokumenter?som=xlsx",
            "/opgaver?vis=alle", "/opgaver?vis=enhed", "/dokumenter?sorter=titel", "/dokumenter?status=udkast",
            "/dokumenter?sorter=frist", "/revisionsspor?om=document", "/soeg?q=kanarie", "/personer?navn=kanarie",
        ]
        let pages: [PublicRoute.Page] =
            [.list, .changes, .checkpoint, .statement, .security, .sitemap, .robots, .missing]
            + register.courses.values.flatMap { course in
                course.certificates.values.joined().map { .certificate(course.id, $0.certificate) }
            }
            + register.documents.values.flatMap { document -> [PublicRoute.Page] in
                [.document(document.number), .pdf(document.number)]
                    + document.versions.map(\.draft.number).flatMap { number -> [PublicRoute.Page] in
                        [
                            .version(document.number, number), .text(document.number, number),
                            .proof(document.number, number),
                        ]
                    }
            }
        for page in pages where isPublic(page) {
            for language in Language.allCases { paths.append(PublicRoute(language: language, page).path) }
        }
        for document in register.documents.values {
            let versions = document.versions.map(\.id.description)
            let place = Route.comparison(document.id).path
            for first in versions { for second in versions { paths.append("\(place)?fra=\(first)&til=\(second)") } }
            for consultation in register.consultations(about: document.id) {
                paths.append("\(Route.document(document.id).path)?hoering=\(consultation.id)")
            }
            paths += [
                "/dokumenter/\(document.id)?tekst=en", "/dokumenter/\(document.id)/sammenlign?tekst=en",
                "/udfoer/document.translate?document=\(document.id)",
            ]
            for version in document.versions {
                paths += [
                    "\(Route.version(document.id, version.id).path)?tekst=en",
                    "\(Route.export(document.id, version.id, .markdown).path)?tekst=en",
                    "\(Route.original(document.id, version.id).path)?tekst=en",
                ]
            }
        }
        for mark in canaries.values {
            paths += ["/soeg?q=\(Percent.encoded(mark))", "/soeg?q=\(Percent.encoded(mark))1&gamle=ja&vis=opgaver"]
        }
        return paths
    }

    /// Every operation that reads.
    func operations() -> [(path: String, query: [String: [String]])] {
        let register = lobby.house.state.register
        let ids =
            register.documents.keys.map(\.description) + register.actions.keys.map(\.description)
            + register.decisions.keys.map(\.description) + register.persons.keys.map(\.description)
            + register.consultations.keys.map(\.description) + register.notices.keys.map(\.description)
            + register.proposals.keys.map(\.description) + register.dispensations.keys.map(\.description)
            + register.meetings.keys.map(\.description) + register.topics.map(\.id.description)
            + register.requirements.keys.map(\.description) + register.evidence.keys.map(\.description)
            + register.nonconformities.keys.map(\.description) + register.reports.keys.map(\.description)
            + register.objectives.keys.map(\.description) + register.courses.keys.map(\.description)
            + register.competences.keys.map(\.description)
            + register.measures.keys.map(\.description)
            + register.assets.keys.map(\.description) + register.campaigns.keys.map(\.description)
            + register.risks.keys.map(\.description)
        return APIRoute.Resource.allCases.flatMap { resource -> [(String, [String: [String]])] in
            let path = "/api/v1/" + resource.path
            let query: [String: [String]] = resource == .search ? ["q": ["kanarie"]] : [:]
            guard path.contains("{}") else {
                let lists: [(String, [String: [String]])] =
                    resource.sheet != nil ? ["csv", "csv-rfc4180", "xlsx"].map { (path, ["format": [$0]]) } : []
                let marks = resource == .search ? canaries.values.map { (path, ["q": [$0], "old": ["true"]]) } : []
                return [(path, query)] + marks + lists
            }
            let names = resource.takesPosition ? (0..<register.count).map(String.init) : ids
            let plain = names.map { (path.replacing("{}", with: $0), query) }
            guard resource == .document || resource == .export || resource == .comparison else { return plain }
            let versions = register.documents.values.flatMap { document in document.versions.map { (document.id, $0) } }
            return plain
                + versions.map { document, version in
                    let number = version.draft.number.description
                    let asked =
                        resource == .comparison
                        ? ["from": [number], "to": [number]] : ["version": [version.id.description]]
                    return (path.replacing("{}", with: "\(document)"), asked)
                }
        }
    }
}
