// SPDX-License-Identifier: MPL-2.0

import Domain

/// Dependences in every way: plain, with a reason, and with needs that do not follow.
extension Samples {
    static let depending: [Fact] =
        Dependence.Kind.allCases.enumerated().map { index, kind -> Fact in
            let withheld: [ControlAttributes.Property] = index == 1 ? [.confidentiality, .availability] : []
            let reason: ValueID? = index < 2 ? value(730) : nil
            return .asset(id(495), .depended(.init(kind: kind, on: id(496), withheld: withheld, reason: reason)))
        } + [.asset(id(495), .dependenceEnded(.runsOn, on: id(496), reason: value(731)))]
}
