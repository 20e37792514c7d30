// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import HTML
import Office

extension API.Reading {
    func frameworks() throws(APIProblem) -> APIAnswer {
        try page(sight.frameworks.all, key: \.name.text) { .members(summary($0)) }
    }

    /// One framework with all its clauses; by its name.
    func framework() throws(APIProblem) -> APIAnswer {
        guard let framework = place.flatMap({ Framework.Name($0) }).flatMap({ sight.frameworks[$0] }) else {
            throw .unknown
        }
        return APIAnswer(
            200,
            .members(summary(framework) + [("clauses", .array(framework.clauses.map { clause($0, of: framework) }))]))
    }

    /// The terms of the field by name; they are the same for all and on every day.
    func terms() throws(APIProblem) -> APIAnswer {
        try page(ShippedTerms.all(in: language), key: \.id) { term in
            .members([
                ("id", .string(term.id)), ("da", .string(term.name.da)), ("en", .string(term.name.en)),
                ("definition", .string(language(term.definition))), ("source", .string(language(term.source.title))),
                ("version", .string(language(term.source.version))), ("reference", .string(language(term.reference))),
                ("page", .string(Link(Route.terms, fragment: TermsPage.place(term)).text)),
            ])
        }
    }

    private func summary(_ framework: Framework) -> [(String, JSON?)] {
        [
            ("name", .string(framework.name.text)), ("label", .string(language(framework.label))),
            ("about", .string(language(framework.about))), ("source", .string(language(framework.source))),
            ("kind", .string(framework.kind.rawValue)),
            ("demands", .number(framework.demands.count)), ("adopted", adopted(framework.name)),
        ]
    }

    /// Where one comes from that the organisation has adopted itself; null for those that come with Værn.
    private func adopted(_ name: Framework.Name) -> JSON {
        guard let (framework, adoption) = sight.adoptedFramework(name) else { return .null }
        return .members([
            ("id", .string(framework.id.description)), ("day", .string(framework.adoptedOn.description)),
            ("edition", text(adoption.edition)), ("publisher", text(adoption.publisher)),
            ("address", text(adoption.source)), ("rights", text(adoption.rights)),
            ("languages", .list(adoption.languages)), ("file", text(adoption.fileName)),
            ("sha256", .string(adoption.sha256)),
            ("retired", .bool(framework.isRetired(on: sight.day))),
        ])
    }

    private func clause(_ clause: Clause, of framework: Framework) -> JSON {
        let mappings = sight.frameworks.mappings(of: ClauseReference(framework.name, clause.id))
        return .members([
            ("id", .string(clause.id.text)), ("parent", clause.parent.map { .string($0.text) } ?? .null),
            ("title", .string(language(clause.title))), ("text", clause.text.map { .string(language($0)) } ?? .null),
            ("heading", .bool(clause.isHeading)), ("documented_information", .bool(clause.asksForDocuments)),
            ("source", clause.source.map { .string($0) } ?? .null),
            ("attributes", clause.attributes.map(attributes) ?? .null),
            (
                "mappings",
                .array(
                    mappings.map { mapping in
                        .members([
                            ("relation", .string(mapping.relation.rawValue)),
                            ("framework", .string(mapping.to.framework.text)),
                            ("clause", .string(mapping.to.clause.text)),
                            ("rationale", .string(language(mapping.rationale))),
                        ])
                    })
            ),
        ])
    }

    /// By the words of the standard, in either language.
    private func attributes(_ attributes: ControlAttributes) -> JSON {
        .members([
            ("theme", .string(attributes.theme.rawValue)), ("types", .list(attributes.types.map(\.rawValue))),
            ("properties", .list(attributes.properties.map(\.rawValue))),
            ("concepts", .list(attributes.concepts.map(\.rawValue))),
            ("capabilities", .list(attributes.capabilities.map(\.rawValue))),
            ("domains", .list(attributes.domains.map(\.rawValue))),
        ])
    }
}
