// SPDX-License-Identifier: MPL-2.0

public import Domain
public import Ledger

/// What everybody may see of an organisation: the documents that are classified Offentlig and in force today, and nothing
/// else (policy §11). Public pages are made from it alone, as all other pages are made from a `Sight`.
///
/// It belongs to nobody, so no session, no role and no parameter changes it. It is made anew for each state of the ledger
/// and each day; what is not public has not been taken into it, so that no page can show it by mistake.
public final class PublicSight: Sendable {
    public let organisation: ID<Organisation>
    public let name: String
    public let shortName: String
    public let day: Day
    public let settings: PublicSettings
    /// By kind, then by number.
    public let documents: [PublicDocument]
    /// What changed, newest first.
    public let changes: [PublicChange]
    /// The ledger's name, and the key that checks its checkpoints (C2SP signed note).
    public let origin: String
    public let key: String
    /// No page differs from what it was then, but for what midnight brings.
    public let changed: Instant
    /// For how many facts it was made.
    public let head: Int
    private let house: House
    /// Asked for one certificate at a time, by an identity that nobody guesses.
    let register: Register

    fileprivate init(_ house: House, _ state: House.State, _ publication: Publication, on day: Day) {
        let register = state.register
        self.house = house
        self.register = register
        self.day = day
        organisation = house.id
        head = state.book.head
        let texts = house.texts
        name = register.organisation.name.newest.flatMap { texts.text($0) } ?? ""
        shortName = register.organisation.short.newest.flatMap { texts.text($0) } ?? ""
        settings = PublicSettings(publication, register.organisation, texts, on: day)
        let maker = PublicMaker(register: register, texts: texts, day: day, showsNames: publication.showsNames)
        let kinds = Document.Kind.allCases
        documents = register.documents.values.compactMap { maker.document($0) }.sorted { left, right in
            (kinds.firstIndex(of: left.kind) ?? 0, left.number) < (kinds.firstIndex(of: right.kind) ?? 0, right.number)
        }
        changes = maker.changes(documents)
        origin = state.book.origin
        key = house.key.verifier.text
        changed = max(register.recorded ?? Copenhagen.start(of: day), Copenhagen.start(of: day))
    }

    public func document(_ number: Int) -> PublicDocument? { documents.first { $0.number == number } }

    /// A short text; nil when it is erased.
    func text(_ id: ValueID) -> String? { house.texts.text(id) }

    /// The structured text of a version; nil when it is erased.
    public func text(of version: PublicVersion) -> DocumentText? {
        house.texts.bytes(version.text).flatMap { try? DocumentText(decoding: $0) }
    }

    /// What an outsider needs to check a text against the ledger: the bytes that were locked, and the key of their
    /// commitment. Nil when the text is erased, and with it the key.
    public func opening(of version: PublicVersion) -> (bytes: [UInt8], key: [UInt8])? {
        guard let value = try? house.store.value(Ref(version.text)) else { return nil }
        return (value.bytes, value.key)
    }

    /// The proof that the entry with the text stands in the ledger, as a C2SP tlog-proof.
    public func proof(of version: PublicVersion) -> String? { house.proof(of: version.position) }

    /// What the organisation signs badges with.
    public var badgeKey: SideKey? { house.badgeKey }

    /// The last signed checkpoint.
    public var checkpoint: String? { house.checkpoint }
}

extension House {
    /// What the organisation signs badges with: not the ledger's key, but as lasting.
    public var badgeKey: SideKey? { key.side("badge") }

    /// What a public view depends on: it is another one when either changes.
    public var publicMoment: (head: Int, today: Day) { (state.book.head, clock.today) }

    /// What everybody may see today; nil: the organisation does not publish. Throws when what the house holds cannot be
    /// trusted: an old copy may say that something is in force which is not.
    public func publicSight() throws(PublicSight.Unsure) -> PublicSight? {
        let (state, today) = (state, clock.today)
        guard let publication = state.register.organisation.published(on: today) else { return nil }
        if let alarm, alarm.castsDoubt { throw PublicSight.Unsure() }
        return PublicSight(self, state, publication, on: today)
    }
}

extension PublicSight {
    /// The house has an alarm that makes it uncertain what is in force.
    public struct Unsure: Error {}
}

extension Alarm {
    /// Whether the record itself is in doubt; else only that nothing new can be written.
    fileprivate var castsDoubt: Bool {
        switch self {
        case .behind, .otherRoot, .badCheckpoint, .unknownKind, .damaged, .verification: true
        case .store: false
        }
    }
}
