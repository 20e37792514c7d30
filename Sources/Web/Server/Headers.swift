// SPDX-License-Identifier: MPL-2.0

import HTML

/// What goes with every answer to keep browsers from doing what we did not mean.
enum Headers {
    private static let policy = """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'
        """

    /// The policy of a page that shows another origin in a frame.
    static func policy(framing origin: String) -> String { policy + "; frame-src \(origin)" }

    static func add(to answer: inout Answer, _ ask: Ask) {
        if !answer.headers.contains(where: { $0.0 == "content-security-policy" }) {
            answer.headers.append(("content-security-policy", policy))
        }
        answer.headers += [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"), ("cross-origin-resource-policy", "same-origin"),
            ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ]
        if ask.isSecure {
            answer.headers.append(("strict-transport-security", "max-age=31536000; includeSubDomains"))
        }
        if !answer.headers.contains(where: { $0.0 == "cache-control" }) {
            answer.headers.append(("cache-control", "no-store"))
        }
    }

    /// `Content-Disposition` for a file with a name that a person chose (RFC 6266).
    static func attachment(_ name: String) -> String {
        let plain = FormReader.fileName(name)
        let ascii = String(plain.map { $0.isASCII && $0 != "\\" && $0 != "%" ? $0 : "_" })
        return "attachment; filename=\"\(ascii)\"; filename*=UTF-8''\(Percent.encoded(plain))"
    }
}
