// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension World {
    /// An asset with nothing more than its kind must have.
    mutating func register(
        _ kind: Asset.Kind, _ words: Words = [:], as name: String = "Aktiv",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        given(.setAsset, registering(kind, words), as: name, sourceLocation: sourceLocation)
    }

    func registering(_ kind: Asset.Kind, _ words: Words = [:]) -> Words {
        var usual: Words = ["kind": kind.rawValue, "name": "Det, der skal beskyttes", "unit": unit("Drift")]
        if kind.demands(.needs) {
            for property in ControlAttributes.Property.allCases {
                usual[property.field] = "high"
                usual["\(property.field)_reason"] = "Andre bygger på det"
            }
        }
        if kind.demands(.access) {
            usual["users"] = "Driften"
            usual["months"] = 6
        }
        return usual.merging(words) { $1 }
    }

    func asset(_ name: String = "Aktiv") -> Asset? { register.assets[id(name)] }
}

@Suite("Assets of every kind (policy §§3, 8)")
struct AssetTests {
    @Test("each kind has a series of numbers of its own, and solutions keep theirs", arguments: Asset.Kind.allCases)
    func numbers(_ kind: Asset.Kind) {
        var world = World.house
        world.solve()
        world.register(kind)
        world.register(kind, as: "Endnu et")
        let first = kind == .solution ? 2 : 1
        #expect(world.asset()?.wording?.label == "\(kind.prefix)-\(first)")
        #expect(world.asset("Endnu et")?.number == first + 1)
        #expect(world.register.assets[world.solution()]?.wording?.label == "LØS-1")
    }

    @Test("no two kinds share what stands before their numbers, a series or a place")
    func apart() {
        let kinds = Asset.Kind.allCases
        #expect(Set(kinds.map(\.prefix)).count == 7 && Set(kinds.map(\.series)).count == 7)
        #expect(Set(kinds.map(\.order)) == Set(0..<7) && Asset.Kind.solution.series == 0)
    }

    @Test(
        "clause 3-a: people, processes, technologies and locations each have a kind; information and suppliers beside")
    func dimensions() {
        let found = Dictionary(grouping: Asset.Kind.allCases, by: \.dimension)
        #expect(found[.people] == [.people] && found[.processes] == [.process])
        #expect(found[.technologies] == [.solution, .component] && found[.locations] == [.location])
        #expect(found[nil] == [.information, .service])
    }

    @Test(
        "what is primary, and a solution, has all three needs; the others may have none", arguments: Asset.Kind.allCases
    )
    func needs(_ kind: Asset.Kind) {
        var world = World.house
        var words = world.registering(kind)
        for property in ControlAttributes.Property.allCases {
            words[property.field] = nil
            words["\(property.field)_reason"] = nil
        }
        world.when(.setAsset, words)
        if kind.isPrimary || kind == .solution {
            world.refuses(.invalid, "confidentiality")
        } else {
            world.register(kind)
            let id: ID<Asset> = world.id("Aktiv")
            #expect(world.register.standing(of: .init(asset: id, property: .integrity), on: world.today) == .unstated)
            #expect(world.duties(.need, .asset(id)).isEmpty && world.duties(.access, .asset(id)).isEmpty)
        }
    }

    @Test("what does not belong to the kind is refused where it was written, and says of which kind")
    func astray() {
        var world = World.house
        for kind in Asset.Kind.allCases {
            for aspect in Asset.Aspect.allCases where !kind.takes(aspect) {
                for field in SetAsset.fields(of: aspect) {
                    world.when(.setAsset, world.registering(kind, [field: "1"]))
                    world.refuses(.invalid, field)
                }
            }
        }
    }

    @Test("an asset stays what it is; a mistaken kind is put right by a correction, and takes a number of that kind")
    func kind() {
        var world = World.house
        world.register(.location)
        let id: ID<Asset> = world.id("Aktiv")
        world.when(.setAsset, world.registering(.component, ["asset": id]))
        world.refuses(.invalid, "kind")
        world.annul(world.history.count - 1)
        world.given(.setAsset, world.registering(.component, ["asset": id]))
        #expect(world.asset()?.wording?.label == "KMP-1")
        world.register(.location, as: "Et andet")
        #expect(world.asset("Et andet")?.wording?.label == "LOK-2", "a number is used once")
    }

