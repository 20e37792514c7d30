// SPDX-License-Identifier: MPL-2.0

/// How the days are reckoned of a competence that is demanded of one person (policy §9, ISO/IEC 27001 7.2). Each time that the
/// person is without it is a turn, as a course has them: it opens when somebody comes to the task, or before what shows the
/// competence runs out, and it is done when it is shown again.
struct CompetenceReckoning {
    /// Days together on which the person's tasks demand it.
    struct Span: Hashable, Sendable {
        let from: Day
        var until: Day?
        /// How many days there are from the first one.
        let days: Int
        /// Why it is asked from the first one: the person came to the task, or the demand came to the person.
        let cause: CourseTurn.Cause
    }

    /// Days on which the person has it, and how they ended.
    struct Cover: Hashable, Sendable {
        let from: Day
        /// The first day on which it no longer counts; nil: it goes on.
        let until: Day?
        /// It was taken back: nobody knew before that it would end.
        let isRevoked: Bool
    }

    /// Days before it runs out that it shows as something to do: a course from outside takes time to find.
    static let notice = 60

    let absences: [Absence]
    /// In order, none within another.
    let covers: [Cover]

    init(absences: [Absence], covers: [Cover]) {
        self.absences = absences.sorted { $0.from < $1.from }
        self.covers = CompetenceReckoning.joined(covers)
    }

    func covers(_ day: Day) -> Cover? { covers.first { day.isIn($0.from, before: $0.until) } }

    func turns(in span: Span) -> [CourseTurn] {
        var found: [CourseTurn] = []
        var without = span.from
        var ended: Cover?
        for cover in covers where cover.until.map({ span.from < $0 }) ?? true {
            if let until = span.until, cover.from >= until { break }
            if cover.from > without { found.append(turn(span, from: without, after: ended, done: cover.from)) }
            guard let until = cover.until, span.until.map({ until < $0 }) ?? true else { return found }
            (without, ended) = (until, cover)
        }
        found.append(turn(span, from: without, after: ended, done: nil))
        return found
    }

    private func turn(_ span: Span, from: Day, after cover: Cover?, done: Day?) -> CourseTurn {
        var (cause, begins, opens, planned) = (span.cause, from, from, from + span.days)
        if let cover, cover.isRevoked {
            cause = .renewal
        } else if let cover {
            begins = max(cover.from, span.from)
            (cause, opens, planned) = (.yearly, max(begins, from - 1 - CompetenceReckoning.notice), from - 1)
        }
        return CourseTurn(
            cause: cause, begins: begins, opens: opens, planned: planned,
            due: absences.putOff(planned, days: span.days), done: done, falls: done == nil ? span.until : nil)
    }

    /// What touches is one; what ends later decides how it ends.
    private static func joined(_ covers: [Cover]) -> [Cover] {
        var found: [Cover] = []
        let all = covers.filter { cover in cover.until.map { cover.from < $0 } ?? true }
        for cover in all.sorted(by: { ($0.from, $0.until ?? .distantFuture) < ($1.from, $1.until ?? .distantFuture) }) {
            guard let last = found.last else {
                found.append(cover)
                continue
            }
            guard let end = last.until else { break }
            if cover.from > end {
                found.append(cover)
            } else if cover.until.map({ end < $0 }) ?? true {
                found[found.count - 1] = Cover(from: last.from, until: cover.until, isRevoked: cover.isRevoked)
            }
        }
        return found
    }
}

extension [Absence] {
    /// A due day inside leave of two weeks or more moves to so many days after the first working day back, as with courses;
    /// nil while that leave has no last day. The absences are in order.
    func putOff(_ planned: Day, days: Int, movesToWorkingDay: Bool = false) -> Day? {
        var due = planned
        for absence in self where absence.from <= due {
            guard let last = absence.last else { return nil }
            guard due <= last, last - absence.from + 1 >= CourseReckoning.shortestLeave else { continue }
            let back = last.nextWorkingDay
            due = back + days
            if movesToWorkingDay, !due.isWorkingDay { due = due.nextWorkingDay }
        }
        return due
    }
}
