// SPDX-License-Identifier: MPL-2.0

/// Risks with how often and how much, what they have in common, and the controls that are planned against them: what a
/// ``LossSimulation`` works out yearly losses from (ISO/IEC 27005:2022, quantitative analysis). It holds amounts alone, never a
/// step's number: a score of a scale cannot be added up.
public struct RiskPortfolio: Hashable, Sendable {
    /// One scenario.
    public struct Risk: Hashable, Sendable {
        /// Events per million years, apart from those of the groups that it belongs to; nil: it happens only with a group.
        public let frequency: Estimate?
        /// What one event costs, at most one for each dimension.
        public let losses: [Loss]

        public init(frequency: Estimate?, losses: [Loss]) {
            self.frequency = frequency
            self.losses = losses
        }
    }

    /// What an event costs in one dimension.
    public struct Loss: Hashable, Sendable {
        /// The place of the dimension in the portfolio.
        public let dimension: Int
        /// Øre per event.
        public let amount: Estimate

        public init(dimension: Int, amount: Estimate) {
            self.dimension = dimension
            self.amount = amount
        }
    }

    /// A cause that many risks share, such as a supplier or a platform: when it fails, it is one event and each bearer has its
    /// loss in it.
    public struct Group: Hashable, Sendable {
        /// Failures per million years.
        public let frequency: Estimate
        /// How alike the bearers' losses in one event are, in parts per million: the correlation of their logarithms. 0: each has
        /// its own; 1,000,000: all are high in their intervals together.
        public let likeness: Int
        public let bearers: [Bearer]

        public init(frequency: Estimate, likeness: Int = 0, bearers: [Bearer]) {
            self.frequency = frequency
            self.likeness = likeness
            self.bearers = bearers
        }
    }

    /// A risk that comes about when its group fails.
    public struct Bearer: Hashable, Sendable {
        /// The place of the risk in the portfolio.
        public let risk: Int
        /// How much of its loss it has then, in parts per million.
        public let share: Int

        public init(risk: Int, share: Int = RiskPortfolio.whole) {
            self.risk = risk
            self.share = share
        }
    }

    /// A planned control: what becomes of the risks and groups when it works.
    public struct Control: Hashable, Sendable {
        public let effects: [Effect]

        public init(effects: [Effect]) { self.effects = effects }
    }

    /// What a control leaves of a frequency and of a loss, each in parts per million: 200,000 is a fifth. Several controls on the
    /// same thing multiply, which is right when they fail independently of each other.
    public struct Effect: Hashable, Sendable {
        public enum Target: Hashable, Sendable {
            /// The risk's own events; its losses also in the events of its groups.
            case risk(Int)
            /// The group's failures, and the losses of all its bearers in them.
            case group(Int)
        }

        public let target: Target
        public let frequency: Int
        public let loss: Int

        public init(on target: Target, frequency: Int = RiskPortfolio.whole, loss: Int = RiskPortfolio.whole) {
            self.target = target
            self.frequency = frequency
            self.loss = loss
        }
    }

    /// All of something, in parts per million.
    public static let whole = 1_000_000
    /// 1,000 a year.
    public static let highestFrequency = 1_000_000_000
    /// 100 billion kroner.
    public static let highestLoss = 10_000_000_000_000
    public static let mostDimensions = 20
    public static let mostRisks = 10_000
    public static let mostGroups = 1_000
    public static let mostBearers = 100_000
    public static let mostControls = 200

    /// What they are called in refusals; never added to each other.
    public let dimensions: [String]
    public let risks: [Risk]
    public let groups: [Group]
    public let controls: [Control]

    /// - Throws: a refusal whose field is the path of what cannot be used, such as `risks[3].losses.economy`.
    public init(dimensions: [String], risks: [Risk], groups: [Group] = [], controls: [Control] = []) throws(Refusal) {
        self.dimensions = dimensions
        self.risks = risks
        self.groups = groups
        self.controls = controls
        try check()
    }
}

extension RiskPortfolio {
    private func check() throws(Refusal) {
        try count("dimensions", dimensions.count, 1...RiskPortfolio.mostDimensions)
        try count("risks", risks.count, 1...RiskPortfolio.mostRisks)
        try count("groups", groups.count, 0...RiskPortfolio.mostGroups)
        try count("controls", controls.count, 0...RiskPortfolio.mostControls)
        try count(
            "groups.bearers", groups.reduce(0) { $0 + $1.bearers.count }, 0...RiskPortfolio.mostBearers)
        for (index, risk) in risks.enumerated() { try check(risk, "risks[\(index)]") }
        for (index, group) in groups.enumerated() { try check(group, "groups[\(index)]") }
        for (index, control) in controls.enumerated() { try check(control, "controls[\(index)]") }
        guard risks.contains(where: { $0.frequency != nil }) || !groups.isEmpty else {
            throw .at(
                "risks",
                da:
                    "ingen af risiciene sker. Giv mindst en af dem en hyppighed, eller en gruppe, den hører til.",
                en: "none of the risks happens. Give at least one of them a frequency, or a group it belongs to."
            )
        }
    }

