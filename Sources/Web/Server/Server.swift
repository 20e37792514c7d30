// SPDX-License-Identifier: MPL-2.0

import Domain
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Ledger
import Logging
import NIOCore
import NIOSSL
import Office
import ServiceLifecycle

#if canImport(Glibc)
    import Glibc
#endif

/// The listeners of an installation: people, packages of e-learning, operators' figures, and the command line's socket.
public struct Server: Sendable {
    let site: Site
    private let settings: Settings

    /// - Parameter installation: with its houses taken in.
    /// - Parameter isQuiet: it serves one command of the command line, which says itself what went wrong.
    /// - Parameter stories: tells stories of the installation instead of serving it.
    public init(_ installation: Installation, isQuiet: Bool = false, stories: StoryDoor? = nil) {
        let log = Log(clock: Clock.system, isQuiet: isQuiet)
        site = Site(installation, log: log, stories: stories)
        settings = installation.settings
    }

    /// Serves until the process is told to end (SIGTERM, SIGINT); answers what was begun, then returns.
    ///
    /// - Parameter ready: called with the port once people can connect.
    public func run(ready: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        var applications: [any Service] = []
        if let port = settings.metricsPort { applications.append(metrics(port)) }
        if let path = settings.socket { applications.append(socket(path)) }
        if let packages = PackageDoor(site) { applications.append(try self.packages(packages)) }
        applications.append(try people(ready))
        let group = ServiceGroup(
            configuration: .init(
                services: applications, gracefulShutdownSignals: [.sigterm, .sigint], logger: site.log.logger))
        let sweeping = Task { [site] in
            var retention = RetentionClock()
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(300))
                let now = site.installation.clock.now
                site.installation.sessions.sweep(now: now)
                site.installation.packageTickets.sweep(now: now)
                try? await site.installation.aside.purge(expiredAt: now)
                await retention.tick(site.installation) { site.log.notice($0) }
            }
        }
        let posting = Task { [site] in await site.installation.postman?.work(site.installation) }
        defer {
            sweeping.cancel()
            posting.cancel()
        }
        try await group.run()
        posting.cancel()
        await site.installation.postman?.finish()
    }

    private static var limits: HTTP1Channel.Configuration {
        .init(
            idleTimeout: .seconds(60),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 262_144, maxHeaderListSize: 262_144, maxHeaderFieldCount: 500))
    }

    func people(_ ready: @escaping @Sendable (Int) async -> Void) throws -> Application<NetworkResponder> {
        Application(
            responder: NetworkResponder(site: site, isSocket: false), server: try builder(),
            configuration: .init(address: .hostname(settings.host, port: settings.port)),
            onServerRunning: { channel in await ready(channel.localAddress?.port ?? 0) }, logger: site.log.logger)
    }

    private func packages(_ door: PackageDoor) throws -> Application<NetworkResponder> {
        Application(
            responder: NetworkResponder(site: site, isSocket: false, packages: door), server: try builder(),
            configuration: .init(address: .hostname(door.place.host, port: door.place.port)), logger: site.log.logger)
    }

    /// With TLS where the operator gave a certificate.
    private func builder() throws -> HTTPServerBuilder {
        let base = HTTPServerBuilder.http1(configuration: Server.limits)
        guard let certificate = settings.certificate else { return base }
        let chain = try NIOSSLCertificate.fromPEMFile(certificate.chain).map {
            NIOSSLCertificateSource.certificate($0)
        }
        let key = try NIOSSLPrivateKey(file: certificate.key, format: .pem)
        var tls = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        tls.minimumTLSVersion = .tlsv12
        return try .tls(base, tlsConfiguration: tls)
    }

    private func metrics(_ port: Int) -> Application<MetricsResponder> {
        Application(
            responder: MetricsResponder(site: site), server: .http1(configuration: Server.limits),
            configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: site.log.logger)
    }

    private func socket(_ path: String) -> Application<NetworkResponder> {
        // The data directory is locked, so a socket that lies there was left by a process that is gone.
        unlink(path)
        return Application(
            responder: NetworkResponder(site: site, isSocket: true), server: .http1(configuration: Server.limits),
            configuration: .init(address: .unixDomainSocket(path: path)),
            onServerRunning: { _ in chmod(path, 0o600) }, logger: site.log.logger)
    }
}
