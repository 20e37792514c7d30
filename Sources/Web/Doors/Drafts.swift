// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Ledger
import Office

/// What was posted and could not be carried out yet, kept for a short while so that nobody types it twice.
extension Site {
    struct Draft {
        let kind: CommandKind
        let arguments: Arguments
        let file: String?
        /// Whether it could not be taken when it was sent: its session had run out, or a past day was shown.
        let isLate: Bool
    }

    private static let minutes: Int64 = 10
    static let lateMinutes: Int64 = 12 * 60
    private static let fileMinutes: Int64 = 60

    /// Keeps the file of a form, or brings back the one that was kept before. Returns its name on the shelf.
    ///
    /// - Parameter isLate: the form could not be taken, so its file is kept as long as its words.
    func keepFile(_ arguments: inout Arguments, _ visit: Visit, isLate: Bool = false) async throws -> String? {
        guard let session = visit.session else { return nil }
        let until = installation.clock.now.milliseconds + (isLate ? Self.lateMinutes : Self.fileMinutes) * 60_000
        if let file = arguments.files["file"], !file.bytes.isEmpty {
            // Only these two commands read a file; others would only fill the shelf.
            let name = Secret.hash(session.id + installation.mint.secret())
            try await putFile(file, name, session, until)
            try await keepCatalogue(&arguments, name, session, until, isLate: isLate)
            arguments.texts["_file"] = [name]
            return name
        }
        guard let name = arguments.texts["_file"]?.first, name.utf8.count == 64, try await owns(name, session),
            let bytes = try await installation.aside.get(.draft, name), let cut = bytes.firstIndex(of: 0x0A)
        else {
            arguments.texts["_file"] = nil
            return nil
        }
        let file = Arguments.File(
            name: String(decoding: bytes[..<cut], as: UTF8.self), bytes: Array(bytes[(cut + 1)...]))
        arguments.files["file"] = file
        try await keepCatalogue(&arguments, name, session, until, isLate: isLate)
        if isLate { try await putFile(file, name, session, until) }
        return name
    }

    /// The second file of the form that adopts a framework is kept beside the first, or brought back with it.
    private func keepCatalogue(
        _ arguments: inout Arguments, _ name: String, _ session: Session, _ until: Int64, isLate: Bool
    ) async throws {
        if let file = arguments.files["catalogue"], !file.bytes.isEmpty {
            return try await putFile(file, name + ".catalogue", session, until)
        }
        guard let bytes = try await installation.aside.get(.draft, name + ".catalogue"),
            let cut = bytes.firstIndex(of: 0x0A)
        else { return }
        let file = Arguments.File(
            name: String(decoding: bytes[..<cut], as: UTF8.self), bytes: Array(bytes[(cut + 1)...]))
        arguments.files["catalogue"] = file
        if isLate { try await putFile(file, name + ".catalogue", session, until) }
    }

    private func putFile(_ file: Arguments.File, _ name: String, _ session: Session, _ until: Int64) async throws {
        try await installation.aside.put(
            bytes: Array(file.name.utf8) + [0x0A] + file.bytes, .draft, name, owner: Ref(session.place.person),
            expires: until)
        try await sign(name, session, until)
    }

    /// Drops the file of a form, and the one that was kept before, without keeping anything of either.
    func dropFile(_ arguments: inout Arguments, _ visit: Visit) async throws {
        arguments.files = [:]
        let name = arguments.texts["_file"]?.first
        arguments.texts["_file"] = nil
        guard let session = visit.session, let name, name.utf8.count == 64, try await owns(name, session) else {
            return
        }
        for part in ["", ".extract", ".by", ".catalogue", ".catalogue.by"] {
            try await installation.aside.remove(.draft, name + part)
        }
    }

    /// Keeps what was taken out of a kept file, so that the preview can show its images.
    func keepExtract(_ arguments: Arguments, _ name: String?, _ visit: Visit) async throws {
        guard let session = visit.session, let name, let file = arguments.files["extract"] else { return }
        try await installation.aside.put(
            bytes: file.bytes, .draft, name + ".extract", owner: Ref(session.place.person),
            expires: installation.clock.now.milliseconds + Self.fileMinutes * 60_000)
    }

