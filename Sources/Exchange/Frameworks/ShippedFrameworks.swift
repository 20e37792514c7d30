// SPDX-License-Identifier: MPL-2.0

import CFiles
public import Domain
import SwiftCSV

/// The frameworks that come with Værn, in our own words: what a standard or a law calls its clauses is a fact, its text is
/// not taken over.
public enum ShippedFrameworks {
    /// Read once for all organisations. That the files can be read is tested: they are part of the program.
    public static let all = (try? read()) ?? Frameworks([], mappings: [])

    /// Why a file is not one of ours.
    struct Fault: Error, CustomStringConvertible {
        let file: String
        let row: Int
        let what: String
        var description: String { "\(file), row \(row): \(what)" }
    }

    static func read() throws -> Frameworks {
        let sold = Phrase(
            da: "Værns egne ord. Standardens tekst købes hos Dansk Standard eller ISO.",
            en: "Værn’s own words. The text of the standard is sold by Danish Standards and ISO.")
        let published = Phrase(
            da: "Værns egne ord. Retsakten selv står i EU-Tidende.",
            en: "Værn’s own words. The act itself is in the Official Journal of the European Union.")
        let frameworks = [
            try framework(
                "27001", .requirements, Phrase(da: "ISO/IEC 27001:2022", en: "ISO/IEC 27001:2022"),
                Phrase(
                    da: "Krav til et ledelsessystem for informationssikkerhed, kapitel 4–10",
                    en: "Requirements on a management system for information security, clauses 4–10"), sold,
                try standard(Table("iso27001.csv", vaern_file_iso27001_csv().content))),
            try framework(
                "27002", .controls, Phrase(da: "ISO/IEC 27002:2022", en: "ISO/IEC 27002:2022"),
                Phrase(
                    da: "De 93 foranstaltninger, som bilag A til 27001 også nævner",
                    en: "The 93 controls that Annex A of 27001 names too"), sold,
                try controls(Table("iso27002.csv", vaern_file_iso27002_csv().content))),
            try framework(
                "nis2", .requirements, Phrase(da: "NIS 2, artikel 20, 21 og 23", en: "NIS 2, Articles 20, 21 and 23"),
                Phrase(
                    da: "Ledelsens ansvar, foranstaltninger og underretning: direktiv (EU) 2022/2555",
                    en: "Responsibility of management, measures and notification: Directive (EU) 2022/2555"), published,
                try law(Table("nis2.csv", vaern_file_nis2_csv().content))),
            try framework(
                "gdpr", .requirements, Phrase(da: "Databeskyttelsesforordningen", en: "GDPR"),
                Phrase(
                    da: "Det, der binder en organisation: forordning (EU) 2016/679",
                    en: "What binds an organisation: Regulation (EU) 2016/679"), published,
                try law(Table("gdpr.csv", vaern_file_gdpr_csv().content))),
        ]
        return Frameworks(
            frameworks, mappings: try mappings(Table("mappings.csv", vaern_file_mappings_csv().content), frameworks))
    }

    private static func framework(
        _ name: String, _ kind: Framework.Kind, _ label: Phrase, _ about: Phrase, _ source: Phrase, _ clauses: [Clause]
    ) throws -> Framework {
        guard let known = Framework.Name(name) else { throw Fault(file: name, row: 0, what: "is no name") }
        let ids = Set(clauses.map(\.id))
        guard ids.count == clauses.count else { throw Fault(file: name, row: 0, what: "a clause stands in it twice") }
        if let lost = clauses.first(where: { $0.parent.map { !ids.contains($0) } ?? false }) {
            throw Fault(file: name, row: 0, what: "nothing is above \(lost.id)")
        }
        return Framework(name: known, kind: kind, label: label, about: about, source: source, clauses: clauses)
    }

    // MARK: The files

    /// - Throws: a fault where one of the names stands among them twice.
    static func checkOnce(_ names: [String], in file: String) throws {
        var seen: Set<String> = []
        if let twice = names.first(where: { !seen.insert($0).inserted }) {
            throw Fault(file: file, row: 0, what: "\(twice) stands in it twice")
        }
    }

    /// Rows of one of our files by the names of their columns.
    struct Table {
        let file: String
        let rows: [[String: String]]

        init(_ file: String, _ bytes: [UInt8]) throws {
            self.file = file
            rows = try NamedCSV(string: String(decoding: bytes, as: UTF8.self), delimiter: .comma, loadColumns: false)
                .rows
        }

        func map<Value>(_ body: (Row) throws -> Value) throws -> [Value] {
            try rows.enumerated().map { try body(Row(file: file, number: $0 + 2, cells: $1)) }
        }
    }

    struct Row {
        let file: String
        let number: Int
        let cells: [String: String]

        func fault(_ what: String) -> Fault { Fault(file: file, row: number, what: what) }

