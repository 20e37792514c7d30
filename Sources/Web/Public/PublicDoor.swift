// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Ledger
import Office
import Synchronization

/// Answers what is asked without signing in about what is published. It knows the houses' public views and nothing of
/// sessions: no cookie is read or set, no parameter of the address counts, and the same address gives the same bytes to
/// everybody.
final class PublicDoor: Sendable {
    private let houses: @Sendable () -> [House]
    /// The installation's own address, for organisations without a host name.
    private let base: @Sendable () -> String
    private let isDemo: Bool
    private let now: @Sendable () -> Instant
    let queue: TurnQueue
    let press: PublicPress?
    private let kept = Mutex<[ID<Organisation>: PublicSight]>([:])

    init(
        _ houses: @escaping @Sendable () -> [House], base: @escaping @Sendable () -> String, isDemo: Bool,
        now: @escaping @Sendable () -> Instant, queue: TurnQueue = TurnQueue(), press: PublicPress? = nil
    ) {
        self.houses = houses
        self.base = base
        self.isDemo = isDemo
        self.now = now
        self.queue = queue
        self.press = press
    }

    func answer(_ ask: Ask, _ route: PublicRoute) async -> Answer {
        guard ask.method == "GET" || ask.method == "HEAD" else {
            return text(405, "GET, HEAD\n", [("allow", "GET, HEAD")])
        }
        let found = await queue.take { self.found(ask, route) } ?? .answer(Self.busy(seconds: 2))
        var answer =
            switch found {
            case .answer(let answer): answer
            case .pdf(let page): await press(page, ask, route)
            }
        answer.headers.append(("content-security-policy", Self.policy))
        if !answer.headers.contains(where: { $0.0 == "cache-control" }) {
            // A copy is asked about each time, and costs a 304: nobody is shown what is in force no more.
            answer.headers.append(("cache-control", "public, max-age=0, must-revalidate"))
        }
        return validated(answer, ask)
    }

    /// No script, no form, nobody else.
    private static let policy = """
        default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; \
        frame-ancestors 'none'
        """

    private static func busy(seconds: Int) -> Answer {
        Answer(
            503, type: "text/plain; charset=utf-8", Array("Kom igen om lidt. / Come again in a moment.\n".utf8),
            headers: [("retry-after", "\(seconds)"), ("cache-control", "no-store")])
    }

    private enum Found {
        case answer(Answer)
        /// It is there, and is still to be printed.
        case pdf(PublicPrint)
    }

    /// What is there, or why not.
    private func found(_ ask: Ask, _ route: PublicRoute) -> Found {
        do {
            let views = try views()
            guard let (sight, place) = choose(views, ask, route) else { return .answer(none(views, route)) }
            let context = PublicContext(
                sight: sight, route: place, base: address(of: sight), isDemo: isDemo, prints: press != nil)
            if case .pdf(let number) = place.page {
                guard press != nil, let document = sight.document(number), let page = PublicPrint(document, context)
                else { throw Refusal.unknown }
                return .pdf(page)
            }
            return .answer(try show(context))
        } catch is PublicSight.Unsure {
            let page = PublicShell.notice(.unsure, route.language, isDemo: isDemo)
            return .answer(
                Answer(503, page.bytes, headers: [("retry-after", "3600"), ("cache-control", "no-store")]))
        } catch {
            return .answer(missing(route))
        }
    }

    /// The printed file; nothing is printed for whoever has it already.
    private func press(_ page: PublicPrint, _ ask: Ask, _ route: PublicRoute) async -> Answer {
        let headers = [("etag", page.tag), ("content-disposition", Headers.attachment(page.fileName))]
        if Self.isKnown(page.tag, modified: nil, ask) {
            return Answer(200, type: "application/pdf", [], headers: headers)
        }
        switch await press?.take(page, at: now()) {
        case .made(let bytes):
            // It may have been classified while it was printed. Those who shared the print take turns.
            switch await queue.take({ self.found(ask, route) }) {
            case nil: return Self.busy(seconds: 30)
            case .pdf(let still) where still.tag == page.tag:
                return Answer(200, type: "application/pdf", bytes, headers: headers)
            case .pdf:
                press?.drop(page)
                return Self.busy(seconds: 2)
            case .answer(let answer):
                press?.drop(page)
                return answer
            }
        case .full: return Self.busy(seconds: 30)
        case .failed, nil: return Self.busy(seconds: 300)
        }
    }

    // MARK: Which organisation

    private func views() throws -> [PublicSight] {
        var found: [PublicSight] = []
        for house in houses() { if let sight = try view(of: house) { found.append(sight) } }
        return found
    }

    private func view(of house: House) throws -> PublicSight? {
        let (head, today) = house.publicMoment
        // An alarm may have come without a fact.
        if house.alarm == nil, let known = kept.withLock({ $0[house.id] }), known.head == head, known.day == today {
            return known
        }
        let made = try house.publicSight()
        kept.withLock { $0[house.id] = made }
        press?.follow(made, house.id)
        return made
    }

    /// The organisation that is asked for: by the address, by the host name, or the only one there is.
    private func choose(_ views: [PublicSight], _ ask: Ask, _ route: PublicRoute) -> (PublicSight, PublicRoute)? {
        if let organisation = route.organisation {
            return views.first { $0.organisation == organisation }.map { ($0, route) }
        }
        let host = (ask.header("host") ?? "").prefix { $0 != ":" }.lowercased()
        // Two that claim one name: whoever the installation took in first.
        if let sight = views.first(where: { $0.settings.host == host }) { return (sight, route) }
        return views.count == 1 ? (views[0], route) : nil
    }

    private func address(of sight: PublicSight) -> String { sight.settings.host.map { "https://\($0)" } ?? base() }

