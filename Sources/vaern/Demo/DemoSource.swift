// SPDX-License-Identifier: MPL-2.0

import Domain
import Yams

/// A file of the example world, with every day moved by whole weeks to the day it is shown on.
struct DemoSource {
    let file: String
    private let root: Node
    /// Days to add to every day that is not fixed.
    let shift: Int

    init(file: String, shift: Int) throws {
        self.file = file
        self.shift = shift
        guard let root = try Yams.compose(yaml: try DemoFiles.text(file)) else {
            throw DemoFault.malformed(file: file, "empty")
        }
        self.root = root
    }

    /// How many days the world is moved when it is shown on `today`: whole weeks, so that weekdays are kept.
    static func shift(to today: Day, from reference: Day) -> Int {
        let days = today - reference
        return 7 * (days >= 0 ? days / 7 : -((6 - days) / 7))
    }

    /// The entries of a list at the top, without those that belong to a fixed day in a world that has moved.
    func entries(_ key: String) -> [DemoEntry] {
        guard let list = root[key]?.sequence else { return [] }
        return list.map { DemoEntry(node: $0, shift: shift, file: file) }.filter { !($0.isFixed && shift != 0) }
    }

    /// The entries of a list that stands below a name at the top.
    func entries(_ key: String, under above: String) -> [DemoEntry] {
        guard let list = root[above]?[key]?.sequence else { return [] }
        return list.map { DemoEntry(node: $0, shift: shift, file: file) }.filter { !($0.isFixed && shift != 0) }
    }

    /// A text at the top.
    func text(_ key: String) -> String? { DemoEntry(node: root, shift: 0, file: file).text(key) }

    /// The names of everything at the top.
    var keys: [String] { root.mapping?.keys.compactMap(\.string) ?? [] }
}

/// One mapping of the example world.
struct DemoEntry {
    let node: Node
    let shift: Int
    let file: String

    var isFixed: Bool { text("fixed") == "true" }

    /// The text of a member; nil when it is absent or null.
    func text(_ key: String) -> String? {
        guard case .scalar(let scalar)? = node[key] else { return nil }
        if scalar.style == .plain, scalar.string == "null" || scalar.string == "~" { return nil }
        return scalar.string
    }

    func needed(_ key: String) throws -> String {
        guard let text = text(key) else {
            throw DemoFault.malformed(file: file, "»\(key)« is missing in \(text("id") ?? "an entry")")
        }
        return text
    }

    /// The day of a member, moved.
    func day(_ key: String) throws -> Day? {
        guard let text = text(key) else { return nil }
        guard let day = Day(text) else { throw DemoFault.malformed(file: file, "»\(text)« is no day") }
        return day + (isFixed ? 0 : shift)
    }

    /// The day of an instant that is written with its zone.
    func neededDayOf(_ key: String) throws -> Day {
        guard let day = Day(String(try needed(key).prefix(10))) else {
            throw DemoFault.malformed(file: file, "»\(key)« is no instant")
        }
        return isFixed ? day : day + shift
    }

    func neededDay(_ key: String) throws -> Day {
        guard let day = try day(key) else { throw DemoFault.malformed(file: file, "»\(key)« is missing") }
        return day
    }

    func list(_ key: String) -> [DemoEntry] {
        (node[key]?.sequence).map { $0.map { DemoEntry(node: $0, shift: isFixed ? 0 : shift, file: file) } } ?? []
    }

    func words(_ key: String) -> [String] {
        (node[key]?.sequence).map { $0.compactMap { $0.scalar?.string } } ?? []
    }

    func has(_ key: String) -> Bool { node[key] != nil }
    func entry(_ key: String) -> DemoEntry? {
        node[key].flatMap { $0.mapping == nil ? nil : DemoEntry(node: $0, shift: shift, file: file) }
    }
}
