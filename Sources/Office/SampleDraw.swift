// SPDX-License-Identifier: MPL-2.0

public import Domain
public import Ledger

/// Which items a seed draws. `docs/format.md` says how, so that anybody can draw them again: the items are numbered from 1,
/// and number n stands by SHA-256("vaern-sample 1\n" ‖ root as base64 ‖ "\n" ‖ round ‖ "\n" ‖ n ‖ "\n"); the first ones in that
/// order are the sample.
public enum SampleDraw {
    /// - Parameters:
    ///   - root: the ledger's root right after the population was recorded.
    ///   - round: the identity of the round, so that two rounds of one root would not draw the same.
    public static func items(root: Hash32, round: ID<ControlTest.Round>, population: Int, size: Int) -> [Int] {
        guard population > 0 else { return [] }
        let head = "vaern-sample 1\n\(root.base64)\n\(round)\n"
        let ranked = (1...population).map { (Digest.sha256(Array("\(head)\($0)\n".utf8)), $0) }
        return ranked.sorted { $0.0 < $1.0 }.prefix(size).map(\.1).sorted()
    }

    /// The sample of a round that waits; nil before the population is under a signed checkpoint: until then whoever runs the
    /// machine could still take it back.
    static func draw(for deed: DrawSample, _ register: Register, _ house: House) -> ControlTest.Draw? {
        guard let (round, size) = deed.waiting(in: register), let note = house.checkpoint,
            let signed = try? Checkpoint.unverified(note), signed.size > round.frozen,
            let root = house.state.book.tree.root(at: round.frozen + 1)
        else { return nil }
        return ControlTest.Draw(
            size: round.frozen + 1, root: root.base64,
            items: items(root: root, round: round.id, population: round.population.count, size: size))
    }
}
