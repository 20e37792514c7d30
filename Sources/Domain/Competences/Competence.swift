// SPDX-License-Identifier: MPL-2.0

public import HashTreeCollections

/// What some tasks ask for beside the e-learning of everybody (policy §9, ISO/IEC 27001 7.2): what it takes, whose tasks
/// demand it, and who has shown that they have it. Who lacks it on a day is computed.
public struct Competence: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        /// What it is, from a day.
        case set(Wording)
        /// From a day some tasks demand it.
        case demanded(ID<Demand>, Demand)
        /// A demand no longer holds, from a day.
        case demandEnded(ID<Demand>, reason: ValueID)
        /// Somebody got it, on the effective day.
        case credited(ID<Credential>, Credential)
        /// What a person recorded of herself is seen to be so.
        case confirmed(ID<Credential>)
        /// A credential counts no more, from a day; one that nobody confirmed never did.
        case revoked(ID<Credential>, reason: ValueID)
        /// It is demanded of nobody any more, from a day.
        case withdrawn(reason: ValueID)
    }

    public struct Wording: Hashable, Sendable {
        /// Of the series that runs through all years.
        public let number: Int
        public let title: ValueID
        /// What it takes.
        public let about: ValueID
        /// How many months it holds after the day it was got; nil: for ever, if the credential says nothing else.
        public let months: Int?
        /// The course of ours whose certificate shows it; nil: a document from outside does.
        public let course: ID<Course>?

        public init(number: Int, title: ValueID, about: ValueID, months: Int?, course: ID<Course>?) {
            self.number = number
            self.title = title
            self.about = about
            self.months = months
            self.course = course
        }

        /// The last day of what was got on `day`, as far as the competence says; never more than fifty years, whatever an old
        /// fact has.
        public func last(from day: Day) -> Day? { months.map { day.adding(months: min(max($0, 0), 600)) } }

        /// »KOM-3«: the number by which people name it.
        public var label: String { "KOM-\(number)" }
    }

    /// Whose tasks demand it, and by which rule.
    public struct Demand: Hashable, Sendable {
        /// Roles, seats in a body (by the role that they give) and units with all below them; never a single person.
        public let audience: Audience
        /// How many days a newcomer to the task has to get it.
        public let days: Int
        /// The paragraph, law or decision that says so.
        public let basis: ValueID
        /// The governing document that it stands in, if it is one of ours.
        public let document: ID<Document>?

        public init(audience: Audience, days: Int, basis: ValueID, document: ID<Document>?) {
            self.audience = audience
            self.days = days
            self.basis = basis
            self.document = document
        }
    }

    @dynamicMemberLookup
    public struct Demanded: Hashable, Sendable {
        public let id: ID<Demand>
        let demand: Demand
        public let from: Day
        public let position: Int
        /// Why it no longer holds, and from which day.
        public fileprivate(set) var ending = Timeline<ValueID>()

        public subscript<Value>(dynamicMember path: KeyPath<Demand, Value>) -> Value { demand[keyPath: path] }

        /// The first day on which it no longer holds.
        public var endedOn: Day? { ending.entries.first?.from }
        public func holds(on day: Day) -> Bool { day.isIn(from, before: endedOn) }
    }

    /// What shows that a person has it (policy §9: documented).
    public struct Credential: Hashable, Sendable {
        public let person: ID<Person>
        /// Who gave it.
        public let issuer: ValueID
        /// The number that it has there.
        public let number: ValueID?
        /// The last day on which it holds, as it says itself.
        public let until: Day?
        public let evidence: ID<Evidence>?
        /// The person recorded it herself: it counts when somebody else has confirmed it.
        public let isOwnWord: Bool

        public init(
            person: ID<Person>, issuer: ValueID, number: ValueID?, until: Day?, evidence: ID<Evidence>?, isOwnWord: Bool
        ) {
            self.person = person
            self.issuer = issuer
            self.number = number
            self.until = until
            self.evidence = evidence
            self.isOwnWord = isOwnWord
        }
    }

    @dynamicMemberLookup
    public struct Credited: Hashable, Sendable {
        public let id: ID<Credential>
        let credential: Credential
        /// The day it was got.
        public let day: Day
        public let position: Int
        public fileprivate(set) var confirmation = Timeline<Bool>()
        /// Why it counts no more, from which day.
        public fileprivate(set) var revocation = Timeline<ValueID>()

        public subscript<Value>(dynamicMember path: KeyPath<Credential, Value>) -> Value { credential[keyPath: path] }

        public var isConfirmed: Bool { !credential.isOwnWord || !confirmation.entries.isEmpty }
        /// The first day on which it counts no more.
        public var revokedOn: Day? { revocation.entries.first?.from }
    }

    public let id: ID<Competence>
    public private(set) var wordings = Timeline<Wording>()
    public private(set) var demands: [Demanded] = []
    /// Of each person, in the order of the days.
    public private(set) var credentials: TreeDictionary<ID<Person>, [Credited]> = [:]
    private var holders: TreeDictionary<ID<Credential>, ID<Person>> = [:]
    public private(set) var withdrawal = Timeline<ValueID>()
    public private(set) var revision = 0
    /// Kept after an annulment, so that what is put right keeps its number.
    private(set) var number = 0

    init(id: ID<Competence>) { self.id = id }

    /// The wording that was set last; nil: none stands.
    public var wording: Wording? { wordings.newest }
    /// Before the first one, the first one: it says what was meant.
    public func wording(on day: Day) -> Wording? { wordings.value(on: day) ?? wordings.first }
    /// The first day on which nobody is asked for it any more.
    public var withdrawnOn: Day? { withdrawal.entries.first?.from }

    /// Whether it is there on a day.
    public func holds(on day: Day) -> Bool {
        guard let from = wordings.entries.first?.from else { return false }
        return day.isIn(from, before: withdrawnOn)
    }

    public func demand(_ id: ID<Demand>) -> Demanded? { demands.first { $0.id == id } }

    public func credential(_ id: ID<Credential>) -> Credited? {
        holders[id].flatMap { credentials[$0] }?.first { $0.id == id }
    }

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        let (day, position) = (stamp.effective, stamp.position)
        switch fact {
        case .set(let wording):
            wordings.set(wording, from: day, at: position)
            number = wording.number
        case .demanded(let id, let demand):
            demands.append(Demanded(id: id, demand: demand, from: day, position: position))
        case .demandEnded(let id, let reason):
            if let index = demands.firstIndex(where: { $0.id == id }) {
                demands[index].ending.set(reason, from: day, at: position)
            }
        case .credited(let id, let credential):
            var all = credentials[credential.person] ?? []
            all.append(Credited(id: id, credential: credential, day: day, position: position))
            all.sort { ($0.day, $0.position) < ($1.day, $1.position) }
            credentials[credential.person] = all
            holders[id] = credential.person
        case .confirmed(let id): change(id) { $0.confirmation.set(true, from: day, at: position) }
        case .revoked(let id, let reason): change(id) { $0.revocation.set(reason, from: day, at: position) }
        case .withdrawn(let reason): withdrawal.set(reason, from: day, at: position)
        }
    }

    private mutating func change(_ id: ID<Credential>, _ change: (inout Credited) -> Void) {
        guard let person = holders[id], let index = credentials[person]?.firstIndex(where: { $0.id == id })
        else { return }
        change(&credentials[person]![index])
    }

    mutating func annul(_ position: Int) {
        revision += 1
        wordings.annul(position)
        withdrawal.annul(position)
        demands.removeAll { $0.position == position }
        for index in demands.indices { demands[index].ending.annul(position) }
        for (person, all) in credentials {
            if let index = all.firstIndex(where: { $0.position == position }) {
                holders[all[index].id] = nil
                credentials[person]?.remove(at: index)
                if credentials[person]?.isEmpty == true { credentials[person] = nil }
                return
            }
            for index in all.indices {
                var one = all[index]
                guard one.confirmation.annul(position) || one.revocation.annul(position) else { continue }
                credentials[person]?[index] = one
                return
            }
        }
    }
}

extension Register {
    func standingCompetence(
        _ id: ID<Competence>, _ field: String = "competence", on day: Day
    ) throws(Refusal) -> (Competence, Competence.Wording) {
        guard let known = competences[id], let wording = known.wording else {
            throw .invalid(field, da: "Vælg en kompetence.", en: "Choose a competence.")
        }
        guard known.withdrawnOn.map({ day < $0 }) ?? true else {
            throw .outOfTurn(
                da: "Kompetencen er trukket tilbage. Opret en ny, hvis den skal kræves igen.",
                en: "The competence is withdrawn. Add a new one if it is to be demanded again.")
        }
        return (known, wording)
    }
}
