// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// Answers every request: reads the address, checks where it comes from, and switches over all routes there are.
final class Site: Sendable {
    let installation: Installation
    let metrics: Metrics
    let log: Log
    /// What is answered without a session.
    let publicDoor: PublicDoor
    /// Pages of past days are made one at a time: the first look at a day takes long, and those who look at today want
    /// the other processor.
    let pastPages = TurnQueue(places: 1, most: 4096)
    /// Working papers are made one at a time, each in memory.
    let papers = TurnQueue(places: 1, most: 16)
    /// Files of packages are unpacked two at a time: each can be 50 MB in memory.
    let unpacking = TurnQueue(places: 2, most: 64)
    /// Where stories are told instead of anything being done.
    let stories: StoryDoor?

    init(_ installation: Installation, log: Log, stories: StoryDoor? = nil) {
        self.installation = installation
        self.stories = stories
        self.log = log
        metrics = Metrics()
        publicDoor = PublicDoor(
            { [installation] in installation.houses }, base: { [installation] in installation.baseURL },
            isDemo: installation.isDemo, now: { [installation] in installation.clock.now },
            press: PublicPress(installation.printer))
    }

    static let bodyLimit = 1 << 20
    static let fileLimit = 26 << 20
    /// A manuscript of the greatest length, percent-encoded.
    static let writingLimit = 7 << 20

    /// Answers, writes one line to the log and counts.
    func answer(_ ask: Ask) async -> Answer {
        let start = ContinuousClock.now
        let isScim = ScimDoor.isMeant(ask.rawPath)
        let isAPI = isScim || ask.rawPath == "/api" || ask.rawPath.hasPrefix("/api/")
        let path = (try? FormReader.decoded(ask.rawPath.utf8, plus: false)) ?? ""
        // First, so that what everybody may read never meets a session.
        let place = isAPI || ask.isSocket ? nil : PublicRoute(path: path)
        let route = isAPI || path.isEmpty || place != nil ? nil : Route(path: path)
        var answer: Answer
        if let stories {
            answer = await stories.answer(ask, self)
        } else if isScim, !ask.isSocket {
            answer = await ScimDoor.answer(ask, in: installation)
        } else if isAPI, !isScim {
            answer = await API.answer(ask, in: installation)
        } else if ask.isSocket {
            answer = Answer(404, type: "text/plain; charset=utf-8", Array("The socket has /api only.\n".utf8))
        } else if let place {
            answer = await publicDoor.answer(ask, place)
        } else if case .file(let name) = route, ask.method == "GET" || ask.method == "HEAD" {
            answer = asset(name, ask)
        } else {
            answer = await page(ask, route)
        }
        Headers.add(to: &answer, ask)
        if ask.method == "HEAD" { answer.headers.append(("content-length", String(answer.body.count))) }
        let template =
            isScim
            ? ScimDoor.template(ask.rawPath)
            : isAPI ? API.template(ask.rawPath) : place?.template ?? route?.template ?? "-"
        let took = ContinuousClock.now - start
        metrics.count(template, status: answer.status, took)
        log.request(ask, template, answer, took)
        return answer
    }

    private func page(_ ask: Ask, _ route: Route?) async -> Answer {
        do {
            var visit = try Visit(ask, installation)
            visit.sealForms()
            var answer = await answered(route, &visit)
            answer.headers += visit.cookies.map { ("set-cookie", $0) }
            return answer
        } catch {
            return gate(.malformed, .da, nil)
        }
    }

    /// The page of a visit, or the one that says what went wrong.
    func answered(_ route: Route?, _ visit: inout Visit) async -> Answer {
        do {
            return try await answerPage(route, &visit)
        } catch let refusal as Refusal {
            return await show(ErrorPage(refusal), visit)
        } catch is FormReader.Malformed {
            return await show(.malformed, visit)
        } catch let error as Ask.TooLarge {
            return await show(.tooLarge(error.limit), visit)
        } catch is Ask.TooSlow {
            return await show(.tooSlow, visit)
        } catch is Passwords.Busy {
            return await show(.slow, visit)
        } catch let failure as StoreFailure {
            log.error("\(failure)", id: visit.ask.id)
            switch failure {
            case .spaceBelowFloor: return await show(.full, visit)
            case .broken: return await show(.broken(visit.ask.id), visit)
            }
        } catch {
            log.error("\(error)", id: visit.ask.id)
            return await show(.broken(visit.ask.id), visit)
        }
    }

    private func answerPage(_ route: Route?, _ visit: inout Visit) async throws -> Answer {
        guard visit.ask.headers.reduce(0, { $0 + $1.key.utf8.count + $1.value.utf8.count }) < 32_768,
            visit.ask.rawPath.utf8.count + visit.ask.rawQuery.utf8.count < 8192
        else { return await show(.longHeaders, visit) }
        // One host, as HTTP demands: two are an attempt to make proxies and us read different requests.
        guard let host = visit.ask.header("host"), !host.contains(","), !host.isEmpty else {
            return await show(.malformed, visit)
        }
        guard let route else { return await show(.missing, visit) }
        if visit.ask.method != "POST", let answer = lead(from: route, visit) { return answer }
        switch visit.ask.method {
        case "GET", "HEAD":
            let answer = try await get(route, &visit)
            noteSeen(route, answer, visit)
            return answer
        case "POST": return try await post(route, &visit)
        default:
            var answer = await show(.wrongMethod, visit)
            answer.headers.append(("allow", route.takesPost ? "GET, HEAD, POST" : "GET, HEAD"))
            return answer
        }
    }

    // MARK: Showing

    /// A page of a signed-in person in its frame.
    func show(_ content: Content, _ visit: Visit, _ context: Context) -> Answer {
        Answer(content.status, Frame(visit: visit, context: context).page(content).bytes)
    }

    /// An error, in the frame where somebody is signed in.
    ///
    /// - Parameter back: the list that it came from; nil: the way leads to the overview.
    func show(_ error: ErrorPage, _ visit: Visit, back: Link? = nil) async -> Answer {
        guard visit.session != nil, let context = try? await visit.context(Arguments()) else {
            return gate(error, visit.language, visit)
        }
        let head = Head(title: visit.say(error.title)).html(visit.language)
        let way =
            back.map { Button(visit.say(da: "Tilbage til listen", en: "Back to the list")).link($0) }
            ?? Button(visit.say(da: "Til Overblik", en: "To the overview")).link(Route.overview.link)
        return show(
            Content(
                visit.say(error.title), status: error.status, head + "<p>\(visit.say(error.text))</p><p>\(way)</p>"),
            visit, context)
    }

    /// An error where nobody is signed in.
    func gate(_ error: ErrorPage, _ language: Language, _ visit: Visit?) -> Answer {
        let page = Gate(
            language: language, title: language(error.title), home: Route.overview.link, heading: language(error.title),
            intro: language(error.text), isDemo: installation.isDemo, foot: GatePages.foot(visit), theme: visit?.theme)
        let way = Button(language(Phrase(da: "Til forsiden", en: "To the front page"))).link(Route.overview.link)
        return Answer(error.status, page.page("<p>\(way)</p>").bytes)
    }
}
