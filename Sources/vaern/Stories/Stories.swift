// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Foundation
import Web

/// Shows every page with invented data, for those who build them.
struct Stories: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stories",
        abstract: "For developers: every page in its notable states, in both languages and themes.",
        discussion: """
            Nothing is stored, and nothing can be changed. /stories lists them all; one is
            /stories/da/light/overview, with en for English and dark for dark colours.
            Example:
              vaern stories --listen 127.0.0.1:8400
            """,
        shouldDisplay: false)

    @Option(name: .long, help: "Where to listen; this machine only.") var listen = "127.0.0.1:8400"

    func validate() throws {
        let (host, _) = try Serve.address(listen)
        guard Serve.isLoopback(host) else {
            throw ValidationError("Stories are told on this machine only: choose --listen 127.0.0.1:8400.")
        }
    }

    func run() async throws {
        try await orStopWaiting {
            let (host, port) = try Serve.address(listen)
            var settings = Settings()
            settings.host = host
            settings.port = port
            say("The world of the stories is played …")
            let stage = try StoryStage(settings)
            defer { stage.close() }
            let door = StoryDoor(unset: stage.unset)
            try await Server(stage.installation, stories: door).run { port in
                say("Stories: http://\(host):\(port)/stories")
            }
        }
    }
}
