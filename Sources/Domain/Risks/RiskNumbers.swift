// SPDX-License-Identifier: MPL-2.0

extension Risk {
    /// How often a risk happens and what it costs, as intervals that hold what nobody knows with 90 per cent (ISO/IEC 27005:2022,
    /// quantitative analysis). It is given with an assessment by whoever can, beside the steps and never worked out from them.
    public struct Numbers: Hashable, Sendable {
        /// What is left of both when a measure that is planned is in place.
        public struct Effect: Hashable, Sendable {
            public let measure: ID<Measure>
            /// Parts per million of the frequency, and of the loss of an event.
            public let frequency: Int
            public let loss: Int

            public init(measure: ID<Measure>, frequency: Int, loss: Int) {
                self.measure = measure
                self.frequency = frequency
                self.loss = loss
            }
        }

        /// Events per million years.
        public let frequency: Domain.Estimate
        /// Øre per event.
        public let loss: Domain.Estimate
        /// How much of the events comes of something that other risks rest on too, in parts per million; nil: nobody has said,
        /// and ``usuallyShared`` is reckoned with.
        public let shared: Int?
        public let effects: [Effect]

        /// The share that common causes have where nothing else is known: the high end of what IEC 61508-6, annex D, gives for
        /// parts that were not made to fail apart.
        public static let usuallyShared = 100_000

        public init(frequency: Domain.Estimate, loss: Domain.Estimate, shared: Int?, effects: [Effect]) {
            self.frequency = frequency
            self.loss = loss
            self.shared = shared
            self.effects = effects
        }
    }
}

/// The numbers as the command takes them: times in 1,000 years, whole kroner and per cent.
extension Risk.Numbers {
    /// The names of their fields, in the order of the form.
    public static let names = ["often_low", "often_high", "cost_low", "cost_high", "shared", "planned"]
    /// Events per million years of one time in 1,000 years, øre of a krone, and parts per million of a per cent.
    static let (rate, krone, percent) = (1_000, 100, 10_000)
    private static let mostRate = RiskPortfolio.highestFrequency / rate
    private static let mostKroner = RiskPortfolio.highestLoss / krone

    static let fields: [Field] = [
        Field(
            "often_low", .number(1...mostRate), da: "Hvor tit, mindst", en: "How often, at least",
            hint: Phrase(
                da: "Gange på 1.000 år. Lavere er det kun én gang ud af 20.",
                en: "Times in 1,000 years. It is lower one time of 20 only."), optional: true),
        Field(
            "often_high", .number(1...mostRate), da: "Hvor tit, højst", en: "How often, at most",
            hint: Phrase(
                da: "Gange på 1.000 år. Højere er det kun én gang ud af 20.",
                en: "Times in 1,000 years. It is higher one time of 20 only."), optional: true),
        Field(
            "cost_low", .number(1...mostKroner), da: "Tab, når det sker, mindst", en: "Loss when it happens, at least",
            hint: Phrase(
                da: "Hele kroner. Lavere er det kun én gang ud af 20.",
                en: "Whole kroner. It is lower one time of 20 only."
            ), optional: true),
        Field(
            "cost_high", .number(1...mostKroner), da: "Tab, når det sker, højst", en: "Loss when it happens, at most",
            hint: Phrase(
                da: "Hele kroner. Højere er det kun én gang ud af 20.",
                en: "Whole kroner. It is higher one time of 20 only."), optional: true),
        Field(
            "shared", .number(0...100), da: "Hvor meget skyldes noget, andre risici også hviler på?",
            en: "How much comes of what other risks rest on too?",
            hint: Phrase(
                da: "Procent af gangene, fx en fælles leverandør eller løsning. Tomt regnes som 10.",
                en: "Per cent of the times, such as a shared supplier or solution. Empty counts as 10."),
            optional: true),
        Field(
            "planned", .line(most: 600), da: "Det er tilbage, når de planlagte foranstaltninger virker",
            en: "What is left when the planned measures work",
            hint: Phrase(
                da: """
                    Nummer, procent af gangene og procent af tabet, med komma imellem foranstaltningerne: \
                    FOR-3 40 100, FOR-7 100 50.
                    """,
                en: """
                    Number, per cent of the times and per cent of the loss, with commas between measures: \
                    FOR-3 40 100, FOR-7 100 50.
                    """), optional: true),
    ]

    /// What was written of them.
    struct Given: Sendable {
        let frequency: Domain.Estimate
        let loss: Domain.Estimate
        let shared: Int?
        /// By the number of the measure.
        let planned: [(number: Int, frequency: Int, loss: Int)]

