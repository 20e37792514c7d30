// SPDX-License-Identifier: MPL-2.0

import CFiles
import Domain
import Exchange
import HTML
import Ledger
import Office

/// What is filed in the ESDH system of one decided matter.
protocol JournalMatter: Sendable {
    var context: Context { get }
    var subject: Subject { get }
    /// »B-2026-004«; »DIR 2026-05«.
    var number: String { get }
    var evidence: JournalEvidence { get }
    var classification: Classification { get }
    /// The papers it was made from, as far as the reader may see them.
    func papers(_ printer: Printer) async throws(Refusal) -> [JournalFile]
    /// The record itself.
    func records(_ papers: [JournalFile], _ printer: Printer) async throws(Refusal) -> [JournalFile]
    /// What the metadata says of it, in the order of the schema.
    var members: [(String, JournalNode?)] { get }
    /// The parts that only this kind of matter has.
    var details: [(String, JournalNode?)] { get }
}

/// A decided matter and its papers as one ZIP archive: files, metadata as JSON and XML, and a proof. Of what the reader may
/// not see there is nothing in it. The same state gives the same bytes.
struct JournalPackage {
    static let proofPath = "bevis.tlog-proof"
    static let schemaPath = "metadata.xsd"
    static let sums = "SHA256SUMS"

    let matter: any JournalMatter
    private var context: Context { matter.context }
    private var sight: Sight { context.sight }

    /// - Throws: `.unknown` for what the reader may not see.
    init(_ subject: Subject, _ context: Context) throws(Refusal) {
        switch Journal.Matter(subject) {
        case .decision(let id): matter = try DecisionJournal(id, context)
        case .meeting(let id): matter = try MeetingJournal(id, context)
        case nil: throw .unknown
        }
    }

    var fileName: String {
        context.say(da: "\(matter.number) til journalisering", en: "\(matter.number) for filing") + ".zip"
    }

    func bytes(_ printer: Printer) async throws(Refusal) -> [UInt8] {
        let papers = try await matter.papers(printer)
        var files = try await matter.records(papers, printer) + papers
        if let proof = matter.evidence.proof {
            files.append(
                JournalFile(
                    path: Self.proofPath, title: context.say(da: "Bevis for posten", en: "Proof of the entry"),
                    role: .proof, mediaType: "text/plain", language: nil, classification: .public,
                    bytes: Array(proof.utf8)))
        }
        files.append(
            JournalFile(
                path: Self.schemaPath, title: context.say(da: "Skema for metadata.xml", en: "Schema of metadata.xml"),
                role: .schema, mediaType: "application/xml", language: nil, classification: .public,
                bytes: vaern_file_journalpakke_1_xsd().content))
        let readers: [Language] = context.language == .da ? [.da] : [.da, .en]
        files += readers.map { language in
            let readme = JournalReadme(package: self, files: files, language: language)
            return JournalFile(
                path: readme.path, title: readme.title, role: .readme, mediaType: "text/plain", language: language,
                classification: matter.classification, bytes: readme.bytes)
        }
        files.sort { $0.path < $1.path }
        let metadata = metadata(files)
        var entries = files.map { ($0.path, $0.bytes) }
        entries += [("metadata.json", metadata.json), ("metadata.xml", metadata.xml("journalPackage"))]
        entries.sort { $0.0 < $1.0 }
        let sums = entries.map { "\(Digest.sha256($0.1).hex)  \($0.0)\n" }.joined()
        var zip = ZipWriter()
        for (path, bytes) in [(Self.sums, Array(sums.utf8))] + entries { zip.add(path, bytes) }
        return zip.finished
    }

    /// How a past day is shown.
    private var reading: String {
        switch sight.view {
        case .then: AsOf.Reading.then.rawValue
        case .now, .today: AsOf.Reading.now.rawValue
        }
    }

    private func metadata(_ files: [JournalFile]) -> JournalNode {
        let house = sight.house
        let evidence = matter.evidence
        let mark = sight.journal(of: matter.subject)
        let head: [(String, JournalNode?)] = [
            ("formatVersion", .number(1)), ("language", .text(context.language.rawValue)),
            ("organisation", .members([("id", .text("\(house.id)")), ("name", .text(house.fullName))])),
        ]
        let record: [(String, JournalNode?)] = [
            ("classification", matter.classification.node),
            (
                "asOf",
                sight.isPast
                    ? .members([
                        ("day", .text(sight.day.description)), ("reading", .text(reading)),
                    ]) : nil
            ),
            (
                "seenBy",
                .members([("id", .text("\(sight.person)")), ("name", .text(context.name(sight.person, on: nil)))])
            ),
            ("recordedAt", .text(evidence.entry.recorded.description)),
            ("recordedBy", .text(Sentence.actor(of: evidence.entry, in: sight, context.language))),
            ("lateReason", .optional(evidence.entry.lateReason.map { context.text($0) })),
            (
                "esdh",
                mark.map { mark in
                    .members([
                        ("caseNumber", .text(context.text(mark.caseNumber))),
                        ("documentNumber", .optional(mark.documentNumber.map { context.text($0) })),
                        ("journalisedOn", .text(mark.day.description)),
                    ])
                }
            ),
        ]
        let tail: [(String, JournalNode?)] = [
            (
                "subject",
                .members([
                    ("kind", .text(matter.subject.kind.rawValue)), ("id", .text("\(matter.subject.id)")),
                    ("revision", .number(sight.revision(of: matter.subject))),
                ])
            ), ("ledger", evidence.node), ("files", .list(of: "file", files.map(\.node))),
        ]
        return .members(head + matter.members + record + matter.details + tail)
    }
}

extension Site {
    /// The package of a decided matter, of what the reader may see on the day that is shown.
    func journalPackage(_ subject: Subject, _ visit: inout Visit) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let package = try JournalPackage(subject, try await visit.context(Arguments(visit.query)))
        return Answer(
            200, type: "application/zip", try await package.bytes(installation.printer),
            headers: [("content-disposition", Headers.attachment(package.fileName))])
    }
}

extension API.Reading {
    /// The same to a program.
    func package(_ subject: Subject) async throws -> APIAnswer {
        let package = try JournalPackage(subject, sheetContext(Arguments()))
        let bytes = try await package.bytes(host.printer)
        return APIAnswer(
            200, type: "application/zip",
            headers: [("content-disposition", Headers.attachment(package.fileName))], bytes)
    }
}
