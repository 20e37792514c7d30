// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Ledger
import Office
import Synchronization

/// Who writes in which manuscript just now. Forgotten at a restart.
final class Writing: Sendable {
    private let held = Mutex<[String: [ID<Person>: Instant]]>([:])
    /// Milliseconds after which somebody who sent nothing is taken to have left.
    private static let absent: Int64 = 90_000

    /// Notes that a person is there, and says who else is.
    func others(_ organisation: ID<Organisation>, _ document: ID<Document>, _ person: ID<Person>, now: Instant)
        -> [ID<Person>]
    {
        held.withLock { held in
            let key = "\(organisation)/\(document)"
            var there = (held[key] ?? [:]).filter { now.milliseconds - $0.value.milliseconds < Self.absent }
            there[person] = now
            held[key] = there
            return there.keys.filter { $0 != person }.sorted()
        }
    }
}

/// Writing a document: every save is taken in and joined with what others wrote, also one that comes too late for its
/// session.
extension Site {
    private static let shelfLife: Int64 = 30 * 86_400_000

    // MARK: Looking

    func manuscript(_ id: ID<Document>, _ visit: inout Visit) async throws -> Answer {
        guard let session = visit.session, let room = visit.room else { return toSignIn(visit) }
        let arguments = Arguments(visit.query)
        let organisation = room.house.id
        let found = try await takeWaiting(id, visit)
        let language = Language(rawValue: arguments.texts["tekst"]?.first ?? "")
        let held = try await installation.aside.manuscript(organisation, id, language)
        // On a past day nobody writes.
        let others =
            session.view == .today
            ? installation.writing.others(organisation, id, session.place.person, now: installation.clock.now) : []
        let (window, writer) = (installation.newCommand().text, Self.writer(session))
        let seal = seal(writer, id)
        return try await page(&visit, filled: arguments) { context in
            if context.sight.isPast { return CommandForm.past(.draftVersion, in: context) }
            let document = try Self.writable(id, context.sight, language)
            let start =
                held == nil
                ? Self.start(of: document, context.argument("skabelon"), language, context) : ManuscriptStart()
            return ManuscriptPage(
                document: document, language: language, manuscript: held, start: start, others: others, window: window,
                writer: writer,
                seal: seal, hasReturned: found, context: context
            ).content
        }
    }

    /// The document, if the person may write its next version, or translate the newest one.
    private static func writable(
        _ id: ID<Document>, _ sight: Sight, _ language: Language? = nil
    ) throws(Refusal) -> Document {
        let document = try sight.document(id)
        guard sight.may(language == nil ? .draftVersion : .translateVersion, about: .document(id)) else {
            throw .notAllowed
        }
        if let language, TranslateForm.version(of: document, nil, sight)?.draft.language != language.other {
            throw .unknown
        }
        return document
    }

    /// The text of the newest version, as it came if it came as Markdown, else written as Markdown; a template where
    /// there is no version.
    private static func start(
        of document: Document, _ template: String?, _ language: Language?, _ context: Context
    ) -> ManuscriptStart {
        if let language { return translation(of: document, language, context) }
        guard let version = context.sight.newestVersion(of: document) else {
            let name = template ?? "\(document.kind.rawValue)-\(context.language.rawValue)"
            let found = DocumentTemplate.named(name, for: document.kind)
            return ManuscriptStart(
                text: found?.text ?? "", template: found?.name ?? DocumentTemplate.none)
        }
        guard let text = context.sight.text(of: version) else { return ManuscriptStart() }
        if let bytes = version.draft.original.flatMap({ context.sight.texts.bytes($0) }),
            let written = String(validating: bytes, as: UTF8.self),
            let read = try? MarkdownImport.propose(bytes, mint: { ParagraphID(high: 0, low: 0) }),
            read.text.blocks.map(\.kind) == text.blocks.map(\.kind),
            read.text.blocks.map(\.text) == text.blocks.map(\.text)
        {
            return ManuscriptStart(text: written, source: version.draft.text)
        }
        return ManuscriptStart(text: MarkdownText.written(text), source: version.draft.text)
    }

    /// The newest translation there is, else the text that is to be translated.
    private static func translation(
        of document: Document, _ language: Language, _ context: Context
    ) -> ManuscriptStart {
        let (sight, day) = (context.sight, context.sight.day)
        guard let version = TranslateForm.version(of: document, nil, sight) else { return ManuscriptStart() }
        let former = document.formerTranslated(before: version, on: day)
        let readings = [version.translated(on: day), former?.translated(on: day), version].compactMap { $0 }
        guard let found = readings.first(where: { sight.sees($0, of: document) }), let text = sight.text(of: found)
        else { return ManuscriptStart() }
        return ManuscriptStart(text: MarkdownText.written(text), source: found.draft.text)
    }

    // MARK: Writing

