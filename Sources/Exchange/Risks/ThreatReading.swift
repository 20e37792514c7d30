// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What a file with threats was read as, before anybody has decided to use it: the threats, where they come from, and what is
/// wrong in which row and column. It is shown to the one who brought it; nothing of it is kept here.
public struct ThreatReading: Sendable {
    /// What a column of a table may hold; for other formats, the part of a threat that something is said of.
    public enum Column: String, CaseIterable, Sendable {
        case code, name, about, group, affects, vulnerabilities, controls, origins, targets

        public var label: Phrase {
            switch self {
            case .code: Phrase(da: "Nummer", en: "Number")
            case .name: Phrase(da: "Trussel", en: "Threat")
            case .about: Phrase(da: "Beskrivelse", en: "Description")
            case .group: Phrase(da: "Kategori", en: "Category")
            case .affects: Phrase(da: "Rammer", en: "Affects")
            case .vulnerabilities: Phrase(da: "Sårbarheder", en: "Vulnerabilities")
            case .controls: Phrase(da: "Foranstaltninger", en: "Controls")
            case .origins: Phrase(da: "Årsag", en: "Origin")
            case .targets: Phrase(da: "Aktiver", en: "Assets")
            }
        }
    }

    public struct Row: Hashable, Sendable {
        /// As people count in the file: the first is 1; of a table, the line or the row of the sheet.
        public let number: Int
        public let threat: Threat
        /// What the file calls it, where that could not be its code: the machine tag of MISP, a number with spaces.
        public let written: String?
    }

    /// Something that is wrong in one place, and what to do about it.
    public struct Fault: Hashable, Sendable {
        public enum Outcome: Hashable, Sendable {
            /// The threat is not among those that were read.
            case leftOut
            /// It is, in another form.
            case changed
        }
        public let row: Int
        public let column: Column?
        public let outcome: Outcome
        public let what: Phrase
    }

    /// So many faults are kept, which is more than anybody corrects at once; `faultCount` counts all.
    static let mostFaults = 1000

    public let format: FrameworkFile.Format
    /// A proposal, made of what the file calls itself.
    public internal(set) var name: Framework.Name?
    /// What it calls itself; empty for a table, which does not say it.
    public internal(set) var label: Phrase
    public internal(set) var about: Phrase?
    public internal(set) var version: String?
    public internal(set) var publisher: String?
    /// What it says about copyright and licence. Whether the organisation may use it is for the organisation to know.
    public internal(set) var rights: String?
    public internal(set) var address: String?
    /// Two letters each (ISO 639-1), the file’s own first.
    public internal(set) var languages: [String] = []
    /// Of a table: what the columns are named, and which was taken for what.
    public internal(set) var headings: [String] = []
    public internal(set) var columns: [Column: Int] = [:]
    /// In the order of the file, each code once.
    public internal(set) var rows: [Row] = []
    public internal(set) var faults: [Fault] = []
    public internal(set) var faultCount = 0
    /// The scales and the table of levels that a library has beside its threats.
    public internal(set) var matrices: [RiskMatrixReading] = []

    init(_ format: FrameworkFile.Format, label: Phrase = Phrase(da: "", en: "")) {
        self.format = format
        self.label = label
    }

    mutating func take(_ gathering: ThreatGathering) {
        rows = gathering.rows
        faults = gathering.faults
        faultCount = gathering.faultCount
    }
}

// MARK: As a framework

extension ThreatReading {
    /// So many faults are told one by one where it is adopted: what is wrong in more rows is corrected in the file.
    private static let mostRemarks = 40

    /// As what is adopted: each threat a clause below the heading of its group. The threats themselves go with it.
    func framework() throws(Refusal) -> FrameworkReading {
        var reading = FrameworkReading(format, .threats, label: label)
        reading.name = name
        reading.about = about
        reading.version = version
        reading.publisher = publisher
        reading.rights = rights
        reading.address = address
        reading.languages = languages
        reading.threats = rows.map(\.threat)
        var gathering = ClauseGathering()
        var headings: [Phrase: String] = [:]
        let codes = Set(rows.map { $0.threat.code.text.lowercased() })
        var next = 1
        for row in rows {
            let threat = row.threat
            if let heading = threat.heading, headings[heading] == nil {
                while codes.contains("gruppe-\(next)") { next += 1 }
                let key = "gruppe-\(next)"
                next += 1
                headings[heading] = key
                try gathering.add(
                    .init(
                        key: "\n" + key, place: .row(row.number), id: key, label: key,
                        title: .init(da: heading.da, en: heading.en), isHeading: true))
            }
            try gathering.add(
                .init(
                    key: threat.code.text, place: .row(row.number), id: threat.code.text, label: row.written,
                    parent: threat.heading.flatMap { headings[$0] }.map { "\n" + $0 },
                    title: .init(da: threat.name.da, en: threat.name.en), text: Self.text(threat), isHeading: false))
        }
        reading.clauses = gathering.finish()
        reading.remarks = gathering.remarks
        for fault in faults.prefix(Self.mostRemarks) {
            let label = fault.column?.label
            reading.remark(
                fault.outcome == .leftOut ? .unreadable : .changed, .row(fault.row),
                da: [label?.da, fault.what.da].compactMap { $0 }.joined(separator: ": "),
                en: [label?.en, fault.what.en].compactMap { $0 }.joined(separator: ": "))
        }
        if faultCount > Self.mostRemarks {
            reading.remark(
                .unreadable, nil,
                da: "Der er flere fejl end dem, der står her. Ret dem, der gør, og vælg filen igen.",
                en: "There are more faults than those that stand here. Correct these, and choose the file again.")
        }
        if !matrices.isEmpty {
            reading.remark(
                .leftOut, nil, da: "Skalaer og risikomatricer er ikke taget med, kun truslerne.",
                en: "Scales and risk matrices are not taken along, only the threats.")
        }
        return reading
    }

    private static func text(_ threat: Threat) -> ClauseGathering.Words {
        func text(_ about: String?, _ vulnerabilities: [String]) -> String? {
            let lines = [about].compactMap { $0 } + vulnerabilities.map { "– " + $0 }
            return lines.isEmpty ? nil : lines.joined(separator: "\n")
        }
        return .init(
            da: text(threat.about?.da, threat.vulnerabilities.map(\.da)),
            en: text(threat.about?.en, threat.vulnerabilities.map(\.en)))
    }
}
