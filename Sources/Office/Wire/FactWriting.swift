// SPDX-License-Identifier: MPL-2.0

import Domain

extension Fact {
    /// Writes the payload's members; `FactReading` reads the same ones.
    func write(to payload: inout PayloadWriter) {
        switch self {
        case .organisation(_, let fact): fact.write(to: &payload)
        case .unit(_, let fact): fact.write(to: &payload)
        case .person(_, let fact): fact.write(to: &payload)
        case .body(_, let fact): fact.write(to: &payload)
        case .document(_, let fact): fact.write(to: &payload)
        case .decision(_, .made(let made)): made.write(to: &payload)
        case .decision(_, .confirmed(let basis, let reason, let minutes)):
            payload.basis(basis)
            payload.value("reason", reason)
            payload.value("minutes", minutes)
        case .decision(_, .journal(let fact)): fact.write(to: &payload)
        case .action(_, let fact): fact.write(to: &payload)
        case .token(_, let fact): fact.write(to: &payload)
        case .consultation(_, let fact): fact.write(to: &payload)
        case .notice(_, let fact): fact.write(to: &payload)
        case .reminder(_, .sent(let target, let to)):
            payload.word("rule", target.rule)
            payload.nested("about") { $0.subject(target.subject) }
            if let turn = target.turn { payload.number("turn", turn) }
            payload.id("unit", target.unit)
            payload.nested("to") { $0.responsible(to) }
        case .dispensation(_, let fact): fact.write(to: &payload)
        case .proposal(_, let fact): fact.write(to: &payload)
        case .meeting(_, let fact): fact.write(to: &payload)
        case .requirement(_, let fact): fact.write(to: &payload)
        case .evidence(_, let fact): fact.write(to: &payload)
        case .nonconformity(_, let fact): fact.write(to: &payload)
        case .scope(_, let fact): fact.write(to: &payload)
        case .controlTest(_, let fact): fact.write(to: &payload)
        case .audit(_, .recorded(let record)): record.write(to: &payload)
        case .auditEngagement(_, let fact): fact.write(to: &payload)
        case .evidenceRequest(_, let fact): fact.write(to: &payload)
        case .framework(_, let fact): fact.write(to: &payload)
        case .report(_, let fact): fact.write(to: &payload)
        case .initiative(_, let fact): fact.write(to: &payload)
        case .suspicion(_, let fact): fact.write(to: &payload)
        case .objective(_, let fact): fact.write(to: &payload)
        case .course(_, let fact): fact.write(to: &payload)
        case .competence(_, let fact): fact.write(to: &payload)
        case .measure(_, let fact): fact.write(to: &payload)
        case .asset(_, let fact): fact.write(to: &payload)
        case .risk(_, let fact): fact.write(to: &payload)
        case .processing(_, let fact): fact.write(to: &payload)
        case .subjectRequest(_, let fact): fact.write(to: &payload)
        case .campaign(_, let fact): fact.write(to: &payload)
        case .reminder(_, .mailed(let target, let persons)):
            // A decision: it has a turn, and no unit.
            if let target {
                payload.word("rule", target.rule)
                payload.nested("about") { $0.subject(target.subject) }
                payload.number("turn", target.turn ?? 0)
            }
            payload.ids("persons", persons)
        case .annulled(_, let annulment):
            payload.number("position", annulment.position)
            payload.value("reason", annulment.reason)
        }
    }
}

extension Organisation.Fact {
    fileprivate func write(to payload: inout PayloadWriter) {
        switch self {
        case .opened(let origin, let publicKey, let demo, let recovery):
            payload.text("origin", origin)
            payload.text("public_key", publicKey)
            payload.flag("demo", demo)
            if let recovery {
                payload.nested("recovery") {
                    $0.number("size", recovery.size)
                    $0.text("root", recovery.root)
                    $0.number("lost", recovery.lost)
                }
                // A vault value is always named by the payload itself, never inside it.
                payload.value("recovery_reason", recovery.reason)
            }
        case .named(let name, let short):
            payload.value("name", name)
            payload.value("short", short)
        case .started(let version):
            payload.text("version", version)
        case .publicationSet(let publication):
            payload.flag("on", publication.isOn)
            payload.flag("names", publication.showsNames)
            payload.value("host", publication.host)
            payload.value("contact", publication.contact)
            payload.value("statement", publication.statement)
            payload.value("security", publication.security)
        case .publicationReviewed(let matter):
            payload.word("matter", matter)
        case .dispensationLimitSet(let limit): payload.number("limit", limit)
        case .rightsReviewed(let made): made.write(to: &payload)
        case .secondStepSet(let whom, let reason):
            payload.word("whom", whom)
            payload.value("reason", reason)
        case .personsImported(let record): record.write(to: &payload)
        case .registerImported(let record): record.write(to: &payload)
        case .talksSet(let kinds): payload.nested("kinds", kinds) { $0.word("kind", $1) }
        case .signInProviderSet(let provider): provider.write(to: &payload)
        case .signInProviderRemoved(let reason): payload.value("reason", reason)
        case .groupNamed(let group, let name, let external):
            payload.id("group", group)
            payload.value("name", name)
            payload.value("external", external)
        case .groupGone(let group): payload.id("group", group)
        case .signInSecretSet: break
        case .periodClosed(let until, let reason):
            payload.day("until", until)
            payload.value("reason", reason)
        case .escalationSet(let rule, let limits):
            if let rule { payload.word("rule", rule) }
            if let limits {
                payload.number("head", limits.head)
                payload.number("direktion", limits.direktion)
            }
        }
    }
}

