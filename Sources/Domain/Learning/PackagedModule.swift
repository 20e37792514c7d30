// SPDX-License-Identifier: MPL-2.0

/// An e-learning module that was made elsewhere, as a SCORM 1.2 package: what the text of its version says of it. That text was
/// made from the package when it was imported, and is what was decided; the package itself is the version's file, and the
/// text names it by its hash.
public struct PackagedModule: Hashable, Sendable {
    public let title: String
    /// The page that it begins with: a path in the archive and what stands after it, escaped as an address (RFC 3986).
    public let launch: String
    /// Per cent, 0–100, from which it is passed; nil: the package decides alone.
    public let passMark: Int?
    /// What the package is handed when it begins (`adlcp:datafromlms`); empty: nothing.
    public let data: String
    /// SHA-256 of the archive, 64 small hexadecimal digits.
    public let digest: String

    /// The keys of the front matter that make a version a package.
    public enum Key: String, CaseIterable, Sendable {
        case package, title, launch
        case passMark = "pass_mark"
        case data, sha256
    }

    /// What stands at `package`.
    public static let format = "scorm-1.2"

    public init(title: String, launch: String, passMark: Int?, data: String, digest: String) {
        self.title = title
        self.launch = launch
        self.passMark = passMark
        self.data = data
        self.digest = digest
    }

    /// Reads what the text of a version says; nil if it is no package.
    ///
    /// Whether the version has the file that the text names is asked by whoever runs it: a text that was typed has none.
    public static func read(_ version: DocumentText) -> PackagedModule? {
        guard let head = version.blocks.first, head.kind == .furniture else { return nil }
        let lines = LearningText.lines(head.text)
        guard lines.first?.text == "---" else { return nil }
        var values: [Key: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.text.utf8.firstIndex(of: 0x3A),
                let key = Key(rawValue: String(LearningText.trimmed(line.text[..<colon]))), values[key] == nil
            else { continue }
            let rest = line.text[line.text.utf8.index(after: colon)...]
            values[key] = ModuleDetails.unquoted(LearningText.trimmed(rest))
        }
        guard values[.package] == format, let title = values[.title], let launch = values[.launch], !launch.isEmpty,
            let digest = values[.sha256], digest.utf8.count == 64,
            digest.utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 })
        else { return nil }
        let mark = values[.passMark].flatMap { Int($0) }
        guard (mark == nil) == (values[.passMark] == nil), mark.map({ 0...100 ~= $0 }) ?? true else { return nil }
        return PackagedModule(
            title: title, launch: launch, passMark: mark, data: values[.data] ?? "", digest: digest)
    }
}

/// What a package said when it was completed, as the browser of the one who took it passed it on. Nobody but the package has
/// weighed anything, so it is recorded as what it is: a report.
public struct PackageReport: Hashable, Sendable {
    /// `cmi.core.lesson_status` of SCORM 1.2, as far as it can end a course.
    public enum Status: String, Choosable {
        case passed, completed

        public var label: Phrase {
            switch self {
            case .passed: Phrase(da: "Bestået", en: "Passed")
            case .completed: Phrase(da: "Gennemført", en: "Completed")
            }
        }
    }

    public let status: Status
    /// `cmi.core.score.raw` in whole per cent, rounded down; nil: the package told none.
    public let score: Int?

    public init(status: Status, score: Int?) {
        self.status = status
        self.score = score
    }
}

extension PackagedModule {
    /// Whether a report passes: with a pass mark the score decides, and where there is none only the word »passed«; without a
    /// pass mark what the package says.
    public func isPassed(_ report: PackageReport) -> Bool {
        guard let passMark else { return true }
        return report.score.map { $0 >= passMark } ?? (report.status == .passed)
    }
}
