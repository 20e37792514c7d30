// SPDX-License-Identifier: MPL-2.0
import Domain
import Ledger
import Office
import Synchronization
import Testing

@testable import Web

/// Policy §11: the version in force can be printed by everybody, and nobody outside can wear the machine out with it.
@Suite("11-a: the published version as a file to print")
struct PublicPrintTests {
    /// Stands in for the printer: counts, and can be made to wait or to fail.
    private final class Fake: Sendable {
        private let held = Mutex<(count: Int, inside: Int, most: Int)>((0, 0, 0))
        let pause: Duration
        let fails: Bool
        /// Whether what is in the press stays there.
        private let shut: Atomic<Bool>

        init(pause: Duration = .zero, fails: Bool = false, shut: Bool = false) {
            self.pause = pause
            self.fails = fails
            self.shut = Atomic(shut)
        }

        func open() { shut.store(false, ordering: .releasing) }

        var count: Int { held.withLock { $0.count } }
        var inside: Int { held.withLock { $0.inside } }
        var most: Int { held.withLock { $0.most } }

        func press(_ queue: TurnQueue = TurnQueue(places: 1, most: 4)) -> PublicPress {
            PublicPress(queue: queue) { page in
                self.held.withLock { held in
                    held = (held.count + 1, held.inside + 1, max(held.most, held.inside + 1))
                }
                try? await Task.sleep(for: self.pause)
                while self.shut.load(ordering: .acquiring) { try? await Task.sleep(for: .milliseconds(2)) }
                self.held.withLock { $0.inside -= 1 }
                return self.fails ? nil : Array("%PDF ".utf8) + page.page
            }
        }
    }

    private func world(_ fake: Fake) async throws -> (PublicHouse, PublicDoor) {
        let world = try await PublicHouse()
        return (world, PublicHouse.door(world.small.house, press: fake.press()))
    }

    @Test(
        "the page links to it; the file has the text, the facts and the proof, an ETag and no cookie, and is printed once"
    )
    func printed() async throws {
        let fake = Fake()
        let (_, door) = try await world(fake)
        for (path, link, label) in [
            ("/offentlig/1", "href=\"/offentlig/1/pdf\"", "Hent som PDF"),
            ("/en/offentlig/1", "href=\"/en/offentlig/1/pdf\"", "Get as PDF"),
        ] {
            let page = await PublicHouse.get(path, door)
            #expect(page.text.contains(link) && page.text.contains(label))
        }
        #expect(!(await PublicHouse.get("/offentlig/1/1.0", door)).text.contains("/pdf\""))
        let file = await PublicHouse.get("/offentlig/1/pdf", door)
        #expect(file.status == 200 && file.headers["content-type"] == "application/pdf")
        #expect(file.text.hasPrefix("%PDF") && file.text.contains("Everybody shall know it"))
        #expect(file.text.contains("Security policy") && file.text.contains("https://vaern.example/offentlig/1"))
        #expect(file.text.contains("Post i revisionssporet") && file.text.contains("Offentlig"))
        #expect(file.headers["set-cookie"] == nil)
        #expect(file.headers["cache-control"] == "public, max-age=0, must-revalidate")
        #expect(file.headers["content-disposition"]?.contains("Security policy 1.1.pdf") == true)
        let tag = try #require(file.headers["etag"])
        #expect(await PublicHouse.get("/offentlig/1/pdf", door).text == file.text)
        let kept = await PublicHouse.get("/offentlig/1/pdf", door, headers: ["if-none-match": tag])
        #expect(kept.status == 304 && kept.text.isEmpty && kept.headers["etag"] == tag)
        #expect(fake.count == 1)
        // Whoever has it already does not make a fresh server print.
        let other = Fake()
        let (_, fresh) = try await world(other)
        #expect(await PublicHouse.get("/offentlig/1/pdf", fresh, headers: ["if-none-match": tag]).status == 304)
        #expect(other.count == 0)
    }

