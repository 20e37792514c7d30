// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// Requirements, evidence, nonconformities and statements of applicability as spreadsheets.
extension ListSheet {
    /// The requirements that the page shows, all pages, with their newest assessment.
    func requirements(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 9), (Phrase(da: "Krav", en: "Requirement"), 60),
                (Phrase(da: "Kilde", en: "Source"), 18), (Phrase(da: "Fra", en: "From"), 50),
                (Phrase(da: "Ansvarlig", en: "Responsible"), 30), (Phrase(da: "Vurderes", en: "Assessed"), 18),
                (Phrase(da: "Forventet dokumentation", en: "Expected evidence"), 40),
                (Phrase(da: "Vurderet", en: "Assessed on"), 12), (Phrase(da: "Metode", en: "Method"), 24),
                (Phrase(da: "Resultat", en: "Result"), 20), (Phrase(da: "Status", en: "Status"), 20),
                (Phrase(da: "Næste", en: "Next"), 12), (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        let choice = RequirementChoice(context)
        for (known, compliance) in choice.fitting(choice.all) {
            guard let wording = known.wording(on: sight.day) else { continue }
            let newest = known.assessment(by: sight.day)
            let goesOn = sheet.add([
                .text(wording.label), .text(context.text(wording.demand)), .text(language(wording.source.kind.label)),
                .text(source(wording, context)), .text(context.name(wording.unit)),
                .text(context.rhythm(wording.rhythm)), .text(context.text(wording.expected)),
                newest.map { .day($0.day) } ?? .none, .optional(newest.map { language($0.method.label) }),
                .optional(newest.map { language($0.result.label) }), .text(language(compliance.label)),
                newest?.next.map { .day($0) } ?? .none, .text(known.id.description),
            ])
            if !goesOn { break }
        }
        return sheet
    }

    private func source(_ wording: Requirement.Wording, _ context: Context) -> String {
        switch wording.source {
        case .paragraph(let document, let paragraph, let version):
            guard let known = try? context.sight.document(document) else { return "" }
            return [context.title(known), context.place(of: paragraph, version, in: known)].compactMap { $0 }
                .joined(separator: ", ")
        case .law(let law, _, _, _): return context.text(law)
        case .clause(let clause): return context.name(clause)
        }
    }

    func evidence(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 10), (Phrase(da: "Titel", en: "Title"), 50),
                (Phrase(da: "Slags", en: "Kind"), 24), (Phrase(da: "Opbevares af", en: "Kept by"), 30),
                (Phrase(da: "Klassifikation", en: "Classification"), 18),
                (Phrase(da: "Gælder fra", en: "Holds from"), 12),
                (Phrase(da: "Gælder til og med", en: "Holds until"), 16), (Phrase(da: "Status", en: "Status"), 16),
                (Phrase(da: "Krav", en: "Requirements"), 10), (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        for known in sight.evidence {
            guard let giving = known.giving else { continue }
            let goesOn = sheet.add([
                .text(giving.label), .text(context.text(giving.title)), .text(language(giving.content.kind.label)),
                .text(context.name(giving.unit)), .text(language(giving.classification.label)), .day(known.from),
                giving.until.map { .day($0) } ?? .none, .text(EvidencePage.tag(known, context).word),
                .number(sight.requirements(citing: known.id).count), .text(known.id.description),
            ])
            if !goesOn { break }
        }
        return sheet
    }

