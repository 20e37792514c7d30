// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Office

/// The catalogues of threats that a risk may name threats of: the one that comes with Værn, and those that the organisation
/// has adopted by the day shown. Everybody may see them, as frameworks.
extension Sight {
    /// Those that come with Værn.
    var ownThreats: ThreatCatalogue { ShippedThreats.catalogue }

    /// By its name; nil: there is none, or its file cannot be read any more.
    func threatCatalogue(_ name: Framework.Name) -> ThreatCatalogue? {
        if name == ownThreats.name { return ownThreats }
        guard let adoption = adoptedFramework(name)?.adoption, adoption.kind == .threats else { return nil }
        return FrameworkShelf.of(house).threats(adoption, texts)
    }

    /// All of them, Værn’s own first.
    var threatCatalogues: [ThreatCatalogue] {
        [ownThreats]
            + adoptedFrameworks.filter { $0.adoption.kind == .threats }.compactMap { threatCatalogue($0.adoption.name) }
    }

    /// The threat that a reference names.
    func threat(_ reference: ClauseReference) -> Threat? { threatCatalogue(reference.framework)?[reference.clause] }
}

extension House {
    /// The threat that a reference names now, in a catalogue that something new may be said from; nil: there is none.
    func threat(_ reference: ClauseReference) -> Threat? {
        if reference.framework == ThreatCatalogue.own { return ShippedThreats.catalogue[reference.clause] }
        let state = state
        guard let known = state.register.adoptedFramework(reference.framework), !known.isRetired(on: clock.today),
            let adoption = known.adoption, adoption.kind == .threats
        else { return nil }
        return FrameworkShelf.of(self).threats(adoption, texts)?[reference.clause]
    }
}

extension FrameworkReading {
    /// As a catalogue, as it was adopted. What was no catalogue of threats in its file has a threat for each clause, below
    /// the heading that it stands below.
    func catalogue(_ adoption: AdoptedFramework.Adoption, _ texts: Texts) -> ThreatCatalogue {
        func text(_ id: ValueID?) -> String? { id.flatMap { texts.text($0) } }
        let title = text(adoption.label) ?? adoption.name.text
        let from = [text(adoption.publisher), text(adoption.edition)].compactMap { $0 }.joined(separator: ", ")
        return ThreatCatalogue(
            name: adoption.name, label: Phrase(da: title, en: title),
            source: from.isEmpty
                ? Phrase(da: "Organisationens egen fil.", en: "The organisation’s own file.")
                : Phrase(da: "Fra \(from).", en: "From \(from)."), threats: threats.isEmpty ? clausesAsThreats : threats
        )
    }

    private var clausesAsThreats: [Threat] {
        let titles = Dictionary(clauses.map { ($0.id, $0.title) }) { first, _ in first }
        return clauses.filter { !$0.isHeading }.map { clause in
            Threat(code: clause.id, name: clause.title, about: clause.text, group: clause.parent.flatMap { titles[$0] })
        }
    }
}
