// SPDX-License-Identifier: MPL-2.0

import Domain

extension Sentence {
    /// No sentence names who asked.
    func of(_ fact: SubjectRequest.Fact, _ subject: Subject) -> String {
        let what = label(subject)
        switch fact {
        case .received(let receipt):
            let rights = receipt.rights.map { language($0.label).lowercasedFirst }.joined(separator: ", ")
            let day = language.day(receipt.came)
            return say(
                "Henvendelsen \(receipt.label) er modtaget \(day): \(rights)",
                "The request \(receipt.label) was received on \(day): \(rights)")
        case .assigned(let handler, _):
            let who = name(handler)
            return say("\(who) behandler nu \(what)", "\(who) now handles \(what)")
        case .identified(let identity, _):
            let word = language(identity.label).lowercasedFirst
            return say("Hvem der spørger i \(what): \(word)", "Who asks in \(what): \(word)")
        case .extended(let told, _):
            let day = language.day(told)
            return say(
                "Fristen for \(what) er forlænget to måneder, fortalt \(day)",
                "The deadline of \(what) is extended by two months, told on \(day)")
        case .noted: return say("Der er gjort noget ved \(what)", "Something was done about \(what)")
        case .answered(let answer):
            let (word, day) = (language(answer.outcome.label).lowercasedFirst, language.day(answer.told))
            return say("\(what) er besvaret \(day): \(word)", "\(what) was answered on \(day): \(word)")
        }
    }
}
