// SPDX-License-Identifier: MPL-2.0
import CCurl
import Synchronization

/// Where mail is handed over: the organisation's relay, and how it is spoken to.
public struct RelaySettings: Hashable, Sendable {
    public enum Security: String, CaseIterable, Sendable {
        /// In clear: for a relay on this machine.
        case none
        /// Begins in clear and must go over to TLS (RFC 3207).
        case starttls
        /// TLS from the first byte (RFC 8314).
        case tls

        /// Where such a relay usually listens.
        public var port: Int {
            switch self {
            case .none: 25
            case .starttls: 587
            case .tls: 465
            }
        }
    }

    public let host: String
    public let port: Int
    public let security: Security
    public let user: String?
    public let password: String?
    /// The address that mail comes from.
    public let from: String
    /// Certificates of authorities, PEM; nil: those of the system.
    public let authorities: String?

    public init(
        host: String, port: Int, security: Security, user: String?, password: String?, from: String,
        authorities: String?
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.from = from
        self.authorities = authorities
    }

    /// For logs and pages: never with user or password.
    public var place: String { "\(host):\(port)" }
}

/// What became of a letter that was handed to a relay.
public enum HandingOver: Hashable, Sendable {
    /// The relay answers for it from now on (RFC 5321, 4.2.5).
    case taken
    /// The relay will never take it for this address: what it said.
    case refused(String)
    /// It may take this one later: what it said.
    case later(String)
    /// The relay is not there, or does not let us in: what was said. No letter fares better.
    case unreachable(String)
}

/// Takes letters.
public protocol Relay: Sendable {
    /// Hands one letter over and waits for the answer; the thread that calls is blocked.
    func hand(_ letter: Letter) -> HandingOver
    /// Where it is, for people who run it.
    var place: String { get }
}

/// A relay that is spoken to by SMTP (RFC 5321), through libcurl. One connection, which is kept between letters.
public final class SMTPRelay: Relay {
    private let settings: RelaySettings
    /// Of libcurl's handle, as a number: the lock says who may use it.
    private let handle = Mutex<UInt>(0)

    public init(_ settings: RelaySettings) {
        self.settings = settings
    }

    deinit {
        handle.withLock { curl_easy_cleanup(OpaquePointer(bitPattern: $0).map { UnsafeMutableRawPointer($0) }) }
    }

    public var place: String { settings.place }

    /// Once in a process, before anything else of libcurl.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    public func hand(_ letter: Letter) -> HandingOver {
        handle.withLock { kept in
            guard Self.isReady else { return .unreachable("libcurl cannot be started") }
            if kept == 0 { kept = UInt(bitPattern: curl_easy_init()) }
            guard let curl = UnsafeMutableRawPointer(bitPattern: kept) else {
                return .unreachable("libcurl cannot be started")
            }
            // The connection stays; everything that was said about the last letter goes.
            curl_easy_reset(curl)
            return send(letter, curl)
        }
    }

    private func send(_ letter: Letter, _ curl: UnsafeMutableRawPointer) -> HandingOver {
        let scheme = settings.security == .tls ? "smtps" : "smtp"
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        ccurl_set_text(curl, CURLOPT_URL, "\(scheme)://\(host):\(settings.port)")
        ccurl_set_text(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // What the environment says of proxies is about the web.
        ccurl_set_text(curl, CURLOPT_PROXY, "")
        ccurl_set_number(curl, CURLOPT_NOSIGNAL, 1)
        ccurl_set_number(curl, CURLOPT_CONNECTTIMEOUT, 15)
        // RFC 5321, 4.5.3.2.6 gives a relay ten minutes after the last byte.
        ccurl_set_number(curl, CURLOPT_TIMEOUT, 660)
        ccurl_set_number(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, 600)
        if settings.security == .starttls { ccurl_set_number(curl, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)) }
        ccurl_set_number(curl, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let authorities = settings.authorities { ccurl_set_text(curl, CURLOPT_CAINFO, authorities) }
        if let user = settings.user {
            ccurl_set_text(curl, CURLOPT_USERNAME, user)
            ccurl_set_text(curl, CURLOPT_PASSWORD, settings.password ?? "")
        }
        ccurl_set_text(curl, CURLOPT_MAIL_FROM, "<\(settings.from)>")
        let recipients = curl_slist_append(nil, "<\(letter.to)>")
        defer { curl_slist_free_all(recipients) }
        ccurl_set_list(curl, CURLOPT_MAIL_RCPT, recipients)
        // libcurl adds the boundary.
        var headers = curl_slist_append(nil, "Content-Type: multipart/alternative")
        for line in letter.headers(from: settings.from, name: "Værn") {
            headers = curl_slist_append(headers, line) ?? headers
        }
        defer { curl_slist_free_all(headers) }
        ccurl_set_list(curl, CURLOPT_HTTPHEADER, headers)
        let body = Self.body(of: letter, curl)
        defer { curl_mime_free(body) }
        ccurl_set_mime(curl, body)
        return perform(curl)
    }

    /// Text and HTML as alternatives, the better one last (RFC 2046, 5.1.4).
    private static func body(of letter: Letter, _ curl: UnsafeMutableRawPointer) -> OpaquePointer? {
        let body = curl_mime_init(curl)
        for (text, type) in [
            (letter.text, "text/plain; charset=utf-8"), (letter.html, "text/html; charset=utf-8"),
        ] {
            let part = curl_mime_addpart(body)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
            curl_mime_data(part, lines, lines.utf8.count)
            curl_mime_type(part, type)
            curl_mime_encoder(part, "quoted-printable")
        }
        return body
    }

    private func perform(_ curl: UnsafeMutableRawPointer) -> HandingOver {
        var said = ccurl_said()
        return withUnsafeMutablePointer(to: &said) { said in
            ccurl_listen(curl, said)
            let status = curl_easy_perform(curl)
            let (problem, answer) = (String(cString: ccurl_problem(said)), String(cString: ccurl_answer(said)))
            var code = 0
            ccurl_response_code(curl, &code)
            // Nothing of ours stays in the handle.
            curl_easy_reset(curl)
            if status == CURLE_OK { return .taken }
            return Self.judge(
                code, problem.isEmpty ? String(cString: curl_easy_strerror(status)) : problem, answer: answer)
        }
    }

    /// A 5xx about the recipient or the message is final; about who we are it is not the recipient's fault. What else
    /// goes wrong is the relay's.
    static func judge(_ code: Int, _ problem: String, answer: String) -> HandingOver {
        let isOurs = ["MAIL failed", "Access denied", "Login denied", "AUTH", "STARTTLS", "EHLO", "HELO"]
            .contains { problem.contains($0) }
        let line = answer.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let what = line.hasPrefix("\(code)") ? line : problem
        switch code {
        case 500...599 where !isOurs && code != 530 && code != 535: return .refused(what)
        case 400...499 where !isOurs && code != 421: return .later(what)
        case _: return .unreachable(isOurs ? "\(problem): \(what)" : problem)
        }
    }
}
