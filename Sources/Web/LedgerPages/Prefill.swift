// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// Which command records what an entry should have said, and the fields as far as the entry tells them.
struct Prefill {
    let kind: CommandKind
    let values: [(String, String?)]

    /// The command that renames what the entry made; nil for an entry that made nothing. Annulling the first name would
    /// take the person or the unit away.
    static func rename(_ entry: Entry, in context: Context) -> (kind: CommandKind, link: Link)? {
        let known = fields(entry, in: context)
        switch entry.fact {
        case .person(let id, .named) where entry.revision == 1:
            return (
                .renamePerson, Link(Route.command(.renamePerson), query: known?.values ?? [("person", id.description)])
            )
        case .unit(let id, .opened(let name, let english, _)):
            let query: [(String, String?)] = [
                ("unit", id.description), ("name", context.sight.text(name)), ("name_en", context.sight.text(english)),
                ("from", context.language.fieldDay(entry.effective)),
            ]
            return (.renameUnit, Link(Route.command(.renameUnit), query: query))
        case .organisation, .unit, .person, .body, .document, .decision, .action, .token, .consultation, .annulled,
            .notice, .reminder, .dispensation, .proposal, .meeting, .requirement, .evidence, .nonconformity, .scope,
            .controlTest, .audit,
            .framework, .report, .objective, .measure, .asset, .course, .campaign, .auditEngagement, .evidenceRequest,
            .risk,
            .initiative, .suspicion,
            .processing,
            .subjectRequest,
            .competence:
            return nil
        }
    }

    /// The command and its fields; nil where what is right is recorded by another act than this.
    static func replacement(_ entry: Entry, in context: Context) -> Prefill? {
        fields(entry, in: context)
    }

    private static func fields(_ entry: Entry, in context: Context) -> Prefill? {
        let reader = PrefillReader(sight: context.sight, day: context.language.fieldDay(entry.effective))
        guard var found = reader.read(entry.fact) else { return nil }
        if let late = context.sight.text(entry.lateReason) { found.values.append(("late_reason", late)) }
        return Prefill(kind: found.kind, values: found.values)
    }
}

struct PrefillReader {
    typealias Found = (kind: CommandKind, values: [(String, String?)])

    let sight: Sight
    /// The day that the entry counts from, as a field has it.
    let day: String

    /// A number that was mistyped is typed again.
    private func read(_ fact: Journal.Fact, _ matter: (String, String)) -> Found? {
        switch fact {
        case .recorded(let mark):
            (
                .recordJournal,
                [
                    matter, ("case_number", sight.text(mark.caseNumber)),
                    ("document_number", sight.text(mark.documentNumber)), ("journalised", mark.day.description),
                ]
            )
        case .removed(let reason): (.removeJournal, [matter, ("reason_new", sight.text(reason))])
        }
    }

