// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// For whoever does the work: what the reader is to do about risks, and what others are, by due day.
struct RiskTasks {
    let context: Context
    /// So many rows; all of them stand under the tasks.
    static let most = 100

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    /// Duties about risks, and tasks that somebody promised about one.
    private func isAboutRisk(_ duty: Duty) -> Bool { duty.subject.kind == .risk || isTreatment(duty) }

    private func isTreatment(_ duty: Duty) -> Bool {
        guard duty.rule == .action, let action = try? sight.action(duty.subject.id.seen(as: Action.self)) else {
            return false
        }
        return action.about?.kind == .risk
    }

    /// The open tasks about risks, of everybody.
    var treatments: [Duty] { sight.duties(most: 20_000, planned: true).filter(isTreatment) }

    var html: HTML {
        let mine = sight.duties(of: sight.mine(), most: 20_000).filter(isAboutRisk)
        let keys = Set(mine.map(\.key))
        let others = sight.duties(most: 20_000).filter { !keys.contains($0.key) && isAboutRisk($0) }
        return panel(
            "mine", context.say(da: "Dine opgaver om risici", en: "Your tasks about risks"), mine,
            context.say(da: "Du har ingen opgaver om risici lige nu.", en: "You have no tasks about risks just now."))
            + panel(
                "andres", context.say(da: "Andres opgaver om risici", en: "Tasks of others about risks"), others,
                context.say(
                    da: "Ingen andre har opgaver om risici lige nu.", en: "Nobody else has tasks about risks just now.")
            )
    }

    private func panel(_ id: String, _ heading: String, _ duties: [Duty], _ none: String) -> HTML {
        let table = DutyTable(context).list(Array(duties.prefix(Self.most)), empty: Empty(none))
        let rest: HTML =
            duties.count > Self.most
            ? "<p class=\"pad\"><a\(href: Link(Route.tasks, query: [("vis", "alle")]))>\(context.say(da: "De første \(Self.most) af \(language.number(duties.count)) er vist. Se alle opgaver", en: "The first \(Self.most) of \(language.number(duties.count)) are shown. See all tasks"))</a></p>"
            : HTML()
        return Panel(id: id, heading: heading, isWide: true).html(table + rest)
    }
}
