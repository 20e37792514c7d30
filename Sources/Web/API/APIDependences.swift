// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// What depends on what, on the day shown.
extension API.Reading {
    /// All that stand, or those of one asset, or those on one. Those on one are found without looking at the others.
    func dependences() throws(APIProblem) -> APIAnswer {
        let (asset, other) = (try chosenAsset("asset"), try chosenAsset("on"))
        typealias Found = (asset: ID<Domain.Asset>, made: Dependence.Made)
        func key(_ one: Found) -> String { "\(one.asset)/\(one.made.kind.rawValue)/\(one.made.on)" }
        if let other {
            let found = sight.dependants(of: other).lazy.filter { asset == nil || $0.asset == asset }.flatMap { one in
                one.ties.map { made -> Found in (one.asset, made) }
            }
            return try page(found, key: key) { dependence($0.asset, $0.made) }
        }
        let from = asset.map { AnySequence([$0]) } ?? AnySequence(sight.assets().lazy.map(\.id))
        let found = from.lazy.flatMap { id in sight.dependences(of: id).map { made -> Found in (id, made) } }
        return try page(found, key: key) { dependence($0.asset, $0.made) }
    }

    func dependence(_ asset: ID<Domain.Asset>, _ made: Dependence.Made) -> JSON {
        .members([
            ("asset", named(.asset(asset))), ("kind", .string(made.kind.rawValue)), ("on", named(.asset(made.on))),
            ("withheld", .array(made.withheld.map { .string($0.rawValue.lowercased()) })),
            ("reason", text(made.reason)),
            ("from", day(made.from)), ("position", .number(made.position)),
        ])
    }

    /// An asset that a parameter names; one that there is.
    private func chosenAsset(_ parameter: String) throws(APIProblem) -> ID<Domain.Asset>? {
        guard let text = self.parameter(parameter) else { return nil }
        guard let id = ID<Domain.Asset>(text), (try? sight.asset(id)) != nil else {
            throw APIProblem(
                .malformed, field: parameter, da: "Skriv referencen på et aktiv, der findes.",
                en: "Write the reference of an asset that exists.")
        }
        return id
    }
}
