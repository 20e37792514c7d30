// SPDX-License-Identifier: MPL-2.0

/// Days from one up to another, that one not included: what a rule reckons with where something may come, go and come back.
struct Stretch: Hashable, Sendable {
    let from: Day
    /// `distantFuture` where it goes on.
    let to: Day

    init?(_ from: Day, _ to: Day?) {
        let to = to ?? .distantFuture
        guard from < to else { return nil }
        self.from = from
        self.to = to
    }

    func within(_ other: Stretch) -> Stretch? { Stretch(max(from, other.from), min(to, other.to)) }

    /// The day it ended; nil while it goes on.
    var ended: Day? { to < .distantFuture ? to : nil }

    /// What of `wanted` no one of `covers` reaches, in the order of days. What touches is one stretch.
    static func uncovered(_ wanted: [Stretch], by covers: [Stretch]) -> [Stretch] {
        var left = joined(wanted)
        for cover in joined(covers) {
            left = left.flatMap { one -> [Stretch] in
                guard cover.from < one.to, one.from < cover.to else { return [one] }
                return [Stretch(one.from, cover.from), Stretch(cover.to, one.to)].compactMap { $0 }
            }
        }
        return left
    }

    static func joined(_ all: [Stretch]) -> [Stretch] {
        var found: [Stretch] = []
        for one in all.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
            if let last = found.last, one.from <= last.to {
                found[found.count - 1] = Stretch(last.from, max(last.to, one.to)) ?? last
            } else {
                found.append(one)
            }
        }
        return found
    }
}

extension Timeline {
    /// The days on which it holds a value that is asked for.
    func stretches(where isAsked: (Value) -> Bool) -> [Stretch] {
        var found: [Stretch] = []
        for (index, entry) in entries.enumerated() where isAsked(entry.value) {
            let next = index + 1 < entries.count ? entries[index + 1].from : nil
            if let one = Stretch(entry.from, next) { found.append(one) }
        }
        return found
    }
}
