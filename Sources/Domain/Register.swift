// SPDX-License-Identifier: MPL-2.0

public import HashTreeCollections

/// All that an organisation's ledger says, folded: the write model and the read model. A value; a copy shares what has
/// not changed. It holds references to vault values, never their text.
public struct Register: Hashable, Sendable {
    /// Series of numbers for people; none is used twice.
    public enum Series: String, Hashable, Sendable {
        case document, decision, action, dispensation, proposal, direktionMeeting, bestyrelseMeeting,
            requirement, evidence, nonconformity, controlTest, audit, report, objective, campaign, auditEngagement,
            evidenceRequest, measure, asset, course, certificate, initiative, suspicion,
            competence,
            processing, subjectRequest,
            risk
    }

    struct SeriesYear: Hashable, Sendable {
        let series: Series
        let year: Int
    }

    /// How many facts are folded: the position of the next one.
    public internal(set) var count = 0
    public internal(set) var organisation: Organisation
    public internal(set) var openedOn: Day?
    /// The position of the newest fact that says who may do what; -1 before the first.
    public internal(set) var rightsChanged = -1
    /// When the newest fact was recorded.
    public internal(set) var recorded: Instant?
    public internal(set) var units: TreeDictionary<ID<Unit>, Unit> = [:]
    public internal(set) var persons: TreeDictionary<ID<Person>, Person> = [:]
    public internal(set) var bodies: [Body.Kind: Body] = [
        .direktion: Body(kind: .direktion), .bestyrelse: Body(kind: .bestyrelse),
    ]
    public internal(set) var documents: TreeDictionary<ID<Document>, Document> = [:]
    public internal(set) var decisions: TreeDictionary<ID<Decision>, Decision> = [:]
    public internal(set) var actions: TreeDictionary<ID<Action>, Action> = [:]
    public internal(set) var tokens: TreeDictionary<ID<Token>, Token> = [:]
    public internal(set) var consultations: TreeDictionary<ID<Consultation>, Consultation> = [:]
    public internal(set) var notices: TreeDictionary<ID<Notice>, Notice> = [:]
    public internal(set) var reminders: TreeDictionary<ID<Reminder>, Reminder> = [:]
    public internal(set) var dispensations: TreeDictionary<ID<Dispensation>, Dispensation> = [:]
    public internal(set) var proposals: TreeDictionary<ID<Proposal>, Proposal> = [:]
    public internal(set) var meetings: TreeDictionary<ID<Meeting>, Meeting> = [:]
    public internal(set) var requirements: TreeDictionary<ID<Requirement>, Requirement> = [:]
    public internal(set) var evidence: TreeDictionary<ID<Evidence>, Evidence> = [:]
    public internal(set) var nonconformities: TreeDictionary<ID<Nonconformity>, Nonconformity> = [:]
    public internal(set) var scopes: TreeDictionary<ID<Scope>, Scope> = [:]
    public internal(set) var controlTests: TreeDictionary<ID<ControlTest>, ControlTest> = [:]
    public internal(set) var audits: TreeDictionary<ID<Audit>, Audit> = [:]
    public internal(set) var auditEngagements: TreeDictionary<ID<AuditEngagement>, AuditEngagement> = [:]
    public internal(set) var evidenceRequests: TreeDictionary<ID<EvidenceRequest>, EvidenceRequest> = [:]
    public internal(set) var frameworks: TreeDictionary<ID<AdoptedFramework>, AdoptedFramework> = [:]
    public internal(set) var reports: TreeDictionary<ID<Report>, Report> = [:]
    public internal(set) var objectives: TreeDictionary<ID<Objective>, Objective> = [:]
    public internal(set) var campaigns: TreeDictionary<ID<Campaign>, Campaign> = [:]
    public internal(set) var measures: TreeDictionary<ID<Measure>, Measure> = [:]
    public internal(set) var assets: TreeDictionary<ID<Asset>, Asset> = [:]
    public internal(set) var risks: TreeDictionary<ID<Risk>, Risk> = [:]
    public internal(set) var processings: TreeDictionary<ID<Processing>, Processing> = [:]
    public internal(set) var subjectRequests: TreeDictionary<ID<SubjectRequest>, SubjectRequest> = [:]
    /// What assets need because others depend on them.
    public internal(set) var inheritance = Inheritance()
    public internal(set) var courses: TreeDictionary<ID<Course>, Course> = [:]
    public internal(set) var initiatives: TreeDictionary<ID<Initiative>, Initiative> = [:]
    public internal(set) var suspicions: TreeDictionary<ID<Suspicion>, Suspicion> = [:]
    public internal(set) var competences: TreeDictionary<ID<Competence>, Competence> = [:]
    public internal(set) var duties = Duties()
    /// Whom each notice concerns, and who has acknowledged.
    public internal(set) var readers = Readers()
    /// With how many talks are held, and with how many it is late.
    var talkCounts = TalkCounts()
    /// Of whom each course is asked, and who has completed it.
    public internal(set) var learners = Learners()
    /// Where every risk stands, kept by the fold.
    public internal(set) var riskIndex = RiskIndex()
    /// Which facts are annulled, and by which.
    public internal(set) var annulled: TreeDictionary<Int, Int> = [:]

