// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sentence {
    func of(_ fact: Measure.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .set(let wording):
            let by = language.day(wording.by)
            return say("\(what) er planlagt og skal være indført senest \(by)", "\(what) is to be in place by \(by)")
        case .implemented: return say("\(what) er indført", "\(what) is in place")
        case .tested(let test):
            let outcome = language(test.outcome.label).lowercased()
            return say("\(what) er efterprøvet: \(outcome)", "\(what) was tested: \(outcome)")
        case .ended(let reason):
            return say("\(what) er afsluttet: \(text(reason))", "\(what) has ended: \(text(reason))")
        }
    }

    func of(_ fact: Asset.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .set(let wording):
            let needs = ControlAttributes.Property.allCases.compactMap { property in
                wording[property].map {
                    "\(language(property.label).lowercased()) \(language($0.level.label).lowercased())"
                }
            }.joined(separator: ", ")
            guard !needs.isEmpty else { return say("\(what) er registreret", "\(what) is registered") }
            return say("\(what) er registreret med disse behov: \(needs)", "\(what) is registered with needs: \(needs)")
        case .measured(let made):
            let period = "\(language.day(made.from))–\(language.day(made.until))"
            return say(
                "Tilgængeligheden af \(what) er registreret for \(period)",
                "The availability of \(what) is recorded for \(period)")
        case .accessReviewed(let review):
            let outcome = language(review.outcome.label).lowercased()
            return say(
                "Adgangene til \(what) er gennemgået: \(outcome)", "Access to \(what) was reviewed: \(outcome)")
        case .inventoried(let inventory):
            return say(
                "Styklisten for \(what) er indlæst: \(inventory.count) produkter",
                "The bill of materials of \(what) was read: \(inventory.count) products")
        case .retired(let reason):
            return say("\(what) er taget ud af brug: \(text(reason))", "\(what) is retired: \(text(reason))")
        case .depended(let one):
            let (way, other) = (language(one.kind.label).lowercasedFirst, label(.asset(one.on)))
            guard !one.withheld.isEmpty else { return "\(what) \(way) \(other)" }
            let withheld = one.withheld.map { language($0.label).lowercased() }.joined(separator: ", ")
            return say(
                "\(what) \(way) \(other); følger ikke med: \(withheld)",
                "\(what) \(way) \(other); does not follow: \(withheld)")
        case .dependenceEnded(let kind, let other, let reason):
            let way = language(kind.label).lowercasedFirst
            return say(
                "Afsluttet: \(what) \(way) \(label(.asset(other))): \(text(reason))",
                "Ended: \(what) \(way) \(label(.asset(other))): \(text(reason))")
        }
    }

    /// A need without a measure, said by its property.
    func need(_ duty: Duty, _ what: String) -> String {
        let property = duty.property.map { language($0.label).lowercased() } ?? ""
        return say(
            "Find en foranstaltning for \(property): \(what)", "Find a measure for \(property): \(what)")
    }
}

/// Measures and assets, as a person may see them on the day shown.
extension Sight {
    // MARK: Measures

    public func measure(_ id: ID<Measure>) throws(Refusal) -> (Measure, Measure.Wording) {
        guard let known = register.measures[id], known.wording != nil, known.setOn <= day,
            let wording = known.wording(on: day)
        else { throw Refusal.unknown }
        return (known, wording)
    }

    /// All that were planned by the day shown, by number; those that have ended last.
    public var measures: [Measure] {
        let known = register.measures.values.filter { $0.wording != nil && $0.setOn <= day }
        return known.sorted {
            ($0.isEnded(on: day) ? 1 : 0, $0.number) < ($1.isEnded(on: day) ? 1 : 0, $1.number)
        }
    }

    public func measures(for requirement: ID<Requirement>) -> [Measure] {
        register.measures(for: requirement, on: day)
    }

    public func measures(for need: Measure.Need) -> [Measure] { register.measures(for: need, on: day) }
    public func measures(for clause: ClauseReference) -> [Measure] { register.measures(for: clause, on: day) }

    /// Whether a law demands it and nothing is done about it.
    public func lacksMeasure(_ requirement: Requirement) -> Bool { register.lacksMeasure(requirement, on: day) }
    /// Nil: it demands no risk assessment.
    public func hasRiskAssessment(_ requirement: Requirement) -> Bool? {
        register.hasRiskAssessment(requirement, on: day)
    }

    func label(_ id: ID<Measure>, on day: Day) -> String? {
        register.measures[id]?.wording(on: day).map { wording in
            text(wording.title).map { "\(wording.label), \($0)" } ?? wording.label
        }
    }

    // MARK: Assets

    public func asset(_ id: ID<Asset>) throws(Refusal) -> (Asset, Asset.Wording) {
        guard let known = register.assets[id], known.wording != nil, known.setOn <= day,
            let wording = known.wording(on: day)
        else { throw Refusal.unknown }
        return (known, wording)
    }

    /// Those of one kind, or all by kind, that were registered by the day shown, by number: as far as the caller goes.
    public func assets(of kind: Asset.Kind? = nil) -> some Sequence<Asset> {
        register.assetsInOrder(kind).lazy.filter { [day] in $0.wording != nil && $0.setOn <= day }
    }

    /// All of them. There may be a hundred thousand: whoever needs a page asks for as many alone.
    public var assets: [Asset] { Array(assets()) }

    /// Those that a unit owned on the day shown.
    public func assets(of unit: ID<Unit>) -> [Asset] {
        register.assetsEver(of: unit).filter { $0.setOn <= day && $0.wording(on: day)?.unit == unit }
    }

    public func standing(of need: Measure.Need) -> NeedStanding { register.standing(of: need, on: day) }

    /// The requirements that name it and hold, of what the person may see.
    public func requirements(binding asset: ID<Asset>) -> [Requirement] {
        requirements.filter { $0.wording(on: day)?.assets.contains(asset) == true }
    }

    func label(_ id: ID<Asset>, on day: Day) -> String? {
        register.assets[id]?.wording(on: day).map { wording in
            text(wording.name).map { "\(wording.label), \($0)" } ?? wording.label
        }
    }
}

extension Sentence {
    func of(_ record: RegisterImport) -> String {
        let name = text(record.fileName)
        return switch record.matter {
        case .assets:
            say(
                """
                Aktiver er indlæst fra \(name): \(record.added) nye, \(record.changed) ændrede, \(record.beside) nye \
                afhængigheder
                """,
                """
                Assets are imported from \(name): \(record.added) new, \(record.changed) changed, \(record.beside) new \
                dependences
                """)
        case .risks:
            say(
                """
                Risici er indlæst fra \(name): \(record.added) nye, \(record.changed) ændrede, \(record.beside) vurderinger
                """,
                """
                Risks are imported from \(name): \(record.added) new, \(record.changed) changed, \(record.beside) \
                assessments
                """)
        }
    }
}
