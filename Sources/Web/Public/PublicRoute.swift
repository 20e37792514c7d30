// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML

/// Every address that is read without signing in and without a session: what an organisation publishes. It is read
/// before `Route`, so that nothing here can meet a session, a cookie or a `Sight`.
///
/// The pages of an organisation with a host name of its own, or of the only one that publishes, lie at `/offentlig`; those
/// of any organisation at `/offentlig/‹organisation›`. English pages have `/en` before it.
struct PublicRoute: Hashable, Sendable, HTML.Addressable {
    enum Page: Hashable, Sendable {
        case list
        case document(Int)
        case version(Int, VersionNumber)
        /// The version in force as a file to print.
        case pdf(Int)
        /// The bytes of a text that the ledger has locked.
        case text(Int, VersionNumber)
        /// The proof that the text stands in the ledger.
        case proof(Int, VersionNumber)
        case changes
        case checkpoint
        /// Whether a certificate is valid.
        case certificate(ID<Course>, ID<Course.Certificate>)
        /// The keys that badges are signed with.
        case keys
        /// Leads to the accessibility statement.
        case statement
        /// RFC 9116.
        case security
        case sitemap
        case robots
        /// Something below `/offentlig` that is no page.
        case missing
    }

    /// Nil: by the host name, or the only one that publishes.
    var organisation: ID<Organisation>?
    var language = Language.da
    var page: Page

    var path: String {
        let own = organisation.map { "/\($0)" } ?? ""
        let start = (language == .en ? "/en" : "") + "/offentlig" + own
        return switch page {
        case .list, .missing: start
        case .document(let number): "\(start)/\(number)"
        case .version(let number, let version): "\(start)/\(number)/\(version)"
        case .pdf(let number): "\(start)/\(number)/pdf"
        case .text(let number, let version): "\(start)/\(number)/\(version)/tekst"
        case .proof(let number, let version): "\(start)/\(number)/\(version)/bevis"
        case .changes: "\(start)/aendringer.atom"
        case .checkpoint: "\(start)/kontrolpunkt"
        case .certificate(let course, let id): "\(start)/kursusbevis/\(course)/\(id)"
        case .keys: "\(start)/noegler.json"
        case .statement: organisation == nil ? "/was" : "/offentlig\(own)/was"
        case .security: organisation == nil ? "/.well-known/security.txt" : "/offentlig\(own)/security.txt"
        case .sitemap: organisation == nil ? "/sitemap.xml" : "/offentlig\(own)/sitemap.xml"
        case .robots: "/robots.txt"
        }
    }

    init(organisation: ID<Organisation>? = nil, language: Language = .da, _ page: Page) {
        self.organisation = organisation
        self.language = language
        self.page = page
    }

    /// Reads a path without its query; nil if it does not lie where public pages lie.
    init?(path: String) {
        switch path {
        case "/was": self.init(.statement)
        case "/.well-known/security.txt": self.init(.security)
        case "/sitemap.xml": self.init(.sitemap)
        case "/robots.txt": self.init(.robots)
        case _:
            var parts = path.utf8.split(separator: 0x2F).map { String(Substring($0)) }[...]
            let language: Language = parts.first == "en" ? .en : .da
            if language == .en { parts.removeFirst() }
            guard parts.popFirst() == "offentlig" else { return nil }
            let organisation: ID<Organisation>? = parts.first.flatMap { ID($0) }
            if organisation != nil { parts.removeFirst() }
            let page = Self.page(Array(parts), isNamed: organisation != nil, language) ?? .missing
            self.init(organisation: organisation, language: language, page)
        }
    }

    private static func page(_ parts: [String], isNamed: Bool, _ language: Language) -> Page? {
        switch (parts.first, parts.count) {
        case (nil, _): return .list
        case ("aendringer.atom", 1): return .changes
        case ("kontrolpunkt", 1): return .checkpoint
        case ("noegler.json", 1): return .keys
        case ("kursusbevis", 3):
            guard let course: ID<Course> = ID(parts[1]), let id: ID<Course.Certificate> = ID(parts[2]) else {
                return nil
            }
            return .certificate(course, id)
        case ("was", 1) where isNamed && language == .da: return .statement
        case ("security.txt", 1) where isNamed && language == .da: return .security
        case ("sitemap.xml", 1) where isNamed && language == .da: return .sitemap
        case (let first?, 1...3):
            // One address for one page: no leading zeros, no other way to write a version.
            guard let number = Int(first), number > 0, String(number) == first else { return nil }
            guard parts.count > 1 else { return .document(number) }
            if parts[1] == "pdf", parts.count == 2 { return .pdf(number) }
            guard let version = VersionNumber(parts[1]), version.description == parts[1] else { return nil }
            guard parts.count > 2 else { return .version(number, version) }
            switch parts[2] {
            case "tekst": return .text(number, version)
            case "bevis": return .proof(number, version)
            case _: return nil
            }
        case (_, _): return nil
        }
    }

    /// Another page of the same organisation in the same language.
    func to(_ page: Page) -> PublicRoute { PublicRoute(organisation: organisation, language: language, page) }

    func `in`(_ language: Language) -> PublicRoute { PublicRoute(organisation: organisation, language: language, page) }

    /// The address without what it names, for the log and the figures.
    var template: String {
        switch page {
        case .list, .missing: "/offentlig"
        case .document: "/offentlig/{id}"
        case .version: "/offentlig/{id}/{id}"
        case .pdf: "/offentlig/{id}/pdf"
        case .text: "/offentlig/{id}/{id}/tekst"
        case .proof: "/offentlig/{id}/{id}/bevis"
        case .certificate: "/offentlig/kursusbevis/{id}/{id}"
        case .changes, .checkpoint, .keys, .statement, .security, .sitemap, .robots:
            PublicRoute(page).path
        }
    }
}
