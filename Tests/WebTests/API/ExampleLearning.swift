// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

@testable import Web

/// The example of each command about courses.
extension ExampleWorld {
    static let module = """
        ---
        id: kort
        language: da
        title: Kort modul
        version: "1.0"
        scope: gdpr
        minutes: 2
        pass_mark: 80
        teaches: ["politik:9"]
        ---

        ## Pas på {#pas}

        Pas på borgernes oplysninger.

        # Spørgsmål

        ## Hvad skal du gøre? {#q1}
        page: pas
        - [x] Passe på
        - [ ] Ingenting
        > Det er borgernes.
        """

    /// The same in both languages: a test has no reader.
    static let quiz = """
        ## Hvad skal enheden? {#q1}
        page: 1
        - [ ] Ingenting
        - [x] Føre en liste
        > Det står i formålet.
        """

    /// A policy that is out and has a quiz.
    func prepareQuiz() async throws {
        try await advance(to: .enforceVersion)
        try await rooms.give(.setQuiz, ["document": "\(policy)", "danish": Self.quiz, "english": Self.quiz])
    }

    var quizMembers: [(String, JSON?)] {
        [("document", .string("\(policy)")), ("danish", .string(Self.quiz)), ("english", .string(Self.quiz))]
    }

    func said(_ kind: CommandKind) -> [(String, JSON?)] {
        kind == .acknowledgeNotice ? [("answers", "q1=1")] : []
    }

    private var course: (String, JSON?) { ("course", .string(register.courses.keys.first?.description ?? "")) }
    private var certificate: (String, JSON?) {
        let known = register.courses.values.first?.certificates.values.first?.first?.certificate
        return ("certificate", .string(known?.description ?? ""))
    }
    private var plan: [(String, JSON?)] {
        [("reach", "chosen"), ("units", .list(["\(unit)"])), ("days", 20), ("rhythm", "once"), ("working_day", true)]
    }

    func prepareLearning(_ kind: CommandKind) async throws {
        try await teachable()
        guard kind != .openCourse, let module = register.documents.values.first(where: { $0.kind == .module }) else {
            return
        }
        try await rooms.give(
            .openCourse,
            [
                "document": "\(module.id)", "scope": "gdpr", "reach": "everybody", "rhythm": "yearly",
                "from": "\(rooms.today)",
            ])
        if kind == .recordCompletions {
            try await rooms.give(
                .identifyPerson, ["person": "\(ada)", "system": "employeeNumber", "value": "10234"])
            let rows = "Medarbejdernummer;Kursus;Gennemført\n10234;Kort modul;\(rooms.today)\n"
            var arguments = Arguments(["unit": ["\(unit)"], "title": ["Udtræk"]])
            arguments.files["file"] = .init(name: "udtraek.csv", bytes: Array(rows.utf8))
            try await rooms.give(.addEvidence, arguments)
        }
        guard [.revokeCertificate, .reissueCertificate, .recordCompletion].contains(kind),
            let course = register.courses.keys.first
        else { return }
        try await rooms.give(
            .addEvidence, ["unit": "\(unit)", "title": "Udtræk", "link": "https://kurser.example/udtraek"])
        guard kind != .recordCompletion, let evidence = register.evidence.keys.first else { return }
        try await rooms.give(
            .recordCompletion,
            [
                "course": "\(course)", "person": "\(ada)", "day": "\(rooms.today - 1)", "evidence": "\(evidence)",
                "late_reason": "Kom med udtrækket",
            ])
        if kind == .reissueCertificate {
            try await rooms.give(
                .renamePerson, ["person": "\(ada)", "name": "Nyt Navn", "from": "\(rooms.today)"])
        }
    }

    private func teachable() async throws {
        try await advance(to: .enforceVersion)
        guard let policy = register.documents.values.first(where: { $0.kind == .policy })?.id else { return }
        var arguments = Arguments(
            [
                "kind": "modul", "title": "Kort modul", "unit": "\(unit)", "classification": "intern",
                "parent": "\(policy)",
            ].mapValues { [$0] })
        arguments.files["file"] = .init(name: "kort.da.md", bytes: Array(Self.module.utf8))
        let module: ID<Document> = rooms.id(try await rooms.give(.importDocument, arguments))
        try await rooms.give(.submitVersion, ["document": "\(module)"])
        try await rooms.give(
            .makeDecision,
            [
                "document": "\(module)", "act": "adopt", "outcome": "approved", "method": "meeting",
                "members": "\(ada)",
            ])
        try await rooms.give(.enforceVersion, ["document": "\(module)", "from": "\(rooms.today)"])
    }

    func learningMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        switch kind {
        case .openCourse:
            let module = register.documents.values.first { $0.kind == .module }?.id.description ?? ""
            return [
                ("document", .string(module)), ("scope", "gdpr"), ("from", .string("\(rooms.today)")),
                ("first_due", .string("\(rooms.today + 60)")),
            ] + plan
        case .planCourse: return [course, ("from", .string("\(rooms.today)")), ("reason", "Kun én enhed")] + plan
        case .renewCourse: return [course, ("due", .string("\(rooms.today + 30)")), ("reason", "Ny lov")]
        case .completeCourse: return [course, ("answers", "q1=0")]
        case .recordCompletion:
            return [
                course, ("person", .string("\(ada)")), ("day", .string("\(rooms.today)")),
                ("evidence", .string(register.evidence.keys.first?.description ?? "")),
            ]
        case .recordCompletions:
            return [course, ("evidence", .string(register.evidence.keys.first?.description ?? ""))]
        case .revokeCertificate: return [course, certificate, ("reason", "En anden svarede")]
        case .reissueCertificate: return [course, certificate]
        default: return [course, ("reason", "Afløst af et andet")]
        }
    }
}

extension ExampleWorld {
    /// Brings the policy as far as a step of its life.
    func advance(to step: CommandKind) async throws {
        try await rooms.give(.submitVersion, ["document": "\(policy)", "lacking": "Kun til test"])
        if step == .submitVersion { return }
        try await rooms.give(
            .makeDecision,
            [
                "document": "\(policy)", "act": "adopt", "outcome": "approved", "method": "meeting",
                "members": "\(ada)",
            ])
        if step == .makeDecision { return }
        try await rooms.give(.enforceVersion, ["document": "\(policy)", "from": "\(rooms.today)"])
    }
}