    @Test("it is the version in force: a new one is printed anew, and what is raised or withdrawn is gone at once")
    func follows() async throws {
        let fake = Fake()
        let (world, door) = try await world(fake)
        let first = await PublicHouse.get("/offentlig/1/pdf", door)
        try await world.enact("2.0")
        let second = await PublicHouse.get("/offentlig/1/pdf", door)
        #expect(second.text.contains("Version 2.0 says it") && second.headers["etag"] != first.headers["etag"])
        #expect(door.press?.count == 1)
        try await world.small.perform(
            .reclassifyDocument,
            ["document": ["\(world.policy)"], "classification": ["fortrolig"], "reason": ["Shows too much"]])
        for headers in [[:], ["if-none-match": second.headers["etag"] ?? ""]] {
            let gone = await PublicHouse.get("/offentlig/1/pdf", door, headers: headers)
            let never = await PublicHouse.get("/offentlig/7/pdf", door, headers: headers)
            #expect(gone.status == 404 && gone.text == never.text)
            #expect(gone.headers == never.headers)
        }
        #expect(door.press?.count == 0)
    }

    @Test("what is raised while it is printed does not come out")
    func raisedMeanwhile() async throws {
        let fake = Fake(pause: .milliseconds(400))
        let (world, door) = try await world(fake)
        async let asked = PublicHouse.get("/offentlig/1/pdf", door)
        while fake.count == 0 { await Task.yield() }
        try await world.small.perform(
            .reclassifyDocument,
            ["document": ["\(world.policy)"], "classification": ["intern"], "reason": ["Not for everybody"]])
        let answer = await asked
        #expect(answer.status == 404 && !answer.text.contains("Everybody shall know it"))
        #expect(door.press?.count == 0)
    }

    @Test(
        "one is printed at a time, all who ask for it share the print, few others wait, and the pages are answered meanwhile",
        .timeLimit(.minutes(2)), arguments: [0, 1])
    func crowd(waiting: Int) async throws {
        let fake = Fake(shut: true)
        let house = try await PublicHouse().small.house
        // Where nobody may wait, one of two files is refused.
        let door = PublicHouse.door(house, press: fake.press(TurnQueue(places: 1, most: waiting)))
        let refused = Lobby.Box(false)
        let statuses = await withTaskGroup(of: Int.self) { group in
            for place in 0..<40 {
                let path = place % 2 == 0 ? "/offentlig/1/pdf" : "/en/offentlig/1/pdf"
                group.addTask {
                    let status = await PublicHouse.get(path, door).status
                    if status == 503 { refused.change { $0 = true } }
                    return status
                }
            }
            group.addTask {
                while fake.inside == 0 { await Task.yield() }
                let status = await PublicHouse.get("/offentlig/1", door).status
                // What was in the press is still there.
                #expect(fake.inside == 1 && fake.count == 1)
                while waiting == 0, !refused.value { await Task.yield() }
                fake.open()
                return status
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(fake.most == 1 && fake.count <= 2)
        #expect(statuses.allSatisfy { $0 == 200 || $0 == 503 && waiting == 0 }, "\(statuses)")
        #expect(statuses.contains(503) == (waiting == 0))
        if waiting > 0 { #expect(fake.count == 2) }
    }

    @Test("only so many are printed in ten minutes, whatever is published and asked for")
    func often() async throws {
        let fake = Fake(fails: true)
        let (world, door) = try await world(fake)
        var answers: [PublicHouse.Seen] = []
        for _ in 0..<PublicPress.often + 5 { answers.append(await PublicHouse.get("/offentlig/1/pdf", door)) }
        #expect(fake.count == PublicPress.often)
        #expect(answers.allSatisfy { $0.status == 503 && $0.headers["retry-after"] != nil })
        #expect(answers.allSatisfy { $0.headers["cache-control"] == "no-store" && $0.headers["etag"] == nil })
        world.small.time.pass(seconds: 601)
        _ = await PublicHouse.get("/offentlig/1/pdf", door)
        #expect(fake.count == PublicPress.often + 1)
    }

    @Test("without a printer there is no link, and the address answers like one that is not there")
    func none() async throws {
        let world = try await PublicHouse()
        #expect(!(await world.get("/offentlig/1")).text.contains("pdf"))
        let asked = await world.get("/offentlig/1/pdf")
        let never = await world.get("/offentlig/7/pdf")
        #expect(asked.status == 404 && asked.text == never.text)
    }
}
