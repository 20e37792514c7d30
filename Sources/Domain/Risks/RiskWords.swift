// SPDX-License-Identifier: MPL-2.0

/// What each step of a method's scales means, in words that somebody who owns a system understands without numbers. The shipped
/// words come with Værn; an organisation can put its own in place of any of them. Amounts and frequencies are never in the words:
/// they are printed from the method.
public struct RiskWords: Hashable, Sendable {
    /// A step of the likelihood, or of what a risk can cost in one dimension; from 1.
    public enum Place: Hashable, Sendable {
        case likelihood(Int)
        case consequence(RiskMethod.Dimension, Int)
    }

    /// At most so many characters describe a step.
    public static let longest = 200

    public let base: RiskMethod.Base
    /// The organisation's own, by the step.
    public let own: [Place: String]

    /// The shipped words, but for the steps that `text` has words of its own for. Of a text that was recorded, what cannot be
    /// read as a step is passed over.
    public init(_ base: RiskMethod.Base, own text: String? = nil) {
        self.base = base
        var own: [Place: String] = [:]
        for line in Self.lines(text ?? "") {
            if let (place, words) = Self.step(line, base) { own[place] = words }
        }
        self.own = own
    }

    public func likelihood(_ step: Int) -> Phrase { self[.likelihood(step)] }

    public func consequence(_ dimension: RiskMethod.Dimension, _ step: Int) -> Phrase {
        self[.consequence(dimension, step)]
    }

    public subscript(place: Place) -> Phrase {
        if let words = own[place] { return Phrase(da: words, en: words) }
        return switch place {
        case .likelihood(let step): Self.pick(Self.likelihoods(base), step)
        case .consequence(let dimension, let step): Self.pick(Self.consequences(base, dimension), step)
        }
    }

    private static func pick(_ phrases: [Phrase], _ step: Int) -> Phrase {
        phrases[min(max(step, 1), phrases.count) - 1]
    }

    // MARK: The organisation's own

    /// How they are written: a line for each step, »Økonomi 3: …«.
    public static let form = Phrase(
        da: """
            Ét trin på hver linje, fx »Økonomi 3: Må dækkes af andre opgavers penge«. Trin uden linje beholder deres ord.
            """,
        en: """
            One step a line, such as “Economy 3: Taken from the money of other tasks”. Steps without a line keep their words.
            """)

    /// Checks what somebody wrote.
    ///
    /// - Throws: which line cannot be read as a step, is about a step twice, or is too long.
    static func check(_ text: String, _ base: RiskMethod.Base, field: String) throws(Refusal) {
        var known = Set<Place>()
        for line in lines(text) {
            let start = String(line.prefix(60))
            guard let (place, words) = step(line, base) else {
                throw .invalid(
                    field,
                    da: """
                        Linjen »\(start)« kan ikke læses. Skriv skala, trin fra 1 til \(base.steps), kolon og ord, fx »Drift \
                        af velfærdsydelser 2: Nogle timer«. Skalaerne er \(scales(.da)).
                        """,
                    en: """
                        The line “\(start)” cannot be read. Write scale, step from 1 to \(base.steps), a colon and words, such \
                        as “Running of welfare services 2: Some hours”. The scales are \(scales(.en)).
                        """)
            }
            guard known.insert(place).inserted else {
                throw .invalid(
                    field, da: "Trinet i linjen »\(start)« står der to gange. Fjern den ene.",
                    en: "The step of the line “\(start)” is there twice. Remove one.")
            }
            guard words.count <= longest else {
                throw .invalid(
                    field, da: "Linjen »\(start)« er for lang. Et trin kan beskrives med højst \(longest) tegn.",
                    en: "The line “\(start)” is too long. A step can have at most \(longest) characters.")
            }
        }
    }

    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { Arguments.trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    private static func scales(_ language: Language) -> String {
        ([likelihoodLabel] + RiskMethod.Dimension.allCases.map(\.label)).map { language($0) }.joined(separator: ", ")
    }

    public static let likelihoodLabel = Phrase(da: "Sandsynlighed", en: "Likelihood")

    /// »Økonomi 3: Må dækkes …«
    private static func step(_ line: String, _ base: RiskMethod.Base) -> (Place, String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let words = Arguments.trimmed(String(line[line.index(after: colon)...]))
        let before = Arguments.trimmed(String(line[..<colon]))
        guard !words.isEmpty, let space = before.lastIndex(of: " "),
            let number = Int(before[before.index(after: space)...]), (1...base.steps).contains(number)
        else { return nil }
        let name = Arguments.trimmed(String(before[..<space])).lowercased()
        func fits(_ label: Phrase) -> Bool { [label.da.lowercased(), label.en.lowercased()].contains(name) }
        if fits(likelihoodLabel) { return (.likelihood(number), words) }
        return RiskMethod.Dimension.allCases.first { fits($0.label) || $0.rawValue == name }
            .map { (.consequence($0, number), words) }
    }
}
