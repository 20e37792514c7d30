// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office

/// What a list of completions that lies among the evidence says of one course, alike for all doors.
struct CompletionIntake: Sendable {
    let table: CompletionTable
    /// What the list calls its courses, at most as many as can be chosen from.
    let modules: [String]
    /// The one that is meant.
    let module: String
    let reading: CompletionReading
    /// Rows that tell of no completion: failed, or not finished.
    let unfinished: Int

    static let mostModules = 100

    /// Puts what the list says beside it. What a door was handed under that name is never believed: `FrameworkIntake` has
    /// taken it away.
    static func add(
        to arguments: inout Arguments, of kind: CommandKind, _ house: House, _ actor: Actor
    ) async throws(Refusal) {
        let acted = kind == .correctFact ? try arguments.optionalChoice("command", CommandKind.self) ?? kind : kind
        guard acted == .recordCompletions else { return }
        let sight: Sight
        do {
            if let person = actor.person {
                sight = try await house.sight(of: ID(person))
            } else {
                sight = try await house.operatorSight()
            }
        } catch {
            throw .unknown
        }
        guard let found = try await read(arguments, sight) else { return }
        arguments.files["reading"] = .init(name: "reading", bytes: found.reading.encode())
    }

    /// Nil: no list was chosen, or it is no file that the reader may see; the command says so itself.
    static func read(_ arguments: Arguments, _ sight: Sight) async throws(Refusal) -> CompletionIntake? {
        guard let course = arguments.texts["course"]?.first.flatMap({ ID<Course>($0) }),
            let evidence = arguments.texts["evidence"]?.first.flatMap({ ID<Evidence>($0) }),
            let (_, giving) = try? sight.evidence(evidence), case .file(let file, _, _, _) = giving.content,
            sight.seesFile(of: evidence), let bytes = sight.texts.bytes(file)
        else { return nil }
        var chosen: [CompletionColumn: String] = [:]
        for column in CompletionColumn.allCases { chosen[column] = try arguments.optionalLine(column.field, most: 200) }
        let columns = chosen
        let table: CompletionTable = try await Extraction.aside { () throws(Refusal) in
            do throws(Refusal) { return try tabled(bytes, columns) } catch {
                // The file is not in this form: the list is what must be chosen otherwise.
                throw error.field == "file" ? Refusal(error.reason, error.phrase, field: "evidence") : error
            }
        }
        let missing = table.missing
        guard missing.isEmpty else {
            throw .invalid(
                missing[0].field,
                da:
                    "Listen siger ikke, hvilken kolonne det er: \(missing.map(\.label.da).joined(separator: ", ")). Vælg den.",
                en:
                    "The list does not say which column it is: \(missing.map(\.label.en).joined(separator: ", ")). Choose it."
            )
        }
        return try CompletionIntake(table, try arguments.optionalLine("module", most: 300), course, sight)
    }

    private static func tabled(
        _ bytes: [UInt8], _ chosen: [CompletionColumn: String]
    ) throws(Refusal) -> CompletionTable {
        let guessed = try CompletionTable.read(bytes)
        guard !chosen.isEmpty else { return guessed }
        var columns = guessed.columns
        for (column, heading) in chosen {
            guard let place = guessed.headings.firstIndex(of: heading) else {
                throw .invalid(
                    column.field, da: "Der er ingen kolonne, der hedder »\(heading)«. Vælg på listen.",
                    en: "There is no column called “\(heading)”. Choose from the list.")
            }
            columns[column] = place
        }
        return try CompletionTable.read(bytes, columns: columns)
    }

    private init(
        _ table: CompletionTable, _ named: String?, _ course: ID<Course>, _ sight: Sight
    ) throws(Refusal) {
        self.table = table
        let titles = Set(table.rows.compactMap(\.module))
        modules = Array(titles.sorted().prefix(Self.mostModules))
        let document = try? sight.course(course).document
        let own = Language.allCases.compactMap { language in
            document.flatMap { sight.label(.document($0.id), language) }
        }
        let found: String?
        if let named {
            found = titles.contains(named) ? named : nil
        } else if titles.count == 1 {
            found = titles.first
        } else {
            found = titles.first { title in own.contains { $0.lowercased() == title.lowercased() } }
        }
        guard let module = found else {
            throw .invalid(
                "module",
                da: titles.isEmpty
                    ? "Listen nævner intet kursus."
                    : "Listen handler om flere kurser. Vælg det, der svarer til kurset her.",
                en: titles.isEmpty
                    ? "The list names no course."
                    : "The list is about several courses. Choose the one that corresponds to the course here.")
        }
        self.module = module
        guard let finder = sight.finder else { throw .notAllowed }
        var (reading, unfinished) = (CompletionReading(), 0)
        for row in table.rows where row.module == nil || row.module == module {
            if let result = row.result, !result.counts {
                unfinished += 1
            } else if let fault = row.faults.first {
                reading.faults.append(.init(row: row.number, fault))
            } else if row.result == nil {
                unfinished += 1
            } else if let day = row.day {
                let (person, fault) = finder.find(row.person)
                if let person {
                    reading.rows.append(.init(number: row.number, person: person, day: day))
                } else {
                    reading.faults.append(.init(row: row.number, fault))
                }
            }
        }
        (self.reading, self.unfinished) = (reading, unfinished)
    }
}

extension PersonFinder {
    /// Whom a row means, or what is wrong with it.
    fileprivate func find(_ person: CompletionTable.Person?) -> (person: ID<Person>?, fault: Phrase) {
        let (found, name): (Found, String) =
            switch person {
            case .mail(let mail)?: (find(mail: mail), mail)
            case .employee(let number)?: (find(number: number), number)
            case nil: (.nobody, "")
            }
        switch found {
        case .one(let id): return (id, Phrase(da: "", en: ""))
        case .several:
            return (
                nil,
                Phrase(
                    da: "Flere personer har »\(name)«. Ret det på deres sider.",
                    en: "Several persons have “\(name)”. Put it right on their pages.")
            )
        case .nobody:
            return (nil, Phrase(da: "Ingen person i Værn har »\(name)«.", en: "No person in Værn has “\(name)”."))
        }
    }
}
