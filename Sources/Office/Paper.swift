// SPDX-License-Identifier: MPL-2.0

import Domain

/// The paper of a decision: what the members had before them, kept as a file and bound by its commitment.
enum Paper {
    /// Adds the paper to what a decision is made from.
    static func attach(to arguments: inout Arguments, _ register: Register, _ texts: Texts, on today: Day) {
        guard let id = (try? arguments.optionalID("document", of: Document.self)).flatMap({ $0 }),
            let document = register.documents[id]
        else { return }
        let act = (try? arguments.optionalChoice("act", Decision.Act.self)).flatMap { $0 } ?? .adopt
        let proposal = act == .reclassify ? document.proposedClass(on: today) : nil
        let dispensation =
            act == .dispense
            ? (try? arguments.optionalID("dispensation", of: Dispensation.self)).flatMap { $0 }
                .flatMap { register.dispensations[$0] } : nil
        let version =
            proposal.flatMap { known in document.versions.first { $0.id == known.version } }
            ?? dispensation?.request.flatMap { asked in document.versions.first { $0.id == asked.version } }
            ?? (act == .withdraw ? nil : asked(arguments, document, register) ?? document.pending)
        var lines = [
            "Beslutningsgrundlag", "",
            "Dokument: \(document.title.newest.flatMap { texts.text($0) } ?? "")",
            "Id: \(id)", "Revision: \(document.revision)",
        ]
        if let proposal {
            lines += [
                "Klassifikation før: \(proposal.was.label.da)",
                "Foreslået klassifikation: \(proposal.classification.label.da)",
                "Begrundelse: \(texts.text(proposal.reason) ?? "")",
            ]
            if let from = proposal.from { lines.append("Foreslået fra: \(from)") }
        }
        if let version {
            lines += [
                "Version: \(version.draft.number)",
                "Klassifikation: \(version.classification(on: today).label.da)", "",
            ]
        }
        if let dispensation { lines += Paper.lines(dispensation, version, register, texts) }
        var bytes = Array(lines.joined(separator: "\n").utf8)
        if let version, let text = texts.bytes(version.draft.text) { bytes += [0x0A] + text }
        if let translation = version?.translations.newest, let text = texts.bytes(translation.text) {
            let title = texts.text(translation.title) ?? ""
            bytes += Array("\nOversættelse: \(translation.language.label.da)\nTitel: \(title)\n".utf8) + text
        }
        arguments.files["paper"] = .init(name: "beslutningsgrundlag.txt", bytes: bytes)
    }

    /// The version that is asked about, or that a decision which is corrected was about.
    private static func asked(
        _ arguments: Arguments, _ document: Document, _ register: Register
    ) -> Document.Version? {
        var id = (try? arguments.optionalID("version", of: Document.Version.self)).flatMap { $0 }
        if id == nil, arguments.texts["command"] != nil,
            let position = arguments.texts["position"]?.first.flatMap({ Int($0) })
        {
            id = register.decisions(about: document.id).first { $0.position == position }?.matter?.version
        }
        return id.flatMap { id in document.versions.first { $0.id == id } }
    }

