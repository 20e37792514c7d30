// SPDX-License-Identifier: MPL-2.0

import Domain

/// What another register says, in the words that an import of assets takes. Only what means the same here is taken over: a
/// list of choices of the other system's own, such as its classes of data, is not.
struct RegisterWords {
    private(set) var reading: AssetReading
    private let register: ForeignRegister

    init(_ register: ForeignRegister) {
        self.register = register
        reading = AssetReading(register.format)
        var (places, paths): ([ForeignRegister.ForeignID: Int], [String: String]) = ([:], [:])
        let units = Dictionary(register.units.map { ($0.id, $0) }) { first, _ in first }
        // A name that several units have is left as it is.
        for unit in register.units { paths[unit.name] = paths[unit.name] == nil ? path(of: unit, units) : unit.name }
        for asset in register.assets {
            for id in asset.ids { places[id] = places[id] ?? reading.rows.count }
            reading.rows.append(row(asset, paths))
        }
        for relation in register.relations {
            guard let from = places[relation.from] else { continue }
            reading.ties.append(
                .init(
                    from: from, to: "\(relation.to.system.rawValue): \(relation.to.id)", kind: nil,
                    about: relation.about.map { PlainWords.cut($0, to: 2000) }))
        }
        for fault in register.faults {
            reading.remarks.append(
                .init(
                    row: fault.row,
                    Phrase(da: "\(fault.list): \(fault.what.da)", en: "\(fault.list): \(fault.what.en)")))
        }
    }

    /// »Havnen > Havnekontoret«, as far up as the file tells.
    private func path(of unit: ForeignRegister.Unit, _ units: [String: ForeignRegister.Unit]) -> String {
        var (names, at) = ([unit.name], unit)
        while let parent = at.parent.flatMap({ units[$0] }), names.count < 30 {
            names.append(parent.name)
            at = parent
        }
        return names.reversed().joined(separator: " > ")
    }

    private mutating func row(_ asset: ForeignRegister.Asset, _ paths: [String: String]) -> AssetReading.Row {
        var row = AssetReading.Row(asset.number, isGone: asset.isRetired)
        func one(_ names: [String]) -> String? { names.count == 1 ? names[0] : nil }
        func put(_ column: AssetReading.Column, _ text: String?) {
            guard let text else { return }
            do throws(Refusal) {
                if let word = try column.spelling(text) { row.words[column] = word }
            } catch {
                let label = column.label
                reading.remarks.append(
                    .init(
                        row: asset.number,
                        Phrase(
                            da: "\(label.da): »\(text.prefix(80))« er ikke taget med. \(error.phrase.da)",
                            en: "\(label.en): “\(text.prefix(80))” is not taken along. \(error.phrase.en)")))
            }
        }
        put(.name, PlainWords.cut(asset.name, to: 200))
        put(.about, asset.about.map { PlainWords.cut($0, to: 2000) })
        row.words[.kind] = kind(asset)?.rawValue
        put(.unit, asset.unit.map { paths[$0] ?? $0 })
        put(.owner, one(asset.owners))
        put(.manager, one(asset.managers))
        put(.operator, one(asset.operators))
        row.words[.phase] = asset.phase?.rawValue
        row.words[.personalData] = personalData(asset)
        put(.kle, one(asset.kle))
        put(.cvr, asset.supplierCVR)
        if let critical = criticality(asset) {
            row.words[.criticality] = critical.rawValue
            row.words[.criticalityReason] = "Står sådan i \(register.format == .kitos ? "KITOS" : "OS2compliance")."
        }
        for id in asset.ids {
            switch id.system {
            case .kitosSystem: put(.kitosSystem, id.id)
            case .kitosUsage: put(.kitosUsage, id.id)
            case .os2compliance: row.ids.append(.init(system: id.system.rawValue, id: id.id))
            }
        }
        return row
    }

    /// What is in KITOS is an IT system; OS2compliance has types that each organisation may name, of which those that come
    /// with it are known.
    private func kind(_ asset: ForeignRegister.Asset) -> Asset.Kind? {
        guard register.format != .kitos else { return .solution }
        switch asset.type?.lowercased() {
        case "it-system", "it_system", "itsystem": return .solution
        case "ydelse", "service": return .service
        case "server", "database", "netværk", "hardware": return .component
        case "lokation", "bygning": return .location
        case _: return nil
        }
    }

    private func criticality(_ asset: ForeignRegister.Asset) -> Asset.Criticality? {
        if asset.isSociallyCritical == true { return .society }
        if asset.isBusinessCritical == true { return .business }
        return asset.isBusinessCritical == false ? Asset.Criticality.none : nil
    }

    /// The levels of sensitivity and the kinds of data of KITOS. A number of CPR and the like are confidential by the Danish
    /// Data Protection Act, what it names as sensitive is Article 9, and what it names as legal is Article 10.
    private func personalData(_ asset: ForeignRegister.Asset) -> String? {
        var found: Set<Asset.PersonalData> = []
        for word in asset.personalData {
            switch word.lowercased() {
            case "none": found.insert(.none)
            case "persondata": found.insert(.ordinary)
            case "cprnumber", "socialproblems", "socialother": found.insert(.confidential)
            case "sensitivedata": found.insert(.special)
            case "legaldata": found.insert(.criminal)
            case _: continue
            }
        }
        if found.count > 1 { found.remove(.none) }
        guard !found.isEmpty else { return nil }
        return Asset.PersonalData.allCases.filter { found.contains($0) }.map(\.rawValue).joined(separator: "\n")
    }
}
