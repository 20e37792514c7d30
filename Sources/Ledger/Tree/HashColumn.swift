// SPDX-License-Identifier: MPL-2.0

/// A growing row of hashes in pieces, so that a copy that grows on its own copies one piece and a list of pieces, not
/// the megabytes of a long ledger.
struct HashColumn: Sendable {
    private static let piece = 1024
    private var pieces: [[Hash32]] = []
    private(set) var count = 0

    subscript(index: Int) -> Hash32 { pieces[index >> 10][index & 1023] }

    mutating func append(_ hash: Hash32) {
        if count & 1023 == 0 {
            var piece: [Hash32] = []
            piece.reserveCapacity(count == 0 ? 16 : HashColumn.piece)
            pieces.append(piece)
        }
        pieces[pieces.count - 1].append(hash)
        count += 1
    }
}
