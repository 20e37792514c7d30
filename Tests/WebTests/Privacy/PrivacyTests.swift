// SPDX-License-Identifier: MPL-2.0

import Domain
import Foundation
import HTML
import Ledger
import Office
import Testing

@testable import Web

/// The table of purposes and periods in the documentation, and the pages made from it.
struct PrivacyTableAccessTests {
    private static func file(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/\(name)").standardized
    }

    private static var isRecording: Bool { ProcessInfo.processInfo.environment["VAERN_RECORD"] == "1" }

    /// A change of a purpose or a period is a visible change of a file, in the same commit.
    @Test func thePeriodsInTheDocumentationAreTheCodes() throws {
        let file = Self.file("opbevaring.md")
        if Self.isRecording { try PrivacyTable.retention.write(to: file, atomically: true, encoding: .utf8) }
        #expect(try String(contentsOf: file, encoding: .utf8) == PrivacyTable.retention)
    }

    /// The record of processing says in both languages what the program does (GDPR Article 30).
    @Test func theRecordOfProcessingIsUpToDate() throws {
        let file = Self.file("fortegnelse.md")
        let written = try String(contentsOf: file, encoding: .utf8)
        if Self.isRecording { try PrivacyTable.record(written).write(to: file, atomically: true, encoding: .utf8) }
        let record = try String(contentsOf: file, encoding: .utf8)
        #expect(record == PrivacyTable.record(record))
        for (mark, lines) in PrivacyTable.parts {
            #expect(record.contains(PrivacyTable.line(mark) + lines.joined(separator: "\n")), "\(mark)")
        }
        for kind in DataKind.allCases {
            #expect(record.contains(kind.purpose.da) && record.contains(kind.purpose.en), "\(kind)")
        }
    }

    /// Every shelf beside the ledger says for how long, except those that hold nothing about a person.
    @Test func everyShelfBesideTheLedgerHasAPeriod() {
        let nobodys = Aside.Shelf.allCases.filter { $0.held == nil }
        #expect(Set(nobodys) == [.throttle, .code, .mailMark, .provider])
        #expect(PrivacyTable.retention.contains(Aside.Shelf.seen.held?.label.da ?? "-"))
    }
}

/// What is held about somebody, as page and as file.
struct HeldPageTests {
    private func held(_ person: ID<Person>, by reader: ID<Person>, _ world: PagesWorld, _ texts: [String: String] = [:])
        async throws -> Held
    {
        let context = try await world.context(reader, .da, .today, texts)
        return Held(data: try context.sight.held(about: person), beside: [], looks: [], context: context)
    }

    @Test func thePageSaysWhyHowLongAndHowMuch() async throws {
        let world = try await PagesWorld()
        let content = HeldPage.content(try await held(world.staff, by: world.staff, world))
        #expect(content.title == "Det har Værn om dig" && Markup(content.body.string).faults.isEmpty)
        #expect(content.body.string.contains(DataKind.engagement.purpose.da))
        #expect(content.body.string.contains("href=\"/mine-oplysninger?slags=tasks\""))
        let one = HeldPage.content(try await held(world.staff, by: world.staff, world, ["slags": "tasks"]))
        #expect(one.body.string.contains("Tell the staff") && Markup(one.body.string).faults.isEmpty)
        #expect(one.body.string.contains(DataKind.tasks.ground.da))
    }

    /// An unknown kind is the whole page.
    @Test func aKindThatIsNotThereIsTheWholePage() async throws {
        let world = try await PagesWorld()
        let content = HeldPage.content(try await held(world.staff, by: world.staff, world, ["slags": "hemmeligt"]))
        #expect(content.title == "Det har Værn om dig")
    }

