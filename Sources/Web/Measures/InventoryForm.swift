// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// Recording what an asset is made of: the bill is read and held against the one before it, and only then recorded.
enum InventoryForm {
    private static let kind = CommandKind.recordInventory

    static func content(_ refusal: Refusal?, in context: Context) async throws -> Content {
        guard let id = context.argument("asset").flatMap({ ID<Domain.Asset>($0) }) else {
            return GenericForm.content(kind, refusal, in: context)
        }
        let (known, wording) = try context.sight.asset(id)
        var (found, fault): (InventoryReading?, Refusal?) = (nil, refusal)
        do throws(Refusal) {
            found = try await InventoryIntake.read(context.arguments)
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
                da: "Filen siger, hvilke produkter aktivet er lavet af. Du ser forskellen, før noget registreres.",
                en:
                    "The file says which products the asset is made of. You see the difference before anything is recorded."
            )
            : context.say(
                da: "Se efter, hvad filen siger. Intet er registreret endnu.",
                en: "Check what the file says. Nothing is recorded yet.")
        let head = Head(
            crumbs: [
                .init(context.say(AssetsPage.title), Route.assets.link), .init(wording.label, Route.asset(id).link),
                .init(title),
            ], title: title, sentence: "\(sentence)"
        ).html(context.language)
        return Content(
            title, menu: .assets, status: CommandForm.status(fault),
            head + CommandForm.summary(fault, in: context) + form(found, known, fault, context))
    }

    private static func form(
        _ found: InventoryReading?, _ known: Domain.Asset, _ refusal: Refusal?, _ context: Context
    ) -> HTML {
        var hidden = [("asset", known.id.description), ("_back", Route.asset(known.id).path)]
        let file = CommandForm.field("file", of: kind, refusal, in: context)
        guard let found else {
            let preview = Button(
                context.say(da: "Se forhåndsvisning", en: "Preview"), kind: .primary, field: ("_preview", "1")
            ).submit
            return CommandForm.open(kind, in: context, hidden: hidden, hasFiles: true).html(
                file + PostForm.foot([preview]))
        }
        hidden.append(("shown", found.sign(since: known.inventories.last)))
        let before = known.inventories.last.flatMap { context.sight.text($0.products) } ?? ""
        let difference = Domain.Asset.InventoryDifference(Domain.Asset.Product.list(before), found.products)
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Skrevet i", en: "Written in"), text: "CycloneDX \(found.format)"),
            .init(context.say(da: "Produkter", en: "Products"), text: context.language.number(found.products.count)),
        ]
        if found.unusable > 0 {
            rows.append(
                .init(
                    context.say(da: "Navne, der ikke kan bruges", en: "Names that cannot be used"),
                    text: context.say(
                        da: "\(context.language.number(found.unusable)) CPE eller purl, som udelades",
                        en: "\(context.language.number(found.unusable)) CPE or purl, which are left out")))
        }
        let record = Button(context.say(da: "Registrér", en: "Record"), kind: .primary, icon: .check).submit
        let back = Button(context.say(da: "Fortryd", en: "Cancel"), kind: .quiet).link(Route.asset(known.id).link)
        let body =
            Panel(id: "siger", heading: context.say(da: "Det siger filen", en: "What the file says"), isWide: true)
            .padded(SummaryList(rows: rows).html(context.language))
            + InventoryTables.difference(difference, context)
            + Panel(
                id: "registrer", heading: context.say(da: "Sådan registreres det", en: "How it is recorded"),
                isWide: true
            ).padded(CommandForm.keptFile(in: context) + PostForm.foot([record, back]))
        return CommandForm.open(kind, in: context, hidden: hidden, hasFiles: true).html(body)
    }
}

/// Products as tables.
enum InventoryTables {
    /// What is new, what is gone and what changed; that nothing did.
    static func difference(_ found: Domain.Asset.InventoryDifference, _ context: Context) -> HTML {
        guard !found.isEmpty else {
            return Note(.info).html(
                "<p>\(context.say(da: "Det er det samme som sidst.", en: "It is the same as last time."))</p>")
        }
        let version = context.say(da: "Version", en: "Version")
        return products("nye", Phrase(da: "Nye", en: "New"), found.added, context)
            + products("vaek", Phrase(da: "Ikke med længere", en: "Gone"), found.gone, context)
            + IntakePanels.table(
                "aendret", Phrase(da: "Ændret", en: "Changed"),
                [
                    .init(context.say(da: "Produkt", en: "Product"), .title),
                    .init(context.say(da: "Før", en: "Before"), isNamedWhenFolded: true),
                    .init(version, isNamedWhenFolded: true),
                ], found.changed, in: context
            ) { one in
                WorkTable.Row([
                    .init(text: one.after.name), cell(one.before.version, context), cell(one.after.version, context),
                ])
            }
    }

    static func products(
        _ id: String, _ heading: Phrase, _ all: [Domain.Asset.Product], _ context: Context
    ) -> HTML {
        IntakePanels.table(
            id, heading,
            [
                .init(context.say(da: "Produkt", en: "Product"), .title),
                .init(context.say(da: "Leverandør", en: "Vendor"), isNamedWhenFolded: true),
                .init(context.say(da: "Version", en: "Version"), isNamedWhenFolded: true),
                .init(context.say(da: "Navne i kataloger", en: "Names in catalogues"), isNamedWhenFolded: true),
            ], all, in: context
        ) { one in
            let names = [one.cpe, one.purl].compactMap { $0 }
            return WorkTable.Row([
                .init(text: one.name), cell(one.vendor, context), cell(one.version, context),
                names.isEmpty
                    ? cell("", context) : .init("\(each: names, { "<div class=\"hash\">\($0)</div>" })"),
            ])
        }
    }

    private static func cell(_ words: String, _ context: Context) -> WorkTable.Cell {
        words.isEmpty ? .none(context.say(da: "ikke oplyst", en: "not stated")) : .init(text: words)
    }
}
