// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// A risk as pages show it on a day: its wording, its newest assessment, and the method that this was made under.
struct RiskView {
    let known: Risk
    let wording: Risk.Wording
    let assessment: Risk.Assessment.Made?
    /// Of the assessment.
    let method: RiskMethod?
    let context: Context

    init(_ known: Risk, _ wording: Risk.Wording, _ context: Context) {
        self.known = known
        self.wording = wording
        self.context = context
        assessment = known.assessment(by: context.sight.day)
        method = assessment.flatMap { context.method(of: $0.method)?.method }
    }

    init(_ id: ID<Risk>, _ context: Context) throws(Refusal) {
        let (known, wording) = try context.sight.risk(id)
        self.init(known, wording, context)
    }

    var subject: Subject { .risk(known.id) }
    var title: String { context.text(wording.title) }
    /// »R-118: Kompromitteret leverandørkonto …«
    var name: String { "\(wording.label): \(title)" }

    /// The level of all dimensions at a stage, with its number; nil where it was not judged.
    func badge(_ stage: Risk.Stage, _ dimensions: [RiskMethod.Dimension] = RiskMethod.Dimension.allCases) -> RiskBadge?
    {
        guard let method, let estimate = assessment?[stage] else { return nil }
        return RiskReason(estimate, by: method, dimensions)?.badge(method)
    }

    /// Every stage that was judged.
    var stages: [(stage: Risk.Stage, badge: RiskBadge)] {
        Risk.Stage.allCases.compactMap { stage in badge(stage).map { (stage, $0) } }
    }

    var moves: HTML { RiskBadge.moves(stages, context.language) }

    /// The newest day by which it is to be looked at again: of its assessment, or of a verification after it.
    var next: Day? {
        guard let assessment else { return nil }
        let day = context.sight.day
        return known.verifications.last { $0.assessment == assessment.position && $0.day <= day }?.next
            ?? assessment.next
    }

    /// The assets that the reader may see; the others are counted alone.
    var assets: [(asset: Domain.Asset, label: String)] {
        wording.assets.compactMap { id in
            guard let (asset, _) = try? context.sight.asset(id),
                let label = context.sight.label(.asset(id), context.language)
            else { return nil }
            return (asset, label)
        }
    }

    var measures: [Measure] { wording.measures.compactMap { try? context.sight.measure($0).0 } }

    var owner: String? { wording.owner.map { context.name($0, on: context.sight.day) } }
}

extension Context {
    /// The method that an assessment was made under, with the words of its steps, whatever became of it since.
    func method(of proposal: ID<Proposal>) -> (method: RiskMethod, words: RiskWords)? {
        guard case .method(let method, let words)? = (try? sight.proposal(proposal))?.1.content else { return nil }
        return (method, sight.words(method, words))
    }

    /// What a step of a dimension means, with the amount where it is one.
    func words(of dimension: RiskMethod.Dimension, step: Int, by proposal: ID<Proposal>) -> String? {
        method(of: proposal).map { found in
            let said = language(found.words.consequence(dimension, step))
            return dimension == .economy ? "\(said) (\(language(found.method.cost(step))))" : said
        }
    }

    /// How often, in words and as a frequency.
    func words(ofLikelihood step: Int, by proposal: ID<Proposal>) -> String? {
        method(of: proposal).map { "\(language($0.words.likelihood(step))) (\(language($0.method.often(step))))" }
    }
}

extension Context {
    /// The names of a method's steps, lowest first, as they stand at the edges of the matrix: of the likelihood the word before
    /// its description, of the consequence one word for all dimensions.
    func stepNames(of adopted: AdoptedMethod) -> (likelihoods: [String], consequences: [String]) {
        let words = sight.words(of: adopted)
        let likelihoods = (1...adopted.method.steps).map { step -> String in
            let said = language(words.likelihood(step))
            let name = said.split(separator: ":", maxSplits: 1).first.map(String.init) ?? said
            // What an organisation wrote itself may be a whole sentence; then the number alone stands there.
            return name.count <= 24 ? name : ""
        }
        let consequences = RiskWording.consequences.suffix(adopted.method.steps).map { language($0) }
        return (likelihoods, consequences)
    }

    /// A threat as people name it.
    func name(threat: ClauseReference) -> String {
        sight.threat(threat).map { "\($0.code) \(say($0.name))" } ?? threat.description
    }

    /// How it stands with the direktion, as a sentence that needs no other words.
    func sentence(_ standing: Risk.Standing, of known: Risk) -> String {
        switch standing {
        case .unassessed:
            say(da: "Ingen har vurderet risikoen endnu.", en: "Nobody has assessed the risk yet.")
        case .within:
            say(
                da: "Risikoen er så lav, at direktionen på forhånd har sagt, at den kan beholdes.",
                en: "The risk is so low that the direktion has said beforehand that it can be kept.")
        case .accepted:
            sight.acceptance(of: known).map { acceptance in
                say(
                    da:
                        "Direktionen har accepteret risikoen den \(language.day(acceptance.from)). Det gælder til og med \(language.day(acceptance.until)).",
                    en:
                        "The direktion accepted the risk on \(language.day(acceptance.from)). That holds until \(language.day(acceptance.until))."
                )
            } ?? say(da: "Direktionen har accepteret risikoen.", en: "The direktion has accepted the risk.")
        case .awaiting:
            say(
                da: "Direktionen er spurgt, om risikoen kan accepteres, og har ikke svaret endnu.",
                en: "The direktion was asked whether the risk can be accepted, and has not answered yet.")
        case .undecided:
            say(
                da: "Direktionen skal tage stilling til risikoen, men er ikke spurgt endnu.",
                en: "The direktion is to decide on the risk, but has not been asked yet.")
        case .untreated:
            say(
                da: "Der skal gøres noget ved risikoen, og det er ikke aftalt, hvem der gør hvad.",
                en: "Something is to be done about the risk, and it is not agreed who does what.")
        case .unacceptable:
            say(
                da: "Risikoen kan ikke accepteres. Der skal gøres noget ved den nu.",
                en: "The risk cannot be accepted. Something is to be done about it now.")
        case .closed: say(da: "Risikoen er der ikke længere.", en: "The risk is no more.")
        }
    }
}
