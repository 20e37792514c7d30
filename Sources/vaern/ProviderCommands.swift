// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Glibc
import Office
import SQLiteStore
import Web

/// The organisation's own sign-in system, set up by whoever runs the machine. An administrator does the same on the pages.
struct ProviderCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "provider", abstract: "The organisation's own sign-in system (OpenID Connect).",
        subcommands: [Show.self, Set.self, Secret.self, Remove.self])

    /// An installation that is opened while the server is stopped.
    private struct Opened {
        let installation: Web.Installation
        let house: House
    }

    private static func directory(_ data: DataOption) throws -> DataDirectory {
        do {
            return try DataDirectory.open(data.data, create: nil)
        } catch DirectoryFailure.locked {
            throw stop("The server runs. An administrator does this on its pages; or stop the server first.")
        }
    }

    private static func open(_ data: DataOption) throws -> Opened {
        let directory = try directory(data)
        let organisation = try directory.choose(data.organisation)
        let served = try directory.served(Settings(), clock: .system, domain: "vaern.localhost")
        for house in served.houses where house.id == organisation {
            return Opened(installation: served, house: house)
        }
        served.close()
        throw stop("There is no such organisation.")
    }

    /// Who runs the machine, as the operating system has it.
    private static var user: String {
        getpwuid(getuid()).flatMap { $0.pointee.pw_name.map { String(cString: $0) } } ?? "uid-\(getuid())"
    }

    /// Carries one command out; the ledger says who did.
    private static func carryOut(_ data: DataOption, _ kind: CommandKind, _ words: [String: [String]]) async throws {
        let user = String(Self.user.prefix(64))
        try await orStopWaiting {
            let opened = try open(data)
            defer { opened.installation.close() }
            _ = try await opened.installation.perform(
                kind, Arguments(words), as: .operator(user: user), door: .cli, in: opened.house.id)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print how it is set up, without the secret.")
        @OptionGroup var data: DataOption

        func run() async throws {
            try await orStopWaiting {
                let opened = try open(data)
                defer { opened.installation.close() }
                guard let settings = opened.house.signInProvider else {
                    say("None is set up.")
                    return
                }
                putJSON([
                    "name": settings.name, "issuer": settings.issuer, "client": settings.client,
                    "scopes": settings.scopes, "claim": settings.claim, "groups_claim": settings.groupsClaim ?? "",
                    "groups": settings.written ?? "", "strong": settings.strong.sorted().joined(separator: " "),
                ])
            }
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set it up, or change it as a whole. The server must be stopped.",
            discussion: """
                Example: vaern provider set --name "Kommunens login" --issuer https://login.microsoftonline.com/TENANT/v2.0 \
                --client 00000000-0000-0000-0000-000000000000 --claim oid --groups-claim groups --group GUID=administrator
                """)
        @OptionGroup var data: DataOption
        @Option(name: .long, help: "What people call it; it stands on the button.") var name: String
        @Option(name: .long, help: "The issuer, exactly as the provider writes it.") var issuer: String
        @Option(name: .long, help: "The client id.") var client: String
        @Option(name: .long, help: "What is asked for.") var scopes = "openid profile"
        @Option(name: .long, help: "The claim that says who the person is.") var claim = "sub"
        @Option(name: .long, help: "The claim that lists groups.") var groupsClaim: String?
        @Option(name: .long, parsing: .singleValue, help: "GROUP=ROLE; give it again for several.") var group:
            [String] = []
        @Option(name: .long, help: "Values of acr or amr that say that there was a second step.") var strong: String?

        func run() async throws {
            var words = [
                "name": [name], "issuer": [issuer], "client": [client], "scopes": [scopes], "claim": [claim],
            ]
            if let groupsClaim { words["groups_claim"] = [groupsClaim] }
            if !group.isEmpty { words["groups"] = [group.joined(separator: "\n")] }
            if let strong { words["strong"] = [strong] }
            try await carryOut(data, .setSignInProvider, words)
        }
    }

    struct Secret: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read the client's secret, one line, from standard input. The server must be stopped.")
        @OptionGroup var data: DataOption

        func run() async throws {
            guard let secret = readLine(strippingNewline: true), !secret.isEmpty else {
                throw stop("Give the secret on standard input: vaern provider secret < file")
            }
            try await carryOut(data, .setProviderSecret, ["secret": [secret]])
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End sign-in through it at once; local accounts go on. The server must be stopped.")
        @OptionGroup var data: DataOption
        @Option(name: .long, help: "Why, for the ledger.") var reason: String

        func run() async throws { try await carryOut(data, .removeSignInProvider, ["reason": [reason]]) }
    }
}
