// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sight {
    /// What a file would change now; nil for those who may take none in.
    public func plan(_ reading: PersonReading, _ rules: PersonImportRules) -> PersonPlan? {
        guard mayEver(.importPersons) || isOperator else { return nil }
        return PersonPlan(reading, rules, in: newest) { texts.text($0) }
    }

    /// The same of a file of risks, of which those alone are known that the person may see.
    public func plan(_ reading: RiskReading, _ rules: RiskImportRules) -> RiskImportPlan? {
        guard mayEver(.importRisks) || isOperator else { return nil }
        return RiskImportPlan(
            reading, rules, in: newest, on: today, isSeen: { sees(.risk($0)) }, text: { texts.text($0) })
    }

    /// How far the file has come that is being taken in; nil: none is.
    public var importProgress: ImportProgress.Place? { house.progress.now }

    /// The same of a file of assets.
    public func plan(_ reading: AssetReading, _ rules: AssetImportRules) -> AssetPlan? {
        guard mayEver(.importAssets) || isOperator else { return nil }
        return AssetPlan(reading, rules, in: newest, on: today) { texts.text($0) }
    }
}
