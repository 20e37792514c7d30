// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Ledger
import Office

/// The working papers of an audit (policy §7.3: existence and compliance are provable) as one ZIP archive: what was asked
/// for and answered, what was assessed, tested and found wanting in the period, the evidence itself, and for each entry that
/// says so a proof that is checked without Værn. Made from the reader's sight on the day shown and kept nowhere.
struct WorkingPapers {
    static let title = Phrase(da: "Arbejdspapirer", en: "Working papers")
    /// Files of evidence come to 100 MB at most, since the whole archive is made in memory. What is left out is listed with its
    /// hash.
    static let mostBytes = 100 * 1024 * 1024
    /// What a ZIP archive without extensions can number, with room for the other files.
    static let mostEntries = 60_000
    static let sums = "SHA256SUMS"

    let known: AuditEngagement
    let opening: AuditEngagement.Opening
    let context: Context
    /// What the auditor has opened; nil for those who may not see that.
    let seen: [SeenLine]?
    /// Taken once, so that all of it speaks of the same checkpoint.
    let checkpoint: String

    var sight: Sight { context.sight }
    var language: Language { context.language }

    init(_ id: ID<AuditEngagement>, seen: [SeenLine], _ context: Context) throws(Refusal) {
        (known, opening) = try context.sight.auditEngagement(id)
        self.context = context
        self.seen = context.sight.seesSeen(of: opening) ? SeenLine.shown(seen, on: context.sight.day) : nil
        guard let note = context.sight.house.checkpoint else {
            throw .outOfTurn(
                da: "Revisionssporet er ikke underskrevet endnu. Hent arbejdspapirerne igen om lidt.",
                en: "The ledger is not signed yet. Get the working papers again in a while.")
        }
        checkpoint = note
    }

    var fileName: String { "\(opening.label) \(context.say(Self.title).lowercased()) \(sight.day).zip" }

    // MARK: What it is about

    /// Assessed on a day of the period.
    var requirements: [Requirement] {
        sight.requirementsEver.filter { known in known.assessments.contains { isInPeriod($0.day) } }
    }

    /// With a round whose population was frozen or that was concluded in the period.
    var controlTests: [ControlTest] {
        sight.controlTests.filter { !rounds(of: $0).isEmpty }
    }

    func rounds(of test: ControlTest) -> [ControlTest.Round] {
        test.rounds.filter { round in
            round.frozenOn <= sight.day && (isInPeriod(round.frozenOn) || round.concludedOn.map(isInPeriod) ?? false)
        }
    }

    /// Found by the last day of the period and not closed before its first.
    var nonconformities: [Nonconformity] {
        sight.nonconformities.filter { $0.day <= opening.until && ($0.closedOn.map { $0 >= opening.from } ?? true) }
    }

    var requests: [EvidenceRequest] { sight.evidenceRequests(of: known.id) }

    func isInPeriod(_ day: Day) -> Bool { opening.from <= day && day <= opening.until && day <= sight.day }

    /// All that any of it cites and the reader may see, by number.
    var evidence: [Evidence] {
        var cited: Set<ID<Evidence>> = []
        for request in requests {
            for answer in request.answers where answer.day <= sight.day { cited.formUnion(answer.evidence) }
        }
        for one in requirements.flatMap(\.assessments) where isInPeriod(one.day) { cited.formUnion(one.evidence) }
        for round in controlTests.flatMap({ rounds(of: $0) }) {
            if let conclusion = round.conclusion, round.concludedOn.map({ $0 <= sight.day }) ?? false {
                cited.formUnion(conclusion.evidence)
            }
        }
        for check in nonconformities.flatMap(\.checks) where check.day <= sight.day { cited.formUnion(check.evidence) }
        return cited.compactMap { try? sight.evidence($0).0 }.sorted {
            ($0.giving?.number ?? 0) < ($1.giving?.number ?? 0)
        }
    }

    /// Everything that a claim is about, each with all its entries.
    private func subjects(_ evidence: [Evidence]) -> [Subject] {
        [.auditEngagement(known.id)] + requests.map { .evidenceRequest($0.id) }
            + requirements.map { .requirement($0.id) } + controlTests.map { .controlTest($0.id) }
            + nonconformities.map { .nonconformity($0.id) } + evidence.map { .evidence($0.id) }
    }

    // MARK: The archive

