// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office

/// What the page of a framework says of one that the organisation has adopted itself: where it comes from, what may be
/// done with it, and the file itself.
struct AdoptedFrameworkNotes {
    let framework: AdoptedFramework
    let adoption: AdoptedFramework.Adoption
    let context: Context

    private var language: Language { context.language }
    private var day: Day { context.sight.day }

    init?(_ name: Framework.Name, _ context: Context) {
        guard let (framework, adoption) = context.sight.adoptedFramework(name) else { return nil }
        self.framework = framework
        self.adoption = adoption
        self.context = context
    }

    var tag: Tag? {
        framework.isRetired(on: day) ? Tag(context.say(da: "Ude af brug", en: "Retired")) : nil
    }

    var acts: [HTML] {
        var acts = [
            Button(context.say(da: "Hent filen", en: "Get the file")).link(
                Route.frameworkFile(adoption.name, isCatalogue: false).link)
        ]
        if adoption.catalogue != nil {
            acts.append(
                Button(context.say(da: "Hent kataloget", en: "Get the catalogue")).link(
                    Route.frameworkFile(adoption.name, isCatalogue: true).link))
        }
        if !context.sight.isPast, tag == nil, context.sight.may(.retireFramework, about: .framework(framework.id)) {
            acts.append(
                Button(context.say(CommandKind.retireFramework.label)).link(
                    Link(
                        Route.command(.retireFramework), query: [("framework", framework.id.description)])))
        }
        return acts
    }

    /// Why it is not to be used, or cannot be shown as it was adopted.
    var remarks: HTML {
        var html = HTML()
        if let reason = framework.retirement.value(on: day) {
            html += Note(.info).html(context.say(da: "Ude af brug", en: "Retired"), "\(context.text(reason))")
        }
        if let problem { html += Note(.warn).html("<p>\(problem)</p>") }
        return html
    }

    /// What is wrong with the file; nil where it reads as it did when it was adopted.
    var problem: String? {
        switch context.sight.book(adoption) {
        case .erased:
            return context.say(
                da: "Filen er slettet, så punkterne kan ikke vises. Det, der blev besluttet ud fra dem, står ved magt.",
                en: "The file has been erased, so its clauses cannot be shown. What was decided from them stands.")
        case .unreadable(let why):
            return context.say(
                da: "Filen kan ikke læses længere, så punkterne kan ikke vises. \(why.da)",
                en: "The file cannot be read any more, so its clauses cannot be shown. \(why.en)")
        case .read(let reading):
            guard reading.clauses.count != adoption.clauses else { return nil }
            return context.say(
                da: "Der blev læst \(adoption.clauses) punkter, da det blev indført, og \(reading.clauses.count) nu.",
                en: "\(adoption.clauses) clauses were read when it was adopted, and \(reading.clauses.count) now.")
        }
    }

    /// Where it comes from, and what the file says of copyright.
    var panel: HTML {
        var rows: [SummaryList.Row] = []
        func add(_ label: Phrase, _ value: ValueID?) {
            if let value { rows.append(.init(language(label), text: context.text(value))) }
        }
        rows.append(.init(context.say(da: "Navn i adresser", en: "Name in addresses"), text: adoption.name.text))
        add(Phrase(da: "Udgave", en: "Edition"), adoption.edition)
        add(Phrase(da: "Udgiver", en: "Publisher"), adoption.publisher)
        add(Phrase(da: "Adresse", en: "Address"), adoption.source)
        if !adoption.languages.isEmpty {
            rows.append(
                .init(
                    context.say(da: "Sprog", en: "Languages"), text: adoption.languages.joined(separator: ", ")))
        }
        rows.append(
            .init(
                context.say(da: "Rettigheder", en: "Rights"),
                text: adoption.rights.map { context.text($0) }
                    ?? context.say(
                        da:
                            "Filen siger intet om rettigheder. Del den ikke uden for organisationen uden at vide, om I må.",
                        en:
                            "The file says nothing of rights. Do not share it outside the organisation unless you know you may."
                    )))
        rows.append(.init(context.say(da: "Fil", en: "File"), text: context.text(adoption.fileName)))
        rows.append(.init("SHA-256", Hash(id: "sha256", full: adoption.sha256, isWhole: true).html(language)))
        rows.append(
            .init(
                context.say(da: "Indført", en: "Adopted"),
                """
                <a\(href: Route.entry(framework.position))>\(language.shortTime(framework.adoptedOn))</a>
                """))
        let heading = context.say(da: "Hvor det kommer fra", en: "Where it comes from")
        return Panel(id: "kilde", heading: heading).padded(SummaryList(rows: rows, isWide: true).html(language))
            + context.historyPanel([.framework(framework.id)])
    }

    /// The page of one whose file cannot be read: all but its clauses.
    var page: HTML {
        let title = context.text(adoption.label)
        return Head(
            crumbs: [.init(context.say(FrameworksPage.title), Route.frameworks.link), .init(title)], title: title,
            state: [tag?.html].compactMap { $0 }, acts: acts
        ).html(language) + remarks + panel
    }
}

extension Site {
    /// The bytes that a framework was adopted from, as they were handed in; to be kept as a file, never opened in the
    /// browser.
    func frameworkFile(_ name: Framework.Name, _ isCatalogue: Bool, _ visit: inout Visit) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let context = try await dated(&visit)
        guard let adoption = context.sight.adoptedFramework(name)?.adoption,
            let file = isCatalogue ? adoption.catalogue : adoption.file, let bytes = context.sight.texts.bytes(file)
        else { throw Refusal.unknown }
        let given = isCatalogue ? nil : context.sight.text(adoption.fileName)
        return Answer(
            200, type: "application/octet-stream", bytes,
            headers: [
                ("content-disposition", Headers.attachment(given ?? "\(adoption.name)-katalog"))
            ])
    }
}
