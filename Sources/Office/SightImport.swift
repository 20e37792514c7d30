// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sight {
    /// What a file would change now; nil for those who may take none in.
    public func plan(_ reading: PersonReading, _ rules: PersonImportRules) -> PersonPlan? {
        guard mayEver(.importPersons) || isOperator else { return nil }
        return PersonPlan(reading, rules, in: newest) { texts.text($0) }
    }
}
