// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// How far a package says that somebody has come: what it is handed when it is opened again. It lies with the progress of
/// the course (`LessonProgress`) and nowhere else.
struct PackageProgress: Hashable, Sendable {
    /// `cmi.core.lesson_status` (SCORM 1.2, Run-Time Environment, 3.4.4).
    enum Status: String, CaseIterable, Sendable {
        case passed, completed, failed, incomplete, browsed
        case untried = "not attempted"

        var label: Phrase {
            switch self {
            case .passed: PackageReport.Status.passed.label
            case .completed: PackageReport.Status.completed.label
            case .failed: Phrase(da: "Ikke bestået", en: "Failed")
            case .incomplete: Phrase(da: "Ikke færdig", en: "Incomplete")
            case .browsed: Phrase(da: "Set igennem", en: "Browsed")
            case .untried: Phrase(da: "Ikke begyndt", en: "Not attempted")
            }
        }
    }

    private(set) var status = Status.untried
    /// Per cent as the package wrote them; empty: none.
    private(set) var raw = ""
    private(set) var min = ""
    private(set) var max = ""
    private(set) var location = ""
    private(set) var suspend = ""
    private(set) var exit = ""
    /// Hundredths of a second over all sessions.
    private(set) var total = 0
    /// The best report that passed. It stays, whatever the package says later: once passed stays passed.
    private(set) var passed: PackageReport?

    /// Characters of the longest element (SCORM 1.2, CMIString4096).
    static let mostText = 4096
    /// Ten weeks: no course takes longer.
    private static let mostTotal = 70 * 86_400 * 100

    init() {}

    /// What the page sent on from the package.
    init(_ arguments: Arguments) throws(Refusal) {
        func text(_ name: String, most: Int) throws(Refusal) -> String {
            let text = arguments.texts[name]?.first ?? ""
            guard text.utf16.count <= most else { throw Self.unusable(name) }
            return text
        }
        func score(_ name: String) throws(Refusal) -> String {
            let text = try text(name, most: 20)
            guard text.isEmpty || Self.percent(text) != nil else { throw Self.unusable(name) }
            return text
        }
        guard let status = Status(rawValue: arguments.texts["status"]?.first ?? "") else {
            throw Self.unusable("status")
        }
        guard let total = Int(arguments.texts["total"]?.first ?? ""), (0...Self.mostTotal).contains(total) else {
            throw Self.unusable("total")
        }
        (self.status, self.total) = (status, total)
        (raw, min, max) = (try score("raw"), try score("min"), try score("max"))
        location = try text("location", most: 255)
        suspend = try text("suspend", most: Self.mostText)
        exit = try text("exit", most: 8)
    }

    private static func unusable(_ name: String) -> Refusal {
        .invalid(
            name,
            da: "Pakken meldte noget, der ikke kan gemmes (\(name)). Sig det til den, der har lavet den.",
            en: "The package reported something that cannot be kept (\(name)). Tell those who made it.")
    }

    /// A score as SCORM writes it, 0–100.
    private static func percent(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }), let value = Double(text),
            (0...100).contains(value)
        else { return nil }
        return value
    }

    /// What it says that ends a course; nil: nothing yet.
    var report: PackageReport? {
        PackageReport.Status(rawValue: status.rawValue).map {
            PackageReport(status: $0, score: Self.percent(raw).map { Int($0.rounded(.down)) })
        }
    }

    /// Takes what came later: time only grows, and what passed stays.
    mutating func take(_ new: PackageProgress, of module: PackagedModule) {
        let (before, former) = (total, passed)
        self = new
        total = Swift.max(before, new.total)
        passed = former
        guard let report = new.report, module.isPassed(report) else { return }
        if former == nil || (report.score ?? -1) > (former?.score ?? -1) { passed = report }
    }

    /// What the package is handed, as the script of the page takes it.
    ///
    /// - Parameter learner: a name without meaning elsewhere.
    func start(_ module: PackagedModule, learner: String, name: String) -> JSON {
        let isNew = status == .untried && location.isEmpty && suspend.isEmpty
        let isLeft = exit == "suspend" || status == .incomplete
        return .members([
            ("id", .string(learner)), ("name", .string(name)),
            ("status", .string(status == .untried ? "" : status.rawValue)), ("raw", .string(raw)),
            ("min", .string(min)), ("max", .string(max)), ("location", .string(location)),
            ("suspend", .string(suspend)), ("total", .number(total)),
            ("entry", .string(isNew ? "ab-initio" : isLeft ? "resume" : "")),
            ("mastery", .string(module.passMark.map { "\($0)" } ?? "")),
            ("data", .string((try? FormReader.decoded(module.data.utf8, plus: false)) ?? "")),
        ])
    }

    // MARK: Beside the ledger

    init?(_ row: JSON) {
        guard let status = row["status"]?.text.flatMap({ Status(rawValue: $0) }) else { return nil }
        self.status = status
        raw = row["raw"]?.text ?? ""
        min = row["min"]?.text ?? ""
        max = row["max"]?.text ?? ""
        location = row["location"]?.text ?? ""
        suspend = row["suspend"]?.text ?? ""
        exit = row["exit"]?.text ?? ""
        total = row["total"]?.int ?? 0
        passed = row["passed"]?.text.flatMap { PackageReport.Status(rawValue: $0) }.map {
            PackageReport(status: $0, score: row["score"]?.int)
        }
    }

    var json: JSON {
        .members([
            ("status", .string(status.rawValue)), ("raw", .string(raw)), ("min", .string(min)), ("max", .string(max)),
            ("location", .string(location)), ("suspend", .string(suspend)), ("exit", .string(exit)),
            ("total", .number(total)), ("passed", passed.map { .string($0.status.rawValue) }),
            ("score", passed?.score.map { .number($0) }),
        ])
    }
}

extension Context {
    /// »Bestået, 85 procent«.
    func words(_ report: PackageReport) -> String {
        let status = say(report.status.label)
        return report.score.map { say(da: "\(status), \($0) procent", en: "\(status), \($0) per cent") } ?? status
    }
}
