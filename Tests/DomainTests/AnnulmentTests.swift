// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("Annulment brings back what stood before")
struct AnnulmentTests {
    /// Commands after which annulling all their facts, newest first, must give back the register but for its counters.
    /// (The example of another class is a stricter one, which only whoever decides the document takes back: see there.)
    static let commands: [CommandKind] = CommandKind.allCases.filter {
        $0 != .erasePerson && $0 != .annulFact && $0 != .correctFact && $0 != .reclassifyDocument
            // Whoever knows the root knows the sample, so what is locked stays.
            && $0 != .freezePopulation && $0 != .closePeriod
            // How somebody signed in, and of whom it was demanded, did happen.
            && $0 != .recordSignIn && $0 != .removeSignInMethod && $0 != .requireSecondStep
            && $0 != .setSignInProvider && $0 != .setProviderSecret && $0 != .removeSignInProvider
            && $0 != .followGroups
            // Which groups there were, another system said; it is put right there.
            && $0 != .provisionGroup
            // That a file was taken in stays; what it changed is annulled piece by piece.
            && $0 != .importPersons
            && $0 != .importAssets && $0 != .importRisks
    }

    @Test("for every command: duties, and all that is shown, are as if it had never been", arguments: commands)
    func restores(_ kind: CommandKind) {
        let rules = CommandRules.of(kind)
        var world = World.house
        let words = rules.example(&world)
        let before = Shown(world.register)
        let entries = world.given(kind, words)
        let after = Shown(world.register)
        #expect(before != after, "the command changes nothing that is shown")
        for entry in entries.reversed() {
            world.given(.annulFact, ["position": entry.stamp.position, "reason": "Var forkert"])
        }
        let restored = Shown(world.register)
        #expect(restored.duties == before.duties)
        #expect(restored == before)
    }

    @Test("a proposal of a laxer class that nobody has decided: as if it had never been")
    func restoresAProposal() {
        var world = World.house
        world.enact("Backup", ["classification": "fortrolig"])
        let before = Shown(world.register)
        world.propose("Backup", "intern")
        #expect(Shown(world.register) != before)
        let proposal = world.position { if case .document(_, .classProposed) = $0 { true } else { false } }
        world.given(.annulFact, ["position": proposal, "reason": "Var forkert"])
        #expect(Shown(world.register) == before)
    }

    /// What the register says of things that exist, without counters and the numbers of facts.
    struct Shown: Equatable {
        var duties: Duties
        var risks: RiskIndex
        var lines: [String] = []

