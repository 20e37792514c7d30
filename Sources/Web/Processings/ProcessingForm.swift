// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// The form of a processing, in parts. One that is changed comes filled in, so that what is left alone stays as it is.
enum ProcessingForm {
    static func content(_ refusal: Refusal?, in given: Context) throws(Refusal) -> Content {
        var context = given
        let id = context.argument("processing").flatMap { ID<Processing>($0) }
        if context.argument("_command") == nil, let id, context.argument("title") == nil {
            let (_, wording) = try context.sight.processing(id)
            let own = ProcessingFields(sight: context.sight, day: "").fields(wording, id)
            for (name, values) in Dictionary(grouping: own, by: \.0) {
                context.arguments.texts[name] = values.compactMap(\.1)
            }
        }
        let subject = id.map { Subject.processing($0) }
        let title =
            id == nil
            ? context.say(CommandKind.setProcessing.label)
            : context.say(da: "Ret behandling", en: "Change a processing")
        var crumbs = [Head.Crumb(context.say(ProcessingsPage.title), Route.processings.link)]
        if let subject, let label = context.sight.label(subject, context.language) {
            crumbs.append(Head.Crumb(label, Route(subject).link))
        }
        crumbs.append(Head.Crumb(title))
        let lead = context.say(
            da: "Skriv det, I ved. Det, der mangler, bliver en opgave for enheden.",
            en: "Write what you know. What is missing becomes a task of the unit.")
        let parts = Part.allCases.map { part in
            Gate.group(
                id: "del-\(part.rawValue)", context.say(part.label), nil,
                HTML(each: part.names) { CommandForm.field($0, of: .setProcessing, refusal, in: context) })
        }
        let form = CommandForm.open(
            .setProcessing, in: context, about: subject, hidden: id.map { [("processing", $0.description)] } ?? [],
            asksBeforeLeaving: true)
        let foot = PostForm.foot([
            Button(
                context.say(id == nil ? CommandKind.setProcessing.label : Phrase(da: "Gem", en: "Save")),
                kind: .primary
            ).submit,
            Button(context.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(
                (subject.map { Route($0) } ?? .processings).link),
        ])
        return Content(
            title, menu: .processings, status: CommandForm.status(refusal),
            Head(crumbs: crumbs, title: title, sentence: "\(lead)").html(context.language)
                + CommandForm.summary(refusal, in: context) + form.html(HTML(joining: parts) + foot))
    }

    /// The parts of the form.
    private enum Part: String, CaseIterable {
        case about = "om"
        case lawfulness = "grundlag"
        case content = "indhold"
        case transfer = "overfoersel"
        case keeping = "opbevaring"

        var label: Phrase {
            switch self {
            case .about: Phrase(da: "Hvad det er", en: "What it is")
            case .lawfulness: Phrase(da: "Hvorfor det er lovligt", en: "Why it is lawful")
            case .content: Phrase(da: "Om hvem, og hvad", en: "About whom, and what")
            case .transfer: Phrase(da: "Ud af EU og EØS", en: "Out of the EU and the EEA")
            case .keeping: Phrase(da: "Sletning og sikkerhed", en: "Erasure and security")
            }
        }

        var names: [String] {
            switch self {
            case .about: ["capacity", "title", "purpose", "unit", "responsible", "begins", "controllers"]
            case .lawfulness: ["grounds", "law"]
            case .content: ["people", "personal_data", "kinds", "recipients"]
            case .transfer: ["transfer", "countries", "safeguards"]
            case .keeping: ["erasure", "security", "assets"]
            }
        }
    }
}

/// Which command records what an entry about a processing should have said, with its fields.
struct ProcessingFields {
    typealias Found = (kind: CommandKind, values: [(String, String?)])

    let sight: Sight
    /// The day that the entry counts from, as a field has it.
    let day: String

    /// What a processing is, as its form has it.
    func fields(_ wording: Processing.Wording, _ id: ID<Processing>) -> [(String, String?)] {
        let own: [(String, String?)] = [
            ("processing", "\(id)"), ("capacity", wording.capacity.rawValue), ("title", sight.text(wording.title)),
            ("purpose", sight.text(wording.purpose)), ("unit", "\(wording.unit)"),
            ("responsible", wording.responsible.map { "\($0)" }), ("begins", wording.begins?.description),
            ("controllers", sight.text(wording.controllers)), ("law", sight.text(wording.law)),
            ("people", sight.text(wording.people)), ("kinds", sight.text(wording.kinds)),
            ("recipients", sight.text(wording.recipients)), ("transfer", wording.transfer?.rawValue),
            ("countries", sight.text(wording.countries)), ("erasure", sight.text(wording.erasure)),
            ("security", sight.text(wording.security)),
        ]
        let grounds: [(String, String?)] = wording.grounds.map { ("grounds", $0.rawValue) }
        let data: [(String, String?)] = wording.data.map { ("personal_data", $0.rawValue) }
        let safeguards: [(String, String?)] = wording.safeguards.map { ("safeguards", $0.rawValue) }
        return own + grounds + data + safeguards + wording.assets.map { ("assets", "\($0)") }
    }

    func read(_ fact: Processing.Fact, _ id: ID<Processing>) -> Found? {
        let own: (String, String?) = ("processing", "\(id)")
        switch fact {
        case .set(let wording): return (.setProcessing, fields(wording, id))
        case .reviewed(let review):
            return (
                .reviewProcessing,
                [own, ("day", day), ("finding", sight.text(review.finding)), ("next", review.next.description)]
            )
        case .ended(let reason): return (.endProcessing, [own, ("reason_new", sight.text(reason))])
        }
    }

    /// What its texts are called in an entry.
    static let names: [String: Phrase] = [
        "controllers": Phrase(da: "Dataansvarlige", en: "Controllers"),
        "people": Phrase(da: "Kategorier af personer", en: "Categories of people"),
        "kinds": Phrase(da: "Oplysninger", en: "Data"), "recipients": Phrase(da: "Modtagere", en: "Recipients"),
        "countries": Phrase(da: "Tredjelande", en: "Third countries"),
        "erasure": Phrase(da: "Slettefrister", en: "Limits for erasure"),
        "protection": Phrase(da: "Sikkerhed", en: "Security"),
        "finding": Phrase(da: "Hvad der blev fundet", en: "What was found"),
    ]
}

extension Options {
    /// Those that have not ended, as many as a list can hold.
    static func processings(in context: Context) -> [Option] {
        context.sight.processings.filter { $0.endedOn == nil }.prefix(most).map { known in
            (known.id.description, context.sight.label(.processing(known.id)) ?? known.id.description)
        }
    }
}
