// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// What an auditor is told by mail: until when there is access, and that something is answered. What the answer says, and
/// what it was given with, is read in Værn.
struct AuditorLetter {
    private let errand: Errand
    private let sight: Sight
    private let language: Language
    private let home: HTML.Home

    init(_ errand: Errand, _ sight: Sight, _ language: Language, _ home: HTML.Home) {
        self.errand = errand
        self.sight = sight
        self.language = language
        self.home = home
    }

    /// Nil: the task is closed, or is another's by now.
    var access: MailPaper? {
        guard let id = errand.about?.id.seen(as: AuditEngagement.self),
            let (known, opening) = try? sight.auditEngagement(id), known.isOpen(on: sight.day),
            opening.auditor == sight.person, case .until(let last) = sight.auditorAccess(of: opening)
        else { return nil }
        let house = sight.house.fullName
        return MailPaper(
            language: language, home: home,
            title: language(da: "Din adgang som revisor hos \(house)", en: "Your access as auditor at \(house)"),
            words: [
                language(
                    da: "Opgaven \(opening.label) er oprettet til dig hos \(house).",
                    en: "The engagement \(opening.label) is opened for you at \(house)."),
                language(
                    da: "Du har læseadgang til og med den \(language.day(last)).",
                    en: "You can read until \(language.day(last))."),
            ],
            button: .init(
                text: language(da: "Se opgaven i Værn", en: "See the engagement in Værn"), place: .auditEngagement(id)),
            foot: [
                Letters.why(
                    language(
                        da: "Du får mailen, fordi opgaven er din. Vælg, hvilken mail du får:",
                        en: "You get this mail because the engagement is yours. Choose which mail you get:"))
            ], seal: Letters.seal(sight, language))
    }

    /// Nil: it is judged, withdrawn or answered anew by now.
    var answer: MailPaper? {
        guard let id = errand.about?.id.seen(as: EvidenceRequest.self),
            let (known, making) = try? sight.evidenceRequest(id), known.standing(on: sight.day) == .delivered,
            known.answers.last(where: { $0.day <= sight.day })?.position == errand.turn,
            let (engagement, opening) = try? sight.auditEngagement(making.engagement),
            engagement.isOpen(on: sight.day), opening.auditor == sight.person
        else { return nil }
        let name = sight.mailName(.evidenceRequest(id), language)
        return MailPaper(
            language: language, home: home,
            title: language(da: "Besvaret: \(name)", en: "Answered: \(name)"),
            words: [
                language(
                    da:
                        "Der er svaret på noget, du har bestilt. Se svaret i Værn, og godtag det, eller send det retur.",
                    en: "Something that you asked for is answered. See the answer in Værn, and accept or return it.")
            ],
            button: .init(
                text: language(da: "Se svaret i Værn", en: "See the answer in Værn"), place: .evidenceRequest(id)),
            foot: [
                Letters.why(
                    language(
                        da: "Du får mailen, fordi svaret venter på dig. Vælg, hvilken mail du får:",
                        en: "You get this mail because the answer waits for you. Choose which mail you get:"))
            ], seal: Letters.seal(sight, language))
    }
}
