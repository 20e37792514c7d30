// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office
import Synchronization

/// Serves stories at `/stories/‹language›/‹theme›/‹name›`, each rendered by the site itself as its reader would get it, and
/// a page that lists them at `/stories`. Nothing is changed here: no command can be given that is not refused.
public final class StoryDoor: Sendable {
    private let unset: Site
    private let sessions = Mutex<[ID<Person>: String]>([:])

    /// - Parameter unset: an installation in which nobody has an account.
    public init(unset: Installation) {
        self.unset = Site(unset, log: Log(clock: unset.clock, isQuiet: true))
    }

    /// Where a story is, and in which language and colours.
    struct Address: HTML.Addressable {
        let story: Story
        let language: Language
        let theme: Theme

        var path: String { "/stories/\(language.rawValue)/\(theme.rawValue)/\(story.name)" }

        init(_ story: Story, _ language: Language, _ theme: Theme) {
            self.story = story
            self.language = language
            self.theme = theme
        }

        /// Nil if there is no such story.
        init?(path: String) {
            let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 5, parts[0].isEmpty, parts[1] == "stories",
                let language = Language(rawValue: parts[2]), let theme = Theme(rawValue: parts[3]),
                let story = StoryBook.story(named: parts[4])
            else { return nil }
            self.init(story, language, theme)
        }
    }

