// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// What can be chosen in the forms about requirements, evidence, nonconformities and statements of applicability.
extension Options {
    /// How the files that are taken as evidence end.
    static let evidenceEndings = EvidenceFile.Kind.allCases.map { ".\($0.rawValue)" }.joined(separator: ",") + ",.jpg"

    /// Those that hold, and the one that a link has filled in.
    static func requirements(chosen: String, in context: Context) -> [Option] {
        var found = context.sight.requirements.prefix(most).map { known -> Option in
            (known.id.description, context.sight.label(.requirement(known.id)) ?? known.id.description)
        }
        if let id = ID<Requirement>(chosen), !found.contains(where: { $0.value == chosen }),
            let label = context.sight.label(.requirement(id))
        {
            found.append((chosen, label))
        }
        return found
    }

    /// What holds today and what is chosen already: first what the requirement was proven with before, then what its unit
    /// keeps, each newest first.
    static func evidence(chosen: [String], in context: Context) -> [Option] {
        evidenceGroups(chosen: chosen, in: context).flatMap(\.choices).prefix(200).map { ($0.value, $0.label) }
    }

    /// So many can be chosen from: a form with more is slow to read for any browser.
    static let mostEvidence = 1000

    /// The same in groups: what is chosen, what proved the requirement before, then each unit's own, that of the
    /// requirement first.
    static func evidenceGroups(chosen: [String], in context: Context) -> [ChoiceGroups.Group] {
        let sight = context.sight
        let about = context.argument("requirement").flatMap { ID<Requirement>($0) }.flatMap {
            try? sight.requirement($0)
        }
        let (cited, ticked) = (Set(about?.0.assessments.flatMap(\.evidence) ?? []), Set(chosen))
        var (first, before): ([Evidence], [Evidence]) = ([], [])
        var units: [ID<Unit>: [Evidence]] = [:]
        // What is chosen stands first and is always there.
        let found = sight.evidence.filter { ticked.contains($0.id.description) || $0.holds(on: sight.day) }
        for known in found.prefix(mostEvidence)
            + found.dropFirst(mostEvidence).filter({
                ticked.contains($0.id.description) || cited.contains($0.id)
            })
        {
            if ticked.contains(known.id.description) {
                first.append(known)
            } else if cited.contains(known.id) {
                before.append(known)
            } else if let unit = known.giving?.unit {
                units[unit, default: []].append(known)
            }
        }
        func group(_ heading: String, _ pieces: [Evidence]) -> ChoiceGroups.Group? {
            guard !pieces.isEmpty else { return nil }
            return .init(
                heading: heading,
                choices: pieces.map {
                    .init($0.id.description, sight.label(.evidence($0.id)) ?? $0.id.description)
                })
        }
        let own = about?.1.unit
        let order = units.keys.map { (unit: $0, name: context.name($0)) }.sorted {
            ($0.unit == own ? 0 : 1, $0.name) < ($1.unit == own ? 0 : 1, $1.name)
        }
        return [
            group(context.say(da: "Valgt", en: "Chosen"), first),
            group(context.say(da: "Brugt om kravet før", en: "Used about the requirement before"), before),
        ].compactMap { $0 } + order.compactMap { group($0.name, units[$0.unit] ?? []) }
    }

    /// Those that are not closed, and the one that a link has filled in.
    static func nonconformities(chosen: String, in context: Context) -> [Option] {
        context.sight.nonconformities.filter {
            $0.standing(on: context.sight.day) != .closed || $0.id.description == chosen
        }.prefix(most).map { known in
            (known.id.description, context.sight.label(.nonconformity(known.id)) ?? known.id.description)
        }
    }

    static func scopes(in context: Context) -> [Option] {
        context.sight.scopes.map { known in
            (known.id.description, context.sight.label(.scope(known.id)) ?? known.id.description)
        }
    }

    /// Every clause that demands something, by framework, of those that are not retired.
    static func clauses(in context: Context) -> [Option] {
        let retired = Set(
            context.sight.adoptedFrameworks.filter { $0.framework.isRetired(on: context.sight.day) }.map(
                \.adoption.name))
        return context.sight.frameworks.all.filter { !retired.contains($0.name) }.flatMap { framework in
            framework.clauses.filter { !$0.isHeading }.map { clause in
                let reference = ClauseReference(framework.name, clause.id)
                return (reference.description, context.name(reference))
            }
        }
    }

    /// How the files of frameworks end.
    static let frameworkEndings = ".json,.yaml,.yml,.csv,.xlsx"

