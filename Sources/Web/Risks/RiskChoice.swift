// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What is asked for of the picture and of the register: at which stage, whose risk, which risks, and since when. All of it is
/// in the address, so that every view can be sent to somebody.
struct RiskChoice: Hashable {
    /// The three readers of the same numbers (policy §8: the form suits the reader).
    enum Tab: String, CaseIterable {
        /// Direktion and bestyrelse: the portfolio.
        case strategic = "strategisk"
        /// Heads of units: the plan.
        case tactical = "taktisk"
        /// Those who do the work: the tasks.
        case operational = "operationel"

        var label: Phrase {
            switch self {
            case .strategic: Phrase(da: "Strategisk", en: "Strategic")
            case .tactical: Phrase(da: "Taktisk", en: "Tactical")
            case .operational: Phrase(da: "Operationel", en: "Operational")
            }
        }
    }

    /// Which of them, by where they stand.
    enum Only: Hashable {
        /// Above the line, accepted by the direktion or not.
        case above
        case standing(Risk.Standing)

        init?(_ text: String) {
            if text == Only.above.text {
                self = .above
            } else if let standing = Risk.Standing(rawValue: text) {
                self = .standing(standing)
            } else {
                return nil
            }
        }

        var text: String {
            switch self {
            case .above: "over"
            case .standing(let standing): standing.rawValue
            }
        }

        var label: Phrase {
            switch self {
            case .above: Phrase(da: "Over acceptgrænsen", en: "Above the line")
            case .standing(let standing): standing.label
            }
        }

        static let all = [Only.above] + Risk.Standing.allCases.map { .standing($0) }

        func fits(_ standing: Risk.Standing) -> Bool {
            switch self {
            case .above: standing.isOver
            case .standing(let asked): standing == asked
            }
        }
    }

    var tab: Tab
    var stage: Risk.Stage
    var perspective: RiskMethod.Perspective
    var unit: ID<Unit>?
    var asset: ID<Domain.Asset>?
    var level: RiskMethod.Level?
    var only: Only?
    /// The cell whose risks are listed: likelihood, then consequence.
    var likelihood: Int?
    var consequence: Int?
    /// What movement is counted from.
    var since: Day

    init(_ context: Context) {
        func read<Choice: RawRepresentable>(_ name: String, _: Choice.Type = Choice.self) -> Choice?
        where Choice.RawValue == String { context.argument(name).flatMap { Choice(rawValue: $0) } }
        let day = context.sight.day
        tab = read("vis") ?? .strategic
        stage = read("vurdering") ?? .current
        perspective = read("for") ?? .organisation
        unit = context.argument("enhed").flatMap { ID($0) }
        asset = context.argument("aktiv").flatMap { ID($0) }
        level = read("niveau")
        only = context.argument("status").flatMap { Only($0) }
        likelihood = context.argument("s").flatMap { Int($0) }
        consequence = context.argument("k").flatMap { Int($0) }
        let asked = context.argument("siden").flatMap { Day($0) }
        since = asked.flatMap { $0 < day ? $0 : nil } ?? Day.quarterEnd(before: day)
    }

    /// Whether only some of the risks are asked for.
    var isNarrowed: Bool { unit != nil || asset != nil || level != nil || only != nil }

    /// What is not as it is at first, as an address has it.
    func query(day: Day) -> [(String, String?)] {
        let all: [(String, String?)] = [
            ("vis", tab == .strategic ? nil : tab.rawValue), ("vurdering", stage == .current ? nil : stage.rawValue),
            ("for", perspective == .organisation ? nil : perspective.rawValue), ("enhed", unit?.description),
            ("aktiv", asset?.description), ("niveau", level?.rawValue), ("status", only?.text),
            ("siden", since == Day.quarterEnd(before: day) ? nil : since.description),
            ("s", likelihood.map { "\($0)" }), ("k", consequence.map { "\($0)" }),
        ]
        return all.filter { $0.1 != nil }
    }

    /// The same with something else.
    func with(_ change: (inout RiskChoice) -> Void) -> RiskChoice {
        var other = self
        change(&other)
        return other
    }

    func link(_ route: Route = .risks, day: Day, fragment: String? = nil) -> Link {
        Link(route, query: query(day: day), fragment: fragment)
    }
}

extension Risk.Standing {
    /// Whether the level lies above what the criteria alone accept, decided by the direktion or not.
    var isOver: Bool { self == .accepted || isAboveLine }

    func tag(_ language: Language) -> Tag {
        switch self {
        case .within, .accepted: Tag(language(label), .ok)
        case .closed: Tag(language(label))
        case .awaiting: Tag(language(label), .info)
        case .unassessed, .undecided, .untreated: Tag(language(label), .warn)
        case .unacceptable: Tag(language(label), .bad)
        }
    }
}

/// One of several views of the same, as links beside each other.
struct Segments: Sendable {
    var id: String
    var label: String
    var items: [(label: String, link: Link, isCurrent: Bool)]

    var html: HTML {
        """
        <div><span id="\(id)" class="lbl">\(label)</span><div class="seg" role="group" aria-labelledby="\(id)">\
        \(each: items, {
            "<a\(href: $0.link)\(attribute: "aria-current", $0.isCurrent ? "true" : nil)>\($0.label)</a>"
        })</div></div>
        """
    }
}
