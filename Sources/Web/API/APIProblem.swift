// SPDX-License-Identifier: MPL-2.0

import Domain

/// Why a request was not answered, as RFC 9457 has it. The type is stable; what is said is in the reader's language.
struct APIProblem: Error {
    /// One thing that is wrong, and where.
    struct Fault: Sendable {
        /// The member, the query parameter or the header.
        let field: String
        let detail: Phrase
    }

    /// The kinds of problem. The raw value is the problem's type.
    enum Kind: String, CaseIterable, Sendable {
        case malformed, unauthorised
        case readOnlyToken = "read-only-token"
        case notAllowed = "not-allowed"
        case freshSignInRequired = "fresh-sign-in-required"
        case unknown
        case method = "method-not-allowed"
        case outOfTurn = "out-of-turn"
        case stale
        case tooSlow = "too-slow"
        case tooLarge = "too-large"
        case mediaType = "unsupported-media-type"
        case invalid
        case readOnly = "read-only"
        case busy
        case failed

        var status: Int {
            switch self {
            case .malformed: 400
            case .unauthorised: 401
            case .readOnlyToken, .notAllowed, .freshSignInRequired: 403
            case .unknown: 404
            case .method: 405
            case .tooSlow: 408
            case .outOfTurn: 409
            case .stale: 412
            case .tooLarge: 413
            case .mediaType: 415
            case .invalid: 422
            case .readOnly: 423
            case .failed: 500
            case .busy: 503
            }
        }

        var title: Phrase {
            switch self {
            case .malformed: Phrase(da: "Forespørgslen kan ikke læses", en: "The request cannot be read")
            case .unauthorised: Phrase(da: "Adgangsnøgle mangler eller gælder ikke", en: "A valid token is missing")
            case .readOnlyToken: Phrase(da: "Nøglen må kun læse", en: "The token may only read")
            case .notAllowed: Phrase(da: "Ikke tilladt", en: "Not allowed")
            case .freshSignInRequired: Phrase(da: "Kræver nyt login", en: "A fresh sign-in is required")
            case .unknown: Phrase(da: "Findes ikke", en: "Not found")
            case .method: Phrase(da: "Metoden findes ikke her", en: "Method not allowed")
            case .outOfTurn: Phrase(da: "Kan ikke gøres nu", en: "Cannot be done now")
            case .stale: Phrase(da: "Ændret siden", en: "Changed since")
            case .tooSlow: Phrase(da: "For langsomt", en: "Too slow")
            case .tooLarge: Phrase(da: "For stort", en: "Too large")
            case .mediaType: Phrase(da: "Indholdstypen kan ikke bruges", en: "Unsupported media type")
            case .invalid: Phrase(da: "Noget skal rettes", en: "Something must be corrected")
            case .readOnly: Phrase(da: "Kan kun læses", en: "Read-only")
            case .busy: Phrase(da: "Optaget", en: "Busy")
            case .failed: Phrase(da: "Fejl i Værn", en: "A fault in Værn")
            }
        }
    }

    let kind: Kind
    let detail: Phrase
    var errors: [Fault] = []
    var headers: [(String, String)] = []
    /// The page where it can be done.
    var page: String?

    init(_ kind: Kind, _ detail: Phrase, errors: [Fault] = [], headers: [(String, String)] = []) {
        self.kind = kind
        self.detail = detail
        self.errors = errors
        self.headers = headers
    }

    init(_ kind: Kind, da: String, en: String) {
        self.init(kind, Phrase(da: da, en: en))
    }

    /// One parameter of the query, header or member that is wrong.
    init(_ kind: Kind, field: String, da: String, en: String) {
        let phrase = Phrase(da: da, en: en)
        self.init(kind, phrase, errors: [Fault(field: field, detail: phrase)])
    }

    init(_ refusal: Refusal) {
        let kind: Kind =
            switch refusal.reason {
            case .invalid: .invalid
            case .outOfTurn: .outOfTurn
            case .unknown: .unknown
            case .notAllowed: .notAllowed
            case .stale: .stale
            case .freshSignInRequired: .freshSignInRequired
            case .readOnly: .readOnly
            case .busy: .busy
            }
        self.init(kind, refusal.phrase, errors: refusal.field.map { [Fault(field: $0, detail: refusal.phrase)] } ?? [])
    }

    static let unknown = APIProblem(Refusal.unknown)
    static let tooLarge = APIProblem(
        .tooLarge, da: "Det fylder for meget: højst \(API.mostBody >> 20) MB kan sendes på én gang.",
        en: "It is too large: at most \(API.mostBody >> 20) MB can be sent at once.")
    static let tooSlow = APIProblem(
        .tooSlow, da: "Det kom for langsomt frem og blev ikke ventet på. Prøv igen fra en hurtigere forbindelse.",
        en: "It arrived too slowly and was not waited for. Try again on a faster connection.")
    /// Nothing of what went wrong inside is told; the log has it.
    static let failed = APIProblem(
        .failed, da: "Noget gik galt i Værn. Prøv igen, og sig det til driften, hvis det bliver ved.",
        en: "Something went wrong in Værn. Try again, and tell operations if it goes on.")

    func answer(_ language: Language) -> APIAnswer {
        let body = JSON.members([
            ("type", .string(kind.rawValue)), ("title", .string(language(kind.title))),
            ("status", .number(kind.status)), ("detail", .string(language(detail))),
            (
                "errors",
                errors.isEmpty
                    ? nil
                    : .array(
                        errors.map {
                            .members([("field", .string($0.field)), ("detail", .string(language($0.detail)))])
                        })
            ), ("page", page.map { .string($0) }),
        ])
        var headers = headers
        if kind == .busy { headers.append(("retry-after", "1")) }
        return APIAnswer(kind.status, type: "application/problem+json", headers: headers, body.bytes)
    }
}