        /// Nil: nothing is said.
        static func read(_ arguments: Arguments) throws(Refusal) -> Given? {
            func ends(_ name: String, _ most: Int, _ unit: Int) throws(Refusal) -> Domain.Estimate? {
                let low = try arguments.optionalNumber("\(name)_low", in: 1...most)
                let high = try arguments.optionalNumber("\(name)_high", in: 1...most)
                guard low != nil || high != nil else { return nil }
                guard let low else { throw Arguments.missing("\(name)_low") }
                guard let high else { throw Arguments.missing("\(name)_high") }
                guard low <= high else {
                    throw .invalid(
                        "\(name)_high", da: "Det højeste tal er lavere end det laveste. Byt dem om.",
                        en: "The highest number is below the lowest. Exchange them.")
                }
                guard high <= low * Domain.Estimate.widest else {
                    throw .invalid(
                        "\(name)_high",
                        da:
                            "Det højeste tal er mere end 10.000 gange det laveste. Del risikoen op, eller gør det smallere.",
                        en: "The highest number is more than 10,000 times the lowest. Split the risk, or narrow it.")
                }
                return .init(from: low * unit, to: high * unit)
            }
            let frequency = try ends("often", mostRate, rate)
            let loss = try ends("cost", mostKroner, krone)
            let shared = try arguments.optionalNumber("shared", in: 0...100)
            let planned = try effects(arguments)
            guard frequency != nil || loss != nil || shared != nil || !planned.isEmpty else { return nil }
            guard let frequency else { throw Arguments.missing("often_low") }
            guard let loss else { throw Arguments.missing("cost_low") }
            return Given(frequency: frequency, loss: loss, shared: shared.map { $0 * percent }, planned: planned)
        }

        private static func effects(
            _ arguments: Arguments
        ) throws(Refusal) -> [(number: Int, frequency: Int, loss: Int)] {
            var found: [(number: Int, frequency: Int, loss: Int)] = []
            for part in (try arguments.optionalLine("planned", most: 600) ?? "").split(separator: ",") {
                let text = Arguments.trimmed(String(part))
                guard !text.isEmpty else { continue }
                let words = text.split(separator: " ")
                guard words.count == 3, words[0].hasPrefix("FOR-"), let number = Int(words[0].dropFirst(4)),
                    let frequency = Int(words[1]), let loss = Int(words[2]), 0...100 ~= frequency, 0...100 ~= loss
                else {
                    throw .invalid(
                        "planned",
                        da: "»\(text.prefix(80))« kan ikke læses. Skriv nummer og to procenter, fx FOR-3 40 100.",
                        en:
                            "“\(text.prefix(80))” cannot be read. Write the number and two per cents, such as FOR-3 40 100."
                    )
                }
                guard !found.contains(where: { $0.number == number }) else {
                    throw .invalid(
                        "planned", da: "FOR-\(number) står to gange. Tag det ene fra.",
                        en: "FOR-\(number) stands twice. Take one of them away.")
                }
                found.append((number, frequency * percent, loss * percent))
            }
            return found
        }

        /// - Parameter named: the measures that the risk names: what is planned against it is one of them.
        func numbers(_ named: [ID<Measure>], in register: Register) throws(Refusal) -> Risk.Numbers {
            var effects: [Effect] = []
            for one in planned {
                guard let measure = named.first(where: { register.measures[$0]?.number == one.number }) else {
                    throw .invalid(
                        "planned",
                        da: "Risikoen nævner ikke FOR-\(one.number). Sæt foranstaltningen på risikoen først.",
                        en: "The risk does not name FOR-\(one.number). Put the measure on the risk first.")
                }
                effects.append(.init(measure: measure, frequency: one.frequency, loss: one.loss))
            }
            return .init(frequency: frequency, loss: loss, shared: shared, effects: effects)
        }
    }

    /// As the form has them, for whoever puts an assessment right.
    ///
    /// - Parameter number: the number of a measure; nil where it is known no more.
    public func written(_ number: (ID<Measure>) -> Int?) -> [(name: String, value: String?)] {
        let planned = effects.compactMap { one in
            number(one.measure).map { "FOR-\($0) \(one.frequency / Self.percent) \(one.loss / Self.percent)" }
        }
        return [
            ("often_low", "\(frequency.low / Self.rate)"), ("often_high", "\(frequency.high / Self.rate)"),
            ("cost_low", "\(loss.low / Self.krone)"), ("cost_high", "\(loss.high / Self.krone)"),
            ("shared", shared.map { "\($0 / Self.percent)" }),
            ("planned", planned.isEmpty ? nil : planned.joined(separator: ", ")),
        ]
    }
}
