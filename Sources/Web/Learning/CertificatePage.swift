// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// What documents that a person completed a course (policy §9): name and unit as they were then.
enum CertificatePage {
    static func content(
        _ course: ID<Course>, _ id: ID<Course.Certificate>, in context: Context
    ) throws(Refusal) -> Content {
        let (sight, language) = (context.sight, context.language)
        let (certificate, opening, until) = try sight.certificate(id, of: course)
        let (_, _, document) = try sight.course(course)
        let facts = CertificateFacts(certificate, document, in: context)
        let isOver = until.map { $0 < sight.day } ?? false
        let tag =
            certificate.isRevoked
            ? Tag(context.say(da: "Tilbagekaldt", en: "Revoked"), .bad)
            : isOver
                ? Tag(context.say(da: "Udløbet", en: "Expired")) : Tag(context.say(da: "Gyldigt", en: "Valid"), .ok)
        var acts: [HTML] = []
        let own = [("course", "\(course)"), ("certificate", "\(id)"), ("_back", Route.certificate(course, id).path)]
        acts.append(
            Button(context.say(da: "Hent som PDF", en: "Get as PDF")).link(Route.certificateFile(course, id).link))
        if CertificateBadge.isOffered(certificate, sight) {
            acts.append(
                Button(context.say(da: "Hent som badge", en: "Get as a badge")).link(
                    Route.certificateBadge(course, id).link))
        }
        if !certificate.isRevoked, !sight.isPast {
            if sight.may(.reissueCertificate, about: .course(course)) {
                acts.append(CommandForm.button(.reissueCertificate, in: context, values: own, size: .normal))
            }
            if sight.may(.revokeCertificate, about: .course(course)) {
                acts.append(
                    Button(context.say(CommandKind.revokeCertificate.label)).link(
                        Link(Route.command(.revokeCertificate), query: own.map { ($0.0, $0.1) })))
            }
        }
        let title = facts.title
        let head = Head(
            crumbs: [
                .init(context.say(CoursesPage.title), Route.courses.link),
                .init(context.title(document), Route.course(course).link), .init(certificate.label),
            ], title: title, state: [tag.html, "\(language(opening.scope.label))"], acts: acts
        ).html(language)
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Nummer", en: "Number"), text: certificate.label),
            .init(context.say(da: "Navn", en: "Name"), text: facts.name),
        ]
        rows += facts.engagement.map { SummaryList.Row($0.label, text: $0.value) }
        rows.append(.init(context.say(da: "Organisation", en: "Organisation"), text: sight.house.fullName))
        rows.append(.init(context.say(da: "Modul", en: "Module"), text: facts.module))
        rows.append(.init(context.say(da: "Gennemført", en: "Completed"), language.time(certificate.day)))
        rows += facts.result.map { SummaryList.Row($0.label, text: $0.value) }
        rows.append(
            .init(
                context.say(da: "Gyldigt til", en: "Valid until"),
                until.map { language.time($0) } ?? "\(context.say(da: "uden udløb", en: "no end"))"))
        rows.append(
            .init(
                context.say(da: "Bevis", en: "Proof"),
                """
                <a\(href: Route.entry(certificate.position))>\(context.say(
                    da: "post \(language.number(certificate.position))",
                    en: "entry \(language.number(certificate.position))"))</a>
                """))
        if sight.organisation.published(on: sight.today) != nil {
            let place = PublicRoute(organisation: sight.house.id, language: language, .certificate(course, id))
            rows.append(
                .init(
                    context.say(da: "Vis til andre", en: "Show to others"),
                    """
                    <a\(href: place)>\(context.say(
                        da: "Siden, hvor andre kan se, om beviset gælder",
                        en: "The page where others see whether it is valid"))</a>
                    """))
        }
        if let evidence = certificate.evidence {
            rows.append(
                .init(
                    context.say(da: "Dokumentation", en: "Evidence"),
                    "<a\(href: Route.evidence(evidence))>\(context.say(da: "Fra et andet system", en: "From another system"))</a>"
                ))
        }
        return Content(
            title, menu: .courses,
            head
                + Panel(id: "bevis", heading: context.say(da: "Kursusbevis", en: "Certificate"), isHeadingHidden: true)
                .padded(SummaryList(rows: rows).html(language)))
    }
}

