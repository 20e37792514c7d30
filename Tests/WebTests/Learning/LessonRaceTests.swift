// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Testing

@testable import Web

@Suite("How far somebody has come is changed as it stands")
struct LessonRaceTests {
    @Test("Of many changes that come at once none is lost, in one row of the one whose it is")
    func race() async throws {
        let house = try await PackageHouse()
        let (lobby, course) = (house.lobby, house.course)
        let person = lobby.person("bo")
        let place = Account.Place(organisation: lobby.house.id, person: person)
        let new = try #require(LessonProgress(course, try await lobby.house.sight(of: person)))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...40 {
                group.addTask {
                    try await lobby.site.keep(course, place, new) { $0.page += number }
                }
            }
            try await group.waitForAll()
        }
        let kept = try #require(try await lobby.site.progress(course, place))
        #expect(kept.page == new.page + (1...40).reduce(0, +))
        #expect(lobby.side.rows(shelf: Aside.Shelf.lesson.rawValue, owner: Ref(person)).count == 1)
    }
}
