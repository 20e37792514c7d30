// SPDX-License-Identifier: MPL-2.0
import Foundation

/// One text file of the tree, read once.
struct Source {
    /// From the root of the tree: `Sources/Domain/Fact.swift`.
    let path: String
    let lines: [String]
    /// For Swift: the same lines with comments and the text of literals blanked.
    let code: [String]
    let literals: [Literal]

    init(path: String, text: String) {
        self.path = path
        lines = Source.lines(text)
        if path.hasSuffix(".swift") {
            let scanned = Scanner.scan(text)
            code = Source.lines(scanned.code)
            literals = scanned.literals
        } else {
            (code, literals) = ([], [])
        }
    }

    private static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// `Domain` for `Sources/Domain/Fact.swift`; nil outside `Sources`.
    var target: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }

    var isSwift: Bool { path.hasSuffix(".swift") }
}

/// The files that belong to the project: everything but what git ignores and what is no text.
enum SourceTree {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let sources: [Source] = paths.compactMap { path in
        guard let data = try? Data(contentsOf: root.appending(path: path)), !data.contains(0),
            let text = String(data: data, encoding: .utf8)
        else { return nil }
        return Source(path: path, text: text)
    }

    static let swift = sources.filter(\.isSwift)

    /// All paths of the tree, sorted.
    static let paths: [String] = {
        var found: [String] = []
        var folders = [""]
        while let folder = folders.popLast() {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path + "/" + folder)) ?? []
            for name in names where !isForeign(name) {
                let path = folder.isEmpty ? name : folder + "/" + name
                var isFolder: ObjCBool = false
                guard FileManager.default.fileExists(atPath: root.path + "/" + path, isDirectory: &isFolder) else {
                    continue
                }
                if isFolder.boolValue { folders.append(path) } else { found.append(path) }
            }
        }
        return found.sorted()
    }()

    /// What .gitignore names.
    private static func isForeign(_ name: String) -> Bool {
        name == ".git" || name.hasPrefix(".build") || name == ".venv" || name == "__pycache__"
            || name == "Package.resolved" || name.hasSuffix(".swp") || name == ".swiftpm"
    }
}