/// What a certificate says of its holder and its course, in words: the same on the page and in print.
struct CertificateFacts {
    let title: String
    /// The holder's name of the day the certificate shows; of an erased person, that it is erased.
    let name: String
    /// The module, and the version that was learned when it was learned here.
    let module: String
    /// Kind and unit of the engagement on the day the certificate shows; none where there was none.
    let engagement: [(label: String, value: String)]
    /// How many answers were right; none where no test was taken here.
    let result: [(label: String, value: String)]

    init(_ certificate: Course.Certificate, _ document: Document, in context: Context) {
        let (sight, language) = (context.sight, context.language)
        let shown = certificate.shows(on: sight.day)
        let erased = context.say(Sentence.erased)
        title = context.say(da: "Kursusbevis \(certificate.label)", en: "Certificate \(certificate.label)")
        name = sight.name(certificate.person, on: shown) ?? erased
        let version = certificate.version.flatMap { id in document.versions.first { $0.id == id } }
        module =
            version.map {
                "\(context.title(document)), \(context.say(da: "version", en: "version")) \($0.draft.number)"
            } ?? context.title(document)
        engagement =
            sight.engagement(of: certificate.person, on: shown).map {
                [
                    (context.say(da: "Tilknytning", en: "Engagement"), language($0.kind.label)),
                    (
                        context.say(da: "Enhed", en: "Unit"),
                        sight.name($0.unit(on: shown), on: shown, language) ?? erased
                    ),
                ]
            } ?? []
        if let right = certificate.right, let of = certificate.of {
            result = [
                (
                    context.say(da: "Resultat", en: "Result"),
                    context.say(da: "\(right) af \(of) svar rigtige", en: "\(right) of \(of) answers right")
                )
            ]
        } else if let report = certificate.report {
            result = [
                (context.say(da: "Resultat", en: "Result"), context.words(report)),
                (
                    context.say(da: "Hvordan", en: "How"),
                    context.say(
                        da: "I en pakke (SCORM). Resultatet er det, deltagerens browser meldte.",
                        en: "In a package (SCORM). The result is what the learner's browser reported.")
                ),
            ]
        } else {
            result = []
        }
    }
}

/// A certificate as one printed page, for whoever asks the holder for it.
struct CertificatePrint {
    let certificate: Course.Certificate
    let validUntil: Day?
    let facts: CertificateFacts
    let scope: ModuleScope
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ course: ID<Course>, _ id: ID<Course.Certificate>, _ context: Context) throws(Refusal) {
        let known = try context.sight.certificate(id, of: course)
        let (_, _, document) = try context.sight.course(course)
        certificate = known.certificate
        validUntil = known.validUntil
        scope = known.opening.scope
        facts = CertificateFacts(certificate, document, in: context)
        self.context = context
    }

    var page: [UInt8] {
        var rows = facts.engagement
        rows += [
            (context.say(da: "Område", en: "Area"), language(scope.label)),
            (context.say(da: "Gennemført", en: "Completed"), language.day(certificate.day)),
        ]
        rows += facts.result
        rows.append(
            (
                context.say(da: "Gyldigt til", en: "Valid until"),
                validUntil.map { language.day($0) } ?? context.say(da: "uden udløb", en: "no end")
            ))
        if certificate.isRevoked {
            rows.append((context.say(da: "Status", en: "Status"), context.say(da: "Tilbagekaldt", en: "Revoked")))
        }
        let proof = PrintedPage.proof(
            [
                (context.say(da: "Nummer", en: "Number"), certificate.label),
                (
                    context.say(da: "Post i revisionssporet", en: "Entry of the audit trail"),
                    language.number(certificate.position)
                ),
            ], nil, language)
        let body: HTML = """
            <p class="kicker">\(context.say(da: "Kursusbevis", en: "Certificate"))</p><h1>\(facts.name)</h1>
            <p class="lead">\(context.say(da: "har gennemført", en: "has completed")) \(facts.module)</p>
            <main>\(PrintedPage.facts(rows))</main>\(proof)
            """
        return PrintedPage(
            language: language, title: facts.title, head: sight.house.fullName, foot: certificate.label, created: nil,
            body: body
        ).bytes
    }
}

extension Site {
    func certificateFile(
        _ course: ID<Course>, _ id: ID<Course.Certificate>, _ visit: inout Visit
    ) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let context = try await dated(&visit)
        let print = try CertificatePrint(course, id, context)
        let bytes = try await installation.printer.pdf(print.page, files: PrintedPage.files)
        return Answer(
            200, type: "application/pdf", bytes,
            headers: [("content-disposition", Headers.attachment("\(print.facts.title).pdf"))])
    }
}
