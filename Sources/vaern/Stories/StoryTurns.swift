// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office
import Web

/// What happens in the houses of the stories besides the example world, so that every page meets what it must bear: the
/// longest names there are, and consultations with something said in them. Commands given as people give them.
struct StoryTurns {
    private let house: House
    private let desk: Desk
    private let mint: Mint

    init(_ house: House, _ installation: Web.Installation, seed: UInt64) throws {
        guard let desk = installation.desk(of: house.id) else { throw DemoFault.missing("a desk") }
        self.house = house
        self.desk = desk
        mint = .seeded(seed)
    }

    private var register: Register { house.state.register }
    private var today: Day { house.clock.today }

    @discardableResult
    private func give(
        _ kind: CommandKind, _ texts: [String: String], many: [String: [String]] = [:],
        files: [String: Arguments.File] = [:], by actor: Actor
    ) throws -> Receipt {
        let order = Order(
            command: mint.ordered(at: house.clock.now), kind: kind,
            arguments: Arguments(texts.mapValues { [$0] }.merging(many) { $1 }, files: files), actor: actor,
            door: actor.person == nil ? .cli : .web)
        do throws(Refusal) {
            return try desk.performBlocking(order)
        } catch {
            throw DemoFault.refused("\(kind.rawValue): \(error.phrase.en) \(error.field ?? "") \(texts)")
        }
    }

    private func actor(_ person: ID<Person>) -> Actor {
        .person(
            Ref(person), account: Ref(person), method: "password", strength: 1,
            authenticated: house.clock.now.milliseconds)
    }

    private func holder(_ role: Role) throws -> Actor {
        guard let person = register.holders(of: role, unit: nil, on: today).first else {
            throw DemoFault.missing("a holder of \(role.rawValue)")
        }
        return actor(person)
    }

    private func made<Kind>(_ receipt: Receipt, _: Kind.Type = Kind.self) throws -> ID<Kind> {
        guard let subject = receipt.subjects.first else { throw DemoFault.missing("what a command made") }
        return subject.id.seen(as: Kind.self)
    }

    // MARK: The first day of an organisation

    /// As the first start does it: a name, a unit, and one administrator who may sign in.
    func begin() throws {
        let installer = Actor.operator(user: "eksempeldata")
        try give(.nameOrganisation, ["name": "Nyvang Forsyning", "short": "Nyvang"], by: installer)
        let unit: ID<Unit> = try made(give(.openUnit, ["name": "Sekretariat", "from": "\(today)"], by: installer))
        let person: ID<Person> = try made(give(.addPerson, ["name": "Ellen Nygaard"], by: installer))
        try give(
            .beginEngagement,
            ["person": "\(person)", "kind": "employee", "unit": "\(unit)", "title": "Sekretær", "from": "\(today)"],
            by: installer)
        try give(
            .grantRole, ["person": "\(person)", "role": Role.administrator.rawValue, "from": "\(today)"], by: installer)
        try give(.openAccount, ["person": "\(person)", "username": "ellen.nygaard"], by: installer)
    }

    // MARK: What pages must bear

    func play() throws {
        let (administrator, security) = (try holder(.administrator), try holder(.security))
        let unit: ID<Unit> = try made(
            give(
                .openUnit,
                [
                    "name": "Afdelingen for tværkommunal informationssikkerhedsarkitektur og beredskabsplanlægning",
                    "from": "\(today)",
                ], by: administrator))
        let person: ID<Person> = try made(
            give(
                .addPerson,
                ["name": "Maximiliane-Alexandrine Christoffersdatter von Rosenkrantz-Lindencrone og Ravnshøj"],
                by: administrator))
        try give(
            .beginEngagement,
            [
                "person": "\(person)", "kind": "employee", "unit": "\(unit)",
                "title": "Informationssikkerhedsarkitekturansvarlig specialkonsulent", "from": "\(today)",
            ], by: administrator)
        try give(
            .addAction,
            [
                "title": "Gennemgå samtlige leverandørers databehandleraftaler, underdatabehandlere og "
                    + "overførselsgrundlag, og aftal med hver af dem, hvornår de manglende "
                    + "sikkerhedsforanstaltninger er på plads",
                "why": "Tilsynet har spurgt.", "due": "\(today + 45)", "unit": "\(unit)",
            ], by: security)
        try give(
            .createDocument,
            [
                "kind": Document.Kind.procedure.rawValue,
                "title": "Procedure for personoplysningssikkerhedshændelseshåndtering, "
                    + "underretningspligtvurdering og erfaringsopsamling på tværs af kommunerne og deres leverandører",
                "unit": "\(unit)", "parent": try policy(),
            ], by: security)
        try consult(by: security)
        try reclassify(by: security)
        try adopt(by: security)
        try adoptThreats(by: security)
        try teach(by: security)
        try appraise(by: security)
    }

