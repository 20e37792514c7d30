// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger

/// The working copy of one round of the desk: the register with the facts of the commands taken so far, and their bytes.
struct Batch {
    struct Note {
        let subject: Subject
        let position: Int
        let recorded: Int64
        let command: Ref
        let part: Int
        let parts: Int
    }

    private(set) var register: Register
    private(set) var book: Book
    private(set) var facts: [StoredFact] = []
    private(set) var notes: [Note] = []
    private(set) var erased: [(person: ID<Person>, values: [ValueID], byItself: Bool)] = []
    /// Erasure and administration may use the space that is kept free for them.
    private(set) var reserve = true
    private var taken: [Ref: Range<Int>] = [:]
    let house: House

    init(register: Register, book: Book, house: House) {
        self.register = register
        self.book = book
        self.house = house
    }

    /// Authorises and decides one command, and takes its facts in.
    mutating func take(_ order: Order) throws(Refusal) -> Receipt {
        if let earlier = taken[order.command] ?? house.facts(of: order.command) {
            guard try isOwn(earlier, order.actor), house.given.isSame(order) else { throw Refusal.usedKey }
            return Receipt(
                command: order.command, positions: earlier, subjects: subjects(at: earlier), repeated: true)
        }
        if let alarm = house.alarm { throw alarm.refusal }
        var arguments = order.arguments
        let person: ID<Person>? = order.actor.person.map { ID($0) }
        let replacement = order.kind == .correctFact ? arguments.texts["command"]?.first : nil
        let kind = replacement.flatMap { CommandKind(rawValue: $0) } ?? order.kind
        if kind == .resolveProposal { Paper.attach(proposalOf: &arguments, register, house.texts) }
        if kind == .makeDecision { Paper.attach(to: &arguments, register, house.texts, on: house.clock.today) }
        var deed = try withRetention(try order.kind.deed(arguments), order)
        try prepare(&deed, for: person)
        house.given.note(order)
        let today = house.clock.today
        if let person { try hideUnseen(order, from: person, today) }
        let grounds = try authorise(order, deed, person, today)
        try checkRevision(order)
        let mint = house.mint
        let now = Instant(milliseconds: max(house.clock.now.milliseconds, book.recorded))
        var deciding = Deciding(
            register: register, today: today, now: now, by: person,
            late: try arguments.optionalLine("late_reason", most: 500), mint: { mint.random() })
        try deed.decide(&deciding)
        try keepNames(deed, since: register, deciding.register)
        return try seal(order, deciding, behalf: grounds?.behalf, at: now)
    }

    /// Finds in the ledger what the pure rules cannot know.
    ///
    /// - Parameter struck: the position of what a correction strikes before it records what is right.
    private func prepare(_ deed: inout any Deed, for person: ID<Person>?, struck: Int? = nil) throws(Refusal) {
        if let named = withHolder(deed, for: person) { deed = named }
        if var erase = deed as? ErasePerson, erase.values.isEmpty {
            let plan = try ErasurePlan.make(for: erase.person, in: house, register)
            erase.values = plan.toErase(override: erase.overrideReason != nil)
            deed = erase
        } else if var annul = deed as? AnnulFact {
            annul.target = try target(annul.position, for: person)
            deed = annul
        } else if var correct = deed as? CorrectFact {
            correct.annul.target = try target(correct.annul.position, for: person)
            try prepare(&correct.replacement, for: person, struck: correct.annul.position)
            deed = correct
        } else if var announcing = deed as? any Announcing {
            announcing.text = hash(of: announcing)
            deed = announcing
        } else if let reading = deed as? any TextReading {
            deed = reading.reading(register, house)
        } else if var submit = deed as? SubmitVersion {
            submit.text = text(register.documents[submit.document]?.pending)
            deed = submit
        } else if var writing = deed as? any DispensationWriting {
            writing.text = text(writing.deviatedFrom(in: register, on: house.clock.today)?.1)
            deed = writing
        } else if var note = deed as? NoteStatute {
            note.text = text(register.documents[note.document]?.versionShown(on: house.clock.today))
            deed = note
        } else if var hand = deed as? HandOver, let person {
            hand.visible = register.visible(to: person, of: hand.from, on: house.clock.today)
            deed = hand
        } else if var remind = deed as? RemindDuties, let person {
            let today = house.clock.today
            remind.visible = Set(
                remind.targets.map(\.subject).filter { register.sees($0, person, on: today) })
            deed = remind
        } else if let resolve = deed as? ResolveProposal {
            deed = withMeasure(resolve)
        } else if var find = deed as? FindRequirement {
            find.text = text(register.documents[find.document]?.versionShown(on: house.clock.today))
            deed = find
        } else if var assess = deed as? AssessRequirement {
            let about = entry(assess.given?.entryPosition, for: person)
            assess.given?.entry = about
            deed = assess
        } else if var draw = deed as? DrawSample,
            person.map({ Access.mayEver(.drawSample, by: $0, in: register, on: house.clock.today) }) ?? true
        {
            draw.draw = SampleDraw.draw(for: draw, register, house)
            deed = draw
        } else if var amend = deed as? AmendRequirement {
            if let old = register.requirements[amend.requirement]?.wording, let demand = house.texts.text(old.demand),
                let expected = house.texts.text(old.expected)
            {
                amend.before = (demand, expected)
            }
            deed = amend
        } else if var set = deed as? SetMeasure {
            let old = set.measure.flatMap { register.measures[$0] }?.wordings.entries.filter { $0.position != struck }
            set.before = old?.last.flatMap { house.texts.text($0.value.what) }
            if let person, let known = set.measure.flatMap({ register.measures[$0]?.wording }) {
                set.requirements += known.requirements.filter {
                    !set.requirements.contains($0) && !register.sees(.requirement($0), person, on: house.clock.today)
                }
            }
            deed = set
        } else if let set = deed as? SetRisk {
            deed = withHidden(set, for: person)
        } else if let appraise = deed as? AppraiseRisk {
            deed = withTexts(appraise)
        } else if var add = deed as? AddEvidence {
            let about = entry(add.given.entryPosition, for: person)
            add.given.entry = about
            deed = add
        } else if var confirm = deed as? ConfirmAnswers {
            for made in confirm.former(in: register) {
                if let finding = made.finding { confirm.findings[finding] = house.texts.text(finding) }
            }
            deed = confirm
        } else if var measure = deed as? ProposeMeasure, let person {
            measure.isVisible = register.sees(measure.subject, person, on: house.clock.today)
            deed = measure
        } else if let open = deed as? OpenAccount, house.usernameIsTaken(open.username, by: open.person) {
            throw .invalid(
                "username", da: "Brugernavnet er taget. Vælg et andet.", en: "The user name is taken. Choose another.")
        }
    }

