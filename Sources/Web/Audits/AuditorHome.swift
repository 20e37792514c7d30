// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What an auditor meets first: the period that is audited, how long there is access, and what was asked for.
struct AuditorHome {
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ context: Context) {
        self.context = context
    }

    /// Nothing for those who audit nothing.
    var html: HTML {
        "\(each: sight.ownAuditEngagements, { panel($0) })"
    }

    /// The period and how long there is access, in a line; nothing for those who audit nothing.
    var line: HTML {
        guard sight.roles.contains(where: { $0.role == .auditor }) else { return HTML() }
        return "\(each: sight.ownAuditEngagements, { pinned($0) })"
    }

    private func pinned(_ known: AuditEngagement) -> HTML {
        guard let opening = known.opening else { return HTML() }
        let period = Self.period(opening, context)
        return """
            <p class="pin"><a\(href: Route.auditEngagement(known.id))>\(opening.label)</a> \
            \(context.say(da: "Revideret periode: \(period).", en: "Period audited: \(period).")) \
            \(context.say(da: "Adgang til og med", en: "Access until")) \(Self.access(opening, context)).</p>
            """
    }

    private func panel(_ known: AuditEngagement) -> HTML {
        guard let opening = known.opening else { return HTML() }
        let list = RequestList(known.id, context)
        let rows: [SummaryList.Row] = [
            .init(context.say(da: "Periode", en: "Period"), text: Self.period(opening, context)),
            .init(context.say(da: "Adgang til og med", en: "Access until"), Self.access(opening, context)),
            .init(context.say(da: "Standard", en: "Standard"), text: context.text(opening.standard)),
        ]
        let heading = context.say(
            da: "Din revisionsopgave \(opening.label)", en: "Your audit engagement \(opening.label)")
        let link: HTML = """
            <a\(href: Route.auditEngagement(known.id))>\(context.say(da: "Vis opgaven", en: "Show the engagement"))</a>
            """
        let table = RequestList.table(
            list.every, context.say(EvidenceRequestPage.title), isChosen: false, known.id, context)
        return Panel(id: "opgave-\(opening.year)-\(opening.number)", heading: heading, aside: link, isWide: true).html(
            "<div class=\"pad\">\(SummaryList(rows: rows, isWide: true).html(language))</div>" + table.html)
    }

    /// »1. januar 2026–31. december 2026«.
    static func period(_ opening: AuditEngagement.Opening, _ context: Context) -> String {
        "\(context.language.day(opening.from))–\(context.language.day(opening.until))"
    }

    /// The last day of access, and how many are left.
    static func access(_ opening: AuditEngagement.Opening, _ context: Context) -> HTML {
        switch context.sight.auditorAccess(of: opening) {
        case .none: return "\(context.say(da: "Adgangen er slut", en: "Access is over"))"
        case .endless: return "\(context.say(da: "Ingen sidste dag", en: "No last day"))"
        case .until(let last):
            let days = last - context.sight.day + 1
            let left =
                days == 1
                ? context.say(da: "i dag er den sidste", en: "today is the last")
                : context.say(da: "\(days) dage tilbage", en: "\(days) days left")
            return "\(context.language.shortTime(last)) (\(left))"
        }
    }
}
