// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// What somebody has answered so far about an asset, step by step: kept beside the ledger until it is sent in, so that nothing
/// is answered twice. It belongs to the person and goes with an erasure.
struct AppraisalDraft: Hashable, Sendable {
    /// The answers by the names of their fields.
    private(set) var texts: [String: String] = [:]
    /// How many times each step was saved: a form that was made before the newest one does not overwrite it.
    private(set) var turns: [Int: Int] = [:]

    /// The first and the last step, as people count them.
    static let steps = 1...6
    /// Characters at most of what is written.
    static let longest = 2000
    /// A quarter of a year: longer than anybody leaves a risk that is due.
    static let keptFor: Int64 = 92 * 86_400_000

    init() {}

    /// As answered so far, for a page that shows what was sent and not saved.
    init(_ texts: [String: String], turns: [Int: Int]) {
        (self.texts, self.turns) = (texts, turns)
    }

    init?(_ bytes: [UInt8]) {
        guard let row = try? JSONReader.read(bytes), case .object(let texts)? = row["texts"],
            case .object(let turns)? = row["turns"]
        else { return nil }
        for member in texts { self.texts[member.name] = member.value.text }
        for member in turns {
            if let step = Int(member.name), let turn = member.value.int { self.turns[step] = turn }
        }
    }

    var json: JSON {
        .members([
            ("texts", .members(texts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
            ("turns", .members(turns.sorted { $0.key < $1.key }.map { ("\($0.key)", .number($0.value)) })),
        ])
    }

    subscript(name: String) -> String? { texts[name] }
    func turn(of step: Int) -> Int { turns[step] ?? 0 }

    /// Takes the answers of a step in the place of those that it had.
    mutating func save(_ answers: [String: String], of step: Int) {
        texts = texts.filter { !Self.isAnswer($0.key, of: step) }.merging(answers) { $1 }
        turns[step] = turn(of: step) + 1
    }

    /// Takes what came after its session had ended: an answer that is there already stays, since it may be the newer one.
    mutating func take(late answers: [String: String], of step: Int) {
        texts.merge(answers) { own, _ in own }
        turns[step] = turn(of: step) + 1
    }

    /// What was posted to a step, as far as it is an answer to one of its questions; cut where it is too long.
    static func answers(_ posted: Arguments, of step: Int) -> [String: String] {
        var found: [String: String] = [:]
        for (name, values) in posted.texts where isAnswer(name, of: step) {
            if let value = values.first, !value.isEmpty { found[name] = String(value.prefix(longest)) }
        }
        return found
    }

    static func isAnswer(_ name: String, of step: Int) -> Bool {
        switch step {
        case 1: name.hasPrefix(fact(""))
        case 2: stepTwo.contains(name)
        case 3: name.hasPrefix("t.")
        case 4: name.hasPrefix("p.") || name == "likelihood" || name == "reason"
        case 6: handling.contains(name)
        case _: false
        }
    }

    // MARK: Names of fields

    /// Says that the answer is the same as last time.
    static let same = "same"

    static func fact(_ name: String) -> String { "fact.\(name)" }
    static func threat(_ reference: ClauseReference) -> String { "t.\(reference)" }
    static func why(_ reference: ClauseReference) -> String { "t.\(reference).why" }
    static func provision(_ about: Risk.Guide.Provision.About) -> String { "p.\(about.text)" }

    private static let stepTwo = Set(
        Risk.Guide.questions.map(\.field) + RiskMethod.Dimension.allCases.map { AppraiseRisk.reason($0) })
    private static let handling: Set<String> = [
        "treatment", "task", "task_due", "until", "question", "reasons", "if_yes", "if_no", "due",
    ]
}

/// Which draft it is: of a person, about an asset, of a new risk or of one that is judged again.
struct AppraisalKey: Hashable, Sendable {
    let asset: ID<Domain.Asset>
    let risk: ID<Risk>?

    init(_ asset: ID<Domain.Asset>, _ risk: ID<Risk>?) { (self.asset, self.risk) = (asset, risk) }

    /// As `text` writes it.
    init?(_ text: String) {
        let parts = text.split(separator: "/").map(String.init)
        guard let first = parts.first, parts.count <= 2, let asset = ID<Domain.Asset>(first) else { return nil }
        self.init(asset, parts.count == 2 ? ID<Risk>(parts[1]) : nil)
        if parts.count == 2, risk == nil { return nil }
    }

    var text: String { risk.map { "\(asset)/\($0)" } ?? "\(asset)" }

    func row(of place: Account.Place) -> String { "\(place.organisation)/\(place.person)/\(text)" }

    /// The address of a step.
    func link(_ step: Int, _ query: [(String, String?)] = []) -> Link {
        Link(Route.appraisal(asset, step), query: [("risiko", risk?.description)] + query)
    }

    /// The one by which a risk is judged again; nil: it is an event, or about no asset that is to be seen, or the reader may not
    /// judge it.
    init?(_ risk: Risk, _ context: Context) {
        let sight = context.sight
        guard let wording = risk.wording(on: sight.day), wording.kind == .operational, sight.riskMethod != nil,
            !risk.isClosed(on: sight.day), sight.may(.appraiseRisk, about: .risk(risk.id)),
            let asset = wording.assets.first(where: { (try? sight.asset($0)) != nil })
        else { return nil }
        self.init(asset, risk.id)
    }
}
