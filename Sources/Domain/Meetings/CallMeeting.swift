// SPDX-License-Identifier: MPL-2.0

/// A command about one meeting.
public protocol MeetingDeed: Deed {
    var meeting: ID<Meeting> { get }
}

extension MeetingDeed {
    public func concern(in register: Register, on day: Day) -> Concern {
        register.concern(of: .meeting(meeting), on: day)
    }
}

extension Field {
    static let meeting = Field("meeting", .meeting, da: "Møde", en: "Meeting")
    static let item = Field("item", .item, da: "Punkt", en: "Item")
    static let matters = Field(
        "matters", .matters, da: "Sager", en: "Matters",
        hint: Phrase(
            da: "Det, der venter på organet; det, der er udsat fra tidligere møder, står først.",
            en: "What waits for the body; what was postponed from earlier meetings comes first."), optional: true)
}

/// Calls a meeting, or starts a written procedure, with what is to be dealt with.
public struct CallMeeting: Deed {
    let body: Body.Kind, method: Meeting.Method, day: Day, deadline: Day?, place: String?
    /// Nil: the next one. Meetings that were numbered elsewhere before are counted on from.
    let number: Int?
    let matters: [Meeting.Choice]

    public static let fields = [
        Field("body", .choice(Body.Kind.choices), da: "Organ", en: "Body"),
        Field("method", .choice(Meeting.Method.choices), da: "Form", en: "Form"),
        Field(
            "meeting_day", .day, da: "Dag", en: "Day",
            hint: Phrase(
                da: "Ved skriftlig behandling: den første dag.", en: "Of a written procedure: the first day.")),
        Field(
            "deadline", .day, da: "Svar senest", en: "Replies by",
            hint: Phrase(da: "Kun ved skriftlig behandling.", en: "Only of a written procedure."), optional: true),
        Field("place", .line(most: 120), da: "Sted", en: "Place", optional: true), .matters,
        Field(
            "number", .number(1...999), da: "Mødets nummer i året", en: "The number of the meeting in the year",
            hint: Phrase(
                da: "Tomt: det næste. Udfyldes, når årets første møder blev talt et andet sted.",
                en: "Empty: the next one. Filled in when the first meetings of the year were counted elsewhere."),
            optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        body = try arguments.choice("body")
        method = try arguments.choice("method")
        day = try arguments.day("meeting_day")
        deadline = try arguments.optionalDay("deadline")
        place = try arguments.optionalLine("place", most: 120)
        matters = try Meeting.Choice.read(arguments)
        number = try arguments.optionalText("number", most: 20) == nil ? nil : arguments.number("number", in: 1...999)
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(body: body) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let days = Meeting.Days(day: day, deadline: deadline)
        try days.check(method, "meeting_day", on: desk.today)
        let meeting: ID<Meeting> = desk.new()
        let next = desk.register.next(.meetings(of: body), day.year)
        let number = number ?? next
        guard number >= next else {
            throw .invalid(
                "number", da: "Nummeret er brugt. Det næste er \(next).",
                en: "The number is used. The next one is \(next).")
        }
        guard number < next + Meeting.mostSkipped || !desk.register.hasMeetings(of: body, in: day.year) else {
            throw .invalid(
                "number", da: "Der er for langt fra det sidste nummer. Vælg højst \(next + Meeting.mostSkipped - 1).",
                en: "It is too far from the last number. Choose at most \(next + Meeting.mostSkipped - 1).")
        }
        let place: ValueID? = desk.keep(place)
        try desk.record(
            .meeting(
                meeting,
                .called(.init(body: body, number: number, year: day.year, method: method, days: days, place: place))))
        for matter in matters { try desk.place(matter, at: meeting) }
    }
}

/// Moves a meeting to another day, with the reason.
public struct MoveMeeting: MeetingDeed {
    public let meeting: ID<Meeting>
    let day: Day, deadline: Day?, reason: String

    public static let fields = [
        Field.meeting, Field("meeting_day", .day, da: "Ny dag", en: "New day"),
        Field(
            "deadline", .day, da: "Svar senest", en: "Replies by",
            hint: Phrase(da: "Kun ved skriftlig behandling.", en: "Only of a written procedure."), optional: true),
        .reason,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        meeting = try arguments.id("meeting")
        day = try arguments.day("meeting_day")
        deadline = try arguments.optionalDay("deadline")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, calling) = try desk.register.openMeeting(meeting)
        try known.mustNotBeHeld()
        try desk.register.mustNotHaveDecided(known)
        let days = Meeting.Days(day: day, deadline: deadline)
        try days.check(calling.method, "meeting_day", on: desk.today)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.meeting(meeting, .moved(days, reason: reason)))
    }
}

