// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// Recording what a phishing exercise came to: typed in counts, or from a list by unit. A list is shown before it is recorded,
/// with the small units put together.
enum ExerciseForm {
    private static let kind = CommandKind.recordExercise

    static func content(_ refusal: Refusal?, in context: Context) async throws -> Content {
        guard let id = context.argument("initiative").flatMap({ ID<Initiative>($0) }) else {
            return GenericForm.content(kind, refusal, in: context)
        }
        let (_, plan) = try context.sight.initiative(id)
        var (found, fault): (ExerciseReading?, Refusal?) = (nil, refusal)
        do throws(Refusal) {
            found = try await ExerciseIntake.read(context.arguments, context.sight.house)
        } catch {
            fault = fault ?? error
        }
        if found == nil, fault == nil, context.argument("_preview") != nil {
            fault = .invalid("file", da: "Vælg en fil, der ikke er tom.", en: "Choose a file that is not empty.")
        }
        let title = context.say(kind.label)
        let sentence =
            found == nil
            ? context.say(
                da: "Kun tal, aldrig hvem. Enheder med færre end \(Exercise.smallestGroup) modtagere lægges sammen.",
                en:
                    "Counts alone, never who. Units with fewer than \(Exercise.smallestGroup) recipients are put together."
            )
            : context.say(
                da: "Se efter, hvad filen siger. Intet er registreret endnu.",
                en: "Check what the file says. Nothing is recorded yet.")
        let head = Head(
            crumbs: [
                .init(context.say(InitiativesPage.title), Route.initiatives.link),
                .init(plan.label, Route.initiative(id).link), .init(title),
            ], title: title, sentence: "\(sentence)"
        ).html(context.language)
        return Content(
            title, menu: .initiatives, status: CommandForm.status(fault),
            head + CommandForm.summary(fault, in: context) + form(found, id, fault, context))
    }

    private static func form(
        _ found: ExerciseReading?, _ id: ID<Initiative>, _ refusal: Refusal?, _ context: Context
    ) -> HTML {
        func field(_ name: String) -> HTML { CommandForm.field(name, of: kind, refusal, in: context) }
        var hidden = [("initiative", id.description), ("_back", Route.initiative(id).path)]
        if let found { hidden.append(("shown", found.sign)) }
        let isUsable = found?.faults.isEmpty ?? true
        let record = Button(context.say(da: "Registrér", en: "Record"), kind: .primary, icon: .check).submit
        let preview = Button(
            context.say(da: "Se forhåndsvisning", en: "Preview"), kind: isUsable ? .normal : .primary,
            field: ("_preview", "1")
        ).submit
        let own = field("day") + field("first_report") + field("late_reason")
        guard let found else {
            let typed = HTML(joining: ["sent", "opened", "clicked", "reported"].map { field($0) })
            return CommandForm.open(kind, in: context, hidden: hidden, hasFiles: true, asksBeforeLeaving: true).html(
                own + typed + field("file") + PostForm.foot([record, preview]))
        }
        let again = isUsable ? CommandForm.keptFile(in: context) : field("file")
        let body =
            Panel(id: "siger", heading: context.say(da: "Det siger filen", en: "What the file says"), isWide: true)
            .html(found.sum.map { ExerciseTables.groups($0, found.groups, context) } ?? HTML())
            + IntakePanels.faults(
                found.faults, Phrase(da: "Skal rettes i filen", en: "To be mended in the file"), in: context)
            + Panel(
                id: "registrer", heading: context.say(da: "Sådan registreres det", en: "How it is recorded"),
                isWide: true
            ).padded(own + again + PostForm.foot(isUsable ? [record, preview] : [preview]))
        return CommandForm.open(kind, in: context, hidden: hidden, hasFiles: true, asksBeforeLeaving: true).html(body)
    }
}

/// The counts of exercises as tables.
enum ExerciseTables {
    /// All of it, and by unit where that is known and may be seen.
    static func groups(_ counts: Exercise.Counts, _ groups: [Exercise.Group], _ context: Context) -> HTML {
        let rows =
            [row(context.say(da: "I alt", en: "In all"), nil, counts, context)]
            + groups.map { group in
                row(
                    group.unit.map { context.name($0) } ?? context.say(da: "Øvrige enheder", en: "Other units"),
                    group.unit.map { Route.unit($0).link }, group.counts, context)
            }
        return WorkTable(
            caption: context.say(da: "Hvad mailen førte til", en: "What the mail led to"),
            columns: [
                .init(context.say(da: "Enhed", en: "Unit"), .title),
                .init(context.say(da: "Fik mailen", en: "Got the mail"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Åbnede", en: "Opened"), .number, room: .notOnPhone),
                .init(context.say(da: "Klikkede", en: "Clicked"), .number, isNamedWhenFolded: true),
                .init(context.say(da: "Anmeldte", en: "Reported"), .number, isNamedWhenFolded: true),
            ], groups: [.init(nil, rows)]
        ).html
    }

    private static func row(
        _ name: String, _ link: Link?, _ counts: Exercise.Counts, _ context: Context
    ) -> WorkTable.Row {
        WorkTable.Row([
            .title(name, link), .init(counts.sent, context.language),
            counts.opened.map { share($0, counts.sent, context) } ?? .none(context.say(da: "ukendt", en: "unknown")),
            share(counts.clicked, counts.sent, context), share(counts.reported, counts.sent, context),
        ])
    }

    /// `12` with `34 %` below.
    static func share(_ part: Int, _ total: Int, _ context: Context) -> WorkTable.Cell {
        let percent = context.language.percent(part, of: total) ?? ""
        return .init("\(context.language.number(part))<small>\(percent)</small>")
    }
}
