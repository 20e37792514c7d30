// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Sentence {
    func of(_ fact: Course.Fact, _ subject: Subject) -> String {
        let title = label(subject)
        switch fact {
        case .opened(let opening):
            let who = audience(opening.plan.audience)
            return say(
                "»\(title)« er et kursus for \(who): \(rhythm(opening.plan))",
                "“\(title)” is a course for \(who): \(rhythm(opening.plan))")
        case .planned(let plan, let reason):
            let who = audience(plan.audience)
            return say(
                "Kurset »\(title)« er nu for \(who): \(rhythm(plan)). \(text(reason))",
                "The course “\(title)” is now for \(who): \(rhythm(plan)). \(text(reason))")
        case .renewed(let due, let reason):
            return say(
                "»\(title)« skal gennemføres igen senest \(language.day(due)): \(text(reason))",
                "“\(title)” is to be completed again by \(language.day(due)): \(text(reason))")
        case .completed(let completion):
            let who = name(completion.person)
            if completion.report != nil {
                return say(
                    "\(who) har gennemført »\(title)«, som pakken meldte det",
                    "\(who) has completed “\(title)”, as the package reported")
            }
            return completion.evidence == nil
                ? say("\(who) har gennemført »\(title)«", "\(who) has completed “\(title)”")
                : say(
                    "\(who) har gennemført »\(title)« i et andet system",
                    "\(who) has completed “\(title)” in another system")
        case .revoked(let id, _):
            let who = holder(id, subject)
            return say(
                "Kursusbeviset for »\(title)« til \(who) er tilbagekaldt",
                "The certificate of “\(title)” of \(who) is revoked")
        case .reissued(let id):
            let who = holder(id, subject)
            return say(
                "Kursusbeviset for »\(title)« til \(who) er udstedt igen",
                "The certificate of “\(title)” of \(who) is issued again")
        case .closed(let reason):
            return say(
                "Kurset »\(title)« er lukket: \(text(reason))", "The course “\(title)” is closed: \(text(reason))")
        }
    }

    private func holder(_ id: ID<Course.Certificate>, _ subject: Subject) -> String {
        sight.person(holding: id, of: subject.id.seen(as: Course.self)).map { name($0) }
            ?? language(Sentence.erased)
    }

    /// »senest 14 dage efter første arbejdsdag og hvert år«.
    func rhythm(_ plan: CoursePlan) -> String {
        let days = say(
            "senest \(plan.days) dage efter første arbejdsdag", "within \(plan.days) days of the first working day")
        return plan.years == nil ? days : days + say(" og hvert år", " and every year")
    }
}

extension Sight {
    /// How a course is asked, in words.
    public func rhythm(_ plan: CoursePlan, _ language: Language) -> String {
        Sentence(sight: self, language: language, day: day).rhythm(plan)
    }

    func person(holding certificate: ID<Course.Certificate>, of course: ID<Course>) -> ID<Person>? {
        register.courses[course]?.certificate(certificate)?.person
    }
}
