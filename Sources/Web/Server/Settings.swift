// SPDX-License-Identifier: MPL-2.0

/// What an operator chooses for the server.
public struct Settings: Sendable {
    /// A certificate chain and its private key, as PEM files.
    public struct Certificate: Sendable {
        public let chain: String
        public let key: String

        public init(chain: String, key: String) {
            self.chain = chain
            self.key = key
        }
    }

    /// The address listened on.
    public var host = "127.0.0.1"
    public var port = 8080
    /// The port of the figures for Prometheus, on loopback alone; nil: none.
    public var metricsPort: Int?
    /// The address that people use, when it is another than the one listened on: `https://vaern.example.dk`.
    public var publicAddress: String?
    /// Addresses of proxies whose forwarded headers are believed.
    public var trustedProxies: Set<String> = []
    public var certificate: Certificate?
    /// Where packages of e-learning that were made elsewhere run; nil: they cannot be taken.
    public var packages: PackagePlace?
    /// Whether organisations may have sign-in systems on addresses inside: on this machine, or in a network of their own. Else
    /// an administrator could make the server ask what only the server reaches.
    public var allowsInternalProvider = false
    /// A session ends when nothing was asked for this many minutes.
    public var idleMinutes = 30
    /// A session ends this many hours after the sign-in, whatever is asked.
    public var absoluteHours = 12
    /// The folder of the Python environment that has WeasyPrint, for documents as PDF; nil: none.
    public var pdf: String?
    /// Where the command line finds the server: a Unix socket. Nil: none.
    public var socket: String?

    public init() {}

    /// Whether people reach the server over TLS.
    var isSecure: Bool { certificate != nil || publicAddress?.hasPrefix("https://") == true }
}