    func keptExtract(_ name: String, _ visit: Visit) async throws -> Extract? {
        guard let session = visit.session, try await owns(name, session),
            let bytes = try await installation.aside.get(.draft, name + ".extract")
        else { return nil }
        return Extract(decoding: bytes)
    }

    /// A kept file belongs to the account that sent it, also after a new sign-in.
    private func sign(_ name: String, _ session: Session, _ until: Int64) async throws {
        try await installation.aside.put(
            .members([("account", .string(session.account.text)), ("until", .number(Int(until)))]), .draft,
            name + ".by",
            owner: Ref(session.place.person), expires: until)
    }

    private func owns(_ name: String, _ session: Session) async throws -> Bool {
        guard let bytes = try await installation.aside.get(.draft, name + ".by"),
            let row = try? JSONReader.read(bytes), let until = row["until"]?.int
        else { return false }
        return row["account"]?.text == session.account.text && Int64(until) > installation.clock.now.milliseconds
    }

    /// Keeps what was posted over a new sign-in.
    ///
    /// - Parameter isLate: it could not be taken, so it is shown as it was sent, and may wait for long.
    func keepDraft(
        _ kind: CommandKind, _ arguments: Arguments, _ file: String?, _ visit: Visit, isLate: Bool = false
    ) async throws -> String {
        guard let session = visit.session else { throw Refusal.notAllowed }
        let id = installation.mint.secret()
        let until = installation.clock.now.milliseconds + (isLate ? Self.lateMinutes : Self.minutes) * 60_000
        // Sent once more, a form that came too late is the same act; one that was refused becomes another.
        let drops: Set<String> = isLate ? ["_revision", CSRF.name] : ["_command", "_revision"]
        let texts = arguments.texts.filter { !drops.contains($0.key) && !AcknowledgeForm.isAnswer($0.key, of: kind) }
            .sorted { $0.key < $1.key }
        try await installation.aside.put(
            .members([
                ("kind", .string(kind.rawValue)), ("account", .string(session.account.text)),
                ("organisation", .string(session.place.organisation.description)),
                ("until", .number(Int(until))), ("file", file.map { .string($0) }),
                ("late", .bool(isLate)),
                ("texts", .members(texts.map { ($0.key, .list($0.value)) })),
            ]), .draft, id, owner: Ref(session.place.person), expires: until)
        return id
    }

    func draft(_ id: String, _ visit: Visit) async throws -> Draft? {
        guard let session = visit.session, let row = try await draftRow(id, session.account),
            row["organisation"]?.text == session.place.organisation.description,
            let kind = row["kind"]?.text.flatMap({ CommandKind(rawValue: $0) }),
            case .object(let members)? = row["texts"]
        else { return nil }
        var arguments = Arguments()
        for member in members { arguments.texts[member.name] = (member.value.items ?? []).compactMap(\.text) }
        return Draft(kind: kind, arguments: arguments, file: row["file"]?.text, isLate: row["late"] == .bool(true))
    }

    private func draftRow(_ id: String, _ account: Ref) async throws -> JSON? {
        guard id.utf8.count == 64, let bytes = try await installation.aside.get(.draft, id),
            let row = try? JSONReader.read(bytes), row["account"]?.text == account.text,
            let until = row["until"]?.int, Int64(until) > installation.clock.now.milliseconds
        else { return nil }
        return row
    }

    /// Where the account filled in the form that waits behind an address of ours; nil: there is none.
    func draftPlace(_ back: String, _ account: Account) async throws -> Account.Place? {
        guard let mark = back.firstRange(of: "?_kladde="),
            let row = try await draftRow(String(back[mark.upperBound...]), account.id)
        else { return nil }
        return installation.places(of: account).first { $0.organisation.description == row["organisation"]?.text }
    }

    /// The form that came too late has been sent again, or what it holds may not be kept.
    func dropDraft(_ arguments: Arguments, _ visit: Visit) async throws {
        guard let id = arguments.texts["_kladde"]?.first, try await draft(id, visit) != nil else { return }
        try await installation.aside.remove(.draft, id)
    }

