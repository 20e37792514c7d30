// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// One field of the table of commands, drawn with the control that its kind asks for.
struct FieldControl {
    let field: Domain.Field
    let kind: CommandKind
    let refusal: Refusal?
    let context: Context
    /// Asked of this thing, though not of every one.
    var isDemanded = false

    private var label: String { context.say(field.label) }
    private var hint: String? { field.hint.map { context.say($0) } }
    private var error: String? { CommandForm.error(field.name, refusal, in: context) }
    private var value: String { context.arguments.texts[field.name]?.first ?? "" }
    private var isOptional: Bool { !field.required && !isDemanded }

    var html: HTML {
        switch field.kind {
        case .line: control(.text(value))
        case .text: control(.area(minuted ?? value, rows: 4))
        case .mail: control(.text(value, .mail))
        case .day: control(.day(day))
        case .tick: Tick(field.name, label, isOn: !value.isEmpty && value != "0", error: error).html(context.language)
        case .number: control(.text(value, .number))
        case .position: control(.text(value, .number))
        case .choice(let choices): choice(choices)
        case .notice: list(Options.notices(chosen: value, in: context))
        case .unit: list(Options.units(in: context))
        case .person:
            list(
                kind == .holdMeeting && field.name == "chair"
                    ? Options.members(of: given("meeting"), in: context) : Options.persons(in: context))
        case .persons:
            many(
                kind == .holdMeeting ? Options.members(of: given("meeting"), in: context) : Options.persons(in: context)
            )
        case .document: list(Options.documents(in: context))
        case .version: list(Options.versions(of: given("document"), in: context))
        case .decision: list(Options.decisions(of: given("document"), chosen: value, in: context))
        case .engagement: list(Options.engagements(of: person, in: context))
        case .leave: list(Options.leaves(of: person, in: context))
        case .grant: list(Options.grants(of: person, in: context))
        case .deputyship: list(Options.deputyships(of: person, in: context))
        case .hold: list(Options.holds(of: person, in: context))
        case .signInMethod: list(Options.signInMethods(of: person, in: context))
        case .seat: list(Options.seats(of: body, in: context))
        case .token: list(Options.tokens(of: person, in: context))
        case .action: list(Options.actions(in: context))
        case .consultation: list(Options.consultations(in: context))
        case .comment: list(Options.comments(of: given("consultation"), in: context))
        case .paragraph: list(paragraphs)
        case .paragraphs: many(paragraphs)
        case .proposal: list(Options.proposals(chosen: value, in: context))
        case .topic: list(Options.topics(in: context))
        case .topics: many(Options.topics(in: context))
        case .dispensation: list(Options.dispensations(of: given("document"), chosen: value, in: context))
        case .meeting: list(Options.meetings(chosen: value, in: context))
        case .item: list(Options.items(of: given("meeting"), in: context))
        case .matters: many(Options.matters(of: given("meeting"), body, in: context))
        case .things: many(Options.things(of: holder, in: context))
        case .duties: many(Options.remindable(in: context))
        case .units: many(Options.units(in: context))
        case .several(let choices): many(choices.map { ($0.value, context.say($0.label)) })
        case .requirement: list(Options.requirements(chosen: value, in: context))
        case .evidence: list(Options.evidence(chosen: [value], in: context))
        case .evidences: grouped(Options.evidenceGroups(chosen:in:))
        case .nonconformity: list(Options.nonconformities(chosen: value, in: context))
        case .scope: list(Options.scopes(in: context))
        case .controlTest: list(Options.controlTests(in: context))
        case .audit: list(Options.audits(in: context))
        case .report: list(Options.reports(in: context))
        case .initiative: list(Options.initiatives(of: kind, in: context))
        case .suspicion: list(Options.suspicions(in: context))
        case .objective: list(Options.objectives(in: context))
        case .course: list(Options.courses(in: context))
        case .certificate: list(Options.certificates(in: context))
        case .competence: list(Options.competences(in: context))
        case .competences: many(Options.competences(in: context))
        case .competenceDemand: list(Options.competenceDemands(in: context))
        case .credential: list(Options.credentials(chosen: value, in: context))
        case .measure: list(Options.measures(in: context))
        case .asset: list(Options.assets(chosen: [value], in: context))
        case .assets: many(Options.assets(chosen: context.arguments.texts[field.name] ?? [], in: context))
        case .processing: list(Options.processings(in: context))
        case .subjectRequest: list(Options.subjectRequests(in: context))
        case .risk: list(Options.risks(chosen: [value], in: context))
        case .risks: many(Options.events(in: context))
        case .measures: many(Options.measures(in: context))
        case .requirements: grouped(Options.requirementGroups(chosen:in:))
        case .campaign: list(Options.campaigns(in: context))
        case .auditEngagement: list(Options.auditEngagements(in: context))
        case .evidenceRequest: list(Options.evidenceRequests(chosen: value, in: context))
        case .samples: many(Options.samples(of: given("control_test"), in: context))
        case .clause: list(Options.clauses(in: context))
        case .control: list(Options.controls(in: context))
        case .documents: many(Options.documents(in: context))
        case .framework: list(Options.frameworks(in: context))
        case .command: list(Options.commands(in: context))
        case .file: file
        }
    }

