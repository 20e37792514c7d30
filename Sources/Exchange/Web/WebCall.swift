// SPDX-License-Identifier: MPL-2.0
import CCurl
import Domain
import Glibc

/// One question to a web server outside.
public struct WebCall: Hashable, Sendable {
    public let address: String
    /// Posted as a form; nil: the address is read.
    public let form: String?
    /// Lines of the header, without line breaks.
    public let headers: [String]

    public init(_ address: String, form: String? = nil, headers: [String] = []) {
        self.address = address
        self.form = form
        self.headers = headers
    }

    /// Whether it may be asked: over TLS, or on this machine.
    public var isSafe: Bool {
        WebAddress(address).map { $0.isSecure || $0.isLocal } ?? false
    }

    /// Whether it goes to this machine without TLS.
    public var isLocal: Bool { WebAddress(address).map { !$0.isSecure && $0.isLocal } ?? false }
}

/// What a web server answered: the status of HTTP, and the whole body.
public struct WebAnswer: Hashable, Sendable {
    public let status: Int
    public let body: [UInt8]

    public init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// Why there was no answer, for the log.
public struct WebSilence: Error, Hashable, Sendable {
    public let why: String

    public init(_ why: String) { self.why = why }
}

/// Asks web servers outside.
public protocol WebCaller: Sendable {
    /// Asks, and waits for the whole answer; the thread that calls is blocked. What it may take is bounded in time and size.
    func ask(_ call: WebCall) throws(WebSilence) -> WebAnswer
}

/// Asks through libcurl: TLS 1.2 or newer with the authorities of the system, no redirects, ten seconds, one megabyte. An
/// address inside (``InternalAddress``) is asked only where the operator allows it. Where it is not, nothing is asked through a
/// proxy either: it would look the name up itself.
public struct CurlCaller: WebCaller {
    static let mostBytes = 1 << 20
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private let allowsInternal: Bool

    public init(allowsInternal: Bool = false) { self.allowsInternal = allowsInternal }

    public func ask(_ call: WebCall) throws(WebSilence) -> WebAnswer {
        guard call.isSafe else { throw WebSilence("not an address over TLS") }
        guard allowsInternal || WebAddress(call.address).map({ !InternalAddress.isInside(host: $0.host) }) ?? false
        else { throw Self.inside(call) }
        guard Self.isReady, let curl = curl_easy_init() else { throw WebSilence("libcurl cannot be started") }
        defer { curl_easy_cleanup(curl) }
        ccurl_set_text(curl, CURLOPT_URL, call.address)
        ccurl_set_text(curl, CURLOPT_PROTOCOLS_STR, call.isLocal ? "http" : "https")
        ccurl_set_number(curl, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_number(curl, CURLOPT_NOSIGNAL, 1)
        ccurl_set_number(curl, CURLOPT_CONNECTTIMEOUT, 5)
        ccurl_set_number(curl, CURLOPT_TIMEOUT, 10)
        ccurl_set_number(curl, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        ccurl_set_text(curl, CURLOPT_USERAGENT, "Vaern")
        if call.isLocal || !allowsInternal { ccurl_set_text(curl, CURLOPT_PROXY, "") }
        let isRefused = UnsafeMutablePointer<Bool>.allocate(capacity: 1)
        isRefused.initialize(to: false)
        defer { isRefused.deallocate() }
        if !allowsInternal { ccurl_set_opener(curl, InternalAddress.opener, isRefused) }
        if let form = call.form { ccurl_set_form(curl, form, form.utf8.count) }
        var headers: UnsafeMutablePointer<curl_slist>?
        for line in call.headers where !line.contains(where: \.isNewline) {
            headers = curl_slist_append(headers, line) ?? headers
        }
        defer { curl_slist_free_all(headers) }
        ccurl_set_list(curl, CURLOPT_HTTPHEADER, headers)
        var body = ccurl_body(bytes: nil, size: 0, limit: Self.mostBytes)
        defer { free(body.bytes) }
        let status = withUnsafeMutablePointer(to: &body) { body in
            ccurl_keep(curl, body)
            return curl_easy_perform(curl)
        }
        guard !isRefused.pointee || status == CURLE_OK else { throw Self.inside(call) }
        guard status == CURLE_OK else { throw WebSilence(String(cString: curl_easy_strerror(status))) }
        var code = 0
        ccurl_response_code(curl, &code)
        return WebAnswer(status: code, body: Array(UnsafeBufferPointer(start: body.bytes, count: body.size)))
    }

    private static func inside(_ call: WebCall) -> WebSilence {
        let host = WebAddress(call.address)?.host ?? "it"
        return WebSilence("\(host) is an internal address; »vaern serve --allow-internal-provider« allows that")
    }
}
