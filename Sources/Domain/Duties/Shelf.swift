// SPDX-License-Identifier: MPL-2.0

/// A sorted set whose copies share all but the part that changes: chunks of at most 256, so that a write while readers
/// hold the old value copies a few kilobytes, not the whole.
public struct Shelf<Element: Comparable & Hashable & Sendable>: Hashable, Sendable {
    private var chunks: [[Element]] = []
    public private(set) var count = 0

    public init() {}

    public var isEmpty: Bool { count == 0 }
    public var first: Element? { chunks.first?.first }

    /// Returns whether it was new.
    @discardableResult
    public mutating func insert(_ element: Element) -> Bool {
        guard !chunks.isEmpty else {
            chunks = [[element]]
            count = 1
            return true
        }
        let chunk = self.chunk(of: element)
        let index = lowerBound(chunks[chunk], element)
        if index < chunks[chunk].count, chunks[chunk][index] == element { return false }
        chunks[chunk].insert(element, at: index)
        count += 1
        if chunks[chunk].count > 256 {
            let tail = Array(chunks[chunk][128...])
            chunks[chunk].removeSubrange(128...)
            chunks.insert(tail, at: chunk + 1)
        }
        return true
    }

    /// Returns whether it was there.
    @discardableResult
    public mutating func remove(_ element: Element) -> Bool {
        guard !chunks.isEmpty else { return false }
        let chunk = self.chunk(of: element)
        let index = lowerBound(chunks[chunk], element)
        guard index < chunks[chunk].count, chunks[chunk][index] == element else { return false }
        chunks[chunk].remove(at: index)
        count -= 1
        if chunks[chunk].isEmpty { chunks.remove(at: chunk) }
        return true
    }

    /// The elements in order, from the first that is not before `start`.
    public func elements(from start: Element? = nil) -> Elements {
        guard let start, !chunks.isEmpty else { return Elements(chunks, 0, 0) }
        let chunk = self.chunk(of: start)
        return Elements(chunks, chunk, lowerBound(chunks[chunk], start))
    }

    /// The elements in order, without the first ones for which `isBefore` holds; it holds for none after one for which
    /// it does not.
    public func elements(skipping isBefore: (Element) -> Bool) -> Elements {
        func cut(_ count: Int, _ isBefore: (Int) -> Bool) -> Int {
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                if isBefore(middle) { low = middle + 1 } else { high = middle }
            }
            return low
        }
        let chunk = max(0, cut(chunks.count) { isBefore(chunks[$0][0]) } - 1)
        guard chunk < chunks.count else { return Elements(chunks, 0, 0) }
        return Elements(chunks, chunk, cut(chunks[chunk].count) { isBefore(chunks[chunk][$0]) })
    }

    /// What is in a shelf from some place on, in order.
    @frozen
    public struct Elements: Sequence, IteratorProtocol, Sendable {
        @usableFromInline let chunks: [[Element]]
        @usableFromInline var chunk: Int
        @usableFromInline var index: Int

        @usableFromInline
        init(_ chunks: [[Element]], _ chunk: Int, _ index: Int) {
            self.chunks = chunks
            self.chunk = chunk
            self.index = index
        }

        @inlinable
        public mutating func next() -> Element? {
            while chunk < chunks.count {
                if index < chunks[chunk].count {
                    defer { index += 1 }
                    return chunks[chunk][index]
                }
                chunk += 1
                index = 0
            }
            return nil
        }
    }

    /// The same from a list in order and without duplicates, at once.
    public init(sorted elements: [Element]) {
        count = elements.count
        chunks = stride(from: 0, to: elements.count, by: 192).map { Array(elements[$0..<Swift.min($0 + 192, count)]) }
    }

    /// The index of the last chunk that begins at or before the element.
    private func chunk(of element: Element) -> Int {
        var (low, high) = (0, chunks.count)
        while low < high {
            let middle = (low + high) / 2
            if chunks[middle][0] <= element { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }

    private func lowerBound(_ elements: [Element], _ element: Element) -> Int {
        var (low, high) = (0, elements.count)
        while low < high {
            let middle = (low + high) / 2
            if elements[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low
    }

    public static func == (left: Shelf, right: Shelf) -> Bool {
        left.count == right.count && left.elements().elementsEqual(right.elements())
    }

    public func hash(into hasher: inout Hasher) {
        for element in elements() { hasher.combine(element) }
    }
}

/// How many things begin and end on which days, to answer »how many stand on day D« without looking at each.
public struct DayCounts: Hashable, Sendable {
    private var days: [Day] = []
    private var counts: [Int] = []

    public init() {}

    public var isEmpty: Bool { days.isEmpty }

    public mutating func add(_ change: Int, on day: Day) {
        var (low, high) = (0, days.count)
        while low < high {
            let middle = (low + high) / 2
            if days[middle] < day { low = middle + 1 } else { high = middle }
        }
        if low < days.count, days[low] == day {
            counts[low] += change
            if counts[low] == 0 {
                counts.remove(at: low)
                days.remove(at: low)
            }
        } else {
            days.insert(day, at: low)
            counts.insert(change, at: low)
        }
    }

    /// The sum of all changes.
    public var total: Int { counts.reduce(0, +) }

    /// The sum of all changes up to and including `day`.
    public func sum(through day: Day) -> Int {
        var total = 0
        for index in days.indices {
            guard days[index] <= day else { break }
            total += counts[index]
        }
        return total
    }
}
