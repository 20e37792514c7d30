// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// The approved minutes of a meeting, and the part of them that anybody may read, as they are filed.
struct MeetingJournal: JournalMatter {
    let context: Context
    let evidence: JournalEvidence
    private let known: Meeting
    private let calling: Meeting.Calling
    private let approval: Timeline<ID<Person>?>.Entry

    private var sight: Sight { context.sight }

    init(_ id: ID<Meeting>, _ context: Context) throws(Refusal) {
        let known = try context.sight.meeting(id)
        guard let calling = known.calling else { throw .unknown }
        guard let approval = known.approvals.entries.last(where: { $0.from <= context.sight.day }) else {
            throw .outOfTurn(
                da: "Referatet er ikke godkendt. Det journaliseres, når det er.",
                en: "The minutes are not approved. They are filed once they are.")
        }
        self.known = known
        self.calling = calling
        self.approval = approval
        self.context = context
        items = try MinutesText(id, .whole, context).items.filter(\.isVisible)
        evidence = try JournalEvidence(approval.position, context.sight)
    }

    var subject: Subject { .meeting(known.id) }
    var number: String { calling.label }
    /// As they were approved, as far as the reader may see them.
    private let items: [MeetingItem]
    private var isClosed: Bool { items.contains(where: \.isClosed) }

    var classification: Classification {
        items.reduce(isClosed ? .confidential : .internal) { found, item in
            max(found, item.item.placing.about.map { sight.classification(behind: $0) } ?? .internal)
        }
    }

    func papers(_ printer: Printer) async throws(Refusal) -> [JournalFile] { [] }

    func records(_ papers: [JournalFile], _ printer: Printer) async throws(Refusal) -> [JournalFile] {
        var files: [JournalFile] = []
        for extent in MinutesExtent.allCases {
            var minutes = try MinutesText(known.id, extent, context)
            minutes.leavesOutUnseen = true
            let bytes = try await printer.pdf(
                MinutesPrint(minutes: minutes, filed: approval.from).page, files: PrintedPage.files)
            files.append(
                JournalFile(
                    path: extent == .whole ? "referat.pdf" : "referat-offentligt.pdf", title: minutes.title,
                    role: extent == .whole ? .record : .publicRecord, mediaType: "application/pdf",
                    language: context.language, classification: extent == .whole ? classification : .public,
                    isClosed: extent == .whole && isClosed, bytes: bytes))
        }
        return files
    }

    var members: [(String, JournalNode?)] {
        [
            ("kind", .text("minutes")), ("number", .text(number)), ("title", .text(context.say(calling.title))),
            ("documentType", .text(context.say(da: "Referat", en: "Minutes"))),
            ("body", JournalPeople.body(calling.body, context)), ("decidedOn", .text(approval.from.description)),
        ]
    }

    var details: [(String, JournalNode?)] {
        let days = known.days(on: sight.day)
        let on = days?.day ?? sight.day
        var persons: [JournalNode] = []
        func add(_ ids: [ID<Person>], _ role: String) {
            persons += ids.map { JournalPeople.node($0, role, on: on, context) }
        }
        if let attendance = known.attendance.value(on: sight.day) {
            add([attendance.chair], "chair")
            add([attendance.secretary].compactMap { $0 }, "secretary")
            add(attendance.present, "participated")
            add(attendance.absent, "absent")
        } else {
            add(known.participants(on: sight.day), "participated")
        }
        add([approval.value].compactMap { $0 }, "approved_by")
        let items = items.map { item -> JournalNode in
            .members([
                ("number", .number(item.number)), ("title", .text(item.title)),
                ("closed", .flag(item.isClosed)),
                ("decision", .optional(item.decision.flatMap { sight.label(.decision($0.id), context.language) })),
                ("outcome", .optional(item.decision?.outcome?.rawValue)),
                ("settled", .optional(item.settled?.fate.rawValue)),
            ])
        }
        return [
            ("persons", .list(of: "person", persons)),
            (
                "meeting",
                .members([
                    ("method", .text(calling.method.rawValue)), ("from", .optional(days?.day.description)),
                    ("until", .optional(days?.deadline?.description)),
                    ("place", .optional(calling.place.map { context.text($0) })), ("items", .list(of: "item", items)),
                ])
            ),
        ]
    }
}

/// Those whom the metadata names.
enum JournalPeople {
    static func node(_ id: ID<Person>, _ role: String, on day: Day, _ context: Context) -> JournalNode {
        .members([
            ("id", .text("\(id)")), ("name", .text(context.name(id, on: day))),
            ("title", .optional(context.sight.title(id, on: day))), ("role", .text(role)),
        ])
    }

    static func body(_ body: Body.Kind, _ context: Context) -> JournalNode {
        .members([("kind", .text("body")), ("value", .text(body.rawValue)), ("name", .text(context.say(body.label)))])
    }
}
