// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Domain
import Exchange
import Foundation
import Ledger
import Office
import SQLiteStore
import Web

/// Serves the pages, the interface and the command line's socket until it is stopped.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve Værn.",
        discussion: """
            Examples:
              vaern serve --data ./data --listen 127.0.0.1:8080
              vaern serve --tls-chain chain.pem --tls-key key.pem --listen 0.0.0.0:8443 --public https://vaern.example.dk
              vaern serve --public https://vaern.example.dk --packages 127.0.0.1:8081 --packages-public https://pakker.example.dk
              vaern serve --smtp relay.example.dk --smtp-from vaern@example.dk --public https://vaern.example.dk
              vaern serve --data ./demo --clock 2026-11-23T10:45+01:00    (example data only)
            """)

    @Option(name: .long, help: "The data directory (default: the user's own).")
    var data: String = DataOption.standard
    @Option(name: .long, help: "Where to listen.") var listen = "127.0.0.1:8080"
    @Option(name: .long, help: "The address that people use, if another: https://…") var `public`: String?
    @Option(name: .long, parsing: .singleValue, help: "A proxy whose forwarded headers are believed.")
    var proxy: [String] = []
    @Option(name: .long, help: "Certificate chain (PEM), for TLS without a proxy.") var tlsChain: String?
    @Option(name: .long, help: "The certificate's key (PEM).") var tlsKey: String?
    @Option(name: .long, help: "Loopback port of the figures for Prometheus (default: none).") var metrics: Int?
    @Option(name: .long, help: "The organisation's domain, for the origin of its ledger; fixed when it is founded.")
    var domain = "vaern.localhost"
    @Option(name: .long, help: "Minutes without a request after which a session ends.") var idle = 30
    @Option(name: .long, help: "The Python environment with WeasyPrint, for PDF (default: $VAERN_PDF).")
    var pdf: String?
    @Flag(name: .long, help: "Sign-in systems of organisations may be on internal addresses, or behind a proxy.")
    var allowInternalProvider = false
    @OptionGroup var packages: PackageOption
    @OptionGroup var mail: MailOption
    @Option(name: .long, help: "A set clock; only for example data.") var clock: String?

    func validate() throws {
        _ = try Serve.address(listen)
        guard (tlsChain == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-chain and --tls-key go together.")
        }
        if let clock, Instant(clock) == nil {
            throw ValidationError("--clock takes an instant such as 2026-11-23T10:45+01:00.")
        }
        guard idle > 0 else { throw ValidationError("--idle is at least 1 minute.") }
    }

    func run() async throws {
        Memory.shareHeaps()
        try await orStopWaiting {
            let directory = try DataDirectory.open(data, create: nil)
            var time = Clock.system
            if let instant = clock.flatMap(Instant.init) {
                guard directory.installation.isDemo else {
                    throw stop("--clock is for example data only. This is a real installation.")
                }
                time = .set(to: instant)
            }
            let (host, port) = try Serve.address(listen)
            if directory.installation.isDemo, !Serve.isLoopback(host) {
                throw stop("Example data is served on this machine only: choose --listen 127.0.0.1:8080.")
            }
            var settings = Settings()
            settings.host = host
            settings.port = port
            settings.publicAddress = `public`
            settings.trustedProxies = Set(proxy)
            settings.metricsPort = metrics
            settings.idleMinutes = idle
            settings.socket = data + "/vaern.sock"
            settings.allowsInternalProvider = allowInternalProvider
            settings.pdf = PDFOption.folder(pdf)
            let relay = try mail.relay(
                isDemo: directory.installation.isDemo, isReached: `public` != nil || Serve.isLoopback(host))
            if let tlsChain, let tlsKey { settings.certificate = .init(chain: tlsChain, key: tlsKey) }
            settings.packages = try packages.place(settings, isDemo: directory.installation.isDemo)
            let installation = try directory.served(
                settings, clock: time, domain: domain, relay: relay.map { SMTPRelay($0) })
            if try await installation.hasSetUpCode() {
                say("Nobody can sign in yet. Open the address below with the one-time code that was printed before;")
                say("»vaern init --data \(data)« prints a new one.")
            } else if !installation.isSetUp, let code = try await installation.setUpCode() {
                say("Nobody can sign in yet. Open the address below and give this one-time code: \(code)")
            }
            if installation.hasLostPasswords {
                say("The accounts have no passwords: the side store was lost. Restore a backup with its keys, or")
                say("stop the server and give somebody a code: vaern account code --person NAME --data \(data)")
            }
            for house in installation.houses {
                if let alarm = house.alarm {
                    say("ALARM \(house.id): \(alarm.refusal.phrase.en) See »vaern ledger recover --help«.")
                }
                try house.noteErasedAgain(version: Vaern.version)
                try house.noteStart(version: Vaern.version)
            }
            try await installation.finishErasures()
            if let relay { say("Mail: \(relay.place), \(relay.security.rawValue), from \(relay.from)") }
            if let place = settings.packages { say("Packages: \(place.origin)") }
            let scheme = settings.certificate == nil ? "http" : "https"
            let address = settings.publicAddress
            try await Server(installation).run { port in
                say("Værn \(Vaern.version): \(address ?? "\(scheme)://\(host):\(port)")")
                // Whoever waits for the first page comes before it.
                for house in installation.houses {
                    house.verifyInBackground { _ in
                        (house.store as? SQLiteLedger)?.releaseMemory()
                        Memory.giveBack()
                    }
                }
            }
            installation.close()
        }
    }

    /// Splits `127.0.0.1:8080` and `[::1]:8080`.
    static func address(_ text: String) throws -> (String, Int) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else {
            throw ValidationError("--listen takes an address and a port, such as 127.0.0.1:8080.")
        }
        let host = text[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        return (host.isEmpty ? "127.0.0.1" : host, port)
    }

    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}

