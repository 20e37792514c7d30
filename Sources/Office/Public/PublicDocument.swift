// SPDX-License-Identifier: MPL-2.0

public import Domain

/// How an organisation publishes, with its texts; nil: not given, or erased.
public struct PublicSettings: Hashable, Sendable {
    public let host: String?
    public let contact: String?
    public let statement: String?
    public let security: String?
    /// The last day on which the contact for vulnerabilities holds (RFC 9116, `Expires`).
    public let securityHolds: Day?
    /// The last day on which the accessibility statement is up to date.
    public let statementHolds: Day?

    init(_ publication: Publication, _ organisation: Organisation, _ texts: Texts, on day: Day) {
        func text(_ id: ValueID?) -> String? { id.flatMap { texts.text($0) } }
        host = text(publication.host)
        contact = text(publication.contact)
        statement = text(publication.statement)
        security = text(publication.security)
        securityHolds = organisation.holds(.securityContact, on: day)
        statementHolds = organisation.holds(.statement, on: day)
    }
}

/// A document that is classified Offentlig and in force.
public struct PublicDocument: Hashable, Sendable {
    /// Names the document outside the organisation too.
    /// What stands above it (policy §7.1).
    public enum Above: Hashable, Sendable {
        case strategy
        /// A document that is published too; its title is nil when it is erased.
        case document(number: Int, title: String?)
    }

    public let id: ID<Document>
    public let number: Int
    public let kind: Document.Kind
    /// Nil where that is not published.
    public let above: Above?
    /// Nil when it is erased.
    public let title: String?
    /// The unit that answers for it, by language; nil when its name is erased.
    public let owner: [Language: String]
    /// Who answers questions, where the organisation shows names.
    public let contact: String?
    public let valid: PublicVersion
    /// The number that the version table ends with.
    public let current: VersionNumber
    /// Older versions that were public, newest first.
    public let former: [PublicVersion]
    /// The version table (policy §12), oldest first.
    public let rows: [PublicRow]
    /// Until when it is verified; nil: never.
    public let verifiedUntil: Day?

    /// A version by its number: the valid one, or an older one that was public.
    public func version(_ number: VersionNumber) -> PublicVersion? {
        valid.number == number ? valid : former.first { $0.number == number }
    }
}

/// One version that is or was in force and public.
public struct PublicVersion: Hashable, Sendable {
    public let number: VersionNumber
    /// Of the text.
    public internal(set) var language: Language
    /// The first day on which it was in force.
    public let from: Day
    /// The first day on which it was not any more; nil: it is.
    public let until: Day?
    /// Who decided it, by language.
    public let decider: [Language: String]
    /// What it says in short, in English.
    public let summary: String?
    /// The position of the entry that holds the text.
    public internal(set) var position: Int
    public let id: ID<Document.Version>
    var text: ValueID
    /// The same version in the other language.
    public let translation: PublicTranslation?
    /// The language of the text that binds, where this is the version as its translation reads.
    public internal(set) var translatedFrom: Language?

    /// The version as it reads in a language: its translation, where there is one.
    public func reading(in language: Language) -> PublicVersion {
        guard let translation, translation.language == language, translatedFrom == nil else { return self }
        var reading = self
        reading.translatedFrom = self.language
        reading.language = language
        reading.position = translation.position
        reading.text = translation.text
        return reading
    }

    /// The title as it reads: the translation's; nil where it is the document's own.
    public var title: String? { translatedFrom == nil ? nil : translation?.title }
}

/// A public version in the other language than its own.
public struct PublicTranslation: Hashable, Sendable {
    public let language: Language
    /// Nil when it is erased.
    public let title: String?
    public let position: Int
    let text: ValueID
}

/// A row of the version table.
public struct PublicRow: Hashable, Sendable {
    public enum Update: Hashable, Sendable {
        case entered, verified(Verification.Outcome)
        /// From before Værn, as it was written; nil when it is erased.
        case imported(String?)
    }
    public let number: VersionNumber
    public let day: Day
    /// By language; empty where it would name a person or is erased.
    public let unit: [Language: String]
    public let update: Update
}

/// One change of what is published.
public struct PublicChange: Hashable, Sendable {
    public enum What: Hashable, Sendable { case entered, verified, withdrawn }

    public let what: What
    public let number: Int
    public let title: String?
    public let version: VersionNumber?
    /// The day from which it holds and is shown.
    public let day: Day
    /// The entry of the ledger that said it.
    public let position: Int
}
