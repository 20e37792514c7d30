// SPDX-License-Identifier: MPL-2.0

public import Domain

/// A portfolio of risks as JSON, and what a simulation says of it as JSON again: for whoever works with numbers elsewhere, and
/// for checking ours against theirs. `docs/risikotal.md` has every member.
public struct SimulationFile: Sendable {
    public let simulation: LossSimulation
    let dimensions: [String]
    let controls: [String]

    /// Reads a file. What is not said in it is 100,000 years and the seed 1.
    /// - Throws: a refusal whose field is the path of the first thing that cannot be used, such as `risks[3].losses.economy`.
    public static func read(_ bytes: [UInt8]) throws(Refusal) -> SimulationFile {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw .invalid(
                "file", da: "Filen er ikke UTF-8. Gem den igen med den tegnkodning.",
                en: "The file is not UTF-8. Save it again with that encoding.")
        }
        let file = Place(tree: try JSONTree.read(bytes), path: "")
        try file.object(["years", "seed", "dimensions", "risks", "groups", "controls", "thresholds"])
        let dimensions = try names(of: try file.needed("dimensions").list()) { place throws(Refusal) in try place.text()
        }
        let (risks, groups) = (try file.needed("risks").list(), try file["groups"]?.list() ?? [])
        let controls = try file["controls"]?.list() ?? []
        let riskNames = try names(of: risks) { place throws(Refusal) in try place.needed("id").text() }
        let groupNames = try names(of: groups) { place throws(Refusal) in try place.needed("id").text() }
        let controlNames = try names(of: controls) { place throws(Refusal) in try place.needed("id").text() }
        let reader = PortfolioReader(dimensions: dimensions, risks: riskNames, groups: groupNames)
        let portfolio = try RiskPortfolio(
            dimensions: dimensions, risks: try reader.each(risks, PortfolioReader.risk),
            groups: try reader.each(groups, PortfolioReader.group),
            controls: try reader.each(controls, PortfolioReader.control))
        var thresholds: [Int] = []
        for place in try file["thresholds"]?.list() ?? [] { thresholds.append(try place.number()) }
        let simulation = try LossSimulation(
            portfolio, years: try file["years"]?.number() ?? 100_000, seed: try file["seed"]?.seed() ?? 1,
            thresholds: thresholds)
        return SimulationFile(simulation: simulation, dimensions: dimensions, controls: controlNames)
    }

    // MARK: Writing

    /// What the simulation says, as JSON.
    public func json(_ figures: LossFigures) -> [UInt8] {
        DataTree.members([
            ("years", number(figures.years)), ("seed", .text("\(figures.seed)")),
            ("dimensions", .list(zip(dimensions, figures.dimensions).map(dimension))),
        ]).json
    }

    private func dimension(_ name: String, _ figures: LossFigures.Dimension) -> DataTree {
        DataTree.members([
            ("id", .text(name)), ("current", distribution(figures.current)),
            ("planned", figures.planned.map(distribution)),
            ("saved", figures.saved.map { .members(saving($0)) }),
            (
                "controls",
                DataTree.some(
                    zip(controls, figures.controls).map { .members([("id", .text($0))] + saving($1)) })
            ),
        ])
    }

    private func distribution(_ losses: LossFigures.Distribution) -> DataTree {
        DataTree.members([
            ("expected", number(losses.expected)), ("mean", .members(figure(losses.mean))),
            ("chance", .members(figure(losses.chance))), ("quantiles", quantiles(losses.quantiles)),
            (
                "curve",
                .list(losses.curve.map { .members([("amount", number($0.amount))] + figure($0.chance)) })
            ),
        ])
    }

    private func saving(_ saving: LossFigures.Saving) -> [(String, DataTree?)] {
        [
            ("expected", number(saving.expected)), ("mean", .members(figure(saving.mean))),
            ("quantiles", quantiles(saving.quantiles)),
        ]
    }

    private func quantiles(_ figures: [LossFigures.Figure]) -> DataTree {
        .list(zip(LossFigures.levels, figures).map { .members([("level", number($0))] + figure($1)) })
    }

    private func figure(_ figure: LossFigures.Figure) -> [(String, DataTree?)] {
        [("value", number(figure.value)), ("error", number(figure.error))]
    }

    private func number(_ value: Int) -> DataTree { .number("\(value)") }
}

