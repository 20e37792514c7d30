// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

extension API.Reading {
    /// What is held about the person whose token it is, as the page gives it as a file (GDPR Articles 15 and 20).
    func held() async throws -> APIAnswer {
        guard let person = caller.person else {
            throw Refusal(
                .notAllowed,
                Phrase(
                    da: "Kun en person har oplysninger om sig selv. Brug en adgangsnøgle.",
                    en: "Only a person has data about themselves. Use a token."))
        }
        let (beside, looks) = try await host.beside(person)
        let (sight, context) = (sight, sheetContext(Arguments()))
        // It reads the whole ledger, so not on the threads that answer.
        let made = try await Blocking.run {
            let data = try sight.held(about: person)
            return try HeldFile(Held(data: data, beside: beside, looks: looks, context: context)).made(.json)
        }
        return APIAnswer(200, type: "application/json", made.bytes)
    }
}