    func bytes() throws -> [UInt8] {
        var files: [(path: String, bytes: [UInt8])] = []
        let cited = evidence
        let (kept, papers) = evidenceFiles(cited)
        files += papers
        let entries = subjects(cited).flatMap { sight.everyEntry(about: $0) }.sorted { $0.position < $1.position }
        guard entries.count <= Self.mostEntries else {
            throw Refusal.outOfTurn(
                da: "Perioden har for mange poster til én pakke. Opret en revisionsopgave for en kortere periode.",
                en: "The period has too many entries for one package. Open an audit engagement for a shorter period.")
        }
        let disclosed = entries.map { sight.disclosure(of: $0, under: checkpoint) }
        for one in disclosed {
            if let proof = one.proof { files.append((Self.path(one.entry.position), Array(proof.utf8))) }
        }
        files.append(("poster.jsonl", lines(disclosed, kept)))
        files += populations
        files.append(("kontrolpunkt.txt", Array(checkpoint.utf8)))
        files.append(("noegle.txt", Array((sight.house.key.verifier.text + "\n").utf8)))
        let requests = try ListSheet.requests(known.id).sheet(context)
        files.append(("bestillinger.csv", try SheetFormat.rfc4180.bytes(requests, language)))
        let index = WorkingIndex(papers: self, evidence: cited, kept: kept, disclosed: disclosed)
        files.append(("index.json", index.node.json))
        files.append(("index.html", index.page.bytes))
        let readme = WorkingReadme(papers: self, entries: disclosed.count)
        files.append((language == .da ? "LAESMIG.txt" : "README.txt", readme.bytes))
        files.sort { $0.path < $1.path }
        let sums = files.map { "\(Digest.sha256($0.bytes).hex)  \($0.path)\n" }.joined()
        var zip = ZipWriter()
        for (path, bytes) in [(Self.sums, Array(sums.utf8))] + files { zip.add(path, bytes) }
        return zip.finished
    }

    static func path(_ position: Int) -> String { "bevis/\(position).tlog-proof" }

    /// A file of evidence in the archive.
    struct Kept: Sendable {
        let path: String
        let hash: String
        let size: Int
        /// Whether its bytes are in the archive.
        let isInside: Bool
    }

    private func evidenceFiles(_ cited: [Evidence]) -> ([ID<Evidence>: Kept], [(String, [UInt8])]) {
        var (kept, files): ([ID<Evidence>: Kept], [(String, [UInt8])]) = ([:], [])
        var sum = 0
        for known in cited {
            guard let giving = known.giving, case .file(let file, _, let kind, _) = giving.content,
                sight.seesFile(of: known.id), let bytes = sight.texts.bytes(file)
            else { continue }
            let path = "dokumentation/\(giving.label).\(kind.rawValue)"
            let isInside = sum + bytes.count <= Self.mostBytes
            kept[known.id] = Kept(
                path: path, hash: Digest.sha256(bytes).hex, size: bytes.count, isInside: isInside)
            guard isInside else { continue }
            sum += bytes.count
            files.append((path, bytes))
        }
        return (kept, files)
    }

    static func population(_ plan: ControlTest.Plan, _ round: ControlTest.Round) -> String {
        "kontrol/\(plan.label)-\(round.frozen)-population.txt"
    }

    private var populations: [(String, [UInt8])] {
        controlTests.flatMap { test in
            rounds(of: test).compactMap { round in
                guard let plan = test.plan, let bytes = sight.texts.bytes(round.population.items) else { return nil }
                return (Self.population(plan, round), bytes)
            }
        }
    }

    /// One entry a line, in the form of a dump (`docs/format.md`); a file of evidence stands under its path.
    private func lines(_ disclosed: [Disclosure], _ kept: [ID<Evidence>: Kept]) -> [UInt8] {
        func base64(_ bytes: [UInt8]) -> JSON { .string(String(decoding: Base64.encode(bytes), as: UTF8.self)) }
        var out: [UInt8] = []
        for one in disclosed {
            let file =
                one.entry.kind == .evidenceAdded ? kept[one.entry.subject.id.seen(as: Evidence.self)] : nil
            let values = one.values.map { value -> JSON in
                let isFile = value.field == "file" && file != nil
                return .members([
                    ("field", .string(value.field)), ("ref", .string(ID<Subject>(value.ref).description)),
                    ("key", base64(value.key)), ("value", isFile ? nil : base64(value.bytes)),
                    ("file", isFile ? .string(file?.path ?? "") : nil),
                ])
            }
            let line = JSON.members([
                ("position", .number(one.entry.position)), ("leaf_hash", .string(one.entry.hash.base64)),
                ("payload", one.payload.map { base64($0.bytes) }), ("key", one.payload.map { base64($0.key) }),
                ("values", .array(values)),
            ])
            out += line.bytes + [0x0A]
        }
        return out
    }
}

extension Site {
    /// The working papers of an engagement, of what the reader may see on the day that is shown.
    func workingPapers(_ id: ID<AuditEngagement>, _ visit: inout Visit) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let context = try await dated(&visit)
        let papers = try WorkingPapers(id, seen: try await seen(under: id, visit), context)
        let made = await self.papers.take { () -> Result<[UInt8], any Error> in
            do { return .success(try await Blocking.run { try papers.bytes() }) } catch { return .failure(error) }
        }
        guard let made else {
            throw Refusal(
                .busy,
                Phrase(
                    da: "Mange henter arbejdspapirer lige nu. Prøv igen om lidt.",
                    en: "Many get working papers just now. Try again in a while."))
        }
        return Answer(
            200, type: "application/zip", try made.get(),
            headers: [("content-disposition", Headers.attachment(papers.fileName))])
    }
}
