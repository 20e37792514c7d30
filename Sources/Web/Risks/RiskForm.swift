// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// The form of a risk: a new one is confidential until somebody says otherwise, and one that is changed is filled in.
enum RiskForm {
    static func content(_ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        var filled = context
        if context.argument("_command") == nil {
            if let id = context.argument("risk").flatMap({ ID<Risk>($0) }), context.argument("title") == nil {
                let (known, wording) = try context.sight.risk(id)
                let own = RiskFields(sight: context.sight, day: "").fields(wording, known.id)
                for (name, _) in own { filled.arguments.texts[name] = [] }
                for (name, value) in own {
                    if let value { filled.arguments.texts[name, default: []].append(value) }
                }
            } else if context.argument("classification") == nil {
                filled.arguments.texts["classification"] = [Classification.confidential.rawValue]
            }
        }
        return GenericForm.content(.setRisk, refusal, in: filled)
    }
}