        init(_ register: Register) {
            duties = register.duties
            risks = register.riskIndex
            lines.append("\(register.organisation.talks)")
            for unit in register.units.values where unit.from != nil {
                lines.append("\(unit.id) \(unit.name) \(unit.nameEnglish) \(unit.parent) \(unit.closing)")
            }
            for person in register.persons.values where !person.name.entries.isEmpty {
                lines.append(
                    "\(person.id) \(person.name) \(person.mail) \(person.engagements) \(person.leaves) \(person.identities) \(person.grants) \(person.deputyships) \(person.holds) \(person.account) \(person.talks)"
                )
            }
            for body in Body.Kind.allCases { lines.append("\(body) \(register.bodies[body]?.seats ?? [])") }
            for document in register.documents.values where document.created != nil {
                lines.append(
                    "\(document.id) \(document.title) \(document.owner) \(document.parent) \(document.contact) \(document.versions) \(document.rows) \(document.verifications) \(document.audience) \(document.withdrawal) \(document.summaries) \(document.ties) \(document.reclassifications) \(document.statutes) \(String(describing: document.withdrawnFrom))"
                )
            }
            for notice in register.notices.values where notice.opened != nil {
                let read = notice.acknowledgements.keys.sorted()
                let sums = register.readers.sums(of: notice.id, on: day("2027-01-01"))
                let told = "\(notice.told.keys.sorted()) \(notice.tellings)"
                lines.append(
                    "\(notice.id) \(String(describing: notice.document)) \(read) \(notice.reminders) \(told) \(sums)")
            }
            for known in register.requirements.values where known.wording != nil {
                let clauses = known.mappings.filter { ($0.value.newest ?? nil) != nil }.map { "\($0) \($1.entries)" }
                lines.append(
                    "\(known.id) \(known.wordings) \(known.withdrawal) \(known.assessments) \(clauses.sorted())")
            }
            for known in register.evidence.values where known.giving != nil {
                lines.append("\(known.id) \(String(describing: known.giving)) \(known.from) \(known.withdrawal)")
            }
            for known in register.nonconformities.values where known.raised != nil {
                let raised = String(describing: known.raised)
                lines.append("\(known.id) \(raised) \(known.day) \(known.explanations) \(known.checks)")
            }
            for known in register.controlTests.values where known.plan != nil {
                let plan = String(describing: known.plan)
                lines.append("\(known.id) \(plan) \(known.rounds) \(known.retirement)")
            }
            for known in register.audits.values where known.record != nil {
                lines.append("\(known.id) \(String(describing: known.record)) \(known.day)")
            }
            for known in register.auditEngagements.values where known.opening != nil {
                let opening = String(describing: known.opening)
                lines.append("\(known.id) \(opening) \(String(describing: known.closing(on: day("2030-01-01"))))")
            }
            for known in register.evidenceRequests.values where known.making != nil {
                let making = String(describing: known.making)
                lines.append("\(known.id) \(making) \(known.answers) \(known.judgements) \(known.withdrawal)")
            }
            for known in register.scopes.values where known.name != nil {
                let decided = known.decisions.map { "\($0) \($1.entries)" }.sorted()
                lines.append("\(known.id) \(String(describing: known.name)) \(known.closing) \(decided)")
            }
            for known in register.reports.values where known.issue != nil {
                lines.append("\(known.id) \(String(describing: known.issue)) \(known.day) \(known.presentations)")
            }
            for known in register.objectives.values where known.wording != nil {
                lines.append("\(known.id) \(known.wordings) \(known.measurements) \(known.ending)")
            }
            for known in register.courses.values where known.opened != nil {
                let held = known.certificates.map { "\($0) \($1)" }.sorted()
                let sums = register.learners.sums(of: known.id, on: day("2027-01-01"))
                let plans = "\(known.plans) \(known.renewals) \(known.closing)"
                lines.append("\(known.id) \(String(describing: known.opening)) \(plans) \(held) \(sums)")
            }
            for known in register.competences.values where known.wording != nil {
                let held = known.credentials.map { "\($0) \($1)" }.sorted()
                lines.append("\(known.id) \(known.wordings) \(known.demands) \(known.withdrawal) \(held)")
            }
            for known in register.initiatives.values where known.plan != nil {
                let made = "\(known.measurements) \(known.exercises)"
                let begun = String(describing: known.begunOn)
                lines.append("\(known.id) \(known.plans) \(made) \(known.ending) \(known.dropping) \(begun)")
            }
            for known in register.measures.values where known.wording != nil {
                lines.append("\(known.id) \(known.wordings) \(known.implementation) \(known.tests) \(known.ending)")
            }
            for known in register.assets.values where known.wording != nil {
                let made = "\(known.measurements) \(known.reviews) \(known.inventories)"
                lines.append("\(known.id) \(known.wordings) \(made) \(known.retirement)")
                let needs = register.needs(of: known.id, on: day("2027-01-01"))
                let borne = String(describing: register.inheritance.nodes[known.id])
                lines.append("\(known.id) \(known.ties) \(needs) \(borne)")
            }
            for known in register.risks.values where known.wording != nil {
                let accepted = register.acceptances(of: known)
                lines.append(
                    "\(known.id) \(known.wordings) \(known.assessments) \(known.verifications) \(known.closing) \(accepted)"
                )
            }
            for known in register.processings.values where known.wording != nil {
                lines.append("\(known.id) \(known.wordings) \(known.reviews) \(known.ending)")
            }
            for known in register.subjectRequests.values where known.receipt != nil {
                let made = "\(known.identities) \(known.extensions) \(known.notes) \(known.answers)"
                lines.append("\(known.id) \(String(describing: known.receipt)) \(known.handlers) \(made)")
            }
            for known in register.campaigns.values where known.opening != nil {
                let answers = known.answers.map { "\($0) \($1)" }.sorted()
                lines.append("\(known.id) \(String(describing: known.opening)) \(answers) \(known.closing)")
            }
            for known in register.frameworks.values where known.adoption != nil {
                let adoption = String(describing: known.adoption)
                lines.append("\(known.id) \(adoption) \(known.adoptedOn) \(known.retirement)")
            }
            for reminder in register.reminders.values {
                guard reminder.to != nil || !reminder.mailings.isEmpty else { continue }
                lines.append(
                    "\(reminder.id) \(String(describing: reminder.matter)) \(reminder.day) \(reminder.mailings)")
            }
            for hearing in register.consultations.values where hearing.opening != nil {
                lines.append(
                    "\(hearing.id) \(String(describing: hearing.opening)) \(hearing.due) \(hearing.closing) \(hearing.agreements) \(hearing.comments)"
                )
            }
            for decision in register.decisions.values where !decision.annulled {
                lines.append("\(decision.id) \(decision.day) \(decision.confirmations) \(decision.journal)")
            }
            for known in register.dispensations.values where known.request != nil {
                lines.append(
                    "\(known.id) \(known.requests) \(known.opinions) \(known.recommendations) \(known.submissions) \(known.withdrawal) \(known.ending)"
                )
            }
            for known in register.meetings.values where known.calling != nil {
                lines.append(
                    "\(known.id) \(known.days) \(known.cancelled) \(known.items) \(known.attendance) \(known.submissions) \(known.approvals) \(known.journal)"
                )
            }
            for action in register.actions.values where action.added != nil {
                lines.append("\(action.id) \(action.due) \(action.standing)")
            }
            for token in register.tokens.values where token.issued != nil {
                lines.append("\(token.id) \(String(describing: token.revoked))")
            }
            let organisation = register.organisation
            lines.append("\(organisation.name) \(organisation.short)")
            lines.append(
                "\(organisation.publication) \(organisation.reviews) \(organisation.dispensationLimit(on: .distantFuture)) \(organisation.escalationLimits(of: .head, on: .distantFuture))"
            )
            lines.sort()
        }
    }

