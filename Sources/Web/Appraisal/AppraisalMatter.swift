// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Office

/// What is asked about an asset, and what was answered last time: the questions follow from its kind, from the catalogues of
/// threats, and from the measures of it and of what it leans on (policy §8-b, -f).
struct AppraisalMatter {
    struct Threat {
        let reference: ClauseReference
        let name: String
        /// What it harms, and an example of what lets it happen.
        let detail: String?
        let controls: [ClauseID]
    }

    /// Something that could be in place.
    struct Provision {
        let about: Risk.Guide.Provision.About
        let name: String
        /// Whose it is where it is not the asset's own, and how it stands.
        let detail: String?
        /// What the register of measures says already.
        let known: Risk.Guide.InPlace?
    }

    /// So many threats are asked about, besides those that the risk names already.
    static let mostThreats = 12
    /// So many things that could be in place are asked about, and so many of these are mere proposals.
    static let mostProvisions = 8
    static let mostProposed = 5
    /// What the asset leans on is followed so far, and through so many assets.
    private static let depth = 3
    private static let mostCarriers = 30

    let key: AppraisalKey
    let known: Domain.Asset
    let wording: Domain.Asset.Wording
    let risk: (known: Risk, wording: Risk.Wording)?
    /// The newest assessment of the risk.
    let last: Risk.Assessment.Made?
    let adopted: AdoptedMethod
    let words: RiskWords
    let context: Context

    var sight: Sight { context.sight }
    var language: Language { context.language }
    var method: RiskMethod { adopted.method }
    var name: String { context.text(wording.name) }

    /// - Throws: what the person may not see or judge; that there is no method yet; that the risk is not about the asset.
    init(_ key: AppraisalKey, _ context: Context) throws(Refusal) {
        self.key = key
        self.context = context
        (known, wording) = try context.sight.asset(key.asset)
        guard let adopted = context.sight.riskMethod else {
            throw .outOfTurn(
                da: "Direktionen har ikke vedtaget nogen risikometode endnu. Den skal være der før vurderingen.",
                en: "The direktion has adopted no risk method yet. It must be there before the assessment.")
        }
        self.adopted = adopted
        words = context.sight.words(of: adopted)
        if let id = key.risk {
            let (risk, wording) = try context.sight.risk(id)
            guard wording.kind == .operational, wording.assets.contains(key.asset),
                !risk.isClosed(on: context.sight.day)
            else { throw .unknown }
            guard context.sight.may(.appraiseRisk, about: .risk(id)) else { throw .notAllowed }
            self.risk = (risk, wording)
            last = risk.assessments.last
        } else {
            guard known.holds(on: context.sight.day) else { throw .unknown }
            guard context.sight.may(.appraiseRisk, about: .asset(key.asset)) else { throw .notAllowed }
            risk = nil
            last = nil
        }
    }

    // MARK: Last time

    /// The answers of last time, where they were given to questions; else nothing is told apart.
    var guide: Risk.Guide? { last?.guide }

    /// Whether steps mean today what they meant last time.
    var isSameMethod: Bool { last?.method == adopted.proposal }

    /// Whether the same questions were answered before: whoever answers them again need not be told how.
    var isAgain: Bool { guide != nil && isSameMethod }

    /// The step that was answered; the outer nil: there is no answer that would mean the same today.
    func last(_ question: Risk.Guide.Question) -> Int?? { isSameMethod ? guide?[question] : nil }

    var lastLikelihood: Int? { isSameMethod ? last?.current.likelihood : nil }

    func lastReason(_ dimension: RiskMethod.Dimension) -> String? {
        last?.current.consequences.first { $0.dimension == dimension }.flatMap { sight.text($0.reason) }
    }

    /// Whether a threat was realistic; nil: it was not asked about.
    func last(_ threat: ClauseReference) -> Bool? {
        if risk?.wording.threats.contains(threat) == true, last != nil { return true }
        return guide?.dismissed.contains(threat) == true ? false : nil
    }

    func lastReason(_ threat: ClauseReference) -> String? {
        guide?.dismissals.flatMap { sight.text($0) }.flatMap { Risk.Guide.reasons($0)[threat] }
    }

    func last(_ about: Risk.Guide.Provision.About) -> Risk.Guide.InPlace? {
        guide?.provisions.first { $0.about == about }?.answer
    }

    // MARK: Threats

    /// Those that the risk names, and those that are proposed for assets of the kind.
    var threats: [Threat] {
        let proposed = sight.threatCatalogues.flatMap { catalogue in
            catalogue.proposed(for: wording.kind).map { catalogue.reference(to: $0) }
        }.prefix(Self.mostThreats)
        let named = (risk?.wording.threats ?? []) + (guide?.dismissed ?? [])
        return (named.filter { !proposed.contains($0) } + proposed).map(threat)
    }

