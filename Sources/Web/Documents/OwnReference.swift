// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// A link that stands in a text and stays in Værn: the short address of a document, of one of its versions or of a
/// paragraph (`/d/7`, `/d/7/1.2`, `/d/7#7-3`), or a paragraph of the text itself (`#7-3`).
struct OwnReference: Hashable, Sendable {
    /// The number of the document; nil: the text itself.
    let number: Int?
    let version: VersionNumber?
    /// The address of a paragraph.
    let paragraph: String?

    init?(_ address: String) {
        let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let fragment = parts.count == 2 ? parts[1] : nil
        // An address is made of letters, digits, full stops, hyphens and underscores.
        guard fragment.map({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isPlain) }) ?? true else { return nil }
        paragraph = fragment
        if parts[0].isEmpty {
            guard fragment != nil else { return nil }
            (number, version) = (nil, nil)
            return
        }
        guard parts[0].hasPrefix("/d/") else { return nil }
        switch Route(path: parts[0]) {
        case .short(let number): (self.number, version) = (number, nil)
        case .shortVersion(let number, let version): (self.number, self.version) = (number, version)
        case _: return nil
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }

    private var anchor: String? { paragraph.map(DocumentReading.anchor) }

    var link: Link {
        guard let number else { return Link(fragment: anchor ?? "") }
        return Link(version.map { Route.shortVersion(number, $0) } ?? Route.short(number), fragment: anchor)
    }

    /// The link where it stays on the page.
    var onPage: Link? { number == nil ? link : nil }

    /// What is wrong with it, for whoever writes `text`; nil: it leads somewhere. A document that the writer may not see
    /// is answered like one that is not there.
    func fault(in text: DocumentText?, _ context: Context) -> Phrase? {
        let sight = context.sight
        guard let number else {
            return text?.block(at: paragraph ?? "") == nil
                ? Phrase(
                    da: "afsnittet findes ikke i teksten", en: "there is no such paragraph in the text") : nil
        }
        guard let document = try? sight.document(number: number) else {
            return Phrase(
                da: "der er intet dokument med det nummer, som du kan læse",
                en: "there is no document with that number that you can read")
        }
        let target: Document.Version?
        if let version {
            guard let found = try? sight.version(version, of: document) else {
                return Phrase(da: "dokumentet har ikke den version", en: "the document has no such version")
            }
            target = found
        } else {
            guard !document.isWithdrawn(on: sight.day) else {
                return Phrase(da: "dokumentet er ophævet", en: "the document is withdrawn")
            }
            target = document.versionInForce(on: sight.day) ?? sight.newestVersion(of: document)
        }
        guard let paragraph else { return nil }
        guard let target, sight.sees(target, of: document), sight.text(of: target)?.block(at: paragraph) != nil else {
            return Phrase(
                da: "dokumentet har ikke det afsnit", en: "the document has no such paragraph")
        }
        return nil
    }
}
