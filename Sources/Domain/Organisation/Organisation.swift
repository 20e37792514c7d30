// SPDX-License-Identifier: MPL-2.0

import HashTreeCollections

/// The organisation whose house this is, and what was true of its ledger from the first fact.
public struct Organisation: Hashable, Sendable {
    public enum Fact: Hashable, Sendable {
        /// The first fact of every ledger: its origin and public key (base64), and in a recovery epoch what was lost.
        case opened(origin: String, publicKey: String, demo: Bool, recovery: Recovery?)
        case named(name: ValueID, short: ValueID)
        /// The program started with this version; what a rule computed is explained by it.
        case started(version: String)
        case publicationSet(Publication)
        /// What outsiders rely on was looked at and is still right.
        case publicationReviewed(Publication.Matter)
        /// So many dispensations at once from one paragraph raise the question whether it is right.
        case dispensationLimitSet(Int)
        /// Who may do what was gone through for a quarter.
        case rightsReviewed(RightsReview.Made)
        /// How late something is before the head of the unit and the direktion have it: of one rule, or of all others; nil:
        /// the rule has no limits of its own any more.
        case escalationSet(Rule?, Escalation.Limits?)
        /// What counts from a day up to it and is recorded later is marked.
        case periodClosed(until: Day, reason: ValueID)
        /// Of whom a second step at the sign-in is demanded from a day on.
        case secondStepSet(SecondStep, reason: ValueID)
        /// The system of the organisation's own that people sign in through was set up or changed; ended; or its client got a
        /// new secret.
        case signInProviderSet(SignInProvider)
        case signInProviderRemoved(reason: ValueID)
        case signInSecretSet
        /// With which engagements a yearly talk about the need of training is held, from a day (policy §9).
        case talksSet([Person.Engagement.Kind])
        /// Persons were taken in from a file; what it changed stands in facts of its own beside this one.
        case personsImported(PersonImport)
        /// Assets or risks were taken in from a file; what it changed stands in facts of its own beside this one.
        case registerImported(RegisterImport)
        /// Another system told of a group of people, or of its new name; by what it knows the group itself.
        case groupNamed(ID<ForeignGroup>, name: ValueID, external: ValueID?)
        /// The other system knows the group no more.
        case groupGone(ID<ForeignGroup>)
    }

    /// A new epoch after a ledger was lost or rolled back: the last checkpoint known outside, how many positions were
    /// lost, and why it was done.
    public struct Recovery: Hashable, Sendable {
        /// The size of the ledger at the last checkpoint known.
        public let size: Int
        /// Its root, base64.
        public let root: String
        /// How many facts of it are lost.
        public let lost: Int
        public let reason: ValueID

        public init(size: Int, root: String, lost: Int, reason: ValueID) {
            self.size = size
            self.root = root
            self.lost = lost
            self.reason = reason
        }
    }

    public let id: ID<Organisation>
    public var origin = ""
    public var demo = false
    public var name = Timeline<ValueID>()
    public var short = Timeline<ValueID>()
    /// How it publishes what is in force.
    public var publication = Timeline<Publication>()
    var reviews: [Publication.Review] = []
    var dispensationLimits = Timeline<Int>()
    var escalations = Timeline<Escalation.Setting>()
    /// Of whom a second step at the sign-in is demanded.
    public var secondStep = Timeline<SecondStep>()
    /// With which engagements yearly talks are held; none: with nobody.
    public private(set) var talks = Timeline<[Person.Engagement.Kind]>()
    /// What became of the system of its own that people sign in through, oldest first.
    public private(set) var signInProviders: [SignInProvider.Change] = []
    /// The groups that another system told of, also those that are gone.
    var foreignGroups: TreeDictionary<ID<ForeignGroup>, ForeignGroup> = [:]
    /// The reviews of rights that stand, oldest first.
    public private(set) var rightsReviews: [RightsReview] = []
    /// The periods that are closed, oldest first.
    public private(set) var closures: [Closure] = []
    /// How many dispensations at once from one paragraph raise the question whether it is right (policy §7.4): three until
    /// something else is set. A day keeps the number of its day.
    public func dispensationLimit(on day: Day) -> Int { dispensationLimits.value(on: day) ?? 3 }
    /// The fewest that ever raised it.
    var fewestDispensations: Int { min(3, dispensationLimits.entries.map(\.value).min() ?? 3) }
    /// Number of facts about the organisation.
    public var revision = 0

    mutating func evolve(_ fact: Fact, _ stamp: Stamp) {
        revision += 1
        switch fact {
        case .opened(let origin, _, let demo, _):
            self.origin = origin
            self.demo = demo
        case .named(let name, let short):
            self.name.set(name, from: stamp.effective, at: stamp.position)
            self.short.set(short, from: stamp.effective, at: stamp.position)
        case .started:
            break
        case .publicationSet(let publication):
            self.publication.set(publication, from: stamp.effective, at: stamp.position)
        case .publicationReviewed(let matter):
            reviews.append(.init(matter: matter, day: stamp.effective, position: stamp.position))
        case .dispensationLimitSet(let limit):
            dispensationLimits.set(limit, from: stamp.effective, at: stamp.position)
        case .rightsReviewed(let made):
            rightsReviews.append(.init(made: made, day: stamp.effective, position: stamp.position, by: stamp.by))
        case .escalationSet(let rule, let limits):
            escalations.set(.init(rule: rule, limits: limits), from: stamp.effective, at: stamp.position)
        case .periodClosed(let until, _):
            closures.append(.init(until: until, position: stamp.position, day: stamp.effective))
        case .secondStepSet(let whom, _):
            secondStep.set(whom, from: stamp.effective, at: stamp.position)
        case .signInProviderSet(let provider):
            signInProviders.append(.init(position: stamp.position, provider: provider))
        case .signInProviderRemoved: signInProviders.append(.init(position: stamp.position, provider: nil))
        case .groupNamed(let id, let name, let external):
            evolve(id, stamp) { group in
                group.name.set(name, from: stamp.effective, at: stamp.position)
                group.external.set(external, from: stamp.effective, at: stamp.position)
                group.gone = nil
            }
        case .groupGone(let id): evolve(id, stamp) { $0.gone = stamp.effective }
        case .talksSet(let kinds): talks.set(kinds, from: stamp.effective, at: stamp.position)
        case .personsImported, .registerImported, .signInSecretSet: break
        }
    }

    mutating func annul(_ position: Int) {
        revision += 1
        name.annul(position)
        short.annul(position)
        publication.annul(position)
        reviews.removeAll { $0.position == position }
        dispensationLimits.annul(position)
        rightsReviews.removeAll { $0.position == position }
        escalations.annul(position)
        talks.annul(position)
    }
}

/// Gives the organisation its name and short name, from today.
public struct NameOrganisation: Deed {
    let name: String, short: String

    public static let fields = [
        Field("name", .line(most: 120), da: "Organisationens navn", en: "Name of the organisation"),
        Field(
            "short", .line(most: 24), da: "Kort navn", en: "Short name",
            hint: Phrase(da: "Vises øverst på hver side, fx FKI.", en: "Shown at the top of every page, such as FKI.")),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        name = try arguments.line("name", most: 120)
        short = try arguments.line("short", most: 24)
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let organisation = desk.register.organisation.id
        let kept = (desk.keep(name) as ValueID, desk.keep(short) as ValueID)
        try desk.record(.organisation(organisation, .named(name: kept.0, short: kept.1)))
    }
}
