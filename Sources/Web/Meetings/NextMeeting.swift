// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// The next meeting of a body as one line: a meeting has its day, a written procedure that has begun its deadline.
struct NextMeeting {
    let id: ID<Meeting>
    let name: String
    let label: String
    let day: Day

    /// Nil: none is called.
    init?(of body: Body.Kind, _ context: Context) {
        let sight = context.sight
        guard let known = sight.nextMeeting(of: body), let calling = known.calling,
            let days = known.days(on: sight.day)
        else { return nil }
        let hasBegun = days.day < sight.day
        (id, name, day) = (known.id, calling.label, hasBegun ? days.last : days.day)
        label =
            hasBegun
            ? context.say(da: "Skriftlig behandling, svar senest", en: "Written procedure, replies by")
            : context.say(da: "Næste møde", en: "Next meeting")
    }
}
