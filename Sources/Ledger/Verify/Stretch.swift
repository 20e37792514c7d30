// SPDX-License-Identifier: MPL-2.0
import Dispatch

/// Some thousand facts with their values and index columns, copied out of a store into one block of memory, so that both
/// cores can look at them at once while the next are read.
final class Stretch: Sendable {
    // One owner at a time: the thread that fills it hands it over and does not touch it until it comes back.
    nonisolated(unsafe) private var copied = Copied()

    deinit { copied.block.deallocate() }

    /// What was asked for; as many facts as there are.
    var range: Range<Int> { copied.range }
    /// Values at positions where no fact is.
    var strays: [Finding] { copied.strays }

    /// Fills it anew. Throws what the store throws.
    func read(_ range: Range<Int>, _ ledger: any LedgerStore, _ vault: any VaultStore) throws {
        // In a variable of this call, so that not every copied byte asks who else has hold of it.
        var copied = self.copied
        self.copied = Copied(block: copied.block)
        defer { self.copied = copied }
        copied.begin(range)
        try ledger.rows(range) { row, index in
            copied.take(row, index)
            return true
        }
        try vault.values(range) { row in
            copied.take(row)
            return true
        }
        copied.end()
    }

    /// Checks every fact for itself, on all cores, and hands over what was found in the order of the facts.
    func examine(_ check: FactCheck, _ body: (FactCheck.Result) -> Void) {
        let copied = copied
        let count = copied.places.count
        guard count > 0 else { return }
        let values = copied.rows
        let slices = max(1, min(16, count / 64))
        let results = UnsafeMutablePointer<FactCheck.Result>.allocate(capacity: count)
        defer {
            results.deinitialize(count: count)
            results.deallocate()
        }
        values.withUnsafeBufferPointer { values in
            nonisolated(unsafe) let (values, results) = (values, results)
            DispatchQueue.concurrentPerform(iterations: slices) { slice in
                for at in count * slice / slices..<count * (slice + 1) / slices {
                    let own = UnsafeBufferPointer(rebasing: values[copied.values(of: at)])
                    let found = check.examine(copied.row(at), values: own, index: copied.places[at].index)
                    (results + at).initialize(to: found)
                }
            }
        }
        for at in 0..<count { body(results[at]) }
    }
}

/// The bytes of a stretch, and where in them what lies.
private struct Copied: @unchecked Sendable {
    struct Place {
        let index: IndexRow
        let leaf: Int
        let payload: Int
        let key: Int
        let end: Int
        /// The first of its values.
        var values = 0
    }

    struct Value {
        let position: Int
        let ref: Ref
        let field: Int
        let key: Int
        let bytes: Int
        let end: Int
    }

    private(set) var block: UnsafeMutableRawBufferPointer
    private(set) var range = 0..<0
    private(set) var places: [Place] = []
    private(set) var strays: [Finding] = []
    private var values: [Value] = []
    private var used = 0
    /// The place whose values are being taken.
    private var at = 0

    init(block: UnsafeMutableRawBufferPointer = .allocate(byteCount: 1 << 20, alignment: 16)) {
        self.block = block
    }

    mutating func begin(_ range: Range<Int>) {
        self.range = range
        used = 0
        at = 0
        places.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        strays = []
    }

    mutating func take(_ row: LedgerRow, _ index: IndexRow) {
        let leaf = copy(row.leaf)
        let payload = copy(row.payload)
        let key = copy(row.payloadKey)
        places.append(Place(index: index, leaf: leaf, payload: payload, key: key, end: used))
    }

    /// Values come after the facts and in the order of positions, so one step along both is enough.
    mutating func take(_ row: ValueRow) {
        reach(row.position)
        guard at < places.count, places[at].index.position == row.position else {
            let field = String(decoding: row.field.raw, as: UTF8.self)
            return strays.append(Finding(.valueExtra, at: row.position, field: field, ref: row.ref))
        }
        let field = copy(row.field.raw)
        let key = copy(row.key)
        let bytes = copy(row.bytes)
        values.append(Value(position: row.position, ref: row.ref, field: field, key: key, bytes: bytes, end: used))
    }

    mutating func end() { reach(Int.max) }

    private mutating func reach(_ position: Int) {
        while at + 1 < places.count, places[at + 1].index.position <= position {
            at += 1
            places[at].values = values.count
        }
    }

    /// Where the copy begins.
    private mutating func copy(_ bytes: UnsafeRawBufferPointer) -> Int {
        let start = used
        let end = start + bytes.count
        if end > block.count {
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(end, block.count * 2), alignment: 16)
            larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: block[..<used]))
            block.deallocate()
            block = larger
        }
        UnsafeMutableRawBufferPointer(rebasing: block[start..<end]).copyMemory(from: bytes)
        used = end
        return start
    }

    private func bytes(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: block[start..<end])
    }

    func row(_ index: Int) -> LedgerRow {
        let place = places[index]
        return LedgerRow(
            position: place.index.position, leaf: bytes(place.leaf, place.payload),
            payload: bytes(place.payload, place.key), payloadKey: bytes(place.key, place.end))
    }

    /// All values; `values(of:)` says which are a fact's.
    var rows: [ValueRow] {
        values.map { value in
            ValueRow(
                position: value.position, ref: value.ref, field: bytes(value.field, value.key),
                key: bytes(value.key, value.bytes), bytes: bytes(value.bytes, value.end))
        }
    }

    func values(of index: Int) -> Range<Int> {
        places[index].values..<(index + 1 < places.count ? places[index + 1].values : values.count)
    }
}
