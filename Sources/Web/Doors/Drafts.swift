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
        /// Whether it was sent after its session had run out.
        let isLate: Bool
    }

    private static let minutes: Int64 = 10
    private static let lateMinutes: Int64 = 12 * 60
    private static let fileMinutes: Int64 = 60

    /// Keeps the file of a form, or brings back the one that was kept before. Returns its name on the shelf.
    func keepFile(_ arguments: inout Arguments, _ visit: Visit) async throws -> String? {
        guard let session = visit.session else { return nil }
        if let file = arguments.files["file"], !file.bytes.isEmpty {
            // Only these two commands read a file; others would only fill the shelf.
            let name = Secret.hash(session.id + installation.mint.secret())
            let until = installation.clock.now.milliseconds + Self.fileMinutes * 60_000
            try await installation.aside.put(
                bytes: Array(file.name.utf8) + [0x0A] + file.bytes, .draft, name, owner: Ref(session.place.person),
                expires: until)
            arguments.texts["_file"] = [name]
            try await sign(name, session, until)
            return name
        }
        guard let name = arguments.texts["_file"]?.first, name.utf8.count == 64, try await owns(name, session),
            let bytes = try await installation.aside.get(.draft, name), let cut = bytes.firstIndex(of: 0x0A)
        else {
            arguments.texts["_file"] = nil
            return nil
        }
        arguments.files["file"] = .init(
            name: String(decoding: bytes[..<cut], as: UTF8.self), bytes: Array(bytes[(cut + 1)...]))
        return name
    }

    /// Drops the file of a form, and the one that was kept before, without keeping anything of either.
    func dropFile(_ arguments: inout Arguments, _ visit: Visit) async throws {
        arguments.files = [:]
        let name = arguments.texts["_file"]?.first
        arguments.texts["_file"] = nil
        guard let session = visit.session, let name, name.utf8.count == 64, try await owns(name, session) else {
            return
        }
        for part in ["", ".extract", ".by"] { try await installation.aside.remove(.draft, name + part) }
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
    /// - Parameter isLate: the session has run out, so the sign-in may take its time.
    func keepDraft(
        _ kind: CommandKind, _ arguments: Arguments, _ file: String?, _ visit: Visit, isLate: Bool = false
    ) async throws -> String {
        guard let session = visit.session else { throw Refusal.notAllowed }
        let id = installation.mint.secret()
        let until = installation.clock.now.milliseconds + (isLate ? Self.lateMinutes : Self.minutes) * 60_000
        let texts = arguments.texts.filter { !Self.ofOneSending.contains($0.key) }.sorted { $0.key < $1.key }
        try await installation.aside.put(
            .members([
                ("kind", .string(kind.rawValue)), ("account", .string(session.account.text)),
                ("until", .number(Int(until))), ("file", file.map { .string($0) }),
                ("late", .bool(isLate)),
                ("texts", .members(texts.map { ($0.key, .list($0.value)) })),
            ]), .draft, id, owner: Ref(session.place.person), expires: until)
        return id
    }

    func draft(_ id: String, _ visit: Visit) async throws -> Draft? {
        guard let session = visit.session, id.utf8.count == 64,
            let bytes = try await installation.aside.get(.draft, id), let row = try? JSONReader.read(bytes),
            row["account"]?.text == session.account.text, let until = row["until"]?.int,
            Int64(until) > installation.clock.now.milliseconds,
            let kind = row["kind"]?.text.flatMap({ CommandKind(rawValue: $0) }),
            case .object(let members)? = row["texts"]
        else { return nil }
        var arguments = Arguments()
        for member in members { arguments.texts[member.name] = (member.value.items ?? []).compactMap(\.text) }
        return Draft(kind: kind, arguments: arguments, file: row["file"]?.text, isLate: row["late"] == .bool(true))
    }

    private static let ofOneSending: Set<String> = ["_command", "_revision", "_preview", "_choose", CSRF.name]

    // MARK: Forms that come too late

    /// The visit as it was before its session ran out; nil: it did not, or nobody knows any more whose it was. It opens
    /// nothing: what was posted is kept for its account, which has to sign in to see it.
    func late(_ visit: Visit) async throws -> Visit? {
        guard visit.session == nil, let secret = visit.ask.cookie(Cookie.session(visit.ask.isSecure)),
            secret.utf8.count == 64, let session = try await installation.sessions.ranOut(secret)
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
        // What must not lie in Værn is not kept either.
        guard !DraftVersion.isStateClassified(arguments) else { return nil }
        var arguments = arguments
        if let late {
            guard late.isSealed(arguments.texts[CSRF.name]?.first) else { return nil }
            let file = try await keepFile(&arguments, late)
            let id = try await keepDraft(kind, arguments, file, late, isLate: true)
            let back = Route.command(kind).path + "?_kladde=" + id
            return .see(Route.signIn.path + "?tilbage=" + Percent.encoded(back))
        }
        guard let session = visit.session, session.view == .today else { return nil }
        guard try await visit.context(Arguments()).sight.mayEver(kind) else { return nil }
        arguments.texts[CSRF.name] = nil
        let file = try await keepFile(&arguments, visit)
        var answer = try await again(kind, Self.renewed, arguments, file, visit)
        answer.status = ErrorPage.forged.status
        return answer
    }

    static let ranOut = Refusal.outOfTurn(
        da: "Du var logget ud, da formularen blev sendt. Intet er gemt endnu: se det igennem, og send det igen.",
        en: "You were signed out when the form was sent. Nothing is saved yet: look it through and send it again.")
    private static let renewed = Refusal(
        .stale,
        Phrase(
            da: "Du er logget ind på ny, siden siden blev åbnet. Intet er gemt endnu: se det igennem, og send det igen.",
            en:
                "You have signed in anew since the page was opened. Nothing is saved yet: look it through and send it again."
        ))
}