    // MARK: Forms that come too late

    /// The visit as it was before its session ran out; nil: it did not, or nobody knows any more whose it was. It opens
    /// nothing: what was posted is kept for its account, which has to sign in to see it.
    func late(_ visit: Visit) async throws -> Visit? {
        guard visit.session == nil, let secret = visit.ask.cookie(Cookie.session(visit.ask.isSecure)),
            secret.utf8.count == 64, let session = try await installation.sessions.ranOut(secret),
            let account = installation.accounts[session.account],
            installation.places(of: account).contains(session.place)
        else { return nil }
        var late = visit
        late.session = session
        late.secret = secret
        return late
    }

    /// A form of ours whose token is not that of the session, since a session ran out or began while it was filled in:
    /// nothing is done, and nothing that was typed is lost. nil: it cannot be said whose it is.
    func unsealed(
        _ kind: CommandKind, _ arguments: Arguments, _ visit: Visit, _ late: Visit?
    ) async throws -> Answer? {
        var arguments = arguments
        let token = arguments.texts[CSRF.name]?.first
        if let late {
            guard late.isSealed(token) else { return nil }
            guard !DraftVersion.isStateClassified(arguments) else {
                // What must not lie in Værn is not kept either.
                try await dropFile(&arguments, late)
                return nil
            }
            let file = try await keepFile(&arguments, late, isLate: true)
            let id = try await keepDraft(kind, arguments, file, late, isLate: true)
            let back = Route.command(kind).path + "?_kladde=" + id
            return .see(Route.signIn.path + "?tilbage=" + Percent.encoded(back))
        }
        guard let session = visit.session, session.view == .today, let token,
            session.earlier.contains(Secret.hash(token)),
            try await visit.context(Arguments()).sight.mayEver(kind)
        else { return nil }
        arguments.texts[CSRF.name] = nil
        var answer: Answer
        if DraftVersion.isStateClassified(arguments) {
            try await dropFile(&arguments, visit)
            answer = try await again(kind, .stateClassified, arguments, nil, visit)
        } else {
            let file = try await keepFile(&arguments, visit)
            answer = try await again(kind, Self.renewed, arguments, file, visit)
        }
        answer.status = ErrorPage.forged.status
        return answer
    }

    /// A form that was filled in before a past day was shown: it waits for the way back to today.
    func waiting(_ kind: CommandKind, _ arguments: Arguments, _ visit: Visit) async throws -> Answer {
        var arguments = arguments
        guard !DraftVersion.isStateClassified(arguments) else {
            try await dropFile(&arguments, visit)
            return await show(.past, visit)
        }
        let file = try await keepFile(&arguments, visit, isLate: true)
        let id = try await keepDraft(kind, arguments, file, visit, isLate: true)
        let context = try await visit.context(Arguments())
        var shown = CommandForm.past(kind, in: context, draft: id)
        shown.status = ErrorPage.past.status
        return show(shown, visit, context)
    }

    /// The form of a draft that came too late, as it was sent.
    func form(_ kind: CommandKind, late draft: Draft, _ id: String, _ visit: Visit) async throws -> Answer {
        var arguments = draft.arguments
        arguments.texts["_kladde"] = [id]
        arguments.texts["_file"] = draft.file.map { [$0] }
        let file = try await keepFile(&arguments, visit)
        var answer = try await again(kind, Self.notYet, arguments, file, visit)
        answer.status = 200
        return answer
    }

    private static let notYet = Refusal.outOfTurn(
        da: "Formularen kunne ikke tages imod, da den blev sendt. Intet er gjort endnu: se den igennem, og send igen.",
        en: "The form could not be taken when it was sent. Nothing is done yet: look it through and send it again.")
    private static let renewed = Refusal.outOfTurn(
        da: "Du er logget ind på ny, efter at siden blev åbnet. Intet er gjort endnu: se den igennem, og send igen.",
        en: "You have signed in anew since the page was opened. Nothing is done yet: look it through and send it again."
    )
}