    @Test("a decision annulled after the entry: the version before is in force again, and the body owes a decision")
    func decisionAfterEntry() throws {
        var world = World.house
        world.enact("Backup", ["classification": "fortrolig"])
        #expect(world.known("Backup").versionInForce(on: world.today)?.draft.number == VersionNumber(1, 1))
        let decision = world.position { if case .decision = $0 { true } else { false } }
        world.given(.annulFact, ["position": decision, "reason": "Blev aldrig besluttet"])
        #expect(world.known("Backup").versionInForce(on: world.today)?.draft.number == VersionNumber(1, 0))
        #expect(world.known("Backup").rows.map(\.number) == [VersionNumber(1, 0)])
        #expect(world.duties(.decision, .document(world.document("Backup"))).filter { $0.done == nil }.count == 1)
        // Decided after all, it is in force from the day it was put in force, for that act was right.
        world.decide("Backup")
        #expect(world.known("Backup").versionInForce(on: world.today)?.draft.number == VersionNumber(1, 1))
    }

    @Test("a policy whose approval falls away leaves what stands below it without a document in force above")
    func childrenOfUndecided() {
        var world = World.house
        let decision = world.position { fact in
            if case .decision(_, .made(let made)) = fact {
                made.matter.document == world.document("Politik")
            } else {
                false
            }
        }
        world.given(.annulFact, ["position": decision, "reason": "Referatet findes ikke"])
        #expect(world.duties(.parent, .document(world.document("Backup"))).map(\.opens) == [day("2026-11-23")])
        world.decide("Politik")
        #expect(world.duties(.parent, .document(world.document("Backup"))).isEmpty)
    }

