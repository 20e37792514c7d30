// SPDX-License-Identifier: MPL-2.0
import Dispatch

/// Some thousand facts copied out of a store, so that both cores can look at them at once.
struct Stretch: Sendable {
    private struct Place: Sendable {
        let position: Int
        let leaf: Int
        let payload: Int
        let key: Int
        let end: Int
    }

    private var bytes: [UInt8] = []
    private var places: [Place] = []
    private var values: [StoredValue] = []
    /// Where the values of each place begin in `values`.
    private var firstValue: [Int] = []
    private var index: [IndexRow?] = []
    /// Values at positions where no fact is.
    private(set) var strays: [Finding] = []

    var count: Int { places.count }

    init(ledger: any LedgerStore, vault: any VaultStore, range: Range<Int>) throws {
        bytes.reserveCapacity(range.count * 1536)
        places.reserveCapacity(range.count)
        try ledger.read(range) { row in
            let start = bytes.count
            bytes.append(contentsOf: row.leaf)
            bytes.append(contentsOf: row.payload)
            bytes.append(contentsOf: row.payloadKey)
            let payload = start + row.leaf.count
            let key = payload + row.payload.count
            places.append(Place(position: row.position, leaf: start, payload: payload, key: key, end: bytes.count))
            return true
        }
        try readValues(vault, range)
        try readIndex(ledger, range)
    }

    /// Rows come in the order of positions, so one step along both is enough.
    private mutating func readValues(_ vault: any VaultStore, _ range: Range<Int>) throws {
        firstValue.reserveCapacity(places.count + 1)
        try vault.values(range) { position, value in
            while firstValue.count < places.count, places[firstValue.count].position <= position {
                firstValue.append(values.count)
            }
            guard let place = firstValue.indices.last, places[place].position == position else {
                strays.append(Finding(.valueExtra, at: position, field: value.field, ref: value.ref))
                return true
            }
            values.append(value)
            return true
        }
        while firstValue.count <= places.count { firstValue.append(values.count) }
    }

    private mutating func readIndex(_ ledger: any LedgerStore, _ range: Range<Int>) throws {
        index.reserveCapacity(places.count)
        try ledger.index(range) { row in
            while index.count < places.count, places[index.count].position < row.position { index.append(nil) }
            if index.count < places.count, places[index.count].position == row.position { index.append(row) }
            return true
        }
        while index.count < places.count { index.append(nil) }
    }

    /// Checks every fact for itself, on all cores; the results are in order.
    func examine(_ check: FactCheck) -> [[FactCheck.Result]] {
        let slices = max(1, min(16, places.count / 64))
        var results = [[FactCheck.Result]](repeating: [], count: slices)
        bytes.withUnsafeBytes { bytes in
            results.withUnsafeMutableBufferPointer { results in
                nonisolated(unsafe) let out = results
                nonisolated(unsafe) let bytes = bytes
                DispatchQueue.concurrentPerform(iterations: slices) { slice in
                    let from = places.count * slice / slices
                    let to = places.count * (slice + 1) / slices
                    var part: [FactCheck.Result] = []
                    part.reserveCapacity(to - from)
                    for at in from..<to {
                        part.append(
                            check.examine(
                                row(at, bytes), values: values[firstValue[at]..<firstValue[at + 1]], index: index[at]))
                    }
                    out[slice] = part
                }
            }
        }
        return results
    }

    private func row(_ at: Int, _ bytes: UnsafeRawBufferPointer) -> LedgerRow {
        let place = places[at]
        return LedgerRow(
            position: place.position, leaf: UnsafeRawBufferPointer(rebasing: bytes[place.leaf..<place.payload]),
            payload: UnsafeRawBufferPointer(rebasing: bytes[place.payload..<place.key]),
            payloadKey: UnsafeRawBufferPointer(rebasing: bytes[place.key..<place.end]))
    }
}