    func write(_ id: ID<Document>, _ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        do {
            return try await taken(id, arguments, visit)
        } catch let refusal as Refusal where Self.asksForData(visit) {
            return Self.data(CommandForm.status(refusal), [("note", .string(visit.say(refusal.phrase)))])
        }
    }

    private func taken(_ id: ID<Document>, _ arguments: Arguments, _ visit: Visit) async throws -> Answer {
        guard let session = visit.session, let room = visit.room else { return toSignIn(visit) }
        guard session.view == .today else { return await show(.past, visit) }
        let context = try await visit.context(arguments)
        let language = Language(rawValue: arguments.texts["tekst"]?.first ?? "")
        let document = try Self.writable(id, context.sight, language)
        let act = arguments.texts["_act"]?.first ?? ""
        let (organisation, person, now) = (room.house.id, session.place.person, installation.clock.now)
        if act == "discard" {
            guard arguments.texts["sure"] != nil else {
                throw Refusal.invalid(
                    "sure", da: "Sæt kryds ved, at kladden må slettes for alle, der skriver på den.",
                    en: "Tick that the manuscript may be deleted for everybody who writes in it.")
            }
            try await installation.aside.drop(organisation, id, language)
            return .see(Route.document(id).path)
        }
        let sheet = try ManuscriptSheet(arguments)
        let start = Self.start(of: document, sheet.template, language, context)
        let manuscript = try await installation.aside.save(sheet, organisation, id, by: person, at: now, start: start)
        let others = installation.writing.others(organisation, id, person, now: now)
        if Self.asksForData(visit) { return answer(sheet, manuscript, document, others, now, context) }
        let path = Link(Route.manuscript(id), query: [("tekst", language?.rawValue)]).text
        if manuscript.undecided > 0 { return .see(path + "#valg") }
        switch act {
        case "version":
            let command = Route.command(language == nil ? .draftVersion : .translateVersion)
            let query: [(String, String?)] = [
                ("document", id.description), ("manuscript", "\(manuscript.revision)"),
                ("language", language?.rawValue),
            ]
            return .see(Link(command, query: query).text)
        case "see": return .see(path + "#visning")
        default: return .see(path)
        }
    }

    /// The answer to a save by the script: what the text that was sent counts as from now on, and the joined text where
    /// it is another one.
    private func answer(
        _ sheet: ManuscriptSheet, _ manuscript: Manuscript, _ document: Document, _ others: [ID<Person>],
        _ now: Instant, _ context: Context
    ) -> Answer {
        let joined = manuscript.text
        let isSame = joined == sheet.text
        let missing = sheet.language == nil ? ManuscriptGuide(document, joined, context).note : nil
        let note = [
            ManuscriptPage.note(saved: now, others, undecided: manuscript.undecided, context), missing,
        ].compactMap { $0 }.joined(separator: " ")
        return Self.data(
            200,
            [
                (
                    "base",
                    .string(ParagraphMerge.paragraphs(sheet.text).map(ParagraphMerge.mark).joined(separator: " "))
                ),
                ("text", isSame ? nil : .string(joined)),
                ("joined", isSame ? nil : .string(manuscript.marks.joined(separator: " "))),
                ("clash", manuscript.undecided > 0 ? .bool(true) : nil), ("note", .string(note)),
            ])
    }

    static func asksForData(_ visit: Visit) -> Bool {
        visit.ask.header("accept")?.hasPrefix("application/json") ?? false
    }

    static func data(_ status: Int, _ members: [(String, JSON?)]) -> Answer {
        Answer(status, type: "application/json", JSON.members(members).bytes)
    }

    // MARK: After the session

    /// Who writes: the account, and where it is. Sealed into the form.
    private static func writer(_ session: Session) -> String {
        "\(session.account.text) \(session.place.organisation) \(session.place.person)"
    }

    private func seal(_ writer: String, _ document: ID<Document>) -> String {
        Secret.derived(installation.seal, "kladde \(writer) \(document)")
    }

    private static func waiting(_ writer: String, _ document: ID<Document>) -> String {
        "kladde \(writer) \(document) "
    }