    @Test("lists go by kind and number, without what is struck, and from every kind alone")
    func order() {
        var world = World.house
        for (index, kind) in Asset.Kind.allCases.reversed().enumerated() {
            world.register(kind, as: "\(index) a")
            world.register(kind, as: "\(index) b")
        }
        let labels = world.register.assetsInOrder().compactMap(\.wording?.label)
        #expect(labels.count == 14 && labels.prefix(3) == ["PRO-1", "PRO-2", "INF-1"] && labels.last == "LEV-2")
        #expect(world.register.assetsInOrder(.component).compactMap(\.wording?.label) == ["KMP-1", "KMP-2"])
        world.annul(world.history.count - 1)
        #expect(world.register.assetsInOrder(.process).compactMap(\.wording?.label) == ["PRO-1"])
        let all = world.register.assetsEver(of: world.unit("Drift"))
        #expect(Array(world.register.assetsInOrder()) == all)
    }

    @Test("what another system calls it is one asset in use; a company may be behind many")
    func externalIDs() {
        var world = World.house
        let usage = "0190f3a2-7b1c-7d2e-8f30-4a5b6c7d8e9f"
        let words: Words = ["kitos_usage": usage.uppercased(), "cvr": "12 34 56 74", "external_ids": "CMDB: SRV-7\n"]
        world.register(.solution, words)
        #expect(
            world.asset()?.wording?.details.externalIDs == [
                .init(system: "cmdb", id: "SRV-7"), .init(system: "cvr", id: "12345674"),
                .init(system: "kitos-usage", id: usage),
            ])
        world.when(.setAsset, world.registering(.solution, ["kitos_usage": usage]))
        world.refuses(.invalid, "kitos_usage")
        world.when(.setAsset, world.registering(.location, ["external_ids": "cmdb: SRV-7"]))
        world.refuses(.invalid, "external_ids")
        world.register(.service, ["cvr": "12345674"], as: "Ydelse")
        // It is set anew with the same, and let go of by another wording, or by being retired.
        world.register(.solution, words.merging(["asset": world.id("Aktiv", Asset.self)]) { $1 })
        world.given(.retireAsset, ["asset": world.id("Aktiv", Asset.self), "reason": "Afløst"])
        world.register(.solution, ["kitos_usage": usage], as: "Afløseren")
        #expect(world.register.assets(knownAs: .init(system: "kitos-usage", id: usage), on: world.today).count == 1)
    }

    @Test("the phase is said until it is retired, and then it is closed down")
    func phase() {
        var world = World.house
        world.register(.component, ["phase": "acquired"])
        #expect(world.asset()?.phase(on: world.today) == .acquired)
        world.today = world.today + 2
        world.given(.retireAsset, ["asset": world.id("Aktiv", Asset.self), "reason": "Solgt"])
        #expect(
            world.asset()?.phase(on: world.today) == .closed && world.asset()?.phase(on: world.today - 1) == .acquired)
    }

    @Test("personal data are none or some, never both, and how many people only where there are some")
    func personalData() {
        var world = World.house
        world.register(.information, ["personal_data": ["special", "ordinary"], "registered": "under_100"])
        #expect(world.asset()?.wording?.details.personalData == [.ordinary, .special], "in one order")
        world.when(.setAsset, world.registering(.information, ["personal_data": ["none", "ordinary"]]))
        world.refuses(.invalid, "personal_data")
        world.when(.setAsset, world.registering(.information, ["personal_data": ["none"], "registered": "under_100"]))
        world.refuses(.invalid, "registered")
        world.register(.information, ["personal_data": ["none"]], as: "Uden")
    }

    @Test("access is asked for from the day it is said who may use it until nobody is let in by name")
    func access() {
        var world = World.house
        world.register(.location)
        let (id, set): (ID<Asset>, Day) = (world.id("Aktiv"), world.today)
        world.when(.reviewAssetAccess, ["asset": id, "day": set, "outcome": "in_order", "finding": "Set efter"])
        world.refuses(.invalid, "asset")
        world.today = set + 10
        world.register(.location, ["asset": id, "users": "Vagten", "months": 6])
        #expect(world.duties(.access, .asset(id)).map(\.due) == [(set + 10).adding(months: 6)])
        world.today = set + 20
        world.given(.reviewAssetAccess, ["asset": id, "day": set + 20, "outcome": "in_order", "finding": "Set efter"])
        #expect(world.duties(.access, .asset(id)).map(\.done) == [set + 20, nil])
        world.today = set + 30
        world.register(.location, ["asset": id])
        #expect(world.duties(.access, .asset(id)).map(\.done) == [set + 20])
    }
}