    func read(_ fact: Fact) -> Found? {
        switch fact {
        case .organisation(_, .named(let name, let short)):
            (.nameOrganisation, [("name", sight.text(name)), ("short", sight.text(short))])
        case .organisation(_, .publicationSet(let publication)):
            (
                .setPublication,
                [
                    ("on", publication.isOn ? "1" : nil), ("host", sight.text(publication.host)),
                    ("contact", sight.text(publication.contact)), ("names", publication.showsNames ? "1" : nil),
                    ("statement", sight.text(publication.statement)), ("security", sight.text(publication.security)),
                ]
            )
        case .organisation(_, .publicationReviewed(let matter)): (.reviewPublication, [("matter", matter.rawValue)])
        case .organisation(_, .dispensationLimitSet(let limit)):
            (.setDispensationLimit, [("limit", "\(limit)")])
        case .organisation(_, .escalationSet(let rule, let limits)):
            (
                .setEscalation,
                [
                    ("rule", rule?.rawValue), ("head", limits.map { "\($0.head)" }),
                    ("direktion", limits.map { "\($0.direktion)" }),
                ]
            )
        case .organisation(_, .talksSet(let kinds)):
            (.setTalks, kinds.map { ("kinds", $0.rawValue) } + [("from", day)])
        // A review is carried out again, on the list as it is.
        case .organisation(_, .rightsReviewed), .organisation(_, .opened), .organisation(_, .started), .annulled,
            .organisation(_, .periodClosed), .organisation(_, .secondStepSet), .organisation(_, .personsImported),
            .organisation(_, .registerImported),
            .organisation(_, .signInProviderSet), .organisation(_, .signInProviderRemoved),
            .organisation(_, .signInSecretSet), .organisation(_, .groupNamed), .organisation(_, .groupGone),
            .token, .consultation, .notice,
            .reminder, .decision(_, .confirmed):
            nil
        case .decision(let id, .journal(let fact)): read(fact, ("decision", "\(id)"))
        case .meeting(let id, .journal(let fact)): read(fact, ("meeting", "\(id)"))
        case .meeting: nil
        case .requirement(let id, let fact): ComplianceFields(sight: sight, day: day).read(fact, id)
        case .nonconformity(let id, let fact): ComplianceFields(sight: sight, day: day).read(fact, id)
        case .scope(let id, let fact): ComplianceFields(sight: sight, day: day).read(fact, id)
        case .framework(let id, let fact): ComplianceFields(sight: sight, day: day).read(fact, id)
        // A file is handed in anew.
        case .evidence, .controlTest: nil
        case .auditEngagement(_, let fact): ComplianceFields(sight: sight, day: day).read(fact)
        case .evidenceRequest(let id, let fact): ComplianceFields(sight: sight, day: day).read(fact, id)
        case .audit(_, .recorded(let record)): ComplianceFields(sight: sight, day: day).read(record)
        case .report(let id, let fact): ReportFields(sight: sight, day: day).read(fact, id)
        case .initiative(let id, let fact): AwarenessFields(sight: sight, day: day).read(fact, id)
        case .suspicion(let id, let fact): AwarenessFields(sight: sight, day: day).read(fact, id)
        case .objective(let id, let fact): ReportFields(sight: sight, day: day).read(fact, id)
        // A course is planned anew, a completion recorded anew.
        case .course: nil
        case .competence(let id, let fact): CompetenceFields(sight: sight, day: day).read(fact, id)
        case .measure(let id, let fact): MeasureFields(sight: sight, day: day).read(fact, id)
        case .asset(let id, let fact): AssetFields(sight: sight, day: day).read(fact, id)
        case .risk(let id, let fact): RiskFields(sight: sight, day: day).read(fact, id)
        case .processing(let id, let fact): ProcessingFields(sight: sight, day: day).read(fact, id)
        case .subjectRequest(let id, let fact): SubjectRequestFields(sight: sight).read(fact, id)
        case .campaign(let id, let fact): ReportFields(sight: sight, day: day).read(fact, id)
        case .dispensation(let id, let fact): read(fact, id)
        // What was put forward is put forward anew.
        case .proposal(_, .made): nil
        case .proposal(let id, .withdrawn(let reason)):
            (.withdrawProposal, [("proposal", "\(id)"), ("reason_new", sight.text(reason))])
        case .unit(let id, let fact): read(fact, id)
        case .person(let id, let fact): read(fact, id)
        case .body(let kind, .seated(_, let person, let chair)):
            (
                .seatMember,
                [("body", kind.rawValue), ("person", "\(person)"), ("chair", chair ? "1" : nil), ("from", day)]
            )
        case .body(let kind, .unseated(let seat)):
            (.unseatMember, [("body", kind.rawValue), ("seat", "\(seat)"), ("to", day)])
        case .document(let id, let fact): read(fact, id)
        case .decision(_, .made(let made)) where made.matter.proposal != nil:
            (
                .resolveProposal,
                [
                    ("proposal", made.matter.proposal.map { "\($0)" }), ("outcome", made.outcome.rawValue),
                    ("method", made.method.rawValue),
                ] + made.members.map { ("members", "\($0)") } + made.recused.map { ("recused", "\($0)") } + [
                    ("recusal", sight.text(made.recusal)),
                    ("minutes", sight.text(made.minutes)), ("conditions", sight.text(made.conditions)),
                    ("reason_new", sight.text(made.reason)), ("day", day),
                ]
            )
        case .decision(_, .made(let made)):
            (
                .makeDecision,
                [
                    ("document", made.matter.document.map { "\($0)" }),
                    ("version", made.matter.version.map { "\($0)" }),
                    ("act", made.matter.act.rawValue), ("outcome", made.outcome.rawValue),
                    ("method", made.method.rawValue),
                ] + made.members.map { ("members", "\($0)") } + made.recused.map { ("recused", "\($0)") } + [
                    ("recusal", sight.text(made.recusal)),
                    ("dispensation", made.matter.dispensation.map { "\($0)" }),
                    ("update", made.update.map { $0.isNeeded ? "yes" : "no" }),
                    ("update_reason", sight.text(made.update?.reason)),
                    ("minutes", sight.text(made.minutes)), ("conditions", sight.text(made.conditions)),
                    ("reason_new", sight.text(made.reason)), ("day", day),
                ]
            )
        case .action(let id, let fact): read(fact, id)
        }
    }

