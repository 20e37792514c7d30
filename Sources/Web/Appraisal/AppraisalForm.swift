// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// The command by itself, as every command has a form; and what is shown when an appraisal that was sent in is refused: why,
/// and the way back to the answers, which are still there.
enum AppraisalForm {
    static func content(_ refusal: Refusal?, in context: Context) -> Content {
        guard let key = context.argument(AppraisalKey.field).flatMap({ AppraisalKey($0) }) else {
            var content = GenericForm.content(.appraiseRisk, refusal, in: context)
            let said = context.say(
                da: "Her er alle felter på én gang. Det er lettere at svare trin for trin:",
                en: "Here are all fields at once. It is easier to answer step by step:")
            let link: HTML = "<a\(href: Route.appraisals)>\(context.say(AppraisalPage.title))</a>"
            content.body = Note(.info).html("<p>\(said) \(link)</p>") + content.body
            return content
        }
        let title = context.say(AppraisalPage.title)
        let asset = context.sight.label(.asset(key.asset), context.language) ?? context.say(Sentence.erased)
        let head = Head(
            crumbs: [.init(asset, Route.asset(key.asset).link), .init(title)], title: title
        ).html(context.language)
        let problems = refusal.map { ErrorSummary(problems: [.init(context.say($0.phrase))]).html(context.language) }
        let said = context.say(
            da: "Intet er registreret. Dine svar er gemt: gå tilbage, og ret det.",
            en: "Nothing is recorded. Your answers are kept: go back and put it right.")
        let back = Button(context.say(da: "Tilbage til svarene", en: "Back to the answers"), kind: .primary, size: .big)
            .link(key.link(step(of: refusal)))
        return Content(
            title, menu: .risks, status: CommandForm.status(refusal),
            head + (problems ?? HTML()) + "<p>\(said)</p><div class=\"btnrow\">\(back)</div>")
    }

    /// Where the field that was refused is asked for.
    private static func step(of refusal: Refusal?) -> Int {
        guard let field = refusal?.field else { return 6 }
        if Risk.Guide.questions.contains(where: { $0.field == field }) || field.hasSuffix("_reason") { return 2 }
        return switch field {
        case "asset", "risk": 1
        case "threats", "dismissed": 3
        case "in_place", "likelihood", "reason": 4
        case _: 6
        }
    }
}

/// The assets that the reader may appraise, their own first.
enum AppraisalsPage {
    /// So many are shown; the register of assets has the rest.
    static let most = 50

    static func content(in context: Context) throws(Refusal) -> Content {
        let sight = context.sight
        let title = context.say(AppraisalPage.title)
        if sight.isPast { return CommandForm.past(.appraiseRisk, in: context) }
        guard sight.mayEver(.appraiseRisk) else { throw .notAllowed }
        let lead = context.say(
            da: "Seks trin i almindelige ord. Vælg det, du vil vurdere.",
            en: "Six steps in plain words. Choose what you want to appraise.")
        let head = Head(
            crumbs: [.init(context.say(RiskPicturePage.title), Route.risks.link), .init(title)], title: title,
            sentence: "\(lead)"
        ).html(context.language)
        var units: [ID<Unit>: Bool] = [:]
        var found: [(isOwn: Bool, row: Rows.Row)] = []
        for asset in sight.assets() where asset.holds(on: sight.day) {
            guard let wording = asset.wording(on: sight.day) else { continue }
            let mayHere = units[wording.unit] ?? sight.may(.appraiseRisk, Concern(unit: wording.unit))
            units[wording.unit] = mayHere
            guard mayHere else { continue }
            let row = Rows.Row(
                label: sight.label(.asset(asset.id), context.language) ?? wording.label,
                link: AppraisalKey(asset.id, nil).link(1), end: "\(context.language(wording.kind.label))")
            found.append((wording.owner == sight.person, row))
            if found.count == most * 4 { break }
        }
        let rows = (found.filter(\.isOwn) + found.filter { !$0.isOwn }).prefix(most).map(\.row)
        let all: HTML = """
            <a\(href: Route.assets)>\(context.say(AssetsPage.title))</a>
            """
        let body: HTML =
            rows.isEmpty
            ? Empty(
                context.say(da: "Der er intet, du kan vurdere.", en: "There is nothing that you can appraise.")
            ).html : Rows(rows: Array(rows)).html
        return Content(
            title, menu: .risks,
            head + Panel(id: "aktiver", heading: context.say(AssetsPage.title), isHeadingHidden: true).html(body)
                + (rows.count == most ? "<p>\(all)</p>" : HTML()))
    }
}
