// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// A page that says what went wrong and what to do.
struct ErrorPage: Sendable {
    let status: Int
    let title: Phrase
    let text: Phrase

    init(_ status: Int, _ title: Phrase, _ text: Phrase) {
        self.status = status
        self.title = title
        self.text = text
    }

    init(_ refusal: Refusal) {
        self.init(CommandForm.status(refusal), ErrorPage.title(refusal.reason), refusal.phrase)
    }

    static func title(_ reason: Refusal.Reason) -> Phrase {
        switch reason {
        case .invalid, .outOfTurn: Phrase(da: "Det kan ikke lade sig gøre", en: "That cannot be done")
        case .unknown: Phrase(da: "Siden findes ikke", en: "There is no such page")
        case .notAllowed: Phrase(da: "Det har du ikke adgang til", en: "You have no access to that")
        case .stale: Phrase(da: "Der er sket noget imens", en: "Something has happened meanwhile")
        case .freshSignInRequired: Phrase(da: "Log ind igen", en: "Sign in again")
        case .readOnly: Phrase(da: "Der kan ikke gemmes lige nu", en: "Nothing can be saved now")
        case .busy: Phrase(da: "Prøv igen om lidt", en: "Try again shortly")
        }
    }

    static let missing = ErrorPage(
        404, Phrase(da: "Siden findes ikke", en: "There is no such page"),
        Phrase(
            da: "Adressen er forkert, eller du har ikke adgang til det, den fører til. Brug menuen, eller søg.",
            en: "The address is wrong, or you have no access to what it leads to. Use the menu, or search."))
    static let malformed = ErrorPage(
        400, Phrase(da: "Det kunne ikke læses", en: "That could not be read"),
        Phrase(
            da: "Det, browseren sendte, kunne ikke læses. Gå tilbage, og prøv igen.",
            en: "What the browser sent could not be read. Go back and try again."))
    static let wrongMethod = ErrorPage(
        405, Phrase(da: "Det kan man ikke her", en: "That cannot be done here"),
        Phrase(
            da: "Adressen tager ikke imod det. Gå tilbage, og brug knappen på siden.",
            en: "The address does not take that. Go back and use the button on the page."))
    /// Where a file may be sent, it is the file that is too large, else what was typed.
    static func tooLarge(_ limit: Int) -> ErrorPage {
        guard limit < Site.fileLimit else { return tooLargeFile }
        return ErrorPage(
            413, Phrase(da: "Der er skrevet for meget", en: "Too much was written"),
            Phrase(
                da:
                    "En formular må højst fylde \(limit >> 20) MB. Gå tilbage, skriv mindre, og prøv igen. Intet blev gemt.",
                en:
                    "A form may have at most \(limit >> 20) MB. Go back, write less, and try again. Nothing was saved.")
        )
    }

    private static let tooLargeFile = ErrorPage(
        413, Phrase(da: "Filen er for stor", en: "The file is too large"),
        Phrase(
            da: "En fil må højst fylde 25 MB. Del den, eller gem den uden billeder, og prøv igen. Intet blev gemt.",
            en:
                "A file may have at most 25 MB. Split it, or save it without pictures, and try again. Nothing was saved."
        ))
    static let tooSlow = ErrorPage(
        408, Phrase(da: "Det tog for lang tid at sende", en: "It took too long to send"),
        Phrase(
            da: "Forbindelsen er for langsom. Prøv igen, gerne fra et andet netværk. Intet blev gemt.",
            en: "The connection is too slow. Try again, best from another network. Nothing was saved."))
    static let forged = ErrorPage(
        403, Phrase(da: "Siden var for gammel", en: "The page was too old"),
        Phrase(
            da:
                "Formularen kom ikke fra en side, du har åben nu. Åbn siden igen, og udfyld den på ny. Intet blev gemt.",
            en:
                "The form did not come from a page that you have open now. Open the page again and fill it in anew. Nothing was saved."
        ))
    static let past = ErrorPage(
        409, Phrase(da: "Du ser en tidligere dag", en: "You are looking at a past day"),
        Phrase(
            da:
                "Intet kan ændres, mens en tidligere dag er vist. Gå tilbage til i dag, og gør det igen. Intet blev gemt.",
            en: "Nothing can be changed while a past day is shown. Go back to today and do it again. Nothing was saved."
        ))
    static let slow = ErrorPage(
        503, Phrase(da: "Prøv igen om lidt", en: "Try again shortly"),
        Phrase(
            da: "Mange logger ind på én gang. Vent et halvt minut, og prøv igen.",
            en: "Many sign in at once. Wait half a minute and try again."))
    /// The disk has no room for what lies beside the ledger: sessions, drafts, saved filters.
    static let full = ErrorPage(503, ErrorPage.title(.readOnly), Desk.full.phrase)
    static let longHeaders = ErrorPage(
        431, Phrase(da: "Browseren sendte for meget", en: "The browser sent too much"),
        Phrase(
            da: "Slet cookies for denne adresse, og prøv igen.", en: "Delete the cookies of this address and try again."
        ))

    static func broken(_ id: String) -> ErrorPage {
        ErrorPage(
            500, Phrase(da: "Noget gik galt hos os", en: "Something went wrong on our side"),
            Phrase(
                da: "Prøv igen. Bliver det ved, så sig til driften, og nævn nummeret \(id).",
                en: "Try again. If it goes on, tell operations and mention the number \(id)."))
    }
}
