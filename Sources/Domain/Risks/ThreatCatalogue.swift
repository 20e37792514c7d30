// SPDX-License-Identifier: MPL-2.0

/// Threats that somebody has listed: Værn’s own, or one that the organisation has adopted. Within it a code names one threat
/// for good, so that `trusler:T23` means the same in every organisation and every year.
public struct ThreatCatalogue: Sendable {
    /// What the catalogue that comes with Værn is named; nobody adopts another one under it.
    public static let own = Framework.Name(known: "trusler")

    /// As in addresses and in `name:code`. Frameworks and catalogues of threats share their names.
    public let name: Framework.Name
    /// What it is called among people.
    public let label: Phrase
    /// Where it comes from, and whose words it is in.
    public let source: Phrase
    /// In the order of their codes.
    public let threats: [Threat]
    private let places: [Threat.Code: Int]

    /// - Precondition: no two threats have the same code.
    public init(name: Framework.Name, label: Phrase, source: Phrase, threats: some Sequence<Threat>) {
        self.name = name
        self.label = label
        self.source = source
        self.threats = threats.sorted { $0.code < $1.code }
        places = Dictionary(uniqueKeysWithValues: self.threats.enumerated().map { ($1.code, $0) })
    }

    public subscript(code: Threat.Code) -> Threat? { places[code].map { threats[$0] } }

    /// How one of its threats is named from outside it.
    public func reference(to threat: Threat) -> ClauseReference { ClauseReference(name, threat.code) }

    /// Those that are proposed for assets of a kind.
    public func proposed(for target: Threat.Target) -> [Threat] { threats.filter { $0.targets.contains(target) } }

    /// The threats by their headings: categories in their order, and groups of the catalogue's own as they first come. What
    /// has none stands last.
    public var groups: [(heading: Phrase?, threats: [Threat])] {
        var groups: [(heading: Phrase?, threats: [Threat])] = []
        for category in Threat.Category.allCases {
            let own = threats.filter { $0.category == category }
            if !own.isEmpty { groups.append((category.label, own)) }
        }
        var places: [Phrase: Int] = [:]
        for threat in threats where threat.category == nil {
            guard let group = threat.group else { continue }
            if let place = places[group] {
                groups[place].threats.append(threat)
            } else {
                places[group] = groups.count
                groups.append((group, [threat]))
            }
        }
        let rest = threats.filter { $0.heading == nil }
        return rest.isEmpty ? groups : groups + [(nil, rest)]
    }
}
