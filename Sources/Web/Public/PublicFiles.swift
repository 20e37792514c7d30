// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// What machines look for at fixed places.
enum PublicFiles {
    private static func plain(_ text: String) -> Answer {
        Answer(200, type: "text/plain; charset=utf-8", Array(text.utf8))
    }

    /// Where vulnerabilities are reported (RFC 9116). `Expires` follows the last time somebody made sure of the address.
    static func security(_ context: PublicContext) throws(Refusal) -> Answer {
        let settings = context.sight.settings
        guard let contact = settings.security, let holds = settings.securityHolds else { throw .unknown }
        let place = PublicRoute(organisation: context.route.organisation, .security)
        let list = PublicRoute(organisation: context.route.organisation, .list)
        var lines = [
            "Contact: \(contact.hasPrefix("https://") ? contact : "mailto:" + contact)",
            "Expires: \(Copenhagen.start(of: holds + 1))", "Preferred-Languages: da, en",
        ]
        // RFC 9116 §2.5.2 and §2.5.7: addresses of the web begin with https.
        if context.base.hasPrefix("https://") {
            lines.append("Canonical: \(context.base)\(place.path)")
            lines.append("Policy: \(context.base)\(list.path)")
        }
        return plain(lines.joined(separator: "\n") + "\n")
    }

    /// What is published may be found; everything else is nobody's business.
    static func robots(_ context: PublicContext?) -> Answer {
        var lines = ["User-agent: *"]
        if context != nil { lines += ["Allow: /offentlig", "Allow: /en/offentlig", "Allow: /assets/"] }
        lines.append("Disallow: /")
        if let context { lines += ["", "Sitemap: \(context.base)\(context.to(.sitemap).path)"] }
        return plain(lines.joined(separator: "\n") + "\n")
    }

    /// The pages in force, in both languages (sitemaps.org 0.9).
    static func sitemap(_ context: PublicContext) -> Answer {
        let pages = [PublicRoute.Page.list] + context.sight.documents.map { .document($0.number) }
        let places = pages.flatMap { page in
            Language.allCases.map { PublicRoute(organisation: context.route.organisation, language: $0, page) }
        }
        let map: HTML = """
            <?xml version="1.0" encoding="utf-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            \(each: places, { "<url><loc>\(context.base)\($0.path)</loc></url>\n" })</urlset>

            """
        return Answer(200, type: "application/xml; charset=utf-8", map.bytes)
    }
}
