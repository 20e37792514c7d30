// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// The requirements that hold, as a catalogue in OSCAL: what the assessments are about. Each is a control under its number,
/// with its sentence as its statement.
struct OSCALRequirements {
    let frame: OSCALFrame
    /// Those that the reader may see, by number.
    let all: [(known: Requirement, wording: Requirement.Wording)]

    init(_ frame: OSCALFrame) {
        self.frame = frame
        let day = frame.sight.day
        all = frame.sight.requirements.compactMap { known in known.wording(on: day).map { (known, $0) } }
    }

    private var sight: Sight { frame.sight }

    /// What the requirement is called in the files: `k-17`.
    static func token(_ wording: Requirement.Wording) -> String { "k-\(wording.number)" }
    static func statement(_ wording: Requirement.Wording) -> String { token(wording) + "_smt" }

    func catalogue() -> [UInt8] {
        frame.file(
            .catalogue, root: "catalog", title: frame.language(OSCALFile.catalogue.label),
            [("controls", .some(all.map { control($0.known, $0.wording) }))])
    }

    private func control(_ known: Requirement, _ wording: Requirement.Wording) -> DataTree {
        let token = Self.token(wording)
        let expected: DataTree = .members([
            ("id", .text(token + "_exp")), ("name", .text("guidance")),
            ("title", frame.title(frame.say(da: "Forventet dokumentation", en: "Expected evidence"))),
            ("prose", frame.prose(frame.text(wording.expected))),
        ])
        let statement: DataTree = .members([
            ("id", .text(Self.statement(wording))), ("name", .text("statement")),
            ("prose", frame.prose(frame.text(wording.demand))),
        ])
        return .members([
            ("id", .text(token)), ("class", .text("requirement")),
            ("title", frame.title(frame.label(.requirement(known.id)))),
            ("props", .some(properties(known, wording))), ("links", .some(links(wording))),
            ("parts", .list([statement, expected])),
        ])
    }

    private func properties(_ known: Requirement, _ wording: Requirement.Wording) -> [DataTree] {
        let (months, trigger): (Int?, ValueID?) =
            switch wording.rhythm {
            case .months(let months): (months, nil)
            case .trigger(let trigger): (nil, trigger)
            }
        var all = [
            OSCALWriter.property("label", wording.label), frame.own("reference", "\(known.id)"),
            frame.own("source", wording.source.kind.rawValue), frame.own("stated", known.statedOn),
            frame.own("compliance", sight.compliance(of: known).rawValue),
            frame.own("responsible", sight.name(wording.unit, on: nil, frame.language)),
            months.flatMap { frame.own("months", $0) }, frame.own("trigger", trigger.map { frame.text($0) }),
            frame.own("ends", sight.end(of: known)),
        ]
        switch wording.source {
        case .law(let law, _, _, _): all.append(frame.own("law", frame.text(law)))
        case .clause(let clause): all.append(frame.own("clause", clause.description))
        case .paragraph: break
        }
        all += wording.areas.map { frame.own("area", $0.rawValue) }
        all += wording.properties.map { frame.own("security-property", $0.rawValue) }
        all += known.mappings(on: sight.day).map { clause, mapping in
            frame.own("maps-\(mapping.relation.rawValue)", clause.description)
        }
        return all.compactMap { $0 }
    }

    /// The paragraph that it was found in, where the document may be seen.
    private func links(_ wording: Requirement.Wording) -> [DataTree] {
        guard case .paragraph(let document, let paragraph, _) = wording.source,
            (try? sight.document(document)) != nil
        else { return [] }
        let subject = Subject.document(document)
        return [
            .members([
                ("href", .text(frame.resource(subject, frame.label(subject)))), ("rel", .text("reference")),
                ("text", .text(paragraph.description)),
            ])
        ]
    }
}