        /// Nil where the cell is empty; a fault where there is no such column.
        func cell(_ column: String) throws -> String? {
            guard let text = cells[column] else { throw fault("has no \(column)") }
            return text.isEmpty ? nil : text
        }

        func text(_ column: String) throws -> String {
            guard let text = try cell(column) else { throw fault("\(column) is empty") }
            return text
        }

        func clause(_ column: String) throws -> ClauseID {
            let text = try text(column)
            guard let id = ClauseID(text) else { throw fault("\(text) is no identifier") }
            return id
        }

        /// In both languages or in none.
        func phrase(_ column: String) throws -> Phrase? {
            switch (try cell(column + "_da"), try cell(column + "_en")) {
            case (let da?, let en?): return Phrase(da: da, en: en)
            case (nil, nil): return nil
            case _: throw fault("\(column) is in one language alone")
            }
        }

        func title() throws -> Phrase {
            guard let title = try phrase("title") else { throw fault("has no title") }
            return title
        }

        func values<Value: RawRepresentable<String>>(_ column: String, _: Value.Type = Value.self) throws -> [Value] {
            try text(column).split(separator: ";").map { word in
                guard let value = Value(rawValue: String(word)) else { throw fault("\(column) cannot be \(word)") }
                return value
            }
        }
    }

    private static func standard(_ table: Table) throws -> [Clause] {
        try table.map { row in
            let text = try row.phrase("requirement")
            return Clause(
                id: try row.clause("id"), parent: try row.cell("parent").flatMap(ClauseID.init), title: try row.title(),
                text: text, isHeading: text == nil, asksForDocuments: try row.text("documented_information") == "yes")
        }
    }

    private static func controls(_ table: Table) throws -> [Clause] {
        let controls = try table.map { row in
            guard let name = try row.phrase("name"),
                let theme = try row.values("theme", ControlAttributes.Theme.self).first
            else { throw row.fault("has no name or theme") }
            return Clause(
                id: try row.clause("id"), parent: ClauseID(chapter(theme)), title: name,
                attributes: ControlAttributes(
                    theme: theme, types: try row.values("control_type"), properties: try row.values("properties"),
                    concepts: try row.values("concepts"), capabilities: try row.values("capabilities"),
                    domains: try row.values("domains")))
        }
        let chapters = ControlAttributes.Theme.allCases.compactMap { theme in
            ClauseID(chapter(theme)).map { Clause(id: $0, title: theme.heading, isHeading: true) }
        }
        return chapters + controls
    }

    private static func chapter(_ theme: ControlAttributes.Theme) -> String {
        switch theme {
        case .organizational: "5"
        case .people: "6"
        case .physical: "7"
        case .technological: "8"
        }
    }

    private static func law(_ table: Table) throws -> [Clause] {
        let ids = Set(try table.map { try $0.clause("id") })
        return try table.map { row in
            let id = try row.clause("id")
            guard let text = try row.phrase("requirement") else { throw row.fault("demands nothing") }
            return Clause(
                id: id, parent: above(id, ids), title: try row.title(), text: text, source: try row.text("source"))
        }
    }

    /// The paragraph that a letter or a subparagraph belongs to, where it is a clause itself: 21(2) for 21(2)(a), 28(3) for
    /// 28(3)2.
    private static func above(_ id: ClauseID, _ all: Set<ClauseID>) -> ClauseID? {
        var text = Substring(id.text)
        while let last = text.popLast() {
            guard last == "(" || text.last == ")", let above = ClauseID(String(text)) else { continue }
            if all.contains(above) { return above }
        }
        return nil
    }

    private static func mappings(_ table: Table, _ frameworks: [Framework]) throws -> [ClauseMapping] {
        let known = Frameworks(frameworks, mappings: [])
        func reference(_ side: String, _ row: Row) throws -> ClauseReference {
            guard let name = Framework.Name(try row.text(side + "_framework")) else {
                throw row.fault("names no framework")
            }
            let reference = ClauseReference(name, try row.clause(side + "_id"))
            guard known[reference] != nil else { throw row.fault("there is no \(reference.clause) of \(name)") }
            return reference
        }
        return try table.map { row in
            guard let relation = try row.values("relationship", ClauseRelation.self).first,
                let rationale = try row.phrase("rationale")
            else { throw row.fault("has no relationship or rationale") }
            return ClauseMapping(
                from: try reference("from", row), relation, to: try reference("to", row), rationale: rationale)
        }
    }
}

extension ControlAttributes.Theme {
    /// Of the chapter.
    fileprivate var heading: Phrase {
        switch self {
        case .organizational: Phrase(da: "Organisatoriske foranstaltninger", en: "Organizational controls")
        case .people: Phrase(da: "Foranstaltninger om mennesker", en: "People controls")
        case .physical: Phrase(da: "Fysiske foranstaltninger", en: "Physical controls")
        case .technological: Phrase(da: "Teknologiske foranstaltninger", en: "Technological controls")
        }
    }
}
