// SPDX-License-Identifier: MPL-2.0
import Testing

@testable import Domain

extension CommandRules {
    private static var published: Words {
        [
            "on": "1", "host": "politik.fki.example", "contact": "kontakt@fki.example", "names": "0",
            "statement": "https://was.digst.dk/fki", "security": "sikkerhed@fki.example",
        ]
    }

    static func publication(_ kind: CommandKind) -> CommandRules {
        switch kind {
        case .setPublication:
            CommandRules(
                example: { _ in published },
                then: { world, _ in
                    let stands = try #require(world.register.organisation.published(on: world.today))
                    #expect(stands.contact.flatMap { world.texts[$0] } == "kontakt@fki.example")
                    #expect(!stands.showsNames)
                    #expect(world.register.organisation.published(on: world.today - 1) == nil)
                },
                refusals: [
                    .saying("host", "https://fki.example"), .saying("host", "fki.example/offentlig"),
                    .saying("host", "localhost"), .saying("host", "-a.example"),
                    .saying("contact", "Anna Jensen"), .saying("contact", "http://fki.example"),
                    .saying("contact", "a@b@fki.example"), .saying("security", "tel 12345678"),
                    .saying("statement", "was.digst.dk/fki"), .saying("statement", "https://was.digst.dk/\"x"),
                    Refused("public without a contact", .invalid, "contact") { $1["contact"] = nil },
                ])
        case .reviewPublication:
            CommandRules(
                example: { world in
                    world.given(.setPublication, published)
                    world.today = world.today + 300
                    return ["matter": "security_contact"]
                },
                then: { world, _ in
                    #expect(
                        world.register.organisation.holds(.securityContact, on: world.today) == world.today + 360)
                    #expect(world.register.organisation.holds(.statement, on: world.today) == world.today + 65)
                },
                refusals: [
                    .saying("matter", "noget"),
                    Refused("what is not published", .outOfTurn) { world, _ in
                        world.given(.setPublication, ["on": "0"])
                    },
                ])
        default:
            CommandRules(
                example: { ["document": $0.document("Politik"), "number": "1.2", "summary": "What we promise"] },
                then: { world, _ in
                    let version = try #require(world.known("Politik").publicVersion(on: world.today))
                    let summary = world.known("Politik").summary(of: version.id, on: world.today)
                    #expect(summary.flatMap { world.texts[$0] } == "What we promise")
                },
                refusals: [
                    .saying("document", nobody), .saying("number", "7.7"), .saying("number", "en"),
                    Refused("of a document without a text", .invalid, "number") { world, words in
                        world.create("Tom", "procedure", under: "Politik")
                        words["document"] = world.document("Tom")
                        words["number"] = nil
                    },
                ])
        }
    }
}

@Suite("§11: what is published is what is in force")
struct PublicationTests {
    private func published(_ world: World, _ name: String, on day: Day? = nil) -> VersionNumber? {
        world.known(name).publicVersion(on: day ?? world.today)?.draft.number
    }

    @Test("11-c: a version in force that is classified Offentlig is published; all other texts are not")
    func classified() {
        var world = World.house
        #expect(published(world, "Politik") == VersionNumber(1, 2))
        #expect(published(world, "Backup") == nil)
        world.draft("Politik", ["classification": "offentlig"])
        #expect(published(world, "Politik") == VersionNumber(1, 2))
    }

    @Test("11-c: the published version changes on the day of entry, not before it and not after")
    func entry() throws {
        var world = World.house
        world.draft("Politik", ["classification": "offentlig", "number": "2.0"])
        world.given(.submitVersion, ["document": world.document("Politik")])
        world.decide("Politik")
        world.given(.enforceVersion, ["document": world.document("Politik"), "from": "2026-12-01"])
        #expect(published(world, "Politik", on: day("2026-11-30")) == VersionNumber(1, 2))
        #expect(published(world, "Politik", on: day("2026-12-01")) == VersionNumber(2, 0))
        #expect(world.known("Politik").formerPublicVersions(on: day("2026-11-30")).isEmpty)
        let former = world.known("Politik").formerPublicVersions(on: day("2026-12-01"))
        #expect(former.map(\.version.draft.number) == [VersionNumber(1, 2)])
        #expect(former.map(\.until) == [day("2026-12-01")])
    }

    @Test("11-c: a successor of another class takes the document and its older versions away")
    func reclassified() {
        var world = World.house
        world.enact("Politik", ["classification": "intern", "number": "2.0"])
        #expect(published(world, "Politik") == nil)
        #expect(world.known("Politik").formerPublicVersions(on: world.today).isEmpty)
        world.today = world.today + 1
        world.enact("Politik", ["classification": "offentlig", "number": "3.0"])
        let later = world.today + 1
        #expect(published(world, "Politik", on: later) == VersionNumber(3, 0))
        // The one that was internal stays hidden.
        #expect(
            world.known("Politik").formerPublicVersions(on: later).map(\.version.draft.number) == [VersionNumber(1, 2)])
    }

    @Test("breach 11-c: an annulled decision or entry leaves nothing published that is not in force")
    func annulled() throws {
        for (kind, name) in [("decision", "the approval"), ("entry", "the entry")] {
            var world = World.house
            let position = try #require(
                world.history.last { entry in
                    switch entry.fact {
                    case .decision(_, .made(let made)):
                        kind == "decision" && made.matter.document == world.document("Politik")
                    case .document(let id, .enforced): kind == "entry" && id == world.document("Politik")
                    default: false
                    }
                }?.stamp.position)
            world.given(.annulFact, ["position": position, "reason": "Fejl"])
            #expect(published(world, "Politik") == nil, "\(name)")
        }
    }

    @Test("RFC 9116: a duty to look at the contact comes in time, is done by looking, and begins again")
    func securityContact() throws {
        var world = World.house
        world.given(
            .setPublication, ["on": "1", "contact": "a@fki.example", "security": "b@fki.example"])
        func duties() -> [Duty] { world.duties(.securityContact, .organisation(world.register.organisation.id)) }
        let first = try #require(duties().first)
        let start = world.today
        #expect(first.due < start + 360 && first.opens < first.due && first.holdsUntil == start + 360)
        world.today = start + 320
        world.given(.reviewPublication, ["matter": "security_contact"])
        #expect(duties().map(\.done) == [start + 320, nil])
        // Whoever publishes no contact any more has nothing to confirm.
        world.given(.setPublication, ["on": "0"])
        #expect(duties().allSatisfy { $0.done != nil })
        #expect(world.register.organisation.holds(.securityContact, on: world.today) == nil)
    }

    @Test("the accessibility statement is confirmed each year")
    func statement() throws {
        var world = World.house
        world.given(
            .setPublication, ["on": "1", "contact": "a@fki.example", "statement": "https://was.digst.dk/fki"])
        let duty = try #require(world.duties(.statement, .organisation(world.register.organisation.id)).first)
        #expect(duty.due < world.today + 365)
        #expect(duty.standing(on: world.today + 352) == .overdue)
    }
}
