// SPDX-License-Identifier: MPL-2.0

import Domain

extension Sentence {
    func of(_ fact: Processing.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .set(let wording):
            let capacity = language(wording.capacity.label).lowercasedFirst
            return say(
                "\(what) står i fortegnelsen over behandlinger (\(capacity))",
                "\(what) stands in the record of processing (\(capacity))")
        case .reviewed(let review):
            let next = language.day(review.next)
            return say(
                "\(what) er gennemgået; næste gang senest \(next)", "\(what) was gone through; next by \(next)")
        case .ended(let reason):
            return say("\(what) er ophørt: \(text(reason))", "\(what) has ended: \(text(reason))")
        }
    }

    /// What the record lacks on the day shown, or lacked when the duty opened.
    func gaps(_ duty: Duty, _ what: String) -> String {
        let known = sight.register.processings[duty.subject.id.seen(as: Processing.self)]
        let isDone = duty.standing(on: sight.day) == .done
        let gaps = known?.wording(on: isDone ? duty.opens : sight.day)?.gaps ?? []
        guard let first = gaps.first else {
            return say("Gør fortegnelsen færdig: \(what)", "Complete the record: \(what)")
        }
        let (one, rest) = (language(first.label), gaps.count - 1)
        let more = rest == 0 ? "" : say(" og \(rest) andre ting", " and \(rest) other things")
        return say("Skriv \(one)\(more): \(what)", "Say \(one)\(more): \(what)")
    }
}