    private func read(_ fact: Unit.Fact, _ id: ID<Unit>) -> Found? {
        let unit: (String, String?) = ("unit", "\(id)")
        switch fact {
        case .opened: return nil
        case .renamed(let name, let english):
            return (.renameUnit, [unit, ("name", sight.text(name)), ("name_en", sight.text(english)), ("from", day)])
        case .moved(let parent): return (.moveUnit, [unit, ("parent", parent.map { "\($0)" }), ("from", day)])
        case .closed(let successor):
            return (.closeUnit, [unit, ("to", day), ("successor", successor.map { "\($0)" })])
        }
    }

    private func read(_ fact: Person.Fact, _ id: ID<Person>) -> Found? {
        let person: (String, String?) = ("person", "\(id)")
        switch fact {
        case .named(let name, let mail):
            return (.renamePerson, [person, ("name", sight.text(name)), ("mail", sight.text(mail)), ("from", day)])
        case .engaged(_, let kind, let unit, let title, let first):
            return (
                .beginEngagement,
                [
                    person, ("kind", kind.rawValue), ("unit", "\(unit)"), ("title", sight.text(title)), ("from", day),
                    ("first_working_day", first.map { Language.da.fieldDay($0) }),
                ]
            )
        case .engagementEnded(let engagement):
            return (.endEngagement, [person, ("engagement", "\(engagement)"), ("to", day)])
        case .engagementSeen(_, let kind, let unit, let title):
            return (
                .beginEngagement,
                [person, ("kind", kind.rawValue), ("unit", "\(unit)"), ("title", sight.text(title)), ("from", day)]
            )
        case .engagementMoved(let engagement, let unit, let title):
            return (
                .moveEngagement,
                [
                    person, ("engagement", "\(engagement)"), ("unit", "\(unit)"), ("title", sight.text(title)),
                    ("from", day),
                ]
            )
        case .firstWorkingDayRecorded(let engagement, let first):
            return (
                .recordFirstWorkingDay,
                [person, ("engagement", "\(engagement)"), ("first_working_day", Language.da.fieldDay(first))]
            )
        case .leaveBegan: return (.beginLeave, [person, ("from", day)])
        case .leaveEnded(let leave): return (.endLeave, [person, ("leave", "\(leave)"), ("to", day)])
        case .talkHeld(_, let needs):
            return (
                .recordTalk,
                [person, ("day", day), ("need", needs.isEmpty ? "none" : "some")]
                    + needs.map { ("competences", "\($0)") }
            )
        case .identified(let system, let value):
            return (.identifyPerson, [person, ("system", system.rawValue), ("value", sight.text(value))])
        case .roleGranted(_, let role, let unit):
            return (.grantRole, [person, ("role", role.rawValue), ("unit", unit.map { "\($0)" }), ("from", day)])
        case .roleEnded(let grant): return (.endRole, [person, ("grant", "\(grant)"), ("to", day)])
        case .deputyAppointed(_, let deputy, let reason):
            return (
                .appointDeputy, [person, ("deputy", "\(deputy)"), ("from", day), ("reason_new", sight.text(reason))]
            )
        case .deputyEnded(let deputyship): return (.endDeputy, [person, ("deputyship", "\(deputyship)"), ("to", day)])
        case .holdPlaced(_, let reason): return (.placeHold, [person, ("reason_new", sight.text(reason))])
        case .holdLifted(let hold, let reason):
            return (.liftHold, [person, ("hold", "\(hold)"), ("reason_new", sight.text(reason))])
        case .roleFollowsGroups, .unidentified, .groupJoined, .groupLeft, .accountOpened, .accountClosed,
            .signInMethodAdded,
            .signInMethodRemoved,
            .recoveryCodesMade,
            .recoveryCodeUsed, .erased:
            return nil
        }
    }

    private func read(_ fact: Dispensation.Fact, _ id: ID<Dispensation>) -> Found? {
        let dispensation: (String, String?) = ("dispensation", "\(id)")
        switch fact {
        // What was asked for first, and what somebody has said of it, is written by acts of its own.
        case .requested, .advised, .recommended, .amended: return nil
        case .submitted(let due, let unheard):
            return (
                .submitDispensation,
                [dispensation, ("due", Language.da.fieldDay(due)), ("unheard", sight.text(unheard))]
            )
        case .withdrawn(let reason):
            return (.withdrawDispensation, [dispensation, ("reason_new", sight.text(reason))])
        case .ended(let note): return (.endDispensation, [dispensation, ("note", sight.text(note))])
        }
    }

