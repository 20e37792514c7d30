// SPDX-License-Identifier: MPL-2.0

public import Domain

extension SimulationFile {
    /// What the simulation says in lines whose cells are parted by tabs, the first of them with what the cells are: amounts in
    /// whole kroner, chances in per cent, each with its standard error.
    public func lines(_ figures: LossFigures, _ language: Language) -> [String] {
        let levels = LossFigures.levels.map { "\($0 / 10_000) %" }
        let first = [
            language(da: "dimension", en: "dimension"), language(da: "plan", en: "plan"),
            language(da: "forventet tab pr. år, kr.", en: "expected yearly loss, DKK"),
            language(da: "sandsynlighed for tab", en: "chance of a loss"),
        ]
        var lines = [first + levels]
        for (name, dimension) in zip(dimensions, figures.dimensions) {
            lines.append([name, language(da: "nu", en: "now")] + Self.cells(dimension.current, language))
            if let planned = dimension.planned {
                lines.append(
                    [name, language(da: "med alle planlagte", en: "with all planned")] + Self.cells(planned, language))
            }
            if let saved = dimension.saved {
                lines.append([name, language(da: "alle sparer", en: "all save")] + Self.cells(saved))
            }
            for (control, saving) in zip(controls, dimension.controls) {
                lines.append([name, language(da: "\(control) sparer", en: "\(control) saves")] + Self.cells(saving))
            }
        }
        return lines.map { $0.joined(separator: "\t") }
    }

    private static func cells(_ losses: LossFigures.Distribution, _ language: Language) -> [String] {
        func percent(_ parts: Int) -> String {
            let hundredths = "\(parts / 100 % 100)"
            let mark = language(da: ",", en: ".")
            return "\(parts / 10_000)\(mark)\(hundredths.count < 2 ? "0" : "")\(hundredths)"
        }
        let chance = "\(percent(losses.chance.value)) ± \(percent(losses.chance.error)) %"
        return [kroner(losses.expected), chance] + losses.quantiles.map(amount)
    }

    private static func cells(_ saving: LossFigures.Saving) -> [String] {
        [kroner(saving.expected), ""] + saving.quantiles.map(amount)
    }

    private static func amount(_ figure: LossFigures.Figure) -> String {
        "\(kroner(figure.value)) ± \(kroner(figure.error))"
    }

    private static func kroner(_ ore: Int) -> String { "\((ore + (ore < 0 ? -50 : 50)) / 100)" }
}
