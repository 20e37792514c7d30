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
        let shown = certificate.shows(on: sight.day)
        let isOver = until.map { $0 < sight.day } ?? false
        let tag =
            certificate.isRevoked
            ? Tag(context.say(da: "Tilbagekaldt", en: "Revoked"), .bad)
            : isOver
                ? Tag(context.say(da: "Udløbet", en: "Expired")) : Tag(context.say(da: "Gyldigt", en: "Valid"), .ok)
        var acts: [HTML] = []
        let own = [("course", "\(course)"), ("certificate", "\(id)"), ("_back", Route.certificate(course, id).path)]
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
        let title = context.say(da: "Kursusbevis \(certificate.label)", en: "Certificate \(certificate.label)")
        let head = Head(
            crumbs: [
                .init(context.say(CoursesPage.title), Route.courses.link),
                .init(context.title(document), Route.course(course).link), .init(certificate.label),
            ], title: title, state: [tag.html, "\(language(opening.scope.label))"], acts: acts
        ).html(language)
        let version = certificate.version.flatMap { id in document.versions.first { $0.id == id } }
        let engagement = sight.engagement(of: certificate.person, on: shown)
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Nummer", en: "Number"), text: certificate.label),
            .init(
                context.say(da: "Navn", en: "Name"),
                text: sight.name(certificate.person, on: shown) ?? context.say(Sentence.erased)),
        ]
        if let engagement {
            rows.append(.init(context.say(da: "Tilknytning", en: "Engagement"), text: language(engagement.kind.label)))
            rows.append(
                .init(
                    context.say(da: "Enhed", en: "Unit"),
                    text: sight.name(engagement.unit(on: shown), on: shown, language) ?? context.say(Sentence.erased)))
        }
        rows.append(.init(context.say(da: "Organisation", en: "Organisation"), text: sight.house.fullName))
        rows.append(
            .init(
                context.say(da: "Modul", en: "Module"),
                text: version.map {
                    "\(context.title(document)), \(context.say(da: "version", en: "version")) \($0.draft.number)"
                } ?? context.title(document)))
        rows.append(.init(context.say(da: "Gennemført", en: "Completed"), language.time(certificate.day)))
        if let right = certificate.right, let of = certificate.of {
            rows.append(
                .init(
                    context.say(da: "Resultat", en: "Result"),
                    text: context.say(da: "\(right) af \(of) svar rigtige", en: "\(right) of \(of) answers right")))
        }
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
