// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sight {
    /// How confidential a text is: on a past day the stricter of what it was then and what it is now.
    public func classification(of version: Document.Version, in document: Document) -> Classification {
        let then = version.classification(on: day)
        guard isPast, let now = newest.documents[document.id]?.versions.first(where: { $0.id == version.id }) else {
            return then
        }
        return max(then, now.classification(on: today))
    }

    /// The same of a document.
    public func classification(of document: Document) -> Classification {
        let then = document.classification(on: day)
        guard isPast, let now = newest.documents[document.id] else { return then }
        return max(then, now.classification(on: today))
    }

    /// How confidential something is that has no class of its own: as the document that it is about; internal at least.
    public func classification(behind subject: Subject) -> Classification {
        max(.internal, register.document(behind: subject).map { classification(of: $0) } ?? .internal)
    }

    /// Whether anybody of the organisation may see it, on a past day then and now.
    public func isOpenToAll(_ subject: Subject) -> Bool {
        register.accessClass(of: subject, on: day) == .everyone
            && newest.accessClass(of: subject, on: today) == .everyone
    }

    /// What the bodies have decided, and the minutes that are approved, without a case number by the day shown: the newest
    /// first, as the person may see them.
    public func unjournalised(
        most: Int, where fits: (Subject) -> Bool = { _ in true }
    ) -> [(subject: Subject, day: Day)] {
        var found = register.decisions.values.compactMap { known -> (subject: Subject, day: Day, position: Int)? in
            guard case .body? = known.made?.decider, known.outcome != .returned, !known.annulled, known.day <= day,
                known.journal.mark(on: day) == nil
            else { return nil }
            return (.decision(known.id), known.day, known.position)
        }
        found += meetings.compactMap { known in
            guard let approved = known.approvals.entries.last(where: { $0.from <= day }), !known.isCancelled,
                known.journal.mark(on: day) == nil
            else { return nil }
            return (.meeting(known.id), approved.from, approved.position)
        }
        found.sort { $0.position > $1.position }
        var shown: [(subject: Subject, day: Day)] = []
        for one in found where shown.count < most && sees(one.subject) && fits(one.subject) {
            shown.append((one.subject, one.day))
        }
        return shown
    }

    /// Where a matter that the person may see lies in the ESDH system, as recorded by the day shown.
    public func journal(of subject: Subject) -> Journal.Mark? {
        sees(subject) ? register.journal(of: subject).mark(on: day) : nil
    }
}
