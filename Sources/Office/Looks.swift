// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Synchronization

/// What was counted for those who looked last, until a fact is added: pages ask the same of the register again and
/// again. It holds no text, so nothing in it can be erased late.
final class Looks: Sendable {
    struct Question: Hashable, Sendable {
        enum What: Hashable, Sendable {
            case asked(ID<Competence>)
            case competence(ID<Competence>)
            case counts(Rule?, [Responsible]?)
            case duties([Responsible]?, most: Int, planned: Bool)
            case documents(most: Int)
            case owned(isCurrent: Bool)
            case decided(Body.Kind, most: Int)
            case readings(ID<Person>)
            case rates(ID<Notice>)
            case talks
            case talkSums
            case values(withOld: Bool)
            case year(Int)
        }

        /// Nil: it is the same for many.
        let person: ID<Person>?
        let view: View
        let day: Day
        let today: Day
        let known: Int
        let head: Int
        let what: What
    }

    enum Answer: Sendable {
        case counts(open: Int, overdue: Int, total: Int, done: Int)
        case duties([Duty])
        case number(Int)
        case documents([ID<Unit>: [ID<Document>]])
        case decisions([ID<Decision>])
        case rates([ID<Unit>: Readers.Sums])
        case asked([Competence.Asked])
        case standings(Competence.Standings)
        case talkSums([(unit: ID<Unit>?, asked: Int, late: Int)])
        case values([Ref])
        case tallies([Duties.Tally])

        /// In duties: eight identities take as much as one.
        var weight: Int {
            switch self {
            case .counts, .number: 4
            case .duties(let duties): duties.count + 4
            case .documents(let units): units.values.reduce(units.count) { $0 + $1.count } / 8 + 4
            case .decisions(let decisions): decisions.count / 8 + 4
            case .rates(let units): units.count / 2 + 4
            case .asked(let persons): persons.count + 4
            case .standings(let all): all.parts.count + 4
            case .talkSums(let units): units.count / 2 + 4
            case .values(let values): values.count / 8 + 4
            case .tallies: 6
            }
        }
    }

    /// Which classes one person may see; asked for every row.
    final class Visible: Sendable {
        private let known = Mutex<[AccessClass: Bool]>([:])

        func sees(_ accessClass: AccessClass, _ find: () -> Bool) -> Bool {
            if let known = known.withLock({ $0[accessClass] }) { return known }
            let found = find()
            known.withLock { $0[accessClass] = found }
            return found
        }
    }

    private struct Looker: Hashable {
        let person: ID<Person>
        let today: Day
        let head: Int
    }

    private struct Held {
        var answers: [Question: Answer] = [:]
        var weight = 0
        var visible: [Looker: Visible] = [:]
    }

    /// So many duties are kept, some 150 bytes each.
    private static let most = 40_000
    private static let mostPersons = 500

    private let held = Mutex(Held())

    func visible(_ person: ID<Person>, _ today: Day, _ head: Int) -> Visible {
        held.withLock { held in
            let key = Looker(person: person, today: today, head: head)
            if let found = held.visible[key] { return found }
            if held.visible.count >= Looks.mostPersons { held.visible = [:] }
            let visible = Visible()
            held.visible[key] = visible
            return visible
        }
    }

    func answer(_ question: Question, _ make: () -> Answer) -> Answer {
        if let known = held.withLock({ $0.answers[question] }) { return known }
        let answer = make()
        held.withLock { held in
            if held.weight > Looks.most { (held.answers, held.weight) = ([:], 0) }
            if held.answers.updateValue(answer, forKey: question) == nil { held.weight += answer.weight }
        }
        return answer
    }

    /// A fact was added.
    func clear() {
        held.withLock { $0 = Held() }
    }
}