    // What points at what, so that a fact names the subjects it touches without a search.
    var ownedBy: TreeDictionary<ID<Unit>, [ID<Document>]> = [:]
    /// Every document that ever stood below another; which ones do on a day, `children(of:on:)` says.
    public internal(set) var childrenOf: TreeDictionary<ID<Document>, [ID<Document>]> = [:]
    /// Every document that ever referred to another one.
    var referrersTo: TreeDictionary<ID<Document>, [ID<Document>]> = [:]
    var consultationsAbout: TreeDictionary<ID<Document>, [ID<Consultation>]> = [:]
    var decisionsAbout: TreeDictionary<ID<Document>, [ID<Decision>]> = [:]
    var decisionsOn: TreeDictionary<ID<Dispensation>, [ID<Decision>]> = [:]
    /// The decisions that were made from what a consultation said.
    var decidedFrom: TreeDictionary<ID<Consultation>, [ID<Decision>]> = [:]
    /// Those that a unit asked for.
    var dispensationsBy: TreeDictionary<ID<Unit>, [ID<Dispensation>]> = [:]
    var dispensationsAbout: TreeDictionary<ID<Document>, [ID<Dispensation>]> = [:]
    var resolutionsOn: TreeDictionary<ID<Proposal>, [ID<Decision>]> = [:]
    /// Measures and acceptances proposed about a thing.
    var proposalsAbout: TreeDictionary<Subject, [ID<Proposal>]> = [:]
    /// Proposals of topics and delegations, in the order of the facts.
    var topicProposals: [ID<Proposal>] = []
    /// Proposals of methods for judging risks, in the order of the facts, and those that were adopted, by the first day.
    var methodProposals: [ID<Proposal>] = []
    public internal(set) var riskMethods: [AdoptedMethod] = []
    /// Every document that was ever said to be about a topic.
    var policiesOn: TreeDictionary<ID<Topic>, [ID<Document>]> = [:]
    public internal(set) var actionsAbout: TreeDictionary<Subject, [ID<Action>]> = [:]
    var headsOf: TreeDictionary<ID<Unit>, [ID<Person>]> = [:]
    /// Every unit that was ever placed right below another.
    var unitsUnder: TreeDictionary<ID<Unit>, [ID<Unit>]> = [:]
    /// Everybody who was ever in a group of another system.
    var everInGroup: TreeDictionary<ID<ForeignGroup>, TreeSet<ID<Person>>> = [:]
    var roleHolders: TreeDictionary<Role, [ID<Person>]> = [:]
    /// Tasks that a unit answers for.
    var actionsOf: TreeDictionary<ID<Unit>, TreeSet<ID<Action>>> = [:]
    /// The units whose closing names this one as successor.
    var predecessors: TreeDictionary<ID<Unit>, [ID<Unit>]> = [:]
    var deputyFor: TreeDictionary<ID<Person>, [ID<Person>]> = [:]
    var remindersOf: TreeDictionary<Subject, [ID<Reminder>]> = [:]
    /// The mails that Værn sent about decisions, and the weekly ones, oldest first.
    public internal(set) var mails: [ID<Reminder>] = []
    var noticesOf: TreeDictionary<ID<Document>, [ID<Notice>]> = [:]
    /// What was ever given to a person or a unit: contacts, tasks, consultations. What a unit owns, `ownedBy` says.
    var given: TreeDictionary<Responsible, TreeSet<Subject>> = [:]
    /// Everybody who ever answered for a thing, also where that was annulled.
    var holdersOf: TreeDictionary<Subject, [Responsible]> = [:]
    /// Every requirement that was ever found in a document, given to a unit, stated from a clause or mapped to it.
    var requirementsIn: TreeDictionary<ID<Document>, [ID<Requirement>]> = [:]
    var requirementsOf: TreeDictionary<ID<Unit>, [ID<Requirement>]> = [:]
    var requirementsFor: TreeDictionary<ClauseReference, [ID<Requirement>]> = [:]
    /// The internal controls that test a requirement.
    var testsOf: TreeDictionary<ID<Requirement>, [ID<ControlTest>]> = [:]
    /// The requirements whose assessments cite a piece of evidence.
    var citing: TreeDictionary<ID<Evidence>, [ID<Requirement>]> = [:]
    /// The measures that ever served a requirement or an asset, cited evidence, carried out a clause, or were a unit's.
    var measuresFor: TreeDictionary<Subject, [ID<Measure>]> = [:]
    var measuresAt: TreeDictionary<ClauseReference, [ID<Measure>]> = [:]
    var measuresOf: TreeDictionary<ID<Unit>, [ID<Measure>]> = [:]
    var assetIndex = AssetIndex()
    /// The requirements that ever named an asset.
    var requirementsBinding: TreeDictionary<ID<Asset>, [ID<Requirement>]> = [:]
    /// The risks that were ever a unit's, and those that ever named an asset, a measure, or the event that they belong to.
    var risksOf: TreeDictionary<ID<Unit>, [ID<Risk>]> = [:]
    var risksNaming: TreeDictionary<Subject, [ID<Risk>]> = [:]
    var risksJudgedBy: TreeDictionary<ID<Proposal>, TreeSet<ID<Risk>>> = [:]
    /// Those that were ever assessed with intervals.
    var risksInNumbers: TreeSet<ID<Risk>> = []
    /// The processings that were ever a unit's, and those that ever used an asset.
    var processingsOf: TreeDictionary<ID<Unit>, [ID<Processing>]> = [:]
    var processingsUsing: TreeDictionary<ID<Asset>, [ID<Processing>]> = [:]
    /// The campaigns that ask a unit.
    var campaignsOf: TreeDictionary<ID<Unit>, [ID<Campaign>]> = [:]
    /// The campaigns that ask about a requirement.
    var campaignsAsking: TreeDictionary<ID<Requirement>, [ID<Campaign>]> = [:]
    /// The campaigns that ask about what stands in a document.
    var campaignsAbout: TreeDictionary<ID<Document>, [ID<Campaign>]> = [:]
    /// The reports that matters put before a body.
    var reportsIn: TreeDictionary<ID<Proposal>, ID<Report>> = [:]
    /// The matters that ever put a report before its body.
    var mattersOf: TreeDictionary<ID<Report>, [ID<Proposal>]> = [:]
    /// What was asked for under an engagement, of a unit, about a requirement or an internal control.
    var requestsUnder: TreeDictionary<ID<AuditEngagement>, [ID<EvidenceRequest>]> = [:]
    var requestsTo: TreeDictionary<ID<Unit>, [ID<EvidenceRequest>]> = [:]
    var requestsAbout: TreeDictionary<Subject, [ID<EvidenceRequest>]> = [:]
    var nonconformitiesOf: TreeDictionary<ID<Requirement>, [ID<Nonconformity>]> = [:]
    var nonconformitiesBy: TreeDictionary<ID<Unit>, [ID<Nonconformity>]> = [:]
    /// The decision that was recorded last, and the tasks that it made, so that they fall away with it.
    var making: Making?
    var tasksOf: TreeDictionary<ID<Decision>, [ID<Action>]> = [:]
    private var series: TreeDictionary<SeriesYear, Int> = [:]

