// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The topics that the direktion demands a topic policy for, how each is covered, who answers for it, and what is not as
/// it should be (policy §3.4).
enum TopicsPage {
    static let title = Phrase(da: "Emner", en: "Topics")

    static func content(in context: Context) throws(Refusal) -> Content {
        Content(context.say(title), menu: .topics, context.kept(.topics) { TopicsView(context: context).html })
    }
}

private struct TopicsView {
    let context: Context
    private var sight: Sight { context.sight }
    private var language: Language { context.language }
    private var day: Day { sight.day }

    private func name(_ topic: ID<Topic>) -> String { sight.name(topic, language) ?? context.say(Sentence.erased) }

    var html: HTML {
        let demanded = sight.demandedTopics
        let covered = demanded.filter { topic in
            sight.policy(covering: topic)?.versionInForce(on: day) != nil
        }
        let sentence = context.say(
            da: "\(covered.count) af \(demanded.count) emner har en emnepolitik i kraft.",
            en: "\(covered.count) of \(demanded.count) topics have a topic policy in force.")
        return Head(title: context.say(TopicsPage.title), sentence: "\(sentence)", acts: acts(demanded)).html(language)
            + coverage(demanded) + outside(demanded) + delegations + lists
    }

    private func acts(_ demanded: [ID<Topic>]) -> [HTML] {
        guard !sight.isPast, sight.mayEver(.proposeTopics) else { return [] }
        let now: [(String, String?)] = demanded.map { ("topics", $0.description) }
        return [
            Button(context.say(CommandKind.proposeDelegation.label)).link(Route.command(.proposeDelegation).link),
            Button(context.say(CommandKind.proposeTopics.label), kind: .primary)
                .link(Link(Route.command(.proposeTopics), query: now)),
        ]
    }

    // MARK: Coverage

