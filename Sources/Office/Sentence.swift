// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger

/// Every fact as a sentence in both languages: for history, ledger and exports. Names are those of the day it counts from;
/// what is erased reads »slettet«, and what the reader may not see is not named.
public struct Sentence: Sendable {
    let sight: Sight
    let language: Language
    let day: Day

    /// The sentence of an entry.
    public static func of(_ entry: Entry, in sight: Sight, _ language: Language) -> String {
        let sentence = Sentence(sight: sight, language: language, day: entry.effective)
        switch entry.fact {
        case .organisation(_, let fact): return sentence.of(fact)
        case .unit(let id, let fact): return sentence.of(fact, id)
        case .person(let id, let fact): return sentence.of(fact, id)
        case .body(let kind, let fact): return sentence.of(fact, kind)
        case .document(_, let fact): return sentence.of(fact, entry.subject)
        case .decision(_, let fact): return sentence.of(fact, entry.subject)
        case .action(_, let fact): return sentence.of(fact, entry.subject)
        case .token(_, let fact): return sentence.of(fact)
        case .consultation(_, let fact): return sentence.of(fact, entry.subject)
        case .notice(_, let fact): return sentence.of(fact, entry.subject)
        case .reminder(_, let fact): return sentence.of(fact)
        case .dispensation(_, let fact): return sentence.of(fact, entry.subject)
        case .proposal(_, let fact): return sentence.of(fact, entry.subject)
        case .meeting(_, let fact): return sentence.of(fact, entry.subject)
        case .requirement(let id, let fact): return sentence.of(fact, id)
        case .evidence(_, let fact): return sentence.of(fact, entry.subject)
        case .nonconformity(_, let fact): return sentence.of(fact, entry.subject)
        case .scope(_, let fact): return sentence.of(fact, entry.subject)
        case .controlTest(_, let fact): return sentence.of(fact, entry.subject)
        case .audit(_, let fact): return sentence.of(fact, entry.subject)
        case .framework(_, let fact): return sentence.of(fact, entry.subject)
        case .report(_, let fact): return sentence.of(fact, entry.subject)
        case .initiative(_, let fact): return sentence.of(fact, entry.subject)
        case .suspicion(_, let fact): return sentence.of(fact, entry.subject)
        case .objective(_, let fact): return sentence.of(fact, entry.subject)
        case .course(_, let fact): return sentence.of(fact, entry.subject)
        case .competence(_, let fact): return sentence.of(fact, entry.subject)
        case .measure(_, let fact): return sentence.of(fact, entry.subject)
        case .asset(_, let fact): return sentence.of(fact, entry.subject)
        case .risk(_, let fact): return sentence.of(fact, entry.subject)
        case .processing(_, let fact): return sentence.of(fact, entry.subject)
        case .subjectRequest(_, let fact): return sentence.of(fact, entry.subject)
        case .campaign(_, let fact): return sentence.of(fact, entry.subject)
        case .auditEngagement(_, let fact): return sentence.of(fact, entry.subject)
        case .evidenceRequest(_, let fact): return sentence.of(fact, entry.subject)
        case .annulled(_, let annulment):
            return sentence.say(
                "Post \(annulment.position) er annulleret: \(sentence.text(annulment.reason))",
                "Entry \(annulment.position) is annulled: \(sentence.text(annulment.reason))")
        }
    }

    /// Who acted, as the ledger has it: a person by name and title of the day, on whose behalf, or what else it was.
    public static func actor(of entry: Entry, in sight: Sight, _ language: Language) -> String {
        let day = Copenhagen.day(of: entry.recorded)
        switch entry.actor {
        case .person(let ref, _, _, _, _):
            let id: ID<Person> = ID(ref)
            var who = sight.name(id, on: day) ?? language(erased)
            if let title = sight.title(id, on: day) { who += ", " + title }
            if let principal = entry.behalf {
                let name = sight.name(principal, on: day) ?? language(erased)
                who += language(Phrase(da: " (på vegne af \(name))", en: " (on behalf of \(name))"))
            }
            return who
        case .system(let component, let rule, _): return system(component, rule, in: sight, language)
        case .organisation: return language(Phrase(da: "En anden organisation", en: "Another organisation"))
        case .operator(let user): return language(Phrase(da: "Driften, \(user)", en: "Operations, \(user)"))
        }
    }

