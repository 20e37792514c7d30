// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger
import Synchronization

/// The texts of vault values as pages ask for them. Short ones stay in memory; erasing takes a value out of here and out
/// of the vault, and is at once true on every past day.
public final class Texts: Sendable {
    /// Longer texts are read on demand.
    static let shortest = 1024
    /// What may stay in memory: at most this many short texts.
    static let most = 400_000

    private let vault: any VaultStore
    private let short = Mutex<[ValueID: String]>([:])
    private let forgotten = Mutex(0)

    init(_ vault: any VaultStore) {
        self.vault = vault
    }

    /// The text, or nil when it has been erased.
    public func text(_ id: ValueID) -> String? {
        if let known = short.withLock({ $0[id] }) { return known }
        guard let bytes = bytes(id) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        if bytes.count <= Texts.shortest { remember(id, text) }
        return text
    }

    /// The texts of many values that are not in memory yet; those that have been erased are not among them.
    func texts(_ ids: [ValueID]) -> [ValueID: String] {
        var found: [ValueID: String] = [:]
        try? vault.bytes(of: ids.map { Ref($0) }.sorted()) { ref, bytes in
            let (id, text) = (ValueID(ref), String(decoding: bytes, as: UTF8.self))
            found[id] = text
            if bytes.count <= Texts.shortest { remember(id, text) }
        }
        return found
    }

    /// The bytes of a longer value: a document's text, a file.
    public func bytes(_ id: ValueID) -> [UInt8]? {
        (try? vault.value(Ref(id)))?.bytes
    }

    /// How often something was erased since the house was opened: whoever keeps what was worked out of a value works it out
    /// anew when this has changed.
    public var erasures: Int { forgotten.withLock { $0 } }

    func remember(_ id: ValueID, _ text: String) {
        short.withLock { texts in
            if texts.count >= Texts.most { texts.removeAll(keepingCapacity: true) }
            texts[id] = text
        }
    }

    func forget(_ ids: [ValueID]) {
        short.withLock { texts in for id in ids { texts[id] = nil } }
        forgotten.withLock { $0 += 1 }
    }
}