@Suite("The codes that an asset is known by")
struct AssetCodeTests {
    @Test(
        "a CVR number has eight digits that add up",
        arguments: [
            ("12345674", "12345674"), ("12 34 56 74", "12345674"), ("DK12345674", "12345674"),
            ("dk 12345674", "12345674"),
            ("12345675", nil), ("1234567", nil), ("02345674", nil), ("123456745", nil), ("1234567x", nil), ("", nil),
        ] as [(String, String?)])
    func company(_ text: String, _ wanted: String?) {
        #expect(Asset.Known.cvr.spelling(text) == wanted)
    }

    @Test("a UUID has its 36 characters, and is kept in small letters")
    func uuid() {
        let known = "0190f3a2-7b1c-7d2e-8f30-4a5b6c7d8e9f"
        #expect(Asset.Known.kitosSystem.spelling(known.uppercased()) == known)
        for bad in [
            "0190f3a2-7b1c-7d2e-8f30-4a5b6c7d8e9", "0190f3a27b1c7d2e8f304a5b6c7d8e9f",
            "0190f3a2-7b1c-7d2e-8f30-4a5b6c7d8e9g", "{0190f3a2-7b1c-7d2e-8f30-4a5b6c7d8e9}", "",
        ] {
            #expect(Asset.Known.kitosUsage.spelling(bad) == nil, "\(bad)")
        }
    }

    @Test("a number of KLE is two digits, up to three times")
    func task() {
        for good in ["27", "27.36", "27.36.00"] { #expect(Asset.TaskArea(good)?.description == good) }
        for bad in ["", "2", "27.", "27.3", "27.36.0", "27.36.00.01", "27-36-00", "a7.36", "٢٧.36"] {
            #expect(Asset.TaskArea(bad) == nil, "\(bad)")
        }
    }

    @Test("what looks like a person's number is no name of an asset")
    func personNumbers() {
        for bad in ["0101701234", "010170-1234", "311299-0000"] {
            #expect(Asset.ExternalID.isPersonNumber(bad), "\(bad)")
        }
        for good in ["9901701234", "0113701234", "010170-123", "SRV-0042", "0101701234x"] {
            #expect(!Asset.ExternalID.isPersonNumber(good), "\(good)")
        }
    }

    @Test("CPE 2.3 as NISTIR 7695 writes it")
    func cpe() {
        for good in [
            "cpe:2.3:a:nginx:nginx:1.22.0:*:*:*:*:*:*:*", "cpe:2.3:o:debian:debian_linux:12:*:*:*:*:*:*:*",
            "cpe:2.3:h:example:box:-:*:*:*:*:*:*:*",
            #"cpe:2.3:a:foo\\bar:big\$money_manager_2010:*:*:*:*:special:ipod:80gb:*"#,
            "cpe:2.3:a:example:thing:1.*:beta??:*:*:*:*:*:*", #"cpe:2.3:a:x:a\:b:*:*:*:*:*:*:*:*"#,
        ] {
            #expect(Asset.Product.isCPE(good), "\(good)")
        }
        for bad in [
            "cpe:/a:nginx:nginx:1.22.0", "cpe:2.3:a:nginx:nginx:1.22.0", "cpe:2.3:x:nginx:nginx:1:*:*:*:*:*:*:*",
            "cpe:2.3:a::nginx:1:*:*:*:*:*:*:*", "cpe:2.3:a:ngi nx:nginx:1:*:*:*:*:*:*:*",
            "cpe:2.3:a:n*x:nginx:1:*:*:*:*:*:*:*", "cpe:2.3:a:nginx:nginx:1:*:*:*:*:*:*:*:*",
            #"cpe:2.3:a:nginx:nginx:1:*:*:*:*:*:*:x\"#, "cpe:2.3:a:n$:nginx:1:*:*:*:*:*:*:*",
        ] {
            #expect(!Asset.Product.isCPE(bad), "\(bad)")
        }
    }

    @Test("a package URL has a type and a name")
    func purl() {
        for good in [
            "pkg:npm/%40angular/animation@12.3.1", "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie",
            "pkg:golang/google.golang.org/genproto#googleapis/api", "pkg:pypi/django",
            "pkg:docker/cassandra@sha256:244fd47",
        ] {
            #expect(Asset.Product.isPackage(good), "\(good)")
        }
        for bad in ["pkg:", "pkg:npm", "pkg:npm/", "npm/foo", "pkg:npm/a b", "pkg:/foo", "pkg:npm/%4", "pkg:npm/foo@"] {
            #expect(!Asset.Product.isPackage(bad), "\(bad)")
        }
    }

    @Test("products are a line each, and read as they were kept")
    func products() throws {
        let typed = """
            Eksempelfirma ; Port ; 4.2

            ;Nginx;1.22;cpe:2.3:a:nginx:nginx:1.22.0:*:*:*:*:*:*:*;pkg:deb/debian/nginx@1.22
            Eksempelfirma; Uden version
            Eksempelfirma; Kun katalog; pkg:npm/kun
            """
        let read = try Asset.Product.list(typed, "products")
        #expect(read.map(\.name) == ["Port", "Nginx", "Uden version", "Kun katalog"])
        #expect(read[1].vendor.isEmpty && read[1].version == "1.22" && read[1].purl == "pkg:deb/debian/nginx@1.22")
        #expect(read[3].version.isEmpty && read[3].purl == "pkg:npm/kun")
        let kept = read.map(\.line).joined(separator: "\n")
        #expect(Asset.Product.list(kept) == read)
        #expect(Asset.Product.list("sludder\n\nA; B") == [.init(vendor: "A", name: "B", version: "")])
    }

    @Test(
        "a line that cannot be read is named by its number",
        arguments: [
            "Kun én", "A; B; 1; noget; mere", "A; ", "A; B; 1; cpe:2.3:a", "A; B; 1; pkg:x", "A; B; 1\nA; B; 1",
        ])
    func faults(_ text: String) {
        do throws(Refusal) {
            _ = try Asset.Product.list("\n" + text, "products")
            Issue.record("\(text) was read")
        } catch {
            #expect(error.field == "products" && error.phrase.da.contains("Linje \(text.contains("\n") ? 3 : 2)"))
        }
    }
}

@Suite("What differs between two bills of materials")
struct InventoryDifferenceTests {
    private func product(_ name: String, _ version: String) -> Asset.Product {
        .init(vendor: "Firma", name: name, version: version)
    }

