// SPDX-License-Identifier: MPL-2.0

/// Days as they stand in running text.
extension Language {
    private static let months: [Phrase] = [
        Phrase(da: "januar", en: "January"), Phrase(da: "februar", en: "February"), Phrase(da: "marts", en: "March"),
        Phrase(da: "april", en: "April"), Phrase(da: "maj", en: "May"), Phrase(da: "juni", en: "June"),
        Phrase(da: "juli", en: "July"), Phrase(da: "august", en: "August"),
        Phrase(da: "september", en: "September"), Phrase(da: "oktober", en: "October"),
        Phrase(da: "november", en: "November"), Phrase(da: "december", en: "December"),
    ]

    /// `november`; 1 is January.
    public func month(_ number: Int) -> String { self(Self.months[number - 1]) }

    /// `23. november 2026`; `23 November 2026`.
    public func day(_ day: Day) -> String {
        let (year, month, number) = day.components
        switch self {
        case .da: return "\(number). \(self.month(month)) \(year)"
        case .en: return "\(number) \(self.month(month)) \(year)"
        }
    }
}
