// SPDX-License-Identifier: MPL-2.0

extension AssetPlan {
    /// Holds a file against the register. Everything is looked up in maps that are made once, so the work grows with the rows
    /// and the assets, and not with both multiplied.
    ///
    /// - Parameters:
    ///   - text: the words of a value; nil where they are erased.
    ///   - tell: is told how many rows are done.
    public init(
        _ reading: AssetReading, _ rules: AssetImportRules, in register: Register, on day: Day,
        text: (ValueID) -> String?, tell: (Int) -> Void = { _ in }
    ) {
        var planner = AssetPlanner(reading, rules, register, day, text)
        for index in reading.rows.indices {
            planner.take(index, text)
            tell(index + 1)
        }
        planner.findMissing()
        let places = planner.places
        var ties = TiePlanner(reading, rules, register, day, planner.finder, places, planner.kinds)
        ties.take(planner.names)
        planner.plan.ties = ties.ties
        planner.plan.remarks += reading.remarks + ties.remarks
        planner.plan.faults += reading.faults + ties.faults
        // Whose row depends on something new is not unchanged.
        planner.plan.unchanged -= Set(ties.ties.map(\.row)).subtracting(planner.plan.changes.map(\.row)).count
        planner.plan.remarks.sort { $0.row < $1.row }
        planner.plan.faults.sort { $0.row < $1.row }
        self = planner.plan
    }
}

private struct AssetPlanner {
    let reading: AssetReading
    let rules: AssetImportRules
    let register: Register
    let day: Day
    let finder: AssetFinder
    var plan = AssetPlan()
    /// What became of each row; nil: it is not taken along.
    var places: [AssetPlan.Place?] = []
    var kinds: [Asset.Kind?] = []
    /// The new ones by name, as dependences of the same file call them: nil where several have it.
    var names: [String: AssetPlan.Place?] = [:]
    private var units: UnitFinder
    private let people: PeopleFinder
    private var seenKeys: [Asset.ExternalID: Int] = [:]
    private var seenNames: [String: Int] = [:]
    private var met: [ID<Asset>: Int] = [:]

    init(
        _ reading: AssetReading, _ rules: AssetImportRules, _ register: Register, _ day: Day,
        _ text: (ValueID) -> String?
    ) {
        (self.reading, self.rules, self.register, self.day) = (reading, rules, register, day)
        finder = AssetFinder(register, on: day, text)
        units = UnitFinder(register, on: day, opens: false, text)
        people = PeopleFinder(register, text)
        places.reserveCapacity(reading.rows.count)
    }

    private mutating func fault(_ row: AssetReading.Row, da: String, en: String) {
        plan.faults.append(.init(row: row.number, Phrase(da: da, en: en)))
    }

    private mutating func fault(_ row: AssetReading.Row, _ column: AssetReading.Column, _ what: Phrase) {
        fault(row, da: "\(column.label.da): \(what.da)", en: "\(column.label.en): \(what.en)")
    }

    private mutating func remark(_ row: AssetReading.Row, da: String, en: String) {
        plan.remarks.append(.init(row: row.number, Phrase(da: da, en: en)))
    }

    mutating func take(_ index: Int, _ text: (ValueID) -> String?) {
        let row = reading.rows[index]
        let (place, kind) = place(row, text) ?? (nil, nil)
        places.append(place)
        kinds.append(kind)
    }

