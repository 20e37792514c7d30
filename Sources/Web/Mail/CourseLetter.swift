// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// What a person is told by mail of a course that is not completed: a week before its last day, on that day, and when it
/// has passed (policy §9). Courses with the same last day share one mail.
struct CourseLetter {
    enum Stage: Hashable, Sendable, CaseIterable {
        case soon, today, late

        /// Days before the last day from which it is soon, and after it in which a mail that it has passed still says
        /// something new; from then on the weekly mail reminds of it.
        static let span = 7

        /// Nil: not yet, or no more.
        init?(due: Day, on today: Day) {
            switch due - today {
            case 1...Stage.span: self = .soon
            case 0: self = .today
            case -Stage.span...(-1): self = .late
            default: return nil
            }
        }

        init?(_ kind: Errand.Kind) {
            switch kind {
            case .courseSoon: self = .soon
            case .courseToday: self = .today
            case .courseLate: self = .late
            case .decision, .digest, .reading, .reminder, .access, .answer, .word: return nil
            }
        }

        var kind: Errand.Kind {
            switch self {
            case .soon: .courseSoon
            case .today: .courseToday
            case .late: .courseLate
            }
        }
    }

    /// The mails about courses that are to be sent to a person on a day: one for each last day.
    static func errands(
        _ sight: Sight, _ organisation: ID<Organisation>, _ now: Instant
    ) -> [Errand] {
        var found: [Errand] = []
        for duty in sight.untaught() {
            guard let stage = Stage(due: duty.due, on: sight.day) else { continue }
            let errand = Errand(
                stage.kind, organisation, to: sight.person, about: nil, turn: Int(duty.due.number), made: now)
            if !found.contains(where: { $0.key == errand.key }) { found.append(errand) }
        }
        return found
    }

    private let stage: Stage
    private let duties: [Duty]
    private let sight: Sight
    private let language: Language
    private let home: HTML.Home

    /// Nil: they are completed, or put off, or another mail says how it stands by now.
    init?(_ errand: Errand, _ sight: Sight, _ language: Language, _ home: HTML.Home) {
        let due = Day(number: Int32(clamping: errand.turn))
        guard let stage = Stage(errand.kind), Stage(due: due, on: sight.day) == stage else { return nil }
        duties = sight.untaught().filter { $0.due == due }
        guard !duties.isEmpty else { return nil }
        (self.stage, self.sight, self.language, self.home) = (stage, sight, language, home)
    }

    var paper: MailPaper {
        let (due, last) = (duties[0].due, language.day(duties[0].due))
        let name =
            duties.count == 1
            ? sight.mailName(duties[0].subject, language)
            : language.count(
                duties.count, Plural(one: Phrase(da: "kursus", en: "course"), many: Phrase(da: "kurser", en: "courses"))
            )
        let distance = language.distance(to: due, from: sight.day)
        let title =
            switch stage {
            case .soon: language(da: "Gennemfør senest \(last): \(name)", en: "Complete by \(last): \(name)")
            case .today: language(da: "Sidste dag i dag: \(name)", en: "Last day today: \(name)")
            case .late: language(da: "Fristen er overskredet: \(name)", en: "Past its last day: \(name)")
            }
        let words =
            switch stage {
            case .soon:
                language(
                    da: "Du mangler at gennemføre \(name). Sidste dag er \(last), \(distance).",
                    en: "You have yet to complete \(name). The last day is \(last), \(distance).")
            case .today:
                language(
                    da: "Du mangler at gennemføre \(name), og i dag er sidste dag.",
                    en: "You have yet to complete \(name), and today is the last day.")
            case .late:
                language(
                    da: "Du mangler at gennemføre \(name). Sidste dag var \(last). Gennemfør det, så snart du kan.",
                    en: "You have yet to complete \(name). The last day was \(last). Complete it as soon as you can.")
            }
        var paper = MailPaper(language: language, home: home, title: title, words: [words])
        if duties.count > 1 {
            paper.parts = [
                .init(
                    heading: nil,
                    items: duties.map { .init(text: sight.mailSentence($0, language), place: Route($0.subject)) })
            ]
        }
        paper.button = .init(
            text: language(da: "Begynd i Værn", en: "Begin in Værn"),
            place: duties.count == 1 ? Route(duties[0].subject) : .courses)
        paper.foot = [
            Letters.why(
                language(
                    da: "Du får mailen, fordi du skal gennemføre det. Se dine kurser:",
                    en: "You get this mail because it is for you to complete. See your courses:"), .courses)
        ]
        paper.seal = Letters.seal(sight, language)
        return paper
    }
}
