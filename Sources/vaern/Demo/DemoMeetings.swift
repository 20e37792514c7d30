// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// The meetings of direktion and bestyrelse in the example world: some with approved minutes, one to come, one cancelled,
/// one whose minutes are missing, and a written procedure that is open.
struct DemoMeetings {
    /// The reference day of the world, from which the others are told.
    let reference: Day

    private struct Told {
        let key: String
        let body: Body.Kind
        let day: Day
        /// Days before it on which it is called.
        let called: Int
        let titles: [String]
        /// The titles that are closed to the public.
        var closed: Set<String> = []
        var dispensation: String?
        var number: Int?
        var deadline: Day?
        var place: String? = "Mødelokale 3, Rådhuspladsen"
    }

    private static let incidents = "Orientering om hændelser siden sidst"
    private static let staff = "Personalesag i Drift"

    func plan(_ player: DemoPlayer) {
        let direktion = ["p01", "p02", "p03"]
        let bestyrelse = ["p04", "p05", "p06", "p07"]
        let october = Told(
            key: "october", body: .direktion, day: reference - 35, called: 7,
            titles: [
                "Godkendelse af dagsorden", Self.incidents, "Budgetopfølgning", Self.staff,
                "Beredskabsøvelse i november",
            ], closed: [Self.staff], dispensation: "moedelokaler", number: 19)
        let november = Told(
            key: "november", body: .direktion, day: reference - 21, called: 7,
            titles: ["Godkendelse af dagsorden", Self.incidents, "Status på årshjulet", "Indkøb af mødeskærme"],
            dispensation: "moedeskaerme")
        for told in [october, november] {
            call(told, player)
            hold(told, present: direktion, player)
            minute(told, player)
            submit(told, after: 2, player)
            // The chair is recused from a matter of the first one.
            approve(told, by: direktion[told.key == october.key ? 1 : 0], player)
        }
        let board = Told(
            key: "board", body: .bestyrelse, day: reference - 11, called: 10,
            titles: ["Orientering om informationssikkerhed", "Årets næste møder"], number: 4, place: nil)
        call(board, player)
        hold(board, present: Array(bestyrelse.prefix(3)), player)
        minute(board, player)
        submit(board, after: 3, player)
        let late = Told(
            key: "late", body: .direktion, day: reference - 7, called: 6,
            titles: [Self.incidents, "Valg af ny leverandør af overvågning"])
        call(late, player)
        hold(late, present: Array(direktion.prefix(2)), player)
        let cancelled = Told(
            key: "cancelled", body: .bestyrelse, day: reference + 14, called: 24, titles: ["Strategiseminar"])
        call(cancelled, player)
        player.plan(reference - 5, .meeting) { player in
            try player.give(
                .cancelMeeting,
                ["meeting": try meeting("cancelled", player), "reason": "Seminaret er flyttet til foråret."],
                by: player.holder(.secretary))
        }
        planNext(player)
        planWritten(player)
    }

    /// The next meeting, with all that waits for the direktion.
    private func planNext(_ player: DemoPlayer) {
        let next = Told(
            key: "next", body: .direktion, day: reference + 7, called: 10,
            titles: [Self.incidents, "Forhandling om ny driftskontrakt"], closed: ["Forhandling om ny driftskontrakt"])
        call(next, player)
        player.plan(next.day - 9, .meeting) { player in
            let waiting = player.register.matters(for: .direktion, on: player.today).map(\.subject)
            // What is confidential to others a member places.
            for (isOpen, actor) in [(true, player.holder(.secretary)), (false, player.holder(.direktion))] {
                let matters = waiting.filter { player.secretarySees($0) == isOpen }
                guard !matters.isEmpty else { continue }
                try player.give(
                    .placeItem, ["meeting": try meeting("next", player)],
                    many: ["matters": matters.map { Meeting.Choice.matter($0).text }], by: actor)
            }
        }
    }

    /// A written procedure: one has agreed, two have yet to reply.
    private func planWritten(_ player: DemoPlayer) {
        let written = Told(
            key: "written", body: .direktion, day: reference - 2, called: 1, titles: ["Mødeplan for det kommende år"],
            deadline: reference + 12, place: nil)
        call(written, player)
        player.plan(written.day, .meeting) { player in
            let items = try known("written", player).items
            try player.give(
                .answerItem,
                [
                    "meeting": try meeting("written", player), "item": items.first.map { "\($0.id)" },
                    "stance": Meeting.Stance.agree.rawValue, "comment": "Datoerne passer.",
                ], by: player.actor(try player.person("p02")))
        }
    }

    // MARK: Acts

    private func meeting(_ key: String, _ player: DemoPlayer) throws -> String { "\(try known(key, player).id)" }

    private func known(_ key: String, _ player: DemoPlayer) throws -> Meeting {
        guard let id = player.meetings[key], let known = player.register.meetings[id] else {
            throw DemoFault.missing("the meeting \(key)")
        }
        return known
    }

    private func call(_ told: Told, _ player: DemoPlayer) {
        player.plan(told.day - told.called, .meeting) { player in
            let method: Meeting.Method = told.deadline == nil ? .meeting : .written
            let receipt = try player.give(
                .callMeeting,
                [
                    "body": told.body.rawValue, "method": method.rawValue, "meeting_day": "\(told.day)",
                    "deadline": told.deadline.map { "\($0)" }, "place": told.place,
                    "number": told.number.map { "\($0)" },
                ], by: player.holder(.secretary))
            player.meetings[told.key] = try player.made(receipt, .meeting)
            for title in told.titles {
                try player.give(
                    .placeItem,
                    [
                        "meeting": try meeting(told.key, player), "title": title,
                        "closed": told.closed.contains(title) ? "1" : nil,
                    ], by: player.holder(.secretary))
            }
            if let dispensation = told.dispensation {
                let choice = Meeting.Choice.matter(.dispensation(try player.dispensation(dispensation)))
                try player.give(
                    .placeItem, ["meeting": try meeting(told.key, player)], many: ["matters": [choice.text]],
                    by: player.holder(.secretary))
            }
        }
    }

    private func hold(_ told: Told, present: [String], _ player: DemoPlayer) {
        player.plan(told.day, .meeting) { player in
            let persons = try present.map { "\(try player.person($0))" }
            let secretary = player.register.holders(of: .secretary, unit: nil, on: player.today).first
            try player.give(
                .holdMeeting,
                [
                    "meeting": try meeting(told.key, player), "chair": persons.first,
                    "secretary": secretary.map { "\($0)" },
                ], many: ["present": persons], by: player.holder(.secretary))
        }
    }

    private func minute(_ told: Told, _ player: DemoPlayer) {
        player.plan(told.day + 1, .meeting) { player in
            for item in try known(told.key, player).items {
                let said =
                    item.placing.about == nil
                    ? "Taget til efterretning." : "Sagen blev drøftet på grundlag af CAI’s anbefaling og udtalelserne."
                try player.give(
                    .minuteItem, ["meeting": try meeting(told.key, player), "item": "\(item.id)", "text": said],
                    by: player.holder(.secretary))
            }
        }
    }

    private func submit(_ told: Told, after days: Int, _ player: DemoPlayer) {
        player.plan(told.day + days, .meeting) { player in
            try player.give(
                .submitMinutes, ["meeting": try meeting(told.key, player)], by: player.holder(.secretary))
        }
    }

    private func approve(_ told: Told, by chair: String, _ player: DemoPlayer) {
        player.plan(told.day + 7, .meeting) { player in
            try player.give(
                .approveMinutes, ["meeting": try meeting(told.key, player)],
                by: player.actor(try player.person(chair)))
        }
    }
}
