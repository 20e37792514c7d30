// SPDX-License-Identifier: MPL-2.0

/// A strict reader of markup, written for these tests: every element is closed in its order, every attribute is
/// quoted and stands once, every reference is known, ids are unique, and what points at an id finds it.
struct Markup {
    private(set) var faults: [String] = []
    private(set) var ids: Set<String> = []
    private(set) var links: [String] = []
    /// The text between tags and what attributes say to people.
    private(set) var words = ""
    private(set) var elements: [(name: String, attributes: [String: String])] = []

    private static let void: Set<String> = ["input", "br", "hr", "img", "meta", "link"]
    private static let spoken: Set<String> = ["aria-label", "placeholder", "title", "alt", "value"]

    init(_ markup: String) {
        var open: [String] = []
        var pointers: [(String, String)] = []
        var rest = Substring(markup)
        if rest.hasPrefix("<!doctype html>") { rest = rest.dropFirst("<!doctype html>".count) }
        while let start = rest.firstIndex(of: "<") {
            text(rest[..<start])
            rest = rest[rest.index(after: start)...]
            guard let end = rest.firstIndex(of: ">") else {
                faults.append("a tag is not closed")
                return
            }
            let tag = rest[..<end]
            rest = rest[rest.index(after: end)...]
            if tag.first == "/" {
                let name = String(tag.dropFirst())
                if open.last == name {
                    open.removeLast()
                } else {
                    faults.append("</\(name)> closes <\(open.last ?? "")>")
                }
                continue
            }
            let isClosed = tag.last == "/"
            let (name, attributes) = read(isClosed ? tag.dropLast() : tag)
            elements.append((name, attributes))
            if let id = attributes["id"], !ids.insert(id).inserted { faults.append("id \(id) stands twice") }
            if let link = attributes["href"] { links.append(link) }
            for key in ["for", "aria-labelledby", "aria-describedby"] {
                for target in (attributes[key] ?? "").split(separator: " ") { pointers.append((key, String(target))) }
            }
            if !isClosed, !Self.void.contains(name) { open.append(name) }
        }
        text(rest)
        if !open.isEmpty { faults.append("not closed: \(open)") }
        for (key, target) in pointers where !ids.contains(target) {
            faults.append("\(key) names \(target), which is not there")
        }
        for link in links where link.hasPrefix("#") && !ids.contains(String(link.dropFirst())) {
            faults.append("\(link) leads nowhere")
        }
        headings()
    }

    /// No level of heading is skipped on the way down.
    private mutating func headings() {
        var last = 1
        for element in elements where element.name.count == 2 && element.name.first == "h" {
            guard let level = element.name.last?.wholeNumberValue else { continue }
            if level > last + 1 { faults.append("h\(last) is followed by h\(level)") }
            last = level
        }
    }

    private mutating func text(_ text: Substring) {
        if text.contains(">") { faults.append("a loose > near \(text.prefix(40))") }
        references(text)
        words += text + " "
    }

    private mutating func references(_ text: Substring) {
        for piece in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
            let name = piece.prefix { $0 != ";" }
            if !["amp", "lt", "gt", "quot", "#39"].contains(String(name)) { faults.append("&\(name.prefix(12))") }
        }
    }

    private mutating func read(_ tag: Substring) -> (String, [String: String]) {
        let name = String(tag.prefix { !$0.isWhitespace })
        var attributes: [String: String] = [:]
        var rest = tag.dropFirst(name.count)
        while true {
            rest = rest.drop { $0.isWhitespace }
            guard !rest.isEmpty else { break }
            let key = String(rest.prefix { $0 != "=" && !$0.isWhitespace })
            rest = rest.dropFirst(key.count)
            var value = ""
            if rest.first == "=" {
                rest = rest.dropFirst()
                guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else {
                    faults.append("\(name) \(key) is not quoted")
                    break
                }
                value = String(rest[rest.index(after: rest.startIndex)..<end])
                rest = rest[rest.index(after: end)...]
                references(Substring(value))
            }
            if attributes.updateValue(value, forKey: key) != nil { faults.append("\(name) has \(key) twice") }
            if Self.spoken.contains(key), !(key == "value" && name == "input") { words += value + " " }
            if key == "style" || key.hasPrefix("on") { faults.append("\(key) is forbidden by the policy of the page") }
        }
        return (name, attributes)
    }
}
