// SPDX-License-Identifier: MPL-2.0

extension RiskImportPlan {
    /// Holds a file against the register, with maps that are made once.
    ///
    /// - Parameters:
    ///   - isSeen: whether whoever takes the file in may see a risk. The others are as if they were not there.
    ///   - text: the words of a value; nil where they are erased.
    public init(
        _ reading: RiskReading, _ rules: RiskImportRules, in register: Register, on day: Day,
        isSeen: (ID<Risk>) -> Bool, text: (ValueID) -> String?
    ) {
        var planner = RiskPlanner(reading, rules, register, day, isSeen, text)
        for row in reading.rows { planner.take(row, text) }
        planner.finish()
        planner.plan.remarks += reading.remarks
        planner.plan.faults += reading.faults
        planner.plan.remarks.sort { $0.row < $1.row }
        planner.plan.faults.sort { $0.row < $1.row }
        self = planner.plan
    }
}

private struct RiskPlanner {
    typealias Column = RiskReading.Column

    let reading: RiskReading
    let rules: RiskImportRules
    let register: Register
    let day: Day
    var plan = RiskImportPlan()
    private let finder: AssetFinder
    private let units: UnitFinder
    private let people: PeopleFinder
    private var byTitle: [String: [ID<Risk>]] = [:]
    private var byLabel: [String: ID<Risk>] = [:]
    private var seenTitles: [String: Int] = [:]
    private var met: [ID<Risk>: Int] = [:]
    private var (unjudged, firstUnjudged): (Int, Int?) = (0, nil)

    init(
        _ reading: RiskReading, _ rules: RiskImportRules, _ register: Register, _ day: Day,
        _ isSeen: (ID<Risk>) -> Bool, _ text: (ValueID) -> String?
    ) {
        (self.reading, self.rules, self.register, self.day) = (reading, rules, register, day)
        finder = AssetFinder(register, on: day, text)
        units = UnitFinder(register, on: day, opens: false, text)
        people = PeopleFinder(register, text)
        for risk in register.risks.values where isSeen(risk.id) {
            guard let wording = risk.wording else { continue }
            byLabel[wording.label.lowercased()] = risk.id
            byLabel["\(risk.id)"] = risk.id
            guard risk.closedOn == nil, let title = text(wording.title) else { continue }
            byTitle[title.lowercased(), default: []].append(risk.id)
        }
    }

    // MARK: What is wrong, and what is left out

    private mutating func fault(_ row: RiskReading.Row, _ column: Column?, _ what: Phrase) {
        let label = column?.label
        plan.faults.append(
            .init(
                row: row.number,
                Phrase(
                    da: label.map { "\($0.da): \(what.da)" } ?? what.da,
                    en: label.map { "\($0.en): \(what.en)" } ?? what.en)))
    }

    private mutating func remark(_ row: RiskReading.Row, da: String, en: String) {
        plan.remarks.append(.init(row: row.number, Phrase(da: da, en: en)))
    }

    /// A refusal of a command at the column that it is about.
    private mutating func fault(_ row: RiskReading.Row, _ refusal: Refusal) {
        let field = refusal.field?.replacingPrefix("current_", with: "")
        fault(row, field.flatMap { Column(rawValue: $0) }, refusal.phrase)
    }

    // MARK: A row

    mutating func take(_ row: RiskReading.Row, _ text: (ValueID) -> String?) {
        guard let found = find(row) else { return }
        let known = found.flatMap { register.risks[$0] }
        guard known?.closedOn == nil else {
            return remark(
                row, da: "\(known?.wording?.label ?? "") er lukket her, så rækken er ikke taget med.",
                en: "\(known?.wording?.label ?? "") is closed here, so the row is not taken along.")
        }
        if let found, let first = met.updateValue(row.number, forKey: found) {
            return fault(
                row, nil,
                Phrase(da: "Risikoen står også i række \(first).", en: "The risk is in row \(first) too."))
        }
        guard var words = resolved(row, known?.wording, text) else { return }
        if known == nil { complete(&words) }
        let wording = known?.wording
        var differences: [RiskImportPlan.Difference] = []
        for column in Column.allCases where !column.isJudgement {
            guard let word = words[column] else { continue }
            let before = wording?.word(column, text)
            guard word != before ?? "" else { continue }
            differences.append(.init(column: column, before: before, after: word.isEmpty ? nil : word))
        }
        var set: SetRisk?
        if known == nil || !differences.isEmpty {
            guard let made = deed(row, known, words, text) else { return }
            set = made
        }
        guard let judged = judged(row, known, text, &differences) else { return }
        guard set != nil || judged.assess != nil else {
            plan.unchanged += 1
            return
        }
        let title = words[.title] ?? wording.flatMap { text($0.title) } ?? ""
        plan.changes.append(
            .init(
                row: row.number, risk: known?.id, title: title, differences: differences, set: set,
                assess: judged.assess))
    }