    @Test func theFileHasEveryValueWithItsPosition() async throws {
        let world = try await PagesWorld()
        let held = try await held(world.staff, by: world.staff, world)
        let made = try HeldFile(held).made(.json)
        let json = try JSONReader.read(made.bytes)
        let entries = (json["kinds"]?.items ?? []).flatMap { $0["entries"]?.items ?? [] }
        #expect(entries.count == held.data.count && entries.count > 3)
        #expect(entries.allSatisfy { $0["position"]?.int != nil && $0["recorded"]?.text != nil })
        let values = entries.flatMap { $0["values"]?.items ?? [] }
        #expect(values.contains { $0["field"]?.text == "name" && $0["text"]?.text == "Staff Member" })
        let sheet = try HeldFile(held).made(.csv)
        let table = String(decoding: sheet.bytes, as: UTF8.self)
        #expect(table.contains("Staff Member") && table.contains("Tell the staff"))
        // Nobody else's name is among her values.
        #expect(!values.contains { $0["text"]?.text == "Line Holst" })
    }

    /// Given the server, when the DPO looks up somebody, then she is told who and when; a colleague gets nothing.
    @Test func aLookIsToldToTheOneItIsAbout() async throws {
        let aviary = try await Aviary()
        let lobby = aviary.lobby
        let route = Route.heldOf(lobby.person("ansat"))
        try await lobby.visit { browser in
            let signed = try await browser.signIn("kollega")
            #expect(signed.status == 303)
            #expect(try await browser.get(route.path).status == 404)
        }
        try await lobby.visit { browser in
            let signed = try await browser.signIn("ansat")
            #expect(signed.status == 303)
            #expect(try await browser.get(Route.held.path).text.contains("Ingen andre har slået op"))
        }
        try await lobby.visit { browser in
            let signed = try await browser.signIn("dpo")
            #expect(signed.status == 303)
            #expect(try await browser.get(route.path).status == 200)
            #expect(try await browser.get(route.path + "?som=json").status == 200)
        }
        try await lobby.visit { browser in
            let signed = try await browser.signIn("ansat")
            #expect(signed.status == 303)
            let own = try await browser.get(Route.held.path).text
            #expect(own.contains("Navn dpo") && own.contains("(json)"))
        }
    }

    /// What goes when is for those who answer for it.
    @Test func thePeriodsAreForThoseWhoAnswerForThem() async throws {
        let aviary = try await Aviary()
        try await aviary.lobby.visit { browser in
            let signed = try await browser.signIn("dpo")
            #expect(signed.status == 303)
            let page = try await browser.get(Route.retention.path)
            #expect(page.status == 200 && page.text.contains("Intet er ældre end sin frist."))
        }
        try await aviary.lobby.visit { browser in
            let signed = try await browser.signIn("ansat")
            #expect(signed.status == 303)
            #expect(try await browser.get(Route.retention.path).status == 403)
        }
    }
}

/// »Mit ansvar«: what the documents in force ask of the one who reads (policy §6).
struct PartPageTests {
    @Test func itShowsWhatIsAskedByParagraphAndWhy() async throws {
        let world = try await PagesWorld()
        let head = PartPage.content(in: try await world.context(world.small.head)).body.string
        #expect(Markup(head).faults.isEmpty && head.contains("Aftalt opgave") && head.contains(" over frist."))
        #expect(head.contains("Enhedsleder"), "why it is her")
        let first = PartPage.content(in: try await world.context(world.small.first)).body.string
        #expect(first.contains("Medlem af direktionen") && first.contains("Politikkens afsnit 7.2"))
    }

    /// Given somebody of whom nothing is asked, then every part says why it is empty.
    @Test func whatIsEmptySaysWhy() async throws {
        let world = try await PagesWorld()
        let staff = PartPage.content(in: try await world.context(world.staff, .en)).body.string
        #expect(staff.contains("You hold no roles but employee."))
        #expect(staff.contains("Your unit answers for no requirement."))
        #expect(staff.contains("Section 9 of the policy demands e-learning of everybody."))
    }

    /// A duty of another unit, or of a document the reader may not see, is not the reader's.
    @Test func anothersIsNotMine() async throws {
        let world = try await PagesWorld()
        let staff = PartPage.content(in: try await world.context(world.staff)).body.string
        #expect(!staff.contains("Zebra") && !staff.contains("Medlem af direktionen"))
    }
}
