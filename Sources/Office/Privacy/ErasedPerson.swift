// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger

/// Somebody whose newest facts are erasures. What lies beside the ledger about the person is to be gone too; of somebody of
/// whom anything was recorded since, what lies there now is new.
public struct ErasedPerson: Sendable {
    public let person: ID<Person>
    /// What those facts say is erased.
    public let values: [ValueID]
    /// When the newest of them was recorded.
    public let at: Instant
    /// It was erased because its period had ended, and nothing else.
    public let isRetention: Bool
}

extension House {
    /// Those who were erased from a position of the ledger on, and of whom nothing was recorded since. Of those whose period
    /// had ended only who is gone: of others a run takes an old file alone.
    ///
    /// Asked when a house is opened, so that what was not finished before the server was stopped is finished then.
    public func erased(since position: Int) throws -> [ErasedPerson] {
        let register = state.register
        var found: [ErasedPerson] = []
        for known in register.persons.values where known.erasures.contains(where: { $0 >= position }) {
            let erasures = Set(known.erasures)
            var (values, at, isRetention): ([ValueID], Instant?, Bool) = ([], nil, true)
            for position in trail.positions(of: .person(known.id)).reversed() {
                guard erasures.contains(position) else { break }
                let entry = try entry(at: position)
                if case .person(_, .erased(_, _, let gone)) = entry.fact { values += gone }
                at = at ?? entry.recorded
                isRetention = isRetention && entry.actor.isRetention
            }
            guard let at, !isRetention || register.isGone(known.id, on: clock.today) else { continue }
            found.append(ErasedPerson(person: known.id, values: values, at: at, isRetention: isRetention))
        }
        return found.sorted { $0.person < $1.person }
    }
}
