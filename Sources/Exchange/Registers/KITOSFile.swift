// SPDX-License-Identifier: MPL-2.0

import Domain

/// Reads what the API of KITOS answers, version 2: `it-systems`, `it-system-usages` and `organization-units`. Each answer is a
/// list; several may stand in one object, under any names. What is in a list, its members tell. A usage and the system that it
/// is of become one asset, with both identifiers. Names of members are compared without regard to case.
struct KITOSFile {
    private let lists: [[DataTree]]

    /// Nil: the file is something else.
    init?(_ tree: DataTree) {
        let lists = tree.items.isEmpty ? tree.members.map(\.value.items) : [tree.items]
        self.lists = lists.filter { list in
            list.first.map { Self.isUsage($0) || Self.isUnit($0) || Self.isSystem($0) } ?? false
        }
        guard !self.lists.isEmpty else { return nil }
    }

    private static func isUsage(_ item: DataTree) -> Bool { member(item, "systemcontext") != nil }
    private static func isUnit(_ item: DataTree) -> Bool {
        has(item, "parentorganizationunit") || has(item, "unitid") || has(item, "origin")
    }
    private static func isSystem(_ item: DataTree) -> Bool {
        has(item, "uuid") && (has(item, "deactivated") || has(item, "kle") || has(item, "parentsystem"))
    }

    private static func has(_ item: DataTree, _ name: String) -> Bool {
        item.members.contains { $0.name.lowercased() == name }
    }
    private static func member(_ item: DataTree?, _ name: String) -> DataTree? {
        item?.members.first { $0.name.lowercased() == name }?.value
    }
    private static func word(_ item: DataTree?, _ name: String) -> String? {
        member(item, name)?.word
    }
    private static func names(_ item: DataTree?, _ name: String) -> [String] {
        (member(item, name)?.items ?? []).prefix(1000).compactMap {
            ForeignRegister.line($0.word ?? word($0, "name"))
        }
    }

    func read() throws(Refusal) -> ForeignRegister {
        var reading = ForeignRegister(.kitos)
        var systems: [String: ForeignRegister.Asset] = [:]
        var order: [String] = []
        var (used, usages): (Set<String>, Set<String>) = ([], [])
        for list in lists {
            guard let first = list.first else { continue }
            for (index, item) in list.enumerated() {
                guard reading.assets.count + reading.units.count + order.count < ForeignRegister.most else {
                    throw ForeignRegister.tooMany
                }
                if Self.isUsage(first) {
                    usage(item, index + 1, &usages, &reading)
                } else if Self.isUnit(first) {
                    unit(item, index + 1, &reading)
                } else if let (id, asset) = system(item, index + 1, &reading), systems[id] == nil {
                    systems[id] = asset
                    order.append(id)
                }
            }
        }
        for index in reading.assets.indices {
            let ids = reading.assets[index].ids
            guard let id = ids.first(where: { $0.system == .kitosSystem })?.id, let known = systems[id]
            else { continue }
            used.insert(id)
            reading.assets[index].complete(from: known)
        }
        reading.assets += order.filter { !used.contains($0) }.compactMap { systems[$0] }
        return reading
    }

