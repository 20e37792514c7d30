// SPDX-License-Identifier: MPL-2.0

/// How the register takes in facts about processing, and what is due for it (GDPR Article 30).
extension Register {
    mutating func evolve(_ id: ID<Processing>, _ fact: Processing.Fact, _ stamp: Stamp) {
        let isNew = processings[id] == nil
        processings.updateValue(forKey: id, default: Processing(id: id)) { $0.evolve(fact, stamp) }
        guard case .set(let wording) = fact else { return }
        use(.processing, 0, wording.number)
        Register.add(id, to: &processingsOf[wording.unit, default: []], isNew: isNew)
        for asset in wording.assets { Register.add(id, to: &processingsUsing[asset, default: []], isNew: isNew) }
    }

    /// Whose affair a processing is on `day`: the unit's that answers for it, and of the one who is responsible.
    func concern(of processing: ID<Processing>, on day: Day) -> Concern {
        guard let wording = processings[processing]?.wording(on: day) else { return Concern() }
        return Concern(unit: answering(for: wording.unit, on: day), person: wording.responsible)
    }

    func existingProcessing(_ id: ID<Processing>) throws(Refusal) -> (Processing, Processing.Wording) {
        guard let known = processings[id], let wording = known.wording else {
            throw .invalid("processing", da: "Vælg en behandling.", en: "Choose a processing.")
        }
        return (known, wording)
    }

    /// One that has not ended.
    func runningProcessing(_ id: ID<Processing>) throws(Refusal) -> (Processing, Processing.Wording) {
        let (known, wording) = try existingProcessing(id)
        guard known.endedOn == nil else {
            throw .outOfTurn(
                da: "Behandlingen er ophørt. Registrér en ny, hvis den er i gang igen.",
                en: "The processing has ended. Record a new one if it goes on again.")
        }
        return (known, wording)
    }

    /// The processings that use an asset on `day`, in the order of their numbers; those that have ended not.
    public func processings(using asset: ID<Asset>, on day: Day) -> [Processing] {
        (processingsUsing[asset] ?? []).compactMap { processings[$0] }.filter { known in
            known.wording != nil && known.setOn <= day && !known.isEnded(on: day)
                && known.wording(on: day)?.assets.contains(asset) == true
        }.sorted { $0.number < $1.number }
    }

    func duties(of processing: Processing) -> [Duty] {
        guard let wording = processing.wording, let life = Stretch(processing.setOn, processing.endedOn) else {
            return []
        }
        var found: [Duty] = []
        func add(
            _ rule: Rule, turn: Int, by responsible: Responsible? = nil, opens: Day, due: Day, done: Day?,
            holdsUntil: Day? = nil
        ) {
            if let ended = processing.endedOn, opens >= ended { return }
            let done = earlier(done, processing.endedOn)
            let unit = processing.wording(on: done ?? due)?.unit ?? wording.unit
            found.append(
                Duty(
                    rule: rule, subject: .processing(processing.id), turn: turn,
                    responsible: responsible ?? .unit(answering(for: unit, on: done ?? due)), access: .everyone,
                    opens: min(opens, due), due: due, done: done, holdsUntil: holdsUntil))
        }
        // What the article demands and the record has not. A gap is one gap until the record is whole.
        let gaps = processing.wordings.stretches { !$0.gaps.isEmpty }.compactMap { $0.within(life) }
        for gap in Stretch.joined(gaps) {
            add(.processingComplete, turn: Int(gap.from.number), opens: gap.from, due: gap.from + 30, done: gap.ended)
        }
        // Owned by a unit that exists.
        for gap in Stretch.joined(ownerless(processing)).compactMap({ $0.within(life) }) {
            let before = processing.wording(on: gap.from)?.unit ?? wording.unit
            let successor = answering(for: before, on: gap.from + 30)
            add(
                .processingOwner, turn: Int(gap.from.number),
                by: successor == before ? .role(.security) : .unit(successor), opens: gap.from, due: gap.from + 30,
                done: gap.ended)
        }
        // Each look at all of it opens a year.
        let looks =
            [(processing.setOn, processing.position, processing.setOn.adding(months: 12))]
            + processing.reviews.map { ($0.day, $0.position, min($0.next, $0.day.adding(months: 12))) }
        for (index, look) in looks.enumerated() {
            let next = index + 1 < looks.count ? max(looks[index + 1].0, look.0) : nil
            add(
                .processingReview, turn: index == 0 ? 0 : look.1, opens: max(look.0, look.2 - 60), due: look.2,
                done: next, holdsUntil: look.2)
        }
        return found
    }

    /// The days on which the unit that answers for it is closed, or the person who is responsible has gone.
    private func ownerless(_ processing: Processing) -> [Stretch] {
        let entries = processing.wordings.entries
        return entries.enumerated().flatMap { index, entry -> [Stretch] in
            let next = index + 1 < entries.count ? entries[index + 1].from : nil
            guard let held = Stretch(entry.from, next) else { return [] }
            guard units[entry.value.unit]?.from != nil else { return [held] }
            let left = [gone(.unit(entry.value.unit)), entry.value.responsible.flatMap { gone(.person($0)) }]
            return left.compactMap { $0 }.compactMap { Stretch($0, nil)?.within(held) }
        }
    }

    /// Those whom somebody is responsible for who comes or goes.
    func touchProcessings(of person: ID<Person>, _ touched: inout Set<Subject>) {
        for known in processings.values where known.wordings.entries.contains(where: { $0.value.responsible == person })
        {
            touched.insert(.processing(known.id))
        }
    }
}

extension Deciding {
    /// What was reviewed rests on the words.
    func keepProcessing(_ id: ID<Processing>, _ position: Int) throws(Refusal) {
        guard let known = register.processings[id], known.wordings.isOnly(position), !known.reviews.isEmpty else {
            return
        }
        throw .outOfTurn(
            da: "Behandlingen er gennemgået. Ret den, eller lad den ophøre.",
            en: "The processing was gone through. Change it, or end it.")
    }
}
