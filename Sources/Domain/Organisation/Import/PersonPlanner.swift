// SPDX-License-Identifier: MPL-2.0

extension PersonPlan {
    /// Holds a file against the register. Everything is looked up in maps that are made once, so the work grows with the rows
    /// and the persons, and not with both multiplied.
    ///
    /// - Parameter text: the words of a value; nil where they are erased.
    public init(
        _ reading: PersonReading, _ rules: PersonImportRules, in register: Register, text: (ValueID) -> String?
    ) {
        var planner = PersonPlanner(rules, register, reading.system, text)
        planner.plan.faults = reading.faults
        for row in reading.rows { planner.take(row, text) }
        planner.findMissing()
        planner.plan.faults.sort { $0.row < $1.row }
        self = planner.plan
    }
}

private struct PersonPlanner {
    let rules: PersonImportRules
    let register: Register
    let system: Person.ForeignSystem?
    var plan = PersonPlan()
    private var units: UnitFinder
    private var byKey: [String: ID<Person>] = [:]
    /// Nil for an address that several have.
    private var byMail: [String: ID<Person>?] = [:]
    private var (seenKeys, seenMails): ([String: Int], [String: Int]) = ([:], [:])
    private var met: Set<ID<Person>> = []

    init(
        _ rules: PersonImportRules, _ register: Register, _ system: Person.ForeignSystem?, _ text: (ValueID) -> String?
    ) {
        (self.rules, self.register, self.system) = (rules, register, system)
        units = UnitFinder(register, on: rules.day, opens: rules.opensUnits, text)
        for person in register.persons.values {
            // Whose name is erased is nobody any more.
            guard person.name.newest.flatMap(text) != nil else { continue }
            if let system, let key = person.identity(in: system).flatMap(text) {
                byKey[Person.identityKey(key)] = person.id
            }
            if let mail = person.mail.newest.flatMap({ $0 }).flatMap(text) {
                let key = mail.lowercased()
                byMail[key] = byMail[key] == nil ? .some(person.id) : .some(nil)
            }
        }
    }

    private mutating func fault(_ row: PersonReading.Row, da: String, en: String) {
        plan.faults.append(.init(row: row.number, Phrase(da: da, en: en)))
    }

    mutating func take(_ row: PersonReading.Row, _ text: (ValueID) -> String?) {
        guard isAlone(row), let (person, isKnownByKey) = find(row, text) else { return }
        if let person, !met.insert(person).inserted {
            return fault(
                row, da: "Personen står i en anden række også.", en: "The person is in another row too.")
        }
        guard let place = place(row) else { return }
        let known = person.flatMap { register.persons[$0] }
        var change = PersonPlan.Change(row: row.number, person: person)
        if row.key != nil, !isKnownByKey { change.key = row.key }
        let mail = row.mail ?? known?.mail.newest.flatMap { $0 }.flatMap(text)
        if known?.name.newest.flatMap(text) != row.name || known?.mail.newest.flatMap({ $0 }).flatMap(text) != mail {
            (change.name, change.mail, change.isRenamed) = (row.name, mail, known != nil)
        }
        engage(row, known, place, &change, text)
        if change.isEmpty { plan.unchanged += 1 } else { plan.changes.append(change) }
    }

    /// Each name of a system and each address stands once in the file.
    private mutating func isAlone(_ row: PersonReading.Row) -> Bool {
        guard row.key != nil || row.mail != nil else {
            fault(
                row, da: "Rækken har hverken medarbejdernummer eller e-mail, så personen kan ikke genkendes.",
                en: "The row has neither employee number nor e-mail, so the person cannot be recognised.")
            return false
        }
        if let key = row.key.map(Person.identityKey), let first = seenKeys.updateValue(row.number, forKey: key) {
            fault(row, da: "»\(key)« står også i række \(first).", en: "“\(key)” is in row \(first) too.")
            return false
        }
        if let mail = row.mail?.lowercased(), let first = seenMails.updateValue(row.number, forKey: mail) {
            fault(row, da: "\(mail) står også i række \(first).", en: "\(mail) is in row \(first) too.")
            return false
        }
        return true
    }

    /// Whom a row means, by the system's name first and then by the address: nil where that cannot be said.
    private mutating func find(
        _ row: PersonReading.Row, _ text: (ValueID) -> String?
    ) -> (ID<Person>?, isKnownByKey: Bool)? {
        if let key = row.key, let found = byKey[Person.identityKey(key)] { return (found, true) }
        guard let mail = row.mail, let entry = byMail[mail.lowercased()] else { return (nil, false) }
        guard let found = entry else {
            fault(
                row, da: "Flere personer har e-mailen \(mail). Ret det, før filen indlæses.",
                en: "Several people have the address \(mail). Put that right before the file is imported.")
            return nil
        }
        if let system, let key = row.key, let other = register.persons[found]?.identity(in: system).flatMap(text) {
            fault(
                row, da: "E-mailen \(mail) tilhører en person med navnet \(other), ikke \(key).",
                en: "The address \(mail) belongs to a person with the name \(other), not \(key).")
            return nil
        }
        return (found, false)
    }

    /// The unit of a row; the outer nil: it is wrong, the inner: the file names none.
    private mutating func place(_ row: PersonReading.Row) -> PersonPlan.Place?? {
        guard let name = row.unit.last else { return .some(nil) }
        switch units.find(row.unit, &plan.units) {
        case .found(let place): return place
        case .ambiguous:
            fault(
                row, da: "Flere enheder hedder »\(name)«. Skriv dem over den med, fx »Drift > \(name)«.",
                en: "Several units are named “\(name)”. Write those above it too, such as “Drift > \(name)”.")
        case .missing:
            fault(
                row,
                da: "Enheden »\(name)« findes ikke den dag. Ret navnet, eller vælg, at enheder, der mangler, oprettes.",
                en: "There is no unit “\(name)” on that day. Correct the name, or choose that missing units are opened."
            )
        }
        return nil
    }

