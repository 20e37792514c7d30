// SPDX-License-Identifier: MPL-2.0
import CMarkGFM
public import Domain

/// Markdown as a page, by libcmark-gfm in its safe mode: tables, footnotes, strikethrough and bare addresses. Markup in
/// the text is shown as text; pictures become their words; a link goes to https, http, mailto or a place in Værn.
///
/// It shows a writer how a text will look. What is stored is what ``MarkdownImport`` reads: where the two differ, that
/// one rules, and ``differences(from:)`` says where.
public enum SafeMarkdown {
    public struct Heading: Hashable, Sendable {
        /// 1–6, as written.
        public let level: Int
        public let text: String
        /// The id of a place right before it.
        public let anchor: String
    }

    public struct Rendered: Sendable {
        /// Well-formed markup without a script, a style or an attribute from the text other than an address.
        public let html: [UInt8]
        public let headings: [Heading]
    }

    /// - Parameters:
    ///   - anchor: what the ids of headings begin with.
    ///   - level: the level that the uppermost heading gets on the page.
    ///   - back: what the way back from a footnote is called.
    public static func render(_ text: String, anchor: String, level: Int, back: String) -> Rendered {
        let tree = Tree(text)
        defer { tree.free() }
        var headings: [Heading] = []
        let ranks = Set(tree.nodes.compactMap { $0.kind == "heading" ? $0.level : nil }).sorted()
        for node in tree.nodes {
            switch node.kind {
            case "html_block": node.replaceByText(inParagraph: true)
            case "html_inline": node.replaceByText(inParagraph: false)
            case "image": node.unwrap()
            case "link": if !isAllowed(node.address) { node.unwrap() }
            case "table": node.dropAlignments()
            case "heading":
                let id = "\(anchor)-\(headings.count + 1)"
                headings.append(Heading(level: node.level, text: node.words, anchor: id))
                node.setLevel(min(6, level + (ranks.firstIndex(of: node.level) ?? 0)))
                node.markBefore("<div id=\"\(id)\"></div>")
            default: break
            }
        }
        // The only text of the library's own.
        let english = "aria-label=\"Back to content\""
        let html = tree.html.replacing(english, with: "aria-label=\"\(back)\"")
        return Rendered(html: Array(html.utf8), headings: headings)
    }

    /// The addresses that the text's links go to, in order, each once.
    public static func addresses(in text: String) -> [String] {
        let tree = Tree(text)
        defer { tree.free() }
        var found: [String] = []
        for node in tree.nodes where node.kind == "link" {
            let address = node.address
            if !found.contains(address) { found.append(address) }
        }
        return found
    }

    static func isAllowed(_ address: String) -> Bool {
        let lower = address.lowercased()
        if lower.hasPrefix("/") { return !lower.hasPrefix("//") && !lower.hasPrefix("/\\") }
        return ["https://", "http://", "mailto:", "#"].contains { lower.hasPrefix($0) }
    }
}

/// One block as a reader of Markdown understands it.
struct MarkdownLine: Hashable, Sendable, CustomStringConvertible {
    /// `heading 2`, `paragraph`, `item`, `row`, `code`, `footnote`.
    let kind: String
    /// Its letters and digits alone, so that marks do not count.
    let words: String

    init(_ kind: String, _ text: String) {
        self.kind = kind
        words = String(
            text.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) })
    }

    var description: String { "\(kind): \(words)" }
}

extension SafeMarkdown {
    /// The text as libcmark-gfm understands it, block by block.
    static func lines(_ text: String) -> [MarkdownLine] {
        let tree = Tree(text)
        defer { tree.free() }
        return tree.nodes.compactMap { node in
            switch node.kind {
            case "heading": MarkdownLine("heading \(node.level)", node.words)
            case "paragraph":
                switch node.parentKind {
                case "item": node.isFirst ? MarkdownLine("item", node.words) : MarkdownLine("paragraph", node.words)
                default: MarkdownLine(node.isInFootnote ? "footnote" : "paragraph", node.words)
                }
            case "table_row", "table_header": MarkdownLine("row", node.words)
            case "code_block": MarkdownLine("code", node.literal)
            case "html_block": MarkdownLine("paragraph", node.literal)
            default: nil
            }
        }
    }
}

extension SafeMarkdown {
    /// The same blocks as ``MarkdownImport`` understood them.
    static func lines(_ text: DocumentText) -> [MarkdownLine] {
        text.blocks.compactMap { block in
            switch block.kind {
            case .heading(let level): MarkdownLine("heading \(level)", (block.number ?? "") + plain(block.text))
            case .paragraph: MarkdownLine("paragraph", plain(block.text))
            case .listItem: MarkdownLine("item", plain(block.text))
            case .footnote: MarkdownLine("footnote", plain(block.text))
            case .tableRow: MarkdownLine("row", plain(block.cells.joined(separator: " ")))
            case .code: MarkdownLine("code", block.text)
            case .image, .furniture: nil
            }
        }
    }

