// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

/// A mail that is to be sent, or was: to whom and what about, by references alone. What it says is written from the
/// person's `Sight` when it is handed over, so nothing of it lies here, and nothing is told that the person may no longer
/// read.
struct Errand: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable {
        /// Something waits for the person's decision.
        case decision
        /// The weekly mail.
        case digest
        /// A version to read, which its owner sends by a mail of its own.
        case reading
        /// The person has still to read it.
        case reminder
        /// An auditor is let in until a day.
        case access
        /// What an auditor asked for is answered.
        case answer
        /// What the person reported is answered. Nobody else is to know that there was anything.
        case word
        /// Courses that a person has yet to complete: a week before their last day, on it, and after it.
        case courseSoon = "course_soon"
        case courseToday = "course_today"
        case courseLate = "course_late"
    }

    /// Whether the mail is a matter between its person and whoever answered: it stands in no list of others.
    var isConfided: Bool { kind == .word }

    enum State: String, Sendable {
        case waiting
        /// The relay has taken it.
        case sent
        /// The relay will not take it for this person.
        case refused
        /// There was nothing to say any more when its turn came: decided, read, switched off, gone.
        case lapsed
    }

    let kind: Kind
    let organisation: ID<Organisation>
    let person: ID<Person>
    /// A document or a dispensation that waits for its decision, a notice, or what an auditor is told about.
    let about: Subject?
    /// Tells mails about one thing apart: the submission, the Monday, the position of the reminder, or the last day.
    let turn: Int
    let made: Instant
    var state = State.waiting
    var tries = 0
    /// When it is tried next.
    var next: Instant
    /// When the relay took it, or refused it, or it lapsed.
    var ended: Instant?
    /// What the relay said last.
    var said: String?

    init(
        _ kind: Kind, _ organisation: ID<Organisation>, to person: ID<Person>, about: Subject?, turn: Int, made: Instant
    ) {
        self.kind = kind
        self.organisation = organisation
        self.person = person
        self.about = about
        self.turn = turn
        self.made = made
        next = made
    }

    /// What makes it one mail and not another: sent once under this name.
    var key: String {
        "\(organisation) \(kind.rawValue) \(about.map { $0.id.description } ?? "-") \(turn) \(person)"
    }

    /// How long after a try that failed the next one comes: a minute, doubled each time, at most an hour.
    static func pause(after tries: Int) -> Int { min(3600, 60 << min(max(tries - 1, 0), 6)) }

    /// A relay that says »later« for so many seconds has said no (RFC 5321, 4.5.4.1: four to five days).
    static let patience = 5 * 86_400
}

extension Errand {
    init?(_ json: JSON) {
        guard let kind = json["kind"]?.text.flatMap(Kind.init), let state = json["state"]?.text.flatMap(State.init),
            let organisation = json["organisation"]?.text.flatMap({ ID<Organisation>($0) }),
            let person = json["person"]?.text.flatMap({ ID<Person>($0) }), let turn = json["turn"]?.int,
            let made = json["made"]?.int, let next = json["next"]?.int
        else { return nil }
        var about: Subject?
        if let id = json["about"]?.text.flatMap({ ID<Subject>($0) }) {
            // What waited before there were dispensations says no kind.
            let known = json["about_kind"]?.text.flatMap { SubjectKind(rawValue: $0) }
            about = Subject(known ?? (kind == .decision ? .document : .notice), id)
        }
        self.init(
            kind, organisation, to: person, about: about, turn: turn, made: Instant(milliseconds: Int64(made)))
        self.state = state
        tries = json["tries"]?.int ?? 0
        self.next = Instant(milliseconds: Int64(next))
        ended = json["ended"]?.int.map { Instant(milliseconds: Int64($0)) }
        said = json["said"]?.text
    }

    var json: JSON {
        .members([
            ("kind", .string(kind.rawValue)), ("state", .string(state.rawValue)),
            ("organisation", .string(organisation.description)), ("person", .string(person.description)),
            ("about", about.map { .string($0.id.description) }),
            ("about_kind", about.map { .string($0.kind.rawValue) }), ("turn", .number(turn)),
            ("made", .number(Int(made.milliseconds))), ("next", .number(Int(next.milliseconds))),
            ("tries", tries > 0 ? .number(tries) : nil), ("ended", ended.map { .number(Int($0.milliseconds)) }),
            ("said", said.map { .string($0) }),
        ])
    }
}
