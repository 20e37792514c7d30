// SPDX-License-Identifier: MPL-2.0

/// The quarterly review of who may do what (policy §6; ISO/IEC 27001 A.5.18): carried out by the security team, because
/// administrators grant.
public struct RightsReview: Hashable, Sendable {
    /// A conflict that is accepted for now.
    public struct Consideration: Hashable, Sendable {
        public let person: ID<Person>
        public let rule: ConflictRule

        public init(person: ID<Person>, rule: ConflictRule) {
            self.person = person
            self.rule = rule
        }
    }

    /// What the record says.
    public struct Made: Hashable, Sendable {
        public let quarter: Quarter
        /// How many facts the ledger had when the list was looked at.
        public let seen: Int
        /// How many persons held something.
        public let persons: Int
        /// How many conflicts there were.
        public let conflicts: Int
        public let conclusion: ValueID
        /// The conflicts that were accepted for now; why is the line of the same number in `notes`.
        public let considered: [Consideration]
        public let notes: ValueID?
        /// The one who reviewed grants rights too, because nobody else could review.
        public let isOwn: Bool

        public init(
            quarter: Quarter, seen: Int, persons: Int, conflicts: Int, conclusion: ValueID,
            considered: [Consideration], notes: ValueID?, isOwn: Bool
        ) {
            self.quarter = quarter
            self.seen = seen
            self.persons = persons
            self.conflicts = conflicts
            self.conclusion = conclusion
            self.considered = considered
            self.notes = notes
            self.isOwn = isOwn
        }
    }

    public let made: Made
    /// The day on which the list was looked at.
    public let day: Day
    public let position: Int
    public let by: ID<Person>?

    /// A review opens so many days before the quarter ends, and is due so many days after.
    static let opensBefore = 14
    static let dueAfter = 30
    /// So many reviews ahead are planned: a year.
    static let ahead = 4
}

extension Quarter {
    /// The day from which its review may be carried out.
    public var reviewOpens: Day { last - RightsReview.opensBefore }
    /// The last day for its review.
    public var reviewDue: Day { last + RightsReview.dueAfter }
}

extension Register {
    /// Whether an entry is a review.
    public func isRightsReview(_ position: Int) -> Bool {
        organisation.rightsReviews.contains { $0.position == position }
    }

    /// The review of a quarter that stands.
    public func review(of quarter: Quarter) -> RightsReview? {
        organisation.rightsReviews.last { $0.made.quarter == quarter }
    }

    /// The quarters that are reviewed, from the first one that ends after the organisation was opened to a year after the
    /// last one reviewed.
    public var reviewedQuarters: [Quarter] {
        guard let opened = openedOn else { return [] }
        var quarter = Quarter(opened)
        if quarter.last <= opened { quarter = quarter.next }
        var found: [Quarter] = []
        let last = organisation.rightsReviews.map(\.made.quarter).max()
        var left = RightsReview.ahead
        while left > 0 {
            found.append(quarter)
            if last.map({ quarter > $0 }) ?? true { left -= 1 }
            quarter = quarter.next
        }
        return found
    }

    /// The oldest quarter whose review is open on `day` and has not been carried out.
    public func quarterToReview(on day: Day) -> Quarter? {
        reviewedQuarters.first { $0.reviewOpens <= day && review(of: $0) == nil }
    }

    func rightsDuties() -> [Duty] {
        reviewedQuarters.map { quarter in
            Duty(
                rule: .rights, subject: .organisation(organisation.id), turn: Int(quarter.last.number),
                responsible: .role(.security), access: .everyone, opens: quarter.reviewOpens, due: quarter.reviewDue,
                done: review(of: quarter)?.day, holdsUntil: nil)
        }
    }

    /// Whether a person grants rights on `day`: as administrator, or as an administrator's deputy.
    public func grantsRights(_ person: ID<Person>, on day: Day) -> Bool {
        ([person] + principals(of: person, on: day)).contains { held in
            roles(of: held, on: day).contains { $0.role == .administrator }
        }
    }

    /// Those of the security team who can sign in on `day` and grant no rights.
    public func independentReviewers(on day: Day) -> [ID<Person>] {
        holders(of: .security, on: day).filter { id in
            persons[id]?.isActive(on: day) == true && persons[id]?.account.value(on: day).flatMap { $0 } != nil
                && !grantsRights(id, on: day)
        }
    }
}

