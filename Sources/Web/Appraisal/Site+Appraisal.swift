// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// The ten-minute appraisal: every step is saved as it is sent, and goes on where it was left.
extension Site {
    func appraisal(_ asset: ID<Domain.Asset>, _ step: Int, _ visit: inout Visit) async throws -> Answer {
        guard let place = visit.session?.place else { return toSignIn(visit) }
        let key = AppraisalKey(asset, visit.query["risiko"]?.first.flatMap { ID<Risk>($0) })
        let draft = try await draft(key, place)
        return try await page(&visit) { context in
            if context.sight.isPast { return CommandForm.past(.appraiseRisk, in: context) }
            return try AppraisalPage.content(key, step, draft, in: context)
        }
    }

    func draft(_ key: AppraisalKey, _ place: Account.Place) async throws -> AppraisalDraft {
        try await installation.aside.get(.appraisal, key.row(of: place)).flatMap { AppraisalDraft($0) } ?? .init()
    }

    /// Saves the answers of a step and leads to the next one; to the same one where something is not answered yet.
    func answerAppraisal(
        _ asset: ID<Domain.Asset>, _ step: Int, _ arguments: Arguments, _ visit: inout Visit
    ) async throws -> Answer {
        guard let session = visit.session else { return toSignIn(visit) }
        guard AppraisalDraft.steps.contains(step) else { throw Refusal.unknown }
        let key = AppraisalKey(asset, arguments.texts["risiko"]?.first.flatMap { ID<Risk>($0) })
        guard session.view == .today else {
            // It waits for the way back to today.
            try await keepLate(key, step, arguments, session.place)
            return await show(.past, visit)
        }
        let context = try await visit.context(arguments)
        // Who may not judge it keeps no answers about it either.
        _ = try AppraisalMatter(key, context)
        let answers = AppraisalDraft.answers(arguments, of: step)
        let turn = arguments.texts["turn"]?.first.flatMap { Int($0) } ?? 0
        let (draft, isSaved) = try await keep(key, session.place) { held in
            guard held.turn(of: step) == turn else { return false }
            held.save(answers, of: step)
            return true
        }
        guard isSaved else {
            // The other window's answers stay until these are sent once more.
            var shown = draft
            shown.save(answers, of: step)
            shown = AppraisalDraft(shown.texts, turns: draft.turns)
            var content = try AppraisalPage.content(key, step, shown, Self.elsewhere, in: context)
            content.status = 409
            return show(content, visit, context)
        }
        if arguments.texts["_act"]?.first == "later" { return .see(Route.asset(asset).path) }
        let steps = try AppraisalSteps(AppraisalMatter(key, context), draft)
        let problems = tooLong(arguments, of: step, in: context) + steps.problems(of: step)
        if !problems.isEmpty {
            var content = try AppraisalPage.content(key, step, draft, .init(problems: problems), in: context)
            content.status = 422
            return show(content, visit, context)
        }
        return .see((step == 6 ? key.link(6, [("klar", "1")]) : key.link(step + 1)).text)
    }

    /// What does not fit is cut, and that is said.
    private func tooLong(_ posted: Arguments, of step: Int, in context: Context) -> [ErrorSummary.Problem] {
        let most = AppraisalDraft.longest
        let names = posted.texts.filter { AppraisalDraft.isAnswer($0.key, of: step) }
            .filter { ($0.value.first ?? "").count > most }.keys.sorted()
        return names.map { name in
            .init(
                context.say(
                    da: "Teksten var for lang og er klippet af ved \(most) tegn. Skriv den kortere.",
                    en: "The text was too long and is cut at \(most) characters. Write less."), field: name)
        }
    }

    private static let elsewhere = AppraisalPage.Fault(
        note: Phrase(
            da: """
                Du har gemt andre svar på dette trin i et andet vindue. Her står det, du lige har valgt; gem igen, hvis det er \
                det, der skal gælde.
                """,
            en: """
                You have saved other answers to this step in another window. Here stands what you just chose; save again if \
                that is what should hold.
                """))

    /// Changes what is kept, as it stands then. Returns it, and whether it was changed.
    private func keep(
        _ key: AppraisalKey, _ place: Account.Place, _ change: @escaping @Sendable (inout AppraisalDraft) -> Bool
    ) async throws -> (AppraisalDraft, Bool) {
        let (shelf, row) = (Aside.Shelf.appraisal.rawValue, key.row(of: place))
        let expires = installation.clock.now.milliseconds + AppraisalDraft.keptFor
        return try await installation.aside.transact { store in
            var draft = try store.get(shelf: shelf, key: row).flatMap { AppraisalDraft($0) } ?? .init()
            guard change(&draft) else { return (draft, false) }
            try store.put(draft.json.bytes, shelf: shelf, key: row, owner: Ref(place.person), expires: expires)
            return (draft, true)
        }
    }

    /// A step that comes when its session has ended, or after a new sign-in, is kept for the account that filled it in, which
    /// has to sign in to see it. Nil: it cannot be said whose it is.
    func keepAppraisal(
        _ asset: ID<Domain.Asset>, _ step: Int, _ arguments: Arguments, _ visit: Visit, _ late: Visit?
    ) async throws -> Answer? {
        let token = arguments.texts[CSRF.name]?.first
        let session: Session
        if let late, late.isSealed(token), let ended = late.session {
            session = ended
        } else if let own = visit.session, let token, own.earlier.contains(Secret.hash(token)) {
            session = own
        } else {
            return nil
        }
        guard AppraisalDraft.steps.contains(step) else { return nil }
        let key = AppraisalKey(asset, arguments.texts["risiko"]?.first.flatMap { ID<Risk>($0) })
        try await keepLate(key, step, arguments, session.place)
        let path = key.link(step).text
        return .see(visit.session == nil ? Route.signIn.path + "?tilbage=" + Percent.encoded(path) : path)
    }

    private func keepLate(
        _ key: AppraisalKey, _ step: Int, _ arguments: Arguments, _ place: Account.Place
    ) async throws {
        let answers = AppraisalDraft.answers(arguments, of: step)
        let turn = arguments.texts["turn"]?.first.flatMap { Int($0) } ?? 0
        _ = try await keep(key, place) { held in
            if held.turn(of: step) == turn {
                held.save(answers, of: step)
            } else {
                held.take(late: answers, of: step)
            }
            return true
        }
    }

    /// It has been sent in.
    func dropAppraisal(_ kind: CommandKind, _ arguments: Arguments, _ place: Account.Place) async {
        guard kind == .appraiseRisk || kind == .verifyRisk,
            let key = arguments.texts[AppraisalKey.field]?.first.flatMap({ AppraisalKey($0) })
        else { return }
        try? await installation.aside.remove(.appraisal, key.row(of: place))
    }
}

extension AppraisalKey {
    /// What a form that ends an appraisal carries it under.
    static let field = "_guide"
}
