// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import HTML

/// What is new in a text since another: words struck and inserted where a block was reworded, whole blocks inserted,
/// and a list of those that are gone. Nothing of it is stored; it is made from the two texts.
struct Comparison {
    /// More words than this on one side, and the block is shown as struck and inserted in one.
    private static let most = 600

    let from: VersionNumber
    /// The blocks that changed, by their place in the new text.
    private(set) var changed: [Int: HTML] = [:]
    private(set) var gone: [DocumentText.Block] = []
    private let here: HTML.Link

    init(from: VersionNumber, old: DocumentText, new: DocumentText, here: HTML.Link) {
        self.from = from
        self.here = here
        var used: Set<ParagraphID> = []
        for pair in ParagraphMatch.propose(old: old, new: new) {
            let block = new.blocks[pair.new]
            if let id = pair.old { used.insert(id) }
            guard block.kind != .furniture, pair.similarity < 1_000_000 else { continue }
            guard let before = pair.old.flatMap({ old.block($0) }) else {
                changed[pair.new] = "<ins>\(InlineText.html(block.text))</ins>"
                continue
            }
            changed[pair.new] = Self.words(before.text, block.text)
        }
        gone = old.blocks.filter { $0.kind != .furniture && !used.contains($0.id) }
    }

    /// The note above the text.
    func notice(_ context: Context) -> HTML {
        guard !changed.isEmpty || !gone.isEmpty else {
            return Note(.info).html(
                context.say(
                    da: "Intet er ændret siden version \(from).", en: "Nothing has changed since version \(from)."),
                hide(context))
        }
        let parts = Plural(
            one: Phrase(da: "afsnit er nyt eller ændret", en: "paragraph is new or changed"),
            many: Phrase(da: "afsnit er nye eller ændrede", en: "paragraphs are new or changed"))
        let count = context.language.count(changed.count, parts)
        let since = context.say(da: "\(count) siden version \(from)", en: "\(count) since version \(from)")
        guard !gone.isEmpty else { return Note(.info).html(since, hide(context)) }
        let left = Plural(
            one: Phrase(da: "afsnit er udgået", en: "paragraph is gone"),
            many: Phrase(da: "afsnit er udgået", en: "paragraphs are gone"))
        return Note(.info).html(
            """
            <p><b>\(since)</b></p><p>\(hide(context))</p>\
            <details><summary>\(context.language.count(gone.count, left))</summary>\
            \(each: gone, { "<p><del>\(InlineText.plain($0.printed))</del></p>" })</details>
            """)
    }

    private func hide(_ context: Context) -> HTML {
        "<a\(href: here)>\(context.say(da: "Skjul ændringer", en: "Hide changes"))</a>"
    }

    /// The words of both in order: those only in the old struck, those only in the new inserted.
    static func words(_ old: String, _ new: String) -> HTML {
        let (before, after) = (split(InlineText.plain(old)), split(InlineText.plain(new)))
        guard before.count <= most, after.count <= most else {
            return "<del>\(InlineText.plain(old))</del> <ins>\(InlineText.html(new))</ins>"
        }
        var result = HTML()
        for run in runs(before, after) {
            if !result.isEmpty { result += " " }
            let text = run.words.joined(separator: " ")
            switch run.side {
            case .both: result += "\(text)"
            case .old: result += "<del>\(text)</del>"
            case .new: result += "<ins>\(text)</ins>"
            }
        }
        return result
    }

    private static func split(_ text: String) -> [String] {
        text.split { $0 == " " || $0 == "\n" }.map(String.init)
    }

    private enum Side { case both, old, new }

    /// The longest common sequence of words, as runs.
    private static func runs(_ old: [String], _ new: [String]) -> [(side: Side, words: [String])] {
        let width = new.count + 1
        var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
        for i in old.indices.reversed() {
            for j in new.indices.reversed() {
                lengths[i * width + j] =
                    old[i] == new[j]
                    ? lengths[(i + 1) * width + j + 1] + 1
                    : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
            }
        }
        var runs: [(side: Side, words: [String])] = []
        func add(_ side: Side, _ word: String) {
            if runs.last?.side == side { runs[runs.count - 1].words.append(word) } else { runs.append((side, [word])) }
        }
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if i < old.count, j < new.count, old[i] == new[j] {
                add(.both, old[i])
                (i, j) = (i + 1, j + 1)
            } else if j == new.count || i < old.count && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
                add(.old, old[i])
                i += 1
            } else {
                add(.new, new[j])
                j += 1
            }
        }
        return runs
    }
}
