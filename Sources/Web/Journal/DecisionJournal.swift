// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// A decision as it is filed: the question, what was recommended and said, what was decided and by whom, and on which
/// basis.
struct DecisionJournal: JournalMatter {
    let context: Context
    let evidence: JournalEvidence
    let decision: Decision
    let made: Decision.Made
    /// What it is about, as far as it is a document or a dispensation from one.
    let document: Document?
    let version: Document.Version?
    let dispensation: DispensationSections?
    let proposal: ProposalSections?

    var sight: Sight { context.sight }
    var language: Language { context.language }

    /// - Throws: `.unknown` for what the reader may not see, and for what was not decided by the day shown.
    init(_ id: ID<Decision>, _ context: Context) throws(Refusal) {
        let sight = context.sight
        let decision = try sight.decision(id)
        guard let made = decision.made, decision.day <= sight.day else { throw .unknown }
        self.decision = decision
        self.made = made
        self.context = context
        document =
            if let document = made.matter.document { try sight.document(document) } else { nil }
        dispensation =
            if let known = made.matter.dispensation {
                try DispensationSections(known, context, before: decision.position)
            } else { nil }
        proposal = if let known = made.matter.proposal { try ProposalSections(known, context) } else { nil }
        let asked = dispensation?.request.version ?? made.matter.version
        version = document.flatMap { document in
            document.versions.first { $0.id == asked && sight.sees($0, of: document) }
        }
        evidence = try JournalEvidence(decision.position, sight)
    }

    var subject: Subject { .decision(decision.id) }
    var number: String { sight.label(subject, language) ?? context.say(Sentence.erased) }
    /// What is decided about, by name.
    var title: String {
        if let proposal { return proposal.title }
        if let dispensation { return dispensation.title }
        return document.map { context.title($0, on: decision.day) } ?? context.say(Sentence.erased)
    }

    var classification: Classification {
        if let document {
            return version.map { sight.classification(of: $0, in: document) } ?? sight.classification(of: document)
        }
        return sight.classification(behind: subject)
    }

    /// The proposal of another class that it decides.
    var reclassification: Reclassification? {
        guard made.matter.act == .reclassify else { return nil }
        return document?.reclassifications.last { $0.position < decision.position }
    }

    var question: String {
        let number = version?.draft.number.description ?? ""
        switch made.matter.act {
        case .adopt:
            return context.say(
                da: "Skal version \(number) af »\(title)« godkendes?",
                en: "Is version \(number) of “\(title)” to be approved?")
        case .withdraw: return context.say(da: "Skal »\(title)« ophæves?", en: "Is “\(title)” to be withdrawn?")
        case .reclassify:
            guard let change = reclassification else { return context.say(made.matter.act.label) }
            let (new, old) = (change.classification.label, change.was.label)
            return context.say(
                da: "Skal »\(title)« være \(new.da.lowercased()) i stedet for \(old.da.lowercased())?",
                en: "Is “\(title)” to be \(new.en.lowercased()) instead of \(old.en.lowercased())?")
        case .dispense:
            guard let request = dispensation?.request else { return context.say(made.matter.act.label) }
            let (words, day) = (context.text(request.title), language.day(request.to))
            return context.say(da: "Må »\(words)« gælde til og med \(day)?", en: "May “\(words)” hold until \(day)?")
        case .resolve: return proposal?.question ?? context.say(made.matter.act.label)
        }
    }

    // MARK: What was said before it

    struct Recommendation {
        let heading: String
        let reasons: [String]
        let ifYes: String?
        let ifNo: String?
    }

    /// Who recommends what: CAI, whoever put the proposal forward, or whoever submitted the text.
    var recommendation: Recommendation? {
        if let known = dispensation?.recommended?.recommendation {
            return Recommendation(
                heading: context.say(
                    da: "CAI anbefaler: \(known.outcome.asked.da)", en: "CAI recommends: \(known.outcome.asked.en)"),
                reasons: Conditions.lines(context.text(known.reasons)), ifYes: context.text(known.ifGranted),
                ifNo: context.text(known.ifRefused))
        }
        if let wording = proposal?.wording {
            return Recommendation(
                heading: context.say(da: "Et ja anbefales, fordi", en: "A yes is recommended because"),
                reasons: Conditions.lines(context.text(wording.reasons)), ifYes: context.text(wording.ifYes),
                ifNo: context.text(wording.ifNo))
        }
        let reason =
            made.matter.act == .adopt ? version?.draft.note : reclassification.map { $0.reason }
        return reason.map {
            Recommendation(
                heading: context.say(da: "Indstillingens begrundelse", en: "The reason of the submission"),
                reasons: Conditions.lines(context.text($0)), ifYes: nil, ifNo: nil)
        }
    }

    struct Opinion {
        let by: ID<Person>?
        let who: String
        let capacity: String
        let stance: Dispensation.Stance
        let day: Day
        let text: String
        /// Whether it is about an earlier wording than the one that was decided.
        let isFormer: Bool
    }