    /// What a row is about, with what it changes put into the plan; nil: it is not taken along.
    private mutating func place(
        _ row: AssetReading.Row, _ text: (ValueID) -> String?
    ) -> (AssetPlan.Place, Asset.Kind)? {
        let keys = row.keys
        for key in keys {
            if let first = seenKeys.updateValue(row.number, forKey: key) {
                let what = Phrase(
                    da: "»\(key.id)« i \(key.system) står også i række \(first).",
                    en: "“\(key.id)” in \(key.system) is in row \(first) too.")
                // In another system nobody can put that right: it is left out and told.
                if reading.form.isTable {
                    fault(row, da: what.da, en: what.en)
                } else {
                    remark(row, da: what.da, en: what.en)
                }
                return nil
            }
        }
        let kind = row.words[.kind].flatMap { Asset.Kind(rawValue: $0) } ?? rules.kind ?? .solution
        guard let found = find(row, kind, keys) else { return nil }
        guard let id = found else {
            if row.isGone {
                remark(
                    row, da: "Det er ude af brug dér og kendes ikke her, så det er ikke taget med.",
                    en: "It is out of use there and is not known here, so it is not taken along.")
                return nil
            }
            return add(row, kind, text)
        }
        guard let known = register.assets[id], let wording = known.wording else { return nil }
        guard known.holds(on: day) else {
            remark(
                row, da: "\(wording.label) er taget ud af brug her, så rækken er ikke taget med.",
                en: "\(wording.label) is no longer in use here, so the row is not taken along.")
            return nil
        }
        if let first = met.updateValue(row.number, forKey: id) {
            fault(
                row, da: "\(wording.label) står også i række \(first).", en: "\(wording.label) is in row \(first) too.")
            return nil
        }
        if row.isGone {
            plan.gone.append(id)
            return nil
        }
        if reading.form.isTable, let told = row.words[.kind].flatMap({ Asset.Kind(rawValue: $0) }), told != wording.kind
        {
            fault(
                row, .kind,
                Phrase(
                    da: "\(wording.label) er af slagsen »\(wording.kind.label.da)« og bliver ved med at være det.",
                    en: "\(wording.label) is of the kind “\(wording.kind.label.en)”, and stays so."))
            return nil
        }
        return change(row, known, wording, text) ? (.known(id), wording.kind) : nil
    }

    /// The asset of a row; inner nil: a new one; outer nil: that cannot be said.
    private mutating func find(_ row: AssetReading.Row, _ kind: Asset.Kind, _ keys: [Asset.ExternalID]) -> ID<Asset>?? {
        if let reference = row.words[.reference] {
            guard let id = finder.find(reference: reference) else {
                fault(
                    row, .reference,
                    Phrase(
                        da: "»\(reference)« kendes ikke her. Lad feltet stå tomt for et nyt aktiv.",
                        en: "“\(reference)” is not known here. Leave the field empty for a new asset."))
                return nil
            }
            return .some(id)
        }
        var found: [ID<Asset>] = []
        for key in keys { for id in finder.find(key) where !found.contains(id) { found.append(id) } }
        if found.count > 1 {
            let labels = found.compactMap { register.assets[$0]?.wording?.label }.joined(separator: ", ")
            fault(
                row, da: "Rækkens navne i andre systemer hører til flere aktiver: \(labels). Ret dem først.",
                en: "The names of the row in other systems belong to several assets: \(labels). Correct them first.")
            return nil
        }
        if let id = found.first { return .some(id) }
        guard let name = row.words[.name] else {
            fault(row, .name, Phrase(da: "Rækken har intet navn.", en: "The row has no name."))
            return nil
        }
        switch finder.find(kind, name, keys) {
        case .one(let id): return .some(id)
        case .none: return .some(nil)
        case .several:
            fault(
                row, .name,
                Phrase(
                    da: "Flere aktiver hedder »\(name)«. Skriv også referencen på det, der menes.",
                    en: "Several assets are named “\(name)”. Write the reference of the one that is meant too."))
            return nil
        }
    }

