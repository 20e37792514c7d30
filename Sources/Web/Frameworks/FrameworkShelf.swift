// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office
import Synchronization

/// The frameworks of a house: those that come with Værn, and those that it has adopted, read from their files once and
/// kept while the house is open. A file that cannot be read any more makes its framework missing, never a page fail.
final class FrameworkShelf: Sendable {
    /// What became of an adopted file.
    enum Book: Sendable {
        case read(FrameworkReading)
        case erased
        case unreadable(Phrase)
    }

    private struct Held {
        /// Of the house’s texts; another number: something was erased since.
        var erasures = 0
        var books: [ValueID: Book] = [:]
        var threats: [ValueID: ThreatCatalogue] = [:]
        /// The newest few wholes, each by the names and files that it was made of: today’s, and those of past days.
        var wholes: [(made: [ValueID], frameworks: Frameworks)] = []
    }

    private static let mostWholes = 4
    private let held = Mutex(Held())

    static func of(_ house: House) -> FrameworkShelf { house.beside { FrameworkShelf() } }

    /// What was read while it was adopted need not be read again.
    func put(_ reading: FrameworkReading, for file: ValueID) { held.withLock { $0.books[file] = .read(reading) } }

    func book(_ adoption: AdoptedFramework.Adoption, _ texts: Texts) -> Book {
        held.withLock { FrameworkShelf.book(adoption, texts, &$0) }
    }

    /// Whoever comes while a file is read waits for it, rather than read it too.
    private static func book(_ adoption: AdoptedFramework.Adoption, _ texts: Texts, _ held: inout Held) -> Book {
        let erasures = texts.erasures
        if held.erasures != erasures { held = Held(erasures: erasures) }
        if let known = held.books[adoption.file] { return known }
        let book: Book
        if let bytes = texts.bytes(adoption.file) {
            do throws(Refusal) {
                book = .read(
                    try FrameworkFile.read(
                        bytes, fileName: texts.text(adoption.fileName),
                        catalogue: adoption.catalogue.flatMap { texts.bytes($0) }))
            } catch {
                book = .unreadable(error.phrase)
            }
        } else {
            book = .erased
        }
        held.books[adoption.file] = book
        return book
    }

    /// One that was adopted as a catalogue of threats; nil where its file cannot be read.
    func threats(_ adoption: AdoptedFramework.Adoption, _ texts: Texts) -> ThreatCatalogue? {
        held.withLock { held in
            guard case .read(let reading) = FrameworkShelf.book(adoption, texts, &held) else { return nil }
            if let known = held.threats[adoption.file] { return known }
            let catalogue = reading.catalogue(adoption, texts)
            held.threats[adoption.file] = catalogue
            return catalogue
        }
    }

    /// Those that something answers for: catalogues of threats are none of them.
    func frameworks(_ adopted: [AdoptedFramework.Adoption], _ texts: Texts) -> Frameworks {
        let adopted = adopted.filter { $0.kind != .threats }
        guard !adopted.isEmpty else { return ShippedFrameworks.all }
        return held.withLock { held in
            let made = adopted.map(\.file)
            if held.erasures == texts.erasures, let known = held.wholes.first(where: { $0.made == made }) {
                return known.frameworks
            }
            let read = adopted.compactMap { adoption -> (AdoptedFramework.Adoption, FrameworkReading)? in
                guard case .read(let reading) = FrameworkShelf.book(adoption, texts, &held) else { return nil }
                return (adoption, reading)
            }
            let own = read.map { $0.1.framework($0.0, texts) }
            let names = Set((ShippedFrameworks.all.all + own).map(\.name))
            let mappings = read.flatMap { $0.1.mappings(of: $0.0.name, among: names) }
            let whole = ShippedFrameworks.all.adding(own, mappings: mappings)
            held.wholes = [(made, whole)] + held.wholes.prefix(FrameworkShelf.mostWholes - 1)
            return whole
        }
    }
}

extension Sight {
    /// The organisation’s frameworks, as adopted by the day shown.
    var frameworks: Frameworks {
        FrameworkShelf.of(house).frameworks(adoptedFrameworks.map(\.adoption), texts)
    }

    func book(_ adoption: AdoptedFramework.Adoption) -> FrameworkShelf.Book {
        FrameworkShelf.of(house).book(adoption, texts)
    }
}

extension FrameworkReading {
    /// As it was adopted. A title that was taken from the file is in both of its languages.
    fileprivate func framework(_ adoption: AdoptedFramework.Adoption, _ texts: Texts) -> Framework {
        func text(_ id: ValueID?) -> String? { id.flatMap { texts.text($0) } }
        let title = text(adoption.label) ?? adoption.name.text
        let parts = [text(adoption.publisher), text(adoption.edition)].compactMap { $0 }.joined(separator: ", ")
        return framework(
            name: adoption.name, kind: adoption.kind,
            label: title == proposedTitle ? label : Phrase(da: title, en: title),
            about: about ?? Phrase(da: "Indført af organisationen", en: "Adopted by the organisation"),
            source: parts.isEmpty
                ? Phrase(da: "Organisationens egen fil.", en: "The organisation’s own file.")
                : Phrase(da: "Fra \(parts).", en: "From \(parts)."))
    }

    /// What the file calls itself, on one line and no longer than a title may be; nil: nothing.
    var proposedTitle: String? {
        let line = label.da.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.isEmpty ? nil : String(line.prefix(200))
    }

    /// The connections whose both ends are known here, by the names that they have here.
    fileprivate func mappings(of own: Framework.Name, among names: Set<Framework.Name>) -> [ClauseMapping] {
        func known(_ place: Mapping.Place) -> ClauseReference? {
            let called = Framework.Name(place.framework) ?? Framework.Name(proposedFrom: place.framework)
            guard let called else { return nil }
            let name = called == self.name ? own : called
            return names.contains(name) ? ClauseReference(name, place.clause) : nil
        }
        return mappings.compactMap { mapping in
            guard let from = known(mapping.from), let to = known(mapping.to) else { return nil }
            let why = mapping.rationale ?? ""
            return ClauseMapping(
                from: from, mapping.relation, to: to,
                rationale: why.isEmpty
                    ? Phrase(da: "Som filen siger", en: "As the file says") : Phrase(da: why, en: why))
        }
    }
}
