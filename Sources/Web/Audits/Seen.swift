// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// A page or a file that an auditor opened under an engagement. It is kept beside the ledger, so it proves nothing; it is
/// there so that both sides can go through what was looked at. It belongs to the auditor and is erased with what is known
/// of the person.
struct SeenLine: Sendable {
    let at: Instant
    let path: String
    /// How a list was taken home.
    let format: String?

    /// Three years: longer than an audit is discussed.
    static let keptFor: Int64 = 3 * 365 * 86_400_000

    init(at: Instant, path: String, format: String?) {
        self.at = at
        self.path = path
        self.format = format
    }

    /// Nil for what was noted under another engagement.
    init?(_ bytes: [UInt8], _ engagement: ID<AuditEngagement>) {
        guard let row = try? JSONReader.read(bytes), row["engagement"]?.text == engagement.description,
            let at = row["at"]?.text.flatMap({ Int64($0) }), let path = row["path"]?.text
        else { return nil }
        self.init(at: Instant(milliseconds: at), path: path, format: row["format"]?.text)
    }

    /// Those that were opened by the end of a day.
    static func shown(_ lines: [SeenLine], on day: Day) -> [SeenLine] {
        let end = Copenhagen.start(of: day + 1)
        return lines.filter { $0.at < end }
    }

    func json(_ engagement: ID<AuditEngagement>) -> JSON {
        .members([
            ("engagement", .string(engagement.description)), ("at", .string("\(at.milliseconds)")),
            ("path", .string(path)), ("format", format.map { .string($0) }),
        ])
    }
}

/// What an auditor has opened: each page and file once, the one that was opened last first.
struct SeenPanel {
    /// So many are shown; the working papers have every time that each was opened.
    static let most = 50

    /// Newest first.
    let lines: [SeenLine]
    let context: Context

    var html: HTML {
        let heading = context.say(da: "Set af revisor", en: "Seen by the auditor")
        let language = context.language
        var times: [String: Int] = [:]
        var newest: [SeenLine] = []
        for line in lines {
            let key = line.path + (line.format ?? "")
            if times[key] == nil { newest.append(line) }
            times[key, default: 0] += 1
        }
        let rows = newest.prefix(Self.most).map { line in
            WorkTable.Row([
                .title(line.label(context), line.route?.link),
                .init(times[line.path + (line.format ?? "")] ?? 0, language), .init(language.time(line.at)),
            ])
        }
        let table = WorkTable(
            caption: heading,
            columns: [
                .init(context.say(da: "Side eller fil", en: "Page or file"), .title),
                .init(context.say(da: "Gange", en: "Times"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Sidst åbnet", en: "Last opened"), .due, isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)],
            empty: Empty(
                context.say(da: "Revisor har ikke åbnet noget endnu.", en: "The auditor has opened nothing yet.")))
        let more =
            newest.count > Self.most
            ? context.say(
                da: " De nyeste \(Self.most) af \(newest.count) er vist; alle står i arbejdspapirerne.",
                en: " The newest \(Self.most) of \(newest.count) are shown; all are in the working papers.") : ""
        return Panel(id: "set", heading: heading).html(
            "<p class=\"pad muted\">\(context.say(Self.caveat) + more)</p>" + table.html)
    }

    static let caveat = Phrase(
        da: "Listen ligger ved siden af revisionssporet og er ikke en del af det. Den kan ses, men ikke bevises.",
        en: "The list lies beside the ledger and is no part of it. It can be seen, but not proven.")
}

extension Site {
    /// The page of an engagement, with what the auditor has opened for those who may see that.
    func auditEngagement(_ id: ID<AuditEngagement>, _ visit: inout Visit) async throws -> Answer {
        let seen = try await seen(under: id, visit)
        return try await page(&visit) { context in
            let (_, opening) = try context.sight.auditEngagement(id)
            let lines = context.sight.seesSeen(of: opening) ? SeenLine.shown(seen, on: context.sight.day) : nil
            return try AuditEngagementPage.content(id, seen: lines, in: context)
        }
    }

    /// What was noted under an engagement, newest first, whoever asks.
    func seen(under id: ID<AuditEngagement>, _ visit: Visit) async throws -> [SeenLine] {
        guard let opening = visit.room?.house.state.register.auditEngagements[id]?.opening else { return [] }
        let rows = try await installation.aside.transact {
            try $0.rows(shelf: Aside.Shelf.seen.rawValue, owner: Ref(opening.auditor)).map(\.bytes)
        }
        return rows.compactMap { SeenLine($0, id) }.sorted { ($1.at, $0.path) < ($0.at, $1.path) }
    }

    /// Notes that an auditor with an engagement that is open has got a page or a file.
    func noteSeen(_ route: Route, _ answer: Answer, _ visit: Visit) {
        guard answer.status == 200, visit.ask.method == "GET", let place = visit.session?.place,
            let register = visit.room?.house.state.register, Self.isLookedAt(route)
        else { return }
        installation.noteSeen(
            route.path, format: visit.query["som"]?.first, by: place.person, register, in: place.organisation)
    }

    private static func isLookedAt(_ route: Route) -> Bool {
        switch route.kind {
        case .evidenceFile, .reportFile, .frameworkFile, .workingPapers, .minutesFile, .decisionPackage,
            .meetingPackage, .original,
            .export, .proof, .checkpoint:
            true
        case let kind: kind.isPage
        }
    }
}

extension Installation {
    /// The same of what was read with a token.
    func noteRead(_ path: String, format: String?, by person: ID<Person>, in organisation: ID<Organisation>) {
        guard let register = room(organisation)?.house.state.register else { return }
        noteSeen(path, format: format, by: person, register, in: organisation)
    }

    fileprivate func noteSeen(
        _ path: String, format: String?, by person: ID<Person>, _ register: Register,
        in organisation: ID<Organisation>
    ) {
        let now = clock.now
        let line = SeenLine(at: now, path: path, format: format)
        for known in register.auditEngagements.values
        where known.opening?.auditor == person && known.isOpen(on: clock.today) {
            aside.putLater(
                line.json(known.id), .seen, "\(organisation)/\(known.id)/\(now.milliseconds)\(path)",
                owner: Ref(person), expires: now.milliseconds + SeenLine.keptFor)
        }
    }
}
