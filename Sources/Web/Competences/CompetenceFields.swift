// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// Which command records what an entry about a competence should have said, with its fields.
struct CompetenceFields {
    typealias Found = (kind: CommandKind, values: [(String, String?)])

    let sight: Sight
    /// The day that the entry counts from, as a field has it.
    let day: String

    /// What a competence is, as its form has it.
    func fields(_ wording: Competence.Wording, _ id: ID<Competence>) -> [(String, String?)] {
        [
            ("competence", "\(id)"), ("title", sight.text(wording.title)), ("about", sight.text(wording.about)),
            ("months", wording.months.map { "\($0)" }), ("course", wording.course.map { "\($0)" }), ("from", day),
        ]
    }

    func read(_ fact: Competence.Fact, _ id: ID<Competence>) -> Found? {
        let own: (String, String?) = ("competence", "\(id)")
        switch fact {
        case .set(let wording): return (.setCompetence, fields(wording, id))
        case .demanded(_, let demand):
            let audience = demand.audience
            let whom: [(String, String?)] =
                audience.units.map { ("units", "\($0)") } + audience.roles.map { ("roles", $0.rawValue) }
                + audience.kinds.map { ("kinds", $0.rawValue) }
            return (
                .demandCompetence,
                [
                    own, ("reach", audience.isEverybody ? "everybody" : "chosen"), ("days", "\(demand.days)"),
                    ("basis", sight.text(demand.basis)), ("document", demand.document.map { "\($0)" }), ("from", day),
                ] + whom
            )
        case .demandEnded(let demand, let reason):
            return (
                .endCompetenceDemand,
                [own, ("demand", "\(demand)"), ("from", day), ("reason_new", sight.text(reason))]
            )
        case .credited(_, let credential):
            return (
                .recordCredential,
                [
                    own, ("person", "\(credential.person)"), ("day", day), ("issuer", sight.text(credential.issuer)),
                    ("number", sight.text(credential.number)), ("until", credential.until?.description),
                    ("evidence", credential.evidence.map { "\($0)" }),
                ]
            )
        case .confirmed(let credential): return (.confirmCredential, [own, ("credential", "\(credential)")])
        case .revoked(let credential, let reason):
            return (
                .revokeCredential,
                [own, ("credential", "\(credential)"), ("from", day), ("reason_new", sight.text(reason))]
            )
        case .withdrawn(let reason): return (.withdrawCompetence, [own, ("reason_new", sight.text(reason))])
        }
    }
}

extension Options {
    static func competences(in context: Context) -> [Option] {
        context.sight.competences.map { known in
            (known.id.description, context.sight.label(.competence(known.id), context.language) ?? known.id.description)
        }
    }

    /// The demands of the competence that is named beside them, those that hold.
    static func competenceDemands(in context: Context) -> [Option] {
        (named(context)?.demands ?? []).filter { $0.endedOn == nil }.map {
            ("\($0.id)", "\(context.sight.words($0.audience, context.language)), \(context.text($0.basis))")
        }
    }

    /// What shows it, of the competence that is named beside them, the newest first.
    static func credentials(chosen: String, in context: Context) -> [Option] {
        let all = named(context)?.credentials.values.joined().filter {
            $0.revokedOn == nil && context.sight.seesCertificates(of: $0.person)
        }
        return (all ?? []).sorted { $0.position > $1.position }.prefix(most).map {
            ("\($0.id)", "\(context.name($0.person)), \(context.language.shortDay($0.day))")
        }
    }

    private static func named(_ context: Context) -> Competence? {
        context.argument("competence").flatMap { ID<Competence>($0) }.flatMap { try? context.sight.competence($0) }?.0
    }
}
