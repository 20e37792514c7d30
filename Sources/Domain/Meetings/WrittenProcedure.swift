// SPDX-License-Identifier: MPL-2.0

/// A member's own reply in a written procedure. It may be given anew until the last day or the decision; nobody replies
/// for another.
public struct AnswerItem: MeetingDeed {
    public let meeting: ID<Meeting>
    let item: ID<Meeting.Item>, stance: Meeting.Stance, comment: String?

    public static let fields = [
        Field.meeting, Field.item, Field("stance", .choice(Meeting.Stance.choices), da: "Dit svar", en: "Your reply"),
        Field("comment", .text(most: 4000), da: "Bemærkning", en: "Comment", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        meeting = try arguments.id("meeting")
        item = try arguments.id("item")
        stance = try arguments.choice("stance")
        comment = try arguments.optionalText("comment", most: 4000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, calling) = try desk.register.openMeeting(meeting)
        let item = try known.existing(self.item)
        guard let by = desk.by else {
            throw .outOfTurn(
                da: "Kun medlemmet selv kan svare. Log ind.", en: "Only the member can reply. Sign in.")
        }
        guard desk.register.sits(by, in: calling.body, on: desk.today) else { throw .notAllowed }
        guard calling.method == .written, let days = known.days.latest?.value else {
            throw .outOfTurn(
                da: "Det er et møde. Svar på mødet.", en: "This is a meeting. Give your reply there.")
        }
        guard days.day <= desk.today, desk.today <= days.last else {
            throw .outOfTurn(
                da: "Der kan svares fra \(Language.da.day(days.day)) til \(Language.da.day(days.last)).",
                en: "Replies are given from \(Language.en.day(days.day)) to \(Language.en.day(days.last)).")
        }
        guard item.settled.latest == nil else {
            throw .outOfTurn(da: "Punktet er udsat eller taget af.", en: "The item is postponed or taken off.")
        }
        guard desk.register.decision(of: item, at: known) == nil else {
            throw .outOfTurn(
                da: "Sagen er afgjort. Der kan ikke svares mere.",
                en: "The matter is decided. No more replies are taken.")
        }
        let comment: ValueID? = desk.keep(comment)
        try desk.record(.meeting(meeting, .answered(item.id, by: by, stance, comment: comment)))
    }
}

extension Meeting {
    /// Whether somebody who is not recused wants a meeting about an item.
    static func isMeetingWanted(_ item: Item, besides recused: some Collection<ID<Person>>, on day: Day) -> Bool {
        answers(to: item, on: day).contains { $0.stance == .meeting && !recused.contains($0.by) }
    }

    /// The day by which somebody had replied to every item that was not taken off; nil: something is not answered.
    func replied(_ person: ID<Person>) -> Day? {
        var last: Day?
        for item in items {
            let answered = item.answers.first { $0.by == person }?.day
            guard let day = earlier(answered, item.settled.latest?.from) else { return nil }
            last = max(last ?? day, day)
        }
        return last
    }

    /// The members who have yet to reply to an item, of those who are to.
    func silent(_ item: Item, of members: [ID<Person>], on day: Day) -> [ID<Person>] {
        let answers = Meeting.answers(to: item, on: day)
        return members.filter { member in !answers.contains { $0.by == member } }
    }
}

extension Register {
    /// Whether an item of a written procedure can be decided: nobody wants a meeting, and all members have replied or the
    /// last day is over. At a meeting there is nothing to wait for.
    public func isAnswered(_ item: Meeting.Item, at meeting: Meeting, on day: Day) -> Bool {
        guard let calling = meeting.calling, calling.method == .written, let days = meeting.days.latest?.value else {
            return true
        }
        let recused = recused(from: item, on: day)
        let members = members(of: calling.body, on: day).filter { !recused.contains($0) }
        return !Meeting.isMeetingWanted(item, besides: recused, on: day)
            && (day > days.last || meeting.silent(item, of: members, on: day).isEmpty)
    }
}

extension Deciding {
    /// Refuses a decision that the agenda on which its matter stands does not carry (policy §6). A matter of a written
    /// procedure is decided in writing, or recorded from minutes: no member wants a meeting, all have replied or the last
    /// day is over, and those took part who replied that they agree or disagree. A matter on the agenda of a meeting is not
    /// decided in writing. What stands open on no agenda may be recorded as decided in either way.
    func mayConclude(
        _ about: Subject, by decider: Decision.Decider, _ method: Decision.Method, _ members: [ID<Person>],
        recused: [ID<Person>], on day: Day
    ) throws(Refusal) {
        guard case .body(let body) = decider, let (meeting, item) = register.agenda(with: about, for: body),
            let calling = meeting.calling, let days = meeting.days.latest?.value
        else { return }
        let label = calling.label
        switch (calling.method, method) {
        case (.meeting, .written):
            throw .invalid(
                "method", da: "Sagen står på dagsordenen for \(label). Afgør den på mødet, eller udsæt den dér.",
                en: "The matter is on the agenda of \(label). Decide it at the meeting, or postpone it there.")
        case (.meeting, .meeting), (.meeting, .minutes): return
        case (.written, .meeting):
            throw .invalid(
                "method", da: "Sagen behandles skriftligt i \(label). Udsæt den dér, før den afgøres på et møde.",
                en:
                    "The matter is dealt with in writing in \(label). Postpone it there before it is decided at a meeting."
            )
        case (.written, .written), (.written, .minutes): break
        }
        guard days.day <= day, day <= days.lastToDecide else {
            throw .invalid(
                "day",
                da: "Sagen behandles skriftligt i \(label). Vælg en dag fra den første dag til to uger efter fristen.",
                en:
                    "The matter is dealt with in writing in \(label). Choose a day from the first one to two weeks after the deadline."
            )
        }
        let answers = Meeting.answers(to: item, on: today).filter { !recused.contains($0.by) }
        guard !Meeting.isMeetingWanted(item, besides: recused, on: today) else {
            throw .outOfTurn(
                da: "Et medlem ønsker et møde, så sagen kan ikke afgøres skriftligt. Udsæt punktet i \(label).",
                en:
                    "A member wants a meeting, so the matter cannot be decided in writing. Postpone the item in \(label)."
            )
        }
        let asked = register.members(of: body, on: day).filter { !recused.contains($0) }
        guard today > days.last || meeting.silent(item, of: asked, on: today).isEmpty else {
            throw .outOfTurn(
                da:
                    "Ikke alle har svaret. Sagen afgøres, når de har, eller når fristen \(Language.da.day(days.last)) er gået.",
                en:
                    "Not all have replied. The matter is decided when they have, or when the deadline \(Language.en.day(days.last)) is over."
            )
        }
        guard Set(members) == Set(answers.map(\.by)).intersection(asked) else {
            throw .invalid(
                "members", da: "I en skriftlig behandling deltog dem, der har svaret enig eller uenig. Vælg netop dem.",
                en:
                    "In a written procedure those took part who replied that they agree or disagree. Choose exactly those."
            )
        }
    }
}
