// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office

struct UpcastTests {
    /// Once a unit was founded with a name; then its parent was called `above`.
    private let upcasts = Upcasts(steps: [
        .init(kind: "unit.founded", version: 1, newKind: "unit.founded", newVersion: 2) { old throws(CanonicalFault) in
            var new = CanonicalObject()
            new.set("name", try old.ref("called"))
            new.set("above", try old.refIfPresent("above"))
            return new
        },
        .init(kind: "unit.founded", version: 2, newKind: "unit.opened", newVersion: 1) { old throws(CanonicalFault) in
            var new = CanonicalObject()
            new.set("name", try old.ref("name"))
            new.set("parent", try old.refIfPresent("above"))
            return new
        },
        .init(kind: "circle", version: 1, newKind: "circle", newVersion: 2) { _ throws(CanonicalFault) in
            CanonicalObject()
        },
        .init(kind: "circle", version: 2, newKind: "circle", newVersion: 1) { _ throws(CanonicalFault) in
            CanonicalObject()
        },
    ])

    private func read(_ kind: String, _ version: Int, _ payload: CanonicalObject) throws -> Fact {
        try payload.encoded().withUnsafeBytes {
            try FactCoding.lifted(kind, version, .unit(Samples.unit), $0, upcasts)
        }
    }

    @Test func oldShapesAreReadAsNewOnes() throws {
        let name: ValueID = Samples.id(3)
        let opened = Fact.unit(Samples.unit, .opened(name: name, nameEnglish: nil, parent: Samples.other))
        var first = CanonicalObject()
        first.set("called", Ref(name))
        first.set("above", Ref(Samples.other))
        #expect(try read("unit.founded", 1, first) == opened)
        var second = CanonicalObject()
        second.set("name", Ref(name))
        second.set("above", Ref(Samples.other))
        #expect(try read("unit.founded", 2, second) == opened)
        var today = CanonicalObject()
        today.set("name", Ref(name))
        today.set("parent", Ref(Samples.other))
        #expect(try read("unit.opened", 1, today) == opened)
    }

    @Test func whatHasNoStepIsUnknown() {
        #expect(throws: WireFault.unknownVersion("unit.opened", 2)) { try read("unit.opened", 2, CanonicalObject()) }
        #expect(throws: WireFault.unknownKind("unit.founded")) { try read("unit.founded", 3, CanonicalObject()) }
        #expect(throws: WireFault.self) { try read("circle", 1, CanonicalObject()) }
    }

    @Test func anOldShapeThatIsBrokenIsMalformed() {
        #expect(throws: WireFault.malformed(CanonicalFault(.missing, at: 0, key: "called"))) {
            try read("unit.founded", 1, CanonicalObject())
        }
    }

    @Test(arguments: [FactKind.documentDrafted, .documentVerified, .documentSubmitted])
    func aShapeThatOnlyLacksMembersIsReadWhereItLies(_ kind: FactKind) throws {
        let added = try #require(Upcasts.additions[kind])
        var newer = 0
        for fact in Samples.of(kind) {
            let payload = try FactCoding.encode(fact).payload
            let text = String(decoding: payload, as: UTF8.self)
            let isNewer = added.contains { text.contains("\"\($0)\":") }
            let read = try? payload.withUnsafeBytes {
                try FactCoding.decode(kind, version: 1, subject: fact.subject, payload: $0)
            }
            // With a member that it had not, it is no payload of then.
            #expect(read == (isNewer ? nil : fact), "\(text)")
            if isNewer { newer += 1 }
        }
        #expect(newer > 0)
    }
}