    private func text(_ version: Document.Version?) -> DocumentText? {
        version.flatMap { house.texts.bytes($0.draft.text) }.flatMap { try? DocumentText(decoding: $0) }
    }

    /// What those who acknowledge will have read: SHA-256 of the structured text; empty if it is erased.
    private func hash(of deed: any Announcing) -> String {
        guard let version = deed.announced(in: register, on: house.clock.today),
            let text = house.texts.bytes(version.draft.text)
        else { return "" }
        return Digest.sha256(text).base64
    }

    /// What the person may not see is answered like what does not exist, before any right is asked for.
    private func hideUnseen(_ order: Order, from person: ID<Person>, _ today: Day) throws(Refusal) {
        // A correction takes the fields of the command that records what is right.
        let right =
            order.kind == .correctFact
            ? order.arguments.texts["command"]?.first.flatMap { CommandKind(rawValue: $0) } : nil
        func hide<Kind>(_ kind: Field.Kind, _: Kind.Type, da: String, en: String, _ subject: (ID<Kind>) -> Subject?)
            throws(Refusal)
        {
            for field in order.kind.fields + (right?.fields ?? []) where field.kind == kind {
                guard let id: ID<Kind> = try? order.arguments.optionalID(field.name).flatMap({ $0 }) else { continue }
                if let subject = subject(id), register.sees(subject, person, on: today) { continue }
                throw .invalid(field.name, da: da, en: en)
            }
        }
        try hide(.document, Document.self, da: "Vælg et dokument.", en: "Choose a document.") { id in
            register.documents[id]?.created.map { _ in .document(id) }
        }
        try hide(.campaign, Campaign.self, da: "Vælg en kampagne.", en: "Choose a campaign.") { id in
            register.campaigns[id]?.opening.map { _ in .campaign(id) }
        }
        try hide(.report, Report.self, da: "Vælg en rapport.", en: "Choose a report.") { id in
            register.reports[id]?.issue.map { _ in .report(id) }
        }
        try hide(.notice, Notice.self, da: "Vælg en udsendelse.", en: "Choose a notice.") { id in
            register.notices[id]?.document.map { _ in .notice(id) }
        }
        try hide(.action, Action.self, da: "Vælg en opgave.", en: "Choose a task.") { id in
            register.actions[id]?.added.map { _ in .action(id) }
        }
        try hide(.consultation, Consultation.self, da: "Vælg en høring.", en: "Choose a consultation.") { id in
            register.consultations[id]?.opening.map { _ in .consultation(id) }
        }
        try hide(.decision, Decision.self, da: "Vælg en beslutning.", en: "Choose a decision.") { id in
            register.decisions[id]?.made.map { _ in .decision(id) }
        }
        try hide(.proposal, Proposal.self, da: "Vælg en indstilling.", en: "Choose a proposal.") { id in
            register.proposals[id]?.wording.map { _ in .proposal(id) }
        }
        try hide(.dispensation, Dispensation.self, da: "Vælg en dispensation.", en: "Choose a dispensation.") { id in
            register.dispensations[id]?.request.map { _ in .dispensation(id) }
        }
        try hide(.requirement, Requirement.self, da: "Vælg et krav.", en: "Choose a requirement.") { id in
            register.requirements[id]?.wording.map { _ in .requirement(id) }
        }
        try hide(.risk, Risk.self, da: "Vælg en risiko.", en: "Choose a risk.") { id in
            register.risks[id]?.wording.map { _ in .risk(id) }
        }
        try hide(.evidence, Evidence.self, da: "Vælg dokumentation.", en: "Choose evidence.") { id in
            register.evidence[id]?.giving.map { _ in .evidence(id) }
        }
        try hide(.nonconformity, Nonconformity.self, da: "Vælg en afvigelse.", en: "Choose a nonconformity.") { id in
            register.nonconformities[id]?.raised.map { _ in .nonconformity(id) }
        }
        try hide(.controlTest, ControlTest.self, da: "Vælg en kontrol.", en: "Choose a control test.") { id in
            register.controlTests[id]?.plan.map { _ in .controlTest(id) }
        }
        try hide(.evidenceRequest, EvidenceRequest.self, da: "Vælg en bestilling.", en: "Choose a request.") { id in
            register.evidenceRequests[id]?.making.map { _ in .evidenceRequest(id) }
        }
        try hide(.meeting, Meeting.self, da: "Vælg et møde.", en: "Choose a meeting.") { id in
            register.meetings[id]?.calling.map { _ in .meeting(id) }
        }
        try hide(.item, Meeting.Item.self, da: "Vælg et punkt.", en: "Choose an item.") { id in
            register.meeting(of: id).map { $0.item.placing.about ?? .meeting($0.meeting.id) }
        }
        for field in order.kind.fields + (right?.fields ?? []) {
            let kind: SubjectKind
            switch field.kind {
            case .evidences: kind = .evidence
            case .documents: kind = .document
            case .requirements: kind = .requirement
            case .risks: kind = .risk
            case _: continue
            }
            for text in order.arguments.texts[field.name] ?? [] {
                guard let id = ID<Subject>(text) else { continue }
                let subject = Subject(kind, id)
                if register.revision(of: subject) > 0, register.sees(subject, person, on: today) { continue }
                throw .invalid(field.name, da: "Vælg på listen.", en: "Choose from the list.")
            }
        }
        let given = right ?? order.kind
        let matters = given == .callMeeting || given == .placeItem ? order.arguments.texts["matters"] ?? [] : []
        for text in matters where !text.isEmpty {
            let subject: Subject? =
                switch Meeting.Choice(text) {
                case .matter(let subject): register.revision(of: subject) > 0 ? subject : nil
                case .again(let item):
                    register.meeting(of: item).map { $0.item.placing.about ?? .meeting($0.meeting.id) }
                case nil: nil
                }
            if let subject, register.sees(subject, person, on: today) { continue }
            throw .invalid("matters", da: "Vælg på listen.", en: "Choose from the list.")
        }
    }