/// Calls a meeting off, with the reason. What was on its agenda waits for another one.
public struct CancelMeeting: MeetingDeed {
    public let meeting: ID<Meeting>
    let reason: String

    public static let fields = [Field.meeting, Field.reason]

    public init(_ arguments: Arguments) throws(Refusal) {
        meeting = try arguments.id("meeting")
        reason = try arguments.text("reason", most: 2000)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let (known, _) = try desk.register.openMeeting(meeting)
        try known.mustNotBeHeld()
        try desk.register.mustNotHaveDecided(known)
        let reason: ValueID = desk.keep(reason)
        try desk.record(.meeting(meeting, .cancelled(reason: reason)))
    }
}

extension Meeting.Days {
    /// A meeting is called at the latest on its day; only a written procedure has a deadline.
    func check(_ method: Meeting.Method, _ field: String, on today: Day) throws(Refusal) {
        guard day >= today else {
            throw .invalid(
                field, da: "Dagen ligger før i dag. Et møde indkaldes senest samme dag.",
                en: "The day lies before today. A meeting is called at the latest on its day.")
        }
        guard last <= today.adding(years: Meeting.mostYearsAhead) else {
            throw .invalid(
                day == last ? field : "deadline", da: "Dagen ligger mere end \(Meeting.mostYearsAhead) år fremme.",
                en: "The day lies more than \(Meeting.mostYearsAhead) years ahead.")
        }
        switch (method, deadline) {
        case (.meeting, nil): break
        case (.meeting, _?):
            throw .invalid(
                "deadline", da: "Et møde har ingen svarfrist. Lad feltet være tomt.",
                en: "A meeting has no day to reply by. Leave the field empty.")
        case (.written, nil):
            throw .invalid(
                "deadline", da: "Skriv, hvornår medlemmerne senest skal svare.",
                en: "Write by when the members are to reply.")
        case (.written, let deadline?):
            guard deadline >= day else {
                throw .invalid(
                    "deadline", da: "Svarfristen ligger før den første dag.",
                    en: "The day to reply by lies before the first day.")
            }
        }
    }
}

extension Meeting {
    /// So many numbers may be left out, for meetings that were numbered elsewhere meanwhile.
    static let mostSkipped = 50
    static let mostYearsAhead = 2

    func mustNotBeHeld() throws(Refusal) {
        guard attendance.latest == nil else {
            throw .outOfTurn(
                da: "Mødet er holdt. Skriv i referatet, hvad der skete.",
                en: "The meeting has been held. Write what happened in its minutes.")
        }
    }
}

extension Register.Series {
    static func meetings(of body: Body.Kind) -> Register.Series {
        switch body {
        case .direktion: .direktionMeeting
        case .bestyrelse: .bestyrelseMeeting
        }
    }
}

extension Register {
    /// Whether any meeting of the body in a year is known here.
    fileprivate func hasMeetings(of body: Body.Kind, in year: Int) -> Bool {
        meetings.values.contains { $0.calling?.body == body && $0.calling?.year == year }
    }

    /// What was decided at a meeting keeps its day.
    fileprivate func mustNotHaveDecided(_ meeting: Meeting) throws(Refusal) {
        guard meeting.items.allSatisfy({ decision(of: $0, at: meeting) == nil }) else {
            throw .outOfTurn(
                da: "Der er truffet beslutninger på mødet. Skriv referatet i stedet.",
                en: "Decisions were made at the meeting. Write its minutes instead.")
        }
    }

    func knownMeeting(_ id: ID<Meeting>) throws(Refusal) -> (Meeting, Meeting.Calling) {
        guard let known = meetings[id], let calling = known.calling else {
            throw .invalid("meeting", da: "Vælg et møde.", en: "Choose a meeting.")
        }
        return (known, calling)
    }

    /// A meeting whose agenda and minutes can still be changed.
    func openMeeting(_ id: ID<Meeting>) throws(Refusal) -> (Meeting, Meeting.Calling) {
        let (known, calling) = try knownMeeting(id)
        guard !known.isApproved else {
            throw .outOfTurn(
                da: "Referatet er godkendt. Det kan kun ændres, hvis godkendelsen annulleres.",
                en: "The minutes are approved. They can only be changed when the approval is annulled.")
        }
        guard !known.isCancelled else {
            throw .outOfTurn(da: "Mødet er aflyst.", en: "The meeting is cancelled.")
        }
        return (known, calling)
    }
}
