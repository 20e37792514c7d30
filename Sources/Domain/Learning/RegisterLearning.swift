// SPDX-License-Identifier: MPL-2.0

import HashTreeCollections

extension Register {
    /// What a person's turns follow from, apart from the courses.
    func learner(_ id: ID<Person>) -> Learners.Learner {
        Learners.Learner(member: readers.members[id] ?? Membership(), absences: absences(of: id))
    }

    /// The leave of a person, in order.
    func absences(of id: ID<Person>) -> [Absence] {
        guard let person = persons[id], !person.leaves.isEmpty else { return [] }
        return person.leaves.map { Absence(from: $0.from, last: person.lastDay(of: $0)) }.sorted { $0.from < $1.from }
    }

    /// Brings the index of courses up to date, after that of readers.
    mutating func settleLearners(_ touched: Set<Subject>, _ persons: Set<ID<Person>>) {
        var courses: Set<ID<Course>> = []
        for subject in touched where subject.kind == .course { courses.insert(subject.id.seen(as: Course.self)) }
        guard !persons.isEmpty || !courses.isEmpty else { return }
        let (changed, asked) = (learners(of: persons), asked(of: courses))
        // Who completed a course on which days is changed by facts about that course alone.
        var done: [ID<Course>: [ID<Person>: [Day]]] = [:]
        for id in courses {
            guard let course = self.courses[id] else { continue }
            for person in persons { done[id, default: [:]][person] = completions(of: course, by: person) }
        }
        learners.settle(changed, asked, done: done)
    }

    // Without closures, which would copy the register for each.
    func learners(of persons: some Sequence<ID<Person>>) -> [(ID<Person>, Learners.Learner)] {
        var found: [(ID<Person>, Learners.Learner)] = []
        for id in persons.sorted() { found.append((id, learner(id))) }
        return found
    }

    /// What each course asks; with who completed it only where it asks something else than before.
    func asked(of courses: some Sequence<ID<Course>>) -> [(ID<Course>, Learners.Asked?)] {
        var found: [(ID<Course>, Learners.Asked?)] = []
        for id in courses.sorted() {
            guard let course = self.courses[id], let basis = basis(of: course) else {
                found.append((id, nil))
                continue
            }
            if learners.asks(basis, of: id) { continue }
            var done: TreeDictionary<ID<Person>, [Day]> = [:]
            for person in course.certificates.keys {
                let days = completions(of: course, by: person)
                if !days.isEmpty { done[person] = days }
            }
            found.append((id, (basis, done)))
        }
        return found
    }

    /// What a person is to complete or has completed, by the newest record, in the order of due days: for each course that
    /// was ever asked of the person the turn that stands on `day`, or the last one.
    public func trainings(of person: ID<Person>, on day: Day) -> [Duty] {
        var found: [Duty] = []
        for course in learners.courses {
            let turns = learners.turns(of: person, course)
            guard let turn = turns.last(where: { $0.begins <= day }) ?? turns.first, let due = turn.due else {
                continue
            }
            found.append(
                Duty(
                    rule: .training, subject: .course(course), turn: Int(turn.begins.number),
                    responsible: .person(person), access: .everyone, opens: turn.opens, due: due,
                    done: turn.ends.map { max($0, turn.opens) }, holdsUntil: nil))
        }
        return found.sorted { $0.key < $1.key }
    }
}
