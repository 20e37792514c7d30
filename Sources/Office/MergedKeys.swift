// SPDX-License-Identifier: MPL-2.0

import Domain

/// The keys of several shelves, each of which is in order, as one list in order: the least of their heads comes next.
struct MergedKeys: Sequence, IteratorProtocol {
    private var heap: [(head: DutyKey, rest: Shelf<DutyKey>.Elements, last: Day?)] = []

    /// - Parameter shelves: with the last due day that is taken of each; nil: all.
    init(_ shelves: [(elements: Shelf<DutyKey>.Elements, last: Day?)]) {
        for (elements, last) in shelves {
            var rest = elements
            if let head = Self.next(&rest, last) { heap.append((head, rest, last)) }
        }
        for at in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(at) }
    }

    mutating func next() -> DutyKey? {
        guard let first = heap.first?.head else { return nil }
        if let next = Self.next(&heap[0].rest, heap[0].last) {
            heap[0].head = next
        } else {
            heap.swapAt(0, heap.count - 1)
            heap.removeLast()
        }
        sink(0)
        return first
    }

    private static func next(_ rest: inout Shelf<DutyKey>.Elements, _ last: Day?) -> DutyKey? {
        guard let key = rest.next() else { return nil }
        if let last, key.due > last { return nil }
        return key
    }

    private mutating func sink(_ start: Int) {
        var at = start
        while true {
            var least = at
            for child in [2 * at + 1, 2 * at + 2] where child < heap.count && heap[child].head < heap[least].head {
                least = child
            }
            if least == at { return }
            heap.swapAt(at, least)
            at = least
        }
    }
}
