// SPDX-License-Identifier: MPL-2.0

import CFiles
public import Domain

/// A term of the field as Værn uses it (policy §1): in our own words, with the source that defines it.
public struct Term: Hashable, Sendable {
    /// Who defines terms, and in which version: a standard, a law, a glossary, the policy.
    public struct Source: Hashable, Sendable {
        public let title: Phrase
        /// Its edition, or its number and day.
        public let version: Phrase
    }

    /// Where one meets it in Værn.
    public enum Place: String, CaseIterable, Sendable {
        case documents, topics, proposals, dispensations, decisions, requirements, evidence, nonconformities, controls
        case scopes, units, bodies, meetings, accesses, tasks, wheel, inbox, ledger
        case iso27001, iso27002, nis2, gdpr
    }

    /// It stands in addresses and never changes.
    public let id: String
    public let name: Phrase
    public let definition: Phrase
    public let source: Source
    /// Where in the source.
    public let reference: Phrase
    public let place: Place
}

/// The terms that come with Værn.
public enum ShippedTerms {
    /// Read once for all organisations, in the order of their Danish names. That the files can be read is tested: they are
    /// part of the program.
    public static let all = (try? read()) ?? []

    /// By the names that a reader of `language` looks for.
    public static func all(in language: Language) -> [Term] {
        switch language {
        case .da: all
        case .en: english
        }
    }

    private static let english = sorted(all, .en)

    static func read(
        terms: [UInt8] = vaern_file_terms_csv().content, sources: [UInt8] = vaern_file_termsources_csv().content
    ) throws -> [Term] {
        var known: [String: Term.Source] = [:]
        for (id, source) in try ShippedFrameworks.Table("termsources.csv", sources).map(source) {
            guard known.updateValue(source, forKey: id) == nil else {
                throw ShippedFrameworks.Fault(file: "termsources.csv", row: 0, what: "\(id) stands in it twice")
            }
        }
        let found = try ShippedFrameworks.Table("terms.csv", terms).map { try term($0, known) }
        for names in [found.map(\.id), found.map { $0.name.da.lowercased() }, found.map { $0.name.en.lowercased() }] {
            try ShippedFrameworks.checkOnce(names, in: "terms.csv")
        }
        return sorted(found, .da)
    }

    private static func source(_ row: ShippedFrameworks.Row) throws -> (String, Term.Source) {
        (try row.text("id"), .init(title: try row.words("title"), version: try row.words("version")))
    }

    private static func term(_ row: ShippedFrameworks.Row, _ sources: [String: Term.Source]) throws -> Term {
        guard let source = sources[try row.text("source")] else { throw row.fault("names no source") }
        guard let place = Term.Place(rawValue: try row.text("place")) else { throw row.fault("names no place") }
        return Term(
            id: try row.text("id"), name: try row.words("term"), definition: try row.words("definition"),
            source: source, reference: try row.words("reference"), place: place)
    }

    private static func sorted(_ terms: [Term], _ language: Language) -> [Term] {
        terms.map { (DanishKey(language($0.name)), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}

extension ShippedFrameworks.Row {
    /// In both languages.
    fileprivate func words(_ column: String) throws -> Phrase {
        guard let words = try phrase(column) else { throw fault("\(column) is empty") }
        return words
    }
}