    /// What an entry that is handed in as evidence is about; nil: there is none, or the person may not see it.
    private func entry(_ position: Int?, for person: ID<Person>?) -> (subject: Subject, revision: Int)? {
        guard let position, position < house.state.book.head, let entry = try? house.entry(at: position),
            person.map({ register.sees(entry.subject, $0, on: house.clock.today) }) ?? true
        else { return nil }
        return (entry.subject, entry.revision)
    }

    /// Whether the command that was carried out before was given by the same one: to others it tells nothing.
    private func isOwn(_ positions: Range<Int>, _ actor: Actor) throws(Refusal) -> Bool {
        if notes.contains(where: { $0.position == positions.lowerBound }) { return true }
        guard let entry = try? house.entry(at: positions.lowerBound) else { throw .unknown }
        return entry.actor.person == actor.person
    }

    /// What may not be seen is not there to be annulled.
    private func target(_ position: Int, for person: ID<Person>?) throws(Refusal) -> AnnulTarget? {
        guard position < house.state.book.head, let entry = try? house.entry(at: position),
            person.map({ register.sees(entry.subject, $0, on: house.clock.today) }) ?? true
        else { return nil }
        return AnnulTarget(
            subject: entry.subject, mayBeAnnulled: entry.kind.mayBeAnnulled,
            isAnnulled: register.annulled[position] != nil)
    }

