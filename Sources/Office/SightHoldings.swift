// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sight {
    /// What a person or a unit answers for on the day shown, as far as the reader may see it: documents first.
    public func held(by holder: Responsible) -> [Holding] {
        let parts = Holding.Part.allCases
        return register.held(by: holder, on: day).filter { sees($0.subject) }.sorted { left, right in
            let (one, two) = (parts.firstIndex(of: left.part) ?? 0, parts.firstIndex(of: right.part) ?? 0)
            return one == two ? left.subject < right.subject : one < two
        }
    }

    /// From which day they are not there any more; nil: they are, on the day shown.
    public func gone(_ holder: Responsible) -> Day? { register.gone(holder).flatMap { $0 <= day ? $0 : nil } }

    /// The unit that sees to it that what they leave is taken over; nil: the security team.
    public func heir(of holder: Responsible) -> ID<Unit>? { register.heir(of: holder, on: day) }

    /// Whether the reader may hand over what they answer for.
    public func mayHandOver(_ holder: Responsible) -> Bool {
        switch holder {
        case .person(let person): may(.handOver, Concern(unit: heir(of: holder), person: person))
        case .unit: may(.handOver, Concern(unit: heir(of: holder)))
        case .role, .body: false
        }
    }

    /// Those who have gone and left something that the reader may see and hand over, the longest gone first.
    public func leavers(most: Int) -> [(holder: Responsible, gone: Day, count: Int)] {
        var found: [Responsible: Day] = [:]
        everyDuty { duty in
            guard duty.rule == .handOver, duty.standing(on: day) != .done, duty.opens <= day else { return }
            switch duty.subject.kind {
            case .person: found[.person(duty.subject.id.seen(as: Person.self))] = duty.opens
            case .unit: found[.unit(duty.subject.id.seen(as: Unit.self))] = duty.opens
            case .organisation, .body, .document, .decision, .action, .token, .consultation, .notice, .reminder,
                .dispensation, .proposal, .meeting, .requirement, .evidence, .nonconformity, .scope, .controlTest,
                .audit, .framework, .report, .objective, .measure, .asset, .course, .campaign, .auditEngagement,
                .risk,
                .initiative, .suspicion,
                .processing,
                .subjectRequest,
                .competence,
                .evidenceRequest:
                break
            }
        }
        let sorted = found.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value < $1.value }
        return sorted.filter { mayHandOver($0.key) }.prefix(most).map { ($0.key, $0.value, held(by: $0.key).count) }
    }
}

extension Register {
    /// What of somebody's things a person may see on a day, by the rights of that day.
    func visible(to person: ID<Person>, of holder: Responsible, on day: Day) -> Set<Subject> {
        Set(held(by: holder, on: day).map(\.subject).filter { sees($0, person, on: day) })
    }

    /// Whether a person may see a thing on a day, by the rights of that day.
    func sees(_ subject: Subject, _ person: ID<Person>, on day: Day) -> Bool {
        let text =
            subject.kind == .consultation
            ? accessClass(ofTextIn: subject.id.seen(as: Consultation.self), on: day) : nil
        return Access.sees(accessClass(of: subject, on: day), person, in: self, on: day)
            && text.map { Access.sees($0, person, in: self, on: day) } ?? true
            && (!isWeeklyMail(subject) || Access.seesWeeklyMail(person, in: self, on: day))
    }
}
