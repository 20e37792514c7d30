// SPDX-License-Identifier: MPL-2.0

public import Domain

/// What shows that a control of a statement of applicability is in place.
extension Sight {
    /// Whether what asks for all of a clause is complied with, with evidence that holds.
    public func isProven(_ clause: ClauseReference) -> Bool { standing(of: clause) == .answered(.complied) }

    /// The newest day of evidence that holds, of the requirements that answer for all of a clause.
    public func freshestProof(of clause: ClauseReference) -> Day? {
        var newest: Day?
        for (requirement, relation) in requirements(for: clause)
        where (relation == .equal || relation == .superset) && compliance(of: requirement) == .complied {
            for id in requirement.assessment(by: day)?.evidence ?? [] {
                guard let known = try? evidence(id).0, known.holds(on: day) else { continue }
                newest = max(newest ?? known.from, known.from)
            }
        }
        return newest
    }

    /// Those of the documents that describe a control that the person may see.
    public func documents(describing decision: Scope.Applicability) -> [Document] {
        decision.documents.compactMap { try? document($0) }
    }
}