    public static let erased = Phrase(da: "slettet", en: "erased")

    // MARK: Words

    /// Only the one that is read is put together.
    func say(_ danish: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
        language(da: danish(), en: english())
    }
    func text(_ id: ValueID?) -> String { sight.text(id) ?? language(Sentence.erased) }
    func name(_ id: ID<Person>) -> String { sight.name(id, on: day) ?? language(Sentence.erased) }
    func name(_ id: ID<Unit>) -> String { sight.name(id, on: day, language) ?? language(Sentence.erased) }
    func label(_ subject: Subject) -> String {
        sight.label(subject, on: day, language)
            ?? say("noget, du ikke har adgang til", "something you have no access to")
    }

    private func of(_ fact: Organisation.Fact) -> String {
        switch fact {
        case .opened(let origin, _, _, let recovery):
            guard let recovery else {
                return say("Revisionssporet \(origin) er åbnet", "The ledger \(origin) is opened")
            }
            return say(
                "Revisionssporet går videre som \(origin): \(recovery.lost) poster er gået tabt. \(text(recovery.reason))",
                "The ledger goes on as \(origin): \(recovery.lost) entries are lost. \(text(recovery.reason))")
        case .named(let name, let short):
            return say(
                "Organisationen hedder \(text(name)) (\(text(short)))",
                "The organisation is named \(text(name)) (\(text(short)))")
        case .started(let version):
            return say("Værn \(version) er startet", "Værn \(version) has started")
        case .publicationSet(let publication):
            return publication.isOn
                ? say(
                    "Gældende offentlige dokumenter offentliggøres. Kontakt: \(text(publication.contact))",
                    "Public documents in force are published. Contact: \(text(publication.contact))")
                : say("Intet offentliggøres", "Nothing is published")
        case .publicationReviewed(let matter):
            return say(
                "\(matter.label.da) er gennemgået og passer", "\(matter.label.en) was looked at and is right")
        case .dispensationLimitSet(let limit):
            return say(
                "Ved \(limit) samtidige dispensationer fra ét afsnit skal ejeren overveje at ændre dokumentet",
                "At \(limit) simultaneous dispensations from one paragraph the owner is to consider changing the document"
            )
        case .rightsReviewed(let made): return of(made)
        case .escalationSet(let rule, let limits): return of(rule, limits)
        case .secondStepSet(let whom, let reason): return of(whom, text(reason))
        case .signInProviderSet, .signInProviderRemoved, .signInSecretSet: return signInProvider(fact)
        case .groupNamed, .groupGone: return group(fact)
        case .talksSet(let kinds): return talks(kinds)
        case .registerImported(let record): return of(record)
        case .personsImported(let record):
            return say(
                """
                Personer er indlæst fra \(text(record.fileName)): \(record.added) nye, \(record.changed) ændrede, \
                \(record.ended) fratrædelser
                """,
                """
                People are imported from \(text(record.fileName)): \(record.added) new, \(record.changed) changed, \
                \(record.ended) leaving
                """)
        case .periodClosed(let until, let reason):
            return say(
                "Alt til og med \(language.day(until)) er lukket: \(text(reason))",
                "Everything until \(language.day(until)) is closed: \(text(reason))")
        }
    }

    private func of(_ fact: Unit.Fact, _ id: ID<Unit>) -> String {
        switch fact {
        case .opened(let name, _, let parent):
            let under = parent.map { say(" under \(self.name($0))", " under \(self.name($0))") } ?? ""
            return say("Enheden \(text(name)) er oprettet\(under)", "The unit \(text(name)) is opened\(under)")
        case .renamed(let name, _):
            return say("Enheden hedder nu \(text(name))", "The unit is now named \(text(name))")
        case .moved(let parent):
            guard let parent else {
                return say("\(name(id)) er flyttet øverst", "\(name(id)) is moved to the top")
            }
            return say("\(name(id)) hører nu under \(name(parent))", "\(name(id)) now belongs to \(name(parent))")
        case .closed(let successor):
            let after = successor.map { say("; opgaverne går til \(name($0))", "; its tasks go to \(name($0))") } ?? ""
            return say("\(name(id)) er nedlagt\(after)", "\(name(id)) is closed\(after)")
        }
    }

