// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// Which command records what an entry about a risk should have said, with its fields.
struct RiskFields {
    typealias Found = (kind: CommandKind, values: [(String, String?)])

    let sight: Sight
    /// The day that the entry counts from, as a field has it.
    let day: String

    /// What a risk is, as its form has it.
    func fields(_ wording: Risk.Wording, _ id: ID<Risk>) -> [(String, String?)] {
        let own: [(String, String?)] = [
            ("risk", "\(id)"), ("kind", wording.kind.rawValue), ("title", sight.text(wording.title)),
            ("scenario", sight.text(wording.scenario)),
            ("threats", wording.threats.map(\.description).joined(separator: ", ")),
            ("vulnerabilities", sight.text(wording.vulnerabilities)), ("unit", "\(wording.unit)"),
            ("owner", wording.owner.map { "\($0)" }), ("classification", wording.classification.rawValue),
            ("barred", wording.isBarred ? "1" : nil),
        ]
        let many: [(String, String?)] =
            wording.assets.map { ("assets", "\($0)") } + wording.properties.map { ("properties", $0.rawValue) }
        // Those that the person may not see stay without being named.
        let events = wording.events.filter { sight.sees(.risk($0)) }.map { ("events", Optional("\($0)")) }
        return own + many + events + wording.measures.map { ("measures", "\($0)") }
    }

    /// How it was judged, as the form has it.
    func fields(_ assessment: Risk.Assessment, _ id: ID<Risk>) -> [(String, String?)] {
        var found: [(String, String?)] = [("risk", "\(id)"), ("day", day)]
        for stage in Risk.Stage.allCases {
            guard let estimate = assessment[stage] else { continue }
            found.append((AssessRisk.field(stage), "\(estimate.likelihood)"))
            for one in estimate.consequences {
                found.append(
                    (AssessRisk.field(stage, one.dimension), one.step.map { "\($0)" } ?? AssessRisk.irrelevant))
                found.append((AssessRisk.reason(stage, one.dimension), sight.text(one.reason)))
            }
        }
        return found + [
            ("reason_new", sight.text(assessment.reason)), ("confidence", assessment.confidence.rawValue),
            ("disagreement", sight.text(assessment.disagreement)), ("treatment", assessment.treatment.rawValue),
            ("next", assessment.next.description),
        ] + (assessment.numbers?.written { (try? sight.measure($0).0)?.number } ?? []).map { ($0.name, $0.value) }
    }

    func read(_ fact: Risk.Fact, _ id: ID<Risk>) -> Found? {
        let own: (String, String?) = ("risk", "\(id)")
        switch fact {
        case .set(let wording): return (.setRisk, fields(wording, id))
        case .assessed(let assessment): return (.assessRisk, fields(assessment, id))
        case .verified(let verification):
            return (
                .verifyRisk,
                [
                    own, ("day", day), ("cause", verification.cause.rawValue),
                    ("finding", sight.text(verification.finding)), ("next", verification.next.description),
                ]
            )
        case .closed(let reason): return (.closeRisk, [own, ("reason_new", sight.text(reason))])
        }
    }

    /// What the reason of a step is called in an entry: »Nuværende, økonomi«.
    static func label(of field: String) -> Phrase? {
        for stage in Risk.Stage.allCases {
            for dimension in RiskMethod.Dimension.allCases where AssessRisk.reason(stage, dimension) == field {
                return Phrase(
                    da: "\(stage.label.da), \(dimension.label.da.lowercasedFirst)",
                    en: "\(stage.label.en), \(dimension.label.en.lowercasedFirst)")
            }
        }
        return nil
    }
}

extension Options {
    /// Open ones by level, as many as anybody can choose among, and the one that is chosen already.
    static func risks(chosen: [String], in context: Context) -> [Option] {
        let sight = context.sight
        let listed = sight.risks().prefix(500).map(\.id)
        let named = chosen.compactMap { ID<Risk>($0) }.filter { !listed.contains($0) && (try? sight.risk($0)) != nil }
        return (named + listed).map { id in (id.description, sight.label(.risk(id)) ?? id.description) }
    }

    /// The events that an operational risk can belong to.
    static func events(in context: Context) -> [Option] {
        let sight = context.sight
        var found: [Option] = []
        for known in sight.risks() where known.wording(on: sight.day)?.kind == .strategic {
            found.append((known.id.description, sight.label(.risk(known.id)) ?? known.id.description))
            if found.count == 200 { break }
        }
        return found
    }
}

extension Context {
    /// What a proposal to accept a risk says; the last of each row is what it leads to.
    func rows(
        acceptanceOf id: ID<Risk>, _ position: Int, _ until: Day
    ) -> [(label: String, value: String, subject: Subject?)] {
        var rows: [(label: String, value: String, subject: Subject?)] = [
            (
                say(da: "Risiko", en: "Risk"), sight.label(.risk(id), on: nil, language) ?? say(Sentence.erased),
                .risk(id)
            )
        ]
        let known = (try? sight.risk(id))?.0
        if let made = known?.assessments.first(where: { $0.position == position }) {
            for stage in Risk.Stage.allCases {
                guard let level = sight.level(of: made, stage) else { continue }
                rows.append((language(stage.label), language(level.label), nil))
            }
            rows.append((say(da: "Vurderet", en: "Assessed"), language.day(made.day), nil))
            rows.append((say(da: "Håndtering", en: "Treatment"), language(made.treatment.label), nil))
        }
        rows.append((say(da: "Accepteres til og med", en: "Accepted until"), language.day(until), nil))
        return rows
    }
}
