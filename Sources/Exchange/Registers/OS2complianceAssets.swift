// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads what `/api/v1/assets` of OS2compliance answers: one page with its `content`, or the list of it alone. Its risk
/// assessments are not in that answer; the database has them.
enum OS2complianceAssets {
    static func isOne(_ tree: DataTree) -> Bool {
        guard let first = list(tree).first else { return false }
        return first["id"] != nil
            && (first["assetType"] != nil || first["dataProcessingAgreementStatus"] != nil)
    }

    private static func list(_ tree: DataTree) -> [DataTree] {
        tree.items.isEmpty ? tree.items("content") : tree.items
    }

    static func read(_ tree: DataTree) throws(Refusal) -> ForeignRegister {
        var reading = ForeignRegister(.os2compliance)
        var seen: Set<String> = []
        for (index, item) in list(tree).enumerated() {
            guard reading.assets.count < ForeignRegister.most else { throw ForeignRegister.tooMany }
            guard let id = ForeignRegister.line(item.word("id"), 40),
                let name = ForeignRegister.line(item.word("name"))
            else {
                reading.fault(
                    "assets", index + 1, da: "Aktivet har ikke både navn og id. Det er ikke taget med.",
                    en: "The asset does not have both name and id. It is not taken along.")
                continue
            }
            guard seen.insert(id).inserted else {
                reading.fault(
                    "assets", index + 1, da: "Aktivets id er brugt før. Kun det første er taget med.",
                    en: "The id of the asset was used before. Only the first is taken along.")
                continue
            }
            var asset = ForeignRegister.Asset(
                index + 1, [.init(system: .os2compliance, id: id)] + kitos(item.items("properties")),
                name: name)
            asset.about = ForeignRegister.lines(item.word("description"))
            asset.type = ForeignRegister.line(item["assetType"]?.word("name"))
            asset.owners = names(item.items("systemOwners"))
            asset.responsible = names(item.items("responsibleUsers"))
            asset.managers = asset.responsible
            asset.operators = names(item.items("operationResponsibleUsers"))
            asset.unit = names(item.items("departments")).first
            asset.supplier = ForeignRegister.line(item["supplier"]?.word("name"))
            asset.isBusinessCritical = critical(item.word("criticality"))
            asset.isSociallyCritical = item.word("sociallyCritical").map { $0 == "true" }
            reading.assets.append(asset)
        }
        // More pages are more files: each is read alone.
        if let pages = tree.word("totalPages").flatMap({ Int($0) }), pages > 1 {
            reading.fault(
                "assets", 1, da: "Filen er én af \(pages) sider. Hent dem alle, og vælg dem en ad gangen.",
                en: "The file is one of \(pages) pages. Fetch them all, and choose them one at a time.")
        }
        return reading
    }

    private static func names(_ people: [DataTree]) -> [String] {
        people.prefix(1000).compactMap { ForeignRegister.line($0.word("name")) }
    }

    static func critical(_ word: String?) -> Bool? {
        switch word {
        case "CRITICAL": true
        case "NON_CRITICAL": false
        case _: nil
        }
    }

    /// The identifiers of KITOS that OS2compliance keeps beside an asset that it has from there.
    private static func kitos(_ properties: [DataTree]) -> [ForeignRegister.ForeignID] {
        properties.prefix(1000).compactMap { property in
            foreign(property.word("key"), property.word("value"))
        }
    }

    static func foreign(_ key: String?, _ value: String?) -> ForeignRegister.ForeignID? {
        guard let value = ForeignRegister.line(value, 40)?.lowercased() else { return nil }
        return switch key {
        case "kitos_uuid": .init(system: .kitosSystem, id: value)
        case "kitos_usage_uuid": .init(system: .kitosUsage, id: value)
        case _: nil
        }
    }
}
