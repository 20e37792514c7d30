// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// »Backup« waits for nobody; the policy waits for the direktion with a new version.
    mutating func policyWaits() {
        draft("Politik")
        given(.submitVersion, ["document": document("Politik")])
    }

    var policyMatter: String { "document:\(document("Politik"))" }

    /// A meeting of the direktion today, with a title on its agenda.
    mutating func callMeeting(_ name: String = "M", _ words: Words = [:], title: String? = "Orientering") {
        let usual: Words = ["body": "direktion", "method": "meeting", "meeting_day": today]
        given(.callMeeting, usual.merging(words) { $1 }, as: name)
        if let title { given(.placeItem, ["meeting": meeting(name), "title": title]) }
    }

    func known(meeting name: String = "M") -> Meeting {
        register.meetings[meeting(name)] ?? Meeting(id: meeting(name))
    }

    func item(_ index: Int = 0, of name: String = "M") -> ID<Meeting.Item> {
        let items = known(meeting: name).items
        return items.indices.contains(index) ? items[index].id : ID(high: 0, low: 0)
    }

    mutating func attend(_ name: String = "M", present: [String] = ["Anna", "Bo"]) {
        given(
            .holdMeeting,
            ["meeting": meeting(name), "present": present.map { person($0) }, "chair": person(present.first ?? "")])
    }

    mutating func minute(_ index: Int = 0, of name: String = "M") {
        given(
            .minuteItem, ["meeting": meeting(name), "item": item(index, of: name), "text": "Taget til efterretning"])
    }

    /// Held, written and submitted.
    mutating func submitMinutes(_ name: String = "M") {
        attend(name)
        minute(of: name)
        given(.submitMinutes, ["meeting": meeting(name)])
    }

    mutating func approveMinutes(_ name: String = "M", by chair: String = "Anna") {
        let before = by
        by = person(chair)
        given(.approveMinutes, ["meeting": meeting(name)])
        by = before
    }

    /// Dan chairs the direktion.
    mutating func seatChair() {
        given(.seatMember, ["body": "direktion", "person": person("Dan"), "chair": "1", "from": today])
    }

    func meetingStanding(_ name: String = "M", on day: Day? = nil) -> Meeting.Standing {
        known(meeting: name).standing(on: day ?? today)
    }
}