    @Test("new, gone and changed; what is the same is none of them")
    func difference() {
        let before = [product("A", "1"), product("B", "1"), product("C", "1")]
        let after = [product("a", "2"), product("C", "1"), product("D", "1")]
        let found = Asset.InventoryDifference(before, after)
        #expect(found.added == [product("D", "1")] && found.gone == [product("B", "1")])
        #expect(found.changed.map(\.before) == [product("A", "1")] && found.changed.map(\.after) == [product("a", "2")])
        #expect(Asset.InventoryDifference(before, before.reversed()).isEmpty)
        #expect(Asset.InventoryDifference([], after).added == after)
    }

    @Test("one of several versions that goes is gone, and another that comes is new")
    func versions() {
        let before = [product("A", "1"), product("A", "2")]
        let found = Asset.InventoryDifference(before, [product("A", "2"), product("A", "3")])
        #expect(found.changed.map(\.after.version) == ["3"] && found.gone.isEmpty, "one left, one came")
        let split = Asset.InventoryDifference([product("A", "1"), product("A", "2")], [product("A", "3")])
        #expect(split.added.map(\.version) == ["3"] && split.gone.count == 2 && split.changed.isEmpty)
    }

    @Test("a preview holds for what was shown and what it was held against")
    func sign() {
        var world = World.house
        world.solve()
        let reading = InventoryReading(format: "1.5", products: [product("A", "1")], unusable: 1)
        world.inventory = reading
        let words: Words = ["asset": world.solution(), "shown": reading.sign(since: nil)]
        world.given(.recordInventory, words)
        world.when(.recordInventory, words)
        world.refuses(.stale)
        let known = world.register.assets[world.solution()]
        world.given(
            .recordInventory, ["asset": world.solution(), "shown": reading.sign(since: known?.inventories.last)])
        #expect(InventoryReading(decoding: reading.encode()) == reading)
    }
}
