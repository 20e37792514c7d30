// SPDX-License-Identifier: MPL-2.0

/// A text whose drafting was annulled. Nobody reads it, but what others wrote about it is as confidential as it was at its
/// strictest (policy §7.2).
struct StruckText: Hashable, Sendable {
    let id: ID<Document.Version>
    let position: Int
    let classification: Classification

    init(_ version: Document.Version) {
        id = version.id
        position = version.position
        classification = version.draft.classification
    }
}

extension Document {
    /// The class of the document on `day`, by its newest owner. A text that is to be open to more from a later day
    /// opens nothing before it.
    public func accessClass(on day: Day) -> AccessClass { accessClass(classification(on: day)) }

    /// The class that one classification gives it.
    public func accessClass(_ classification: Classification) -> AccessClass {
        guard let unit = owner.newest ?? struckOwner else { return .everyone }
        return switch classification {
        case .public, .internal: .everyone
        case .confidential: .unit(unit)
        case .strict: .circle(unit)
        }
    }

    /// How confidential one of its texts is on `day`, also one that is annulled; nil: there never was such a text.
    func classification(ofText id: ID<Version>, on day: Day) -> Classification? {
        versions.first { $0.id == id }?.classification(on: day)
            ?? struck.first { $0.id == id }.map { classification(of: $0) }
    }

    /// As it was written, or as strict as was proposed since.
    func classification(of text: StruckText) -> Classification {
        reclassifications.filter { $0.isStricter && $0.position > text.position }
            .reduce(text.classification) { max($0, $1.classification) }
    }
}

/// Who may see a thing: a small set of classes, so that lists and counts can be kept per class (policy §7.2).
public enum AccessClass: Hashable, Comparable, Sendable {
    /// Everybody in the organisation.
    case everyone
    /// The unit and those above it, the security team, the DPO, direktion and bestyrelse, auditors.
    case unit(ID<Unit>)
    /// The head of the unit, the security team, the DPO and the direktion.
    case circle(ID<Unit>)

    /// Those who steer and look after: direktion, bestyrelse, the security team, the DPO, auditors.
    case governing

    /// The one who confided it, and the security team.
    case confided(ID<Person>)

    /// The one who handles it, the data protection officer and the security team.
    case handled(ID<Person>)

    private var key: (Int, UInt64, UInt64) {
        switch self {
        case .everyone: (0, 0, 0)
        case .unit(let id): (1, id.high, id.low)
        case .circle(let id): (3, id.high, id.low)
        case .governing: (2, 0, 0)
        case .confided(let id): (4, id.high, id.low)
        case .handled(let id): (5, id.high, id.low)
        }
    }

    public static func < (left: AccessClass, right: AccessClass) -> Bool { left.key < right.key }
}