    @Test("a rejection annulled: the draft waits for its decision again, as submitted")
    func rejectionAnnulled() {
        var world = World.house
        world.draft("Backup")
        world.given(.submitVersion, ["document": world.document("Backup")])
        let submitted = world.known("Backup").pending?.submitted
        world.decide("Backup", ["outcome": "rejected", "reason": "Forkert sag"])
        #expect(world.known("Backup").pending?.submitted == nil)
        world.given(.annulFact, ["position": world.history.count - 1, "reason": "Det var en anden procedure"])
        #expect(world.known("Backup").pending?.submitted == submitted)
        world.decide("Backup")
        #expect(world.known("Backup").pending?.decision != nil)
    }

    @Test("a document whose creation is annulled is gone, with its duties, and what stands below it has no parent")
    func creationAnnulled() {
        var world = World.house
        world.given(
            .transferDocument,
            ["document": world.document("Backup"), "unit": world.unit("CAI"), "from": World.monday, "reason": "-"])
        world.create("Gendan", "vejledning", under: "Backup")
        let created = world.history.firstIndex { $0.fact.subject == .document(world.document("Backup")) } ?? -1
        world.given(.annulFact, ["position": created, "reason": "Oprettet ved en fejl"])
        #expect(world.register.duties.bySubject[.document(world.document("Backup"))] == nil)
        #expect(world.duties(.parent, .document(world.document("Gendan"))).count == 1)
        world.when(.draftVersion, ["document": world.document("Backup"), "classification": "intern"])
        world.refuses(.invalid, "document")
    }

    @Test("a correction is an annulment and the right entry in one act")
    func correction() throws {
        var world = World.house
        world.today = world.today + 2
        world.given(
            .transferDocument,
            ["document": world.document("Backup"), "unit": world.unit("FKI"), "from": world.today, "reason": "Ny ejer"])
        let wrong = world.history.count - 1
        let entries = world.given(
            .correctFact,
            [
                "position": wrong, "reason": "Forkert enhed valgt", "command": "document.transfer",
                "document": world.document("Backup"), "unit": world.unit("CAI"), "from": "2026-11-24",
                "reason_new": "Ny ejer",
            ])
        #expect(
            entries.map(\.fact.subject) == [.document(world.document("Backup")), .document(world.document("Backup"))])
        try #require(entries.count == 2)
        #expect(entries[1].lateReason.flatMap { world.texts[$0] } == "Forkert enhed valgt")
        #expect(world.register.annulled[wrong] == wrong + 1)
    }

    @Test("a correction that would be refused writes nothing, not even the annulment")
    func correctionRefused() {
        var world = World.house
        world.given(.nameContact, ["document": world.document("Backup"), "contact": world.person("Gry")])
        let before = world.register
        world.when(
            .correctFact,
            [
                "position": world.history.count - 1, "reason": "Forkert", "command": "document.contact",
                "document": world.document("Backup"), "contact": CommandRules.nobody,
            ])
        world.refuses(.invalid, "contact")
        #expect(world.register == before)
    }

    @Test("a corrected decision is about the version it was about, not about one that waits by now")
    func correctedDecision() throws {
        var world = World.house
        let old = world.position { if case .decision = $0 { true } else { false } }
        world.draft("Backup")
        world.given(.submitVersion, ["document": world.document("Backup")])
        world.given(
            .correctFact,
            [
                "position": old, "reason": "Skriftlig behandling, ikke møde", "command": "decision.make",
                "document": world.document("Backup"), "act": "adopt", "outcome": "approved", "method": "written",
                "members": [world.person("Fie")],
            ])
        #expect(world.known("Backup").pending?.decision == nil, "the waiting version is still undecided")
        #expect(world.known("Backup").versionInForce(on: world.today)?.draft.number == VersionNumber(1, 0))
    }

    @Test("the grant that makes the last administrator can be corrected, but not struck out")
    func lastAdministrator() {
        var world = World.house
        let grant = world.position {
            if case .person(_, .roleGranted(_, .administrator, _)) = $0 { true } else { false }
        }
        world.when(
            .correctFact,
            [
                "position": grant, "reason": "Det var Sara", "command": "role.grant", "person": world.person("Sara"),
                "role": "administrator", "from": "2023-01-01",
            ])
        world.then()
        #expect(world.register.holders(of: .administrator, on: world.today) == [world.person("Sara")])
    }
}