extension Register {
    /// Whether a fact says who may do what: then a review that was opened before it has not seen all. To be asked before it
    /// is folded.
    func isAboutRights(_ fact: Fact) -> Bool {
        switch fact {
        case .person(_, let fact):
            switch fact {
            case .roleGranted, .roleEnded, .deputyAppointed, .deputyEnded, .accountOpened, .accountClosed, .engaged,
                .engagementEnded, .engagementSeen, .engagementMoved:
                true
            case .named, .holdPlaced, .holdLifted, .erased, .firstWorkingDayRecorded, .leaveBegan, .leaveEnded,
                .identified, .roleFollowsGroups, .unidentified, .signInMethodAdded, .signInMethodRemoved,
                .groupJoined, .groupLeft,
                .recoveryCodesMade, .recoveryCodeUsed, .talkHeld:
                false
            }
        case .body, .token: true
        case .decision(_, .made(let made)): delegates(made)
        case .annulled(let subject, let annulment):
            switch subject.kind {
            case .person, .body, .token: true
            case .decision:
                decisions[subject.id.seen(as: Decision.self)].map { decision in
                    decision.position == annulment.position && (decision.made.map(delegates) ?? false)
                } ?? false
            case .organisation, .unit, .document, .action, .consultation, .notice, .reminder, .dispensation, .proposal,
                .meeting, .requirement, .evidence, .nonconformity, .scope, .controlTest, .audit, .framework, .report,
                .objective, .measure, .asset, .course, .campaign,
                .risk,
                .initiative, .suspicion,
                .processing,
                .subjectRequest,
                .competence,
                .auditEngagement, .evidenceRequest:
                false
            }
        case .organisation, .unit, .document, .decision, .action, .consultation, .notice, .reminder, .dispensation,
            .proposal, .meeting, .requirement, .evidence, .nonconformity, .scope, .controlTest, .audit, .framework,
            .report, .objective, .measure, .asset, .course, .campaign,
            .risk,
            .initiative, .suspicion,
            .processing,
            .subjectRequest,
            .competence,
            .auditEngagement, .evidenceRequest:
            false
        }
    }

    /// Whether a decision lets a unit answer for a topic (policy §3.4).
    private func delegates(_ made: Decision.Made) -> Bool {
        guard made.outcome == .approved, let proposal = made.matter.proposal,
            case .delegation? = proposals[proposal]?.wording?.content
        else { return false }
        return true
    }
}

/// Records that the list of rights was gone through for a quarter, with the conclusion.
public struct ReviewRights: Deed {
    let quarter: Quarter
    let seen: Int
    let conclusion: String
    let notes: [(key: String, note: String)]

    /// So many conflicts can be accepted in one review, each with a reason of so many characters.
    public static let most = 100
    public static let longest = 500
    /// The field of a form for one conflict's reason is named so, with the conflict's key.
    public static let notePrefix = "note."

    public static let fields = [
        Field(
            "quarter", .line(most: 6), da: "Kvartal", en: "Quarter",
            hint: Phrase(da: "For eksempel 2026-4.", en: "For example 2026-4.")),
        Field(
            "seen", .number(0...Int(Int32.max)), da: "Poster i revisionssporet", en: "Entries of the ledger",
            hint: Phrase(
                da: "Hvor mange poster revisionssporet havde, da listen blev gennemgået.",
                en: "How many entries the ledger had when the list was gone through.")),
        Field(
            "conclusion", .text(most: 5000), da: "Konklusion", en: "Conclusion",
            hint: Phrase(
                da: "Hvad viste gennemgangen, og hvad bliver der gjort? Skriv det, så en revisor kan følge det.",
                en: "What did the review show, and what will be done? Write it so that an auditor can follow it.")),
        Field(
            "considered", .text(most: 60_000), da: "Konflikter, der accepteres", en: "Conflicts that are accepted",
            hint: Phrase(
                da: "En linje for hver: konfliktens nøgle, et kolon og begrundelsen.",
                en: "A line for each: the conflict's key, a colon and the reason."), optional: true),
    ]

