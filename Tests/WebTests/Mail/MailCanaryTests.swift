// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office
import Testing

@testable import Web

/// Policy §7.2 for mail: nobody meets in a mail what that person may not see, and nothing above Intern is named to anybody.
@Suite("Canaries in mail")
struct MailCanaryTests {
    @Test func noMailNamesWhatIsClassified() async throws {
        let relay = FakeRelay()
        let aviary = try await Aviary(relay: relay)
        let lobby = aviary.lobby
        for (username, _) in aviary.people { try await lobby.address(username, name: "Navn \(username)") }
        try await lobby.deliver()
        // Everything that makes mail: a decision that waits, a version at once, a reminder, the weekly one.
        for id in aviary.canaries.keys {
            try await lobby.give(.submitVersion, ["document": "\(id)", "lacking": "Kun til test"])
            for notice in lobby.house.state.register.notices(of: id) {
                try await lobby.give(.remindReaders, ["notice": "\(notice.id)"])
            }
        }
        for _ in 0..<4 { try await lobby.deliver() }
        lobby.wait(until: WeeklyHour.latest(lobby.time.now) + 7, hour: 7)
        for _ in 0..<4 { try await lobby.deliver() }
        let letters = relay.collect()
        #expect(letters.count > 12, "\(letters.count)")
        for letter in letters {
            let all = letter.subject + "\n" + letter.text + "\n" + letter.html
            for mark in aviary.canaries.values { #expect(!all.contains(mark), "\(letter.to): \(all)") }
        }
        // Those who decide are told that something waits, without its name, and the head of the owning unit is one of them.
        let owner = letters.filter { $0.to.hasPrefix("ejer@") }
        #expect(owner.contains { $0.subject == "Venter på din afgørelse: et dokument" })
        #expect(owner.contains { $0.text.contains("Afgør en sag om et dokument") })
        // The open policy is named: the walk can fail.
        #expect(letters.contains { $0.text.contains("Politikken") })
        // Of the documents that a person may not see there is not even a nameless line.
        for id in aviary.canaries.keys {
            let document = try #require(lobby.house.state.register.documents[id])
            let accessClass = document.accessClass(on: lobby.today)
            for (username, role) in aviary.people {
                let person = lobby.person(username)
                if Access.sees(accessClass, person, in: lobby.house.state.register, on: lobby.today) { continue }
                let own = letters.filter { $0.to == username + Lobby.mailDomain }
                #expect(!own.contains { ($0.text + $0.html).contains("\(id)") }, "\(role)")
            }
        }
    }
}
