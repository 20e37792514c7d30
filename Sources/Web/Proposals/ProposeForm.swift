// SPDX-License-Identifier: MPL-2.0
import Domain
import Office

/// The form of a proposal, filled in with what is known: today's list, or the wording that takes the place of another.
enum ProposeForm {
    static func content(_ kind: CommandKind, _ refusal: Refusal?, in context: Context) throws(Refusal) -> Content {
        guard refusal == nil, context.arguments.texts["question"] == nil else {
            return GenericForm.content(kind, refusal, in: context)
        }
        var filled = context
        func fill(_ name: String, _ values: [String?]) { filled.arguments.texts[name] = values.compactMap { $0 } }
        if kind == .proposeTopics, context.arguments.texts["topics"] == nil {
            fill("topics", context.sight.demandedTopics.map(\.description))
        }
        if let id = context.argument("follows").flatMap({ ID<Proposal>($0) }) {
            let (_, wording) = try context.sight.proposal(id)
            for (name, text) in [
                ("question", wording.question), ("reasons", wording.reasons), ("if_yes", wording.ifYes),
                ("if_no", wording.ifNo),
            ] {
                fill(name, [context.sight.text(text)])
            }
            fill("conditions", [wording.conditions.flatMap { context.sight.text($0) }])
            switch wording.content {
            case .topics(let topics, let added):
                fill("topics", topics.map(\.description))
                fill("added", [added.flatMap { context.sight.text($0.name) }])
            case .delegation(let topic, let unit, let from, let until):
                fill("topic", [topic.description])
                fill("unit", [unit.description])
                fill("from", [context.language.fieldDay(max(from, context.sight.today))])
                fill("to", [until.map { context.language.fieldDay($0) }])
            case .measure(let text, let about, let unit, let due):
                fill("measure", [context.sight.text(text)])
                fill("unit", [unit.description])
                fill("done", [context.language.fieldDay(due)])
                let standing = context.sight.duties(about: about).filter { $0.standing(on: context.sight.day) != .done }
                let duty = standing.last { wording.isAgainst($0) } ?? standing.last
                fill("duties", [duty.map { Reminder.Target($0).text }])
            case .acceptance(let risk, _, let until):
                fill("risk", [risk.description])
                fill("until", [context.language.fieldDay(until)])
            // It has a form of its own.
            case .method: break
            case .other(let text):
                fill("resolution", [context.sight.text(text)])
                fill("body", [wording.body.rawValue])
            }
        } else {
            question(kind, &filled)
        }
        return GenericForm.content(kind, refusal, in: filled)
    }

    /// The question as it will usually be asked.
    private static func question(_ kind: CommandKind, _ context: inout Context) {
        let question: String?
        switch kind {
        case .proposeTopics:
            question = context.say(
                da: "Skal listen over krævede emnepolitikker ændres?",
                en: "Is the list of topic policies to be changed?")
        case .proposeDelegation:
            let topic = context.argument("topic").flatMap { ID<Topic>($0) }.flatMap {
                context.sight.name($0, context.language)
            }
            question = topic.map {
                context.say(
                    da: "Skal ansvaret for \($0.lowercased()) delegeres?", en: "Is \($0.lowercased()) to be delegated?")
            }
        case .proposeAcceptance:
            let risk = context.argument("risk").flatMap { ID<Risk>($0) }.flatMap { context.sight.label(.risk($0)) }
            question = risk.map {
                context.say(da: "Skal risikoen accepteres: \($0)?", en: "Is the risk accepted: \($0)?")
            }
        default: question = nil
        }
        if let question { context.arguments.texts["question"] = [question] }
    }
}
