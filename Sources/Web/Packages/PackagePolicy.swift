// SPDX-License-Identifier: MPL-2.0

/// What a browser lets a package do: run its own scripts, show its own files, and nothing else. It says so with every file,
/// since any of them may be opened as a page.
enum PackagePolicy {
    /// Of the page that stands around the package: one script of ours, and the package in a frame.
    static func ofFrame(_ base: String, page: String) -> String {
        "default-src 'none'; script-src \(base)\(PackageDoor.script); frame-src \(base); base-uri 'none'; \(common(page))"
    }

    /// Of the package. It may read its own files and show them; it reaches no other address, be it by a picture, a question or
    /// a form. Inline scripts and `eval` are what authoring tools write: nothing is kept from a package by forbidding them,
    /// since all its scripts are its own.
    static func ofFile(_ base: String, page: String) -> String {
        """
        default-src 'none'; script-src \(base) 'unsafe-inline' 'unsafe-eval'; style-src \(base) 'unsafe-inline'; \
        img-src \(base) data: blob:; media-src \(base) data: blob:; font-src \(base) data:; connect-src \(base); \
        frame-src \(base); object-src 'none'; worker-src 'none'; base-uri 'self'; \(common(page))
        """
    }

    /// Forms are let through as far as their scripts, as answers to questions are forms, and are sent nowhere.
    private static func common(_ page: String) -> String {
        """
        form-action 'none'; frame-ancestors 'self' \(page); sandbox allow-scripts allow-same-origin allow-forms
        """
    }

    static func add(to answer: inout Answer, isSecure: Bool) {
        answer.headers += [
            ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-dns-prefetch-control", "off"), ("x-robots-tag", "noindex"), ("cache-control", "no-store"),
            (
                "permissions-policy",
                """
                camera=(), display-capture=(), fullscreen=(), geolocation=(), microphone=(), midi=(), payment=(), \
                publickey-credentials-get=(), serial=(), usb=()
                """
            ),
        ]
        if !answer.headers.contains(where: { $0.0 == "content-security-policy" }) {
            answer.headers.append(("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox"))
        }
        if isSecure { answer.headers.append(("strict-transport-security", "max-age=31536000")) }
    }
}
