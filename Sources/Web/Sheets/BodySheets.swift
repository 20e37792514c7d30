// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// What direktion and bestyrelse have before them, decided and met about.
extension ListSheet {
    /// The decisions that the page shows, all pages.
    func decisions(_ context: Context) -> Sheet {
        let language = context.language
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 14), (Phrase(da: "Sag", en: "Matter"), 60),
                (Phrase(da: "Organ", en: "Body"), 14), (Phrase(da: "Dato", en: "Date"), 12),
                (Phrase(da: "Afgørelse", en: "Outcome"), 16), (Phrase(da: "Behandlet", en: "Handled"), 24),
                (Phrase(da: "Referat", en: "Minutes"), 24), (Phrase(da: "Annulleret", en: "Annulled"), 12),
                (Phrase(da: "Post", en: "Entry"), 10), (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        for decision in DecisionChoice(context).decisions(context.sight) {
            guard let made = decision.made else { continue }
            let goesOn = sheet.add([
                .text(DecisionsPage.number(decision, context)), .text(DecisionsPage.about(decision, context)),
                .text(DecisionsPage.body(decision, context)), .day(decision.day), .text(language(made.outcome.label)),
                .text(language(made.method.label)), .optional(made.minutes.map { context.text($0) }),
                .optional(decision.annulled ? context.say(da: "Ja", en: "Yes") : nil), .number(decision.position),
                .text(decision.id.description),
            ])
            if !goesOn { break }
        }
        return sheet
    }

    /// What is put before a body.
    func proposals(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 12), (Phrase(da: "Spørgsmål", en: "Question"), 60),
                (Phrase(da: "Slags", en: "Kind"), 24), (Phrase(da: "Organ", en: "Body"), 14),
                (Phrase(da: "Indstillet", en: "Put forward"), 12), (Phrase(da: "Senest", en: "By"), 12),
                (Phrase(da: "Status", en: "Status"), 20), (Phrase(da: "Afgjort", en: "Decided"), 12),
                (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        for known in sight.proposals {
            guard let wording = known.wording else { continue }
            let goesOn = sheet.add([
                .text(wording.label), .text(context.text(wording.question)),
                .text(language(wording.content.kind.label)), .text(language(wording.body.label)), .day(known.day),
                .day(wording.due), .text(language(sight.standing(of: known).label)),
                sight.decisions(on: known.id).last.map { .day($0.day) } ?? .none, .text(known.id.description),
            ])
            if !goesOn { break }
        }
        return sheet
    }

    /// The meetings and the written procedures.
    func meetings(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 14), (Phrase(da: "Organ", en: "Body"), 14),
                (Phrase(da: "Form", en: "Form"), 24), (Phrase(da: "Dag", en: "Day"), 12),
                (Phrase(da: "Svar senest", en: "Replies by"), 12), (Phrase(da: "Punkter", en: "Items"), 10),
                (Phrase(da: "Status", en: "Status"), 24), (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        for known in sight.meetings.reversed() {
            guard let calling = known.calling, let days = known.days(on: sight.day) else { continue }
            let goesOn = sheet.add([
                .text(calling.label), .text(language(calling.body.label)), .text(language(calling.method.label)),
                .day(days.day), days.deadline.map { .day($0) } ?? .none, .number(known.agenda(on: sight.day).count),
                .text(language(known.standing(on: sight.day).label)), .text(known.id.description),
            ])
            if !goesOn { break }
        }
        return sheet
    }
}
