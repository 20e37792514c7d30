// SPDX-License-Identifier: MPL-2.0

import Domain

@testable import Office
@testable import SQLiteStore

/// The oracle: reads everything that a person may read on the day shown, page by page, and looks for the words in it.
struct Scan {
    struct Found: Hashable, Comparable, CustomStringConvertible {
        let subject: Subject
        let value: ValueID
        let address: String

        static func < (left: Found, right: Found) -> Bool { left.description < right.description }
        var description: String { "\(subject.kind.rawValue) \(subject.id) \(value) \(address)" }
    }

    let sight: Sight
    let withOld: Bool
    private let words: Words
    private var lines: [(found: Found, forms: [[[UInt8]]], reading: SearchShelf.Reading)] = []

    init(_ sight: Sight, withOld: Bool) throws {
        self.sight = sight
        self.withOld = withOld
        words = try Words()
        lines = read()
    }

    func find(_ typed: String) -> [Found] {
        let terms = SearchWords(typed).terms
        guard !terms.isEmpty else { return [] }
        let found = lines.filter { line in terms.allSatisfy { has($0, line.forms, line.reading) } }
        return Array(Set(found.map(\.found))).sorted()
    }

    private func read() -> [(found: Found, forms: [[[UInt8]]], reading: SearchShelf.Reading)] {
        var found: [(found: Found, forms: [[[UInt8]]], reading: SearchShelf.Reading)] = []
        func look(
            _ subject: Subject, _ value: ValueID, _ text: String?, _ reading: SearchShelf.Reading,
            _ address: String = ""
        ) {
            guard let text else { return }
            let forms = split(text).map { words.forms($0, reading) }
            found.append((Found(subject: subject, value: value, address: address), forms, reading))
        }
        documents(look)
        for person in sight.persons() {
            let names =
                withOld ? person.name.entries.map(\.value) : [person.name.value(on: sight.day)].compactMap { $0 }
            let titles =
                withOld
                ? person.engagements.flatMap { $0.titles.entries.map(\.value) }
                : [person.title(on: sight.day)].compactMap { $0 }
            for value in names + titles { look(.person(person.id), value, sight.text(value), .names) }
        }
        for unit in sight.units() where withOld || unit.isOpen(on: sight.day) {
            let names = withOld ? unit.name.entries.map(\.value) : [unit.name.value(on: sight.day)].compactMap { $0 }
            for value in names { look(.unit(unit.id), value, sight.text(value), .names) }
        }
        let newest = sight.house.state.register
        for id in newest.decisions.keys {
            guard let decision = try? sight.decision(id), let made = decision.made, withOld || !decision.annulled,
                decision.day <= sight.day
            else { continue }
            look(.decision(id), made.paper, sight.label(.decision(id)), .danish)
            for value in [made.reason, made.conditions, made.minutes].compactMap({ $0 }) {
                look(.decision(id), value, sight.text(value), .danish)
            }
        }
        for id in newest.actions.keys {
            guard let action = try? sight.action(id), action.addedOn <= sight.day,
                withOld || action.standing.value(on: sight.day) == .open
            else { continue }
            for value in [action.title, action.why].compactMap({ $0 }) {
                look(.action(id), value, sight.text(value), .danish)
            }
        }
        return found
    }

    private func documents(_ look: (Subject, ValueID, String?, SearchShelf.Reading, String) -> Void) {
        for document in sight.documents() where withOld || sight.isCurrent(document) {
            let shown = document.versionShown(on: sight.day)
            let titles = document.title.entries.filter { $0.from <= sight.day }.map(\.value)
            let began = sight.house.state.register.documents[document.id]?.versions.first?.draft.language
            let reading: SearchShelf.Reading = began == .en ? .english : .danish
            for value in withOld ? titles : titles.suffix(1) {
                look(.document(document.id), value, sight.text(value), reading, "")
            }
            for version in document.versions
            where version.drafted <= sight.day && (withOld || version.id == shown?.id)
                && sight.sees(version, of: document)
            {
                for block in sight.text(of: version)?.blocks ?? [] where block.kind != .furniture {
                    look(
                        .document(document.id), version.draft.text, block.printed,
                        version.draft.language == .da ? .danish : .english, block.address)
                }
            }
        }
    }

    // MARK: Words

    private func has(_ term: SearchWords.Term, _ forms: [[[UInt8]]], _ reading: SearchShelf.Reading) -> Bool {
        func stands(_ asked: [[UInt8]], beginning: Bool) -> Bool {
            guard !asked.isEmpty, forms.count >= asked.count else { return false }
            return (0...forms.count - asked.count).contains { start in
                asked.indices.allSatisfy { place in
                    let wanted = words.asked(asked[place], reading, isBeginning: beginning)
                    let isLast = beginning && place == asked.count - 1
                    return forms[start + place].contains { form in
                        isLast ? wanted.contains { form.starts(with: $0) } : wanted.contains(form)
                    }
                }
            }
        }
        switch term {
        case .word(let text), .phrase(let text): return stands(split(text), beginning: false)
        case .beginning(let text): return stands(split(text), beginning: false) || stands(split(text), beginning: true)
        }
    }

    private func split(_ text: String) -> [[UInt8]] {
        var found: [[UInt8]] = []
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            Words.read(bytes) { word, _ in
                found.append(word)
                return true
            }
        }
        return found
    }
}
