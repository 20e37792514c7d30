// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger

/// What a person searches for.
public struct SearchAsk: Sendable {
    public let words: SearchWords
    /// Also texts that do not hold on the day shown: former versions, drafts, former titles and names, what is closed.
    public var withOld = false
    /// Only texts written in this language; names are in none.
    public var language: Language?
    /// Only these fields.
    public var fields = Set(SearchShelf.Field.allCases)

    public init(_ typed: String) {
        words = SearchWords(typed)
    }
}

/// Something that was found: a line of a thing that the person may see.
public struct SearchHit: Hashable, Sendable {
    public let line: Int64
    public let subject: Subject
    public let field: SearchShelf.Field
    /// The value that the line is of: a title, a version's text, a name.
    public let value: ValueID
    public let address: String
    public let heading: String
    /// The text does not hold on the day shown.
    public let isOld: Bool
}

/// The answer of a search, in the order of fields and of when things came into the ledger.
public struct SearchAnswer: Sendable {
    public let hits: [SearchHit]
    /// Fields of which there is more than was looked at.
    public let cut: Set<SearchShelf.Field>
    /// Whether everything that the person may see was searched; the index may still be catching up.
    public let isComplete: Bool

    static let nothing = SearchAnswer(hits: [], cut: [], isComplete: false)
}

extension Sight {
    /// So many lines of each field are found at most.
    public static let mostFound = 500

    /// Searches what the person may see on the day shown. Waits a moment for what was just recorded.
    public func search(_ ask: SearchAsk) async -> SearchAnswer {
        guard let indexer = house.indexer, !ask.words.isEmpty else { return .nothing }
        indexer.turn(to: today, house)
        // Two milliseconds at a time, at most half a second: a fact takes a few.
        for _ in 0..<250 where indexer.standing != .ready && indexer.standing != .failed {
            try? await Task.sleep(for: .milliseconds(2))
        }
        return await withCheckedContinuation { continuation in
            Searching.queue.async { [self] in continuation.resume(returning: find(ask, indexer)) }
        }
    }

    private func find(_ ask: SearchAsk, _ indexer: Indexer) -> SearchAnswer {
        let behind = indexer.behind
        let past = isPast ? values(withOld: ask.withOld) : nil
        let question = SearchQuestion(
            words: ask.words,
            sees: { [self] shelf in
                guard ask.fields.contains(shelf.field), ask.withOld || past != nil || !shelf.isOld,
                    let audience = SearchAudience.read(shelf.audience), sees(audience.accessClass),
                    audience.closedIn.map({ seesClosed($0) }) ?? true
                else { return false }
                return switch (ask.language, shelf.reading) {
                case (nil, _), (.da, .danish), (.en, .english): true
                case (_, .names): shelf.field == .person || shelf.field == .unit
                case (_, _): false
                }
            }, values: past, without: behind.compactMap { house.trail.firstPosition(of: $0) }.sorted(),
            most: Sight.mostFound)
        do {
            let found = try indexer.engine.find(question)
            let isComplete = behind.isEmpty && indexer.standing == .ready
            let current = past != nil && ask.withOld ? Set(values(withOld: false)) : nil
            let hits = found.lines.compactMap { line -> SearchHit? in
                guard let kind = SubjectKind(rawValue: line.kind) else { return nil }
                return SearchHit(
                    line: line.id, subject: Subject(kind, ID(line.thing)), field: line.shelf.field,
                    value: ID(line.value),
                    address: line.address, heading: line.heading,
                    isOld: current.map { !$0.contains(line.value) } ?? (past == nil && line.shelf.isOld))
            }
            return SearchAnswer(hits: hits, cut: found.cut, isComplete: isComplete)
        } catch {
            indexer.mend(house)
            return .nothing
        }
    }

    /// The text around the words, for some of the hits of an answer.
    public func passages(of hits: [SearchHit], _ ask: SearchAsk) async -> [Int64: SearchPassage] {
        guard let indexer = house.indexer, !hits.isEmpty else { return [:] }
        return await withCheckedContinuation { continuation in
            Searching.queue.async {
                let found = try? indexer.engine.passages(of: hits.map(\.line), ask.words)
                continuation.resume(returning: found ?? [:])
            }
        }
    }

    /// On a past day: every value that stood then and that the person may see, by the stricter class.
    private func values(withOld: Bool) -> [Ref] {
        let answer = look(.values(withOld: withOld)) {
            var found: [ValueID] = []
            for document in documents() where withOld || isCurrent(document) { add(document, withOld, &found) }
            for person in persons() where person.name.entries.contains(where: { $0.from <= day }) {
                found += withOld ? person.name.entries.map(\.value) : [person.name.value(on: day)].compactMap { $0 }
                found +=
                    withOld
                    ? person.engagements.flatMap { $0.titles.entries.map(\.value) }
                    : [person.title(on: day)].compactMap { $0 }
            }
            for unit in units() where withOld || unit.isOpen(on: day) {
                found +=
                    withOld
                    ? unit.name.entries.map(\.value) + unit.nameEnglish.entries.compactMap(\.value)
                    : [unit.name.value(on: day), unit.nameEnglish.value(on: day) ?? nil].compactMap { $0 }
            }
            for decision in register.decisions.values
            where decision.day <= day && (withOld || !decision.annulled) && sees(.decision(decision.id)) {
                guard let made = decision.made else { continue }
                found += [made.paper] + [made.reason, made.conditions, made.minutes].compactMap { $0 }
            }
            for action in register.actions.values
            where action.added != nil && action.addedOn <= day && sees(.action(action.id))
                && (withOld || action.standing.value(on: day) == .open)
            {
                found += [action.title, action.why].compactMap { $0 }
            }
            for known in dispensations {
                let standing = standing(of: known)
                let isOver = standing == .withdrawn || standing == .rejected || standing == .ended
                guard withOld || !isOver, let request = known.request(on: day) else { continue }
                found += request.texts
            }
            for known in proposals where withOld || standing(of: known) != .withdrawn {
                found += known.wording?.texts ?? []
            }
            for known in meetings where withOld || known.standing(on: day) != .cancelled {
                found += [known.number] + [known.calling?.place].compactMap { $0 }
                for item in known.agenda(on: day) where sees(item, at: known) {
                    found += [item.placing.title, item.text.value(on: day)].compactMap { $0 }
                }
            }
            return .values(found.map { Ref($0) })
        }
        guard case .values(let found) = answer else { return [] }
        return found
    }

    private func add(_ document: Document, _ withOld: Bool, _ found: inout [ValueID]) {
        if withOld {
            found += document.title.entries.filter { $0.from <= day }.map(\.value)
            for version in document.versions where version.drafted <= day && sees(version, of: document) {
                found += [version.draft.text, version.translation(on: day)?.text].compactMap { $0 }
            }
        } else {
            if let title = document.title.value(on: day) { found.append(title) }
            if let shown = document.versionShown(on: day), sees(shown, of: document) {
                found += [shown.draft.text, shown.translation(on: day)?.text].compactMap { $0 }
            }
        }
    }
}