    private mutating func add(
        _ row: AssetReading.Row, _ kind: Asset.Kind, _ text: (ValueID) -> String?
    ) -> (AssetPlan.Place, Asset.Kind)? {
        let name = row.words[.name] ?? ""
        if row.keys.isEmpty, row.words[.reference] == nil,
            let first = seenNames.updateValue(row.number, forKey: "\(kind.rawValue) \(name.lowercased())")
        {
            fault(
                row, .name,
                Phrase(da: "»\(name)« står også i række \(first).", en: "“\(name)” is in row \(first) too."))
            return nil
        }
        guard var words = resolved(row, kind, nil, text) else { return nil }
        words[.kind] = kind.rawValue
        if words[.unit] == nil {
            guard let unit = rules.unit else {
                fault(
                    row, .unit,
                    Phrase(
                        da: "Rækken har ingen enhed, som kendes her. Skriv en, eller vælg en enhed for dem alle.",
                        en: "The row has no unit that is known here. Write one, or choose a unit for all of them."))
                return nil
            }
            words[.unit] = "\(unit)"
        }
        if !row.ids.isEmpty { words[.externalIDs] = joined(row.ids, words[.externalIDs]) }
        let said = AssetReading.Column.allCases.compactMap { column -> AssetPlan.Difference? in
            guard let word = words[column], !word.isEmpty else { return nil }
            return .init(column: column, before: nil, after: word)
        }
        guard let set = deed(row, nil, words) else { return nil }
        let place = AssetPlan.Place.new(plan.changes.count)
        plan.changes.append(
            .init(row: row.number, asset: nil, kind: kind, name: name, differences: said, set: set))
        let key = name.lowercased()
        names[key] = names[key] == nil ? .some(place) : .some(nil)
        return (place, kind)
    }

    /// False where the row is wrong.
    private mutating func change(
        _ row: AssetReading.Row, _ known: Asset, _ wording: Asset.Wording, _ text: (ValueID) -> String?
    ) -> Bool {
        guard var words = resolved(row, wording.kind, wording, text) else { return false }
        if !row.ids.isEmpty {
            words[.externalIDs] = joined(row.ids, words[.externalIDs] ?? wording.word(.externalIDs, text))
        }
        var differences: [AssetPlan.Difference] = []
        for column in AssetReading.Column.allCases where column != .kind {
            guard let word = words[column] else { continue }
            let before = wording.word(column, text)
            guard word != before ?? "" else { continue }
            differences.append(.init(column: column, before: before, after: word.isEmpty ? nil : word))
        }
        guard !differences.isEmpty else {
            plan.unchanged += 1
            return true
        }
        for column in AssetReading.Column.allCases where words[column] == nil {
            words[column] = wording.word(column, text)
        }
        words[.kind] = wording.kind.rawValue
        guard let set = deed(row, known.id, words) else { return false }
        plan.changes.append(
            .init(
                row: row.number, asset: known.id, kind: wording.kind, name: words[.name] ?? "",
                differences: differences, set: set))
        return true
    }

    private func joined(_ ids: [Asset.ExternalID], _ listed: String?) -> String {
        let known = listed.flatMap { try? Asset.ExternalID.list($0, "external_ids") } ?? []
        return AssetReading.Column.lines(known + ids.filter { !known.contains($0) })
    }

    /// The command that says what the row says, with all that it would refuse as faults of the row.
    private mutating func deed(
        _ row: AssetReading.Row, _ asset: ID<Asset>?, _ words: [AssetReading.Column: String]
    ) -> SetAsset? {
        do throws(Refusal) {
            let set = try SetAsset(asset, words)
            try set.checkPlace(register, on: day)
            try set.refuseTaken(register, on: day)
            return set
        } catch {
            if let column = error.field.flatMap({ AssetReading.Column(rawValue: $0) }) {
                fault(row, column, error.phrase)
            } else {
                fault(row, da: error.phrase.da, en: error.phrase.en)
            }
            return nil
        }
    }

    // MARK: Units and people

