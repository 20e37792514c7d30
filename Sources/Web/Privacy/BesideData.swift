// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

/// What lies beside the ledger about a person: secrets, and what is being done just now. None of it is evidence, and all of it
/// goes with the person.
extension Aside.Shelf {
    /// What a row of the shelf is, and for how long; nil: nothing on it is about a person. A new shelf does not compile until
    /// it has a line here.
    var held: (label: Phrase, keeping: Phrase)? {
        switch self {
        case .account, .proof, .token:
            (
                Phrase(da: "Hemmeligheder til login", en: "Secrets for signing in"),
                Phrase(
                    da: "Som tal, der ikke kan regnes tilbage, til kontoen eller nøglen lukkes.",
                    en: "As numbers that cannot be turned back, until the account or the token is closed.")
            )
        case .session:
            (
                Phrase(da: "Login, der er i gang", en: "Sign-ins under way"),
                Phrase(da: "Til der logges ud, eller de udløber.", en: "Until signing out, or until they run out.")
            )
        case .draft:
            (
                Phrase(da: "Formularer og filer, der ikke er sendt færdig", en: "Forms and files not yet sent"),
                Phrase(da: "Højst 30 dage.", en: "At most 30 days.")
            )
        case .manuscript:
            (
                Phrase(da: "Afsnit, der er skrevet i en kladde", en: "Paragraphs written in a draft"),
                Phrase(da: "Til kladden bliver til en version.", en: "Until the draft becomes a version.")
            )
        case .read:
            (
                Phrase(
                    da: "Hvilken version af et dokument der sidst blev åbnet",
                    en: "Which version of a document was opened last"),
                Phrase(
                    da: "3 år. Bruges kun til at vise, hvad der er nyt.",
                    en: "3 years. Used only to show what is new.")
            )
        case .seen:
            (
                Phrase(da: "Hvad der er åbnet som revisor", en: "What was opened as an auditor"),
                Phrase(da: "3 år.", en: "3 years.")
            )
        case .looked:
            (
                Phrase(
                    da: "Hvem der har slået disse oplysninger op", en: "Who looked these data up"),
                Phrase(da: "3 år.", en: "3 years.")
            )
        case .mail, .mailFault, .mailed, .mailTold:
            (
                Phrase(da: "Mail, der er sendt eller venter", en: "Mail that was sent or waits"),
                Phrase(
                    da: "400 dage. Kun at der er skrevet om hvad, aldrig selve teksten.",
                    en: "400 days. Only that there was mail and about what, never its text.")
            )
        case .mailChoice:
            (
                Phrase(da: "Hvilken mail der er valgt", en: "Which mail is chosen"),
                Phrase(da: "Til der vælges om.", en: "Until another is chosen.")
            )
        case .filter:
            (
                Phrase(da: "Gemte filtre", en: "Saved filters"),
                Phrase(da: "3 år efter, at de sidst blev brugt.", en: "3 years after they were last used.")
            )
        case .lesson:
            (
                Phrase(da: "Hvor langt man er i et kursus", en: "How far somebody is in a course"),
                Phrase(
                    da: "Til kurset er gennemført, højst 2 år.", en: "Until the course is completed, at most 2 years.")
            )
        case .appraisal:
            (
                Phrase(
                    da: "Svar i en vurdering, der ikke er sendt ind", en: "Answers of an appraisal that is not sent in"),
                Phrase(da: "Til den er sendt ind, højst 92 dage.", en: "Until it is sent in, at most 92 days.")
            )
        // Numbers of tries by name, one-time codes, a mark and the organisation's secret with its sign-in system: nobody's.
        case .throttle, .code, .mailMark, .provider: nil
        }
    }
}

/// So many rows of a kind lie beside the ledger about somebody.
struct BesideData: Sendable {
    let label: Phrase
    let keeping: Phrase
    var count: Int

    /// Of one person, in the order of the shelves; what there is none of is left out.
    static func held(about person: ID<Person>, in aside: Aside) async throws -> [BesideData] {
        let counts = try await aside.transact { store in
            try Aside.Shelf.allCases.map { shelf in
                try (shelf, shelf.held == nil ? 0 : store.rows(shelf: shelf.rawValue, owner: Ref(person)).count)
            }
        }
        var found: [BesideData] = []
        for (shelf, count) in counts where count > 0 {
            guard let held = shelf.held else { continue }
            if let index = found.firstIndex(where: { $0.label == held.label }) {
                found[index].count += count
            } else {
                found.append(BesideData(label: held.label, keeping: held.keeping, count: count))
            }
        }
        return found
    }
}

/// Somebody looked at what is held about another: it is told to the one it is about.
struct HeldLook: Sendable {
    let by: ID<Person>
    let at: Instant
    /// Took it as a file.
    let format: String?

    static let keptFor: Int64 = 3 * 365 * 86_400_000

    init(by: ID<Person>, at: Instant, format: String?) {
        self.by = by
        self.at = at
        self.format = format
    }

    init?(_ bytes: [UInt8]) {
        guard let row = try? JSONReader.read(bytes), let by = row["by"]?.text.flatMap({ ID<Person>($0) }),
            let at = row["at"]?.text.flatMap({ Int64($0) })
        else { return nil }
        self.init(by: by, at: Instant(milliseconds: at), format: row["format"]?.text)
    }

    var json: JSON {
        .members([
            ("by", .string(by.description)), ("at", .string("\(at.milliseconds)")),
            ("format", format.map { .string($0) }),
        ])
    }

    /// Newest first.
    static func all(about person: ID<Person>, in aside: Aside) async throws -> [HeldLook] {
        try await aside.transact { store in
            try store.rows(shelf: Aside.Shelf.looked.rawValue, owner: Ref(person)).map(\.bytes)
        }.compactMap { HeldLook($0) }.sorted { $0.at > $1.at }
    }
}
