// SPDX-License-Identifier: MPL-2.0

import CFiles
import Domain

/// What a document without a text can begin with (policy §7.1: understanding and format match): a template for its kind
/// in either language, and drafts of topic policies. They are files of the project, in its own words.
struct DocumentTemplate: Hashable, Sendable {
    /// What addresses and forms call it: `procedure-da`.
    let name: String
    let label: Phrase
    let language: Language
    let text: String

    /// What addresses and forms call a beginning without a template.
    static let none = "tom"

    /// The templates for a kind: its own in both languages, then whole drafts.
    static func all(for kind: Document.Kind) -> [DocumentTemplate] {
        let own = Language.allCases.map { language in
            let name = language == .da ? Phrase(da: "dansk", en: "Danish") : Phrase(da: "engelsk", en: "English")
            return DocumentTemplate(
                name: "\(kind.rawValue)-\(language.rawValue)",
                label: Phrase(da: "\(kind.label.da) på \(name.da)", en: "\(kind.label.en) in \(name.en)"),
                language: language, text: text(of: kind, language))
        }
        return own + (kind == .topicPolicy ? topics : [])
    }

    /// The one that a name stands for, among those for the kind; nil if there is none.
    static func named(_ name: String, for kind: Document.Kind) -> DocumentTemplate? {
        all(for: kind).first { $0.name == name }
    }

    private static func text(of kind: Document.Kind, _ language: Language) -> String {
        let bytes =
            switch (kind, language) {
            case (.policy, .da): vaern_file_politik_da_md().content
            case (.policy, .en): vaern_file_politik_en_md().content
            case (.topicPolicy, .da): vaern_file_emnepolitik_da_md().content
            case (.topicPolicy, .en): vaern_file_emnepolitik_en_md().content
            case (.procedure, .da): vaern_file_procedure_da_md().content
            case (.procedure, .en): vaern_file_procedure_en_md().content
            case (.guideline, .da): vaern_file_vejledning_da_md().content
            case (.guideline, .en): vaern_file_vejledning_en_md().content
            case (.module, .da): vaern_file_modul_da_md().content
            case (.module, .en): vaern_file_modul_en_md().content
            }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let topics: [DocumentTemplate] = drafts.map { name, danish, english, bytes in
        DocumentTemplate(
            name: name, label: Phrase(da: "Udkast: \(danish)", en: "Draft in Danish: \(english)"), language: .da,
            text: draft(String(decoding: bytes, as: UTF8.self)))
    }

    private static let drafts: [(String, String, String, [UInt8])] = [
        (
            "administration-af-dataadgange", "Administration af dataadgange", "administration of data access",
            vaern_file_administration_af_dataadgange_md().content
        ),
        (
            "backup-og-restore", "Backup og restore", "backup and restore", vaern_file_backup_og_restore_md().content
        ),
        ("kryptering", "Kryptering", "encryption", vaern_file_kryptering_md().content),
        (
            "leverandoerstyring", "Leverandørstyring", "supplier management",
            vaern_file_leverandoerstyring_md().content
        ),
        ("logning", "Logning", "logging", vaern_file_logning_md().content),
        (
            "sikkerhedshaendelser-og-beredskab", "Sikkerhedshændelser og beredskab", "incidents and preparedness",
            vaern_file_sikkerhedshaendelser_og_beredskab_md().content
        ),
        ("sletning-af-data", "Sletning af data", "erasure of data", vaern_file_sletning_af_data_md().content),
        ("styring-af-aktiver", "Styring af aktiver", "asset management", vaern_file_styring_af_aktiver_md().content),
        (
            "systemvedligeholdelse", "Systemvedligeholdelse", "system maintenance",
            vaern_file_systemvedligeholdelse_md().content
        ),
    ]

    /// A draft as a text to go on with: without what describes the file, without its line about templates, and without
    /// the version table, which Værn writes itself.
    private static func draft(_ file: String) -> String {
        var lines: [Substring] = []
        var fences = 0
        for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
            if fences < 2 {
                if line == "---" { fences += 1 }
            } else if line.hasPrefix("## "), line.hasSuffix("Versionshistorik") {
                break
            } else if !line.hasPrefix("*Skabelon.") {
                lines.append(line)
            }
        }
        while lines.first?.isEmpty == true { lines.removeFirst() }
        return lines.joined(separator: "\n")
    }
}
