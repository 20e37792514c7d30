// SPDX-License-Identifier: MPL-2.0

/// Records who was there. The chair of the body leads the meeting; somebody else only when the chair was absent or is
/// recused from something on the agenda (policy §6).
public struct HoldMeeting: MeetingDeed {
    public let meeting: ID<Meeting>
    let present: [ID<Person>], chair: ID<Person>, secretary: ID<Person>?

    public static let fields = [
        Field.meeting, Field("present", .persons, da: "Til stede", en: "Present"),
        Field("chair", .person, da: "Mødeleder", en: "In the chair"),
        Field("secretary", .person, da: "Referent", en: "Took the minutes", optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        meeting = try arguments.id("meeting")
        present = try arguments.ids("present")
        chair = try arguments.id("chair")
        secretary = try arguments.optionalID("secretary")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, calling) = try desk.register.openMeeting(meeting)
        let day = try known.mustHaveBegun(on: desk.today)
        guard calling.method == .meeting else {
            throw .outOfTurn(
                da: "Ved skriftlig behandling er deltagerne dem, der har svaret.",
                en: "In a written procedure those who replied took part.")
        }
        let members = desk.register.members(of: calling.body, on: day)
        guard !present.isEmpty, present.allSatisfy(members.contains) else {
            throw .invalid(
                "present", da: "Vælg de medlemmer, der var til stede.", en: "Choose the members who were present.")
        }
        let chairs = desk.register.chairs(at: known, on: day).filter(present.contains)
        guard chairs.isEmpty || chairs.contains(chair) else {
            throw .invalid(
                "chair", da: "Organets formand var til stede og leder mødet. Vælg formanden.",
                en: "The chair of the body was present and leads the meeting. Choose the chair.")
        }
        guard present.contains(chair) else {
            throw .invalid(
                "chair", da: "Mødelederen skal være et medlem, der var til stede.",
                en: "The one in the chair must be a member who was present.")
        }
        if let secretary { _ = try desk.register.existingPerson(secretary, "secretary") }
        try desk.record(
            .meeting(
                meeting,
                .held(
                    .init(
                        present: present, absent: members.filter { !present.contains($0) }, chair: chair,
                        secretary: secretary))))
    }
}

/// Writes what was said of an item. It may be written again until the minutes are approved.
public struct MinuteItem: MeetingDeed {
    public let meeting: ID<Meeting>
    let item: ID<Meeting.Item>, text: String

    public static let fields = [
        Field.meeting, Field.item,
        Field(
            "text", .text(most: 10_000), da: "Hvad blev der sagt?", en: "What was said?",
            hint: Phrase(
                da: "Det, der er besluttet, hentes fra beslutningen.",
                en: "What was decided is taken from the decision.")),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        meeting = try arguments.id("meeting")
        item = try arguments.id("item")
        text = try arguments.text("text", most: 10_000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openMeeting(meeting)
        _ = try known.mustHaveBegun(on: desk.today)
        let item = try known.existing(self.item)
        let text: ValueID = desk.keep(text)
        try desk.record(.meeting(meeting, .minuted(item.id, text: text)))
    }
}

/// Lays the minutes before whoever approves them, when they are whole. Once more if something was decided or annulled
/// since, or if nobody can approve what the one who submitted them sent.
public struct SubmitMinutes: MeetingDeed {
    public let meeting: ID<Meeting>

    public static let fields = [Field.meeting]

    public init(_ arguments: Arguments) throws(Refusal) {
        meeting = try arguments.id("meeting")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openMeeting(meeting)
        guard !desk.register.isUnderApproval(known, on: desk.today) else {
            throw .outOfTurn(da: "Referatet er sendt til godkendelse.", en: "The minutes are with the chair already.")
        }
        try desk.register.mustBeWhole(known, on: desk.today)
        try desk.record(.meeting(meeting, .submitted))
    }
}

extension Meeting {
    /// The day it began, which is today or before.
    func mustHaveBegun(on today: Day) throws(Refusal) -> Day {
        guard let days = days.latest?.value, days.day <= today else {
            throw .outOfTurn(
                da: "Mødet er ikke holdt endnu. Referatet skrives tidligst på dagen.",
                en: "The meeting has not been held yet. The minutes are written on its day at the earliest.")
        }
        return days.day
    }
}

extension Register {
    /// Minutes are whole when it is said who was there, and of each item what became of it.
    func mustBeWhole(_ meeting: Meeting, on day: Day) throws(Refusal) {
        _ = try meeting.mustHaveBegun(on: day)
        guard let calling = meeting.calling else { throw .unknown }
        if calling.method == .meeting, meeting.attendance.latest == nil {
            throw .outOfTurn(da: "Registrér først, hvem der var til stede.", en: "Record first who was present.")
        }
        for item in meeting.agenda(on: day) where item.settled.latest == nil {
            let number = item.placing.order
            try mustBeAnswered(item, at: meeting, calling, on: day)
            guard item.placing.about != nil else {
                guard item.text.latest != nil else {
                    throw .outOfTurn(
                        da: "Skriv, hvad der blev sagt til punkt \(number), eller udsæt det.",
                        en: "Write what was said of item \(number), or postpone it.")
                }
                continue
            }
            guard let made = decision(of: item, at: meeting)?.made else {
                throw .outOfTurn(
                    da: "Punkt \(number) er ikke afgjort. Træf afgørelsen, udsæt det, eller tag det af.",
                    en: "Item \(number) is not decided. Make the decision, postpone it, or take it off.")
            }
            if let attendance = meeting.attendance.latest?.value,
                !made.members.allSatisfy({ attendance.present.contains($0) })
            {
                throw .outOfTurn(
                    da:
                        "Beslutningen til punkt \(number) siger, at nogen deltog, som ikke var til stede. Ret fremmødet eller beslutningen.",
                    en:
                        "The decision on item \(number) says that somebody took part who was not present. Correct the attendance or the decision."
                )
            }
        }
    }

    /// Of a written procedure: all have replied or the last day is over, and nobody wants a meeting.
    private func mustBeAnswered(
        _ item: Meeting.Item, at meeting: Meeting, _ calling: Meeting.Calling, on day: Day
    ) throws(Refusal) {
        guard calling.method == .written, let days = meeting.days.latest?.value else { return }
        let number = item.placing.order
        let recused = decision(of: item, at: meeting)?.made?.recused ?? []
        let asked = members(of: calling.body, on: day).filter { !recused.contains($0) }
        guard day > days.last || meeting.silent(item, of: asked, on: day).isEmpty else {
            throw .outOfTurn(
                da: "Ikke alle har svaret på punkt \(number). Send referatet, når fristen er gået.",
                en: "Not all have replied to item \(number). Submit the minutes when the deadline is over.")
        }
        if item.placing.about != nil, Meeting.isMeetingWanted(item, besides: recused, on: day) {
            throw .outOfTurn(
                da: "Et medlem ønsker et møde om punkt \(number), så det kan ikke afgøres skriftligt. Udsæt punktet.",
                en: "A member wants a meeting on item \(number), so it cannot be decided in writing. Postpone the item."
            )
        }
    }
}