/// Makes the portfolio's parts from the file's, with the names as places.
private struct PortfolioReader {
    let dimensions: [String: Int]
    let risks: [String: Int]
    let groups: [String: Int]

    init(dimensions: [String], risks: [String], groups: [String]) {
        func places(_ names: [String]) -> [String: Int] {
            Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        }
        (self.dimensions, self.risks, self.groups) = (places(dimensions), places(risks), places(groups))
    }

    func each<Part>(
        _ places: [Place], _ read: (PortfolioReader) -> (Place) throws(Refusal) -> Part
    ) throws(Refusal) -> [Part] {
        var all: [Part] = []
        for place in places { all.append(try read(self)(place)) }
        return all
    }

    func risk(_ place: Place) throws(Refusal) -> RiskPortfolio.Risk {
        try place.object(["id", "frequency", "losses"])
        var losses: [RiskPortfolio.Loss] = []
        let all = try place.needed("losses")
        try all.object(Array(dimensions.keys))
        for (name, index) in dimensions.sorted(by: { $0.value < $1.value }) {
            guard let loss = all[name] else { continue }
            losses.append(.init(dimension: index, amount: try loss.estimate()))
        }
        return RiskPortfolio.Risk(frequency: try place["frequency"]?.estimate(), losses: losses)
    }

    func group(_ place: Place) throws(Refusal) -> RiskPortfolio.Group {
        try place.object(["id", "frequency", "likeness", "bearers"])
        var bearers: [RiskPortfolio.Bearer] = []
        for bearer in try place.needed("bearers").list() {
            try bearer.object(["risk", "share"])
            bearers.append(
                .init(
                    risk: try bearer.needed("risk").place(in: risks),
                    share: try bearer["share"]?.number() ?? RiskPortfolio.whole))
        }
        return RiskPortfolio.Group(
            frequency: try place.needed("frequency").estimate(), likeness: try place["likeness"]?.number() ?? 0,
            bearers: bearers)
    }

    func control(_ place: Place) throws(Refusal) -> RiskPortfolio.Control {
        try place.object(["id", "effects"])
        var effects: [RiskPortfolio.Effect] = []
        for effect in try place.needed("effects").list() {
            try effect.object(["risk", "group", "frequency", "loss"])
            let target: RiskPortfolio.Effect.Target
            switch (effect["risk"], effect["group"]) {
            case (let risk?, nil): target = .risk(try risk.place(in: risks))
            case (nil, let group?): target = .group(try group.place(in: groups))
            case (nil, nil), (_?, _?):
                throw effect.refusal(
                    da: "skriv `risk` eller `group`, og kun det ene",
                    en: "write `risk` or `group`, and only one of them")
            }
            effects.append(
                .init(
                    on: target, frequency: try effect["frequency"]?.number() ?? RiskPortfolio.whole,
                    loss: try effect["loss"]?.number() ?? RiskPortfolio.whole))
        }
        return RiskPortfolio.Control(effects: effects)
    }
}

/// The names of a list's items, each once.
private func names(
    of places: [Place], _ name: (Place) throws(Refusal) -> String
) throws(Refusal) -> [String] {
    var (all, seen): ([String], Set<String>) = ([], [])
    for place in places {
        let found = try name(place)
        guard seen.insert(found).inserted else {
            throw place.refusal(
                da: "»\(found)« er brugt før. Giv hver sit navn",
                en: "“\(found)” is used before. Give each a name of its own")
        }
        all.append(found)
    }
    return all
}

/// A value of the file and where it stands.
private struct Place {
    let tree: DataTree
    let path: String

