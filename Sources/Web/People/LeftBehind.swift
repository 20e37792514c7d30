// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What those who have gone left for a unit to take over: who, since when, how many things, and the way to the form where all
/// or some of it is handed over at once. For those who may hand it over.
struct LeftBehind {
    private let left: [(holder: Responsible, since: Day, due: Day)]
    private let context: Context

    private var language: Language { context.language }

    init(_ duties: [Duty], _ context: Context) {
        self.context = context
        var found: [Responsible: (since: Day, due: Day)] = [:]
        for duty in duties where duty.standing(on: context.sight.day) != .done {
            let holder: Responsible
            switch duty.subject.kind {
            case .person: holder = .person(duty.subject.id.seen(as: Person.self))
            case .unit: holder = .unit(duty.subject.id.seen(as: Unit.self))
            case _: continue
            }
            let known = found[holder]
            found[holder] = (min(known?.since ?? duty.opens, duty.opens), min(known?.due ?? duty.due, duty.due))
        }
        left = found.map { ($0.key, $0.value.since, $0.value.due) }
            .filter { context.sight.mayHandOver($0.holder) && !context.sight.held(by: $0.holder).isEmpty }
            .sorted { ($0.due, $0.holder) < ($1.due, $1.holder) }
    }

    var html: HTML {
        guard !left.isEmpty else { return HTML() }
        let heading = context.say(da: "Skal overtages", en: "To be taken over")
        let rows = left.map { one in
            WorkTable.Row([
                .title(
                    context.sight.name(one.holder, language), HandOverForm.link(of: one.holder), why: things(one.holder)
                ),
                .init(language.shortTime(one.since)), .init(due: one.due, today: context.sight.day, language),
            ])
        }
        return Panel(id: "overtages", heading: heading).html(
            WorkTable(
                caption: heading,
                columns: [
                    .init(context.say(da: "Efter", en: "From"), .title),
                    .init(context.say(da: "Væk fra", en: "Gone from"), .due, isNamedWhenFolded: true),
                    .init(context.say(da: "Frist", en: "Due"), .due, isNamedWhenFolded: true),
                ], groups: [.init(nil, rows)]
            ).html)
    }

    /// What it is, and how many of each.
    private func things(_ holder: Responsible) -> HTML {
        let held = context.sight.held(by: holder)
        let counts = Holding.Part.allCases.compactMap { part -> String? in
            let count = held.count { $0.part == part }
            return count == 0 ? nil : "\(context.say(part.label)): \(language.number(count))"
        }
        return "\(counts.joined(separator: ", "))"
    }
}