    private func authorise(
        _ order: Order, _ deed: any Deed, _ person: ID<Person>?, _ today: Day
    ) throws(Refusal) -> Access.Grounds? {
        switch order.actor {
        case .system(let component, let rule, _):
            guard Access.serves(order, component, rule, in: register, on: today) else { throw .notAllowed }
            return nil
        case .operator:
            // Whoever runs the machine may administer, but never decides: only those who sit in the body do.
            if Access.decides(order.kind, deed) { throw Batch.freshSignIn }
            if Access.speaks(deed, in: register) { throw .notAllowed }
            // What Værn says of its own acts nobody else can say.
            guard Access.isForPeople(order.kind) else { throw .notAllowed }
            return nil
        case .organisation: throw .notAllowed
        case .person(_, _, _, _, let authenticated):
            if let person, Access.records(order, deed, by: person) { return Access.Grounds(behalf: nil) }
            guard let person, let grounds = Access.allows(order.kind, deed, by: person, in: register, on: today) else {
                throw .notAllowed
            }
            // The import door belongs to the operator, who vouches for whom it names.
            if Access.demandsFreshSignIn(order.kind, deed), order.door != .import {
                guard order.door == .web, authenticated > house.clock.now.milliseconds - Desk.fresh else {
                    throw Batch.freshSignIn
                }
            }
            return grounds
        }
    }

    private func checkRevision(_ order: Order) throws(Refusal) {
        guard let expected = order.expected, let subject = order.kind.subject(order.arguments) else { return }
        guard register.revision(of: subject) == expected else {
            throw Refusal(
                .stale,
                Phrase(
                    da: "Der er sket noget, siden du åbnede siden. Se, hvad der er nyt, og gør det igen.",
                    en: "Something has happened since you opened the page. See what is new and do it again."))
        }
    }

    private mutating func seal(
        _ order: Order, _ deciding: Deciding, behalf: ID<Person>?, at now: Instant
    ) throws(Refusal) -> Receipt {
        let bytes = Dictionary(deciding.values, uniquingKeysWith: { first, _ in first })
        let isLarge = deciding.facts.count > ImportProgress.least
        var revisions: [Subject: Int] = [:]
        var drafts: [(draft: Draft, revision: Int)] = []
        let sealed: [StoredFact]
        var next = book
        do {
            for decided in deciding.facts {
                let encoded = try FactCoding.encode(decided.fact, late: decided.lateReason)
                let subject = decided.fact.subject
                let revision = (revisions[subject] ?? register.revision(of: subject)) + 1
                revisions[subject] = revision
                let draft = Draft(
                    id: house.mint.ordered(at: now), command: order.command, subjectKind: subject.kind.rawValue,
                    subject: Ref(subject.id), kind: encoded.kind.rawValue, kindVersion: encoded.kind.version,
                    recorded: now.milliseconds, effective: decided.effective.number, actor: order.actor,
                    behalf: behalf.map { Ref($0) }, door: order.door, payload: encoded.payload,
                    values: encoded.values.map {
                        DraftValue(ref: Ref($0.id), field: $0.field, bytes: bytes[$0.id] ?? [])
                    })
                drafts.append((draft, revision))
                if isLarge { house.progress.tell(.recording, drafts.count, of: deciding.facts.count) }
            }
            sealed = try next.seal(drafts)
        } catch {
            throw .invalid(
                order.kind.fields.first?.name ?? "", da: "Det er for stort til at blive registreret på én gang.",
                en: "It is too large to be recorded at once.")
        }
        guard let first = sealed.first?.position else { throw .unknown }
        let positions = first..<first + sealed.count
        for (index, fact) in sealed.enumerated() {
            notes.append(
                Note(
                    subject: deciding.facts[index].fact.subject, position: fact.position, recorded: next.recorded,
                    command: order.command, part: index + 1, parts: sealed.count))
            if case .person(let person, .erased(_, _, let values)) = deciding.facts[index].fact {
                erased.append((person, values, order.actor.isRetention))
            }
        }
        facts += sealed
        book = next
        register = deciding.register
        taken[order.command] = positions
        reserve = reserve && order.kind.mayUseReserve
        return Receipt(
            command: order.command, positions: positions, subjects: deciding.facts.map(\.fact.subject), repeated: false)
    }

    private func subjects(at positions: Range<Int>) -> [Subject] {
        let own = notes.filter { positions.contains($0.position) }.map(\.subject)
        return own.isEmpty ? positions.compactMap { (try? house.entry(at: $0))?.subject } : own
    }

    static let freshSignIn = Refusal(
        .freshSignInRequired,
        Phrase(
            da: "Det kræver, at du logger ind igen lige før. Brug siden i Værn.",
            en: "It demands that you sign in again just before. Use the page in Værn."))
}

extension Refusal {
    /// The command's key stands in the ledger already, for something else.
    public static let usedKey = Refusal(
        .outOfTurn,
        Phrase(
            da: "Det blev registreret tidligere med andet indhold. Gå det igennem, og send det igen.",
            en: "It was recorded before with other content. Go through it and send it again."))
}
