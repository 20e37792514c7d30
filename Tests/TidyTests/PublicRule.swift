// SPDX-License-Identifier: MPL-2.0

extension Rule {
    /// What everybody may read is made from a `PublicSight`, which holds nothing else. So its pages cannot name what
    /// belongs to a person: not a `Sight`, not a session, not a register.
    static let publicPages = Rule(name: "public pages know no person, no session and no register") { source in
        let isPage = source.path.hasPrefix("Sources/Web/Public/")
        guard source.isSwift, isPage || source.path.hasPrefix("Sources/Office/Public/") else { return [] }
        let words = isPage ? ofPersons + [".register", "house.state", ".texts", "Register", "cookie"] : ofPersons
        return source.code.enumerated().flatMap { index, line in
            words.filter { occurs($0, in: line) }
                .map { Finding(path: source.path, line: index + 1, what: "\($0) is no public page's business") }
        }
    }

    private static let ofPersons = [
        "Sight", "sight(of", ".sight(", ".operatorSight", "Context", "Visit", "Session", "Account", "Access",
    ]
}
