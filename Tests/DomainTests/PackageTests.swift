// SPDX-License-Identifier: MPL-2.0

import Testing

@testable import Domain

/// A course whose module was made elsewhere: what its package reports is weighed by what the version in force says.
@Suite("A module that was made elsewhere")
struct PackageTests {
    private static func package(_ mark: Int?) -> PackagedModule {
        PackagedModule(
            title: "Pakke", launch: "index.html", passMark: mark, data: "", digest: String(repeating: "0a", count: 32))
    }

    private static let outcomes: [(mark: Int?, PackageReport, isPassed: Bool)] = [
        (80, .init(status: .passed, score: 80), true), (80, .init(status: .completed, score: 100), true),
        (80, .init(status: .passed, score: 79), false), (80, .init(status: .completed, score: 0), false),
        (80, .init(status: .passed, score: nil), true), (80, .init(status: .completed, score: nil), false),
        (0, .init(status: .completed, score: 0), true), (100, .init(status: .passed, score: 99), false),
        (nil, .init(status: .passed, score: nil), true), (nil, .init(status: .completed, score: nil), true),
        (nil, .init(status: .completed, score: 3), true),
    ]

    @Test("with a pass mark the score decides, and without a score the word »passed«", arguments: outcomes)
    func weighed(_ mark: Int?, _ report: PackageReport, _ isPassed: Bool) {
        #expect(Self.package(mark).isPassed(report) == isPassed)
    }

    private func taught(_ mark: Int?) -> World {
        var world = World.house
        world.teach()
        world.packaged = Self.package(mark)
        world.by = world.person("Gry")
        return world
    }

    @Test("what the package reported is recorded as that, with the version in force and no answers")
    func recorded() {
        var world = taught(80)
        world.given(.completeCourse, ["course": world.course(), "reported": "passed", "score": 85])
        let certificate = world.register.courses[world.course()]?.certificates[world.person("Gry")]?.last
        #expect(certificate?.report == PackageReport(status: .passed, score: 85))
        #expect(certificate?.right == nil && certificate?.of == nil && certificate?.evidence == nil)
        #expect(
            certificate?.version
                == world.register.documents[world.document("Modul")]?.versionInForce(on: world.today)?.id)
        #expect(world.turn()?.standing(on: world.today) == .valid)
    }

    @Test("too few per cent, no word of an end, and answers instead of a report are refused")
    func refused() {
        var world = taught(80)
        world.when(.completeCourse, ["course": world.course(), "reported": "passed", "score": 79])
        world.refuses(.invalid, "score")
        world.when(.completeCourse, ["course": world.course(), "reported": "completed"])
        world.refuses(.invalid, "score")
        world.when(.completeCourse, ["course": world.course(), "answers": "q1=0 q2=1"])
        world.refuses(.invalid, "reported")
        for bad in ["failed", "incomplete", "bestået"] {
            world.when(.completeCourse, ["course": world.course(), "reported": bad, "score": 100])
            world.refuses(.invalid, "reported")
        }
        for bad in ["101", "-1", "85,5"] {
            world.when(.completeCourse, ["course": world.course(), "reported": "passed", "score": bad])
            world.refuses(.invalid, "score")
        }
        #expect(world.turn()?.standing(on: world.today) == .waiting)
    }

    @Test("a course of questions takes no report")
    func ofQuestions() {
        var world = World.house
        world.teach()
        world.by = world.person("Gry")
        world.when(.completeCourse, ["course": world.course(), "reported": "passed", "score": 100])
        world.refuses(.invalid, "answers")
    }

    @Test("once a day, and only for oneself")
    func once() {
        var world = taught(nil)
        world.given(.completeCourse, ["course": world.course(), "reported": "completed"])
        world.when(.completeCourse, ["course": world.course(), "reported": "completed"])
        world.refuses(.outOfTurn)
        world.by = nil
        world.when(.completeCourse, ["course": world.course(), "reported": "completed"])
        world.refuses(.outOfTurn)
    }
}
