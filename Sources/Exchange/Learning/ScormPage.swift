// SPDX-License-Identifier: MPL-2.0

import Domain

/// Text in XML and HTML, also inside of a quoted attribute.
enum Markup {
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}

/// The page of a package: every language of the module one after the other, its pages, questions and result in order. The script
/// shows one step at a time.
enum ScormPage {
    static func html(_ modules: [LearningModule]) -> String {
        let first = modules[0]
        return """
            <!DOCTYPE html>
            <html lang="\(first.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Markup.escaped(first.title))</title>
            <link rel="stylesheet" href="modul.css">
            <script src="modul.js" defer></script>
            </head>
            <body data-needed="\(first.needed)">
            <main>
            \(modules.map { module($0, among: modules) }.joined(separator: "\n"))
            </main>
            </body>
            </html>

            """
    }

    private static func module(_ module: LearningModule, among modules: [LearningModule]) -> String {
        let say = module.language
        let count = module.pages.count + module.questions.count + 1
        let others = modules.filter { $0.language != module.language }
        let switches = others.map { other in
            let language = other.language
            let name = language(da: "Dansk", en: "English")
            return
                "<button type=\"button\" lang=\"\(language.rawValue)\" data-language=\"\(language.rawValue)\">\(name)</button>"
        }
        return """
            <div class="module" lang="\(say.rawValue)">
            <header>
            <h1>\(Markup.escaped(module.title))</h1>
            <noscript><p>\(say(da: "Siderne kan læses her. For at svare på spørgsmålene skal browseren tillade scripts.", en: "The pages can be read here. To answer the questions, the browser must allow scripts."))</p></noscript>
            <div class="tools">
            <p class="progress" data-text="\(say(da: "Trin {n} af {m}", en: "Step {n} of {m}"))"></p>
            <progress max="\(count)" value="1" aria-label="\(say(da: "Hvor langt du er", en: "How far you are"))"></progress>
            \(switches.joined(separator: "\n"))
            <p class="unkept" hidden>\(say(da: "Der er ingen forbindelse til et læringssystem, så resultatet bliver ikke gemt.", en: "There is no connection to a learning system, so the result will not be kept."))</p>
            </div>
            </header>
            \(module.pages.map(page).joined(separator: "\n"))
            \(module.questions.map { question($0, module) }.joined(separator: "\n"))
            \(result(module))
            <nav class="tools" aria-label="\(say(da: "Trin", en: "Steps"))">
            <button type="button" class="back">\(say(da: "Tilbage", en: "Back"))</button>
            <button type="button" class="next main">\(say(da: "Næste", en: "Next"))</button>
            <button type="button" class="ask">\(say(da: "Gå til spørgsmålene", en: "Go to the questions"))</button>
            </nav>
            </div>
            """
    }

    // MARK: Pages

    private static func page(_ page: LearningModule.Page) -> String {
        """
        <section class="step" data-step="\(page.id)">
        <h2 tabindex="-1">\(Markup.escaped(page.title))</h2>
        \(page.blocks.map(block).joined(separator: "\n"))
        </section>
        """
    }

    private static func block(_ block: LearningModule.Block) -> String {
        switch block {
        case .paragraph(let runs): "<p>\(text(runs))</p>"
        case .example(let runs): "<p class=\"example\">\(text(runs))</p>"
        case .remember(let runs): "<p class=\"remember\">\(text(runs))</p>"
        case .list(let points): "<ul>\n\(points.map { "<li>\(text($0))</li>" }.joined(separator: "\n"))\n</ul>"
        }
    }

    private static func text(_ runs: [LearningModule.Run]) -> String {
        runs.map { run in
            switch run {
            case .plain(let text): Markup.escaped(text)
            case .strong(let text): "<strong>\(Markup.escaped(text))</strong>"
            }
        }.joined()
    }

    // MARK: Questions

    private static func question(_ question: LearningModule.Question, _ module: LearningModule) -> String {
        let say = module.language
        let kind = question.asksForSeveral ? "checkbox" : "radio"
        let name = "\(say.rawValue)-\(question.id)"
        let answers = question.answers.enumerated().map { place, answer in
            "<label><input type=\"\(kind)\" name=\"\(name)\" value=\"\(place)\"> \(Markup.escaped(answer.text))</label>"
        }
        let right = question.right.sorted().map(String.init).joined(separator: ".")
        let ask =
            question.asksForSeveral
            ? say(da: "Vælg alle de rigtige svar.", en: "Choose all the right answers.")
            : say(da: "Vælg ét svar.", en: "Choose one answer.")
        return """
            <form class="step question" data-step="\(question.id)" data-right="\(right)">
            <fieldset>
            <legend><h2 tabindex="-1">\(Markup.escaped(question.text))</h2></legend>
            <p>\(ask)</p>
            \(answers.joined(separator: "\n"))
            </fieldset>
            <div class="tools">
            <p class="choose" role="alert" hidden>\(say(da: "Vælg først et svar.", en: "Choose an answer first."))</p>
            <button class="answer main">\(say(da: "Svar", en: "Answer"))</button>
            </div>
            <div class="explanation" hidden>
            <p class="verdict" tabindex="-1"><span class="right" hidden>\(say(da: "Det er rigtigt.", en: "That is right."))</span><span class="wrong" hidden>\(say(da: "Det er ikke rigtigt.", en: "That is not right."))</span></p>
            <p>\(Markup.escaped(question.explanation))</p>
            <p><a href="#" data-go="\(question.page)">\(again(question, module))</a></p>
            </div>
            </form>
            """
    }

    /// The way back to the page that gives the answer.
    private static func again(_ question: LearningModule.Question, _ module: LearningModule) -> String {
        let title = Markup.escaped(module.page(question.page)?.title ?? "")
        return module.language(da: "Læs igen: \(title)", en: "Read again: \(title)")
    }

    /// The pages that the questions rest on, each once and in the order of the questions.
    private static func readings(_ module: LearningModule) -> [String] {
        var told: Set<String> = []
        return module.questions.filter { told.insert($0.page).inserted }.map { first in
            let questions = module.questions.filter { $0.page == first.page }.map(\.id).joined(separator: " ")
            let link = "<a href=\"#\" data-go=\"\(first.page)\">\(again(first, module))</a>"
            return "<li data-questions=\"\(questions)\">\(link)</li>"
        }
    }

    private static func result(_ module: LearningModule) -> String {
        let say = module.language
        let needed = module.needed
        return """
            <section class="step result tools" data-step="_resultat">
            <h2 tabindex="-1">\(say(da: "Resultat", en: "Result"))</h2>
            <p class="score" data-text="\(say(da: "Du svarede rigtigt på {n} af {m} spørgsmål.", en: "You answered {n} of {m} questions right."))"></p>
            <p class="passed" hidden>\(say(da: "Du har bestået. Du kan lukke vinduet.", en: "You have passed. You can close the window."))</p>
            <p class="failed" hidden>\(say(da: "Du har ikke bestået endnu. Der skal \(needed) rigtige svar til. Du kan prøve igen med det samme.", en: "You have not passed yet. It takes \(needed) right answers. You can try again at once."))</p>
            <div class="again" hidden>
            <p>\(say(da: "Læs igen om det, du svarede forkert på:", en: "Read again about what you answered wrongly:"))</p>
            <ul>
            \(readings(module).joined(separator: "\n"))
            </ul>
            </div>
            <p><button type="button" class="retry">\(say(da: "Begynd spørgsmålene forfra", en: "Begin the questions again"))</button></p>
            </section>
            """
    }
}
