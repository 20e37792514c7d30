// SPDX-License-Identifier: MPL-2.0

extension Asset {
    /// How much of something it needs.
    public enum Level: String, Choosable {
        case none, ordinary, high, critical

        public var label: Phrase {
            switch self {
            case .none: Phrase(da: "Intet særligt", en: "Nothing special")
            case .ordinary: Phrase(da: "Almindeligt", en: "Ordinary")
            case .high: Phrase(da: "Højt", en: "High")
            case .critical: Phrase(da: "Kritisk", en: "Critical")
            }
        }

        /// What the level means, for one property: what would come of it.
        public func meaning(of property: ControlAttributes.Property) -> Phrase {
            switch (property, self) {
            case (.confidentiality, .none): Phrase(da: "Alle må se det", en: "Anybody may see it")
            case (.confidentiality, .ordinary):
                Phrase(da: "Kun dem, der arbejder med det, må se det", en: "Only those who work with it may see it")
            case (.confidentiality, .high):
                Phrase(da: "Det skader nogen, hvis andre ser det", en: "Somebody is harmed if others see it")
            case (.confidentiality, .critical):
                Phrase(
                    da: "Menneskers sikkerhed er i fare, hvis andre ser det",
                    en: "The safety of people is at stake if others see it")
            case (.integrity, .none): Phrase(da: "Fejl i data gør ingen forskel", en: "Errors in data do not matter")
            case (.integrity, .ordinary):
                Phrase(da: "Fejl giver ekstra arbejde og kan rettes", en: "Errors cost work and can be put right")
            case (.integrity, .high):
                Phrase(
                    da: "Fejl giver forkerte afgørelser eller udbetalinger",
                    en: "Errors lead to wrong decisions or payments")
            case (.integrity, .critical):
                Phrase(
                    da: "Fejl bringer mennesker i fare eller kan ikke rettes igen",
                    en: "Errors endanger people or cannot be put right")
            case (.availability, .none): Phrase(da: "Kan undværes i flere uger", en: "Can be missed for weeks")
            case (.availability, .ordinary): Phrase(da: "Kan undværes i nogle dage", en: "Can be missed for some days")
            case (.availability, .high): Phrase(da: "Kan undværes i nogle timer", en: "Can be missed for some hours")
            case (.availability, .critical):
                Phrase(da: "Kan ikke undværes", en: "Cannot be missed")
            }
        }

        /// The same for authenticity: that it is sure whom something comes from.
        public var meaningOfAuthenticity: Phrase {
            switch self {
            case .none:
                Phrase(da: "Det er ligegyldigt, hvem det kommer fra", en: "It does not matter whom it comes from")
            case .ordinary:
                Phrase(da: "Det skal kunne ses, hvem der har skrevet hvad", en: "It must be seen who wrote what")
            case .high:
                Phrase(
                    da: "En forkert afsender giver forkerte afgørelser eller udbetalinger",
                    en: "A false sender leads to wrong decisions or payments")
            case .critical:
                Phrase(da: "En forkert afsender bringer mennesker i fare", en: "A false sender endangers people")
            }
        }
    }
}
