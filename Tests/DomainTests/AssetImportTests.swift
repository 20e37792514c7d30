// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

@Suite("Assets from a file: what it would change, and all or nothing (policy §8)")
struct AssetImportTests {
    private let usage = "0190f3a2-7b1c-7d2e-8f30-4a5b6c7d8ea0"

    private func world(_ rows: [AssetReading.Row], as form: ImportForm = .csv) -> World {
        var world = World.house
        world.assetFile = AssetReading(form)
        world.assetFile.rows = rows
        return world
    }

    private func row(
        _ number: Int, _ words: [AssetReading.Column: String], ids: [Asset.ExternalID] = [], isGone: Bool = false
    ) -> AssetReading.Row {
        .init(number, words, ids: ids, isGone: isGone)
    }

    @Test("a new asset, a changed field, an unchanged row and one that is missing are told apart; nothing is retired")
    func differences() throws {
        var world = world([
            row(2, [.name: "Sagsportalen", .kind: "solution", .unit: "Drift", .about: "Alle sager"]),
            row(3, [.name: "Skoleportalen", .kind: "solution", .unit: "Drift"]),
            row(4, [.name: "Det gamle", .kind: "solution", .unit: "Drift"]),
        ])
        world.solve()
        world.given(.setAsset, world.solving(["name": "Det gamle"]), as: "Gammelt")
        world.given(.setAsset, world.solving(["name": "Det glemte"]), as: "Glemt")
        let plan = world.assetPlan()
        #expect(plan.faults.isEmpty && plan.remarks.isEmpty)
        #expect((plan.added, plan.changed, plan.unchanged) == (1, 1, 1))
        let changed = try #require(plan.changes.first { !$0.isNew })
        #expect(changed.asset == world.solution() && changed.row == 2)
        #expect(changed.differences == [.init(column: .about, before: nil, after: "Alle sager")])
        #expect(plan.missing == [world.solution("Glemt")])
        world.given(.importAssets)
        #expect(world.register.assets[world.solution("Glemt")]?.holds(on: world.today) == true)
        #expect(world.assetPlan().isEmpty && world.assetPlan().unchanged == 3, "taken in once, it changes nothing")
    }

    @Test("an asset is found by its reference, by its number, by a name in another system, then by kind and name")
    func identity() {
        var world = world([])
        world.solve(["kitos_usage": usage, "external_ids": "cmdb: SRV-1"])
        let id = "\(world.solution())"
        let ways: [[AssetReading.Column: String]] = [
            [.reference: id, .name: "Nyt navn"], [.reference: "løs-1", .name: "Nyt navn"],
            [.kitosUsage: usage, .name: "Nyt navn"], [.externalIDs: "cmdb: SRV-1", .name: "Nyt navn"],
        ]
        for words in ways {
            world.assetFile.rows = [row(2, words)]
            let plan = world.assetPlan()
            #expect(plan.changes.map(\.asset) == [world.solution()], "\(words)")
            #expect(plan.changes.first?.differences.map(\.column) == [.name])
        }
        world.assetFile.rows = [row(2, [.name: "SAGSPORTALEN"])]
        #expect(world.assetPlan().changes.first?.asset == world.solution(), "a name is the same in capitals")
        // What another system knows by another name is another asset.
        let other = "0190f3a2-7b1c-7d2e-8f30-4a5b6c7d8ea1"
        world.assetFile.rows = [row(2, [.name: "Sagsportalen", .kitosUsage: other, .unit: "Drift"])]
        #expect(world.assetPlan().changes.map(\.isNew) == [true])
        world.assetFile.rows = [row(2, [.reference: "LØS-99", .name: "X"])]
        #expect(world.assetPlan().faults.map(\.row) == [2])
    }

