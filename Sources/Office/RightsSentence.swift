// SPDX-License-Identifier: MPL-2.0

import Domain

extension Sentence {
    func of(_ fact: Token.Fact) -> String {
        switch fact {
        case .issued(let person, let scope, let until):
            return say(
                "\(name(person)) har fået en adgangsnøgle (\(scope.label.da.lowercased())) til og med \(language.day(until))",
                "\(name(person)) has been issued a token (\(scope.label.en.lowercased())) until \(language.day(until))")
        case .revoked: return say("En adgangsnøgle er tilbagekaldt", "A token is revoked")
        }
    }

    /// That rights were reviewed, with the figures of it.
    func of(_ made: RightsReview.Made) -> String {
        let quarter = made.quarter.label
        return say(
            "Adgange er gennemgået for \(quarter.da): \(made.persons) personer, \(made.conflicts) konflikter",
            "Access was reviewed for the \(quarter.en): \(made.persons) persons, \(made.conflicts) conflicts")
    }

    /// The review that is to be carried out.
    func rights(_ duty: Duty) -> String {
        let quarter = Quarter(Day(number: Int32(clamping: duty.turn))).label
        return say("Gennemgå adgange for \(quarter.da)", "Review access for the \(quarter.en)")
    }
}
