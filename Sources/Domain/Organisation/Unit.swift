// SPDX-License-Identifier: MPL-2.0

/// An organisational unit (organisatorisk enhed). Responsibility follows the organisation as the direktion has set it
/// (policy §6), so units own documents, and the tree is kept with days: a row of 2024 prints the name of 2024.
public struct Unit: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case opened(name: ValueID, nameEnglish: ValueID?, parent: ID<Unit>?)
        case renamed(name: ValueID, nameEnglish: ValueID?)
        case moved(parent: ID<Unit>?)
        /// The unit is closed after the effective day; what it owned goes to the successor, if one is named.
        case closed(successor: ID<Unit>?)
    }

    public struct Closing: Hashable, Sendable {
        public let successor: ID<Unit>?
    }

    public let id: ID<Unit>
    public var opening = Timeline<Bool>()
    public var name = Timeline<ValueID>()
    public var nameEnglish = Timeline<ValueID?>()
    public var parent = Timeline<ID<Unit>?>()
    /// Holds from the day after the unit's last day.
    public var closing = Timeline<Closing>()
    public var revision = 0

    /// The first day of the unit; nil if it was never opened, or that was annulled.
    public var from: Day? { opening.entries.first?.from }
    /// The first day on which it is no more, and who takes over; what was recorded last counts.
    public var closed: (from: Day, successor: ID<Unit>?)? {
        closing.latest.map { ($0.from, $0.value.successor) }
    }

    public func isOpen(on day: Day) -> Bool {
        guard let from, from <= day else { return false }
        return closed.map { day < $0.from } ?? true
    }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .opened(let name, let english, let parent):
            opening.set(true, from: stamp.effective, at: stamp.position)
            self.name.set(name, from: stamp.effective, at: stamp.position)
            nameEnglish.set(english, from: stamp.effective, at: stamp.position)
            self.parent.set(parent, from: stamp.effective, at: stamp.position)
        case .renamed(let name, let english):
            self.name.set(name, from: stamp.effective, at: stamp.position)
            nameEnglish.set(english, from: stamp.effective, at: stamp.position)
        case .moved(let parent):
            self.parent.set(parent, from: stamp.effective, at: stamp.position)
        case .closed(let successor):
            closing.set(Closing(successor: successor), from: stamp.effective + 1, at: stamp.position)
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        opening.annul(position)
        name.annul(position)
        nameEnglish.annul(position)
        parent.annul(position)
        closing.annul(position)
    }
}

extension Register {
    mutating func evolve(_ id: ID<Unit>, _ fact: Unit.Fact, _ stamp: Stamp, _ touched: inout Set<Subject>) {
        units.updateValue(forKey: id, default: Unit(id: id)) { $0.evolve(fact, stamp) }
        switch fact {
        case .opened(_, _, let parent?), .moved(let parent?):
            Register.add(id, to: &unitsUnder[parent, default: []])
        case .closed(let successor?): Register.add(id, to: &predecessors[successor, default: []])
        case .opened, .moved, .closed, .renamed: break
        }
        touchWork(of: id, &touched)
    }

    /// The unit and everything above it on `day`, nearest first. Ends also if the record should hold a cycle.
    public func ancestry(of unit: ID<Unit>, on day: Day) -> [ID<Unit>] {
        var found = [unit]
        while let last = found.last, let parent = units[last]?.parent.value(on: day) ?? nil, !found.contains(parent) {
            found.append(parent)
        }
        return found
    }

    /// Units and all that are below them on `day`.
    public func withUnitsBelow(_ first: Set<ID<Unit>>, on day: Day) -> Set<ID<Unit>> {
        var (waiting, seen) = (Array(first), first)
        while let unit = waiting.popLast() {
            for below in children(of: unit, on: day) where seen.insert(below).inserted { waiting.append(below) }
        }
        return seen
    }

    /// The units right below one on `day`.
    func children(of unit: ID<Unit>, on day: Day) -> [ID<Unit>] {
        (unitsUnder[unit] ?? []).filter { units[$0]?.parent.value(on: day) == .some(.some(unit)) }
    }

    /// The unit that answers for what `unit` was given to do, on `day`: itself, or once it is closed its successor.
    public func answering(for unit: ID<Unit>, on day: Day) -> ID<Unit> {
        var (unit, steps) = (unit, 0)
        while let closed = units[unit]?.closed, closed.from <= day, let next = closed.successor, steps < 100 {
            unit = next
            steps += 1
        }
        return unit
    }

    /// Every day from `day` on, itself included, on which the tree of units can change.
    func treeDays(from day: Day) -> Set<Day> {
        var days: Set<Day> = [day]
        for unit in units.values {
            for entry in unit.parent.entries where entry.from > day { days.insert(entry.from) }
        }
        return days
    }

    /// An open unit under which others can be placed for good: one whose closing is recorded cannot take any.
    func lastingUnit(_ id: ID<Unit>, _ field: String, on day: Day) throws(Refusal) {
        guard try openUnit(id, field, on: day).closed == nil else {
            throw .invalid(
                field, da: "Enheden skal nedlægges. Vælg en enhed, der består.",
                en: "The unit is to be closed. Choose a unit that remains.")
        }
    }

