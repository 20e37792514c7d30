// SPDX-License-Identifier: MPL-2.0

/// A consultation (høring) about one version of a document, before it is decided (policy §§2.2, 7.1, 10): those who are
/// invited say what they think of its paragraphs, and the owner says of each comment what came of it. It is the
/// comments' own record, so that the document's revisions are not disturbed, and part of the basis of the decision.
public struct Consultation: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        case opened(Opening)
        case extended(due: Day, reason: ValueID)
        /// A comment on a paragraph, or on the whole; for which of those invited its author answered.
        case commented(ID<Comment>, by: ID<Person>, for: [Responsible], paragraph: ParagraphID?, text: ValueID)
        /// »Ingen bemærkninger«.
        case agreed(by: ID<Person>, for: [Responsible])
        case replied(ID<Comment>, reply: ID<Reply>, by: ID<Person>, text: ValueID)
        /// What the owner does about a comment.
        case disposed(ID<Comment>, Disposition, reason: ValueID?)
        case closed(note: ValueID?)
        /// Somebody else answers in the place of one who was asked.
        case handedOver(from: Responsible, to: Responsible, reason: ValueID)
    }

    public struct Opening: Hashable, Sendable {
        public let document: ID<Document>
        public let version: ID<Document.Version>
        public let question: ValueID
        public let invited: [Responsible]
        public let due: Day

        public init(
            document: ID<Document>, version: ID<Document.Version>, question: ValueID, invited: [Responsible], due: Day
        ) {
            self.document = document
            self.version = version
            self.question = question
            self.invited = invited
            self.due = due
        }
    }

    public enum Disposition: String, Choosable {
        case followed = "fulgt"
        case partly = "delvist"
        case declined = "ikke_fulgt"

        public var label: Phrase {
            switch self {
            case .followed: Phrase(da: "Fulgt", en: "Followed")
            case .partly: Phrase(da: "Delvist fulgt", en: "Partly followed")
            case .declined: Phrase(da: "Ikke fulgt", en: "Not followed")
            }
        }
    }

    /// A fact that is material: the number it has among those of the consultation, its place and its day.
    struct Material: Hashable, Sendable {
        let revision: Int
        let position: Int
        let day: Day
    }

    /// Somebody answers in another's place.
    struct Handed: Hashable, Sendable {
        let position: Int
        let day: Day
        let from: Responsible
        let to: Responsible
    }

    public struct Comment: Hashable, Sendable {
        public let id: ID<Comment>
        public let position: Int
        public let by: ID<Person>
        public let answersFor: [Responsible]
        /// The paragraph, by its own identity, so that it stays at it through new drafts; nil: the whole.
        public let paragraph: ParagraphID?
        public let text: ValueID
        public let day: Day
        public internal(set) var replies: [Reply] = []
        public internal(set) var disposition = Timeline<Disposed>()
    }

    public struct Disposed: Hashable, Sendable {
        public let disposition: Disposition
        public let reason: ValueID?
    }

    public struct Reply: Hashable, Sendable {
        public let id: ID<Reply>
        public let position: Int
        public let by: ID<Person>
        public let text: ValueID
        public let day: Day
    }

    public struct Agreement: Hashable, Sendable {
        public let position: Int
        public let by: ID<Person>
        public let answersFor: [Responsible]
        public let day: Day
    }

    public let id: ID<Consultation>
    /// With those who answer now.
    public internal(set) var opening: Opening?
    /// As it was opened.
    private var original: Opening?
    private var handed: [Handed] = []
    public internal(set) var opened: Int?
    public internal(set) var openedOn = Day.distantPast
    public internal(set) var due = Timeline<Day>()
    /// Each time it was closed, with what was said then.
    public internal(set) var closing = Timeline<ValueID?>()
    public internal(set) var comments: [Comment] = []
    public internal(set) var agreements: [Agreement] = []
    public internal(set) var revision = 0
    /// The facts that a decision made from it must be looked at again for.
    private(set) var materials: [Material] = []

    init(id: ID<Consultation>) { self.id = id }

    /// From which day it is closed; nil while it is open.
    public var closedOn: Day? { closing.latest?.from }

    public func isOpen(on day: Day) -> Bool { opened != nil && (closedOn.map { day < $0 } ?? true) }

    /// Whether a comment came after the day that it was asked for by then.
    public func isLate(_ comment: Comment) -> Bool {
        (due.entries.last { $0.position < comment.position }?.value ?? due.newest).map { comment.day > $0 } ?? false
    }

    /// The day on which the first answered for somebody who was invited; nil if nobody has.
    public func answered(_ invited: Responsible) -> Day? {
        (comments.filter { $0.answersFor.contains(invited) }.map(\.day)
            + agreements.filter { $0.answersFor.contains(invited) }.map(\.day)).min()
    }

    /// The comments of which the owner has not said what came of them.
    public func undisposed(on day: Day) -> [Comment] {
        comments.filter { $0.day <= day && $0.disposition.value(on: day) == nil }
    }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        let (day, position) = (stamp.effective, stamp.position)
        switch fact {
        case .opened(let opening):
            original = opening
            settleInvited()
            opened = position
            openedOn = day
            due.set(opening.due, from: day, at: position)
            materials.append(.init(revision: revision, position: position, day: day))
        case .extended(let due, _):
            self.due.set(due, from: day, at: position)
        case .commented(let id, let by, let invited, let paragraph, let text):
            comments.append(
                Comment(
                    id: id, position: position, by: by, answersFor: invited, paragraph: paragraph, text: text, day: day)
            )
        case .agreed(let by, let invited):
            agreements.append(Agreement(position: position, by: by, answersFor: invited, day: day))
        case .replied(let comment, let reply, let by, let text):
            update(comment) {
                $0.replies.append(Reply(id: reply, position: position, by: by, text: text, day: day))
            }
        case .disposed(let comment, let disposition, let reason):
            update(comment) {
                $0.disposition.set(Disposed(disposition: disposition, reason: reason), from: day, at: position)
            }
            materials.append(.init(revision: revision, position: position, day: day))
        case .closed(let note):
            closing.set(note, from: day, at: position)
        case .handedOver(let from, let to, _):
            handed.append(Handed(position: position, day: day, from: from, to: to))
            settleInvited()
        }
    }

    /// Those who answer now: each keeps the place of whom they came after.
    private mutating func settleInvited() {
        guard let original else {
            opening = nil
            return
        }
        var invited = original.invited
        for change in handed {
            guard let place = invited.firstIndex(of: change.from) else { continue }
            if invited.contains(change.to) { invited.remove(at: place) } else { invited[place] = change.to }
        }
        opening = Opening(
            document: original.document, version: original.version, question: original.question, invited: invited,
            due: original.due)
    }

    /// The days on which somebody was asked.
    func spans(of invited: Responsible) -> [(from: Day, until: Day?)] {
        var found: [(from: Day, until: Day?)] = original?.invited.contains(invited) == true ? [(openedOn, nil)] : []
        for change in handed {
            if change.from == invited, let last = found.indices.last, found[last].until == nil {
                found[last].until = change.day
            } else if change.to == invited, found.last?.until != nil || found.isEmpty {
                found.append((change.day, nil))
            }
        }
        return found
    }

    private mutating func update(_ id: ID<Comment>, _ change: (inout Comment) -> Void) {
        if let index = comments.firstIndex(where: { $0.id == id }) { change(&comments[index]) }
    }

    /// - Parameter place: where the annulment stands.
    mutating func annul(_ position: Int, at place: Int, on day: Day) {
        revision += 1
        var material = opened == position
        if material {
            opened = nil
            original = nil
        }
        handed.removeAll { $0.position == position }
        settleInvited()
        due.annul(position)
        closing.annul(position)
        agreements.removeAll { $0.position == position }
        for index in comments.indices {
            comments[index].replies.removeAll { $0.position == position }
            if comments[index].disposition.annul(position) { material = true }
        }
        let before = comments.count
        comments.removeAll { $0.position == position }
        guard material || comments.count != before else { return }
        materials.append(.init(revision: revision, position: place, day: day))
    }
}

