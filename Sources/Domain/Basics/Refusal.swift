// SPDX-License-Identifier: MPL-2.0

/// Why a command was not carried out, in words for the person who gave it: what is wrong and what to do. Nothing was written.
public struct Refusal: Error, Hashable, Sendable {
    /// How the doors answer: the HTTP status and the exit code follow from it.
    public enum Reason: String, Hashable, Sendable {
        /// What was given cannot be used as it is; `field` says where.
        case invalid
        /// The thing is there, but not in a state where this can be done.
        case outOfTurn
        /// There is no such thing, or not for this person: the two cannot be told apart.
        case unknown
        /// The person has no right to do this.
        case notAllowed
        /// The thing was changed since the person looked at it.
        case stale
        /// A new sign-in is demanded (decisions, rights, keys).
        case freshSignInRequired
        /// Nothing can be written now: read-only, a past day is shown, or the disk is nearly full.
        case readOnly
        /// Too much at once; try again.
        case busy
    }

    public let reason: Reason
    public let phrase: Phrase
    /// The form field or JSON member that it concerns, if one.
    public let field: String?

    public init(_ reason: Reason, _ phrase: Phrase, field: String? = nil) {
        self.reason = reason
        self.phrase = phrase
        self.field = field
    }

    public static func invalid(_ field: String, da: String, en: String) -> Refusal {
        Refusal(.invalid, Phrase(da: da, en: en), field: field)
    }

    public static func outOfTurn(da: String, en: String) -> Refusal {
        Refusal(.outOfTurn, Phrase(da: da, en: en))
    }

    public static let unknown = Refusal(
        .unknown,
        Phrase(
            da: "Det findes ikke, eller du har ikke adgang til det. Gå tilbage, og vælg det på listen.",
            en: "It does not exist, or you have no access to it. Go back and choose it from the list."))
    public static let notAllowed = Refusal(
        .notAllowed,
        Phrase(
            da: "Det har du ikke ret til. Spørg en administrator, hvis det hører til dit arbejde.",
            en: "You have no right to do this. Ask an administrator if it belongs to your work."))
}