    private func of(_ fact: Person.Fact, _ id: ID<Person>) -> String {
        let who = name(id)
        switch fact {
        case .named(let name, _):
            return say("\(text(name)) er registreret", "\(text(name)) is recorded")
        case .engaged(_, let kind, let unit, let title, _):
            return say(
                "\(who) er \(kind.label.da.lowercased()) som \(text(title)) i \(name(unit))",
                "\(who) is \(kind.label.en.lowercased()) as \(text(title)) in \(name(unit))")
        case .engagementEnded:
            return say("\(who)s ansættelse slutter", "\(who)'s engagement ends")
        case .engagementSeen(_, let kind, let unit, let title):
            return say(
                "\(who) er først set som \(kind.label.da.lowercased()), \(text(title)), i \(name(unit))",
                "\(who) is first seen as \(kind.label.en.lowercased()), \(text(title)), in \(name(unit))")
        case .engagementMoved(_, let unit, let title):
            return say(
                "\(who) er nu \(text(title)) i \(name(unit))", "\(who) is now \(text(title)) in \(name(unit))")
        case .firstWorkingDayRecorded(_, let first):
            return say(
                "\(who)s første arbejdsdag var \(language.day(first))",
                "\(who)'s first working day was \(language.day(first))")
        case .leaveBegan: return say("\(who) går på orlov", "\(who) goes on leave")
        case .leaveEnded: return say("\(who)s orlov slutter", "\(who)'s leave ends")
        case .talkHeld(_, let needs): return talk(with: who, needs)
        case .identified(let system, let value):
            return say(
                "\(who) har navnet \(text(value)) i \(system.label.da)",
                "\(who) has the name \(text(value)) in \(system.label.en)")
        case .unidentified(let system):
            return say("\(system.label.da) kender ikke \(who) mere", "\(system.label.en) knows \(who) no more")
        case .roleGranted(_, let role, let unit):
            let place = unit.map { say(" for \(name($0))", " of \(name($0))") } ?? ""
            return say(
                "\(who) får rollen \(role.label.da)\(place)", "\(who) is given the role \(role.label.en)\(place)")
        case .roleEnded: return say("\(who) fratræder en rolle", "\(who) leaves a role")
        case .deputyAppointed(_, let deputy, let reason):
            return say(
                "\(name(deputy)) er stedfortræder for \(who): \(text(reason))",
                "\(name(deputy)) is deputy for \(who): \(text(reason))")
        case .deputyEnded: return say("\(who)s stedfortræder stopper", "\(who)'s deputyship ends")
        case .holdPlaced(_, let reason):
            return say(
                "\(who)s oplysninger skal bevares: \(text(reason))",
                "\(who)'s data are under legal hold: \(text(reason))")
        case .holdLifted(_, let reason):
            return say("Bevaringshensynet er løftet: \(text(reason))", "The legal hold is lifted: \(text(reason))")
        case .accountOpened(let username):
            return say("Kontoen \(text(username)) er oprettet", "The account \(text(username)) is opened")
        case .accountClosed: return say("\(who)s konto er lukket", "\(who)'s account is closed")
        case .groupJoined, .groupLeft: return group(fact, id)
        case .signInMethodAdded, .signInMethodRemoved, .recoveryCodesMade, .recoveryCodeUsed, .roleFollowsGroups:
            return signIn(fact, id)
        case .erased(let decision, let basis, let values):
            return say(
                "\(values.count) oplysninger er slettet. \(basis.label.da). \(text(decision))",
                "\(values.count) values are erased. \(basis.label.en). \(text(decision))")
        }
    }

    private func of(_ fact: Body.Fact, _ kind: Body.Kind) -> String {
        switch fact {
        case .seated(_, let person, let chair):
            return chair
                ? say(
                    "\(name(person)) er formand for \(kind.label.da.lowercased())",
                    "\(name(person)) chairs \(kind.label.en.lowercased())")
                : say(
                    "\(name(person)) er medlem af \(kind.label.da.lowercased())",
                    "\(name(person)) is a member of \(kind.label.en.lowercased())")
        case .unseated:
            return say(
                "Et medlem udtræder af \(kind.label.da.lowercased())", "A member leaves \(kind.label.en.lowercased())")
        }
    }

