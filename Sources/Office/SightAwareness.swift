// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Initiatives, exercises and reported mails, as a person may see them on the day shown.
extension Sight {
    /// An initiative that the person may see, planned by the day shown.
    public func initiative(_ id: ID<Initiative>) throws(Refusal) -> (Initiative, Initiative.Plan) {
        guard let known = register.initiatives[id], known.plan != nil, known.plannedOn <= day || !isPast,
            sees(.initiative(id)), let plan = known.plan(on: day)
        else { throw Refusal.unknown }
        return (known, plan)
    }

    /// The ones whose days are last come first.
    public var initiatives: [Initiative] {
        register.initiatives.values.filter { (try? initiative($0.id)) != nil }
            .sorted { (first(of: $0), $0.position) > (first(of: $1), $1.position) }
    }

    private func first(of known: Initiative) -> Day { known.plan(on: day)?.from ?? known.plannedOn }

    /// Those that build on a document.
    public func initiatives(building document: ID<Document>) -> [Initiative] {
        initiatives.filter { $0.plan(on: day)?.documents.contains(document) ?? false }
    }

    func label(_ id: ID<Initiative>, on day: Day) -> String? {
        register.initiatives[id]?.plan(on: day).flatMap { plan in text(plan.title).map { "\(plan.label) \($0)" } }
    }

    // MARK: Reported mails

    /// Whether the counts of reported mails and of exercises by unit may be seen.
    public var seesAwarenessRates: Bool {
        isOperator || Access.seesAwarenessRates(person, in: newest, on: today)
    }

    /// Whether the counts of exercises that were struck may be seen.
    var seesStruckCounts: Bool { isOperator || Access.seesStruckCounts(person, in: newest, on: today) }

    /// The counts of reported mails by month, oldest first; nil for those who do not see them.
    public func suspicionMonths(_ count: Int = 12) -> [SuspicionMonth]? {
        seesAwarenessRates ? register.suspicionMonths(count, on: day) : nil
    }

    /// The counts of an exercise by unit that the person may see: all of them, or those of the units that the person heads.
    public func groups(of exercise: Exercise) -> [Exercise.Group] {
        guard !seesAwarenessRates else { return exercise.groups }
        return exercise.groups.filter { group in
            group.unit.map { Access.seesRate(of: $0, owner: nil, person, in: newest, on: today) } ?? false
        }
    }

    /// A report that is the person's own, or any for the security team.
    public func suspicion(_ id: ID<Suspicion>) throws(Refusal) -> (Suspicion, Suspicion.Report) {
        guard let known = register.suspicions[id], let report = known.report, known.reportedOn <= day,
            sees(.suspicion(id))
        else { throw Refusal.unknown }
        return (known, report)
    }

    /// Newest first.
    public var suspicions: [Suspicion] {
        register.suspicions.values.filter { (try? suspicion($0.id)) != nil }.sorted { $0.position > $1.position }
    }

    /// The person's own, newest first.
    public var ownSuspicions: [Suspicion] { suspicions.filter { $0.report?.reporter == person } }

    func label(_ id: ID<Suspicion>) -> String? { register.suspicions[id]?.report?.label }
}
