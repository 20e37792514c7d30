// SPDX-License-Identifier: MPL-2.0

import Dispatch
import Domain
import Ledger

/// The side store, asked on a thread of its own: its calls block.
final class Aside: Sendable {
    enum Shelf: String, CaseIterable {
        case account, session, token, draft, throttle, code, manuscript
        /// What an account proves itself with beside the password.
        case proof
        /// The secret of the client that Værn is to an organisation's own sign-in system.
        case provider
        /// Which version of a document somebody opened last.
        case read
        /// What an auditor has opened.
        case seen
        /// Who looked at what is held about somebody.
        case looked
        /// Mails that wait, mails that the relay would not take, mails that were sent; who wants which; and up to where
        /// they are made.
        case mail, mailFault, mailed, mailChoice, mailMark
        /// Who was told by mail, until the ledger says so.
        case mailTold
        /// The filters of lists that somebody saved.
        case filter
        /// How far somebody has come in a course.
        case lesson
        /// What somebody has answered in a ten-minute appraisal that is not sent in.
        case appraisal
    }

    private let store: any SideStore
    private let queue = DispatchQueue(label: "vaern.side")

    init(_ store: any SideStore) {
        self.store = store
    }

    private func run<Value: Sendable>(_ body: @escaping @Sendable (any SideStore) throws -> Value) async throws -> Value
    {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body(self.store) }) }
        }
    }

    /// Several steps that nobody else comes between.
    func transact<Value: Sendable>(
        _ body: @escaping @Sendable (any SideStore) throws -> Value
    ) async throws -> Value {
        try await run(body)
    }

    func put(_ value: JSON, _ shelf: Shelf, _ key: String, owner: Ref? = nil, expires: Int64? = nil) async throws {
        try await put(bytes: value.bytes, shelf, key, owner: owner, expires: expires)
    }

    func put(bytes: [UInt8], _ shelf: Shelf, _ key: String, owner: Ref? = nil, expires: Int64? = nil) async throws {
        try await run { try $0.put(bytes, shelf: shelf.rawValue, key: key, owner: owner, expires: expires) }
    }

    /// The same without waiting, for what may be lost.
    func putLater(_ value: JSON, _ shelf: Shelf, _ key: String, owner: Ref?, expires: Int64?) {
        queue.async {
            try? self.store.put(value.bytes, shelf: shelf.rawValue, key: key, owner: owner, expires: expires)
        }
    }

    func get(_ shelf: Shelf, _ key: String) async throws -> [UInt8]? {
        try await run { try $0.get(shelf: shelf.rawValue, key: key) }
    }

    func remove(_ shelf: Shelf, _ key: String) async throws {
        try await run { try $0.remove(shelf: shelf.rawValue, key: key) }
    }

    /// Everything of a person, and all drafts: they may hold what was erased. Of manuscripts go the paragraphs that the
    /// person wrote, and those taken from a text that was erased. Done when it returns; what fails is left for the next start.
    func forget(_ person: ID<Person>, _ erased: [ValueID], allDrafts: Bool) async throws {
        try await run { store in
            for shelf in try ManuscriptShelf.all(store) {
                guard var manuscript = try shelf.load() else { continue }
                let before = manuscript
                manuscript.forget(person)
                if let source = manuscript.source, erased.contains(source) { manuscript.forgetBeginning() }
                if manuscript != before { try shelf.save(manuscript) }
            }
            for shelf in allDrafts ? [Shelf.draft, .appraisal] : [] {
                for row in try store.rows(shelf: shelf.rawValue, owner: nil) {
                    try store.remove(shelf: shelf.rawValue, key: row.key)
                }
            }
            // Last: it leaves no trace in the file of what was removed before it.
            try store.purge(owner: Ref(person), expiredAt: nil)
        }
    }

    func purge(expiredAt now: Instant) async throws {
        try await run { try $0.purge(owner: nil, expiredAt: now.milliseconds) }
    }

    /// Every row of a shelf; at the start, on the caller's thread.
    func all(_ shelf: Shelf) throws -> [(key: String, value: JSON)] {
        try queue.sync { try store.rows(shelf: shelf.rawValue, owner: nil) }
            .compactMap { row in (try? JSONReader.read(row.bytes)).map { (row.key, $0) } }
    }
}