    /// A new form has today in the day it begins with.
    private var day: String {
        if field.name == "from", context.arguments.texts[field.name] == nil {
            return context.language.fieldDay(context.sight.today)
        }
        return Day(value).map { context.language.fieldDay($0) } ?? value
    }

    private var holder: Responsible? {
        (given("person") as ID<Person>?).map { .person($0) } ?? (given("unit") as ID<Unit>?).map { .unit($0) }
    }

    /// Of the text that the consultation, the dispensation or the document is about.
    private var paragraphs: [Options.Option] {
        if let consultation: ID<Consultation> = given("consultation") {
            return Options.paragraphs(of: consultation, in: context)
        }
        let asked = (given("dispensation") as ID<Dispensation>?).flatMap { try? context.sight.dispensation($0) }
        let document = asked?.request?.document ?? given("document")
        guard kind == .dropStatute else { return Options.paragraphs(of: document, in: context) }
        return Options.statutes(of: document, in: context)
    }

    /// What the minutes of an item say so far, when the form to write them is opened.
    private var minuted: String? {
        guard kind == .minuteItem, field.name == "text", !isAnswered, let item: ID<Meeting.Item> = given("item"),
            let meeting: ID<Meeting> = given("meeting"), let known = try? context.sight.meeting(meeting)
        else { return nil }
        let found = MeetingItem.all(known, context).first { $0.item.id == item && $0.isVisible }
        return found?.text.map { context.text($0) }
    }

    /// Whether somebody has filled the form in.
    private var isAnswered: Bool { context.argument("_command") != nil && context.argument("_choose") == nil }

    private var person: ID<Person>? { given("person") }
    private var body: Body.Kind? { context.argument("body").flatMap { Body.Kind(rawValue: $0) } }

    private func given<Kind>(_ name: String, _: Kind.Type = Kind.self) -> ID<Kind>? {
        context.argument(name).flatMap { ID<Kind>($0) }
    }

    private func control(_ control: Field.Control) -> HTML {
        Field(field.name, label, hint: hint, error: error, isOptional: isOptional, control).html(context.language)
    }

    private func choice(_ choices: [Domain.Field.Choice]) -> HTML {
        if choices.count <= 4, !isOptional {
            return Choices(
                name: field.name, legend: label, hint: hint, error: error,
                choices: choices.map { .init($0.value, context.say($0.label)) }, chosen: [value]
            ).html(context.language)
        }
        return list(choices.map { ($0.value, context.say($0.label)) })
    }

    private func list(_ options: [Options.Option]) -> HTML {
        let first =
            options.isEmpty
            ? context.say(da: "Der er ingen at vælge", en: "There is none to choose")
            : isOptional ? context.say(da: "Ingen", en: "None") : context.say(da: "Vælg", en: "Choose")
        var all = [(value: "", label: first)] + options
        // What a link filled in stays chosen, also when it is not on the list.
        if !value.isEmpty, !options.contains(where: { $0.value == value }) { all.append((value, value)) }
        return control(.choice(all, chosen: value))
    }

    private func many(_ options: [Options.Option]) -> HTML {
        Choices(
            name: field.name, legend: label, hint: hint, error: error,
            choices: options.map { .init($0.value, $0.label) }, chosen: ticked(options),
            isMany: true
        ).html(context.language)
    }

    /// There may be very many: in groups, and with a way to find one.
    private func grouped(_ groups: ([String], Context) -> [ChoiceGroups.Group]) -> HTML {
        let chosen = context.arguments.texts[field.name] ?? []
        return ChoiceGroups(
            name: field.name, legend: label, hint: hint, error: error, groups: groups(chosen, context),
            chosen: Set(chosen)
        ).html(context.language)
    }

    /// What is ticked. A meeting that is being called takes up all that waits, and all members are there, until somebody
    /// says otherwise.
    private func ticked(_ options: [Options.Option]) -> Set<String> {
        switch (kind, field.kind) {
        case (.callMeeting, .matters) where !isAnswered, (.holdMeeting, .persons) where !isAnswered:
            return Set(options.map(\.value))
        case (_, _): return Set(context.arguments.texts[field.name] ?? [])
        }
    }

    private var file: HTML {
        let isEvidence = [.addEvidence, .assessRequirement].contains(kind)
        var accept = isEvidence ? Options.evidenceEndings : field.name == "file" ? ".txt,.md,.markdown" : ""
        if kind == .importPersons { accept = ".csv,.xlsx,.json,.txt" }
        if kind == .importAssets || kind == .importRisks { accept = ".csv,.xlsx,.json,.xml,.txt" }
        if kind == .recordInventory { accept = ".json" }
        if kind == .recordExercise { accept = ".csv,.xlsx,.txt" }
        if kind == .adoptFramework { accept = Options.frameworkEndings }
        // The second file of a form is kept under the name of the first.
        return control(.file(accept: accept)) + (field.name == "file" ? CommandForm.keptFile(in: context) : HTML())
    }
}