    func openUnit(_ id: ID<Unit>, _ field: String, on day: Day) throws(Refusal) -> Unit {
        guard let unit = units[id] else { throw Refusal.invalid(field, da: "Vælg en enhed.", en: "Choose a unit.") }
        guard unit.isOpen(on: day) else {
            throw .invalid(
                field, da: "Enheden findes ikke den dag. Vælg en anden enhed eller en anden dag.",
                en: "The unit does not exist on that day. Choose another unit or another day.")
        }
        return unit
    }
}

/// Opens a unit from a day.
public struct OpenUnit: Deed {
    let name: String, english: String?, parent: ID<Unit>?, from: Day

    public static let fields = [
        Field("name", .line(most: 120), da: "Navn", en: "Name"),
        Field("name_en", .line(most: 120), da: "Navn på engelsk", en: "Name in English", optional: true),
        Field("parent", .unit, da: "Hører under", en: "Belongs to", optional: true), .from, .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        name = try arguments.line("name", most: 120)
        english = try arguments.optionalLine("name_en", most: 120)
        parent = try arguments.optionalID("parent")
        from = try arguments.day("from")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        if let parent { try desk.register.lastingUnit(parent, "parent", on: from) }
        let unit: ID<Unit> = desk.new()
        let kept = (desk.keep(name) as ValueID, desk.keep(english))
        try desk.record(.unit(unit, .opened(name: kept.0, nameEnglish: kept.1, parent: parent)), on: from)
    }
}

/// Gives a unit another name from a day; old rows still print the old one.
public struct RenameUnit: Deed {
    let unit: ID<Unit>, name: String, english: String?, from: Day

    public static let fields = [
        Field.unit, Field("name", .line(most: 120), da: "Nyt navn", en: "New name"),
        Field("name_en", .line(most: 120), da: "Navn på engelsk", en: "Name in English", optional: true), .from, .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        unit = try arguments.id("unit")
        name = try arguments.line("name", most: 120)
        english = try arguments.optionalLine("name_en", most: 120)
        from = try arguments.day("from")
    }

    public func concern(in register: Register, on day: Day) -> Concern { Concern(unit: unit) }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openUnit(unit, "unit", on: from)
        let kept = (desk.keep(name) as ValueID, desk.keep(english))
        try desk.record(.unit(unit, .renamed(name: kept.0, nameEnglish: kept.1)), on: from)
    }
}

/// Places a unit under another, or at the top, from a day.
public struct MoveUnit: Deed {
    let unit: ID<Unit>, parent: ID<Unit>?, from: Day

    public static let fields = [
        Field.unit, Field("parent", .unit, da: "Hører under", en: "Belongs to", optional: true), .from, .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        unit = try arguments.id("unit")
        parent = try arguments.optionalID("parent")
        from = try arguments.day("from")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openUnit(unit, "unit", on: from)
        if let parent {
            try desk.register.lastingUnit(parent, "parent", on: from)
            // The tree must have no cycle on any day from the move until the unit's next one.
            let next = desk.register.units[unit]?.parent.entries.first { $0.from > from }?.from ?? .distantFuture
            for day in desk.register.treeDays(from: from)
            where day < next && desk.register.ancestry(of: parent, on: day).contains(unit) {
                throw .invalid(
                    "parent", da: "En enhed kan ikke høre under sig selv. Vælg en enhed uden for dens eget træ.",
                    en: "A unit cannot belong to itself. Choose a unit outside its own tree.")
            }
        }
        try desk.record(.unit(unit, .moved(parent: parent)), on: from)
    }
}

/// Closes a unit after a day. What it owns becomes a duty to find a new owner.
public struct CloseUnit: Deed {
    let unit: ID<Unit>, to: Day, successor: ID<Unit>?

    public static let fields = [
        Field.unit, Field("to", .day, da: "Sidste dag", en: "Last day"),
        Field("successor", .unit, da: "Opgaverne går til", en: "Its tasks go to", optional: true), .late,
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        unit = try arguments.id("unit")
        to = try arguments.day("to")
        successor = try arguments.optionalID("successor")
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        _ = try desk.register.openUnit(unit, "unit", on: to)
        if let successor {
            guard successor != unit else {
                throw .invalid("successor", da: "Vælg en anden enhed.", en: "Choose another unit.")
            }
            _ = try desk.register.openUnit(successor, "successor", on: to + 1)
        }
        let days = desk.register.treeDays(from: to + 1)
        for child in desk.register.units.values where child.id != unit {
            for day in days where child.isOpen(on: day) && child.parent.value(on: day) == .some(.some(unit)) {
                throw .outOfTurn(
                    da: "Enheden har underenheder, der er åbne. Flyt eller nedlæg dem først.",
                    en: "The unit has open units below it. Move or close them first.")
            }
        }
        try desk.record(.unit(unit, .closed(successor: successor)), on: to)
    }
}