    private mutating func engage(
        _ row: PersonReading.Row, _ known: Person?, _ place: PersonPlan.Place?, _ change: inout PersonPlan.Change,
        _ text: (ValueID) -> String?
    ) {
        if let from = row.from, let to = row.to, to < from {
            return fault(
                row, da: "Den sidste dag ligger før den første.", en: "The last day lies before the first.")
        }
        let held = known?.engagements.last { !$0.neverBegan && $0.last.map { $0 >= rules.day } ?? true }
        guard let held else {
            // Who has left and whom the file says has left is no news.
            if known != nil, let to = row.to, to < rules.day { return }
            guard let place else {
                return fault(row, da: "Rækken har ingen enhed.", en: "The row has no unit.")
            }
            if let first = row.firstWorkingDay, let from = row.from, first < from {
                return fault(
                    row, da: "Første arbejdsdag ligger før ansættelsen.",
                    en: "The first working day lies before the engagement.")
            }
            let kind = row.kind ?? rules.kind
            change.beginning = .init(
                kind: kind, place: place, title: row.title ?? kind.label.da, from: row.from ?? row.firstWorkingDay,
                firstWorkingDay: row.firstWorkingDay, to: row.to)
            return
        }
        let day = held.nearest(rules.day)
        let title = held.title(on: day)
        let (now, called) = (PersonPlan.Place.known(held.unit(on: day)), text(title) ?? "")
        if place.map({ $0 != now }) ?? false || row.title.map({ $0 != called }) ?? false {
            change.move = (held.id, place ?? now, row.title ?? called)
        }
        if let to = row.to, held.last != to, to >= held.from { change.ending = (held.id, to) }
    }

    /// Who could have been in the file: those whom its system knows, or where it has no names of its own, those who are
    /// engaged as its rows are.
    mutating func findMissing() {
        let last = rules.missingLeft ?? rules.day
        for person in register.persons.values where !met.contains(person.id) {
            guard let held = person.engagements.last(where: { $0.holds(on: last) }) else { continue }
            if let system {
                guard person.identity(in: system) != nil else { continue }
            } else {
                guard held.kind == rules.kind, person.mail.newest.flatMap({ $0 }) != nil else { continue }
            }
            plan.missing.append(person.id)
            guard let ends = rules.missingLeft, held.last != ends else { continue }
            plan.changes.append(.init(row: nil, person: person.id, ending: (held.id, ends)))
        }
        plan.missing.sort()
    }
}

extension Unit {
    /// Whether its newest name, in either language, is this one.
    func isNamed(_ written: String?, _ text: (ValueID) -> String?) -> Bool {
        let names = [name.newest, nameEnglish.newest.flatMap { $0 }].compactMap { $0 }.compactMap(text)
        return written.map { word in names.contains { $0.lowercased() == word.lowercased() } } ?? false
    }
}

/// Finds units by their names, also those that the import opens.
struct UnitFinder {
    enum Answer {
        case found(PersonPlan.Place)
        case ambiguous
        case missing
    }

    private let opens: Bool
    /// The open units of a name, each with the names from the top down to it.
    private var byName: [String: [(unit: ID<Unit>, path: [String])]] = [:]
    private var known: [[String]: Answer] = [:]

    init(_ register: Register, on day: Day, opens: Bool, _ text: (ValueID) -> String?) {
        self.opens = opens
        func words(_ unit: Unit) -> String? {
            (unit.name.value(on: day) ?? unit.name.newest).flatMap(text).map { $0.lowercased() }
        }
        for unit in register.units.values where unit.isOpen(on: day) {
            let path = register.ancestry(of: unit.id, on: day).reversed().compactMap {
                register.units[$0].flatMap(words)
            }
            var names: Set<String> = []
            if let name = words(unit) { names.insert(name) }
            if let english = unit.nameEnglish.value(on: day).flatMap({ $0 }).flatMap(text) {
                names.insert(english.lowercased())
            }
            for name in names { byName[name, default: []].append((unit.id, path)) }
        }
    }

    mutating func find(_ path: [String], _ new: inout [PersonPlan.NewUnit]) -> Answer {
        if let found = known[path] { return found }
        let answer = look(path, &new)
        known[path] = answer
        return answer
    }

    /// The open units that a name can mean.
    func candidates(_ path: [String]) -> [ID<Unit>] {
        guard let name = path.last else { return [] }
        let (named, above) = (byName[name.lowercased()] ?? [], path.dropLast().map { $0.lowercased() })
        // Of those with the name the one that stands below what the file says; where it is the only one, it is that.
        let fitting = named.filter { $0.path.dropLast().suffix(above.count).elementsEqual(above) }
        return (fitting.isEmpty && !opens ? named : fitting).map(\.unit)
    }

    private mutating func look(_ path: [String], _ new: inout [PersonPlan.NewUnit]) -> Answer {
        guard let name = path.last else { return .missing }
        let chosen = candidates(path)
        if chosen.count == 1 { return .found(.known(chosen[0])) }
        if chosen.count > 1 { return .ambiguous }
        guard opens else { return .missing }
        var parent: PersonPlan.Place?
        if path.count > 1 {
            guard case .found(let place) = find(Array(path.dropLast()), &new) else { return .missing }
            parent = place
        }
        new.append(.init(name: name, parent: parent))
        return .found(.new(new.count - 1))
    }
}
