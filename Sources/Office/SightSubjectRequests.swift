// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Requests of data subjects, as a person may see them on the day shown: one by one those who handle them, as numbers those who
/// steer.
extension Sight {
    public func subjectRequest(
        _ id: ID<SubjectRequest>
    ) throws(Refusal) -> (SubjectRequest, SubjectRequest.Receipt) {
        guard let known = register.subjectRequests[id], let receipt = known.receipt, known.recordedOn <= day,
            sees(.subjectRequest(id))
        else { throw Refusal.unknown }
        return (known, receipt)
    }

    /// What is open first, by its deadline; then what is answered, newest first.
    public var subjectRequests: [SubjectRequest] {
        let seen = register.subjectRequests.values.filter { (try? subjectRequest($0.id)) != nil }
        let open = seen.filter { $0.answer(by: day) == nil }
            .sorted { ($0.due(on: day), $0.position) < ($1.due(on: day), $1.position) }
        return open + seen.filter { $0.answer(by: day) != nil }.sorted { $0.position > $1.position }
    }

    /// How many came in a year and how they were met; nil for those who do not follow it up.
    public func requestCounts(_ year: Int) -> SubjectRequestCounts? {
        guard isOperator || Access.seesRequestCounts(person, in: newest, on: today) else { return nil }
        return register.requestCounts(year, on: day)
    }

    func label(_ id: ID<SubjectRequest>) -> String? { register.subjectRequests[id]?.receipt?.label }
}
