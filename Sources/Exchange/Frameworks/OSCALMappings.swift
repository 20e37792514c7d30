// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Writes how frameworks are mapped to each other as a mapping collection of OSCAL 1.2, the first version that has them.
extension OSCALWriter {
    static let mappingVersion = "1.2.1"

    /// Each mapping once, from the framework that stands first. The catalogues are named by address: the files that
    /// `catalogue` writes, beside this one.
    public static func mappings(_ all: Frameworks, in language: Language, modified: Instant) -> [UInt8] {
        var mappings: [DataTree] = []
        for (index, framework) in all.all.enumerated() {
            for other in all.all[(index + 1)...] {
                if let found = mapping(framework, other, all, language) { mappings.append(found) }
            }
        }
        let own = Phrase(
            da:
                "Værns egne forbindelser mellem krav. At to krav ligner hinanden, siger ikke, at det, der beviser det ene, "
                + "beviser det andet.",
            en:
                "Værn’s own connections between requirements. That two are alike does not say that what proves one proves the "
                + "other.")
        let provenance = DataTree.members([
            ("method", .text("human")), ("matching-rationale", .text("semantic")), ("status", .text("not-complete")),
            ("mapping-description", .text(OSCALProse.escaped(language(own)))),
        ])
        let content = DataTree.list(mappings).json
        let title = Phrase(da: "Forbindelser mellem rammeværker", en: "Connections between frameworks")
        return DataTree.members([
            (
                "mapping-collection",
                .members([
                    (
                        "uuid",
                        .text(
                            NameUUID.text("mappings \(language.rawValue) " + String(decoding: content, as: UTF8.self)))
                    ),
                    (
                        "metadata",
                        metadata(
                            title: language(title), modified: modified, edition: "1", oscal: mappingVersion,
                            language: language, remarks: "")
                    ),
                    ("provenance", provenance), ("mappings", .list(mappings)),
                ])
            )
        ]).json
    }

    /// Nil: the two have nothing to do with each other.
    private static func mapping(_ from: Framework, _ to: Framework, _ all: Frameworks, _ language: Language)
        -> DataTree?
    {
        let (sources, targets) = (tokens(from), tokens(to))
        let maps = from.clauses.flatMap { clause in
            all.mappings(of: ClauseReference(from.name, clause.id)).filter { $0.to.framework == to.name }.map {
                mapping in
                let name = "map \(from.name) \(clause.id) \(to.name) \(mapping.to.clause)"
                return DataTree.members([
                    ("uuid", .text(NameUUID.text(name))), ("matching-rationale", .text("semantic")),
                    ("relationship", .text(word(mapping.relation))),
                    ("sources", .list([item(sources[clause.id] ?? clause.id.text)])),
                    ("targets", .list([item(targets[mapping.to.clause] ?? mapping.to.clause.text)])),
                    ("remarks", .text(OSCALProse.escaped(language(mapping.rationale)))),
                ])
            }
        }
        guard !maps.isEmpty else { return nil }
        return .members([
            ("uuid", .text(NameUUID.text("mapping \(from.name) \(to.name)"))),
            ("source-resource", resource(from)), ("target-resource", resource(to)), ("maps", .list(maps)),
        ])
    }

    private static func resource(_ framework: Framework) -> DataTree {
        .members([("type", .text("catalog")), ("href", .text("\(framework.name).oscal.json"))])
    }

    private static func item(_ token: String) -> DataTree {
        .members([("type", .text("control")), ("id-ref", .text(token))])
    }

    /// Ours says that the same is asked for, in whichever words: that is `equivalent-to`.
    private static func word(_ relation: ClauseRelation) -> String {
        switch relation {
        case .equal: "equivalent-to"
        case .subset: "subset-of"
        case .superset: "superset-of"
        case .intersects: "intersects-with"
        }
    }
}