    func nonconformities(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 14), (Phrase(da: "Hvad er galt", en: "What is wrong"), 60),
                (Phrase(da: "Krav", en: "Requirement"), 40), (Phrase(da: "Opdaget ved", en: "Found by"), 24),
                (Phrase(da: "Alvor", en: "Severity"), 12), (Phrase(da: "Rettes af", en: "Put right by"), 30),
                (Phrase(da: "Opdaget", en: "Found on"), 12), (Phrase(da: "Årsag", en: "Cause"), 50),
                (Phrase(da: "Status", en: "Status"), 18), (Phrase(da: "Lukket", en: "Closed"), 12),
                (Phrase(da: "Reference", en: "Reference"), 38),
            ])
        for known in sight.nonconformities {
            guard let raised = known.raised else { continue }
            let goesOn = sheet.add([
                .text(raised.label), .text(context.text(raised.what)),
                .optional(raised.requirement.flatMap { sight.label(.requirement($0), language) }),
                .text(language(raised.origin.label)), .text(language(raised.severity.label)),
                .text(context.name(raised.unit)), .day(known.day),
                .optional(known.explanations.last { $0.day <= sight.day }.map { context.text($0.cause) }),
                .text(language(known.standing(on: sight.day).label)),
                known.closedOn.flatMap { $0 <= sight.day ? .day($0) : nil } ?? .none, .text(known.id.description),
            ])
            if !goesOn { break }
        }
        return sheet
    }

    /// A statement of applicability: always 93 rows.
    func controls(_ id: ID<Scope>, _ context: Context) throws -> Sheet {
        let (sight, language) = (context.sight, context.language)
        let scope = try sight.scope(id)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 8), (Phrase(da: "Foranstaltning", en: "Control"), 44),
                (Phrase(da: "Tema", en: "Theme"), 16), (Phrase(da: "Relevant", en: "Applicable"), 12),
                (Phrase(da: "Begrundelse", en: "Reason"), 50), (Phrase(da: "Status", en: "Status"), 18),
                (Phrase(da: "Hvordan", en: "How"), 50), (Phrase(da: "Beskrevet i", en: "Described in"), 40),
                (Phrase(da: "Ansvarlig", en: "Responsible"), 30),
                (Phrase(da: "Nyeste dokumentation", en: "Freshest evidence"), 18),
                (Phrase(da: "Valgt her", en: "Decided here"), 12),
            ], named: sight.label(.scope(id), language) ?? context.say(Sentence.erased))
        let controls = Framework.Name("27002").flatMap { ShippedFrameworks.all[$0] }
        for line in SoALine.all(scope, context) {
            let documents = (line.decision?.documents ?? []).compactMap { try? sight.document($0) }
            let applies = line.decision.map {
                $0.applies ? context.say(da: "Ja", en: "Yes") : context.say(da: "Nej", en: "No")
            }
            sheet.add([
                .text(line.control.text), .text(controls?[line.control].map { language($0.title) } ?? ""),
                .text(language(line.theme.label)), .optional(applies),
                .optional(line.decision.map { context.text($0.reason) }), .text(line.tag(context).word),
                .optional(line.decision?.how.map { context.text($0) }),
                .text(documents.map { context.title($0) }.joined(separator: "; ")),
                .optional(line.decision?.unit.map { context.name($0) }),
                line.freshest.map { .day($0) } ?? .none,
                .optional(line.isOwn ? context.say(da: "Ja", en: "Yes") : nil),
            ])
        }
        return sheet
    }

    /// Every round of every internal control, newest first.
    func tests(_ context: Context) -> Sheet {
        let sight = context.sight
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 10), (Phrase(da: "Kontrol", en: "Control"), 50),
                (Phrase(da: "Ser på", en: "Looks at"), 30), (Phrase(da: "Periode fra", en: "Period from"), 12),
                (Phrase(da: "Periode til", en: "Period until"), 12), (Phrase(da: "Population", en: "Population"), 12),
                (Phrase(da: "Stikprøve", en: "Sample"), 12), (Phrase(da: "Ikke i orden", en: "Wanting"), 12),
                (Phrase(da: "Ikke kontrolleret", en: "Not tested"), 16),
                (Phrase(da: "Konkluderet", en: "Concluded"), 12), (Phrase(da: "Konklusion", en: "Conclusion"), 60),
                (Phrase(da: "Frø", en: "Seed"), 46), (Phrase(da: "Post", en: "Entry"), 10),
            ])
        for test in sight.controlTests {
            guard let plan = test.plan else { continue }
            for round in test.rounds.reversed() where round.frozenOn <= sight.day {
                let isConcluded = test.standing(of: round, on: sight.day) == .concluded
                let conclusion = isConcluded ? round.conclusion : nil
                let goesOn = sheet.add([
                    .text(plan.label), .text(context.text(plan.title)), .text(context.name(plan.unit)),
                    .day(round.population.from), .day(round.population.until), .number(round.population.count),
                    round.sample(on: sight.day).map { .number($0.items.count) } ?? .none,
                    conclusion.map { .number($0.failed.count) } ?? .none,
                    conclusion.map { .number($0.untested.count) } ?? .none,
                    (isConcluded ? round.concludedOn : nil).map { .day($0) } ?? .none,
                    .optional(conclusion.map { context.text($0.finding) }),
                    .optional(round.sample(on: sight.day)?.root),
                    .number(round.frozen),
                ])
                if !goesOn { return sheet }
            }
        }
        return sheet
    }
}
