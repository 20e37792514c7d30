// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("Whom something comes from is as sure below as it is asked to be above (policy §1)")
struct AuthenticityTests {
    @Test("authenticity goes the same way, whatever a dependence withholds, and comes from where it says")
    func authenticity() {
        var world = World.house
        let why: Words = ["authenticity_reason": "Afgørelser skal være ægte"]
        world.addAsset("A", why.merging(["authenticity": "high"]) { $1 })
        world.addAsset("B")
        world.addAsset("C", why.merging(["authenticity": "ordinary"]) { $1 })
        world.depend("A", on: "B", ["withheld": ["Confidentiality"], "reason": "Kun krypteret"])
        world.depend("B", on: "C", ["kind": "exchanges_with"])
        let found = world.register.inherited(by: world.solution("C"), on: world.today)
        #expect(found.authenticity == .high && found.ownAuthenticity == .ordinary)
        #expect(found.authenticityPath == [world.solution("B"), world.solution("A")])
        let between = world.register.inherited(by: world.solution("B"), on: world.today)
        #expect(between.authenticity == .high && between.ownAuthenticity == nil)
        let top = world.register.inherited(by: world.solution("A"), on: world.today)
        #expect(top.authenticity == .high && top.authenticityPath.isEmpty)
        world.today = world.today + 5
        world.part("A", from: "B")
        #expect(world.register.inherited(by: world.solution("C"), on: world.today).authenticity == .ordinary)
        #expect(world.register.inherited(by: world.solution("B"), on: world.today).authenticity == nil)
        #expect(world.register.inherited(by: world.solution("C"), on: world.today - 1).authenticity == .high)
        world.holds()
    }

    /// The most that an asset and all that lean on it need of authenticity, found by walking up.
    static func most(_ register: Register, _ id: ID<Asset>, on day: Day) -> Asset.Level {
        var found = register.assets[id]?.wording(on: day)?.authenticity?.level ?? .none
        guard register.assets[id]?.holds(on: day) == true else { return found }
        var (seen, waiting): (Set<ID<Asset>>, [ID<Asset>]) = ([id], [id])
        while let next = waiting.popLast() {
            for other in register.assets.values where other.holds(on: day) && !seen.contains(other.id) {
                guard other.dependences(on: day).contains(where: { $0.on == next }) else { continue }
                seen.insert(other.id)
                waiting.append(other.id)
                let level = other.wording(on: day)?.authenticity?.level ?? .none
                if level.rank > found.rank { found = level }
            }
        }
        return found
    }
}