    private func check(_ risk: Risk, _ path: String) throws(Refusal) {
        try risk.frequency?.check("\(path).frequency", most: RiskPortfolio.highestFrequency, unit: Self.perMillionYears)
        guard !risk.losses.isEmpty else {
            throw .at(
                "\(path).losses",
                da: "risikoen har intet tab. Giv den et tab i mindst en dimension.",
                en: "the risk has no loss. Give it a loss in at least one dimension.")
        }
        var seen: Set<Int> = []
        for loss in risk.losses {
            try place("\(path).losses", loss.dimension, in: dimensions.count)
            let field = "\(path).losses.\(dimensions[loss.dimension])"
            try once(field, seen.insert(loss.dimension).inserted)
            try loss.amount.check(field, most: RiskPortfolio.highestLoss, unit: Phrase(da: "øre", en: "øre"))
        }
    }

    private func check(_ group: Group, _ path: String) throws(Refusal) {
        try group.frequency.check("\(path).frequency", most: RiskPortfolio.highestFrequency, unit: Self.perMillionYears)
        try parts("\(path).likeness", group.likeness, from: 0)
        try count("\(path).bearers", group.bearers.count, 1...RiskPortfolio.mostBearers)
        var seen: Set<Int> = []
        for (index, bearer) in group.bearers.enumerated() {
            let field = "\(path).bearers[\(index)]"
            try place("\(field).risk", bearer.risk, in: risks.count)
            try once("\(field).risk", seen.insert(bearer.risk).inserted)
            try parts("\(field).share", bearer.share, from: 1)
        }
    }

    private func check(_ control: Control, _ path: String) throws(Refusal) {
        try count("\(path).effects", control.effects.count, 1...(RiskPortfolio.mostRisks + RiskPortfolio.mostGroups))
        var seen: Set<Effect.Target> = []
        for (index, effect) in control.effects.enumerated() {
            let field = "\(path).effects[\(index)]"
            switch effect.target {
            case .risk(let risk): try place("\(field).risk", risk, in: risks.count)
            case .group(let group): try place("\(field).group", group, in: groups.count)
            }
            try once(field, seen.insert(effect.target).inserted)
            try parts("\(field).frequency", effect.frequency, from: 0)
            try parts("\(field).loss", effect.loss, from: 0)
        }
    }

    private static let perMillionYears = Phrase(da: "hændelser pr. million år", en: "events per million years")

    private func count(_ field: String, _ number: Int, _ allowed: ClosedRange<Int>) throws(Refusal) {
        guard !allowed.contains(number) else { return }
        throw .at(
            field,
            da:
                "der er \(number), og der kan være \(allowed.lowerBound)–\(allowed.upperBound). Tag nogle fra, "
                + "eller læg nogle til.",
            en:
                "there are \(number), and there may be \(allowed.lowerBound)–\(allowed.upperBound). Take some "
                + "away, or add some.")
    }

    private func place(_ field: String, _ index: Int, in count: Int) throws(Refusal) {
        guard !(0..<count).contains(index) else { return }
        throw .at(
            field,
            da: "det, der henvises til, findes ikke. Ret henvisningen.",
            en: "what it refers to does not exist. Correct the reference.")
    }

    private func once(_ field: String, _ isFirst: Bool) throws(Refusal) {
        guard !isFirst else { return }
        throw .at(
            field,
            da: "det samme er nævnt to gange. Tag det ene fra.",
            en: "the same is named twice. Take one of them away.")
    }

    private func parts(_ field: String, _ number: Int, from lowest: Int) throws(Refusal) {
        guard !(lowest...RiskPortfolio.whole).contains(number) else { return }
        throw .at(
            field,
            da: "\(number) er uden for \(lowest)–\(RiskPortfolio.whole) milliontedele. Ret tallet.",
            en: "\(number) is outside \(lowest)–\(RiskPortfolio.whole) parts per million. Correct it.")
    }
}

extension Refusal {
    /// About a part of a portfolio, which may have been read from a file: the sentence begins with its path.
    static func at(_ path: String, da: String, en: String) -> Refusal {
        .invalid(path, da: "\(path): \(da)", en: "\(path): \(en)")
    }
}
