// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office
@testable import Web

/// A meeting that deals with a matter, with a canary in every text about it.
extension Aviary {
    /// Placed, postponed, placed anew and minuted.
    func meet(about matter: String, _ canary: (String) -> String) async throws {
        let called = try await perform(
            .callMeeting, ["body": ["direktion"], "method": ["meeting"], "meeting_day": ["\(lobby.today)"]])
        func give(_ kind: CommandKind, _ words: [String: [String]]) async throws {
            _ = try await perform(kind, words.merging(["meeting": ["\(called)"]]) { $1 })
        }
        func item() throws -> [String] {
            let known = lobby.house.state.register.meetings[called.seen(as: Meeting.self)]
            return ["\(try #require(known?.items.last).id)"]
        }
        try await give(.placeItem, ["matters": [matter], "why": [canary("på fordi")]])
        try await give(
            .settleItem, ["item": try item(), "fate": ["postponed"], "reason": [canary("udsat fordi")]])
        try await give(.placeItem, ["matters": [matter], "why": [canary("på igen fordi")]])
        try await give(.minuteItem, ["item": try item(), "text": [canary("sagt på mødet")]])
        try await give(
            .holdMeeting, ["present": ["\(lobby.person("chef"))"], "chair": ["\(lobby.person("chef"))"]])
    }

    /// The addresses of the meetings, and the forms about them as links fill them in.
    var meetingPaths: [String] {
        lobby.house.state.register.meetings.values.flatMap { known -> [String] in
            let routes =
                [Route.meeting(known.id), .meetingPackage(known.id)]
                + MinutesExtent.allCases.flatMap { [Route.minutes(known.id, $0), .minutesFile(known.id, $0)] }
            let forms = CommandKind.allCases.filter { $0.fields.contains { $0.kind == .meeting } }.flatMap { kind in
                ["\(Route.command(kind).path)?meeting=\(known.id)"]
                    + known.items.map { "\(Route.command(kind).path)?meeting=\(known.id)&item=\($0.id)" }
            }
            return routes.map(\.path) + forms
        } + ["\(Route.command(.callMeeting).path)?body=direktion"]
    }

    func isPublic(_ page: PublicRoute.Page) -> Bool {
        switch page {
        case .list, .document, .version, .pdf, .text, .proof, .changes, .checkpoint, .certificate, .keys,
            .statement, .security, .sitemap, .robots, .missing:
            true
        }
    }
}