    public init(organisation: ID<Organisation>) {
        self.organisation = Organisation(id: organisation)
    }

    /// Folds one fact. Total: history is never rejected. Names the subjects whose duties may have changed.
    public mutating func evolve(_ fact: Fact, _ stamp: Stamp, touching touched: inout Set<Subject>) {
        count = stamp.position + 1
        recorded = stamp.recorded
        if isAboutRights(fact) { rightsChanged = stamp.position }
        let subject = fact.subject
        touched.insert(subject)
        switch fact {
        case .organisation(_, let fact):
            organisation.evolve(fact, stamp)
            // There is only this one, whatever a fact says that it is about.
            touched.insert(.organisation(organisation.id))
            if case .opened = fact {
                openedOn = stamp.effective
                for body in Body.Kind.allCases { touched.insert(.body(body)) }
            }
            if case .dispensationLimitSet = fact { touchDispensedFrom(&touched) }
        case .unit(let id, let fact): evolve(id, fact, stamp, &touched)
        case .person(let id, let fact):
            persons.updateValue(forKey: id, default: Person(id: id)) { $0.evolve(fact, stamp) }
            organisation.hear(fact, stamp)
            note(fact, of: id, &touched)
            touchInitiatives(of: id, &touched)
            touchProcessings(of: id, &touched)
            touchRequests(of: id, &touched)
        case .body(let kind, let fact):
            bodies[kind, default: Body(kind: kind)].evolve(fact, stamp)
            touchMembers(of: kind, &touched)
        case .document(let id, let fact):
            let before = documents.count
            documents.updateValue(forKey: id, default: Document(id: id)) { $0.evolve(fact, stamp) }
            note(fact, of: id, isNew: documents.count > before)
        case .decision(let id, let fact):
            if let before = decisions[id]?.matter {
                if let document = before.document { touched.insert(.document(document)) }
                if let proposal = before.proposal { touchAround(proposal, &touched) }
                if let dispensation = before.dispensation { touchAround(dispensation, &touched) }
            }
            let before = decisions.count
            decisions.updateValue(forKey: id, default: Decision(id: id)) { $0.evolve(fact, stamp) }
            note(fact, of: id, isNew: decisions.count > before, &touched)
            settleMethods()
            if case .made = fact { making = Making(id, stamp) }
        case .action(let id, let fact):
            let before = actions.count
            if let about = actions[id]?.about, about.kind == .risk { touched.insert(about) }
            actions.updateValue(forKey: id, default: Action(id: id)) { $0.evolve(fact, stamp) }
            if case .added(_, _, _, _, _, let about) = fact { noteMaker(of: id, about, stamp) }
            if case .assigned(let responsible, _) = fact {
                give(.action(id), to: responsible)
                if case .unit(let unit) = responsible { actionsOf[unit, default: []].insert(id) }
            }
            if case .added(let number, _, _, let responsible, _, let about) = fact {
                give(.action(id), to: responsible)
                use(.action, stamp.effective.year, number)
                let isNew = actions.count > before
                if let about { Register.add(id, to: &actionsAbout[about, default: []], isNew: isNew) }
                if case .unit(let unit) = responsible { actionsOf[unit, default: []].insert(id) }
            }
        case .token(let id, let fact):
            tokens.updateValue(forKey: id, default: Token(id: id)) { $0.evolve(fact, stamp) }
        case .consultation(let id, let fact):
            let before = consultations.count
            consultations.updateValue(forKey: id, default: Consultation(id: id)) { $0.evolve(fact, stamp) }
            if case .opened(let opening) = fact {
                let isNew = consultations.count > before
                Register.add(id, to: &consultationsAbout[opening.document, default: []], isNew: isNew)
                for invited in opening.invited { give(.consultation(id), to: invited) }
            }
            if case .handedOver(_, let to, _) = fact { give(.consultation(id), to: to) }
            touchDecisions(from: id, &touched)
        case .notice(let id, let fact):
            if let before = notices[id]?.document { touched.insert(.document(before)) }
            notices.updateValue(forKey: id, default: Notice(id: id)) { $0.evolve(fact, stamp) }
            switch fact {
            case .opened(let document, _, _, _, _): Register.add(id, to: &noticesOf[document, default: []])
            case .acknowledged(let person, _, _, _): touched.insert(.person(person))
            case .reminded, .told: break
            }
        case .reminder(let id, let fact):
            reminders.updateValue(forKey: id, default: Reminder(id: id)) { $0.evolve(fact, stamp) }
            switch fact {
            case .sent(let target, _): Register.add(id, to: &remindersOf[target.subject, default: []])
            case .mailed(let target, _):
                if let target { Register.add(id, to: &remindersOf[target.subject, default: []]) }
                Register.add(id, to: &mails)
            }
        case .dispensation(let id, let fact):
            let before = dispensations.count
            dispensations.updateValue(forKey: id, default: Dispensation(id: id)) { $0.evolve(fact, stamp) }
            switch fact {
            case .requested(let request), .amended(let request):
                use(.dispensation, request.year, request.number)
                let isNew = dispensations.count > before
                Register.add(id, to: &dispensationsAbout[request.document, default: []], isNew: isNew)
                Register.add(id, to: &dispensationsBy[request.unit, default: []], isNew: isNew)
            case .advised, .recommended, .submitted, .withdrawn, .ended: break
            }
            touchAround(id, &touched)
        case .proposal(let id, let fact): evolve(id, fact, stamp, &touched)
        case .meeting(let id, let fact):
            meetings.updateValue(forKey: id, default: Meeting(id: id)) { $0.evolve(fact, stamp) }
            if case .called(let calling) = fact { use(.meetings(of: calling.body), calling.year, calling.number) }
        case .requirement(let id, let fact): evolve(id, fact, stamp, &touched)
        case .evidence(let id, let fact): evolve(id, fact, stamp, &touched)
        case .nonconformity(let id, let fact): evolve(id, fact, stamp, &touched)
        case .scope(let id, let fact): evolve(id, fact, stamp)
        case .controlTest(let id, let fact): evolve(id, fact, stamp)
        case .audit(let id, let fact): evolve(id, fact, stamp, &touched)
        case .report(let id, let fact): evolve(id, fact, stamp, &touched)
        case .course(let id, let fact):
            courses.updateValue(forKey: id, default: Course(id: id)) { $0.evolve(fact, stamp) }
            note(fact, of: id, stamp, &touched)
        case .initiative(let id, let fact): evolve(id, fact, stamp, &touched)
        case .suspicion(let id, let fact): evolve(id, fact, stamp)
        case .competence(let id, let fact):
            competences.updateValue(forKey: id, default: Competence(id: id)) { $0.evolve(fact, stamp) }
            if case .set(let wording) = fact { use(.competence, 0, wording.number) }
        case .objective(let id, let fact):
            objectives.updateValue(forKey: id, default: Objective(id: id)) { $0.evolve(fact, stamp) }
            if case .set(let wording) = fact { use(.objective, 0, wording.number) }
        case .measure(let id, let fact): evolve(id, fact, stamp, &touched)
        case .asset(let id, let fact): evolve(id, fact, stamp, &touched)
        case .risk(let id, let fact): evolve(id, fact, stamp, &touched)
        case .processing(let id, let fact): evolve(id, fact, stamp)
        case .subjectRequest(let id, let fact): evolve(id, fact, stamp)
        case .campaign(let id, let fact): evolve(id, fact, stamp)
        case .auditEngagement(let id, let fact): evolve(id, fact, stamp, &touched)
        case .evidenceRequest(let id, let fact): evolve(id, fact, stamp)
        case .framework(let id, let fact):
            frameworks.updateValue(forKey: id, default: AdoptedFramework(id: id)) { $0.evolve(fact, stamp) }
        case .annulled(_, let annulment):
            annulled[annulment.position] = stamp.position
            annul(subject, annulment.position, on: stamp.effective, &touched)
        }
    }

