// SPDX-License-Identifier: MPL-2.0

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
            case (.policy, .da): PackageResources.politik_da_md
            case (.policy, .en): PackageResources.politik_en_md
            case (.topicPolicy, .da): PackageResources.emnepolitik_da_md
            case (.topicPolicy, .en): PackageResources.emnepolitik_en_md
            case (.procedure, .da): PackageResources.procedure_da_md
            case (.procedure, .en): PackageResources.procedure_en_md
            case (.guideline, .da): PackageResources.vejledning_da_md
            case (.guideline, .en): PackageResources.vejledning_en_md
            case (.module, .da): PackageResources.modul_da_md
            case (.module, .en): PackageResources.modul_en_md
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
            PackageResources.administration_af_dataadgange_md
        ),
        (
            "backup-og-restore", "Backup og restore", "backup and restore", PackageResources.backup_og_restore_md
        ),
        ("kryptering", "Kryptering", "encryption", PackageResources.kryptering_md),
        (
            "leverandoerstyring", "Leverandørstyring", "supplier management",
            PackageResources.leverandoerstyring_md
        ),
        ("logning", "Logning", "logging", PackageResources.logning_md),
        (
            "sikkerhedshaendelser-og-beredskab", "Sikkerhedshændelser og beredskab", "incidents and preparedness",
            PackageResources.sikkerhedshaendelser_og_beredskab_md
        ),
        ("sletning-af-data", "Sletning af data", "erasure of data", PackageResources.sletning_af_data_md),
        ("styring-af-aktiver", "Styring af aktiver", "asset management", PackageResources.styring_af_aktiver_md),
        (
            "systemvedligeholdelse", "Systemvedligeholdelse", "system maintenance",
            PackageResources.systemvedligeholdelse_md
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