    /// Those that the organisation has adopted and not retired.
    static func frameworks(in context: Context) -> [Option] {
        context.sight.adoptedFrameworks.filter { !$0.framework.isRetired(on: context.sight.day) }.map {
            ($0.framework.id.description, context.text($0.adoption.label))
        }
    }

    static func controls(in context: Context) -> [Option] {
        Scope.controls.map { ($0.text, context.name(control: $0)) }
    }

    /// Those that are carried out.
    static func controlTests(in context: Context) -> [Option] {
        context.sight.controlTests.filter { !ControlsPage.isRetired($0, context.sight) }.map { known in
            (known.id.description, context.sight.label(.controlTest(known.id)) ?? known.id.description)
        }
    }

    static func audits(in context: Context) -> [Option] {
        context.sight.audits.map { known in
            (known.id.description, context.sight.label(.audit(known.id)) ?? known.id.description)
        }
    }

    static func reports(in context: Context) -> [Option] {
        context.sight.reports.map { known in
            (known.id.description, context.sight.label(.report(known.id), context.language) ?? known.id.description)
        }
    }

    static func courses(in context: Context) -> [Option] {
        context.sight.courses.map { known in
            (known.id.description, context.sight.label(.course(known.id)) ?? known.label)
        }
    }

    /// Those of the course that is named beside them.
    static func certificates(in context: Context) -> [Option] {
        guard let course = context.argument("course").flatMap({ ID<Course>($0) }),
            let (known, _, _) = try? context.sight.course(course)
        else { return [] }
        return known.certificates.values.joined().filter { context.sight.seesCertificates(of: $0.person) }
            .sorted { $0.position > $1.position }.prefix(most).map {
                ("\($0.certificate)", "\($0.label), \(context.name($0.person))")
            }
    }

    static func objectives(in context: Context) -> [Option] {
        context.sight.objectives.map { known in
            (known.id.description, context.sight.label(.objective(known.id)) ?? known.id.description)
        }
    }

    static func measures(in context: Context) -> [Option] {
        context.sight.measures.filter { $0.endedOn == nil }.map { known in
            (known.id.description, context.sight.label(.measure(known.id)) ?? known.id.description)
        }
    }

    /// Those in use, and those that are chosen already, as many as a list can hold.
    static func assets(chosen: [String], in context: Context) -> [Option] {
        let known = context.sight.assets().lazy.filter { $0.retiredOn == nil && !chosen.contains($0.id.description) }
        let ticked = chosen.compactMap { ID<Domain.Asset>($0) }.compactMap { try? context.sight.asset($0).0 }
        return (ticked + known.prefix(most)).map { known in
            (known.id.description, context.sight.label(.asset(known.id)) ?? known.id.description)
        }
    }

    /// Every requirement that holds, by responsible unit; first what is chosen, also where it holds no more.
    static func requirementGroups(chosen: [String], in context: Context) -> [ChoiceGroups.Group] {
        let sight = context.sight
        let ticked = chosen.compactMap { ID<Requirement>($0) }
        var units: [ID<Unit>: [ID<Requirement>]] = [:]
        for known in sight.requirements where !ticked.contains(known.id) {
            if let unit = known.wording?.unit { units[unit, default: []].append(known.id) }
        }
        func group(_ heading: String, _ ids: [ID<Requirement>]) -> ChoiceGroups.Group? {
            let choices = ids.compactMap { id in
                sight.label(.requirement(id)).map { Choices.Choice(id.description, $0) }
            }
            return choices.isEmpty ? nil : .init(heading: heading, choices: choices)
        }
        let order = units.keys.map { (unit: $0, name: context.name($0)) }.sorted { $0.name < $1.name }
        return [group(context.say(da: "Valgt", en: "Chosen"), ticked)].compactMap { $0 }
            + order.compactMap { group($0.name, units[$0.unit] ?? []) }
    }

    static func campaigns(in context: Context) -> [Option] {
        context.sight.campaigns.map { known in
            (known.id.description, context.sight.label(.campaign(known.id)) ?? known.id.description)
        }
    }

    /// The items of the sample of the round that is under way.
    static func samples(of test: ID<ControlTest>?, in context: Context) -> [Option] {
        guard let (known, _) = test.flatMap({ try? context.sight.controlTest($0) }),
            let round = known.rounds.first(where: { $0.conclusion == nil }), let draw = round.draw
        else { return [] }
        let lines = context.sight.text(round.population.items)?.split(separator: "\n").map(String.init) ?? []
        return draw.items.map { number in
            ("\(number)", lines.indices.contains(number - 1) ? "\(number): \(lines[number - 1])" : "\(number)")
        }
    }
}