extension DataDirectory {
    /// What is served from this directory.
    func served(
        _ settings: Settings, clock: Clock, domain: String, relay: (any Relay)? = nil
    ) throws -> Web.Installation {
        let served = try Web.Installation(
            side: try openSide(), clock: clock, isDemo: installation.isDemo, settings: settings, version: Vaern.version,
            backupEnds: { self.backups().map(\.expires).max().map(Instant.init(milliseconds:)) },
            found: { id in try self.found(id, domain: domain, clock: clock, isSearched: true) }, relay: relay,
            report: { say("vaern: " + $0) })
        for organisation in try organisations() {
            served.add(try openHouse(ID(organisation), clock: clock, isSearched: true))
        }
        return served
    }
}

/// The server that the command line talks to: the one that runs, or one on the socket alone for this command.
enum LocalServer {
    static func use<Answer: Sendable>(
        _ option: DataOption, _ body: @escaping @Sendable (String) throws -> Answer
    ) async throws -> Answer {
        let socket = option.data + "/vaern.sock"
        let probe = UnixSocket.connect(socket)
        if probe >= 0 {
            close(probe)
            return try body(socket)
        }
        let directory = try DataDirectory.open(option.data, create: nil)
        var settings = Settings()
        settings.port = 0
        settings.socket = socket
        settings.pdf = PDFOption.folder(nil)
        let installation = try directory.served(settings, clock: .system, domain: "vaern.localhost")
        try await installation.finishErasures()
        let running = Task { try await Server(installation, isQuiet: true).run() }
        defer { installation.close() }
        for _ in 0..<1000 {
            let probe = UnixSocket.connect(socket)
            if probe >= 0 {
                close(probe)
                break
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        let result = await Task.detached { Result { try body(socket) } }.value
        running.cancel()
        _ = await running.result
        return try result.get()
    }
}

/// Where the Python environment is that prints PDF.
enum PDFOption {
    /// What was given, else `VAERN_PDF`; nil if no program is there.
    static func folder(_ given: String?) -> String? {
        let folder = given ?? ProcessInfo.processInfo.environment["VAERN_PDF"]
        return folder.flatMap { FileManager.default.isExecutableFile(atPath: $0 + "/bin/python") ? $0 : nil }
    }
}
