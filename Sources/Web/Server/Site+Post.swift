// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

extension Site {
    /// Does what a form asks. Every form carries the token of its session and comes from a page of ours.
    func post(_ route: Route, _ visit: inout Visit) async throws -> Answer {
        guard route.takesPost else {
            var answer = await show(.wrongMethod, visit)
            answer.headers.append(("allow", "GET, HEAD"))
            return answer
        }
        // Posted by mail programs, which have neither session nor form.
        if case .unsubscribe(let organisation, let person, let secret) = route {
            return try await unsubscribed(organisation, person, secret, visit)
        }
        // Posted by the organisation's own sign-in system, which has neither session nor form.
        if route == .federation(.notice) { return try await federationNotice(visit) }
        guard Origin.isOurs(visit.ask, publicAddress: installation.settings.publicAddress) else {
            return await show(.forged, visit)
        }
        let type = visit.ask.header("content-type") ?? ""
        let isMultipart = type.lowercased().hasPrefix("multipart/form-data")
        var late = try await late(visit)
        // Only somebody who is signed in, or just was, may send a file.
        var limit = isMultipart && (visit.session ?? late?.session) != nil ? Site.fileLimit : Site.bodyLimit
        if case .manuscript = route, visit.secret != nil { limit = Site.writingLimit }
        if let length = visit.ask.length, length > limit { throw Ask.TooLarge(limit: limit) }
        var arguments = try FormReader.arguments(try await visit.ask.body(limit), type: type)
        guard visit.isSealed(arguments.texts[CSRF.name]?.first) else {
            // It may have been ended while the body came.
            if late != nil { late = try await self.late(visit) }
            if case .manuscript(let id) = route, let answer = try await keepForLater(id, arguments, visit) {
                return answer
            }
            if case .appraisal(let asset, let step) = route,
                let answer = try await keepAppraisal(asset, step, arguments, visit, late)
            {
                return answer
            }
            if case .command(let kind) = route, let answer = try await unsealed(kind, arguments, visit, late) {
                return answer
            }
            return await show(.forged, visit)
        }
        arguments.texts[CSRF.name] = nil
        if let answer = try await lead(from: route, arguments, visit) { return answer }
        switch route {
        case .command(let kind): return try await command(kind, &arguments, &visit)
        case .manuscript(let id): return try await write(id, arguments, &visit)
        case .signIn: return try await signIn(arguments, &visit)
        case .signOut: return try await signOut(&visit)
        case .freshSignIn: return try await freshSignIn(arguments, &visit)
        case .firstRun: return try await firstRun(arguments, &visit)
        case .house: return try await chooseHouse(arguments, &visit)
        case .language: return try await chooseLanguage(arguments, &visit)
        case .appearance: return try await chooseTheme(arguments, &visit)
        case .password: return try await changePassword(arguments, &visit)
        case .secondStep: return try await secondStep(arguments, &visit)
        case .authenticator: return try await addAuthenticator(arguments, &visit)
        case .passkey: return try await addPasskey(arguments, &visit)
        case .recoveryCodes: return try await makeRecoveryCodes(&visit)
        case .mail: return try await chooseMail(arguments, &visit)
        case .endSession: return try await endSession(arguments, &visit)
        case .invitation: return try await invite(arguments, &visit)
        case .filters: return try await changeFilters(arguments, &visit)
        case .lesson(let id, let number): return try await answerLesson(id, number, arguments, &visit)
        case .appraisal(let id, let step): return try await answerAppraisal(id, step, arguments, &visit)
        case .overview, .inbox, .delivery, .unsubscribe, .tasks, .task, .wheel, .documents, .document, .version,
            .original, .comparison, .consultation, .meetings, .meeting, .minutes, .minutesFile,
            .decisions, .decision, .decisionPackage, .meetingPackage,
            .persons, .notice, .short, .shortVersion, .image, .keptImage, .export,
            .person, .units, .unit, .bodies, .ledger, .entry, .proof, .checkpoint, .account, .erasure, .correction,
            .held, .heldOf, .retention, .part,
            .dispensations, .dispensation, .proposals, .proposal, .topics, .frameworks, .terms, .framework, .clause,
            .riskMethod,
            .requirements, .requirement, .evidenceList, .evidence, .nonconformities, .nonconformity, .scopes, .scope,
            .controls, .control, .audit, .reportFile, .auditEngagement, .workingPapers, .evidenceRequest,
            .competences, .competence, .talks,
            .courses, .course, .certificate, .certificateFile, .certificateBadge, .matrix, .reports, .report,
            .objectives, .objective, .measures, .measure, .assets, .asset,
            .dependences,
            .initiatives, .initiative, .suspicions, .suspicion,
            .processings, .processing,
            .subjectRequests, .subjectRequest,
            .risks, .riskList, .risk, .riskCard,
            .riskNumbers,
            .riskCardFile,
            .appraisals,
            .campaigns, .campaign, .campaignUnit,
            .evidenceFile, .frameworkFile,
            .threats,
            .accesses,
            .search, .calendar,
            .accessibility, .file, .healthz, .readyz:
            return await show(.wrongMethod, visit)
        case .publication, .federation, .signInProvider: return await show(.wrongMethod, visit)
        }
    }

