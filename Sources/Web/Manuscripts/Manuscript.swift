// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange

/// What is being written of a document and is no fact yet (Danish: kladde): one for each document, shared by those who
/// may write its next version. Every paragraph has its author and its time. A paragraph that two people changed at the
/// same time is kept in both wordings until somebody chooses.
struct Manuscript: Hashable, Sendable {
    /// One wording of one paragraph.
    struct Passage: Hashable, Sendable {
        let id: Int
        var text: String
        /// Nil: it stood in the text that the manuscript began with.
        let by: ID<Person>?
        var at: Instant
    }

    struct Paragraph: Hashable, Sendable {
        var passage: Passage
        /// Other wordings of it that wait for a choice.
        var rivals: [Passage] = []
    }

    /// What somebody chose between two wordings.
    enum Choice: String, Sendable, CaseIterable {
        case stays, other, both
    }

    /// Grows with every change.
    private(set) var revision = 0
    private(set) var paragraphs: [Paragraph] = []
    /// The version text that it began with.
    var source: ValueID?
    private var next = 1

    init() {}

    init(revision: Int, next: Int, source: ValueID?, paragraphs: [Paragraph]) {
        self.revision = revision
        self.next = next
        self.source = source
        self.paragraphs = paragraphs
    }

    /// Begins with a text that nobody here wrote.
    init(beginning text: String, source: ValueID?, at now: Instant) {
        self.source = source
        paragraphs = ParagraphMerge.paragraphs(ParagraphMerge.normal(text)).map {
            Paragraph(passage: passage($0, nil, now))
        }
    }

    var text: String { ParagraphMerge.joined(paragraphs.map(\.passage.text)) }
    /// The marks of its paragraphs: what a browser carries along to say what its text was made from.
    var marks: [String] { paragraphs.map { ParagraphMerge.mark($0.passage.text) } }
    /// How many paragraphs wait for a choice.
    var undecided: Int { paragraphs.count { !$0.rivals.isEmpty } }
    /// The next identity of a passage, for whoever keeps it.
    var counter: Int { next }

    /// The newest passage that somebody wrote.
    var newest: Passage? {
        paragraphs.lazy.flatMap { [$0.passage] + $0.rivals }.filter { $0.by != nil }.max { $0.at < $1.at }
    }

    private mutating func passage(_ text: String, _ by: ID<Person>?, _ now: Instant) -> Passage {
        defer { next += 1 }
        return Passage(id: next, text: text, by: by, at: now)
    }

    /// Takes in what somebody wrote from the text with the paragraphs `base`. Where two changed the same paragraph, the
    /// one that was there stays in the text, and the other is kept beside it.
    mutating func take(_ text: String, from base: [String], by person: ID<Person>, at now: Instant) {
        let before = paragraphs
        let mine = ParagraphMerge.paragraphs(ParagraphMerge.normal(text))
        let outcomes = ParagraphMerge.merge(base: base, theirs: before.map(\.passage.text), mine: mine)
        paragraphs = []
        for outcome in outcomes {
            switch outcome {
            case .theirs(let there): paragraphs.append(before[there])
            case .mine(let here, let changed):
                guard let there = changed else {
                    paragraphs.append(Paragraph(passage: passage(mine[here], person, now)))
                    continue
                }
                var paragraph = before[there]
                paragraph.passage = reworded(paragraph.passage, to: mine[here], by: person, now)
                paragraphs.append(paragraph)
            case .both(let there, let here, let ancestor):
                var paragraph = before[there]
                let index = paragraph.rivals.firstIndex {
                    $0.by == person && ParagraphMerge.mark($0.text) == base[ancestor]
                }
                if let index {
                    paragraph.rivals[index].text = mine[here]
                    paragraph.rivals[index].at = now
                } else if !paragraph.rivals.contains(where: { $0.text == mine[here] }) {
                    paragraph.rivals.append(passage(mine[here], person, now))
                }
                paragraphs.append(paragraph)
            case .dropped(let there):
                // What waits for a choice is not removed with the paragraph that it stood beside.
                paragraphs += before[there].rivals.map { Paragraph(passage: $0) }
            }
        }
        if paragraphs != before { revision += 1 }
    }

    private mutating func reworded(_ old: Passage, to text: String, by person: ID<Person>, _ now: Instant) -> Passage {
        guard old.by == person else { return passage(text, person, now) }
        var passage = old
        passage.text = text
        passage.at = now
        return passage
    }

    /// Carries out a choice between a paragraph and another wording of it. Nothing happens if somebody chose already.
    mutating func choose(_ choice: Choice, rival id: Int) {
        guard let index = paragraphs.firstIndex(where: { $0.rivals.contains { $0.id == id } }),
            let place = paragraphs[index].rivals.firstIndex(where: { $0.id == id })
        else { return }
        let rival = paragraphs[index].rivals.remove(at: place)
        switch choice {
        case .stays: break
        case .other: paragraphs[index].passage = rival
        case .both: paragraphs.insert(Paragraph(passage: rival), at: index + 1)
        }
        revision += 1
    }

    /// Takes away everything that a person wrote.
    mutating func forget(_ person: ID<Person>) {
        let before = paragraphs
        paragraphs = before.compactMap { paragraph in
            var kept = paragraph
            kept.rivals.removeAll { $0.by == person }
            guard paragraph.passage.by == person else { return kept }
            guard !kept.rivals.isEmpty else { return nil }
            return Paragraph(passage: kept.rivals.removeFirst(), rivals: kept.rivals)
        }
        if paragraphs != before { revision += 1 }
    }

    /// Takes away what it began with.
    mutating func forgetBeginning() {
        let before = paragraphs
        paragraphs = before.filter { $0.passage.by != nil || !$0.rivals.isEmpty }
        for index in paragraphs.indices where paragraphs[index].passage.by == nil {
            paragraphs[index].passage = paragraphs[index].rivals.removeFirst()
        }
        source = nil
        if paragraphs != before { revision += 1 }
    }
}