    /// The opinions that had been given when it was decided.
    var opinions: [Opinion] {
        (dispensation?.dispensation.opinions ?? []).filter { $0.day <= decision.day && $0.position < decision.position }
            .map { opinion in
                Opinion(
                    by: opinion.by,
                    who: opinion.by.map { context.name($0, on: opinion.day) } ?? context.say(Sentence.erased),
                    capacity: language(opinion.advisor.label), stance: opinion.stance, day: opinion.day,
                    text: context.text(opinion.text), isFormer: dispensation?.isAboutThis(opinion) == false)
            }
    }

    /// The consultations that it was made from, as far as the reader may see them.
    var consultations: [Consultation] {
        made.basis.compactMap { basis in
            guard basis.subject.kind == .consultation else { return nil }
            return try? sight.consultation(basis.subject.id.seen(as: Consultation.self))
        }
    }

    /// What it was made from, as far as the reader may see it.
    var basis: [(subject: Subject, title: String, revision: Int)] {
        made.basis.filter { sight.sees($0.subject) }.map { basis in
            let label = sight.label(basis.subject, on: decision.day, language)
            return (basis.subject, label ?? context.say(Sentence.erased), basis.revision)
        }
    }

    /// The paper that the members had before them. It tells of all that it was made from, so it is for those who may see
    /// all of that.
    var paper: [UInt8]? {
        // That of a withdrawal may hold a version that has its own readers.
        guard made.matter.act != .withdraw, made.basis.allSatisfy({ sight.sees($0.subject) }) else { return nil }
        if made.matter.version != nil || made.matter.dispensation != nil, version == nil { return nil }
        return sight.texts.bytes(made.paper).flatMap { $0.isEmpty ? nil : $0 }
    }

    // MARK: What was decided

    var outcome: String {
        decision.annulled
            ? context.say(da: "\(made.outcome.label.da), men annulleret", en: "\(made.outcome.label.en), but annulled")
            : language(made.outcome.label)
    }

    var conditions: [String] { made.conditions.map { Conditions.lines(context.text($0)) } ?? [] }

    /// What the decision means for what it is about.
    var content: [(label: String, value: String)] {
        if let proposal { return ProposalWords(proposal).rows }
        guard let document else { return [] }
        var rows = [
            (
                context.say(da: "Dokument", en: "Document"),
                "\(context.title(document, on: decision.day)) (\(language(document.kind.label).lowercased()))"
            )
        ]
        if let version { rows.append((context.say(da: "Version", en: "Version"), version.draft.number.description)) }
        if let dispensation {
            rows.append((context.say(da: "Dispensation", en: "Dispensation"), dispensation.title))
            rows.append((context.say(da: "Gælder for", en: "Is for"), dispensation.scope))
            if made.outcome == .approved, let days = sight.period(of: dispensation.dispensation) {
                let (from, to) = (language.day(days.from), language.day(days.to))
                rows.append(
                    (
                        context.say(da: "Periode", en: "Period"),
                        context.say(da: "\(from) til \(to)", en: "\(from) to \(to)")
                    ))
            }
        }
        if let change = reclassification {
            rows.append(
                (
                    context.say(da: "Klassifikation", en: "Classification"),
                    context.say(
                        da:
                            "Fra \(change.was.label.da.lowercased()) til \(change.classification.label.da.lowercased())",
                        en: "From \(change.was.label.en.lowercased()) to \(change.classification.label.en.lowercased())"
                    )
                ))
        }
        if let update = made.update {
            let answer = update.isNeeded ? context.say(da: "Ja: ", en: "Yes: ") : context.say(da: "Nej: ", en: "No: ")
            rows.append(
                (
                    context.say(da: "Skal dokumentet ændres?", en: "Is the document to be changed?"),
                    answer + context.text(update.reason)
                ))
        }
        return rows
    }

    /// The unit that answers for the matter.
    var responsible: ID<Unit>? {
        if let dispensation { return dispensation.request.unit }
        switch proposal?.wording.content {
        case .delegation(_, let unit, _, _), .measure(_, _, let unit, _): return unit
        case .acceptance(let risk, _, _): return sight.riskUnit(risk, on: decision.day)
        case .topics, .method, .other, nil:
            return document.flatMap { $0.owner.value(on: decision.day) ?? $0.owner.first }
        }
    }

    /// Where law is noted: the provisions that paragraphs of the document follow from (policy §7.4).
    var laws: [String] {
        guard version != nil else { return [] }
        let noted = (document?.statutes ?? []).compactMap { $0.law.value(on: sight.day) ?? nil }.map {
            context.text($0)
        }
        return noted.reduce(into: []) { found, law in if !found.contains(law) { found.append(law) } }
    }

    // MARK: The record

    func records(_ papers: [JournalFile], _ printer: Printer) async throws(Refusal) -> [JournalFile] {
        let bytes = try await printer.pdf(record(papers).page, files: JournalPrint.files)
        return [
            JournalFile(
                path: "beslutning.pdf", title: context.say(da: "Beslutning \(number)", en: "Decision \(number)"),
                role: .record, mediaType: "application/pdf", language: language, classification: classification,
                isClosed: classification >= .confidential, bytes: bytes)
        ]
    }
}
