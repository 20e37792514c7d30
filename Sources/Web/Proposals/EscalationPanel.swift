// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What is not done in time: what is so late that the head of the unit or the direktion has it, with the reminders that
/// were given and the measure that was decided, and how late that is (policy §7.2).
struct EscalationPanel {
    static let id = "eskaleret"
    /// So many of each level; the rest is a number.
    private static let most = 100

    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ context: Context) {
        self.context = context
    }

    var html: HTML {
        guard sight.seesAllRights || sight.mayEver(.proposeMeasure) else { return HTML() }
        let late = sight.escalated()
        let heading = context.say(da: "Ikke gjort i tide", en: "Not done in time")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Opgave", en: "Task"), .title),
                .init(context.say(da: "Ansvarlig", en: "Responsible"), .who, room: .notOnPhone),
                .init(context.say(da: "Frist", en: "Due"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Forholdsregel", en: "Measure"), .end),
            ],
            groups: [Escalation.direktion, .head].map { level in
                let of = late.filter { $0.level == level }
                let left = of.count - Self.most
                let more =
                    left > 0
                    ? context.say(da: ", her de \(Self.most) ældste", en: ", the oldest \(Self.most) here") : ""
                return WorkTable.Group(
                    of.isEmpty
                        ? language(level.label) : "\(language(level.label)) (\(language.number(of.count))\(more))",
                    of.prefix(Self.most).map { row($0.duty, $0.level) })
            },
            empty: Empty(context.say(da: "Intet er så længe over tid.", en: "Nothing is that late."), HTML()))
        return Panel(id: Self.id, heading: heading, isWide: true).html(limits + table.html)
    }

    /// How late something is before it goes on, and the way to change it.
    private var limits: HTML {
        let common = sight.escalationLimits
        let why = context.say(
            da:
                "Det, der er mere end \(common.head) dage over tid, er hos enhedens leder; efter \(common.direktion) dage er det hos direktionen, som beslutter en forholdsregel (politikkens afsnit 7.2).",
            en:
                "What is more than \(common.head) days late is with the head of the unit; after \(common.direktion) days with the direktion, which decides a measure (section 7.2 of the policy)."
        )
        let own = sight.ownEscalationLimits.map { rule, limits in
            context.say(
                da: "\(rule.label.da): \(limits.head) og \(limits.direktion) dage",
                en: "\(rule.label.en): \(limits.head) and \(limits.direktion) days")
        }
        var text: HTML = "<p>\(why)"
        if !own.isEmpty {
            let list = own.joined(separator: "; ")
            text += " \(context.say(da: "Med egne grænser: \(list).", en: "With limits of their own: \(list)."))"
        }
        text += "</p>"
        if sight.mayEver(.setEscalation), !sight.isPast {
            let link = Link(
                Route.command(.setEscalation),
                query: [("head", "\(common.head)"), ("direktion", "\(common.direktion)")])
            text += """
                <p>\(Button(context.say(CommandKind.setEscalation.label), size: .small).link(link))</p>
                """
        }
        return "<div class=\"pad\">\(text)</div>"
    }

    private func row(_ duty: Duty, _ level: Escalation) -> WorkTable.Row {
        WorkTable.Row([
            .title(sight.sentence(duty, language), DutyTable(context).link(duty), why: "\(reminders(duty))"),
            .init(DutyTable(context).responsible(duty.responsible)),
            .init(due: duty.due, today: sight.day, language), .init(measure(duty, level)),
        ])
    }

    private func reminders(_ duty: Duty) -> String {
        let days = sight.reminders(of: duty).map(\.day) + sight.mailings(of: duty).map(\.day)
        guard let last = days.max() else { return context.say(da: "Ikke påmindet", en: "Not reminded of") }
        let count = language.count(
            days.count,
            Plural(one: Phrase(da: "påmindelse", en: "reminder"), many: Phrase(da: "påmindelser", en: "reminders")))
        return context.say(
            da: "\(count), senest \(language.day(last))", en: "\(count), the last on \(language.day(last))")
    }

    private func measure(_ duty: Duty, _ level: Escalation) -> HTML {
        if let decided = sight.measures(against: duty).last {
            return "<a\(href: Route.proposal(decided.id))>\(context.say(da: "Besluttet", en: "Decided"))</a>"
        }
        if let asked = sight.askedMeasure(against: duty) {
            return "<a\(href: Route.proposal(asked.id))>\(context.say(da: "Indstillet", en: "Put forward"))</a>"
        }
        guard sight.mayEver(.proposeMeasure), !sight.isPast else {
            return level == .direktion
                ? Tag(context.say(da: "Mangler", en: "Missing"), .bad).html : "\(context.say(da: "Ingen", en: "None"))"
        }
        let link = Link(Route.command(.proposeMeasure), query: [("duties", Reminder.Target(duty).text)])
        return Button(context.say(da: "Foreslå", en: "Propose"), size: .small).link(link)
    }
}