    /// The address alone says nothing: several publish, or nobody.
    private func none(_ views: [PublicSight], _ route: PublicRoute) -> Answer {
        switch route.page {
        case .robots: return PublicFiles.robots(nil)
        case .list where route.organisation == nil && !views.isEmpty:
            let page = PublicShell.organisations(views, route.language, isDemo: isDemo)
            return Answer(200, page.bytes)
        case .list, .document, .version, .pdf, .text, .proof, .changes, .checkpoint, .certificate, .keys, .statement,
            .security, .sitemap, .missing:
            return missing(route)
        }
    }

    private func missing(_ route: PublicRoute) -> Answer {
        switch route.page {
        case .list, .document, .version, .certificate, .missing:
            Answer(404, PublicShell.notice(.missing, route.language, isDemo: isDemo).bytes)
        case .pdf, .text, .proof, .changes, .checkpoint, .keys, .statement, .security, .sitemap, .robots:
            text(404, "404\n")
        }
    }

    // MARK: Which page

    private func show(_ context: PublicContext) throws -> Answer {
        let sight = context.sight
        func document(_ number: Int) throws -> PublicDocument {
            guard let document = sight.document(number) else { throw Refusal.unknown }
            return document
        }
        func version(_ number: Int, _ version: VersionNumber) throws -> (PublicDocument, PublicVersion) {
            let document = try document(number)
            guard let version = document.version(version) else { throw Refusal.unknown }
            return (document, version.reading(in: context.language))
        }
        switch context.route.page {
        case .list: return page(PublicList.page(context), sight)
        case .document(let number):
            let document = try document(number)
            return page(PublicDocumentPage(document, document.valid.reading(in: context.language), context).page, sight)
        case .version(let number, let wanted):
            let (document, version) = try version(number, wanted)
            return page(PublicDocumentPage(document, version, context).page, sight)
        case .text(let number, let wanted):
            let (_, version) = try version(number, wanted)
            guard let opening = sight.opening(of: version) else { throw Refusal.unknown }
            return Answer(200, type: "text/plain; charset=utf-8", opening.bytes)
        case .proof(let number, let wanted):
            let (_, version) = try version(number, wanted)
            guard let proof = sight.proof(of: version) else { throw Refusal.unknown }
            return Answer(200, type: "text/plain; charset=utf-8", Array(proof.utf8))
        case .checkpoint:
            guard let note = sight.checkpoint else { throw Refusal.unknown }
            return Answer(200, type: "text/plain; charset=utf-8", Array(note.utf8))
        case .certificate(let course, let id):
            guard let certificate = sight.certificate(id, of: course) else { throw Refusal.unknown }
            var answer = page(PublicCertificatePage(certificate: certificate, context: context).page, sight)
            // In no cache of somebody else's, and found by no search.
            answer.headers += [("cache-control", "private, no-store"), ("x-robots-tag", "noindex")]
            return answer
        case .keys:
            guard let key = sight.badgeKey else { throw Refusal.unknown }
            return Answer(200, type: "application/jwk-set+json", OpenBadge.keySet([(key.name, key.publicKey)]))
        case .changes: return PublicFeed(context).answer
        case .statement:
            guard let statement = sight.settings.statement else { throw Refusal.unknown }
            var answer = text(302, "\(statement)\n", [("location", statement)])
            answer.headers.append(("cache-control", "no-cache"))
            return answer
        case .security: return try PublicFiles.security(context)
        case .sitemap: return PublicFiles.sitemap(context)
        case .robots: return PublicFiles.robots(context)
        case .pdf, .missing: throw Refusal.unknown
        }
    }

    private func page(_ page: HTML, _ sight: PublicSight) -> Answer {
        var answer = Answer(200, page.bytes)
        if let modified = HTTPDate.after(sight.changed, noLaterThan: now()) {
            answer.headers.append(("last-modified", modified))
        }
        return answer
    }

    private func text(_ status: Int, _ text: String, _ headers: [(String, String)] = []) -> Answer {
        Answer(status, type: "text/plain; charset=utf-8", Array(text.utf8), headers: headers)
    }

    // MARK: Copies that others keep

    /// Gives the answer a name that changes exactly when it does, and says 304 to whoever has it already (RFC 9110 §13).
    private func validated(_ answer: Answer, _ ask: Ask) -> Answer {
        guard answer.status == 200 else { return answer }
        var answer = answer
        let own = answer.headers.first { $0.0 == "etag" }?.1
        let tag = own ?? "\"\(Digest.sha256(answer.body).hex.prefix(32))\""
        if own == nil { answer.headers.append(("etag", tag)) }
        guard Self.isKnown(tag, modified: answer.headers.first { $0.0 == "last-modified" }?.1, ask) else {
            return answer
        }
        answer.headers.removeAll { $0.0 == "content-type" }
        return Answer(notModified: answer.headers)
    }

    private static func isKnown(_ tag: String, modified: String?, _ ask: Ask) -> Bool {
        if let known = ask.header("if-none-match") {
            return known == "*" || known.split(separator: ",").contains { name($0) == tag }
        }
        // Exactly: after a restore from a backup the newest fact may be older than the copy.
        return ask.header("if-modified-since").map { $0 == modified } ?? false
    }

    private static func name(_ tag: Substring) -> String {
        let trimmed = tag.drop { $0 == " " }
        let plain = trimmed.hasPrefix("W/") ? trimmed.dropFirst(2) : trimmed
        return String(plain.prefix { $0 != " " })
    }
}

extension Answer {
    fileprivate init(notModified headers: [(String, String)]) {
        self.init(304, [], headers: headers)
        self.headers.removeAll { $0.0 == "content-type" }
    }
}
