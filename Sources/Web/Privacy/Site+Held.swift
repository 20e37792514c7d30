// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Ledger
import Office

extension Site {
    /// What is held about the person who is signed in, or about another: as a page, or as a file (GDPR Articles 15 and 20).
    func held(_ other: ID<Person>?, _ visit: inout Visit) async throws -> Answer {
        guard let place = visit.session?.place else { return toSignIn(visit) }
        let person = other ?? place.person
        let format = visit.query["som"]?.first.flatMap { HeldFile.Format(rawValue: $0) }
        let (beside, looks) = try await installation.beside(person)
        var answer: Answer
        if let format {
            let context = try await dated(&visit)
            let made = try await Blocking.run {
                let held = Held(
                    data: try context.sight.held(about: person), beside: beside, looks: looks, context: context)
                return try HeldFile(held).made(format)
            }
            answer = Answer(200, type: made.type, made.bytes, headers: made.headers)
        } else {
            answer = try await page(&visit) { context in
                let data = try await Blocking.run { try context.sight.held(about: person) }
                return HeldPage.content(Held(data: data, beside: beside, looks: looks, context: context))
            }
        }
        if person != place.person, answer.status == 200 {
            let look = HeldLook(by: place.person, at: installation.clock.now, format: format?.rawValue)
            installation.aside.putLater(
                look.json, .looked, "\(place.organisation)/\(person)/\(look.at.milliseconds)/\(place.person)",
                owner: Ref(person), expires: look.at.milliseconds + HeldLook.keptFor)
        }
        return answer
    }
}

/// What is held about somebody, with everything that a page or a file of it says.
struct Held: Sendable {
    let data: HeldData
    let beside: [BesideData]
    /// Those who looked at it, newest first.
    let looks: [HeldLook]
    let context: Context

    var isOwn: Bool { data.person == context.sight.person }

    /// When what is hers in a kind goes, in words.
    func keeping(_ kind: DataKind) -> String {
        guard kind.hasErasable, let day = context.sight.goes(kind, of: data.person) else {
            return context.say(kind.keeping)
        }
        return context.say(
            da: "Slettes \(context.language.day(day)). ", en: "Erased on \(context.language.day(day)). ")
            + (kind.hasRecords
                ? context.say(
                    da: "Det, organisationen skal kunne dokumentere, bevares uden navn.",
                    en: "What the organisation must be able to prove is kept without the name.") : "")
    }

    /// The same in a few words: what stays is said below.
    func briefly(_ kind: DataKind) -> HTML {
        let day = kind.hasErasable ? context.sight.goes(kind, of: data.person) : nil
        let stays = context.say(da: "dokumentation bevares", en: "evidence is kept")
        return """
            \(day.map { context.language.shortTime($0) } ?? "\(context.say(kind.briefly))")\
            \(when: kind.hasRecords, "<small>\(stays)</small>")
            """
    }

    /// Why an entry is here.
    static func relation(_ fact: PersonFact) -> (word: String, label: Phrase) {
        if fact.isSubject { return ("about", Phrase(da: "Om personen", en: "About the person")) }
        if fact.isActor { return ("by", Phrase(da: "Af personen", en: "By the person")) }
        return ("named", Phrase(da: "Nævner personen", en: "Names the person"))
    }
}
