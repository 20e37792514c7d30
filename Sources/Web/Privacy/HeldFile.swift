// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// What is held about somebody as a file: JSON for programs, a spreadsheet for people. Both are made of the same entries as
/// the page, every one of them.
struct HeldFile {
    enum Format: String, CaseIterable, Sendable {
        case json, xlsx, csv
    }

    struct Made: Sendable {
        let type: String
        let name: String
        let bytes: [UInt8]

        var headers: [(String, String)] { [("content-disposition", Headers.attachment(name))] }
    }

    let held: Held
    private var context: Context { held.context }
    private var sight: Sight { context.sight }

    init(_ held: Held) {
        self.held = held
    }

    func made(_ format: Format) throws -> Made {
        switch format {
        case .json:
            return Made(
                type: "application/json; charset=utf-8", name: "\(title) \(sight.day.description).json",
                bytes: json.bytes)
        case .xlsx: return try made(SheetFormat.xlsx)
        case .csv: return try made(SheetFormat.csv)
        }
    }

    private func made(_ format: SheetFormat) throws -> Made {
        let sheet = sheet
        return Made(
            type: format.type, name: format.fileName(sheet, on: sight.day),
            bytes: try format.bytes(sheet, context.language))
    }

    private var title: String {
        let name = context.name(held.data.person)
        return context.say(da: "Oplysninger om \(name)", en: "Data about \(name)")
    }

    // MARK: For people

    /// One row for each value, and one for each entry without.
    private var sheet: Sheet {
        let columns: [(Phrase, Int)] = [
            (Phrase(da: "Slags", en: "Kind"), 34), (Phrase(da: "Post", en: "Entry"), 10),
            (Phrase(da: "Registreret", en: "Recorded"), 12), (Phrase(da: "Gælder fra", en: "Holds from"), 12),
            (Phrase(da: "Sammenhæng", en: "Relation"), 18), (Phrase(da: "Hvad der skete", en: "What happened"), 60),
            (Phrase(da: "Felt", en: "Field"), 22), (Phrase(da: "Værdi", en: "Value"), 60),
            (Phrase(da: "Opbevaring", en: "Kept"), 50),
        ]
        var sheet = Sheet(
            title, columns: columns.map { .init(context.say($0.0), width: $0.1) },
            notes: SheetNotes(context).pairs(of: title))
        for (kind, items) in held.data.kinds {
            let (label, keeping) = (context.say(kind.label), held.keeping(kind))
            for item in items {
                let entry = item.entry
                let start: [Sheet.Cell] = [
                    .text(label), .number(entry.position), .day(Copenhagen.day(of: entry.recorded)),
                    .day(entry.effective), .text(context.say(Held.relation(item.fact).label)),
                    .text(Sentence.of(entry, in: sight, context.language)),
                ]
                let values = sight.texts(of: item).map { field, text in
                    [Sheet.Cell.text(FieldName.label(of: field, context.language)), .text(words(text))]
                }
                for value in values.isEmpty ? [[.none, .none]] : values {
                    guard sheet.add(start + value + [.text(keeping)]) else { return sheet }
                }
            }
        }
        for row in held.beside {
            sheet.add([
                .text(context.say(row.label)), .none, .none, .none, .none,
                .text(
                    context.say(
                        da: "Ligger ved siden af revisionssporet: \(row.count)",
                        en: "Lies beside the ledger: \(row.count)")), .none, .none, .text(context.say(row.keeping)),
            ])
        }
        return sheet
    }

    private func words(_ text: HeldText) -> String {
        switch text {
        case .text(let text): text
        case .file(let size):
            context.say(
                da: "Fil på \(context.language.number(size)) byte", en: "File of \(context.language.number(size)) bytes"
            )
        case .shared:
            context.say(
                da: "Fil, som andre også står i. Bed DPO'en om din del af den.",
                en: "A file that others are in too. Ask the DPO for your part of it.")
        case .erased: context.say(Sentence.erased)
        }
    }

    // MARK: For programs

    private var json: JSON {
        .members([
            ("person", .string(held.data.person.description)), ("name", .string(context.name(held.data.person))),
            ("organisation", .string(sight.house.fullName)), ("as_of", .string(sight.day.description)),
            ("entries_in_ledger", .number(sight.known)),
            ("kinds", .array(held.data.kinds.map { kind($0.kind, $0.items) })),
            (
                "beside",
                .array(
                    held.beside.map { row in
                        .members([
                            ("label", .string(context.say(row.label))), ("count", .number(row.count)),
                            ("kept", .string(context.say(row.keeping))),
                        ])
                    })
            ),
            (
                "looked_at_by",
                .array(
                    held.looks.map { look in
                        .members([
                            ("person", .string(look.by.description)), ("name", .string(context.name(look.by))),
                            ("at", .string(look.at.description)), ("as", look.format.map { .string($0) }),
                        ])
                    })
            ),
        ])
    }

    private func kind(_ kind: DataKind, _ items: [HeldData.Item]) -> JSON {
        func say(_ phrase: Phrase) -> JSON { .string(context.say(phrase)) }
        return .members([
            ("kind", .string(kind.rawValue)), ("label", say(kind.label)), ("purpose", say(kind.purpose)),
            ("legal_ground", say(kind.ground)), ("kept", .string(held.keeping(kind))),
            ("erased_from", sight.goes(kind, of: held.data.person).map { .string($0.description) }),
            ("source", say(kind.source)), ("seen_by", say(kind.readers)), ("recipients", say(kind.recipients)),
            ("count", .number(items.count)), ("entries", .array(items.map(entry))),
        ])
    }

    private func entry(_ item: HeldData.Item) -> JSON {
        let entry = item.entry
        return .members([
            ("position", .number(entry.position)), ("kind", .string(entry.kind.rawValue)),
            ("recorded", .string(entry.recorded.description)),
            ("holds_from", .string(entry.effective.description)),
            ("relation", .string(Held.relation(item.fact).word)),
            ("what", .string(Sentence.of(entry, in: sight, context.language))),
            (
                "values",
                .array(
                    sight.texts(of: item).map { field, text in
                        switch text {
                        case .text(let words): .members([("field", .string(field)), ("text", .string(words))])
                        case .file(let size): .members([("field", .string(field)), ("bytes", .number(size))])
                        case .shared: .members([("field", .string(field)), ("shared", .bool(true))])
                        case .erased: .members([("field", .string(field)), ("erased", .bool(true))])
                        }
                    })
            ),
        ])
    }
}