extension Unit.Fact {
    fileprivate func write(to payload: inout PayloadWriter) {
        switch self {
        case .opened(let name, let english, let parent):
            payload.value("name", name)
            payload.value("name_en", english)
            payload.id("parent", parent)
        case .renamed(let name, let english):
            payload.value("name", name)
            payload.value("name_en", english)
        case .moved(let parent): payload.id("parent", parent)
        case .closed(let successor): payload.id("successor", successor)
        }
    }
}

extension Body.Fact {
    fileprivate func write(to payload: inout PayloadWriter) {
        switch self {
        case .seated(let seat, let person, let chair):
            payload.id("seat", seat)
            payload.id("person", person)
            payload.flag("chair", chair)
        case .unseated(let seat): payload.id("seat", seat)
        }
    }
}

extension Document.Fact {
    fileprivate func write(to payload: inout PayloadWriter) {
        switch self {
        case .created(let kind, let number, let title, let owner, let parent, let contact):
            payload.word("kind", kind)
            payload.number("number", number)
            payload.value("title", title)
            payload.id("owner", owner)
            payload.id("parent", parent)
            payload.id("contact", contact)
        case .drafted(let version, let draft):
            payload.id("version", version)
            payload.number(draft.number)
            payload.word("classification", draft.classification)
            payload.word("language", draft.language)
            payload.value("text", draft.text)
            payload.value("original", draft.original)
            payload.value("extract", draft.extract)
            payload.value("note", draft.note)
        case .versionImported(let number, let unit, let update):
            payload.number(number)
            payload.value("unit", unit)
            payload.value("update", update)
        case .submitted(let version, let lacking):
            payload.id("version", version)
            guard let lacking else { break }
            payload.nested("lacking", lacking.sections) { $0.word("section", $1) }
            payload.value("reason", lacking.reason)
        case .enforced(let version): payload.id("version", version)
        case .verified(let version, let number, let outcome, let notes):
            payload.id("version", version)
            payload.number(number)
            payload.word("outcome", outcome)
            payload.value("strategy", notes.strategy)
            payload.value("administration", notes.administration)
            payload.value("business", notes.business)
            payload.value("threats", notes.threats)
            payload.value("society", notes.society)
            payload.value("improvement", notes.improvement)
        case .withdrawn(let reason): payload.value("reason", reason)
        case .transferred(let unit, let reason):
            payload.id("unit", unit)
            payload.value("reason", reason)
        case .contactNamed(let contact): payload.id("contact", contact)
        case .placed(let parent, let reason):
            payload.id("parent", parent)
            payload.value("reason", reason)
        case .retitled(let title, let reason):
            payload.value("title", title)
            payload.value("reason", reason)
        case .changeDeclared(let cause, let due, let reason, let reference):
            payload.word("cause", cause)
            payload.day("due", due)
            payload.value("reason", reason)
            payload.value("reference", reference)
        case .summarised(let version, let summary):
            payload.id("version", version)
            payload.value("summary", summary)
        case .classProposed(let version, let was, let classification, let from, let reason):
            payload.id("version", version)
            payload.word("was", was)
            payload.word("classification", classification)
            payload.day("from", from)
            payload.value("reason", reason)
        case .audienceSet(let audience, let reason):
            payload.ids("units", audience.units)
            payload.nested("roles", audience.roles) { $0.word("role", $1) }
            payload.nested("kinds", audience.kinds) { $0.word("kind", $1) }
            payload.number("days", audience.days)
            payload.word("way", audience.way)
            payload.value("reason", reason)
        case .related(let relation, let other):
            payload.word("relation", relation)
            payload.id("other", other)
        case .unrelated(let relation, let other, let reason):
            payload.word("relation", relation)
            payload.id("other", other)
            payload.value("reason", reason)
        case .quizSet(let version, let quiz):
            payload.id("version", version)
            payload.value("danish", quiz.danish)
            payload.value("english", quiz.english)
        case .translated(let version, let translation):
            payload.id("version", version)
            payload.word("language", translation.language)
            payload.value("title", translation.title)
            payload.value("text", translation.text)
            payload.value("original", translation.original)
            payload.value("extract", translation.extract)
            payload.value("reason", translation.reason)
        case .statuteNoted(let paragraph, let law):
            payload.id("paragraph", paragraph)
            payload.value("law", law)
        case .statuteDropped(let paragraph, let reason):
            payload.id("paragraph", paragraph)
            payload.value("reason", reason)
        case .topicSet(let topic): payload.id("topic", topic)
        }
    }
}