    public init(_ arguments: Arguments) throws(Refusal) {
        guard let quarter = Quarter(try arguments.line("quarter", most: 6)) else {
            throw .invalid(
                "quarter", da: "Angiv et kvartal, fx 2026-4.", en: "Give a quarter, such as 2026-4.")
        }
        self.quarter = quarter
        seen = try arguments.number("seen", in: 0...Int(Int32.max))
        conclusion = try arguments.text("conclusion", most: 5000)
        var notes: [(key: String, note: String)] = []
        for line in Conditions.lines(try arguments.optionalText("considered", most: 60_000) ?? "") {
            guard let colon = line.firstIndex(of: ":") else {
                throw .invalid(
                    "considered", da: "Skriv konfliktens nøgle, et kolon og begrundelsen.",
                    en: "Write the conflict's key, a colon and the reason.")
            }
            let note = Arguments.trimmed(String(line[line.index(after: colon)...]))
            notes.append((Arguments.trimmed(String(line[..<colon])), note))
        }
        for field in arguments.texts.keys.sorted() where field.hasPrefix(ReviewRights.notePrefix) {
            guard let note = try arguments.optionalLine(field, most: ReviewRights.longest) else { continue }
            notes.append((String(field.dropFirst(ReviewRights.notePrefix.count)), note))
        }
        guard notes.count <= ReviewRights.most, notes.allSatisfy({ !$0.note.isEmpty && $0.note.count <= Self.longest })
        else {
            throw .invalid(
                "considered", da: "Begrund hver konflikt med højst \(Self.longest) tegn.",
                en: "Give a reason of at most \(Self.longest) characters for each conflict.")
        }
        self.notes = notes
    }

    public func decide(_ desk: inout Deciding) throws(Refusal) {
        let register = desk.register
        guard register.reviewedQuarters.contains(quarter) else {
            throw .invalid(
                "quarter", da: "Det kvartal skal ikke gennemgås. Vælg det, der står på siden Adgange.",
                en: "That quarter is not reviewed. Choose the one on the page Access.")
        }
        guard register.review(of: quarter) == nil else {
            throw .outOfTurn(
                da: "Kvartalet er gennemgået allerede. Se gennemgangen på siden Adgange.",
                en: "The quarter has been reviewed already. See the review on the page Access.")
        }
        guard quarter.reviewOpens <= desk.today else {
            throw .outOfTurn(
                da: "Kvartalet kan tidligst gennemgås 14 dage før, det slutter.",
                en: "The quarter can be reviewed 14 days before it ends at the earliest.")
        }
        guard seen <= register.count else {
            throw .invalid(
                "seen", da: "Så mange poster har revisionssporet ikke. Åbn siden igen.",
                en: "The ledger does not have that many entries. Open the page again.")
        }
        guard register.rightsChanged < seen else {
            throw Refusal(
                .stale,
                Phrase(
                    da: "Adgange er ændret, siden du åbnede siden. Gennemgå listen igen, og skriv konklusionen.",
                    en: "Access has changed since you opened the page. Go through the list again and conclude."))
        }
        let isOwn = desk.by.map { register.grantsRights($0, on: desk.today) } ?? false
        if isOwn, !register.independentReviewers(on: desk.today).isEmpty {
            throw .outOfTurn(
                da: "Du giver selv adgange som administrator. En anden fra CAI skal gennemgå dem og konkludere.",
                en: "You grant access yourself as administrator. Another member of CAI must review it and conclude.")
        }
        let conflicts = register.conflicts(on: desk.today)
        var considered: [RightsReview.Consideration] = []
        for (key, _) in notes {
            guard let conflict = conflicts.first(where: { $0.key == key }) else {
                throw .invalid(
                    "considered", da: "Den konflikt findes ikke i dag. Åbn siden igen.",
                    en: "There is no such conflict today. Open the page again.")
            }
            guard conflict.person != desk.by else {
                throw .invalid(
                    "considered", da: "Din egen konflikt skal en anden tage stilling til. Lad feltet stå tomt.",
                    en: "Your own conflict is for somebody else to consider. Leave the field empty.")
            }
            let one = RightsReview.Consideration(person: conflict.person, rule: conflict.rule)
            guard !considered.contains(one) else {
                throw .invalid(
                    "considered", da: "Begrund hver konflikt én gang.", en: "Give one reason for each conflict.")
            }
            considered.append(one)
        }
        let conclusion: ValueID = desk.keep(conclusion)
        let kept: ValueID? = desk.keep(notes.isEmpty ? nil : notes.map(\.note).joined(separator: "\n"))
        let made = RightsReview.Made(
            quarter: quarter, seen: seen, persons: register.personsRights(on: desk.today).count,
            conflicts: conflicts.count, conclusion: conclusion, considered: considered, notes: kept, isOwn: isOwn)
        try desk.record(.organisation(register.organisation.id, .rightsReviewed(made)))
    }
}
