// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// That there is an answer to what somebody reported, and nothing more: neither that it was a mail nor what it was stands in
/// the mail or in the address that it leads to (policy §9). It is read in Værn, in the inbox.
struct SuspicionLetter {
    private let sight: Sight
    private let language: Language
    private let home: HTML.Home

    /// Nil: the report or the answer is annulled, or there is a newer answer, of which another mail tells.
    init?(_ errand: Errand, _ sight: Sight, _ language: Language, _ home: HTML.Home) {
        guard let id = errand.about?.id.seen(as: Suspicion.self), let (known, report) = try? sight.suspicion(id),
            report.reporter == sight.person, known.answer(by: sight.day)?.position == errand.turn
        else { return nil }
        (self.sight, self.language, self.home) = (sight, language, home)
    }

    var paper: MailPaper {
        MailPaper(
            language: language, home: home,
            title: language(da: "Der er svar til dig i Værn", en: "There is an answer for you in Værn"),
            words: [
                language(
                    da: "Der er svar på noget, du har skrevet. Log ind, og læs det i din indbakke.",
                    en: "Something that you wrote is answered. Sign in and read it in your inbox.")
            ],
            button: .init(text: language(da: "Læs svaret i Værn", en: "Read the answer in Værn"), place: .inbox),
            foot: [
                Letters.why(
                    language(
                        da: "Du får mailen, fordi svaret er til dig. Vælg, hvilken mail du får:",
                        en: "You get this mail because the answer is for you. Choose which mail you get:"))
            ], seal: Letters.seal(sight, language))
    }
}
