// SPDX-License-Identifier: MPL-2.0

/// Whether a form was sent from a page of ours, as far as the browser tells.
enum Origin {
    static func isOurs(_ ask: Ask, publicAddress: String?) -> Bool {
        if let site = ask.header("sec-fetch-site"), site != "same-origin", site != "none" { return false }
        guard let origin = ask.header("origin") else { return true }
        if let publicAddress {
            let trimmed = publicAddress.hasSuffix("/") ? String(publicAddress.dropLast()) : publicAddress
            if origin == trimmed { return true }
        }
        guard let host = ask.header("host"), !host.isEmpty else { return false }
        return origin == (ask.isSecure ? "https://" : "http://") + host
    }
}
