// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sight {
    public func action(_ id: ID<Action>) throws(Refusal) -> Action {
        guard let action = register.actions[id], action.added != nil, sees(.action(id)) else { throw Refusal.unknown }
        return action
    }

    public func actions(about subject: Subject) -> [Action] {
        guard sees(subject) else { return [] }
        return (register.actionsAbout[subject] ?? []).compactMap { try? action($0) }
    }

    /// The duties about a subject, past and standing.
    public func duties(about subject: Subject) -> [Duty] {
        sees(subject) ? register.duties.bySubject[subject] ?? [] : []
    }

    public func duty(_ key: DutyKey) -> Duty? { register.duties.duty(key) }

    /// Whether a duty concerns this person: by name, by role, by seat, by unit, or as deputy of one whom it concerns.
    public func mine() -> [Responsible] {
        ([person] + register.principals(of: person, on: day)).flatMap { who -> [Responsible] in
            var found: [Responsible] = [.person(who)]
            for held in register.roles(of: who, on: day) {
                switch held.role {
                case .direktion: found.append(.body(.direktion))
                case .bestyrelse: found.append(.body(.bestyrelse))
                case .unitHead: if let unit = held.unit { found.append(.unit(unit)) }
                case .security, .dpo, .systemOwner, .employee, .auditor, .administrator, .secretary:
                    found.append(.role(held.role))
                }
            }
            if let unit = register.persons[who]?.unit(on: day) { found.append(.unit(unit)) }
            return found
        }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Standing duties of these responsibles in the order of their due days, at most `most`, opened or overdue by the day
    /// (with `planned`: also those that open later).
    public func duties(of responsibles: [Responsible], most: Int, planned: Bool = false) -> [Duty] {
        looked(responsibles, most, planned) {
            merge(responsibles.compactMap { register.duties.byResponsible[$0] }, most: most, planned: planned)
        }
    }

    /// Standing duties of everybody, of the classes that the person may see.
    public func duties(most: Int, planned: Bool = false) -> [Duty] {
        looked(nil, most, planned) {
            merge(register.duties.byClass.filter { sees($0.key) }.map(\.value), most: most, planned: planned)
        }
    }

    private func looked(
        _ responsibles: [Responsible]?, _ most: Int, _ planned: Bool, _ find: () -> [Duty]
    ) -> [Duty] {
        let answer = look(.duties(responsibles, most: most, planned: planned)) {
            .duties(isPast ? pastDuties(of: responsibles, most: most, planned: planned) : find())
        }
        guard case .duties(let duties) = answer else { return [] }
        return duties
    }

    /// The first ones of several shelves, each of which is in order.
    private func merge(_ shelves: [Shelf<DutyKey>], most: Int, planned: Bool) -> [Duty] {
        var keys = MergedKeys(shelves.map { ($0.elements(), nil) })
        var found: [Duty] = []
        while found.count < most, let key = keys.next() {
            guard let duty = duty(key), planned || duty.opens <= day || duty.due < day,
                sees(duty.accessClass(on: day))
            else { continue }
            found.append(duty)
        }
        return found
    }

    private func pastDuties(of responsibles: [Responsible]?, most: Int, planned: Bool) -> [Duty] {
        let wanted = responsibles.map { Set($0) }
        let all = standing.lazy.filter { [self] duty in
            wanted?.contains(duty.responsible) != false && (planned || duty.standing(on: day) != .planned)
                && sees(duty.accessClass(on: day)) && sees(duty.subject)
        }
        return Array(all.prefix(most))
    }

    /// How many duties stand how, summed over the classes that the person may see; of one rule, of some responsibles, or all.
    public func counts(
        _ rule: Rule? = nil, of responsibles: [Responsible]? = nil
    ) -> (open: Int, overdue: Int, total: Int, done: Int) {
        let answer = look(.counts(rule, responsibles)) {
            let sum = count(rule, of: responsibles)
            return .counts(open: sum.open, overdue: sum.overdue, total: sum.total, done: sum.done)
        }
        guard case .counts(let open, let overdue, let total, let done) = answer else { return (0, 0, 0, 0) }
        return (open, overdue, total, done)
    }

    private func count(
        _ rule: Rule?, of responsibles: [Responsible]?
    ) -> (open: Int, overdue: Int, total: Int, done: Int) {
        var sum = (open: 0, overdue: 0, total: 0, done: 0)
        if isPast {
            // The kept numbers know one class for a day; what was open to more then may be confidential now.
            let wanted = responsibles.map { Set($0) }
            everyDuty { duty in
                guard rule.map({ $0 == duty.rule }) ?? true, wanted?.contains(duty.responsible) ?? true else { return }
                sum.total += 1
                switch duty.standing(on: day) {
                case .planned: break
                case .open: sum.open += 1
                case .overdue: (sum.open, sum.overdue) = (sum.open + 1, sum.overdue + 1)
                case .done: sum.done += 1
                }
            }
            return sum
        }
        func add(_ group: Duties.Group, _ counts: Duties.Counts) {
            if let rule, group.rule != rule { return }
            guard sees(group.accessClass) else { return }
            sum.open += counts.open(on: day)
            sum.overdue += counts.overdue(on: day)
            sum.done += counts.done(on: day)
            sum.total += counts.total(on: day)
        }
        if let responsibles {
            for group in Set(responsibles).flatMap({ register.duties.groups[$0] ?? [] }) {
                if let counts = register.duties.counts[group] { add(group, counts) }
            }
        } else {
            for (group, counts) in register.duties.counts { add(group, counts) }
        }
        return sum
    }
}