extension Decision.Made {
    fileprivate func write(to payload: inout PayloadWriter) {
        payload.number("number", number)
        payload.number("year", year)
        payload.nested("decider") {
            switch decider {
            case .body(let body): $0.word("body", body)
            case .head(let unit): $0.id("head_of", unit)
            }
        }
        payload.nested("matter") {
            $0.word("act", matter.act)
            $0.id("document", matter.document)
            $0.id("version", matter.version)
            $0.id("proposal", matter.proposal)
        }
        payload.word("outcome", outcome)
        payload.word("method", method)
        payload.value("minutes", minutes)
        payload.ids("members", members)
        payload.ids("recused", recused)
        payload.value("recusal", recusal)
        payload.value("conditions", conditions)
        payload.value("reason", reason)
        payload.basis(basis)
        payload.value("paper", paper)
        payload.id("dispensation", matter.dispensation)
        if let update {
            payload.flag("update", update.isNeeded)
            payload.value("update_reason", update.reason)
        }
    }
}

extension Action.Fact {
    fileprivate func write(to payload: inout PayloadWriter) {
        switch self {
        case .added(let number, let title, let why, let responsible, let due, let about):
            payload.number("number", number)
            payload.value("title", title)
            payload.value("why", why)
            payload.nested("responsible") { $0.responsible(responsible) }
            payload.day("due", due)
            if let about { payload.nested("about") { $0.subject(about) } }
        case .moved(let due, let reason):
            payload.day("due", due)
            payload.value("reason", reason)
        case .done(let note): payload.value("note", note)
        case .dropped(let reason): payload.value("reason", reason)
        case .assigned(let responsible, let reason):
            payload.nested("responsible") { $0.responsible(responsible) }
            payload.value("reason", reason)
        }
    }
}

extension Token.Fact {
    fileprivate func write(to payload: inout PayloadWriter) {
        switch self {
        case .issued(let person, let scope, let until):
            payload.id("person", person)
            payload.word("scope", scope)
            payload.day("until", until)
        case .revoked: break
        }
    }
}

extension Notice.Fact {
    fileprivate func write(to payload: inout PayloadWriter) {
        switch self {
        case .opened(let document, let version, let text, let days, let way):
            payload.id("document", document)
            payload.id("version", version)
            payload.text("text", text)
            payload.number("days", days)
            payload.word("way", way)
        case .acknowledged(let person, let version, let text, let quiz):
            payload.id("person", person)
            payload.id("version", version)
            payload.text("text", text)
            if let quiz { payload.number("quiz", quiz) }
        case .reminded(let reminder): payload.word("reminder", reminder)
        case .told(let channel, let persons):
            payload.word("channel", channel)
            payload.ids("persons", persons)
        }
    }
}

extension PayloadWriter {
    fileprivate mutating func number(_ number: VersionNumber) {
        self.number("major", number.major)
        self.number("minor", number.minor)
    }

    mutating func responsible(_ responsible: Responsible) {
        switch responsible {
        case .unit(let unit): id("unit", unit)
        case .person(let person): id("person", person)
        case .role(let role): word("role", role)
        case .body(let body): word("body", body)
        }
    }

    fileprivate mutating func basis(_ basis: [Decision.Basis]) {
        nested("basis", basis) {
            $0.subject($1.subject)
            $0.number("revision", $1.revision)
        }
    }

    mutating func subject(_ subject: Subject) {
        word("kind", subject.kind)
        id("id", subject.id)
    }
}