    /// What comes when its session has ended, or under somebody else's, is kept for the account that wrote it and shown
    /// to no other. Nil: it is not sealed by us, or another person is signed in and gets no more than an error.
    func keepForLater(_ id: ID<Document>, _ arguments: Arguments, _ visit: Visit) async throws -> Answer? {
        guard let writer = arguments.texts["writer"]?.first, let given = arguments.texts["seal"]?.first,
            Secret.equal(given, seal(writer, id)), let owner = writer.split(separator: " ").last,
            let person = ID<Person>(String(owner))
        else { return nil }
        let sheet = try ManuscriptSheet(arguments)
        let texts = arguments.texts.filter { name, _ in
            ["text", "base", "window", "origin", "turn", "answered", "skabelon", "tekst"].contains(name)
        }
        try await installation.aside.put(
            .members(texts.sorted { $0.key < $1.key }.map { ($0.key, .list($0.value)) }), .draft,
            Self.waiting(writer, id) + sheet.window, owner: Ref(person),
            expires: installation.clock.now.milliseconds + Self.shelfLife)
        if Self.asksForData(visit) {
            return Self.data(401, [("note", .string(visit.say(ManuscriptPage.signedOut)))])
        }
        guard visit.session == nil else { return nil }
        let back = Link(Route.manuscript(id), query: [("tekst", sheet.language?.rawValue)]).text
        return .see(Route.signIn.path + "?tilbage=" + Percent.encoded(back))
    }

    /// Takes in what came too late, once the same account is there again. Returns whether there was anything.
    private func takeWaiting(_ id: ID<Document>, _ visit: Visit) async throws -> Bool {
        guard let session = visit.session, session.view == .today else { return false }
        let context = try await visit.context(Arguments())
        // Each text is for whoever may write it; those for another language wait until that one is opened.
        let language = Language(rawValue: visit.query["tekst"]?.first ?? "")
        let document = try Self.writable(id, context.sight, language)
        let person = session.place.person
        let prefix = Self.waiting(Self.writer(session), id)
        let rows = try await installation.aside.transact { store in
            try store.rows(shelf: Aside.Shelf.draft.rawValue, owner: Ref(person)).filter { $0.key.hasPrefix(prefix) }
        }
        var found = false
        for row in rows {
            if case .object(let members)? = try? JSONReader.read(row.bytes) {
                var arguments = Arguments()
                for member in members { arguments.texts[member.name] = (member.value.items ?? []).compactMap(\.text) }
                let sheet = try ManuscriptSheet(arguments)
                guard sheet.language == language else { continue }
                _ = try await installation.aside.save(
                    sheet, session.place.organisation, id, by: person, at: installation.clock.now,
                    start: Self.start(of: document, sheet.template, language, context))
            }
            found = true
            try await installation.aside.remove(.draft, row.key)
        }
        return found
    }

    // MARK: Becoming a version

    /// Gives the command its file where the text is to come from the manuscript: `manuscript` is the revision that the
    /// person saw.
    func takeManuscript(_ kind: CommandKind, _ arguments: inout Arguments, _ visit: Visit) async throws {
        guard kind == .draftVersion || kind == .translateVersion, let given = arguments.texts["manuscript"]?.first
        else { return }
        arguments.texts["manuscript"] = nil
        guard let room = visit.room, let id = arguments.texts["document"]?.first.flatMap({ ID<Document>($0) }) else {
            return
        }
        let sight = try await visit.context(Arguments()).sight
        let language = Self.language(kind, arguments)
        _ = try Self.writable(id, sight, language)
        guard let manuscript = try await installation.aside.manuscript(room.house.id, id, language) else {
            throw Refusal.outOfTurn(
                da: "Kladden findes ikke længere: den er blevet til en version eller slettet. Se dokumentet.",
                en: "The manuscript is gone: it has become a version or was deleted. See the document.")
        }
        guard manuscript.undecided == 0 else {
            throw Refusal.outOfTurn(
                da: "To har skrevet i samme afsnit. Gå til kladden, og vælg, hvad der skal stå.",
                en: "Two people wrote in the same paragraph. Go to the manuscript and choose what is to stand.")
        }
        arguments.texts["manuscript"] = ["\(manuscript.revision)"]
        let name = sight.label(.document(id)) ?? "kladde"
        arguments.files["file"] = .init(name: name + ".md", bytes: Array((manuscript.text + "\n").utf8))
        guard given == "\(manuscript.revision)" else {
            throw Refusal(
                .stale,
                Phrase(
                    da: "Kladden er ændret, siden du så den. Se den igen nedenfor, og gem så versionen.",
                    en: "The manuscript has changed since you saw it. See it again below, then save the version."))
        }
    }

    /// The manuscript has become a version. What somebody wrote in the meantime stays.
    func dropManuscript(_ kind: CommandKind, _ arguments: Arguments, _ organisation: ID<Organisation>) async {
        guard kind == .draftVersion || kind == .translateVersion,
            let revision = arguments.texts["manuscript"]?.first.flatMap({ Int($0) }),
            let id = arguments.texts["document"]?.first.flatMap({ ID<Document>($0) })
        else { return }
        try? await installation.aside.drop(organisation, id, Self.language(kind, arguments), revision: revision)
    }

    /// The language of the manuscript that a command takes its text from; nil: the version's own.
    private static func language(_ kind: CommandKind, _ arguments: Arguments) -> Language? {
        kind == .translateVersion ? Language(rawValue: arguments.texts["language"]?.first ?? "") : nil
    }
}
