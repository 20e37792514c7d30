// SPDX-License-Identifier: MPL-2.0

public import Domain

extension Access {
    /// How far a right reaches.
    public enum Reach: String, Hashable, Sendable, CaseIterable {
        /// Everything.
        case all
        /// What belongs to a unit that the person heads, or to one below it.
        case headed
        /// What belongs to the person's own unit.
        case unit
        /// What is the person's own.
        case own
        /// What the body decides in which the person sits.
        case seat
        /// What a body decides.
        case bodies

        public var label: Phrase {
            switch self {
            case .all: Phrase(da: "alt", en: "all")
            case .headed: Phrase(da: "enheder, man leder", en: "units headed")
            case .unit: Phrase(da: "egen enhed", en: "own unit")
            case .own: Phrase(da: "eget", en: "own")
            case .seat: Phrase(da: "eget organ", en: "own body")
            case .bodies: Phrase(da: "organernes sager", en: "matters of the bodies")
            }
        }
    }
}
