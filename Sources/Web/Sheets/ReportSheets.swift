// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Office

/// Reports, objectives, campaigns and the matrix as spreadsheets.
extension ListSheet {
    /// One row for each figure of each report.
    func reports(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 14), (Phrase(da: "Rapport", en: "Report"), 34),
                (Phrase(da: "Periode fra", en: "Period from"), 12), (Phrase(da: "Periode til", en: "Period until"), 12),
                (Phrase(da: "Udsendt", en: "Issued"), 12), (Phrase(da: "Tal", en: "Figure"), 50),
                (Phrase(da: "Antal", en: "Count"), 10), (Phrase(da: "Sidst", en: "Last time"), 10),
                (Phrase(da: "Post", en: "Entry"), 10),
            ])
        for report in sight.reports {
            guard let issue = report.issue else { continue }
            let before = sight.report(before: report)?.issue?.figures
            for (figure, count) in issue.figures.all {
                let goesOn = sheet.add([
                    .text(issue.label), .text(language(issue.kind.label)), .day(issue.from), .day(issue.until),
                    .day(report.day), .text(language(figure.label)), .number(count),
                    before?[figure].map { .number($0) } ?? .none, .number(report.position),
                ])
                if !goesOn { return sheet }
            }
        }
        return sheet
    }

    /// One row for each measurement; an objective that is not measured has one row.
    func objectives(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 10), (Phrase(da: "Mål", en: "Objective"), 50),
                (Phrase(da: "Ansvarlig", en: "Responsible"), 30), (Phrase(da: "Retning", en: "Direction"), 12),
                (Phrase(da: "Måltal", en: "Target"), 10), (Phrase(da: "Tæller", en: "Counts"), 16),
                (Phrase(da: "Senest", en: "By"), 12), (Phrase(da: "Målt den", en: "Measured on"), 12),
                (Phrase(da: "Målt", en: "Measured"), 10), (Phrase(da: "Bag tallet", en: "Behind the number"), 50),
            ])
        for known in sight.objectives {
            guard let wording = known.wording(on: sight.day) else { continue }
            let own: [Sheet.Cell] = [
                .text(wording.label), .text(context.text(wording.title)), .text(context.name(wording.unit)),
                .text(language(wording.direction.label)), .number(wording.target), .text(context.text(wording.measure)),
                .day(wording.by),
            ]
            let made = known.measurements.filter { $0.day <= sight.day }
            if made.isEmpty { sheet.add(own + [.none, .none, .none]) }
            for one in made {
                if !sheet.add(own + [.day(one.day), .number(one.value), .optional(one.note.map { context.text($0) })]) {
                    return sheet
                }
            }
        }
        return sheet
    }

    /// One row for each requirement that answers for a clause.
    func matrix(_ context: Context) -> Sheet {
        let (sight, language) = (context.sight, context.language)
        let matrix = Matrix(context)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Punkt", en: "Clause"), 14), (Phrase(da: "Titel", en: "Title"), 50),
                (Phrase(da: "Forhold", en: "Relation"), 20), (Phrase(da: "Krav", en: "Requirement"), 60),
                (Phrase(da: "Ansvarlig", en: "Responsible"), 30), (Phrase(da: "Status", en: "Status"), 18),
                (Phrase(da: "Nyeste dokumentation", en: "Freshest evidence"), 40),
                (Phrase(da: "Vurderet af", en: "Assessed by"), 26), (Phrase(da: "Vurderet", en: "Assessed"), 12),
                (Phrase(da: "Næste", en: "Next"), 12),
            ], named: matrix.framework.map { "\(context.say(MatrixPage.title)) \(context.say($0.label))" })
        for line in matrix.fitting {
            let own: [Sheet.Cell] = [.text(line.clause.id.text), .text(language(line.clause.title))]
            if line.answers.isEmpty {
                let none = [Sheet.Cell](repeating: .none, count: 8)
                if !sheet.add(own + none) { return sheet }
            }
            for answer in line.answers {
                let known = answer.requirement
                let newest = known.assessment(by: sight.day)
                let goesOn = sheet.add(
                    own + [
                        .text(language(answer.relation.label)),
                        .optional(sight.label(.requirement(known.id), language)),
                        .optional(known.wording(on: sight.day).map { context.name($0.unit) }),
                        .text(language(sight.compliance(of: known).label)),
                        .optional(Matrix.freshest(newest, sight).flatMap { sight.label(.evidence($0.id), language) }),
                        .optional(newest?.assessor.map { context.name($0, on: newest?.day ?? sight.day) }),
                        newest.map { .day($0.day) } ?? .none, newest?.next.map { .day($0) } ?? .none,
                    ])
                if !goesOn { return sheet }
            }
        }
        return sheet
    }

    /// One row for each unit and requirement, answered or not.
    func answers(_ id: ID<Campaign>, _ context: Context) throws -> Sheet {
        let (sight, language) = (context.sight, context.language)
        let (known, opening) = try sight.campaign(id)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Enhed", en: "Unit"), 30), (Phrase(da: "Krav", en: "Requirement"), 60),
                (Phrase(da: "Svar", en: "Answer"), 20), (Phrase(da: "Uddybning", en: "More"), 60),
                (Phrase(da: "Bekræftet uændret", en: "Confirmed unchanged"), 18),
                (Phrase(da: "Dokumentation", en: "Evidence"), 40), (Phrase(da: "Dag", en: "Day"), 12),
                (Phrase(da: "Sidste gang", en: "Last time"), 20), (Phrase(da: "Post", en: "Entry"), 10),
            ], named: sight.label(.campaign(id), language))
        let fallen = sight.fallen(from: known)
        for unit in opening.units {
            for requirement in opening.requirements where sight.sees(.requirement(requirement)) {
                let place = Campaign.Place(requirement, unit)
                let made = known.answer(place, by: sight.day)
                let isSpared = made == nil && fallen.contains(requirement)
                let evidence = (made?.evidence ?? []).compactMap { id in
                    sight.sees(.evidence(id)) ? sight.label(.evidence(id), language) : nil
                }
                let goesOn = sheet.add([
                    .text(context.name(unit)), .optional(sight.label(.requirement(requirement), language)),
                    .optional(
                        made.map { language($0.result.label) }
                            ?? (isSpared ? context.say(da: "Bortfaldet", en: "Fallen away") : nil)),
                    .optional(made?.finding.map { context.text($0) }),
                    .optional(made?.isConfirmed == true ? context.say(da: "Ja", en: "Yes") : nil),
                    .text(evidence.joined(separator: "; ")), made.map { .day($0.day) } ?? .none,
                    .optional(sight.former(place, of: opening).map { language($0.result.label) }),
                    made.map { .number($0.position) } ?? .none,
                ])
                if !goesOn { return sheet }
            }
        }
        return sheet
    }
}