    /// A UUID in small letters.
    private static func uuid(_ item: DataTree?, _ name: String = "uuid") -> String? {
        guard let text = word(item, name)?.lowercased(), text.utf8.count == 36,
            text.utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 || $0 == 0x2D })
        else { return nil }
        return text
    }

    private func system(
        _ item: DataTree, _ number: Int, _ reading: inout ForeignRegister
    ) -> (String, ForeignRegister.Asset)? {
        guard let id = Self.uuid(item), let name = ForeignRegister.line(Self.word(item, "name")) else {
            reading.fault(
                "it-systems", number, da: "Systemet har ikke både navn og UUID. Det er ikke taget med.",
                en: "The system does not have both name and UUID. It is not taken along.")
            return nil
        }
        var asset = ForeignRegister.Asset(number, [.init(system: .kitosSystem, id: id)], name: name)
        asset.about = ForeignRegister.lines(Self.word(item, "description"))
        asset.type = ForeignRegister.line(Self.word(Self.member(item, "businesstype"), "name"))
        let holder = Self.member(item, "rightsholder")
        asset.supplier = ForeignRegister.line(Self.word(holder, "name"))
        asset.supplierCVR = ForeignRegister.line(Self.word(holder, "cvr"), 20)
        asset.kle = Self.names(item, "kle")
        asset.isRetired = Self.word(item, "deactivated") == "true"
        return (id, asset)
    }

    private func usage(
        _ item: DataTree, _ number: Int, _ seen: inout Set<String>, _ reading: inout ForeignRegister
    ) {
        let system = Self.member(item, "systemcontext")
        guard let id = Self.uuid(item), let name = ForeignRegister.line(Self.word(system, "name")) else {
            return reading.fault(
                "it-system-usages", number,
                da: "Anvendelsen har ikke både UUID og et system med navn. Den er ikke taget med.",
                en: "The usage does not have both a UUID and a system with a name. It is not taken along.")
        }
        let own = ForeignRegister.ForeignID(system: .kitosUsage, id: id)
        let of = Self.uuid(system).map { ForeignRegister.ForeignID(system: .kitosSystem, id: $0) }
        guard seen.insert(id).inserted else {
            return reading.fault(
                "it-system-usages", number, da: "Anvendelsen står der før. Kun den første er taget med.",
                en: "The usage was there before. Only the first is taken along.")
        }
        var asset = ForeignRegister.Asset(number, [own, of].compactMap { $0 }, name: name)
        let general = Self.member(item, "general")
        let gdpr = Self.member(item, "gdpr")
        asset.about = ForeignRegister.lines(Self.word(general, "notes") ?? Self.word(gdpr, "purpose"))
        asset.classification = ForeignRegister.line(
            Self.word(Self.member(general, "dataclassification"), "name"))
        let use = Self.member(item, "organizationusage")
        asset.unit = ForeignRegister.line(
            Self.word(Self.member(use, "responsibleorganizationunit"), "name"))
        let validity = Self.member(general, "validity")
        asset.from = ForeignRegister.day(Self.word(validity, "validfrom"))
        asset.to = ForeignRegister.day(Self.word(validity, "validto"))
        asset.isRetired = Self.word(validity, "valid") == "false"
        switch Self.word(validity, "lifecyclestatus")?.lowercased() {
        case "undecided": asset.phase = .considered
        case "phasingin": asset.phase = .acquired
        case "operational": asset.phase = .inUse
        case "phasingout": asset.phase = .phasedOut
        case _: break
        }
        asset.isBusinessCritical = Self.yes(Self.word(gdpr, "businesscritical"))
        asset.hosting = ForeignRegister.line(Self.word(gdpr, "hostedat"))
        asset.personalData =
            Self.names(gdpr, "datasensitivitylevels") + Self.names(gdpr, "specificpersonaldata")
            + Self.names(gdpr, "sensitivepersondata")
        asset.riskAssessed = ForeignRegister.day(Self.word(gdpr, "riskassessmentconducteddate"))
        asset.risk = ForeignRegister.line(Self.word(gdpr, "riskassessmentresult"))
        for role in (Self.member(item, "roles")?.items ?? []).prefix(1000) {
            let person = ForeignRegister.line(Self.word(Self.member(role, "user"), "name"))
            let title = ForeignRegister.line(Self.word(Self.member(role, "role"), "name"))
            guard let person else { continue }
            asset.responsible.append(title.map { "\(person) (\($0))" } ?? person)
            // The names of roles are each organisation's own; those that most have are known.
            switch title?.lowercased() {
            case "systemejer": asset.owners.append(person)
            case "systemansvarlig": asset.managers.append(person)
            case "driftsansvarlig": asset.operators.append(person)
            case _: break
            }
        }
        reading.assets.append(asset)
        for relation in (Self.member(item, "outgoingsystemrelations")?.items ?? []).prefix(5000) {
            guard let to = Self.uuid(Self.member(relation, "tosystemusage")) else {
                reading.fault(
                    "it-system-usages", number,
                    da: "En forbindelse peger ikke på en anvendelse. Den er ikke taget med.",
                    en: "A relation does not point to a usage. It is not taken along.")
                continue
            }
            guard reading.relations.count < ForeignRegister.most else { break }
            reading.relations.append(
                .init(
                    from: own, to: .init(system: .kitosUsage, id: to),
                    about: ForeignRegister.line(Self.word(relation, "description"), 1000)))
        }
    }

    private static func yes(_ word: String?) -> Bool? {
        switch word?.lowercased() {
        case "yes": true
        case "no": false
        case _: nil
        }
    }

    private func unit(_ item: DataTree, _ number: Int, _ reading: inout ForeignRegister) {
        guard let id = Self.uuid(item), let name = ForeignRegister.line(Self.word(item, "name")) else {
            return reading.fault(
                "organization-units", number,
                da: "Enheden har ikke både navn og UUID. Den er ikke taget med.",
                en: "The unit does not have both name and UUID. It is not taken along.")
        }
        reading.units.append(
            .init(id: id, name: name, parent: Self.uuid(Self.member(item, "parentorganizationunit"))))
    }
}

extension ForeignRegister.Asset {
    /// What the system says, where the usage says nothing of its own.
    fileprivate mutating func complete(from system: ForeignRegister.Asset) {
        about = about ?? system.about
        type = type ?? system.type
        supplier = supplier ?? system.supplier
        supplierCVR = supplierCVR ?? system.supplierCVR
        if kle.isEmpty { kle = system.kle }
        isRetired = isRetired || system.isRetired
    }
}
