// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office
import Testing

@testable import Web

/// A consultation as people meet it: the page with every comment at its place, the text with comments beside it, and what
/// those who decide are shown (clause rows 7.1-b, 7.2-d, 10-b).
@Suite("Pages of consultations")
struct ConsultationPagesTests {
    private static let first = "1. Purpose\n\nThe policy protects the citizens.\n\nEverybody reads it once a year.\n"

    private struct World {
        let small: SmallHouse
        let policy: ID<Document>
        let consultation: ID<Consultation>

        func paragraph(_ words: String) async throws -> ParagraphID {
            let sight = try await small.house.sight(of: small.line)
            let version = try #require(try sight.document(policy).versions.first)
            let text = try #require(sight.text(of: version))
            return try #require(text.blocks.first { $0.text.contains(words) }).id
        }

        func comment(_ words: String, at paragraph: ParagraphID?) async throws {
            try await small.perform(
                .comment,
                [
                    "consultation": ["\(consultation)"], "person": ["\(small.staff)"], "text": [words],
                    "paragraph": paragraph.map { ["\($0)"] } ?? [],
                ])
        }

        func page(_ person: ID<Person>, _ language: Language = .da) async throws -> String {
            try ConsultationPage.content(consultation, in: try await small.context(person, language)).body.string
        }

        func reader(_ person: ID<Person>, _ more: [String: [String]] = [:]) async throws -> String {
            let texts = ["hoering": ["\(consultation)"]].merging(more) { $1 }
            let context = try await small.context(person, .da, .today, texts)
            return try DocumentPage.content(policy, version: nil, in: context).body.string
        }
    }

