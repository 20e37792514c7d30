// SPDX-License-Identifier: MPL-2.0

/// A command about one processing: the affair of the unit that answers for it, and of the one who is responsible.
protocol ProcessingDeed: Deed {
    var processing: ID<Processing> { get }
}

extension ProcessingDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .processing(processing), on: day)
    }
}

/// Records that a processing was gone through and the record says what is so.
public struct ReviewProcessing: ProcessingDeed {
    let processing: ID<Processing>, day: Day, finding: String, next: Day?

    public static let fields = [
        Field.processing, Field("day", .day, da: "Gennemgået den", en: "Gone through on"),
        Field(
            "finding", .text(most: 4000), da: "Hvad blev set efter, og hvad blev fundet?",
            en: "What was looked at, and what was found?",
            hint: Phrase(
                da: "Skal noget ændres, så ret behandlingen først.",
                en: "If something must change, change the processing first.")),
        Field(
            "next", .day, da: "Næste gennemgang senest", en: "Gone through again by",
            hint: Phrase(
                da: "Tomt betyder om et år; det er det længste.", en: "Empty means in a year, which is the longest."),
            optional: true),
        .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        processing = try arguments.id("processing")
        day = try arguments.day("day")
        finding = try arguments.text("finding", most: 4000)
        next = try arguments.optionalDay("next")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.runningProcessing(processing)
        try known.check(day, on: desk.today)
        let latest = day.adding(months: 12)
        let next = next ?? latest
        guard next > day, next <= latest else {
            throw .invalid(
                "next",
                da: "Vælg en dag efter denne og senest \(Language.da.day(latest)): fortegnelsen gennemgås hvert år.",
                en: "Choose a day after this one, by \(Language.en.day(latest)): the record is gone through every year."
            )
        }
        let review = Processing.Review(finding: desk.keep(finding), next: next)
        try desk.record(.processing(processing, .reviewed(review)), on: day)
    }
}

/// Says that a processing goes on no more, and what became of the data.
public struct EndProcessing: ProcessingDeed {
    let processing: ID<Processing>, reason: String

    public static let fields = [
        Field.processing,
        Field(
            "reason", .text(most: 2000), da: "Begrundelse", en: "Reason",
            hint: Phrase(da: "Skriv også, hvad der blev af oplysningerne.", en: "Say what became of the data, too.")),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        processing = try arguments.id("processing")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.runningProcessing(processing)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.processing(processing, .ended(reason: reason)))
    }
}

extension Processing {
    /// A day on which something can have been done about it.
    func check(_ day: Day, on today: Day) throws(Refusal) {
        guard day <= today, day >= setOn else {
            throw .invalid(
                "day", da: "Dagen ligger før behandlingen blev registreret, eller er ikke kommet endnu.",
                en: "The day lies before the processing was recorded, or has not come yet.")
        }
    }
}
