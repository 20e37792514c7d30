// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Glibc
import Office
import SQLiteStore
import Web

struct AccountCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Accounts of those who sign in.", subcommands: [Code.self])

    struct Code: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a one-time code with which a person sets a new password; valid for seven days.",
            discussion: """
                For when nobody can sign in: the side store was lost, or the only administrator has forgotten the password.
                The server must be stopped. While it runs, an administrator makes the code on the person's page.
                Where the person has an authenticator app or a passkey, it is still asked for; with --lost-device it is
                removed, and the ledger says so.
                Example: vaern account code --person asta.bro
                """)
        @OptionGroup var data: DataOption
        @Option(name: .long, help: "The person's user name, or reference.") var person: String
        @Flag(name: .long, help: "Also remove the person's authenticator apps and passkeys: the device is lost.")
        var lostDevice = false
        @Flag(name: .long, help: "Print the answer as JSON.") var json = false

        /// Who runs the machine, as the operating system has it.
        private static var user: String {
            getpwuid(getuid()).flatMap { $0.pointee.pw_name.map { String(cString: $0) } } ?? "uid-\(getuid())"
        }

        func run() async throws {
            try await orStopWaiting {
                let directory: DataDirectory
                do {
                    directory = try DataDirectory.open(data.data, create: nil)
                } catch DirectoryFailure.locked {
                    throw stop(
                        "The server runs. An administrator makes the code on the person's page; or stop the server first."
                    )
                }
                let organisation = try directory.choose(data.organisation)
                let installation = try directory.served(Settings(), clock: .system, domain: "vaern.localhost")
                defer { installation.close() }
                guard let house = installation.houses.first(where: { $0.id == organisation }),
                    let id = house.listing.person(username: person.lowercased()) ?? ID<Person>(person),
                    house.state.register.persons[id] != nil
                else { throw stop("There is nobody with the user name or reference »\(person)«.") }
                if lostDevice { try await installation.removeMethods(of: id, in: organisation, user: Self.user) }
                let code = try await installation.invite(id, in: organisation)
                if json { putJSON(["code": code]) } else { put(code) }
                say("Open the address of the server, choose »Har du fået en engangskode?«, and give the code there.")
            }
        }
    }
}
