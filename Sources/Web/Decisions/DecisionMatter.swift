// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Office

/// What there is to decide about a document: a version, another class, or its withdrawal; with what either answer means.
struct DecisionMatter {
    /// What can be decided about a document itself; a dispensation from it has a page of its own.
    enum Act: String {
        case adopt, withdraw, reclassify

        var label: Phrase { (Decision.Act(rawValue: rawValue) ?? .adopt).label }
    }

    let document: Document
    let act: Act
    let version: Document.Version?
    /// The other class that was proposed.
    let proposal: Reclassification?
    let decider: Decision.Decider?
    /// Those who sit in the body, or head the unit, on the day of the decision.
    let members: [DecisionMember]
    private let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ context: Context) throws(Refusal) {
        guard let id = context.argument("document").flatMap({ ID<Document>($0) }) else { throw .unknown }
        let document = try context.sight.document(id)
        self.document = document
        self.context = context
        act = context.argument("act").flatMap { Act(rawValue: $0) } ?? .adopt
        let proposal = act == .reclassify ? document.proposedClass(on: context.sight.day) : nil
        self.proposal = proposal
        let asked = context.argument("version").flatMap { ID<Document.Version>($0) }
        switch act {
        case .adopt:
            version =
                asked.flatMap { id in document.versions.first { $0.id == id } }
                ?? context.sight.pendingVersion(of: document)
        case .withdraw: version = nil
        case .reclassify: version = document.versions.first { $0.id == proposal?.version }
        }
        let decider = context.sight.decider(of: document)
        self.decider = decider
        let day = context.argument("day").flatMap { Day(typed: $0) } ?? context.sight.day
        let ids: [ID<Person>] =
            switch decider {
            case .body(let body): context.sight.members(of: body, on: day)
            case .head(let unit): context.sight.holders(of: .unitHead, unit: unit)
            case nil: []
            }
        members = ids.map { DecisionMember($0, on: day, context) }
    }

    /// Whether there is something to decide.
    var isThere: Bool {
        switch act {
        case .adopt: version != nil
        case .withdraw: true
        case .reclassify: proposal != nil
        }
    }

    var title: String { context.title(document) }
    private var number: String { version?.draft.number.description ?? "" }

    var question: String {
        switch act {
        case .adopt where version == nil:
            context.say(
                da: "Ingen version af »\(title)« venter på en afgørelse",
                en: "No version of “\(title)” awaits a decision")
        case .adopt:
            context.say(
                da: "Skal version \(number) af »\(title)« godkendes?",
                en: "Is version \(number) of “\(title)” to be approved?")
        case .withdraw: context.say(da: "Skal »\(title)« ophæves?", en: "Is “\(title)” to be withdrawn?")
        case .reclassify:
            if let classes {
                context.say(
                    da: "Skal »\(title)« være \(classes.new.da) i stedet for \(classes.old.da)?",
                    en: "Is “\(title)” to be \(classes.new.en) instead of \(classes.old.en)?")
            } else {
                context.say(
                    da: "Ingen anden klassifikation er foreslået for »\(title)«",
                    en: "No other classification is proposed for “\(title)”")
            }
        }
    }

    /// The class it had, and the one that is proposed, inside a sentence.
    private var classes: (old: Phrase, new: Phrase)? {
        func word(_ classification: Classification) -> Phrase {
            Phrase(da: classification.label.da.lowercased(), en: classification.label.en.lowercased())
        }
        return proposal.map { (word($0.was), word($0.classification)) }
    }

    var yes: Phrase {
        switch act {
        case .adopt: Phrase(da: "Godkend", en: "Approve")
        case .withdraw: Phrase(da: "Ophæv dokumentet", en: "Withdraw the document")
        case .reclassify:
            Phrase(da: "Ja, \(classes?.new.da ?? "")", en: "Yes, \(classes?.new.en ?? "")")
        }
    }
    var no: Phrase {
        switch act {
        case .adopt: Phrase(da: "Afvis", en: "Reject")
        case .withdraw: Phrase(da: "Lad det gælde", en: "Let it stay in force")
        case .reclassify:
            Phrase(da: "Nej, \(classes?.old.da ?? "") som før", en: "No, \(classes?.old.en ?? "") as before")
        }
    }

    var head: Head {
        let jump = context.say(da: "Gå til afgørelsen", en: "Go to the decision")
        var state: [HTML] = [Tag(context.say(da: "Venter på afgørelse", en: "Awaits a decision"), .warn).html]
        if let decider { state.append("\(context.name(decider))") }
        let rule: Domain.Rule? =
            switch act {
            case .adopt: .decision
            case .reclassify: .classification
            case .withdraw: nil
            }
        let duty = sight.duties(about: .document(document.id)).first {
            $0.rule == rule && $0.standing(on: sight.day) != .done
        }
        if let duty {
            state.append(
                """
                \(context.say(da: "Beslutning senest", en: "Decision by")) \(language.time(duty.due)), \
                \(language.distance(to: duty.due, from: sight.day))
                """)
        }
        state.append(
            "<a class=\"jump\"\(href: Link(fragment: "c1"))>\(jump)</a>"
        )
        return Head(
            crumbs: [
                .init(context.say(DocumentsPage.title), Route.documents.link),
                .init(title, Route.document(document.id).link),
            ], title: question, isQuestion: true, state: isThere ? state : [])
    }

    func quorum(_ context: Context) -> String? {
        guard case .body(let body) = decider else { return nil }
        return DecisionSteps.quorum(body, of: members.count, context)
    }

    // MARK: The matter

    var html: HTML { meaning + subject + wording }

    private var meaning: HTML {
        Section(id: "svar", heading: context.say(da: "Hvad betyder svaret?", en: "What does the answer mean?")).html(
            Matter.either([
                (context.say(da: "Hvis I siger ja", en: "If the answer is yes"), "\(context.say(consequence.yes))"),
                (context.say(da: "Hvis I siger nej", en: "If the answer is no"), "\(context.say(consequence.no))"),
            ]))
    }

    private var consequence: (yes: Phrase, no: Phrase) {
        let owner = document.owner.value(on: sight.day).map { context.name($0) } ?? ""
        let current = document.versionInForce(on: sight.day)?.draft.number.description
        switch act {
        case .adopt:
            let until =
                current.map {
                    Phrase(da: "Version \($0) gælder, til det sker.", en: "Version \($0) holds until then.")
                } ?? Phrase(da: "Ingen version gælder i dag.", en: "No version is in force today.")
            let back =
                current.map {
                    Phrase(da: "Version \($0) gælder videre.", en: "Version \($0) stays in force.")
                } ?? Phrase(da: "Ingen version gælder.", en: "No version is in force.")
            return (
                Phrase(
                    da: "\(owner) kan sætte version \(number) i kraft. \(until.da)",
                    en: "\(owner) can put version \(number) in force. \(until.en)"),
                Phrase(
                    da: "Udkastet går tilbage til \(owner) med jeres begrundelse. \(back.da)",
                    en: "The draft goes back to \(owner) with your reason. \(back.en)")
            )
        case .withdraw:
            let children = sight.children(of: document.id).filter { !$0.isWithdrawn(on: sight.day) }.count
            return (
                Phrase(
                    da:
                        "\(owner) kan ophæve dokumentet. \(children) dokumenter under det skal have et nyt "
                        + "overordnet dokument.",
                    en: "\(owner) can withdraw the document. \(children) documents below it need a new document "
                        + "above."),
                Phrase(da: "Dokumentet gælder videre.", en: "The document stays in force.")
            )
        case .reclassify: return reclassified
        }
    }

    /// What another class means, by whether it is stricter.
    private var reclassified: (yes: Phrase, no: Phrase) {
        guard let proposal, let classes else {
            let none = Phrase(da: "Intet ændres.", en: "Nothing changes.")
            return (none, none)
        }
        guard !proposal.isStricter else {
            return (
                Phrase(
                    da:
                        "Dokumentet bliver ved med at være \(classes.new.da). Det har det været, siden det blev foreslået.",
                    en: "The document stays \(classes.new.en). It has been so since it was proposed."),
                Phrase(
                    da: "Dokumentet er igen \(classes.old.da), fra den dag I beslutter det.",
                    en: "The document is \(classes.old.en) again, from the day you decide it.")
            )
        }
        let from = proposal.from.map { max($0, sight.day) } ?? sight.day
        return (
            Phrase(
                da:
                    "Dokumentet er \(classes.new.da) fra \(Language.da.day(from)): det, flere må læse, kan ikke kaldes tilbage.",
                en:
                    "The document is \(classes.new.en) from \(Language.en.day(from)): what more people may read cannot be called back."
            ),
            Phrase(da: "Dokumentet er \(classes.old.da) som før.", en: "The document is \(classes.old.en) as before.")
        )
    }

    private var subject: HTML {
        var rows: [SummaryList.Row] = [
            .init(
                context.say(da: "Dokument", en: "Document"),
                "<a\(href: Route.document(document.id))>\(title)</a>, \(language(document.kind.label).lowercased())")
        ]
        if let version {
            rows.append(
                .init(
                    context.say(da: "Version", en: "Version"),
                    "<a\(href: Route.version(document.id, version.id))>\(version.draft.number.description)</a>"))
            rows.append(
                .init(
                    context.say(da: "Klassifikation", en: "Classification"),
                    text: language((proposal?.was ?? sight.classification(of: version, in: document)).label)))
            if let proposal { rows += proposed(proposal) }
            if act == .adopt, let note = version.draft.note {
                rows.append(.init(context.say(da: "Hvad er nyt?", en: "What is new?"), text: context.text(note)))
            }
            if act == .adopt, let translation = version.translation(on: sight.day) {
                rows.append(
                    .init(
                        context.say(da: "Oversættelse", en: "Translation"),
                        text: context.say(
                            da: "\(translation.language.label.da). Den besluttes sammen med teksten.",
                            en: "\(translation.language.label.en). It is decided with the text.")))
            }
            if act == .adopt, let submitted = version.submittedOn {
                rows.append(.init(context.say(da: "Indstillet", en: "Submitted"), language.time(submitted)))
            }
            if act == .adopt, let lacking = version.lacking {
                let names = lacking.sections.map { language($0.label) }.joined(separator: ", ")
                rows.append(
                    .init(context.say(da: "Mangler", en: "Missing"), text: "\(names): \(context.text(lacking.reason))"))
            }
        }
        if let owner = document.owner.value(on: sight.day) {
            rows.append(.init(context.say(da: "Ejer", en: "Owner"), text: context.name(owner)))
        }
        return Section(id: "sag", heading: context.say(da: "Hvad bliver besluttet?", en: "What is decided?")).html(
            SummaryList(rows: rows, isWide: true).html(language))
    }

    private func proposed(_ proposal: Reclassification) -> [SummaryList.Row] {
        var rows: [SummaryList.Row] = [
            .init(
                context.say(da: "Foreslået", en: "Proposed"), "<b>\(language(proposal.classification.label))</b>"),
            .init(context.say(da: "Begrundelse", en: "Reason"), text: context.text(proposal.reason)),
        ]
        if let from = proposal.from {
            rows.append(.init(context.say(da: "Fra", en: "From"), language.time(from)))
        }
        let by = proposal.by.map { ", \(context.name($0, on: proposal.day))" } ?? ""
        rows.append(
            .init(context.say(da: "Foreslået den", en: "Proposed on"), "\(language.time(proposal.day))\(by)"))
        return rows
    }

    /// The text itself, folded; without addresses, which belong to the document's own page.
    private var wording: HTML {
        guard let version, let text = sight.text(of: version) else { return HTML() }
        var changes = HTML()
        if let current = document.versionInForce(on: sight.day), current.id != version.id {
            let link = Link(Route.version(document.id, version.id), query: [("siden", current.id.description)])
            let label = context.say(
                da: "Se, hvad der er ændret siden version \(current.draft.number)",
                en: "See what has changed since version \(current.draft.number)")
            changes = "<p><a\(href: link)>\(label)</a></p>"
        }
        return Section(id: "tekst", heading: context.say(da: "Teksten", en: "The text")).html(
            """
            \(changes)<details class="behind"><summary>\
            \(context.say(da: "Læs version \(number)", en: "Read version \(number)"))</summary>\
            <div class="measure">\(each: text.blocks.filter { $0.kind != .furniture }, Self.block)</div></details>\
            \(translated)
            """)
    }

    /// The translation, which is decided with the text.
    private var translated: HTML {
        guard let reading = version?.translated(on: sight.day), let text = sight.text(of: reading) else {
            return HTML()
        }
        let language = reading.draft.language
        let title = sight.title(of: reading, in: document, on: sight.day) ?? context.say(Sentence.erased)
        let label = context.say(
            da: "Læs oversættelsen til \(language.label.da.lowercased()): \(title)",
            en: "Read the translation into \(language.label.en): \(title)")
        return """
            <details class="behind"><summary>\(label)</summary><div class="measure" lang="\(language.rawValue)">\
            \(each: text.blocks.filter { $0.kind != .furniture }, Self.block)</div></details>
            """
    }

    private static func block(_ block: DocumentText.Block) -> HTML {
        if block.headingLevel != nil { return "<h3>\(InlineText.plain(block.printed))</h3>" }
        return "<p>\(when: !block.mark.isEmpty, "\(block.mark) ")\(InlineText.html(block.text))</p>"
    }

    /// »fra intern til fortrolig«.
    private var change: String {
        classes.map {
            context.say(da: ", fra \($0.old.da) til \($0.new.da)", en: ", from \($0.old.en) to \($0.new.en)")
        } ?? ""
    }

    // MARK: The record

    /// Exactly what the answers will write.
    func record(_ context: Context) -> [(label: String, value: HTML)] {
        let basis = Phrase(
            da: "Dokumentet, som det står efter \(document.revision) hændelser",
            en: "The document as it stands after \(document.revision) events")
        return DecisionRecord(context).rows(
            by: decider,
            matter: "\(language(act.label)): \(title)\(when: version != nil, ", version \(number)")\(change)",
            basis: basis)
    }
}