    @Test("each fault says its row and its column, and any of them keeps all of the file out")
    func faults() {
        var world = world([
            row(2, [.name: "God", .unit: "Drift"]), row(3, [.name: "A", .unit: "Ukendt"]),
            row(4, [.name: "B"]), row(5, [.name: "C", .unit: "Drift", .owner: "Ingen Kender"]),
            row(6, [.name: "D", .unit: "Drift", .kind: "location", .kitosUsage: usage]),
            row(7, [.name: "E", .unit: "Drift", .confidentiality: "high"]), row(8, [.name: "God", .unit: "Drift"]),
        ])
        let plan = world.assetPlan()
        #expect(plan.faults.map(\.row) == [3, 4, 5, 6, 7, 8])
        let columns = ["Ejes af", "Ejes af", "Ejer", "Anvendelse i KITOS", "Fortrolighed, hvorfor", "Aktiv"]
        for (fault, column) in zip(plan.faults, columns) { #expect(fault.what.da.hasPrefix(column), "\(fault)") }
        let count = world.register.count
        world.when(.importAssets)
        world.refuses(.invalid, "file")
        #expect(world.register.count == count && world.register.assets.isEmpty)
    }

    @Test("what another register says in words that are not known here is left out and told, and the rest comes along")
    func registers() throws {
        var world = world(
            [
                row(1, [.name: "Havnesystem", .kitosUsage: usage, .unit: "Havnen", .owner: "Ukendt Ejer"]),
                row(2, [.name: "Lukket"], ids: [.init(system: "os2compliance", id: "9")], isGone: true),
            ], as: .kitos)
        let none = world.assetPlan()
        #expect(none.faults.map(\.row) == [1], "a new asset has a unit")
        let plan = world.assetPlan(.init(unit: world.unit("Drift")))
        #expect(plan.faults.isEmpty && plan.added == 1 && plan.remarks.map(\.row) == [1, 1, 2])
        world.given(.importAssets, ["unit": world.unit("Drift")])
        let made = try #require(world.register.assetsInOrder().map { $0 }.first)
        #expect(made.wording?.unit == world.unit("Drift") && made.wording?.owner == nil)
        #expect(made.wording?.details.externalIDs == [.init(system: "kitos-usage", id: usage)])
        // What is out of use there stays in use here, and is shown.
        world.assetFile.rows = [row(1, [.name: "Havnesystem", .kitosUsage: usage], isGone: true)]
        let gone = world.assetPlan()
        #expect(gone.gone == [made.id] && gone.isEmpty)
    }

    @Test("names in other systems are added to those that are known, and stand once")
    func names() {
        var world = world([row(2, [.name: "Sagsportalen"], ids: [.init(system: "os2compliance", id: "17")])])
        world.solve(["external_ids": "cmdb: SRV-1"])
        world.given(.importAssets)
        let ids = world.register.assets[world.solution()]?.wording?.details.externalIDs
        #expect(ids?.map(\.system) == ["cmdb", "os2compliance"])
        #expect(world.assetPlan().isEmpty)
    }

    @Test("dependences between rows, and to what is here, are taken along; a circle is refused where it would close")
    func dependences() throws {
        var world = world([
            row(2, [.name: "A", .unit: "Drift"]), row(3, [.name: "B", .unit: "Drift"]),
            row(4, [.name: "C", .unit: "Drift"]),
        ])
        world.solve()
        world.assetFile.ties = [
            .init(from: 0, to: "B", kind: .runsOn), .init(from: 1, to: "C", kind: .runsOn),
            .init(from: 2, to: "LØS-1", kind: .exchangesWith),
        ]
        #expect(world.assetPlan().ties.count == 3 && world.assetPlan().faults.isEmpty)
        world.assetFile.ties.append(.init(from: 2, to: "A", kind: .runsOn))
        #expect(world.assetPlan().faults.map(\.row) == [4] && world.assetPlan().ties.count == 3)
        world.assetFile.form = .kitos
        #expect(world.assetPlan().faults.isEmpty && world.assetPlan().remarks.map(\.row) == [4])
        world.assetFile.form = .csv
        world.assetFile.ties.removeLast()
        world.given(.importAssets)
        #expect(world.assetPlan().isEmpty && world.assetPlan().unchanged == 3)
        // Against what stands already.
        world.assetFile.rows = [row(2, [.name: "Sagsportalen", .kind: "solution"])]
        world.assetFile.ties = [.init(from: 0, to: "A", kind: .suppliedBy)]
        #expect(world.assetPlan().faults.map(\.row) == [2])
        for (wrong, to) in [("nobody", "Findes ikke"), ("itself", "Sagsportalen")] {
            world.assetFile.ties = [.init(from: 0, to: to, kind: .suppliedBy)]
            #expect(world.assetPlan().faults.count == 1, "\(wrong)")
        }
        world.assetFile.ties = [.init(from: 0, to: "Findes ikke", kind: nil)]
        #expect(world.assetPlan().faults.isEmpty && world.assetPlan().remarks.count == 1, "it does not say how")
    }

    @Test("what stands is meant where the file has its name, as one of two people")
    func standing() {
        var world = world([row(2, [.name: "Sagsportalen", .unit: "Drift", .owner: "Fie"])])
        world.solve(["owner": world.person("Fie")])
        world.given(.addPerson, ["name": "Fie"], as: "En anden Fie")
        #expect(world.assetPlan().isEmpty && world.assetPlan().faults.isEmpty, "the one who stands there is meant")
        world.assetFile.rows.append(row(3, [.name: "Nyt", .unit: "Drift", .owner: "Fie"]))
        #expect(world.assetPlan().faults.map(\.row) == [3], "of a new asset it cannot be said who is meant")
    }

    @Test("a reading comes back from between the door and the command as it was")
    func encoding() {
        var reading = AssetReading(.os2compliance)
        reading.sha256 = "ab12"
        reading.rows = [
            row(
                2, [.name: "Én\nto\u{1F}", .shared: "", .externalIDs: "a: 1\nb: 2"], ids: [.init(system: "x", id: "1")]),
            row(3, [:], isGone: true),
        ]
        reading.ties = [
            .init(from: 1, to: "x: 1", kind: nil, about: "Afgifter"), .init(from: 0, to: "y", kind: .runsOn),
        ]
        reading.faults = [.init(row: 9, Phrase(da: "Gal", en: "Wrong"))]
        reading.remarks = [.init(row: 8, Phrase(da: "Ude", en: "Out"))]
        var read = AssetReading(decoding: reading.encode())
        #expect(read?.rows.first?.words[.name] == "Én\nto ", "a control character becomes a blank")
        read?.rows[0].words[.name] = reading.rows[0].words[.name]
        #expect(read == reading)
        #expect(AssetReading(decoding: []) == nil && AssetReading(decoding: Array("x".utf8)) == nil)
    }

    @Test("the sign is another when the file or the register says another thing")
    func sign() {
        var world = world([row(2, [.name: "Sagsportalen", .about: "Et"])])
        world.solve()
        let first = world.assetPlan().sign
        world.assetFile.rows[0].words[.about] = "To"
        let second = world.assetPlan().sign
        world.given(.setAsset, world.solving(["asset": world.solution(), "about": "Andet"]))
        #expect(Set([first, second, world.assetPlan().sign]).count == 3)
        world.given(.importAssets, ["shown": world.assetPlan().sign])
    }

    @Test("a percentage has one spelling", arguments: [9990, 10_000, 0, 1, 9987, 50])
    func percent(_ value: Int) throws {
        #expect(try Asset.Target.hundredths(Asset.Target.percent(value), "x") == value)
    }

    @Test("twenty thousand rows take as long for each row as two thousand do")
    func linear() {
        func seconds(_ count: Int) -> Double {
            var world = World.house
            world.isWatched = false
            world.assetFile = AssetReading(.csv)
            world.assetFile.rows = (0..<count).map { number in
                row(
                    number + 2,
                    [.name: "System \(number)", .kind: "component", .unit: "Drift", .about: "Nr. \(number)"])
            }
            world.assetFile.ties = (1..<count).map { .init(from: $0, to: "System \($0 / 2)", kind: .runsOn) }
            let clock = ContinuousClock()
            let taken = clock.measure { #expect(world.assetPlan().added == count) }
            return Double(taken.components.attoseconds) / 1e18 + Double(taken.components.seconds)
        }
        let (few, many) = (seconds(2000), seconds(20_000))
        #expect(many < few * 40, "\(few) s and \(many) s: a square would take a hundred times as long")
    }
}
