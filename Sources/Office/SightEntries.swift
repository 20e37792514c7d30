// SPDX-License-Identifier: MPL-2.0

public import Domain
import Ledger

/// Which entries of the ledger a person sees, and what of them.
extension Sight {
    func sees(_ entry: Entry) -> Bool {
        switch entry.kind {
        case .personHoldPlaced, .personHoldLifted: seesHolds
        // That a reported mail went at the end of its period tells that there was one.
        case .personErased:
            !entry.actor.erasesConfided || sees(.confided(entry.subject.id.seen(as: Person.self)))
        case .personLeaveBegan, .personLeaveEnded: seesLeave(of: entry.subject.id.seen(as: Person.self))
        case .personAnnulled: seesAnnulledOfPerson(entry)
        case .personIdentified, .personUnidentified, .personGroupJoined, .personGroupLeft:
            entry.subject.id.seen(as: Person.self) == person || seesSources
        case .personsImported, .groupNamed, .groupGone: seesSources
        case .registerImported: seesImport(entry)
        case .signInProviderSet, .signInProviderRemoved, .signInSecretSet: seesSignInProvider
        case .rightsReviewed: seesAllRights
        case .personSignInMethodAdded, .personSignInMethodRemoved, .personRecoveryCodesMade, .personRecoveryCodeUsed:
            seesSignIn(of: entry.subject.id.seen(as: Person.self))
        case .documentRelated, .documentUnrelated: sees(entry.subject) && seesOther(entry)
        case .documentDrafted, .documentSubmitted, .documentTranslated, .documentQuizSet:
            sees(entry.subject) && seesText(entry)
        case .meetingItemPlaced, .meetingItemDropped, .meetingItemPostponed, .meetingItemClosed, .meetingAnswered,
            .meetingMinuted:
            seesItem(entry)
        case .meetingAnnulled: seesAnnulled(entry)
        case .courseCompleted, .courseRevoked, .courseReissued: sees(entry.subject) && seesLearner(entry)
        case .courseAnnulled: sees(entry.subject) && seesAnnulled(entry)
        case .competenceCredited, .competenceConfirmed, .competenceRevoked:
            sees(entry.subject) && seesCredential(entry)
        case .competenceAnnulled: sees(entry.subject) && seesAnnulled(entry)
        case .personTalkHeld:
            entry.actor.person == Ref(person)
                || seesTalk(with: entry.subject.id.seen(as: Person.self), on: entry.effective)
        case .documentAnnulled: sees(entry.subject) && seesAnnulled(entry)
        // It has the counts of each unit. Beside what stands instead, those that were struck would tell of small groups.
        case .initiativeExercised:
            sees(entry.subject) && seesAwarenessRates && (newest.annulled[entry.position] == nil || seesStruckCounts)
        case _: sees(entry.subject)
        }
    }

