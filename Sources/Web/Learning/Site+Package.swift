// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

extension Site {
    /// Who looks at a page of a course, as far as its package must know.
    struct Onlooker: Sendable {
        let session: Session
        /// The origin of the page that the frame stands in.
        let page: String
    }

    func onlooker(_ visit: Visit) -> Onlooker? {
        visit.session.map { Onlooker(session: $0, page: origin(of: visit.ask)) }
    }

    /// Where the browser is: the public address if there is one, else what it asked for.
    private func origin(of ask: Ask) -> String {
        let host = ask.header("host")?.lowercased() ?? ""
        let isPlain = host.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2D, 0x2E, 0x3A, 0x5B, 0x5D].contains(byte)
        }
        guard installation.settings.publicAddress == nil, isPlain, !host.isEmpty else {
            return installation.baseURL.lowercased()
        }
        return (ask.isSecure ? "https://" : "http://") + host
    }

    /// The page of a package; its files can be had from then on.
    func packagePage(
        _ id: ID<Course>, _ number: Int, _ package: PlayedPackage, _ progress: LessonProgress?, _ onlooker: Onlooker,
        in context: Context
    ) throws(Refusal) -> (content: Content, origin: String?) {
        let (course, _, document) = try context.sight.course(id)
        let stage = stage(course, number, package, progress, onlooker, context.sight)
        let page = PackagePage(
            id: id, document: document, module: package.module, number: number,
            progress: progress?.package ?? PackageProgress(), stage: stage, context: context)
        guard case .ready(let origin, _, _, _) = stage else { return (try page.content, nil) }
        return (try page.content, origin)
    }

    private func stage(
        _ course: Course, _ number: Int, _ package: PlayedPackage, _ progress: LessonProgress?, _ onlooker: Onlooker,
        _ sight: Sight
    ) -> PackagePage.Stage {
        guard let place = installation.settings.packages else { return .notSetUp }
        guard place.isApart(from: onlooker.page) else { return .sameName }
        guard number == 1, !sight.isPast, course.holds(on: sight.day), let progress else { return .closed }
        let own = onlooker.session.place
        let now = installation.clock.now
        let ticket = installation.packageTickets.issue(
            PackageTicket(
                session: onlooker.session.id, place: own, course: course.id, package: package,
                certificates: progress.certificates, page: onlooker.page, until: PackageTickets.until(from: now)),
            mint: installation.mint, now: now)
        let learner = Secret.derived(installation.seal, "scorm \(own.organisation) \(own.person) \(course.id)")
        return .ready(
            origin: place.origin, source: "\(place.origin)/\(ticket)/", learner: String(learner.prefix(16)),
            turn: Self.turn(progress))
    }

    /// What a package's word is about: a window that was left open must not pass another version, or next year's turn.
    private static func turn(_ progress: LessonProgress) -> String { "\(progress.version) \(progress.certificates)" }

    /// Keeps what the package said, as the script of the page sent it on.
    func keepPackage(
        _ id: ID<Course>, _ package: PlayedPackage, _ arguments: Arguments, _ new: LessonProgress, in context: Context,
        _ visit: Visit
    ) async throws -> Answer {
        guard let session = visit.session else { return toSignIn(visit) }
        let told: PackageProgress
        do {
            guard installation.packageTickets.mayTell(session.id, now: installation.clock.now) else {
                throw Refusal(
                    .busy,
                    Phrase(
                        da: "Pakken melder meget på én gang. Det sidste gemmes om lidt.",
                        en: "The package reports a lot at once. The last of it is saved in a moment."))
            }
            guard session.view == .today else {
                throw Refusal.outOfTurn(
                    da: "Du ser på en tidligere dag. Gå tilbage til i dag, så det kan gemmes.",
                    en: "You look at a past day. Go back to today, so that it can be saved.")
            }
            if let turn = arguments.texts["turn"]?.first, turn != Self.turn(new) {
                throw Refusal.outOfTurn(
                    da: "Kurset er afsluttet eller ændret, siden du åbnede det her. Luk det, og åbn det igen.",
                    en: "The course was finished or changed since you opened it here. Close it, and open it again.")
            }
            told = try PackageProgress(arguments)
        } catch let refusal as Refusal where Self.asksForData(visit) {
            return Self.data(
                refusal.reason == .busy ? 429 : CommandForm.status(refusal),
                [("note", .string(visit.say(refusal.phrase)))])
        }
        let kept = try await keep(id, session.place, new) { now in
            var said = now.package ?? PackageProgress()
            said.take(told, of: package.module)
            now.package = said
        }
        let isOpen = installation.packageTickets.renew(session.id, id, now: installation.clock.now)
        guard Self.asksForData(visit) else { return .see(Route.lesson(id, 2).path) }
        let time = context.language.clock(installation.clock.now)
        return Self.data(
            200,
            [
                (
                    "note",
                    .string(
                        isOpen
                            ? visit.say(da: "Gemt \(time).", en: "Saved \(time).")
                            : visit.say(
                                da: "Gemt \(time). Pakken åbnes igen. Går den ikke videre, så hent siden igen.",
                                en:
                                    "Saved \(time). The package is opened again. If it does not go on, load the page again."
                            ))
                ), ("open", .bool(isOpen)),
                ("passed", .bool(kept.package?.passed != nil)),
            ])
    }
}