    /// A risk that was judged question by question, so that its questions can be asked again.
    private func appraise(by security: Actor) throws {
        let solutions = register.assets.values.filter { $0.kind == .solution && $0.holds(on: today) }
        guard let asset = solutions.min(by: { $0.number < $1.number }) else { throw DemoFault.missing("a solution") }
        let answers = Risk.Guide.questions.map { question in
            (question.field, question.dimension == .contract ? AssessRisk.irrelevant : "3")
        }
        let catalogue = ShippedThreats.catalogue
        let threats = catalogue.proposed(for: .solution).map { catalogue.reference(to: $0) }
        guard let last = threats.last else { throw DemoFault.missing("threats to a solution") }
        let told = [
            "asset": "\(asset.id)", AppraiseRisk.reason(.contract): "Der er ingen kontrakt om det.",
            "threats": threats.dropLast().map(\.description).joined(separator: ", "),
            "dismissed": "\(last) Ingen andre bruger den.", "likelihood": "3",
            "in_place": "27002:8.13 partly\n27002:8.8 unknown Find ud af, hvem der holder øje med sårbarheder",
            "reason": "Det er sket for to andre.", "title": "Sagsbehandlingen står stille efter et angreb",
            "scenario": "Nogen kommer ind gennem en kendt sårbarhed og låser løsningen.",
            "vulnerabilities": "Ingen ved, hvem der holder øje.", "treatment": Risk.Treatment.modify.rawValue,
            "task": "Aftal, hvem der retter kendte sårbarheder", "task_due": "\(today + 60)",
        ]
        try give(.appraiseRisk, told.merging(answers) { $1 }, by: security)
    }

    /// A course that is a package: one of the modules that come with Værn, as another learning system would have it.
    private func teach(by security: Actor) throws {
        let others = register.documents.values.filter { $0.kind == .module && $0.created != nil }
        guard let other = others.min(by: { $0.number < $1.number }), let unit = other.owner.newest,
            let parent = other.parent.newest.flatMap({ $0 }),
            let head = register.holders(of: .unitHead, unit: unit, on: today).first
        else { throw DemoFault.missing("a module and the head of its unit") }
        let bytes = try ScormExport.package(LearningLibrary.modules.filter { $0.id == "gdpr" })
        guard let extract = try Extract.take(from: bytes) else { throw DemoFault.missing("a package") }
        let proposal = try DocumentImport.propose(extract.text, fileName: "gdpr.md") { [mint] in
            let bits = mint.random()
            return ParagraphID(high: bits.0, low: bits.1)
        }
        let by = actor(head)
        let document: ID<Document> = try made(
            give(
                .importDocument,
                [
                    "kind": Document.Kind.module.rawValue, "title": proposal.title + " (pakke)", "unit": "\(unit)",
                    "parent": "\(parent)", "classification": "intern", "number": "1.0",
                ],
                files: [
                    "text": .init(name: "text", bytes: proposal.text.encode()),
                    "file": .init(name: "gdpr.zip", bytes: bytes),
                    "extract": .init(name: "extract", bytes: extract.encode()),
                ], by: by))
        try give(.submitVersion, ["document": "\(document)"], by: by)
        try give(
            .makeDecision,
            ["document": "\(document)", "act": "adopt", "outcome": "approved", "method": "written"],
            many: ["members": ["\(head)"]], by: by)
        try give(.enforceVersion, ["document": "\(document)", "from": "\(today)"], by: by)
        try give(
            .openCourse,
            [
                "document": "\(document)", "scope": ModuleScope.gdpr.rawValue, "reach": "everybody", "rhythm": "yearly",
                "from": "\(today)",
            ], by: security)
    }

    /// A catalogue of the organisation's own, from a file.
    private func adopt(by security: Actor) throws {
        let file = Arguments.File(
            name: "driftsregler.csv",
            bytes: Array(
                """
                id;titel;tekst
                1;Drift;
                1.1;Sikkerhedskopiering;Alle fagsystemer skal kopieres hver nat, og en kopi skal ligge et andet sted.
                1.2;Gendannelse;Hvert halvår skal det prøves, at en kopi kan læses tilbage.

                """.utf8))
        let read = try FrameworkFile.read(file.bytes, fileName: file.name)
        let reading = AdoptedFramework.Reading(
            sha256: Digest.sha256(file.bytes).hex, clauses: read.clauses.count, languages: read.languages, edition: nil,
            publisher: nil, source: nil, rights: nil)
        try give(
            .adoptFramework,
            ["name": "driftsregler", "label": "Regler for drift", "kind": Framework.Kind.controls.rawValue],
            files: ["file": file, "reading": .init(name: "reading", bytes: reading.encode())], by: security)
    }

