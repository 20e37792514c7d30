// SPDX-License-Identifier: MPL-2.0

import Domain
import Synchronization

/// The indices of risks of the past days that were shown last: each is made from every risk, and somebody who looks at a past day
/// looks at several pages of it. They hold references and counts, never text.
final class PastRisks: Sendable {
    private struct Kept {
        /// How many facts were known.
        let count: Int
        let day: Day
        let index: RiskIndex
    }

    /// Each of 50,000 risks is some 20 MB.
    static let most = 2

    /// The newest last.
    private let held = Mutex<[Kept]>([])

    func index(of register: Register, on day: Day) -> RiskIndex {
        let known = held.withLock { held -> RiskIndex? in
            guard let place = held.firstIndex(where: { $0.count == register.count && $0.day == day }) else {
                return nil
            }
            held.append(held.remove(at: place))
            return held.last?.index
        }
        if let known { return known }
        let made = Kept(count: register.count, day: day, index: register.riskIndex(on: day))
        // What gives way is taken apart when nobody waits for the lock.
        let gone = held.withLock { held -> [Kept] in
            held.append(made)
            let gone = Array(held.dropLast(PastRisks.most))
            held.removeFirst(gone.count)
            return gone
        }
        withExtendedLifetime(gone) {}
        return made.index
    }
}
