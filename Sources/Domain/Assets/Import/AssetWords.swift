// SPDX-License-Identifier: MPL-2.0

extension Asset.Wording {
    /// What stands here in the place of a column, in the spelling that `AssetReading.Column` gives it; nil: nothing, or it is
    /// erased. Of a unit and of people it is their identity.
    ///
    /// - Parameter text: the words of a value.
    public func word(_ column: AssetReading.Column, _ text: (ValueID) -> String?) -> String? {
        func words(_ value: ValueID?) -> String? { value.flatMap(text) }
        return switch column {
        case .reference, .dependsOn: nil
        case .kind: kind.rawValue
        case .name: text(name)
        case .about: words(about)
        case .unit: "\(unit)"
        case .owner: owner.map { "\($0)" }
        case .manager: details.manager.map { "\($0)" }
        case .operator: details.operator.map { "\($0)" }
        case .shared: isShared ? "1" : ""
        case .classification: details.classification?.rawValue
        case .personalData:
            details.personalData.isEmpty ? nil : details.personalData.map(\.rawValue).joined(separator: "\n")
        case .registered: details.registered?.rawValue
        case .kle: details.task?.description
        case .criticality: details.criticality?.rawValue
        case .criticalityReason: words(details.criticalityReason)
        case .confidentiality: confidentiality?.level.rawValue
        case .confidentialityReason: words(confidentiality?.reason)
        case .integrity: integrity?.level.rawValue
        case .integrityReason: words(integrity?.reason)
        case .availability: availability?.level.rawValue
        case .availabilityReason: words(availability?.reason)
        case .authenticity: authenticity?.level.rawValue
        case .authenticityReason: words(authenticity?.reason)
        case .available: target.available.map { Asset.Target.percent($0) }
        case .recovery: target.recovery.map { "\($0)" }
        case .loss: target.loss.map { "\($0)" }
        case .users: words(users)
        case .months: months.map { "\($0)" }
        case .phase: details.phase?.rawValue
        case .kitosSystem: known(.kitosSystem)
        case .kitosUsage: known(.kitosUsage)
        case .cvr: known(.cvr)
        case .externalIDs:
            others.isEmpty ? nil : AssetReading.Column.lines(others)
        case .products: words(details.products)
        }
    }

    private func known(_ system: Asset.Known) -> String? {
        details.externalIDs.first { $0.known == system }?.id
    }

    /// The names in systems that Værn knows nothing of.
    var others: [Asset.ExternalID] { details.externalIDs.filter { $0.known == nil } }
}

extension AssetReading.Row {
    /// By which names in other systems it is one asset alone.
    var keys: [Asset.ExternalID] {
        var found: [Asset.ExternalID] = []
        if let id = words[.kitosUsage] { found.append(.init(system: Asset.Known.kitosUsage.rawValue, id: id)) }
        if let id = words[.kitosSystem] { found.append(.init(system: Asset.Known.kitosSystem.rawValue, id: id)) }
        found += ids
        if let text = words[.externalIDs], let listed = try? Asset.ExternalID.list(text, "external_ids") {
            found += listed
        }
        return found
    }
}

extension SetAsset {
    /// What an import says of an asset: what stands in the columns, and what stood before in the others.
    init(_ asset: ID<Asset>?, _ words: [AssetReading.Column: String]) throws(Refusal) {
        var texts: [String: [String]] = [:]
        for (column, text) in words where column != .reference && column != .dependsOn {
            texts[column.rawValue] =
                column == .personalData ? text.split(separator: "\n").map(String.init) : [text]
        }
        texts["asset"] = asset.map { ["\($0)"] }
        try self.init(Arguments(texts), isWhole: false)
    }
}