    private func read(_ fact: Document.Fact, _ id: ID<Document>) -> Found? {
        let document: (String, String?) = ("document", "\(id)")
        switch fact {
        // A new document would have another identity: what it is called and where it stands have commands of their own.
        case .created: return nil
        case .statuteNoted(let paragraph, let law):
            return (.noteStatute, [document, ("paragraph", "\(paragraph)"), ("law", sight.text(law))])
        case .topicSet(let topic): return (.setTopic, [document, ("topic", topic.map { "\($0)" })])
        case .statuteDropped(let paragraph, let reason):
            return (.dropStatute, [document, ("paragraph", "\(paragraph)"), ("reason_new", sight.text(reason))])
        case .drafted(_, let draft):
            return (
                .draftVersion,
                [
                    document, ("number", draft.number.description), ("classification", draft.classification.rawValue),
                    ("language", draft.language.rawValue), ("note", sight.text(draft.note)),
                ]
            )
        case .versionImported(let number, let unit, let update):
            return (
                .addHistoryRow,
                [
                    document, ("number", number.description), ("unit", sight.text(unit)),
                    ("update", sight.text(update)),
                    ("day", day),
                ]
            )
        case .submitted(_, let lacking):
            return (.submitVersion, [document, ("lacking", sight.text(lacking?.reason))])
        case .enforced: return (.enforceVersion, [document, ("from", day)])
        case .verified(_, let number, let outcome, let notes):
            return (
                .verifyDocument,
                [
                    document, ("outcome", outcome.rawValue), ("strategy", sight.text(notes.strategy)),
                    ("administration", sight.text(notes.administration)),
                    ("business", sight.text(notes.business)), ("threats", sight.text(notes.threats)),
                    ("society", sight.text(notes.society)), ("improvement", sight.text(notes.improvement)),
                    ("day", day), ("number", number.description),
                ]
            )
        case .withdrawn(let reason):
            return (.withdrawDocument, [document, ("from", day), ("reason_new", sight.text(reason))])
        case .transferred(let unit, let reason):
            return (
                .transferDocument,
                [document, ("unit", "\(unit)"), ("from", day), ("reason_new", sight.text(reason))]
            )
        case .contactNamed(let person): return (.nameContact, [document, ("contact", person.map { "\($0)" })])
        case .placed(let parent, let reason):
            return (
                .placeDocument, [document, ("parent", parent.map { "\($0)" }), ("reason_new", sight.text(reason))]
            )
        case .changeDeclared(let cause, let due, let reason, let reference):
            return (
                .declareMaterialChange,
                [
                    document, ("cause", cause.rawValue), ("due", Language.da.fieldDay(due)),
                    ("reason_new", sight.text(reason)),
                    ("reference", sight.text(reference)), ("day", day),
                ]
            )
        case .retitled(let title, let reason):
            return (.retitleDocument, [document, ("title", sight.text(title)), ("reason_new", sight.text(reason))])
        case .classProposed(_, _, let classification, let from, let reason):
            return (
                .reclassifyDocument,
                [
                    document, ("classification", classification.rawValue),
                    ("laxer_from", from.map { Language.da.fieldDay($0) }), ("reason_new", sight.text(reason)),
                ]
            )
        case .summarised(_, let summary): return (.summariseDocument, [document, ("summary", sight.text(summary))])
        case .related(let relation, let other):
            return (
                .relateDocument, [document, ("relation", relation.rawValue), ("other", "\(other)"), ("from", day)]
            )
        case .unrelated(let relation, let other, let reason):
            return (
                .unrelateDocument,
                [
                    document, ("relation", relation.rawValue), ("other", "\(other)"), ("from", day),
                    ("reason_new", sight.text(reason)),
                ]
            )
        case .quizSet(let version, let quiz):
            guard sight.seesAnswers(of: id) else { return nil }
            let number = (try? sight.document(id))?.versions.first { $0.id == version }?.draft.number
            return (
                .setQuiz,
                [
                    document, ("number", number?.description), ("danish", sight.text(quiz.danish)),
                    ("english", sight.text(quiz.english)),
                ]
            )
        case .translated(let version, let translation):
            let number = (try? sight.document(id))?.versions.first { $0.id == version }?.draft.number
            return (
                .translateVersion,
                [
                    document, ("number", number?.description), ("language", translation.language.rawValue),
                    ("title", sight.text(translation.title)), ("reason_new", sight.text(translation.reason)),
                ]
            )
        case .audienceSet(let audience, let reason):
            return (
                .setAudience,
                [document, ("reach", audience.isEverybody ? "everybody" : "chosen")]
                    + audience.units.map { ("units", "\($0)") } + audience.roles.map { ("roles", $0.rawValue) }
                    + audience.kinds.map { ("kinds", $0.rawValue) } + [
                        ("days", "\(audience.days)"), ("way", audience.way.rawValue), ("from", day),
                        ("reason_new", sight.text(reason)),
                    ]
            )
        }
    }
}