    /// The next number of a series; year 0 for series that run through.
    public func next(_ series: Series, _ year: Int) -> Int {
        (self.series[SeriesYear(series: series, year: year)] ?? 0) + 1
    }

    mutating func use(_ name: Series, _ year: Int, _ number: Int) {
        let key = SeriesYear(series: name, year: year)
        series[key] = max(series[key] ?? 0, number)
    }

    /// Adds to a list without duplicates. What is new is in no list yet, so long lists need not be searched.
    /// Static: an instance method would hold the register while its list is changed, and copy what it shares.
    static func add<Item: Equatable>(_ item: Item, to list: inout [Item], isNew: Bool = false) {
        if isNew || !list.contains(item) { list.append(item) }
    }

    private mutating func give(_ subject: Subject, to holder: Responsible) {
        given[holder, default: []].insert(subject)
        Register.add(holder, to: &holdersOf[subject, default: []])
    }

    private mutating func note(_ fact: Document.Fact, of id: ID<Document>, isNew: Bool) {
        switch fact {
        case .created(_, let number, _, let owner, let parent, let contact):
            if let contact { give(.document(id), to: .person(contact)) }
            use(.document, 0, number)
            Register.add(id, to: &ownedBy[owner, default: []], isNew: isNew)
            Register.add(.unit(owner), to: &holdersOf[.document(id), default: []])
            if let parent { Register.add(id, to: &childrenOf[parent, default: []], isNew: isNew) }
        case .transferred(let owner, _):
            Register.add(id, to: &ownedBy[owner, default: []])
            Register.add(.unit(owner), to: &holdersOf[.document(id), default: []])
        case .placed(let parent, _):
            if let parent { Register.add(id, to: &childrenOf[parent, default: []]) }
        case .related(_, let other):
            Register.add(id, to: &referrersTo[other, default: []])
        case .contactNamed(let contact):
            if let contact { give(.document(id), to: .person(contact)) }
        case .topicSet(let topic):
            if let topic { Register.add(id, to: &policiesOn[topic, default: []]) }
        case .unrelated, .translated, .statuteNoted, .statuteDropped, .quizSet, .withdrawn, .drafted, .enforced,
            .versionImported, .submitted, .verified, .retitled, .changeDeclared, .audienceSet, .classProposed,
            .summarised:
            break
        }
    }
}
