// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// The form of a request, filled in with what is known: the wording that is amended, or that of the dispensation that is
/// to be extended or is asked for anew.
enum RequestForm {
    static func content(_ kind: CommandKind, _ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        let from = context.argument(kind == .amendDispensation ? "dispensation" : "follows")
        guard refusal == nil, context.arguments.texts["title"] == nil,
            let id = from.flatMap({ ID<Dispensation>($0) })
        else { return GenericForm.content(kind, refusal, in: context) }
        let known = try context.sight.dispensation(id)
        guard let request = known.request else { throw .unknown }
        var filled = context
        func fill(_ name: String, _ values: [String?]) {
            filled.arguments.texts[name] = values.compactMap { $0 }
        }
        fill("paragraphs", request.paragraphs.map(\.description))
        fill("units", request.units.map(\.description))
        for (name, text) in [
            ("title", request.title), ("situation", request.situation), ("reason", request.reason),
            ("risk", request.risk), ("measures", request.measures),
        ] {
            fill(name, [context.sight.text(text)])
        }
        fill("solutions", [request.solutions.flatMap { context.sight.text($0) }])
        fill("level", [request.level.rawValue])
        if kind == .amendDispensation {
            fill("from", [context.language.fieldDay(request.from)])
            fill("to", [context.language.fieldDay(request.to)])
        } else {
            fill("unit", [request.unit.description])
            // What is extended goes on from the day after; what was refused begins when it is granted.
            let last = context.sight.period(of: known)?.to
            fill("from", [context.language.fieldDay(max(last.map { $0 + 1 } ?? request.from, context.sight.today))])
        }
        return GenericForm.content(kind, refusal, in: filled)
    }
}
