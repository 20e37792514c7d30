// SPDX-License-Identifier: MPL-2.0

import Domain

extension Sentence {
    /// What happened with a meeting of direktion or bestyrelse.
    func of(_ fact: Meeting.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        func number(_ item: ID<Meeting.Item>) -> String {
            sight.register.meeting(of: item).map { "\($0.item.placing.order)" } ?? "?"
        }
        switch fact {
        case .called(let calling):
            let days = when(calling.days)
            switch calling.method {
            case .meeting:
                return say(
                    "\(calling.body.label.da) er indkaldt til møde \(days) (\(calling.label))",
                    "\(calling.body.label.en) is called to a meeting \(days) (\(calling.label))")
            case .written:
                return say(
                    "\(calling.body.label.da) behandler sager skriftligt \(days) (\(calling.label))",
                    "\(calling.body.label.en) deals with matters in writing \(days) (\(calling.label))")
            }
        case .moved(let days, let reason):
            return say(
                "\(what) er flyttet til \(when(days)): \(text(reason))",
                "\(what) is moved to \(when(days)): \(text(reason))")
        case .cancelled(let reason):
            return say("\(what) er aflyst: \(text(reason))", "\(what) is cancelled: \(text(reason))")
        case .placed(let item, _):
            let title = sight.title(of: item, language) ?? say("et punkt", "an item")
            return say(
                "Punkt \(number(item)) er sat på dagsordenen for \(what): \(title)",
                "Item \(number(item)) is put on the agenda of \(what): \(title)")
        case .dropped(let item, let reason):
            return say(
                "Punkt \(number(item)) er taget af \(what): \(text(reason))",
                "Item \(number(item)) is taken off \(what): \(text(reason))")
        case .postponed(let item, let reason):
            return say(
                "Punkt \(number(item)) i \(what) er udsat: \(text(reason))",
                "Item \(number(item)) of \(what) is postponed: \(text(reason))")
        case .closed(let item):
            return say(
                "Punkt \(number(item)) i \(what) er lukket for offentligheden",
                "Item \(number(item)) of \(what) is closed to the public")
        case .answered(let item, let by, let stance, _):
            return say(
                "\(name(by)) har svaret på punkt \(number(item)) i \(what): \(stance.label.da.lowercased())",
                "\(name(by)) has replied to item \(number(item)) of \(what): \(stance.label.en.lowercased())")
        case .held(let attendance):
            let (here, all) = (attendance.present.count, attendance.present.count + attendance.absent.count)
            return say(
                "\(what) er holdt med \(here) af \(all) medlemmer", "\(what) is held with \(here) of \(all) members")
        case .minuted(let item, _):
            return say(
                "Referatet af punkt \(number(item)) i \(what) er skrevet",
                "The minutes of item \(number(item)) of \(what) are written")
        case .submitted:
            return say(
                "Referatet af \(what) er sendt til godkendelse", "The minutes of \(what) are submitted for approval")
        case .journal(let fact): return of(fact, subject)
        case .approved: return say("Referatet af \(what) er godkendt", "The minutes of \(what) are approved")
        }
    }

    private func when(_ days: Meeting.Days) -> String {
        guard let deadline = days.deadline else { return language.day(days.day) }
        return say(
            "fra \(language.day(days.day)) til \(language.day(deadline))",
            "from \(language.day(days.day)) to \(language.day(deadline))")
    }
}