extension Register {
    func openConsultation(_ id: ID<Consultation>, on day: Day) throws(Refusal) -> (Consultation, Consultation.Opening) {
        let (known, opening) = try knownConsultation(id)
        guard known.isOpen(on: day) else {
            throw .outOfTurn(da: "Høringen er lukket.", en: "The consultation is closed.")
        }
        return (known, opening)
    }

    func knownConsultation(_ id: ID<Consultation>) throws(Refusal) -> (Consultation, Consultation.Opening) {
        guard let known = consultations[id], let opening = known.opening else {
            throw .invalid("consultation", da: "Vælg en høring.", en: "Choose a consultation.")
        }
        return (known, opening)
    }

    /// The consultations about a document, oldest first.
    public func consultations(about document: ID<Document>) -> [Consultation] {
        (consultationsAbout[document] ?? []).compactMap { consultations[$0] }.filter {
            $0.opening?.document == document
        }
    }

    /// For which of those invited a person answers on a day: in person, for the unit, by a role or in a body.
    public func answers(of person: ID<Person>, to opening: Consultation.Opening, on day: Day) -> [Responsible] {
        let held = roles(of: person, on: day)
        let unit = persons[person]?.unit(on: day)
        return opening.invited.filter { invited in
            switch invited {
            case .person(let id): id == person
            case .unit(let id): id == unit || held.contains { $0.role == .unitHead && $0.unit == id }
            case .role(let role): held.contains { $0.role == role }
            case .body(let body): held.contains { $0.role == body.role }
            }
        }
    }

    /// The class of the text that a consultation is about: only those who may read it take part (policy §7.2).
    public func accessClass(ofTextIn consultation: ID<Consultation>, on day: Day) -> AccessClass? {
        guard let opening = consultations[consultation]?.opening, let document = documents[opening.document],
            let classification = document.classification(ofText: opening.version, on: day)
        else { return nil }
        return document.accessClass(classification)
    }

    /// What is due in a consultation: an answer from each of those invited, and the owner's disposition of the comments.
    func duties(of consultation: Consultation) -> [Duty] {
        guard let opening = consultation.opening, let due = consultation.due.newest,
            let document = documents[opening.document], document.created != nil, let owner = document.owner.newest
        else { return [] }
        let subject = Subject.consultation(consultation.id)
        let (opens, closed) = (consultation.openedOn, consultation.closedOn)
        let withdrawn = document.withdrawnFrom
        let access = document.accessDays(ofText: opening.version)
        var found = opening.invited.enumerated().map { index, invited in
            Duty(
                rule: .answer, subject: subject, turn: index, responsible: invited, access: access,
                opens: min(opens, due), due: due,
                done: [consultation.answered(invited), closed, withdrawn].compactMap { $0 }.min(), holdsUntil: nil)
        }
        if !consultation.comments.isEmpty {
            let from = min(closed ?? .distantFuture, due + 1)
            let disposed = consultation.comments.map { $0.disposition.entries.first?.from }
            let all = disposed.contains(nil) ? nil : disposed.compactMap { $0 }.max()
            let done = earlier(all, withdrawn)
            found.append(
                Duty(
                    rule: .disposition, subject: subject, turn: 0,
                    responsible: .unit(answering(for: owner, on: done ?? from + 30)), access: access,
                    opens: from, due: from + 30, done: done, holdsUntil: nil))
        }
        return found
    }
}
