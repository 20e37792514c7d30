// SPDX-License-Identifier: MPL-2.0
import CFiles
public import Domain

/// The e-learning modules that come with Værn: GDPR, information security and cyber security, ten to fifteen minutes each.
/// An organisation makes governing documents of them and may change every word.
public enum LearningLibrary {
    /// One of them in one language: its file and what the file says.
    public struct Item: Hashable, Sendable {
        public let module: LearningModule
        /// The file, as it can be imported as a version of a document.
        public let markdown: [UInt8]

        /// `gdpr.da.md`
        public var fileName: String { "\(module.id).\(module.language.rawValue).md" }
    }

    /// Danish before English, each in the order of the three duties of policy §9. That the files can be read is tested: they
    /// are part of the program.
    public static let items: [Item] = files.compactMap { file in
        LearningModule.read(String(decoding: file, as: UTF8.self)).module.map { Item(module: $0, markdown: file) }
    }

    /// The modules in the order of ``items``.
    public static var modules: [LearningModule] { items.map(\.module) }

    public static func item(_ id: String, _ language: Language) -> Item? {
        items.first { $0.module.id == id && $0.module.language == language }
    }

    static let files: [[UInt8]] = [
        vaern_file_gdpr_da_md().content, vaern_file_informationssikkerhed_da_md().content,
        vaern_file_cybersikkerhed_da_md().content, vaern_file_gdpr_en_md().content,
        vaern_file_informationssikkerhed_en_md().content, vaern_file_cybersikkerhed_en_md().content,
    ]
}