    /// The world of the stories lacks something, or the page answers with another status than the story says.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    func answer(_ ask: Ask, _ site: Site) async -> Answer {
        do {
            guard ask.method == "GET" || ask.method == "HEAD" else {
                return Answer(
                    405, type: "text/plain", Array("Stories are looked at.\n".utf8), headers: [("allow", "GET, HEAD")])
            }
            if case .file(let name) = Route(path: ask.rawPath) { return site.asset(name, ask) }
            if ask.rawPath == "/readyz" || ask.rawPath == "/healthz" {
                return Answer(200, type: "text/plain; charset=utf-8", Array("ready\n".utf8))
            }
            if ask.rawPath == "/stories" { return Answer(200, StoryIndex.page.bytes) }
            if ask.rawPath == "/stories.json" {
                return Answer(200, type: "application/json", StoryIndex.list.bytes)
            }
            if let address = Address(path: ask.rawPath) { return try await tell(address, ask, site) }
            if let picture = try await picture(ask, site) { return picture }
            return .see("/stories")
        } catch {
            site.log.error("\(error)", id: ask.id)
            return Answer(500, type: "text/plain; charset=utf-8", Array("\(error)\n".utf8))
        }
    }

    private func world(_ story: Story, _ site: Site) throws -> StoryWorld? {
        let houses = site.installation.houses
        switch story.stage {
        case .full: return houses.first.map { StoryWorld(house: $0) }
        case .new: return houses.last.map { StoryWorld(house: $0) }
        case .unset: return nil
        }
    }

    private func tell(_ address: Address, _ ask: Ask, _ site: Site) async throws -> Answer {
        let story = address.story
        let stage = story.stage == .unset ? unset : site
        guard let house = stage.installation.houses.first ?? site.installation.houses.first else {
            throw Fault(description: "there is no house")
        }
        let world = try world(story, site) ?? StoryWorld(house: house)
        guard let target = story.target(world) else {
            throw Fault(description: "the world has nothing for the story \(story.name)")
        }
        let head = world.house.state.book.head
        let answer = try await shown(target, address, ask, stage, world)
        guard answer.status == story.status else {
            throw Fault(description: "\(story.name) answers \(answer.status), not \(story.status)")
        }
        guard world.house.state.book.head == head else { throw Fault(description: "\(story.name) changed the world") }
        return answer
    }

    private func shown(
        _ target: Story.Target, _ address: Address, _ ask: Ask, _ site: Site, _ world: StoryWorld
    ) async throws -> Answer {
        let story = address.story
        switch target {
        case .public(let page):
            let place = PublicRoute(language: address.language, page)
            return await site.publicDoor.answer(Self.ask(ask, place.path, []), place)
        case .nowhere:
            var visit = try await visit(ask, "/findes-ikke", [], address, site, world)
            return await site.answered(nil, &visit)
        case .route(let route, let named):
            let query = named + story.query
            guard let posted = story.posted else {
                var visit = try await visit(ask, route.path, query, address, site, world)
                if story.isAnswered { try await answer(route, visit) }
                return await site.answered(route, &visit)
            }
            let plain = try await visit(ask, route.path, [], address, site, world)
            let fields = [(CSRF.name, plain.csrf)] + named + posted
            var visit = plain
            visit.ask = Self.ask(ask, route.path, [], cookie: plain.ask.header("cookie"), posting: fields)
            return await site.answered(route, &visit)
        }
    }

    /// The reader's visit, in the language and the colours of the address.
    private func visit(
        _ ask: Ask, _ path: String, _ query: [(String, String)], _ address: Address, _ site: Site, _ world: StoryWorld
    ) async throws -> Visit {
        let story = address.story
        let secret = Secret.derived("stories", "form")
        var cookie = Cookie.form(ask.isSecure) + "=" + secret
        let isHalfway = path == Route.secondStep.path
        if isHalfway || story.reader == .holder(.direktion) {
            let account = try await twoSteps(world, site)
            if isHalfway {
                site.installation.halfway.begin(account, secret: secret, now: site.installation.clock.now)
            }
        }
        if story.reader != .nobody {
            guard let person = world.person(story.reader) else {
                throw Fault(description: "nobody can read the story \(story.name)")
            }
            cookie = Cookie.session(ask.isSecure) + "=" + (try await session(of: person, in: world.house, site))
        }
        var visit = try Visit(Self.ask(ask, path, query, cookie: cookie), site.installation)
        visit.language = address.language
        visit.theme = address.theme
        if let past = story.past {
            let day = world.today - past.days
            visit.session?.view = past.knownThen ? .then(day) : .now(day)
        }
        return visit
    }

    /// Answers the appraisal that a story shows: that lies beside the ledger, which stays as it is.
    private func answer(_ route: Route, _ visit: Visit) async throws {
        guard case .appraisal(let asset, _) = route, let place = visit.session?.place else { return }
        let key = AppraisalKey(asset, visit.query["risiko"]?.first.flatMap { ID<Risk>($0) })
        let matter = try AppraisalMatter(key, try await visit.context(Arguments()))
        let draft = matter.isAgain ? AppraisalDraft.unchanged(matter) : .example(matter)
        try await visit.installation.aside.put(
            draft.json, .appraisal, key.row(of: place), owner: Ref(place.person))
    }

    /// The first of the direktion signs in in two steps, so that the pages about it have somebody to ask.
    private func twoSteps(_ world: StoryWorld, _ site: Site) async throws -> Ref {
        guard let person = world.person(.holder(.direktion)) else { throw Fault(description: "there is no direktion") }
        let account = try await site.installation.account(of: person, in: world.house.id, joins: true)
        try await site.installation.proofs.change(account.id) { proof in
            guard !proof.hasSecondStep else { return }
            let secret = [UInt8](repeating: 7, count: OneTimeCode.secretBytes)
            proof.authenticators = [.init(id: ID(high: 1, low: 1), secret: secret, lastStep: 0)]
            proof.recovery = (1...8).map { Secret.hash("\($0)") }
        }
        return account.id
    }

    /// The secret of the reader's session, begun when the first story of that reader is told.
    private func session(of person: ID<Person>, in house: House, _ site: Site) async throws -> String {
        if let known = sessions.withLock({ $0[person] }) { return known }
        let installation = site.installation
        let account = try await installation.account(of: person, in: house.id, joins: true)
        let (secret, _) = try await installation.sessions.begin(
            account.id, .init(organisation: house.id, person: person), by: .password, now: installation.clock.now,
            mint: installation.mint)
        return sessions.withLock { held in
            if let known = held[person] { return known }
            held[person] = secret
            return secret
        }
    }

    /// An image in a text, which the page asks for by its own address.
    private func picture(_ ask: Ask, _ site: Site) async throws -> Answer? {
        guard case .image = Route(path: ask.rawPath), let story = StoryBook.story(named: "document") else { return nil }
        guard let world = try world(story, site) else { return nil }
        var visit = try await visit(ask, ask.rawPath, [], Address(story, .da, .light), site, world)
        return await site.answered(Route(path: ask.rawPath), &visit)
    }

    private static func ask(
        _ ask: Ask, _ path: String, _ query: [(String, String)], cookie: String? = nil,
        posting fields: [(String, String)]? = nil
    ) -> Ask {
        func encoded(_ pairs: [(String, String)]) -> String {
            pairs.map { Percent.encoded($0.0) + "=" + Percent.encoded($0.1) }.joined(separator: "&")
        }
        var headers = ["host": ask.header("host") ?? "localhost"]
        headers["cookie"] = cookie
        let body = fields.map { Array(encoded($0).utf8) } ?? []
        if fields != nil { headers["content-type"] = "application/x-www-form-urlencoded" }
        return Ask(
            id: ask.id, method: fields == nil ? "GET" : "POST", rawPath: path, rawQuery: encoded(query),
            headers: headers, client: ask.client, isSecure: ask.isSecure, way: .network,
            length: fields == nil ? nil : body.count, body: { _ in body })
    }
}