    /// What is said of one text as it is written is seen by those who may see that text.
    private func seesText(_ entry: Entry) -> Bool {
        switch entry.fact {
        case .document(let id, .drafted(let version, _)), .document(let id, .submitted(let version, _)),
            .document(let id, .translated(let version, _)), .document(let id, .quizSet(let version, _)):
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

    /// That risks were taken in from a file of some name may tell of them; whoever may take them in knows.
    private func seesImport(_ entry: Entry) -> Bool {
        guard case .organisation(_, .registerImported(let record)) = entry.fact else { return false }
        switch record.matter {
        case .assets: return sees(entry.subject)
        case .risks: return isOperator || Access.mayEver(.importRisks, by: person, in: newest, on: today)
        }
    }

    /// Who completed what is seen by those who see that person's certificates (policy §9: no lists of names).
    private func seesLearner(_ entry: Entry) -> Bool {
        guard case .course(let id, let fact) = entry.fact else { return true }
        switch fact {
        case .completed(let completion): return seesCertificates(of: completion.person)
        case .revoked(let certificate, _), .reissued(let certificate):
            return newest.courses[id]?.certificate(certificate).map { seesCertificates(of: $0.person) } ?? false
        case .opened, .planned, .renewed, .closed: return true
        }
    }

    /// A reference tells of both documents, so it is seen by those who see both.
    private func seesOther(_ entry: Entry) -> Bool {
        switch entry.fact {
        case .document(_, .related(_, let other)), .document(_, .unrelated(_, let other, _)): sees(.document(other))
        case _: true
        }
    }

    /// What is said of an item is seen by those who may see the item, also where it is annulled by now.
    private func seesItem(_ entry: Entry) -> Bool {
        guard case .meeting(let id, let fact) = entry.fact else { return true }
        if case .placed(let item, let placing) = fact { return sees(placing, of: item, at: id) }
        guard let item = Sight.item(of: fact) else { return true }
        return newest.meeting(of: item).map { sees($0.item, at: $0.meeting) } ?? false
    }

    private func sees(_ placing: Meeting.Placing, of item: ID<Meeting.Item>, at meeting: ID<Meeting>) -> Bool {
        if placing.isClosed || newest.meeting(of: item)?.item.isClosed == true {
            guard let body = newest.meetings[meeting]?.calling?.body, seesClosed(body) else { return false }
        }
        return placing.about.map { sees($0) } ?? true
    }

    /// That leave, a hold or a talk was struck tells as much as that it was recorded.
    private func seesAnnulledOfPerson(_ entry: Entry) -> Bool {
        guard case .annulled(_, let annulment) = entry.fact, let target = try? house.entry(at: annulment.position)
        else { return true }
        return sees(target)
    }

    private func seesAnnulled(_ entry: Entry) -> Bool {
        guard case .annulled(_, let annulment) = entry.fact, let target = try? house.entry(at: annulment.position)
        else {
            return true
        }
        return seesOther(target) && seesText(target) && seesItem(target) && seesLearner(target)
            && seesCredential(target)
    }
}

extension Sight {
    /// The entries about a subject, newest first.
    public func entries(about subject: Subject, most: Int = 100) -> [Entry] { entries(about: [subject], most: most) }

    /// The entries about some subjects, newest first.
    public func entries(about subjects: [Subject], most: Int) -> [Entry] {
        house.entries(about: subjects.filter { sees($0) }, known: known, most: most).filter { sees($0) }
    }

    /// The newest entries of the ledger that the person may see.
    public func newestEntries(before position: Int? = nil, most: Int) -> [Entry] {
        var found: [Entry] = []
        house.newest(before: min(position ?? known, known), size: min(max(most, 1), 200)) { entry in
            if sees(entry) { found.append(entry) }
            return found.count < most
        }
        return found
    }

    /// Where the erasures under a person stand that the reader may see, oldest first.
    public func erasures(of other: Person) -> [Int] {
        let positions = other.erasures.filter { $0 < known }.sorted()
        return house.entries.read(positions, from: house.store).filter { sees($0) }.map(\.position)
    }

    public func entry(_ position: Int) throws(Refusal) -> Entry {
        guard position >= 0, position < known, let entry = try? house.entry(at: position), sees(entry) else {
            throw Refusal.unknown
        }
        return entry
    }

    /// Whether the person may annul or correct an entry now: the rights that hold when it is done. What somebody said as a
    /// member or in an office only that person takes back.
    public func mayAnnul(_ entry: Entry) -> Bool {
        guard entry.kind.mayBeAnnulled, may(.annulFact, about: entry.subject) else { return false }
        let words = Arguments(["position": ["\(entry.position)"], "reason": ["-"]])
        guard var deed = try? AnnulFact(words) else { return false }
        deed.target = AnnulTarget(
            subject: entry.subject, mayBeAnnulled: true, isAnnulled: newest.annulled[entry.position] != nil)
        return Access.allows(.annulFact, deed, by: person, in: newest, on: today) != nil
    }
}
