// SPDX-License-Identifier: MPL-2.0

/// Records what a phishing exercise came to, in counts: typed, or from a list by unit.
public struct RecordExercise: InitiativeDeed {
    public let initiative: ID<Initiative>
    let day: Day, sent: Int?, opened: Int?, clicked: Int?, reported: Int?, firstReport: Int?, shown: String?
    let reading: ExerciseReading?

    private static let most = 0...1_000_000

    public static let fields = [
        Field.initiative, Field("day", .day, da: "Mailen blev sendt den", en: "The mail was sent on"),
        Field(
            "file", .file, da: "Tal pr. enhed", en: "Counts by unit",
            hint: Phrase(
                da: "CSV eller XLSX med kolonnerne enhed, sendt, åbnet, klikket og anmeldt. Ingen navne.",
                en: "CSV or XLSX with the columns unit, sent, opened, clicked and reported. No names."), optional: true),
        Field(
            "sent", .number(most), da: "Hvor mange fik mailen?", en: "How many got the mail?",
            hint: Phrase(
                da: "Tallene udfyldes ikke, når de står i en fil.",
                en: "The numbers are left out where a file has them."),
            optional: true),
        Field("opened", .number(most), da: "Hvor mange åbnede den?", en: "How many opened it?", optional: true),
        Field("clicked", .number(most), da: "Hvor mange klikkede?", en: "How many clicked?", optional: true),
        Field("reported", .number(most), da: "Hvor mange anmeldte den?", en: "How many reported it?", optional: true),
        Field(
            "first_report", .number(most), da: "Minutter til den første anmeldelse", en: "Minutes to the first report",
            optional: true),
        Field(
            "shown", .line(most: 40), da: "Forhåndsvisning", en: "Preview",
            hint: Phrase(
                da: "Kendetegn for det, der blev vist; er det ændret siden, registreres intet.",
                en: "Sign of what was shown; if that has changed since, nothing is recorded."), optional: true), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        initiative = try arguments.id("initiative")
        day = try arguments.day("day")
        sent = try arguments.optionalNumber("sent", in: Self.most)
        opened = try arguments.optionalNumber("opened", in: Self.most)
        clicked = try arguments.optionalNumber("clicked", in: Self.most)
        reported = try arguments.optionalNumber("reported", in: Self.most)
        firstReport = try arguments.optionalNumber("first_report", in: Self.most)
        shown = try arguments.optionalLine("shown", most: 40)
        reading = arguments.files["reading"].flatMap { ExerciseReading(decoding: $0.bytes) }
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, plan) = try desk.standingInitiative(initiative)
        guard plan.kind == .exercise else {
            throw .invalid(
                "initiative", da: "Indsatsen er ikke en phishingøvelse. Registrér en måling i stedet.",
                en: "The initiative is no phishing exercise. Record a measurement instead.")
        }
        try desk.check(day, of: known)
        let counts = try counted()
        if let fault = counts.fault { throw fault }
        guard counts.sent >= Exercise.smallestGroup else {
            throw .invalid(
                reading == nil ? "sent" : "file",
                da:
                    "Færre end \(Exercise.smallestGroup) fik mailen. Så kan tallene pege på enkelte, og de registreres ikke.",
                en:
                    "Fewer than \(Exercise.smallestGroup) got the mail. Numbers could point at single persons and are not recorded."
            )
        }
        guard (firstReport == nil) || counts.reported > 0 else {
            throw .invalid(
                "first_report", da: "Ingen har anmeldt mailen, så der er ingen første anmeldelse.",
                en: "Nobody has reported the mail, so there is no first report.")
        }
        let groups = reading?.groups ?? []
        for unit in groups.compactMap(\.unit) where desk.register.units[unit]?.from == nil {
            throw .invalid("file", da: "En af enhederne findes ikke.", en: "One of the units does not exist.")
        }
        // Two lists of one day, taken from each other, would tell of groups that are too small.
        guard !known.exercises.contains(where: { $0.day == day }) else {
            throw .outOfTurn(
                da: "Tallene fra den dag er registreret. Er de forkerte, så ret eller annullér posten.",
                en: "The counts of that day are recorded. If they are wrong, correct or annul the entry.")
        }
        try desk.record(
            .initiative(
                initiative, .exercised(Exercise(counts: counts, groups: groups, firstReport: firstReport))), on: day)
    }

    /// The sum of the file, or what was typed.
    private func counted() throws(Refusal) -> Exercise.Counts {
        guard let reading else {
            guard let sent else { throw Arguments.missing("sent") }
            guard let clicked else { throw Arguments.missing("clicked") }
            guard let reported else { throw Arguments.missing("reported") }
            return Exercise.Counts(sent: sent, opened: opened, clicked: clicked, reported: reported)
        }
        for (name, typed) in [("sent", sent), ("opened", opened), ("clicked", clicked), ("reported", reported)]
        where typed != nil {
            throw .invalid(
                name, da: "Tallene står i filen. Lad feltet stå tomt.",
                en: "The file has the numbers. Leave the field empty.")
        }
        if let first = reading.faults.first {
            let count = reading.faults.count
            throw .invalid(
                "file",
                da:
                    "\(count == 1 ? "Én række" : "\(count) rækker") kan ikke bruges. Række \(first.row): \(first.what.da)",
                en: "\(count == 1 ? "One row" : "\(count) rows") cannot be used. Row \(first.row): \(first.what.en)")
        }
        guard shown == nil || shown == reading.sign else {
            throw .previewMovedOn
        }
        guard let sum = reading.sum else {
            throw .invalid("file", da: "Der er ingen tal i filen.", en: "There are no numbers in the file.")
        }
        return sum
    }
}