    private func threat(_ reference: ClauseReference) -> Threat {
        guard let threat = sight.threat(reference) else {
            return Threat(reference: reference, name: reference.description, detail: nil, controls: [])
        }
        var said: [String] = []
        if let about = threat.about { said.append(language(about)) }
        if !threat.affects.isEmpty {
            let harmed = language.list(threat.affects.map { language($0.label).lowercasedFirst })
            said.append(context.say(da: "Går ud over \(harmed).", en: "Harms \(harmed)."))
        }
        if let example = threat.vulnerabilities.first {
            let shown = language(example).lowercasedFirst
            said.append(context.say(da: "For eksempel: \(shown).", en: "For example: \(shown)."))
        }
        return Threat(
            reference: reference, name: language(threat.name), detail: said.isEmpty ? nil : said.joined(separator: " "),
            controls: reference.framework == ThreatCatalogue.own ? threat.controls : [])
    }

    // MARK: What is in place

    /// The measures of the asset, of the risk, and of what the asset leans on; then what is proposed against the threats that
    /// are realistic and that no measure does.
    func provisions(against realistic: [ClauseReference]) -> [Provision] {
        var found: [Provision] = []
        var (seen, covered): (Set<ID<Measure>>, Set<ClauseID>) = ([], [])
        func take(_ measure: Measure, from carrier: String?) {
            guard found.count < Self.mostProvisions, !measure.isEnded(on: sight.day), seen.insert(measure.id).inserted
            else { return }
            let clauses = measure.wording(on: sight.day)?.clauses ?? []
            covered.formUnion(clauses.filter { $0.framework.text == "27002" }.map(\.clause))
            found.append(provision(measure, from: carrier))
        }
        for measure in measures(of: key.asset) { take(measure, from: nil) }
        for id in risk?.wording.measures ?? [] {
            if let measure = try? sight.measure(id).0 { take(measure, from: nil) }
        }
        for (carrier, label) in carriers { for measure in measures(of: carrier) { take(measure, from: label) } }
        let room = min(Self.mostProposed, Self.mostProvisions - found.count)
        return found + proposals(against: realistic, but: covered).prefix(max(room, 0))
    }

    private func measures(of asset: ID<Domain.Asset>) -> [Measure] {
        var seen: Set<ID<Measure>> = []
        return ControlAttributes.Property.allCases.flatMap { sight.measures(for: .init(asset: asset, property: $0)) }
            .filter { seen.insert($0.id).inserted }.sorted { $0.number < $1.number }
    }

    /// What the asset leans on, the nearest first. With what data are exchanged protects nothing of it.
    private var carriers: [(ID<Domain.Asset>, String)] {
        var (found, seen, edge): ([(ID<Domain.Asset>, String)], Set<ID<Domain.Asset>>, [ID<Domain.Asset>]) =
            ([], [key.asset], [key.asset])
        for _ in 0..<Self.depth {
            var next: [ID<Domain.Asset>] = []
            for asset in edge {
                for tie in sight.dependences(of: asset) where tie.kind != .exchangesWith {
                    guard found.count < Self.mostCarriers, seen.insert(tie.on).inserted,
                        let (_, carrier) = try? sight.asset(tie.on)
                    else { continue }
                    found.append((tie.on, context.text(carrier.name)))
                    next.append(tie.on)
                }
            }
            edge = next
        }
        return found
    }

    private func provision(_ measure: Measure, from carrier: String?) -> Provision {
        let standing = measure.standing(on: sight.day)
        let title = measure.wording(on: sight.day).map { context.text($0.title) } ?? "FOR-\(measure.number)"
        let state = language(standing.label).lowercasedFirst
        let detail = carrier.map {
            context.say(da: "Arvet fra \($0), \(state).", en: "Inherited from \($0), \(state).")
        }
        return Provision(
            about: .measure(measure.id), name: title, detail: detail ?? "\(language.capitalised(state)).",
            known: standing.inPlace)
    }

    /// The controls that most of the realistic threats ask for, and those that were asked about last time before them.
    private func proposals(against realistic: [ClauseReference], but covered: Set<ClauseID>) -> [Provision] {
        guard let framework = Framework.Name("27002"), let controls = ShippedFrameworks.all[framework] else {
            return []
        }
        var counts: [ClauseID: Int] = [:]
        for threat in threats where realistic.contains(threat.reference) {
            for control in threat.controls { counts[control, default: 0] += 1 }
        }
        let wanted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let before = (guide?.provisions ?? []).compactMap { one -> ClauseID? in
            guard case .control(let reference) = one.about, reference.framework == framework else { return nil }
            return reference.clause
        }
        return (before + wanted.filter { !before.contains($0) }).filter { !covered.contains($0) }.compactMap {
            control in
            controls[control].map { clause in
                Provision(
                    about: .control(ClauseReference(framework, control)), name: language(clause.title), detail: nil,
                    known: nil)
            }
        }
    }
}

extension Measure.Standing {
    /// What the register says of whether it is in place. What nobody has tested counts as in place in part: nobody knows
    /// whether it works.
    var inPlace: Risk.Guide.InPlace {
        switch self {
        case .works: .yes
        case .untested, .stale, .partly: .partly
        case .planned, .late, .fails, .ended: .no
        }
    }
}