    /// The words of a row with the identities of its unit and its people; nil where one of them is wrong. What another system
    /// says in words of its own and is not known here is left out.
    private mutating func resolved(
        _ row: AssetReading.Row, _ kind: Asset.Kind, _ wording: Asset.Wording?, _ text: (ValueID) -> String?
    ) -> [AssetReading.Column: String]? {
        var words = row.words
        words[.reference] = nil
        words[.dependsOn] = nil
        if !reading.form.isTable {
            for column in row.words.keys { if let aspect = column.aspect, !kind.takes(aspect) { words[column] = nil } }
        }
        if let written = words[.unit] {
            guard let unit = unit(row, written, wording?.unit, text) else { return nil }
            words[.unit] = unit.map { "\($0)" }
        }
        let people: [(AssetReading.Column, ID<Person>?)] = [
            (.owner, wording?.owner), (.manager, wording?.details.manager), (.operator, wording?.details.operator),
        ]
        for (column, now) in people {
            guard let written = words[column] else { continue }
            guard let person = person(row, column, written, now) else { return nil }
            words[column] = person.map { "\($0)" }
        }
        return words
    }

    /// Inner nil: it is left out; outer nil: the row is wrong.
    private mutating func unit(
        _ row: AssetReading.Row, _ written: String, _ now: ID<Unit>?, _ text: (ValueID) -> String?
    ) -> ID<Unit>?? {
        if let id = ID<Unit>(written), register.units[id] != nil { return .some(id) }
        let path = written.split(separator: ">").map { Arguments.trimmed(String($0)) }.filter { !$0.isEmpty }
        let found = units.candidates(path)
        // What stands is meant where the name is its own, also when it is closed by now.
        if let now, found.contains(now) || register.units[now]?.isNamed(path.last, text) == true { return .some(now) }
        if found.count == 1 { return .some(found[0]) }
        guard reading.form.isTable else {
            remark(
                row, da: "Enheden »\(written)« kendes ikke her og er ikke taget med.",
                en: "The unit “\(written)” is not known here and is not taken along.")
            return .some(nil)
        }
        fault(
            row, .unit,
            found.isEmpty
                ? Phrase(
                    da: "Enheden »\(written)« findes ikke. Ret navnet, eller opret den først.",
                    en: "There is no unit “\(written)”. Correct the name, or open it first.")
                : Phrase(
                    da: "Flere enheder hedder »\(written)«. Skriv dem over den med, fx »Drift > \(written)«.",
                    en: "Several units are named “\(written)”. Write those above it too, such as “Drift > \(written)”.")
        )
        return nil
    }

    private mutating func person(
        _ row: AssetReading.Row, _ column: AssetReading.Column, _ written: String, _ now: ID<Person>?
    ) -> ID<Person>?? {
        let found = people.find(written, now: now)
        if case .one(let id) = found { return .some(id) }
        guard reading.form.isTable else {
            remark(
                row, da: "\(column.label.da): en person i filen kan ikke genkendes her og er ikke taget med.",
                en: "\(column.label.en): a person of the file cannot be recognised here and is not taken along.")
            return .some(nil)
        }
        if case .several = found {
            fault(
                row, column,
                Phrase(
                    da: "Flere hedder »\(written)«. Skriv personens e-mail.",
                    en: "Several people are named “\(written)”. Write the person's e-mail."))
        } else {
            fault(
                row, column,
                Phrase(
                    da: "»\(written)« kendes ikke. Skriv et navn eller en e-mail, som står under Personer.",
                    en: "“\(written)” is not known. Write a name or an e-mail that stands under People."))
        }
        return nil
    }

    /// Who could have been in the file: what the systems know whose names its rows carry, or where they carry none, the kinds
    /// of its rows.
    mutating func findMissing() {
        let systems = Set(reading.rows.flatMap { $0.keys.map(\.system) })
        let kinds = Set(kinds.compactMap { $0 })
        for asset in register.assetsInOrder() where met[asset.id] == nil && asset.holds(on: day) {
            guard let wording = asset.wording else { continue }
            let isOf =
                systems.isEmpty
                ? kinds.contains(wording.kind)
                : wording.details.externalIDs.contains { systems.contains($0.system) }
            if isOf { plan.missing.append(asset.id) }
        }
    }
}
