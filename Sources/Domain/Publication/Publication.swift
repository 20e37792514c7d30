// SPDX-License-Identifier: MPL-2.0

/// How an organisation publishes (policy §11: published on the website for its stakeholders). What is published is not
/// chosen here: it is every document whose version in force is classified Offentlig, and nothing else.
public struct Publication: Hashable, Sendable {
    public let isOn: Bool
    /// Whether names of persons stand on public pages: contact persons, and who wrote imported rows of a version table.
    public let showsNames: Bool
    /// The host name under which the public pages are read; nil: the address of the installation.
    public let host: ValueID?
    /// Where questions go: a mail address or an https address.
    public let contact: ValueID?
    /// The accessibility statement (lov om tilgængelighed af offentlige organers websteder § 4).
    public let statement: ValueID?
    /// Where vulnerabilities are reported (RFC 9116).
    public let security: ValueID?

    public init(
        isOn: Bool, showsNames: Bool, host: ValueID?, contact: ValueID?, statement: ValueID?, security: ValueID?
    ) {
        self.isOn = isOn
        self.showsNames = showsNames
        self.host = host
        self.contact = contact
        self.statement = statement
        self.security = security
    }

    /// What is looked at again each year, because outsiders rely on it.
    public enum Matter: String, Choosable {
        /// The contact for vulnerabilities: RFC 9116 §2.5.5 asks that it expires in less than a year.
        case securityContact = "security_contact"
        /// The accessibility statement, kept up to date at least once a year.
        case statement = "accessibility_statement"

        public var label: Phrase {
            switch self {
            case .securityContact: Phrase(da: "Kontakten for sårbarheder", en: "The contact for vulnerabilities")
            case .statement: Phrase(da: "Tilgængelighedserklæringen", en: "The accessibility statement")
            }
        }

        /// For how many days an assurance holds.
        var holds: Int {
            switch self {
            case .securityContact: 360
            case .statement: 365
            }
        }

        var rule: Rule {
            switch self {
            case .securityContact: .securityContact
            case .statement: .statement
            }
        }
    }

    /// Somebody made sure that what stands there is right.
    struct Review: Hashable, Sendable {
        let matter: Matter
        let day: Day
        let position: Int
    }

    /// Whether outsiders are shown this.
    func offers(_ matter: Matter) -> Bool {
        guard isOn else { return false }
        return switch matter {
        case .securityContact: security != nil
        case .statement: statement != nil
        }
    }
}

extension Organisation {
    /// How it publishes on `day`; nil: it does not.
    public func published(on day: Day) -> Publication? {
        publication.value(on: day).flatMap { $0.isOn ? $0 : nil }
    }

    /// Each time that a matter was made sure of, by looking at it or by writing it anew, in the order of the days.
    private func assurances(of matter: Publication.Matter) -> [Day] {
        let written = publication.entries.filter { $0.value.offers(matter) }.map(\.from)
        return Set(written + reviews.filter { $0.matter == matter }.map(\.day)).sorted()
    }

    /// The last day on which what outsiders are told of a matter holds; nil if they are told nothing.
    public func holds(_ matter: Publication.Matter, on day: Day) -> Day? {
        guard published(on: day)?.offers(matter) == true else { return nil }
        return assurances(of: matter).last { $0 <= day }.map { $0 + matter.holds }
    }

    /// The duties to look at what outsiders rely on before it expires. Falls away when it is offered no more.
    func publicationDuties() -> [Duty] {
        Publication.Matter.allCases.flatMap { matter -> [Duty] in
            let days = assurances(of: matter)
            return days.enumerated().compactMap { index, day in
                let next = index + 1 < days.count ? days[index + 1] : nil
                let stopped = publication.entries.first { $0.from > day && !$0.value.offers(matter) }?.from
                // What was written and taken away on one day asks for nothing.
                guard publication.value(on: day)?.offers(matter) == true else { return nil }
                return Duty(
                    rule: matter.rule, subject: .organisation(id), turn: Int(day.number),
                    responsible: .role(.security), access: .everyone, opens: day + matter.holds - 45,
                    due: day + matter.holds - 14, done: earlier(next, stopped),
                    holdsUntil: day + matter.holds)
            }
        }
    }
}
