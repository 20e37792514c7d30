// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML
import Office

/// What an auditor asked for under an engagement: what waits for the unit first, each by its due day.
struct RequestList {
    static let filter = "status"

    let engagement: ID<AuditEngagement>
    let context: Context
    let standing: EvidenceRequest.Standing?
    private let all: [EvidenceRequest]

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ engagement: ID<AuditEngagement>, _ context: Context) {
        self.engagement = engagement
        self.context = context
        standing = context.argument(Self.filter).flatMap { EvidenceRequest.Standing(rawValue: $0) }
        all = context.sight.evidenceRequests(of: engagement)
    }

    var fitting: [EvidenceRequest] { every.filter { standing == nil || $0.standing(on: sight.day) == standing } }

    /// What waits for the unit first, each by its due day.
    var every: [EvidenceRequest] {
        let day = sight.day
        let order: [EvidenceRequest.Standing] = [.returned, .requested, .delivered, .accepted, .withdrawn]
        func rank(_ known: EvidenceRequest) -> Int { order.firstIndex(of: known.standing(on: day)) ?? 0 }
        return all.sorted {
            (rank($0), $0.due(on: day) ?? day, $0.position) < (rank($1), $1.due(on: day) ?? day, $1.position)
        }
    }

    var html: HTML {
        let heading = context.say(EvidenceRequestPage.title)
        return filters.html(language)
            + Panel(id: "bestillinger", heading: heading).html(
                Self.table(fitting, heading, isChosen: standing != nil, isBesideFacts: true, engagement, context).html)
    }

    private var filters: FilterForm {
        let every = [(value: "", label: context.say(da: "Alle", en: "All"))]
        let route = Route.auditEngagement(engagement)
        return FilterForm(
            action: route.link,
            filters: [
                .init(
                    name: Self.filter, label: context.say(da: "Status", en: "Status"),
                    control: .choice(
                        every + EvidenceRequest.Standing.allCases.map { ($0.rawValue, context.say($0.label)) },
                        chosen: standing?.rawValue ?? ""))
            ], files: context.files(of: route, standing.map { [(Self.filter, $0.rawValue)] } ?? []))
    }

    static func table(
        _ shown: [EvidenceRequest], _ heading: String, isChosen: Bool, isBesideFacts: Bool = false,
        _ engagement: ID<AuditEngagement>,
        _ context: Context
    ) -> WorkTable {
        WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Bestilling", en: "Request"), .title),
                .init(context.say(da: "Svarer", en: "Answers"), .who, room: isBesideFacts ? .wide : .notOnPhone),
                .init(context.say(da: "Frist", en: "Due"), .due, isNamedWhenFolded: true),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, shown.compactMap { row($0, context) })],
            empty: Empty(
                isChosen
                    ? context.say(da: "Ingen bestilling passer.", en: "No request fits.")
                    : context.say(da: "Der er ikke bestilt noget endnu.", en: "Nothing has been asked for yet."),
                isChosen
                    ? """
                    <p><a\(href: Route.auditEngagement(engagement))>\(context.say(da: "Vis alle", en: "Show all"))</a></p>
                    """
                    : """
                    <p>\(context.say(
                        da: "Revisor bestiller den dokumentation, der skal ses. Enheden svarer med det, der findes, eller skriver, hvorfor det mangler.",
                        en: "The auditor asks for the evidence that is to be seen. The unit answers with what is there, or writes why it is missing."))</p>
                    """))
    }

    private static func row(_ known: EvidenceRequest, _ context: Context) -> WorkTable.Row? {
        let (sight, language) = (context.sight, context.language)
        guard let making = known.making else { return nil }
        let standing = known.standing(on: sight.day)
        let due = known.due(on: sight.day) ?? making.due
        return WorkTable.Row(
            [
                .title(
                    sight.label(.evidenceRequest(known.id), language) ?? making.label,
                    Route.evidenceRequest(known.id).link, why: context.why(making)),
                .init(text: context.name(making.unit)),
                standing.waitsForUnit
                    ? .init(due: due, today: sight.day, language) : .init(language.shortTime(due)),
                .init(standing.tag(language).html),
            ], isGone: standing == .withdrawn)
    }
}

extension Context {
    /// What a request is to show, in a line.
    func why(_ making: EvidenceRequest.Making) -> HTML? {
        if let id = making.requirement { return sight.label(.requirement(id), language).map { "\($0)" } }
        if let id = making.controlTest { return sight.label(.controlTest(id), language).map { "\($0)" } }
        return making.why.map { "\(text($0))" }
    }
}

extension ListSheet {
    func requests(_ id: ID<AuditEngagement>, _ context: Context) throws -> Sheet {
        let (sight, language) = (context.sight, context.language)
        let (_, opening) = try sight.auditEngagement(id)
        var sheet = empty(
            context,
            [
                (Phrase(da: "Nummer", en: "Number"), 10), (Phrase(da: "Hvad", en: "What"), 60),
                (Phrase(da: "Krav", en: "Requirement"), 40), (Phrase(da: "Kontrol", en: "Control"), 40),
                (Phrase(da: "Hvorfor", en: "Why"), 40), (Phrase(da: "Svarer", en: "Answers"), 30),
                (Phrase(da: "Bestilt", en: "Requested"), 12), (Phrase(da: "Frist", en: "Due"), 12),
                (Phrase(da: "Status", en: "Status"), 18), (Phrase(da: "Besvaret", en: "Answered"), 12),
                (Phrase(da: "Beviser", en: "Evidence"), 10), (Phrase(da: "Bemærkning", en: "Note"), 50),
                (Phrase(da: "Revisors begrundelse", en: "The auditor's reason"), 50),
                (Phrase(da: "Reference", en: "Reference"), 38),
            ], named: "\(opening.label) \(context.say(title))")
        for known in RequestList(id, context).fitting {
            guard let making = known.making else { continue }
            let answer = known.answers.last { $0.day <= sight.day }
            let judged = known.judgements.last { $0.day <= sight.day }
            let goesOn = sheet.add([
                .text(making.label), .text(context.text(making.what)),
                .optional(making.requirement.flatMap { sight.label(.requirement($0), language) }),
                .optional(making.controlTest.flatMap { sight.label(.controlTest($0), language) }),
                .optional(making.why.map { context.text($0) }), .text(context.name(making.unit)), .day(known.madeOn),
                .day(known.due(on: sight.day) ?? making.due), .text(language(known.standing(on: sight.day).label)),
                answer.map { .day($0.day) } ?? .none, .number(answer?.evidence.count ?? 0),
                .optional(answer?.note.map { context.text($0) }), .optional(judged?.reason.map { context.text($0) }),
                .text(known.id.description),
            ])
            if !goesOn { break }
        }
        return sheet
    }
}