    /// Inner nil: a new one; outer nil: the row is wrong.
    private mutating func find(_ row: RiskReading.Row) -> ID<Risk>?? {
        if let reference = row.words[.reference] {
            guard let id = byLabel[reference.lowercased()] else {
                fault(
                    row, .reference,
                    Phrase(
                        da: "»\(reference)« kendes ikke her. Lad feltet stå tomt for en ny risiko.",
                        en: "“\(reference)” is not known here. Leave the field empty for a new risk."))
                return nil
            }
            return .some(id)
        }
        guard let title = row.words[.title] else {
            fault(row, .title, Phrase(da: "Rækken har ingen titel.", en: "The row has no title."))
            return nil
        }
        let found = byTitle[title.lowercased()] ?? []
        guard found.count < 2 else {
            fault(
                row, .title,
                Phrase(
                    da: "Flere risici hedder det. Skriv også referencen på den, der menes.",
                    en: "Several risks are named so. Write the reference of the one that is meant too."))
            return nil
        }
        if found.isEmpty, let first = seenTitles.updateValue(row.number, forKey: title.lowercased()) {
            let what = Phrase(da: "Titlen står også i række \(first).", en: "The title is in row \(first) too.")
            // In another system nobody can put that right: it is left out and told.
            if reading.form.isTable { fault(row, .title, what) } else { remark(row, da: what.da, en: what.en) }
            return nil
        }
        return .some(found.first)
    }

    /// What a new risk has where its row says nothing.
    private func complete(_ words: inout [Column: String]) {
        words[.kind] = words[.kind] ?? Risk.Kind.operational.rawValue
        words[.classification] = words[.classification] ?? rules.classification.rawValue
        if words[.unit] == nil { words[.unit] = rules.unit.map { "\($0)" } }
        if words[.scenario] == nil { words[.scenario] = words[.title] }
    }

    /// The command that says what the row says, with all that it would refuse as a fault of the row.
    private mutating func deed(
        _ row: RiskReading.Row, _ known: Risk?, _ words: [Column: String], _ text: (ValueID) -> String?
    ) -> SetRisk? {
        var all = words
        if let wording = known?.wording {
            for column in Column.allCases where !column.isJudgement && all[column] == nil {
                all[column] = wording.word(column, text)
            }
        }
        guard all[.unit] != nil else {
            fault(
                row, .unit,
                Phrase(
                    da: "Rækken har ingen enhed, som kendes her. Skriv en, eller vælg en enhed for dem alle.",
                    en: "The row has no unit that is known here. Write one, or choose a unit for all of them."))
            return nil
        }
        do throws(Refusal) {
            var set = try SetRisk(known?.id, all)
            if let wording = known?.wording { set.keep(wording) }
            try set.check(register, known?.wording, on: day)
            return set
        } catch {
            fault(row, error)
            return nil
        }
    }

    // MARK: Units, people and assets

