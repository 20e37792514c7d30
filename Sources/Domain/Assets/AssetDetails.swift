// SPDX-License-Identifier: MPL-2.0

extension Asset {
    /// What else can be known of an asset. Nothing of it is guessed: what nobody has said is not stated.
    public struct Details: Hashable, Sendable {
        /// Who is responsible for the system from day to day (systemansvarlig).
        public var manager: ID<Person>?
        /// Who answers for its operation (driftsansvarlig).
        public var `operator`: ID<Person>?
        /// The class of what it holds (policy §7.2), not of what is said of it here.
        public var classification: Classification?
        /// Empty: not stated.
        public var personalData: [PersonalData] = []
        public var registered: Registered?
        public var criticality: Criticality?
        /// Why it is as critical as that.
        public var criticalityReason: ValueID?
        /// The municipal task area, as KL's register KLE numbers it.
        public var task: TaskArea?
        public var phase: Phase?
        /// In order of their systems, each once.
        public var externalIDs: [ExternalID] = []
        /// The products it is made of, a line each, as `Product.list` reads them.
        public var products: ValueID?

        public init() {}
    }

    /// What it holds about people: GDPR articles 4, 9 and 10, and the Danish Data Protection Act §§ 8 and 11.
    public enum PersonalData: String, Choosable {
        case none, ordinary, confidential, special, criminal

        public var label: Phrase {
            switch self {
            case .none: Phrase(da: "Ingen personoplysninger", en: "No personal data")
            case .ordinary: Phrase(da: "Almindelige personoplysninger", en: "Ordinary personal data")
            case .confidential:
                Phrase(da: "Fortrolige oplysninger, fx CPR-nummer", en: "Confidential data, such as the CPR number")
            case .special: Phrase(da: "Følsomme oplysninger (artikel 9)", en: "Special categories (Article 9)")
            case .criminal: Phrase(da: "Strafbare forhold (artikel 10)", en: "Criminal offences (Article 10)")
            }
        }
    }

    /// About how many people it holds something of.
    public enum Registered: String, Choosable {
        case hundred = "under_100"
        case thousand = "under_1000"
        case tenThousand = "under_10000"
        case hundredThousand = "under_100000"
        case more = "100000_or_more"

        public var label: Phrase {
            switch self {
            case .hundred: Phrase(da: "Under 100 personer", en: "Fewer than 100 people")
            case .thousand: Phrase(da: "100 til 999 personer", en: "100 to 999 people")
            case .tenThousand: Phrase(da: "1.000 til 9.999 personer", en: "1,000 to 9,999 people")
            case .hundredThousand: Phrase(da: "10.000 til 99.999 personer", en: "10,000 to 99,999 people")
            case .more: Phrase(da: "100.000 personer eller flere", en: "100,000 people or more")
            }
        }
    }

    public enum Criticality: String, Choosable {
        case society, business, none

        public var label: Phrase {
            switch self {
            case .society: Phrase(da: "Samfundskritisk", en: "Critical to society")
            case .business: Phrase(da: "Forretningskritisk", en: "Critical to the business")
            case .none: Phrase(da: "Ikke kritisk", en: "Not critical")
            }
        }
    }

    /// Where it is in its life.
    public enum Phase: String, Choosable {
        case considered, acquired
        case inUse = "in_use"
        case phasedOut = "phased_out"
        /// Never said: it follows from its being retired.
        case closed

        public var label: Phrase {
            switch self {
            case .considered: Phrase(da: "Overvejes", en: "Considered")
            case .acquired: Phrase(da: "Anskaffes", en: "Being acquired")
            case .inUse: Phrase(da: "I drift", en: "In operation")
            case .phasedOut: Phrase(da: "Udfases", en: "Being phased out")
            case .closed: Phrase(da: "Nedlagt", en: "Closed down")
            }
        }
    }

    /// The phase on a day: what is retired is closed down, whatever was said before.
    public func phase(on day: Day) -> Phase? {
        if let retiredOn, retiredOn <= day { return .closed }
        return wording(on: day)?.details.phase
    }
}
