// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// An item of an agenda as a reader may see it.
struct MeetingItem {
    let item: Meeting.Item
    let meeting: Meeting
    let calling: Meeting.Calling
    let context: Context
    /// Where it is shown as it was known when the minutes were approved: what the reader sees now.
    var reader: Sight?

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    static func all(_ meeting: Meeting, _ context: Context, for reader: Sight? = nil) -> [MeetingItem] {
        guard let calling = meeting.calling else { return [] }
        return meeting.agenda(on: context.sight.day).map {
            MeetingItem(item: $0, meeting: meeting, calling: calling, context: context, reader: reader)
        }
    }

    var isVisible: Bool { sight.sees(item, at: meeting) && reader?.sees(item, at: meeting) ?? true }
    var isOpenToAll: Bool { sight.isOpenToAll(item) && reader?.isOpenToAll(item) ?? true }
    var isClosed: Bool { sight.isClosed(item) }
    var number: Int { item.placing.order }
    var anchor: String { "punkt-\(number)" }
    var settled: Meeting.Settled? { item.settled.value(on: sight.day) }
    var decision: Decision? { sight.decision(of: item, at: meeting) }
    var text: ValueID? { item.text.value(on: sight.day) }
    var answers: [Meeting.Answer] { Meeting.answers(to: item, on: sight.day) }
    var isOpen: Bool { settled == nil && decision == nil && !meeting.isApproved && !meeting.isCancelled }

    var title: String {
        guard isVisible else {
            return context.say(da: "Et punkt, du ikke har adgang til", en: "An item that you have no access to")
        }
        return sight.title(of: item.id, language) ?? context.say(Sentence.erased)
    }

    var link: Link? { item.placing.about.map { Route($0).link } }

    private var document: Document? {
        guard let about = item.placing.about, about.kind == .document else { return nil }
        return try? sight.document(about.id.seen(as: Document.self))
    }

    private var dispensation: DispensationSections? {
        guard let about = item.placing.about, about.kind == .dispensation else { return nil }
        return try? DispensationSections(about.id.seen(as: Dispensation.self), context)
    }

    private var proposal: ProposalSections? {
        guard let about = item.placing.about, about.kind == .proposal else { return nil }
        return try? ProposalSections(about.id.seen(as: Proposal.self), context)
    }

    private var act: Decision.Act {
        if dispensation != nil { return .dispense }
        guard let document else { return .adopt }
        let waits = document.pending.map { $0.submitted != nil && $0.decision == nil } ?? false
        return !waits && document.proposedClass(on: sight.day) != nil ? .reclassify : .adopt
    }

    /// What is to be decided, as a sentence; nil once it is.
    var question: String? {
        guard isOpen else { return nil }
        if let dispensation {
            let (title, day) = (context.text(dispensation.request.title), language.day(dispensation.request.to))
            return context.say(da: "Må »\(title)« gælde til og med \(day)?", en: "May “\(title)” hold until \(day)?")
        }
        if let proposal { return proposal.question }
        guard let document else { return nil }
        var own = context
        own.arguments = Arguments(["document": [document.id.description], "act": [act.rawValue]])
        return (try? DecisionMatter(own))?.question
    }

    /// Minutes that it takes to read what there is to decide.
    var minutes: Int {
        guard isOpen, isVisible else { return 0 }
        if let dispensation { return dispensation.minutes }
        if let proposal { return proposal.minutes }
        guard let document, let version = sight.pendingVersion(of: document), let text = sight.text(of: version) else {
            return 0
        }
        return ReadingTime.minutes(text.blocks.map { InlineText.plain($0.printed) })
    }

    /// The form of the decision, with what the meeting knows already.
    var deciding: Link? {
        guard isOpen, let about = item.placing.about, sight.may(.makeDecision, Concern(body: calling.body)),
            let days = meeting.days(on: sight.day), days.day <= sight.day, sight.isAnswered(item, at: meeting),
            document != nil || dispensation != nil || proposal != nil
        else { return nil }
        let sits = sight.sits(sight.person, in: calling.body)
        let method: Decision.Method =
            switch (sits, calling.method) {
            case (false, _): .minutes
            case (true, .meeting): .meeting
            case (true, .written): .written
            }
        let document = dispensation?.document.id ?? about.id.seen(as: Document.self)
        let matter: [(String, String?)] =
            proposal == nil
            ? [("document", document.description), ("act", act.rawValue)] : [("proposal", about.id.description)]
        var query: [(String, String?)] =
            matter + [
                ("method", method.rawValue),
                ("minutes", "\(calling.label), \(language(Phrase(da: "punkt", en: "item"))) \(number)"),
            ]
        if dispensation != nil { query.append(("dispensation", about.id.description)) }
        let replied = answers.filter { $0.stance != .meeting }.map(\.by)
        let participants = calling.method == .written ? replied : meeting.participants(on: sight.day)
        query += participants.map { ("members", $0.description) }
        let last = min(days.last, sight.today)
        if last < sight.today { query.append(("day", language.fieldDay(last))) }
        return Link(Route.command(proposal == nil ? .makeDecision : .resolveProposal), query: query)
    }
}

extension MeetingItem {
    /// What came after the minutes were approved and is not in them: that the decision was annulled, and what was decided
    /// since.
    var afterwards: [HTML] {
        guard isVisible else { return [] }
        let (annulled, next) = sight.afterwards(item, at: meeting)
        var lines: [HTML] = []
        if let annulled {
            let number = decision.flatMap { sight.label(.decision($0.id), language) } ?? context.say(Sentence.erased)
            let words = context.say(
                da: "Beslutningen \(number) blev annulleret", en: "The decision \(number) was annulled")
            lines.append("\(words) \(language.time(annulled.effective)) (\(context.entryLink(annulled.position)))")
        }
        if let next {
            let number = sight.label(.decision(next.id), language) ?? context.say(Sentence.erased)
            let words = context.say(da: "Sagen blev afgjort", en: "The matter was decided")
            lines.append(
                "\(words) \(language.time(next.day)): <a\(href: Route.decision(next.id))>\(number)</a>")
        }
        return lines
    }
}