    /// The words of a row with the identities of its unit, its owner and its assets; nil where one of them is wrong.
    private mutating func resolved(
        _ row: RiskReading.Row, _ wording: Risk.Wording?, _ text: (ValueID) -> String?
    ) -> [Column: String]? {
        var words = row.words
        words[.reference] = nil
        if let written = words[.unit], ID<Unit>(written).flatMap({ register.units[$0] }) == nil {
            let path = written.split(separator: ">").map { Arguments.trimmed(String($0)) }.filter { !$0.isEmpty }
            let found = units.candidates(path)
            if let now = wording?.unit, found.contains(now) || register.units[now]?.isNamed(path.last, text) == true {
                words[.unit] = "\(now)"
            } else if found.count == 1 {
                words[.unit] = "\(found[0])"
            } else if !leave(row, .unit, written) {
                return nil
            } else {
                words[.unit] = nil
            }
        }
        if let written = words[.owner] {
            if case .one(let id) = people.find(written, now: wording?.owner) {
                words[.owner] = "\(id)"
            } else if leave(row, .owner, written) {
                words[.owner] = nil
            } else {
                return nil
            }
        }
        if let written = words[.assets] {
            var ids: [String] = []
            for part in written.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
                let name = Arguments.trimmed(String(part))
                guard !name.isEmpty else { continue }
                if let id = finder.find(reference: name), wording?.assets.contains(id) == true {
                    // It is named already, retired or not.
                    ids.append("\(id)")
                } else if case .one(let id) = finder.find(written: name) {
                    ids.append("\(id)")
                } else if !leave(row, .assets, name) {
                    return nil
                }
            }
            words[.assets] = ids.isEmpty ? nil : ids.joined(separator: "\n")
        }
        return words
    }

    /// Of a table it is a fault; what another system says is left out and told. False: the row is wrong.
    private mutating func leave(_ row: RiskReading.Row, _ column: Column, _ written: String) -> Bool {
        guard reading.form.isTable else {
            let label = column.label
            let isPerson = column == .owner
            remark(
                row, da: "\(label.da): \(isPerson ? "personen" : "»\(written)«") kendes ikke her og er ikke taget med.",
                en: "\(label.en): \(isPerson ? "the person" : "“\(written)”") is not known here and is not taken along."
            )
            return true
        }
        fault(
            row, column,
            Phrase(
                da: "»\(written)« kendes ikke, eller flere hedder det. Ret det, eller skriv referencen.",
                en: "“\(written)” is not known, or several are named so. Correct it, or write the reference."))
        return false
    }

    // MARK: How it is judged

    /// Nil: the row is wrong. Inner nil: nothing is judged anew.
    private mutating func judged(
        _ row: RiskReading.Row, _ known: Risk?, _ text: (ValueID) -> String?,
        _ differences: inout [RiskImportPlan.Difference]
    ) -> (assess: AssessRisk?, Void)? {
        guard row.words[.likelihood] != nil else { return (nil, ()) }
        guard let scale = rules.scale else {
            (unjudged, firstUnjudged) = (unjudged + 1, firstUnjudged ?? row.number)
            return (nil, ())
        }
        guard var words = RiskJudgement(row, rules, scale).words else {
            fault(row, nil, RiskJudgement.unmapped(row, rules, scale))
            return nil
        }
        let last = known?.assessments.last
        let told = words[.day].flatMap { Day($0) }
        if let told, let made = last, told < made.day {
            remark(
                row, da: "Vurderingen er ældre end den, der står her, og er ikke taget med.",
                en: "The assessment is older than the one that stands here, and is not taken along.")
            return (nil, ())
        }
        if let told, told > day {
            fault(
                row, .day, Phrase(da: "Dagen er ikke kommet endnu.", en: "The day has not come yet."))
            return nil
        }
        var found: [RiskImportPlan.Difference] = []
        for column in Column.allCases where column.isJudgement && column != .day {
            guard let word = words[column] else { continue }
            let before = last?.word(column, text)
            guard word != before else { continue }
            found.append(.init(column: column, before: before, after: word))
        }
        guard !found.isEmpty else { return (nil, ()) }
        // It is a judgement by our method from the day on which it is taken in; when it was made first is told with it.
        if let told, told < day, told != last?.day, let reason = words[.reason] {
            words[.reason] = reason + "\nVurderet den \(Language.da.day(told)) ifølge filen."
        }
        guard let adopted = register.riskMethod(on: day) else {
            fault(
                row, nil,
                Phrase(
                    da: "Direktionen har ikke vedtaget nogen risikometode, så vurderingen kan ikke tages med.",
                    en: "The direktion has adopted no risk method, so the judgement cannot be taken along."))
            return nil
        }
        do throws(Refusal) {
            // Steps of another method mean something else.
            let kept = last.flatMap { $0.method == adopted.proposal ? $0 : nil }
            let assess = try AssessRisk(known?.id, day, words, keeping: kept, text)
            try assess.check(adopted.method)
            differences += found
            return (assess, ())
        } catch {
            fault(row, error)
            return nil
        }
    }

    mutating func finish() {
        if unjudged > 0 {
            let (likelihoods, consequences) = (reading.likelihoods, reading.consequences)
            func list(_ steps: [Int]) -> String { steps.map(String.init).joined(separator: ", ") }
            plan.remarks.append(
                .init(
                    row: firstUnjudged ?? 1,
                    Phrase(
                        da: """
                            \(unjudged) vurderinger er ikke taget med. Filens trin er \(list(likelihoods)) for \
                            sandsynlighed og \(list(consequences)) for konsekvens; vælg, hvilke af metodens trin de er, \
                            hvis de skal med.
                            """,
                        en: """
                            \(unjudged) judgements are not taken along. The steps of the file are \
                            \(list(likelihoods)) of likelihood and \(list(consequences)) of consequence; choose which \
                            steps of the method they are, if they are to come along.
                            """)))
        }
        // Of another system nothing is known of what it could have had.
        guard reading.form.isTable else { return }
        plan.missing = byTitle.values.flatMap { $0 }.filter { met[$0] == nil }.sorted {
            (register.risks[$0]?.number ?? 0, $0) < (register.risks[$1]?.number ?? 0, $1)
        }
    }
}

extension String {
    fileprivate func replacingPrefix(_ prefix: String, with other: String) -> String {
        hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
    }
}