    private func of(_ fact: Document.Fact, _ subject: Subject) -> String {
        let title = label(subject)
        switch fact {
        case .created(let kind, _, let title, let owner, _, _):
            return say(
                "\(kind.label.da) »\(text(title))« er oprettet med \(name(owner)) som ejer",
                "\(kind.label.en) “\(text(title))” is created, owned by \(name(owner))")
        case .drafted(_, let draft):
            return say(
                "Version \(draft.number) af »\(title)« er skrevet (\(draft.classification.label.da))",
                "Version \(draft.number) of “\(title)” is written (\(draft.classification.label.en))")
        case .versionImported(let number, let unit, let update):
            return say(
                "Version \(number), \(text(unit)): \(text(update)) (historik fra før Værn)",
                "Version \(number), \(text(unit)): \(text(update)) (history from before Værn)")
        case .submitted(_, let lacking):
            guard let lacking else {
                return say("»\(title)« er indstillet til afgørelse", "“\(title)” is submitted for decision")
            }
            let (danish, english) = (
                lacking.sections.map(\.label.da).joined(separator: ", "),
                lacking.sections.map(\.label.en).joined(separator: ", ")
            )
            return say(
                "»\(title)« er indstillet til afgørelse uden \(danish): \(text(lacking.reason))",
                "“\(title)” is submitted for decision without \(english): \(text(lacking.reason))")
        case .enforced: return say("»\(title)« er trådt i kraft", "“\(title)” is in force")
        case .verified(_, let number, let outcome, _):
            return say(
                "»\(title)« er verificeret som version \(number): \(outcome.label.da.lowercased())",
                "“\(title)” is verified as version \(number): \(outcome.label.en.lowercased())")
        case .withdrawn(let reason):
            return say("»\(title)« er ophævet: \(text(reason))", "“\(title)” is withdrawn: \(text(reason))")
        case .transferred(let unit, let reason):
            return say(
                "\(name(unit)) ejer nu »\(title)«: \(text(reason))",
                "\(name(unit)) now owns “\(title)”: \(text(reason))")
        case .contactNamed(let person):
            guard let person else {
                return say("»\(title)« har ingen kontaktperson", "“\(title)” has no contact person")
            }
            return say(
                "\(name(person)) er kontaktperson for »\(title)«", "\(name(person)) is contact person for “\(title)”")
        case .placed(let parent, let reason):
            let above = parent.map { label(.document($0)) } ?? say("strategien", "the strategy")
            return say(
                "»\(title)« hører nu under »\(above)«: \(text(reason))",
                "“\(title)” now stands under “\(above)”: \(text(reason))")
        case .changeDeclared(let cause, let due, let reason, _):
            return say(
                "Væsentlig ændring for »\(title)« (\(cause.label.da.lowercased())), verificeres senest \(language.day(due)): \(text(reason))",
                "Material change for “\(title)” (\(cause.label.en.lowercased())), to be verified by \(language.day(due)): \(text(reason))"
            )
        case .retitled(let new, let reason):
            return say(
                "Titlen er nu »\(text(new))«: \(text(reason))", "The title is now “\(text(new))”: \(text(reason))")
        case .summarised(_, let summary):
            return say(
                "»\(title)« har fået et engelsk resumé: \(text(summary))",
                "“\(title)” has an English summary: \(text(summary))")
        case .classProposed(_, let was, let classification, let from, let reason):
            let (old, new) = (was.label, classification.label)
            if classification > was {
                return say(
                    "»\(title)« er nu \(new.da.lowercased()) i stedet for \(old.da.lowercased()), til det er afgjort: \(text(reason))",
                    "“\(title)” is now \(new.en.lowercased()) instead of \(old.en.lowercased()), until it is decided: \(text(reason))"
                )
            }
            let when = from.map { say(" fra \(language.day($0))", " from \(language.day($0))") } ?? ""
            return say(
                "»\(title)« foreslås \(new.da.lowercased()) i stedet for \(old.da.lowercased())\(when): \(text(reason))",
                "“\(title)” is proposed to be \(new.en.lowercased()) instead of \(old.en.lowercased())\(when): \(text(reason))"
            )
        case .audienceSet(let audience, let reason):
            return say(
                "Målgruppen for »\(title)« er \(self.audience(audience)): \(text(reason))",
                "The audience of “\(title)” is \(self.audience(audience)): \(text(reason))")
        case .related(let relation, let other):
            return say(
                "»\(title)«: \(relation.label.da.lowercased()) »\(label(.document(other)))«",
                "“\(title)”: \(relation.label.en.lowercased()) “\(label(.document(other)))”")
        case .unrelated(let relation, let other, let reason):
            return say(
                "»\(title)« henviser ikke længere til »\(label(.document(other)))« (\(relation.label.da.lowercased())): \(text(reason))",
                "“\(title)” no longer refers to “\(label(.document(other)))” (\(relation.label.en.lowercased())): \(text(reason))"
            )
        case .topicSet(let topic):
            guard let topic else {
                return say("»\(title)« har ikke længere et emne", "“\(title)” no longer has a topic")
            }
            let name = sight.name(topic, language) ?? ""
            return say("»\(title)« handler om emnet \(name)", "“\(title)” is about the topic \(name)")
        case .statuteNoted(_, let law):
            return say(
                "Et afsnit i »\(title)« følger af lov: \(text(law))",
                "A paragraph of “\(title)” follows from law: \(text(law))")
        case .statuteDropped(_, let reason):
            return say(
                "Et afsnit i »\(title)« følger ikke længere af lov: \(text(reason))",
                "A paragraph of “\(title)” no longer follows from law: \(text(reason))")
        case .quizSet(let version, _):
            let number = number(of: version, subject)
            return say(
                "Version \(number) af »\(title)« har fået en quiz til dem, der læser den",
                "Version \(number) of “\(title)” has a quiz for those who read it")
        case .translated(let version, let translation):
            let number = number(of: version, subject)
            let why = translation.reason.map { ": \(text($0))" } ?? ""
            return say(
                "Version \(number) af »\(title)« er oversat til \(translation.language.label.da.lowercased())\(why)",
                "Version \(number) of “\(title)” is translated into \(translation.language.label.en)\(why)")
        }
    }