    private func coverage(_ demanded: [ID<Topic>]) -> HTML {
        let heading = context.say(da: "Krævede emner", en: "Demanded topics")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Emne", en: "Topic"), .title),
                .init(context.say(da: "Ansvarlig", en: "Answers for it"), .who, room: .notOnPhone),
                .init(context.say(da: "Procedurer", en: "Procedures"), room: .medium),
                .init(context.say(da: "Status", en: "Status"), .end),
            ], groups: [.init(nil, demanded.map(row))],
            empty: Empty(context.say(da: "Der er ingen krævede emner.", en: "No topics are demanded."), HTML()))
        return Panel(id: "krav", heading: heading, isHeadingHidden: true, isWide: true).html(table.html)
    }

    private func row(_ topic: ID<Topic>) -> WorkTable.Row {
        let units = sight.units(answeringFor: topic)
        let who: HTML =
            units.isEmpty
            ? "\(context.say(da: "Ikke delegeret", en: "Not delegated"))"
            : "\(each: units, between: ", ", { "<a\(href: Route.unit($0))>\(context.name($0))</a>" })"
        guard let first = sight.policy(covering: topic) else { return uncovered(topic, who) }
        let others = sight.policies(on: topic).count - 1
        let why =
            context.title(first)
            + (others > 0 ? context.say(da: " og \(others) til", en: " and \(others) more") : "")
        return WorkTable.Row([
            .title(name(topic), Route.document(first.id).link, why: "\(why)"), .init(who),
            .init(text: "\(sight.procedures(of: first))"), .init(stand(first, topic)),
        ])
    }

    private func uncovered(_ topic: ID<Topic>, _ who: HTML) -> WorkTable.Row {
        let begin = Link(
            Route.command(.createDocument),
            query: [
                ("kind", Document.Kind.topicPolicy.rawValue), ("title", name(topic)), ("topic", topic.description),
            ])
        let isMine = !sight.isPast && sight.mayEver(.createDocument)
        let why = context.say(
            da: isMine ? "Begynd på emnepolitikken. En skabelon kan vælges." : "Ingen emnepolitik",
            en: isMine ? "Begin the topic policy. A template can be chosen." : "No topic policy")
        return WorkTable.Row([
            isMine ? .title(name(topic), begin, why: "\(why)") : .init("<b>\(name(topic))</b>"), .init(who),
            .init(text: "0"),
            .init(Tag(context.say(da: "Mangler emnepolitik", en: "No topic policy"), .bad).html),
        ])
    }

    /// The first thing that is not as it should be.
    private func stand(_ document: Document, _ topic: ID<Topic>) -> HTML {
        switch sight.findings(of: document, on: topic).first {
        case .missing: Tag(context.say(da: "Mangler emnepolitik", en: "No topic policy"), .bad).html
        case .notInForce: Tag(context.say(da: "Ikke i kraft endnu", en: "Not yet in force"), .warn).html
        case .lacking: lacks(document)
        case .notDelegated:
            Tag(context.say(da: "Ejeren har ingen delegation", en: "The owner has no delegation"), .warn).html
        case .notCarriedOut: Tag(context.say(da: "Ikke gennemført", en: "Not carried out"), .warn).html
        case .notDecided: Tag(context.say(da: "Ikke besluttet", en: "Not decided"), .warn).html
        case nil: Tag(context.say(da: "I orden", en: "In order"), .ok).html
        }
    }

    private func lacks(_ document: Document) -> HTML {
        let sections = document.versionInForce(on: day)?.lacking?.sections ?? []
        let names = language.list(sections.map { language($0.label).lowercased() })
        return Tag(context.say(da: "Mangler \(names)", en: "Lacks \(names)"), .warn).html
    }

    // MARK: Outside the list

    /// Topic policies that are about no demanded topic: added without a decision, or left over from one.
    private func outside(_ demanded: [ID<Topic>]) -> HTML {
        let policies = sight.documents().filter { document in
            guard document.kind == .topicPolicy, !document.isWithdrawn(on: day) else { return false }
            return (document.topic.value(on: day) ?? nil).map { !demanded.contains($0) } ?? true
        }
        guard !policies.isEmpty else { return HTML() }
        let heading = context.say(da: "Emnepolitikker uden for listen", en: "Topic policies outside the list")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Emnepolitik", en: "Topic policy"), .title),
                .init(context.say(da: "Ejer", en: "Owner"), .who, room: .notOnPhone),
                .init(context.say(da: "Fund", en: "Finding"), .end),
            ],
            groups: [
                .init(
                    nil,
                    policies.prefix(200).map { document in
                        let topic = document.topic.value(on: day) ?? nil
                        let link =
                            topic == nil && !sight.isPast && sight.may(.setTopic, about: .document(document.id))
                            ? Link(Route.command(.setTopic), query: [("document", document.id.description)]) : nil
                        let why =
                            link == nil
                            ? topic.map { name($0) } ?? ""
                            : context.say(da: "Vælg det emne, den handler om", en: "Choose the topic it is about")
                        return WorkTable.Row([
                            .title(context.title(document), link ?? Route.document(document.id).link, why: "\(why)"),
                            .init(text: document.owner.value(on: day).map { context.name($0) } ?? ""),
                            .init(
                                Tag(
                                    topic == nil
                                        ? context.say(da: "Intet emne", en: "No topic")
                                        : context.say(da: "Ikke besluttet", en: "Not decided"), .warn
                                ).html),
                        ])
                    })
            ], empty: Empty("", HTML()))
        return Panel(id: "udenfor", heading: heading, isWide: true).html(table.html)
    }

    // MARK: Decisions

    private var delegations: HTML {
        let all = sight.topicDelegations.reversed()
        guard !all.isEmpty else { return HTML() }
        let heading = context.say(da: "Delegationer", en: "Delegations")
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Emne", en: "Topic"), .title),
                .init(context.say(da: "Enhed", en: "Unit"), .who),
                .init(context.say(da: "Fra og med", en: "From"), .due, room: .medium),
                .init(context.say(da: "Til og med", en: "Until"), .due, room: .medium),
                .init(context.say(da: "Beslutning", en: "Decision"), .end),
            ],
            groups: [
                .init(
                    nil,
                    all.prefix(200).map { one in
                        WorkTable.Row(
                            [
                                .init("<b>\(name(one.topic))</b>"), .init(text: context.name(one.unit)),
                                .init(language.shortTime(one.from)),
                                one.to.map { .init(language.shortTime($0)) } ?? .init(text: ""),
                                .init(link(one.decision)),
                            ], isGone: !one.holds(on: day))
                    })
            ], empty: Empty("", HTML()))
        return Panel(id: "delegationer", heading: heading, isWide: true).html(table.html)
    }

    private func link(_ decision: ID<Decision>) -> HTML {
        let label = sight.label(.decision(decision), language) ?? context.say(Sentence.erased)
        return "<a\(href: Route.decision(decision))>\(label)</a>"
    }

    /// Every list that ever held, newest first.
    private var lists: HTML {
        let rows = sight.topicLists.reversed().map { list -> SummaryList.Row in
            let names = language.list(list.topics.map(name))
            let source: HTML =
                list.decision.map { link($0) }
                ?? "\(context.say(da: "Politikkens afsnit 3.4", en: "Section 3.4 of the policy"))"
            return .init(
                context.say(da: "Fra \(language.day(list.from))", en: "From \(language.day(list.from))"),
                "\(names) (\(source))")
        }
        let heading = context.say(da: "Listens historik", en: "History of the list")
        return Panel(id: "lister", heading: heading, isWide: true).padded(
            SummaryList(rows: rows, isWide: true).html(language))
    }
}
