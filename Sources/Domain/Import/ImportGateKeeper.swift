// SPDX-License-Identifier: MPL-2.0

/// What keeps a file out: faults, a dry run, another preview than the one that was confirmed, or nothing new.
struct ImportGateKeeper {
    let faults: [RowFault]
    let isTrial: Bool
    let shown: String?
    let sign: String
    let isEmpty: Bool

    /// What is said of a file of things that changes none of them.
    static let nothing = Phrase(
        da: "Filen ændrer intet: alt står, som den siger.",
        en: "The file changes nothing: everything stands as it says.")

    init(_ faults: [RowFault], isTrial: Bool, shown: String?, sign: String, isEmpty: Bool) {
        (self.faults, self.isTrial, self.shown, self.sign, self.isEmpty) = (faults, isTrial, shown, sign, isEmpty)
    }

    func check(_ summary: Phrase, nothing: Phrase = ImportGateKeeper.nothing) throws(Refusal) {
        if let first = faults.first {
            throw .invalid(
                "file",
                da: """
                    \(faults.count == 1 ? "Én række" : "\(faults.count) rækker") i filen skal rettes, før noget indlæses. \
                    Række \(first.row): \(first.what.da)
                    """,
                en: """
                    \(faults.count == 1 ? "One row" : "\(faults.count) rows") of the file must be mended before anything is \
                    imported. Row \(first.row): \(first.what.en)
                    """)
        }
        guard !isTrial else {
            throw .outOfTurn(
                da: "Prøvekørsel: intet er indlæst. \(summary.da)", en: "Dry run: nothing is imported. \(summary.en)")
        }
        guard shown == nil || shown == sign else { throw .previewMovedOn }
        guard !isEmpty else { throw .outOfTurn(da: nothing.da, en: nothing.en) }
    }
}

extension Field {
    /// The sign of a preview; what is recorded is what was shown, or nothing.
    static let importShown = Field(
        "shown", .line(most: 40), da: "Forhåndsvisning", en: "Preview",
        hint: Phrase(
            da: "Kendetegn for det, der blev vist; er det ændret siden, indlæses intet.",
            en: "Sign of what was shown; if that has changed since, nothing is imported."), optional: true)
    static let importTrial = Field("trial", .tick, da: "Prøvekørsel", en: "Dry run", optional: true)
}

extension Arguments {
    /// A file that is taken in, and what the door read out of it.
    func importFile<Reading>(
        most: Int, _ decode: ([UInt8]) -> Reading?
    ) throws(Refusal) -> (Arguments.File, Reading) {
        guard let file = try optionalFile("file", most: most) else {
            throw .invalid("file", da: "Vælg en fil, der ikke er tom.", en: "Choose a file that is not empty.")
        }
        guard let reading = files["reading"].flatMap({ decode($0.bytes) }) else {
            throw .invalid("file", da: "Filen kunne ikke læses.", en: "The file could not be read.")
        }
        return (file, reading)
    }
}