    func refusal(da: String, en: String) -> Refusal {
        let place = path.isEmpty ? "file" : path
        return .invalid(place, da: "\(place): \(da).", en: "\(place): \(en).")
    }

    subscript(_ name: String) -> Place? {
        tree[name].map { Place(tree: $0, path: path.isEmpty ? name : "\(path).\(name)") }
    }

    func needed(_ name: String) throws(Refusal) -> Place {
        guard let found = self[name] else {
            throw refusal(da: "»\(name)« mangler. Skriv det", en: "“\(name)” is missing. Write it")
        }
        return found
    }

    /// Refuses what is no object, and members that mean nothing: a misspelt one would be passed over.
    func object(_ known: [String]) throws(Refusal) {
        guard case .object(let members) = tree else {
            throw refusal(da: "her skal stå et objekt: { … }", en: "an object is needed here: { … }")
        }
        var seen: Set<String> = []
        for member in members {
            guard known.contains(member.name) else {
                let names = known.sorted().joined(separator: ", ")
                throw refusal(
                    da: "»\(member.name)« kendes ikke. Det kan være: \(names)",
                    en: "“\(member.name)” is not known. It may be: \(names)")
            }
            guard seen.insert(member.name).inserted else {
                throw refusal(
                    da: "»\(member.name)« står to gange. Tag det ene fra",
                    en: "“\(member.name)” stands twice. Take one of them away")
            }
        }
    }

    func list() throws(Refusal) -> [Place] {
        guard case .list(let items) = tree else {
            throw refusal(da: "her skal stå en liste: [ … ]", en: "a list is needed here: [ … ]")
        }
        return items.enumerated().map { Place(tree: $1, path: "\(path)[\($0)]") }
    }

    func text() throws(Refusal) -> String {
        guard case .text(let text) = tree, !text.isEmpty, text.count <= 200 else {
            throw refusal(
                da: "her skal stå et navn på højst 200 tegn", en: "a name of at most 200 characters is needed here")
        }
        return text
    }

    func number() throws(Refusal) -> Int {
        guard case .number(let text) = tree, let number = Int(text) else {
            throw refusal(
                da: "her skal stå et helt tal uden decimaler", en: "a whole number without decimals is needed here")
        }
        return number
    }

    /// 64 bits are more than many writers of JSON can put into a number, so it may stand as a text.
    func seed() throws(Refusal) -> UInt64 {
        guard let word = tree.word, let seed = UInt64(word) else {
            throw refusal(
                da: "her skal stå et helt tal fra 0 til 18446744073709551615",
                en: "a whole number from 0 to 18446744073709551615 is needed here")
        }
        return seed
    }

    func place(in names: [String: Int]) throws(Refusal) -> Int {
        let name = try text()
        guard let index = names[name] else {
            throw refusal(
                da: "»\(name)« findes ikke i filen. Ret navnet", en: "“\(name)” is not in the file. Correct the name")
        }
        return index
    }

    /// A number, an interval of 90 per cent (`low`, `high`), or a step (`from`, `to`, and `ratio` where one of them is missing).
    func estimate() throws(Refusal) -> Estimate {
        guard case .object = tree else { return Estimate(try number()) }
        try object(["low", "high", "from", "to", "ratio"])
        if let low = self["low"], let high = self["high"], tree.members.count == 2 {
            return Estimate(from: try low.number(), to: try high.number())
        }
        guard self["low"] == nil, self["high"] == nil,
            let step = Estimate(
                step: try self["from"]?.number(), try self["to"]?.number(), ratio: try self["ratio"]?.number())
        else {
            throw refusal(
                da:
                    "skriv et tal, `low` og `high`, eller `from` og `to`; hvor en af de sidste mangler, skal `ratio` stå",
                en:
                    "write a number, `low` and `high`, or `from` and `to`; where one of the last is missing, write `ratio`"
            )
        }
        return step
    }
}