    /// Adds the paper to what a decision on a proposal is made from.
    static func attach(proposalOf arguments: inout Arguments, _ register: Register, _ texts: Texts) {
        guard let id = (try? arguments.optionalID("proposal", of: Proposal.self)).flatMap({ $0 }),
            let known = register.proposals[id], let wording = known.wording
        else { return }
        func text(_ id: ValueID?) -> String { id.flatMap { texts.text($0) } ?? "" }
        func unit(_ id: ID<Unit>) -> String { register.units[id]?.name.newest.flatMap { texts.text($0) } ?? "\(id)" }
        func topic(_ id: ID<Topic>) -> String {
            switch register.topic(id)?.name {
            case .fixed(let phrase): phrase.da
            case .own(let value): text(value)
            case nil: "\(id)"
            }
        }
        var lines = [
            "Beslutningsgrundlag", "", "Indstilling: \(wording.label), \(text(wording.question))", "Id: \(id)",
            "Revision: \(known.revision)", "Organ: \(wording.body.label.da)",
        ]
        switch wording.content {
        case .topics(let topics, let added):
            lines += topics.map { "Emne: \(topic($0))" }
            if let added { lines.append("Nyt emne: \(text(added.name))") }
        case .delegation(let id, let to, let from, let until):
            lines += [
                "Emne: \(topic(id))", "Enhed: \(unit(to))", "Fra: \(from)", "Til: \(until.map { "\($0)" } ?? "")",
            ]
        case .measure(let measure, let about, let by, let due):
            lines += [
                "Forholdsregel: \(text(measure))", "Om: \(about.kind.rawValue) \(about.id)", "Enhed: \(unit(by))",
                "Senest: \(due)",
            ]
        case .method(let method, let words):
            lines += method.lines(RiskWords(method.base, own: words.flatMap { texts.text($0) })).map {
                "\($0.label.da): \($0.value.da)"
            }
        case .acceptance(let id, let assessment, let until):
            lines += Paper.acceptance(of: id, assessment, until, register, texts)
        case .other(let resolution): lines.append("Beslutning: \(text(resolution))")
        }
        lines += [
            "Grunde: \(text(wording.reasons))", "Ved ja: \(text(wording.ifYes))", "Ved nej: \(text(wording.ifNo))",
            "Betingelser: \(text(wording.conditions))", "Senest: \(wording.due)",
        ]
        arguments.files["paper"] = .init(
            name: "beslutningsgrundlag.txt", bytes: Array(lines.joined(separator: "\n").utf8))
    }

    /// The request as it stands, the paragraphs word for word, what was said of it, and what CAI recommends.
    private static func lines(
        _ dispensation: Dispensation, _ version: Document.Version?, _ register: Register, _ texts: Texts
    ) -> [String] {
        guard let request = dispensation.request else { return [] }
        func text(_ id: ValueID?) -> String { id.flatMap { texts.text($0) } ?? "" }
        let blocks = version.flatMap { texts.bytes($0.draft.text) }.flatMap { try? DocumentText(decoding: $0) }?.blocks
        let rules = (blocks ?? []).filter { request.paragraphs.contains($0.id) }.map { block in
            "Afsnit: \(block.mark.isEmpty ? "" : block.mark + " ")\(block.text)"
        }
        let units = request.units.map { unit in
            register.units[unit]?.name.newest.flatMap { texts.text($0) } ?? "\(unit)"
        }
        var lines = [
            "Dispensation: \(request.label), \(text(request.title))", "Sagens hændelser: \(dispensation.revision)",
        ]
        lines += rules
        lines += [
            "Søgt af: \(register.units[request.unit]?.name.newest.flatMap { texts.text($0) } ?? "")",
            "Gælder enheder: \(units.joined(separator: ", "))", "Gælder systemer: \(text(request.solutions))",
            "Periode: \(request.from) til \(request.to)", "Situation: \(text(request.situation))",
            "Begrundelse: \(text(request.reason))", "Risiko (\(request.level.label.da)): \(text(request.risk))",
            "Kompenserende foranstaltninger: \(text(request.measures))",
        ]
        for opinion in dispensation.opinions {
            let former = dispensation.isAbout(request, opinion) ? "" : ", om en tidligere udgave"
            lines.append(
                """
                Udtalelse, \(opinion.advisor.label.da), \(opinion.stance.label.da), \(opinion.day)\(former): \
                \(text(opinion.text))
                """)
        }
        if let recommended = dispensation.recommendations.latest?.value.recommendation {
            lines += [
                "CAI anbefaler: \(recommended.outcome.label.da)", "Grunde: \(text(recommended.reasons))",
                "Ved ja: \(text(recommended.ifGranted))", "Ved nej: \(text(recommended.ifRefused))",
                "Vilkår: \(text(recommended.conditions))",
            ]
        }
        return lines + [""]
    }
}
