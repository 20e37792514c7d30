// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Web

@Suite("Stories of pages")
struct StoryTests {
    @Test("Every address that answers a page has a story, and no other", arguments: RouteKind.allCases)
    func everyPageIsTold(_ kind: RouteKind) {
        #expect(StoryBook.stories(of: kind).isEmpty == !kind.isPage)
    }

    @Test("So has every public one", arguments: PublicRoute.Page.Kind.allCases)
    func everyPublicPageIsTold(_ kind: PublicRoute.Page.Kind) {
        #expect(StoryBook.stories(of: kind).isEmpty == !kind.isPage)
    }

    @Test("Every command has the story of its form")
    func everyCommandIsTold() {
        let names = Set(StoryBook.all.map(\.name))
        #expect(CommandKind.allCases.allSatisfy { names.contains($0.rawValue) })
        #expect(names.count == StoryBook.all.count, "no two stories have one name")
    }

    @Test("An address says which story, in which language and in which colours; nothing else is one")
    func addresses() throws {
        for story in StoryBook.all {
            for language in Language.allCases {
                for theme in Theme.allCases {
                    let path = StoryDoor.Address(story, language, theme).path
                    let read = try #require(StoryDoor.Address(path: path))
                    #expect(read.story.name == story.name && read.language == language && read.theme == theme)
                }
            }
        }
        for path in ["/stories/da/light/xyzzy", "/stories/sv/light/overview", "/stories/da/pink/overview", "/stories"] {
            #expect(StoryDoor.Address(path: path) == nil)
        }
        #expect(StoryDoor.Address(path: "/stories/da/light/overview/") == nil)
    }

    /// A lobby whose site tells stories; its one house stands for all stages.
    private func told() async throws -> (site: Site, lobby: Lobby) {
        let (lobby, empty) = (try await Lobby(), try await Lobby(isEmpty: true))
        let door = StoryDoor(unset: empty.installation)
        return (Site(lobby.installation, log: lobby.site.log, stories: door), lobby)
    }

    private func ask(_ path: String, _ method: String = "GET", _ body: [UInt8] = []) -> Ask {
        Ask(
            id: "1", method: method, rawPath: path, rawQuery: "", headers: ["host": "test"], client: "127.0.0.1",
            isSecure: false, way: .network, length: body.count, body: { _ in body })
    }

    @Test("A story is the page itself, as its reader gets it, in the language and the colours of its address")
    func aStory() async throws {
        let (site, _) = try await told()
        let dark = await site.answer(ask("/stories/en/dark/overview"))
        let text = String(decoding: dark.body, as: UTF8.self)
        #expect(dark.status == 200)
        #expect(text.contains("lang=\"en\"") && text.contains("data-theme=\"dark\"") && text.contains("Bo Dam"))
        #expect(dark.headers.contains { $0.0 == "content-security-policy" && $0.1.contains("default-src 'none'") })
        #expect(!dark.headers.contains { $0.0 == "set-cookie" })
        let outside = String(decoding: await site.answer(ask("/stories/da/light/sign-in")).body, as: UTF8.self)
        #expect(outside.contains("lang=\"da\"") && outside.contains("data-theme=\"light\""))
        let first = await site.answer(ask("/stories/da/light/first-run"))
        #expect(String(decoding: first.body, as: UTF8.self).contains("Opret organisationen"))
        let missing = await site.answer(ask("/stories/da/light/missing"))
        #expect(missing.status == 404)
    }

    @Test("A form that is refused is the form again, and nothing has happened")
    func aRefusedForm() async throws {
        let (site, lobby) = try await told()
        let head = lobby.head
        let answer = await site.answer(ask("/stories/da/light/action.add-refused"))
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(answer.status == 422 && text.contains("role=\"alert\"") && text.contains("Luk døren"))
        #expect(lobby.head == head)
    }

    @Test("What the world has nothing for is said, not shown as something else")
    func aWorldThatLacksSomething() async throws {
        let (site, _) = try await told()
        let answer = await site.answer(ask("/stories/da/light/person-erased"))
        #expect(answer.status == 500)
        #expect(String(decoding: answer.body, as: UTF8.self).contains("person-erased"))
    }

    @Test("Where stories are told nothing is done, and nothing else is served")
    func nothingIsDone() async throws {
        let (site, lobby) = try await told()
        let head = lobby.head
        for path in ["/udfoer/action.add", "/log-ind", "/api/v1/commands/action.add", "/stories/da/light/overview"] {
            #expect(await site.answer(ask(path, "POST", Array("title=x".utf8))).status == 405)
        }
        for path in ["/", "/dokumenter", "/api/v1/documents", "/kontrolpunkt", "/stories/da/light/xyzzy"] {
            let answer = await site.answer(ask(path))
            #expect(answer.status == 303 && answer.headers.contains { $0 == ("location", "/stories") })
        }
        #expect(lobby.head == head)
    }
}
