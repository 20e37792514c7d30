// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What assets depend on and what they inherit, on the day shown. Everybody who sees assets sees it.
extension Sight {
    public func dependences(of id: ID<Asset>) -> [Dependence.Made] { register.dependences(of: id, on: day) }

    /// In the order in which they were registered. There may be very many.
    public func dependants(of id: ID<Asset>) -> some Sequence<(asset: ID<Asset>, ties: [Dependence.Made])> {
        register.dependants(of: id, on: day)
    }

    public func dependantCount(of id: ID<Asset>) -> Int { register.dependantCount(of: id, on: day) }

    /// What it needs, own or inherited.
    public func needs(of id: ID<Asset>) -> Inheritance.Needs { register.needs(of: id, on: day) }
    public func inherited(by id: ID<Asset>) -> InheritedNeeds { register.inherited(by: id, on: day) }
}