    // MARK: Commands

    /// The form of a command; filled in with what was posted before a new sign-in, if it comes from there.
    func form(_ kind: CommandKind, _ visit: inout Visit) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        var arguments = Arguments(visit.query)
        var kept: String?
        var problem: Refusal?
        if let id = visit.query["_kladde"]?.first, let draft = try await draft(id, visit) {
            if draft.isLate, draft.kind == kind {
                var asked = arguments
                do { try await chooseDay(&asked, &visit) } catch let refusal as Refusal { problem = refusal }
                if visit.session?.view == .today, try await visit.context(Arguments()).sight.mayEver(kind) {
                    return try await form(kind, late: draft, id, visit)
                }
            }
            arguments = draft.arguments
            kept = draft.file
            // Back to where it was signed: the record is shown again, and it is said that nothing is done yet.
            if draft.kind == kind, kind == .makeDecision || kind == .resolveProposal {
                arguments.texts["_preview"] = ["1"]
                arguments.texts[DecisionSteps.signedIn] = ["1"]
            }
        }
        do { try await takeManuscript(kind, &arguments, visit) } catch let refusal as Refusal { problem = refusal }
        return try await page(&visit, filled: arguments, kept: kept) { [problem] context in
            if context.sight.isPast { return CommandForm.past(kind, in: context) }
            guard context.sight.mayEver(kind) else { throw Refusal.notAllowed }
            return try await CommandForm.content(kind, problem, in: context)
        }
    }

    private func command(_ kind: CommandKind, _ arguments: inout Arguments, _ visit: inout Visit) async throws -> Answer
    {
        guard let session = visit.session, let room = visit.room, let account = visit.account else {
            return toSignIn(visit)
        }
        arguments.answerTicks(of: kind)
        // The same method opens the account's other organisations, of which this session says nothing.
        if session.federated != nil, kind == .removeSignInMethod,
            arguments.texts["person"]?.first.flatMap({ ID<Person>($0) }) == session.place.person
        {
            return try await again(kind, FederationPages.ownMethods, arguments, nil, visit)
        }
        guard session.view == .today else { return try await waiting(kind, arguments, visit) }
        if DraftVersion.isStateClassified(arguments), kind != .reclassifyDocument {
            // What must not lie in Værn is not kept for a preview either.
            try await dropFile(&arguments, visit)
            try await dropDraft(arguments, visit)
            return try await again(kind, .stateClassified, arguments, nil, visit)
        }
        var stale: Refusal?
        do { try await takeManuscript(kind, &arguments, visit) } catch let refusal as Refusal { stale = refusal }
        let kept = arguments.texts["manuscript"] == nil ? try await keepFile(&arguments, visit) : nil
        if let stale { return try await again(kind, stale, arguments, kept, visit) }
        if arguments.texts["_preview"] != nil || arguments.texts["_choose"] != nil {
            return try await again(kind, nil, arguments, kept, visit)
        }
        let command = arguments.texts["_command"]?.first.flatMap { Ref($0) }
        let expected = arguments.texts["_revision"]?.first.flatMap { Int($0) }
        let actor = Actor.person(
            Ref(session.place.person), account: account.id, method: session.way.rawValue,
            strength: session.way.strength,
            authenticated: session.authenticated.milliseconds)
        let done: Done
        do throws(Refusal) {
            done = try await installation.perform(
                kind, arguments, as: actor, door: .web, in: room.house.id, command: command, expected: expected)
        } catch {
            let refusal = error
            if refusal.reason == .freshSignInRequired {
                let id = try await keepDraft(kind, arguments, kept, visit)
                return .see(Route.freshSignIn.path + "?kladde=" + id)
            }
            return try await again(kind, refusal, arguments, kept, visit)
        }
        if let kept {
            try? await installation.aside.remove(.draft, kept)
            for part in [".extract", ".catalogue"] { try? await installation.aside.remove(.draft, kept + part) }
        }
        try? await dropDraft(arguments, visit)
        await dropManuscript(kind, arguments, room.house.id)
        await dropAppraisal(kind, arguments, session.place)
        if let secret = done.secret { return try await secretPage(kind, secret, done.receipt, visit) }
        return .see(led(to: done.receipt, kind, arguments, room.house.state.register))
    }

    /// The form again, with what was filled in.
    func again(
        _ kind: CommandKind, _ refusal: Refusal?, _ arguments: Arguments, _ kept: String?, _ visit: Visit
    ) async throws -> Answer {
        var arguments = arguments
        // A refused command wrote nothing, so it may be tried again; one that was stale, or done before, begins anew.
        if refusal?.reason == .stale || refusal == .usedKey { arguments.texts["_command"] = nil }
        arguments.texts["_revision"] = nil
        var refusal = refusal
        do throws(Refusal) {
            try await Extraction.add(to: &arguments, of: kind)
        } catch {
            refusal = refusal ?? error
        }
        try await keepExtract(arguments, kept, visit)
        let context = try await visit.context(arguments, keptFile: kept)
        // As where the form is asked for; an alarm or a past day is what the refusal itself tells of.
        let isHeld = context.sight.isPast || context.sight.house.alarm != nil
        guard isHeld || context.sight.mayEver(kind) else { throw Refusal.notAllowed }
        let content = try await CommandForm.content(kind, refusal, in: context)
        var shown = content
        if refusal != nil { shown.status = CommandForm.status(refusal) }
        return show(shown, visit, context)
    }

    /// Where the person is led when it is done: the page of what it was about, if it may be seen.
    private func led(
        to receipt: Receipt, _ kind: CommandKind, _ arguments: Arguments, _ register: Register
    ) -> String {
        var path = Route.overview.path
        if let back = arguments.texts["_back"]?.first, Own.path(back) == back {
            path = back
        } else if kind == .erasePerson {
            path = Route.persons.path
        } else if kind == .reviewRights {
            path = Route.accesses.path
        } else if kind == .setPublication || kind == .reviewPublication {
            path = Route.publication.path
        } else if kind == .assessRequirement, let requirement = kind.subject(arguments) {
            // What it is about, also where it began with new evidence.
            return "\(Route(requirement).path)?efter=\(receipt.positions.upperBound - 1)"
        } else if let subject = receipt.subjects.first {
            // A meeting whose call was annulled has no page.
            let isGone =
                subject.kind == .meeting && register.meetings[subject.id.seen(as: Meeting.self)]?.calling == nil
            path = (isGone ? .meetings : Route(subject)).path
            if subject.kind == .framework {
                // It is known to people by its name; what was annulled has no page either.
                let known = register.frameworks[subject.id.seen(as: AdoptedFramework.self)]?.adoption
                path = (known.map { .framework($0.name) } ?? Route.frameworks).path
            }
        }
        return path + (path.contains("?") ? "&" : "?") + "efter=\(receipt.positions.lowerBound)"
    }

    /// A secret is shown in the answer itself and nowhere kept in clear.
    private func secretPage(
        _ kind: CommandKind, _ secret: String, _ receipt: Receipt, _ visit: Visit
    ) async throws -> Answer {
        let context = try await visit.context(Arguments())
        let joins = installation.accounts.find(offer: secret, now: installation.clock.now) != nil
        let content = SecretPage.content(
            kind, secret, receipt, base: installation.baseURL, joins: joins, in: context)
        return show(content, visit, context)
    }

    private func invite(_ arguments: Arguments, _ visit: inout Visit) async throws -> Answer {
        guard let session = visit.session, let room = visit.room else { return toSignIn(visit) }
        let context = try await visit.context(arguments)
        let person: ID<Person> = try arguments.id("person")
        guard context.sight.may(.openAccount, Concern(person: person)) else { throw Refusal.notAllowed }
        guard installation.clock.now.milliseconds - session.authenticated.milliseconds < Desk.fresh else {
            return .see(Route.freshSignIn.path + "?tilbage=" + Percent.encoded(Route.person(person).path))
        }
        let place = Account.Place(organisation: room.house.id, person: person)
        if let account = installation.accounts.find(place) {
            // A new password opens all that the account opens.
            guard session.federated == nil || person != session.place.person else { throw FederationPages.ownMethods }
            guard account.places.count == 1 else { throw JoinPanel.shared }
        }
        let code = try await installation.invite(person, in: room.house.id)
        let joins = installation.accounts.find(offer: code, now: installation.clock.now) != nil
        return show(SecretPage.code(code, person, joins: joins, in: context), visit, context)
    }
}

extension Arguments {
    /// A browser sends nothing of a box without a tick. Where a command demands an answer, that is a no.
    mutating func answerTicks(of kind: CommandKind) {
        var fields = kind.fields
        if kind == .correctFact, let right = texts["command"]?.first.flatMap({ CommandKind(rawValue: $0) }) {
            fields += right.fields
        }
        for field in fields where field.kind == .tick && field.required && texts[field.name] == nil {
            texts[field.name] = ["0"]
        }
    }

    /// These, with what is missing taken from others.
    func merging(_ others: Arguments) -> Arguments {
        var merged = self
        merged.texts.merge(others.texts) { own, _ in own }
        return merged
    }
}
