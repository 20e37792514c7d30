// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Office

extension API.Reading {
    /// The threats of all catalogues, by how they are named.
    func threats() throws(APIProblem) -> APIAnswer {
        let all = sight.threatCatalogues.flatMap { catalogue in catalogue.threats.map { (catalogue, $0) } }
        return try page(all, key: { $0.0.reference(to: $0.1).description }) { catalogue, threat in
            .members([
                ("reference", .string(catalogue.reference(to: threat).description)),
                ("catalogue", .string(catalogue.name.text)), ("code", .string(threat.code.text)),
                ("name", .string(language(threat.name))),
                ("about", threat.about.map { .string(language($0)) } ?? .null),
                ("category", threat.category.map { .string($0.rawValue) } ?? .null),
                ("group", threat.heading.map { .string(language($0)) } ?? .null),
                ("origins", .list(threat.origins.map(\.rawValue))),
                ("affects", .list(threat.affects.map(\.rawValue))),
                ("vulnerabilities", .list(threat.vulnerabilities.map { language($0) })),
                ("controls", .list(threat.controls.map { "27002:\($0)" })),
                ("kinds", .list(threat.targets.map(\.rawValue))), ("page", .string(page(catalogue, threat))),
            ])
        }
    }

    private func page(_ catalogue: ThreatCatalogue, _ threat: Threat) -> String {
        let route: Route = catalogue.name == sight.ownThreats.name ? .threats : .framework(catalogue.name)
        return Link(route, fragment: ThreatsPage.place(threat.code)).text
    }
}