    private func number(of version: ID<Document.Version>, _ document: Subject) -> String {
        let id = document.id.seen(as: Document.self)
        return (try? sight.document(id))?.versions.first { $0.id == version }?.draft.number.description ?? ""
    }

    private func of(_ fact: Action.Fact, _ subject: Subject) -> String {
        let title = label(subject)
        switch fact {
        case .added(_, let title, _, let responsible, let due, _):
            return say(
                "Opgaven »\(text(title))« er givet til \(who(responsible)) med frist \(language.day(due))",
                "The task “\(text(title))” is given to \(who(responsible)), due \(language.day(due))")
        case .moved(let due, let reason):
            return say(
                "Fristen for »\(title)« er nu \(language.day(due)): \(text(reason))",
                "“\(title)” is now due \(language.day(due)): \(text(reason))")
        case .assigned(let responsible, let reason):
            return say(
                "»\(title)« er overdraget til \(who(responsible)): \(text(reason))",
                "“\(title)” is handed over to \(who(responsible)): \(text(reason))")
        case .done(let note): return say("»\(title)« er udført: \(text(note))", "“\(title)” is done: \(text(note))")
        case .dropped(let reason):
            return say("»\(title)« er opgivet: \(text(reason))", "“\(title)” is dropped: \(text(reason))")
        }
    }

    func who(_ responsible: Responsible) -> String {
        switch responsible {
        case .unit(let id): name(id)
        case .person(let id): name(id)
        case .role(let role): language(role.label)
        case .body(let body): language(body.label)
        }
    }
}

extension Sight {
    /// Who is responsible, by the name of the day shown.
    public func name(_ responsible: Responsible, _ language: Language) -> String {
        Sentence(sight: self, language: language, day: day).who(responsible)
    }
}