    private func world(_ classification: Classification = .internal) async throws -> World {
        let small = try await SmallHouse()
        let policy = try await small.importDocument(
            .policy, "Policy", Self.first, unit: small.security, classification: classification)
        let receipt = try await small.perform(
            .openConsultation,
            [
                "document": ["\(policy)"], "question": ["Can it be followed?"], "persons": ["\(small.staff)"],
                "units": ["\(small.operations)"], "due": ["2026-11-20"],
            ])
        return World(
            small: small, policy: policy,
            consultation: try #require(receipt.subjects.first).id.seen(as: Consultation.self))
    }

    @Test func commentsStandAtTheirParagraphs() async throws {
        let world = try await world()
        let paragraph = try await world.paragraph("once a year")
        try await world.comment("Twice is better", at: paragraph)
        try await world.comment("Well written", at: nil)
        let page = try await world.page(world.small.line)
        #expect(page.contains("Høring om Policy, version 1.0") && page.contains("Can it be followed?"))
        let (whole, one) = (
            try #require(page.firstRange(of: "Well written")), try #require(page.firstRange(of: "Twice is"))
        )
        #expect(whole.lowerBound < one.lowerBound)
        #expect(page.contains(">1, stk. 2</a>") && page.contains("Staff Member"))
        #expect(page.contains("1 af 2 har svaret") && page.contains("Hvem har svaret?"))
        #expect(page.contains("2 uden stillingtagen"))
        let reader = try await world.reader(world.small.line)
        #expect(reader.contains("class=\"reader heard\"") && reader.contains("Twice is better"))
        #expect(reader.contains("1 gælder hele teksten"))
        // Without the wish to see them, the text says that there is a consultation.
        let plain = try DocumentPage.content(
            world.policy, version: nil, in: try await world.small.context(world.small.line)
        ).body.string
        #expect(plain.contains("Versionen er i høring, svar senest 20. november 2026"))
        #expect(!plain.contains("Twice is better"))
    }

    @Test func whoIsAskedAnswersAndTheOwnerDisposes() async throws {
        let world = try await world()
        let small = world.small
        let own = try await world.page(small.staff)
        #expect(own.contains("Ingen bemærkninger") && own.contains("/udfoer/consultation.comment"))
        #expect(!own.contains("Hvem har svaret?"), "who has answered is for the owner")
        let paragraph = try await world.paragraph("citizens")
        let open = try await world.reader(small.staff, ["afsnit": ["\(paragraph)"]])
        #expect(open.contains("name=\"paragraph\" value=\"\(paragraph)\"") && open.contains("id=\"bemaerkning\""))
        #expect(try await world.page(small.first).contains("consultation.comment") == false, "not invited")
        try await world.comment("Say how", at: paragraph)
        let owner = try await world.page(small.line)
        #expect(owner.contains("/udfoer/consultation.dispose?"))
        #expect(try await world.page(small.staff).contains("/udfoer/consultation.dispose?") == false)
        let sight = try await small.house.sight(of: small.line)
        let comment = try #require(try sight.consultation(world.consultation).comments.first).id
        try await small.perform(
            .dispose,
            [
                "consultation": ["\(world.consultation)"], "comment": ["\(comment)"], "disposition": ["ikke_fulgt"],
                "reason": ["It is in the procedure"],
            ])
        let disposed = try await world.page(small.staff)
        #expect(disposed.contains("Ikke fulgt") && disposed.contains("It is in the procedure"))
    }

    /// A comment stays at its paragraph in the next draft, also a reworded one; where the paragraph is gone, it says so.
    @Test func commentsFollowTheirParagraphs() async throws {
        let world = try await world()
        try await world.comment("Twice is better", at: try await world.paragraph("once a year"))
        try await world.small.draft(world.policy, "1. Purpose\n\nOnly this is left.\n", number: "1.1")
        let later = try await world.reader(world.small.line)
        #expect(later.contains("1 gælder afsnit, der er udgået"))
        #expect(try await world.page(world.small.line).contains("Afsnittet er udgået"))
    }

    @Test func whoDecidesSeesWhatWasSaid() async throws {
        let world = try await world()
        let small = world.small
        try await world.comment("Say how", at: nil)
        try await small.perform(.closeConsultation, ["consultation": ["\(world.consultation)"], "note": ["Agreed"]])
        await #expect(throws: Refusal.self) {
            try await small.perform(.submitVersion, ["document": ["\(world.policy)"], "lacking": ["Kun til test"]])
        }
        let sight = try await small.house.sight(of: small.line)
        let comment = try #require(try sight.consultation(world.consultation).comments.first).id
        try await small.perform(
            .dispose,
            ["consultation": ["\(world.consultation)"], "comment": ["\(comment)"], "disposition": ["fulgt"]])
        try await small.perform(.submitVersion, ["document": ["\(world.policy)"], "lacking": ["Kun til test"]])
        let form = try DecideForm.content(
            nil,
            in: try await small.context(small.first, .da, .today, ["document": ["\(world.policy)"], "act": ["adopt"]]))
        #expect(
            form.body.string.contains("Der er taget stilling til dem alle.") && form.body.string.contains("/hoeringer/")
        )
        try await small.decide(world.policy, "adopt", "approved")
        let decision = try #require(try await small.house.sight(of: small.line).decisions(about: world.policy).last)
        let page = try DecisionPage.content(decision.id, in: try await small.context(small.line)).body.string
        #expect(page.contains("Høring om Policy, version 1.0"))
        #expect(try await world.page(small.line).contains("Agreed"))
    }

    /// Breach: who may not read the text sees no consultation about it and cannot take part, even when invited.
    @Test func aConsultationIsNowhereForThoseWhoMayNotReadTheText() async throws {
        let world = try await world(.strict)
        let small = world.small
        await #expect(throws: Refusal.unknown) { try await world.page(small.staff) }
        let context = try await small.context(small.staff)
        #expect(context.sight.consultations(most: 10).isEmpty)
        #expect(context.sight.duties(most: 100, planned: true).allSatisfy { $0.subject.kind != .consultation })
        let deed = try CommandKind.comment.deed(
            Arguments([
                "consultation": ["\(world.consultation)"], "person": ["\(small.staff)"], "text": ["I may not"],
            ]))
        let register = small.house.state.register
        #expect(Access.allows(.comment, deed, by: small.staff, in: register, on: small.house.clock.today) == nil)
        let owner = try await world.page(small.line)
        #expect(owner.contains("Can it be followed?") && owner.contains("Må ikke læse teksten"))
    }

    @Test(arguments: Language.allCases)
    func thePagesAreWellFormedAndTranslated(_ language: Language) async throws {
        let world = try await world()
        try await world.comment("Twice is better\nand shorter", at: try await world.paragraph("once a year"))
        for person in [world.small.line, world.small.staff, world.small.first] {
            let page = try await world.page(person, language)
            #expect(Markup(page).faults.isEmpty, "\(Markup(page).faults.prefix(3))")
            if language == .en {
                let leaks = Markup(page).words.split(separator: " ").filter { $0.contains { "æøåÆØÅ»«".contains($0) } }
                #expect(leaks.allSatisfy { $0.hasPrefix("Værn") }, "\(leaks.prefix(5))")
            }
        }
        let reader = try await world.reader(world.small.staff)
        #expect(Markup(reader).faults.isEmpty, "\(Markup(reader).faults.prefix(3))")
    }
}
