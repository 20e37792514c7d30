// SPDX-License-Identifier: MPL-2.0

import Domain

extension Sight {
    /// Stands for the operator of the machine where a person's identity is asked for. It has the form of no identity that
    /// is ever minted, holds no role and may carry out nothing: commands of the operator carry `Actor.operator`.
    static let machine = ID<Person>(high: .max, low: .max)

    /// Whether this is the view of the machine's operator, who can read the files anyway and so sees every class.
    public var isOperator: Bool { person == Sight.machine }
}

extension House {
    /// The view of the operator of the machine, for the command line: everything, on any day.
    public func operatorSight(_ view: View = .today) async throws -> Sight {
        try await look(by: Sight.machine, view)
    }
}
