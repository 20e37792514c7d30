// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Testing

@testable import Office
@testable import Web

/// What an outsider is given to check an entry by holds no more than its reader may see; the proof of it is always there.
@Suite("What is disclosed of an entry, and what is left out")
struct DisclosureTests {
    /// What a reader is given of every entry of these kinds that the reader sees.
    private func disclosed(
        _ kinds: Set<FactKind>, to username: String, in aviary: Aviary
    ) async throws -> (sight: Sight, all: [Disclosure]) {
        let house = aviary.lobby.house
        let note = try #require(house.checkpoint)
        let sight = try await house.sight(of: aviary.lobby.person(username))
        let entries = (0..<house.state.book.head).compactMap { try? sight.entry($0) }
        return (sight, entries.filter { kinds.contains($0.kind) }.map { sight.disclosure(of: $0, under: note) })
    }

    @Test("the texts of a quiz, which tell the answers, are for those who may set one")
    func answers() async throws {
        let aviary = try await Aviary()
        try aviary.lobby.house.sign()
        var (open, closed) = (0, 0)
        for (username, role) in aviary.people {
            let (_, all) = try await disclosed([.documentQuizSet], to: username, in: aviary)
            for one in all {
                #expect(one.proof != nil && one.payload != nil, "\(username): the entry itself is seen")
                // The security team, and the head of the unit that owns the text.
                let maySet = username == "bo" || username == "ejer"
                #expect(one.values.isEmpty != maySet, "\(username) (\(role))")
                if maySet { open += 1 } else { closed += 1 }
                let told = one.values.contains { String(decoding: $0.bytes, as: UTF8.self).contains("[x]") }
                #expect(told == maySet, "\(username) (\(role))")
            }
        }
        #expect(open > 0 && closed > 0, "both are met")
    }

    @Test("an entry that names a document above, which its reader may not see, gives nothing but its proof")
    func parents() async throws {
        let aviary = try await Aviary()
        let house = aviary.lobby.house
        let secret = try #require(aviary.canaries.first { $0.value == "rødkanarie" }?.key)
        let child = try await aviary.perform(
            .importDocument,
            [
                "kind": [Document.Kind.guideline.rawValue], "title": ["Vejledningen"], "unit": ["\(aviary.own)"],
                "classification": ["intern"], "note": ["Ny"], "parent": ["\(secret)"],
            ], file: "1. Afsnit\n\nSådan gør du.\n")
        try house.sign()
        var (open, closed) = (0, 0)
        for (username, role) in aviary.people {
            let (sight, every) = try await disclosed([.documentCreated], to: username, in: aviary)
            for one in every.filter({ $0.entry.subject.id == child }) {
                let seesParent = sight.sees(.document(secret))
                #expect(one.proof != nil, "\(username) (\(role))")
                #expect((one.payload != nil) == seesParent, "\(username) (\(role))")
                #expect(one.values.contains { $0.field == "title" } == seesParent, "\(username) (\(role))")
                if !seesParent { #expect(one.values.isEmpty) }
                if seesParent { open += 1 } else { closed += 1 }
            }
        }
        #expect(open > 0 && closed > 0, "both are met")
    }
}