    /// Where the page shows other blocks than those that are stored: the beginnings of the stored ones that differ, in
    /// order; empty for nearly every text that people write.
    public static func differences(_ text: String, from stored: DocumentText, most: Int = 5) -> [String] {
        let (shown, kept) = (lines(text), lines(stored))
        guard shown != kept, max(shown.count, kept.count) < 5_000 else { return [] }
        let blocks = stored.blocks.filter { $0.kind != .furniture }
        return kept.difference(from: shown).insertions.prefix(most).compactMap { change in
            guard case .insert(let offset, _, _) = change, blocks.indices.contains(offset) else { return nil }
            return String(blocks[offset].printed.prefix(60))
        }
    }

    /// A block's text without marks; a reference to a note is no word.
    private static func plain(_ text: String) -> String {
        let tree = Tree(text.replacing(#/\[\^[^\]\n]{1,30}\]/#, with: ""))
        defer { tree.free() }
        return tree.words
    }
}

/// A parsed text. Its nodes belong to it and are freed with it.
private struct Tree {
    let root: OpaquePointer?
    let nodes: [Node]
    private static let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8
    private static let extensions = ["table", "strikethrough", "autolink"]
    private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

    init(_ text: String) {
        _ = Self.registered
        let parser = cmark_parser_new(Self.options)
        defer { cmark_parser_free(parser) }
        for name in Self.extensions {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        root = cmark_parser_finish(parser)
        var found: [Node] = []
        if let walk = cmark_iter_new(root) {
            while true {
                let event = cmark_iter_next(walk)
                if event == CMARK_EVENT_DONE { break }
                if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk) { found.append(Node(node)) }
            }
            cmark_iter_free(walk)
        }
        nodes = found
    }

    /// Without the option that lets markup through, so none comes through.
    var html: String {
        guard let text = cmark_render_html(root, Self.options, nil) else { return "" }
        defer { cmark_get_default_mem_allocator().pointee.free(text) }
        return String(cString: text)
    }

    var words: String { root.map { Node($0).words } ?? "" }

    func free() { cmark_node_free(root) }
}

private struct Node {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    var kind: String { String(cString: cmark_node_get_type_string(pointer)) }
    var parentKind: String { cmark_node_parent(pointer).map { Node($0).kind } ?? "" }
    /// The library has no name for this kind.
    var isInFootnote: Bool {
        cmark_node_parent(pointer).map { cmark_node_get_type($0) == CMARK_NODE_FOOTNOTE_DEFINITION } ?? false
    }
    var isFirst: Bool { cmark_node_previous(pointer) == nil }
    var level: Int { Int(cmark_node_get_heading_level(pointer)) }
    var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }
    var address: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }

    func setLevel(_ level: Int) { _ = cmark_node_set_heading_level(pointer, Int32(level)) }

    /// Its text without marks.
    var words: String {
        var result = ""
        guard let walk = cmark_iter_new(pointer) else { return result }
        defer { cmark_iter_free(walk) }
        while true {
            let event = cmark_iter_next(walk)
            if event == CMARK_EVENT_DONE { return result }
            guard event == CMARK_EVENT_ENTER, let inner = cmark_iter_get_node(walk) else { continue }
            switch Node(inner).kind {
            case "text", "code", "html_inline", "html_block", "code_block": result += Node(inner).literal
            case "softbreak", "linebreak": result += " "
            default: break
            }
        }
    }

    func replaceByText(inParagraph: Bool) {
        guard let text = cmark_node_new(CMARK_NODE_TEXT) else { return }
        cmark_node_set_literal(text, literal)
        guard inParagraph, let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH) else { return replace(by: text) }
        cmark_node_append_child(paragraph, text)
        replace(by: paragraph)
    }

    private func replace(by other: OpaquePointer) {
        if cmark_node_replace(pointer, other) == 1 { cmark_node_free(pointer) } else { cmark_node_free(other) }
    }

    /// Leaves what is inside in its place.
    func unwrap() {
        while let child = cmark_node_first_child(pointer) {
            cmark_node_unlink(child)
            guard cmark_node_insert_before(pointer, child) == 1 else {
                cmark_node_free(child)
                return
            }
        }
        cmark_node_unlink(pointer)
        cmark_node_free(pointer)
    }

    func dropAlignments() {
        let columns = cmark_gfm_extensions_get_table_columns(pointer)
        var none = [UInt8](repeating: 0, count: Int(columns))
        _ = cmark_gfm_extensions_set_table_alignments(pointer, columns, &none)
    }

    /// Puts markup of ours before it.
    func markBefore(_ markup: String) {
        guard let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else { return }
        cmark_node_set_on_enter(block, markup)
        if cmark_node_insert_before(pointer, block) != 1 { cmark_node_free(block) }
    }
}