    /// Threats that others have listed, in the form that OS2compliance has them in.
    private func adoptThreats(by security: Actor) throws {
        let file = Arguments.File(
            name: "trusler-havn.json",
            bytes: Array(
                """
                [{"identifier": "h01", "threatCatalogIdentifier": "havn", "threatType": "1) Vejr og vand",
                  "description": "Stormflod når op over kajen", "rights": false},
                 {"identifier": "h02", "threatCatalogIdentifier": "havn", "threatType": "2) Mennesker",
                  "description": "Billeder af de ventende bliver delt med uvedkommende", "rights": true}]
                """.utf8))
        let read = try FrameworkFile.read(file.bytes, fileName: file.name)
        let reading = AdoptedFramework.Reading(
            sha256: Digest.sha256(file.bytes).hex, clauses: read.clauses.count, languages: read.languages, edition: nil,
            publisher: nil, source: nil, rights: nil)
        try give(
            .adoptFramework,
            ["name": "havn", "label": "Trusler mod en havn", "kind": Framework.Kind.threats.rawValue],
            files: ["file": file, "reading": .init(name: "reading", bytes: reading.encode())], by: security)
    }

    private func policy() throws -> String {
        guard let policy = register.documents.values.first(where: { $0.kind == .policy }) else {
            throw DemoFault.missing("a policy")
        }
        return "\(policy.id)"
    }

    /// A text that is to be more confidential, which it is from now on, and one that is to be less, which it is not yet.
    private func reclassify(by owner: Actor) throws {
        let texts = register.documents.values.filter { document in
            document.versionInForce(on: today) != nil && document.pending == nil && document.kind != .policy
                && document.classification(on: today) == .internal
        }.sorted { $0.number > $1.number }
        guard texts.count > 2 else { throw DemoFault.missing("texts in force") }
        for (document, classification, reason) in [
            (texts[0], Classification.confidential, "Bilaget med adgangsveje er kommet ind i teksten."),
            (texts[1], Classification.public, "Kommunernes leverandører skal kunne læse den."),
        ] {
            try give(
                .reclassifyDocument,
                ["document": "\(document.id)", "classification": classification.rawValue, "reason": reason], by: owner)
        }
    }

    /// A consultation that is closed, and one that is open, each with what was said in it.
    private func consult(by owner: Actor) throws {
        let drafts = register.documents.values.filter { document in
            document.created != nil && !document.isWithdrawn(on: today)
                && document.pending.map { $0.submitted == nil && $0.draft.classification == .internal } ?? false
        }.sorted { $0.number < $1.number }
        guard let draft = drafts.first else { throw DemoFault.missing("a draft") }
        let readers = [Role.dpo, .systemOwner].flatMap { register.holders(of: $0, unit: nil, on: today) }
        guard let first = readers.first, let second = readers.last, first != second else {
            throw DemoFault.missing("two to ask")
        }
        for isLast in [false, true] {
            let consultation: ID<Consultation> = try made(
                give(
                    .openConsultation,
                    [
                        "document": "\(draft.id)", "due": "\(today + 14)",
                        "question": "Kan det bruges, som det står? Skriv især, hvad der mangler for jeres løsninger.",
                    ], many: ["persons": ["\(first)", "\(second)"]], by: owner))
            try give(
                .comment,
                [
                    "consultation": "\(consultation)", "person": "\(first)",
                    "text": "Det bør stå, hvem der afgør, om en leverandør skal underrettes, og hvor hurtigt.",
                ], by: actor(first))
            guard let comment = register.consultations[consultation]?.comments.first else {
                throw DemoFault.missing("a comment")
            }
            try give(
                .reply,
                [
                    "consultation": "\(consultation)", "comment": "\(comment.id)", "person": "\(second)",
                    "text": "Enig. Jeg foreslår, at systemejeren afgør det.",
                ], by: actor(second))
            guard !isLast else { return }
            try give(
                .dispose,
                [
                    "consultation": "\(consultation)", "comment": "\(comment.id)",
                    "disposition": Consultation.Disposition.followed.rawValue,
                ], by: owner)
            try give(
                .closeConsultation, ["consultation": "\(consultation)", "note": "Én bemærkning, som er fulgt."],
                by: owner)
        }
    }
}
