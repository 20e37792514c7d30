// SPDX-License-Identifier: MPL-2.0

import ArgumentParser
import Foundation
import Web

/// Where packages of e-learning from elsewhere run, by options or by the environment. Without it they are taken in and can be
/// read about, and nobody can take them.
struct PackageOption: ParsableArguments {
    @Option(
        name: .long,
        help: """
            Where packages of e-learning run, ADDRESS:PORT, under another name than the pages (default: $VAERN_PACKAGES; \
            none: they do not run).
            """)
    var packages: String?
    @Option(
        name: .long,
        help: "The address that browsers use for it, if another: https://… (default: $VAERN_PACKAGES_PUBLIC).")
    var packagesPublic: String?

    /// The place; nil where none is given.
    ///
    /// - Parameter settings: of the pages, from whose names it must stand apart.
    func place(_ settings: Settings, isDemo: Bool) throws -> PackagePlace? {
        func value(_ given: String?, _ name: String) -> String? {
            let value = given ?? ProcessInfo.processInfo.environment[name]
            return value.flatMap { $0.isEmpty ? nil : $0 }
        }
        let browsers = value(packagesPublic, "VAERN_PACKAGES_PUBLIC")
        guard let listen = value(packages, "VAERN_PACKAGES") else {
            guard browsers == nil else {
                throw stop("Packages: --packages is missing: where to listen, such as 127.0.0.1:8081.")
            }
            return nil
        }
        guard let (host, port) = try? Serve.address(listen), port != 0 else {
            throw stop("Packages: --packages takes an address and a port, such as 127.0.0.2:8081, not »\(listen)«.")
        }
        if isDemo, !Serve.isLoopback(host) {
            throw stop("Packages: example data is served on this machine only: choose --packages 127.0.0.2:8081.")
        }
        let given = PackagePlace(host: host, port: port, publicAddress: browsers, isSecure: settings.certificate != nil)
        guard let place = given else {
            throw stop(
                "Packages: --packages-public takes an origin, such as https://pakker.example.dk, not »\(browsers ?? listen)«."
            )
        }
        guard place.isApart(from: settings.publicAddress ?? settings.host) else {
            throw stop(
                """
                Packages: they must have another name than the pages, since browsers send cookies to every port of a name. \
                Give them one: --packages-public https://pakker.example.dk, or on this machine --packages 127.0.0.2:8081.
                """)
        }
        let isSecure = settings.certificate != nil || settings.publicAddress?.hasPrefix("https://") == true
        guard !isSecure || place.origin.hasPrefix("https://") else {
            throw stop("Packages: a page with TLS shows no frame without. Give --packages-public https://…")
        }
        return place
    }
}
