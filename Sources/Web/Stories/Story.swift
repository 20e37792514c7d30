// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// One page in one of its notable states, shown to somebody of the canned world: for those who build pages, and for the
/// tests that look at every page.
struct Story: Sendable {
    /// Where it plays.
    enum Stage: Sendable {
        /// The example organisation, with the years that were played.
        case full
        /// An organisation on its first day.
        case new
        /// An installation before anybody has an account.
        case unset
    }

    enum Reader: Hashable, Sendable {
        /// The first who holds the role and may sign in.
        case holder(Role)
        /// Somebody who may sign in and holds no role but that of an employee.
        case plain
        /// The first who has any right to the command.
        case able(CommandKind)
        /// The first who may sign in and has yet to answer the quiz of a text.
        case asked
        case nobody
    }

    enum Target: Sendable {
        /// With the query that names what the page is about.
        case route(Route, [(String, String)] = [])
        case `public`(PublicRoute.Page)
        /// An address that no page has.
        case nowhere
    }

    /// Unique; it stands in the address.
    let name: String
    var stage = Stage.full
    var reader = Reader.holder(.security)
    /// As it was known so many days ago, or that day with what is known now.
    var past: (days: Int, knownThen: Bool)?
    var query: [(String, String)] = []
    /// The fields of a form that is refused; nil: the page is only asked for.
    var posted: [(String, String)]?
    var status = 200
    /// Whether the reader has answered the appraisal that it shows.
    var isAnswered = false
    /// The page; nil if the world has nothing to show it with, which is a fault of the world.
    let target: @Sendable (StoryWorld) -> Target?

    init(
        _ name: String, on stage: Stage = .full, by reader: Reader = .holder(.security),
        past: (days: Int, knownThen: Bool)? = nil, _ query: [(String, String)] = [],
        posting posted: [(String, String)]? = nil, status: Int = 200, answered isAnswered: Bool = false,
        _ target: @escaping @Sendable (StoryWorld) -> Target?
    ) {
        self.name = name
        self.stage = stage
        self.reader = reader
        self.past = past
        self.query = query
        self.posted = posted
        self.status = status
        self.isAnswered = isAnswered
        self.target = target
    }

    /// Of a page that names nothing.
    init(
        _ name: String, of route: Route, on stage: Stage = .full, by reader: Reader = .holder(.security),
        past: (days: Int, knownThen: Bool)? = nil, _ query: [(String, String)] = [],
        posting posted: [(String, String)]? = nil, status: Int = 200
    ) {
        self.init(name, on: stage, by: reader, past: past, query, posting: posted, status: status) { _ in
            .route(route)
        }
    }
}

/// What stories choose from: one house of the canned world. Everything is chosen by what it is, and the first in the
/// order of the ledger is taken, so that the same world gives the same pages.
struct StoryWorld: Sendable {
    let house: House

    var register: Register { house.state.register }
    var today: Day { house.clock.today }

    /// The documents in the order of their numbers.
    var documents: [Document] {
        register.documents.values.filter { $0.created != nil }.sorted { $0.number < $1.number }
    }

    func document(_ fits: (Document) -> Bool) -> Document? { documents.first(where: fits) }

    func text(_ value: ValueID?) -> String { value.flatMap { house.texts.text($0) } ?? "" }
    func title(_ document: Document) -> String { text(document.title.newest) }

    func isInForce(_ document: Document) -> Bool {
        !document.isWithdrawn(on: today) && document.versionInForce(on: today) != nil
    }

    func isOverdue(_ document: Document) -> Bool {
        register.duties(of: .document(document.id)).contains {
            $0.rule == .verification && $0.standing(on: today) == .overdue
        }
    }

    /// The first that is published.
    var published: Document? { document { $0.publicVersion(on: today) != nil } }

    func isWaiting(_ document: Document) -> Bool {
        document.pending.map { $0.submitted != nil && $0.decision == nil } ?? false
    }

    var persons: [Person] {
        register.persons.values.sorted {
            ($0.engagements.first?.position ?? 0, $0.id) < ($1.engagements.first?.position ?? 0, $1.id)
        }
    }

    /// Those who may sign in today.
    private var account: [Person] {
        persons.filter { $0.account.newest.flatMap { $0 } != nil && $0.isActive(on: today) }
    }

    /// Who reads a story here; nil for nobody, and when there is none.
    func person(_ reader: Story.Reader) -> ID<Person>? {
        func roles(_ person: Person) -> [Role] { register.roles(of: person.id, on: today).map(\.role) }
        switch reader {
        case .holder(let role): return account.first { roles($0).contains(role) }?.id
        case .plain: return account.first { roles($0) == [.employee] }?.id
        case .able(let kind):
            return account.first {
                Access.mayEver(kind, by: $0.id, in: register, on: today)
            }?.id
        case .asked:
            return account.first { person in
                register.readings(of: person.id).contains { $0.done == nil && asks($0.subject) }
            }?.id
        case .nobody: return nil
        }
    }

    var actions: [Action] {
        register.actions.values.filter { $0.added != nil }.sorted { ($0.added ?? 0) < ($1.added ?? 0) }
    }

    func action(_ fits: (Action) -> Bool) -> Action? { actions.first(where: fits) }

    var units: [Unit] {
        register.units.values.filter { $0.from != nil }.sorted {
            ($0.opening.entries.first?.position ?? 0) < ($1.opening.entries.first?.position ?? 0)
        }
    }

    var decisions: [Decision] {
        register.decisions.values.filter { $0.made != nil }.sorted { $0.position < $1.position }
    }

    /// The newest that is about a text with a quiz.
    var asking: Notice? { notices.last { asks(.notice($0.id)) } }

    private func asks(_ subject: Subject) -> Bool {
        subject.kind == .notice
            && register.notices[subject.id.seen(as: Notice.self)].flatMap { register.quiz(of: $0, on: today) } != nil
    }

    var notices: [Notice] {
        register.notices.values.filter { $0.document != nil }.sorted {
            ($0.opened?.position ?? 0) < ($1.opened?.position ?? 0)
        }
    }

    var consultations: [Consultation] {
        register.consultations.values.filter { $0.opening != nil }.sorted { ($0.opened ?? 0) < ($1.opened ?? 0) }
    }

    /// The position of the first entry of a kind.
    func entry(_ kind: FactKind) -> Int? {
        var found: Int?
        try? house.store.read(0..<house.state.book.head) { row in
            if FactKind(wire: try LeafHeader(row.leaf).kind) == kind { found = row.position }
            return found == nil
        }
        return found
    }
}
