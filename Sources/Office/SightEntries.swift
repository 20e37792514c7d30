// SPDX-License-Identifier: MPL-2.0

import Domain

/// Which entries of the ledger a person sees, and what of them.
extension Sight {
    func sees(_ entry: Entry) -> Bool {
        switch entry.kind {
        case .personHoldPlaced, .personHoldLifted: seesHolds
        case .documentRelated, .documentUnrelated: sees(entry.subject) && seesOther(entry)
        case .documentDrafted, .documentSubmitted, .documentTranslated: sees(entry.subject) && seesText(entry)
        case .documentAnnulled: sees(entry.subject) && seesAnnulled(entry)
        case _: sees(entry.subject)
        }
    }

    /// What is said of one text as it is written is seen by those who may see that text.
    private func seesText(_ entry: Entry) -> Bool {
        switch entry.fact {
        case .document(let id, .drafted(let version, _)), .document(let id, .submitted(let version, _)),
            .document(let id, .translated(let version, _)):
            register.accessClass(of: version, of: id, on: day).map { sees($0) } ?? true
                && (!isPast || newest.accessClass(of: version, of: id, on: today).map { sees($0) } ?? true)
        case _: true
        }
    }

    /// Whether what a fact is made of names a document that the person may not see: the one above it.
    public func namesUnseen(_ entry: Entry) -> Bool {
        switch entry.fact {
        case .document(_, .created(_, _, _, _, .some(let parent), _)), .document(_, .placed(.some(let parent), _)):
            !sees(.document(parent))
        case _: false
        }
    }

    /// A reference tells of both documents, so it is seen by those who see both.
    private func seesOther(_ entry: Entry) -> Bool {
        switch entry.fact {
        case .document(_, .related(_, let other)), .document(_, .unrelated(_, let other, _)): sees(.document(other))
        case _: true
        }
    }

    private func seesAnnulled(_ entry: Entry) -> Bool {
        guard case .annulled(_, let annulment) = entry.fact, let target = try? house.entry(at: annulment.position)
        else {
            return true
        }
        return seesOther(target) && seesText(target)
    }
}
