// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML

/// The day a page is seen from. A past day has two readings: as it was known at the end of that day, or that day with
/// what is known now. Then the whole bar is amber and nothing can be changed.
struct AsOf: Sendable {
    enum Reading: String, Sendable, CaseIterable {
        /// »som det var kendt da«
        case then
        /// »med det, vi ved nu«
        case now
    }

    /// The day that is shown: today if `reading` is nil.
    var day: Day
    var reading: Reading?
    /// The names of the query parameters; their values are an ISO day and a ``Reading``.
    var dayName = "pr"
    var readingName = "viden"
    /// The same page today, and the same day in the other reading. Only used when a past day is shown.
    var today: Link?
    var otherReading: Link?

    /// The day in the bar, with the form that changes it. It has gaps, for the page itself, where the form asks again,
    /// and for the other query parameters that the form must keep.
    func html(_ language: Language, id: String) -> HTML {
        """
        <details class="pop asof"><summary><span class="muted">\(language(Self.shown))</span> \
        \(language.time(day))</summary><div><form\(attributes: Shell.Gap.page.html) \
        aria-label="\(language(Self.choose))\(when: id != "d", " (menu)")">\(Shell.Gap.kept.html)\
        <div class="field"><label for="\(id)-dag">\(language(Self.label))</label>\
        <span class="hint" id="\(id)-dag-h">\(language(Self.hint))</span>\
        <input class="short" id="\(id)-dag" name="\(dayName)" value="\(language.fieldDay(day))" autocomplete="off"\
         aria-describedby="\(id)-dag-h"></div>\
        <fieldset><legend class="vh">\(language(Self.which))</legend><div class="opts">\
        \(each: Reading.allCases, { choice in
            """
            <label><input type="radio" name="\(readingName)" value="\(choice.rawValue)"\
            \(flag: "checked", choice == (reading ?? .then))><span><b>\(language(choice.name))</b>\
            <span class="d">\(language(choice.explanation))</span></span></label>
            """
        })</div></fieldset>\(Button(language(Self.show), kind: .primary).submit)</form></div></details>
        """
    }

    /// The line below the bar when a past day is shown, else nothing.
    func bar(_ language: Language) -> HTML {
        guard let reading else { return HTML() }
        let other = reading == .then ? Reading.now : .then
        return """
            <div class="asbar" role="status"><p><b>\(language(reading.sentence(language.day(day))))</b> \
            \(language(Self.locked))</p><span>\
            \(if: otherReading, { "<a\(href: $0)>\(language(other.offer))</a>" })\
            \(if: today, { "<a\(href: $0)>\(language(Self.back))</a>" })</span></div>
            """
    }

    private static let shown = Phrase(da: "Vist pr.", en: "As of")
    private static let choose = Phrase(da: "Vælg dag", en: "Choose day")
    private static let label = Phrase(da: "Vis, som det var", en: "Show as of")
    private static let hint = Phrase(da: "For eksempel 31.12.2025", en: "For example 31.12.2025")
    private static let which = Phrase(da: "Med hvilken viden", en: "With which knowledge")
    private static let show = Phrase(da: "Vis dagen", en: "Show the day")
    private static let locked = Phrase(
        da: "Intet kan ændres her.", en: "Nothing can be changed here.")
    private static let back = Phrase(da: "Tilbage til i dag", en: "Back to today")
}

extension AsOf.Reading {
    var name: Phrase {
        switch self {
        case .then: Phrase(da: "Som det var kendt da", en: "As it was known then")
        case .now: Phrase(da: "Med det, vi ved nu", en: "With what we know now")
        }
    }

    var explanation: Phrase {
        switch self {
        case .then: Phrase(da: "Uden det, der er registreret senere", en: "Without what was recorded later")
        case .now: Phrase(da: "Med senere rettelser og indtastninger", en: "With later corrections and entries")
        }
    }

    var offer: Phrase {
        switch self {
        case .then: Phrase(da: "Vis, som det var kendt da", en: "Show as it was known then")
        case .now: Phrase(da: "Vis med det, vi ved nu", en: "Show with what we know now")
        }
    }

    func sentence(_ day: String) -> Phrase {
        switch self {
        case .then:
            Phrase(da: "Du ser \(day), som det var kendt da.", en: "You see \(day) as it was known then.")
        case .now:
            Phrase(da: "Du ser \(day) med det, vi ved nu.", en: "You see \(day) with what we know now.")
        }
    }
}
