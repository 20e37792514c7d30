// SPDX-License-Identifier: MPL-2.0

import Domain

/// What a page may know of the account that is signed in.
struct SignedIn: Sendable {
    /// One sign-in of the account.
    struct SessionRow: Sendable {
        let id: String
        let started: Instant
        let seen: Instant
        let way: SignInWay
        /// The one that asks.
        let isThis: Bool
    }

    var username = ""
    /// The sign-in came through the organisation's own system, and says nothing of the account's other organisations.
    var isFederated = false
    /// How many recovery codes are left.
    var recoveryCodes = 0
    /// Its sign-ins; looked up by the page that shows them, because all sessions there are must be searched for them.
    var sessions: @Sendable () -> [SessionRow] = { [] }
}

extension Context {
    /// A form to one of our own addresses that is no command, with the session's token.
    func form(to route: Route, label: String? = nil, hidden: [(String, String)] = []) -> PostForm {
        PostForm(action: route.link, csrf: CSRF(csrf), label: label, hidden: hidden)
    }
}
