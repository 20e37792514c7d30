// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Office

/// Whether a certificate is valid, for whoever was given its address (policy §9: documented). It says no more of the holder
/// than initials; the rest stands on what the holder shows.
struct PublicCertificatePage {
    let certificate: PublicCertificate
    let context: PublicContext

    private var language: Language { context.language }

    var page: HTML {
        let title = context.say(
            da: "Kursusbevis \(certificate.number)", en: "Certificate \(certificate.number)")
        return PublicShell(context: context, title: title, canonical: context.route, isFormer: true).page(
            """
            <div class="pubhead"><h1>\(title)</h1><p>\(standing)</p></div>
            <div class="pubgrid"><div>\(SummaryList(rows: facts).html(language))</div></div>
            """)
    }

    private var standing: String {
        if certificate.isRevoked {
            return context.say(
                da: "Beviset er tilbagekaldt og gælder ikke.", en: "The certificate is revoked and not valid.")
        }
        return certificate.isValid(on: context.sight.day)
            ? context.say(da: "Beviset er ægte og gælder i dag.", en: "The certificate is genuine and valid today.")
            : context.say(
                da: "Beviset er ægte, men er udløbet.", en: "The certificate is genuine but has expired.")
    }

    private var facts: [SummaryList.Row] {
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Udstedt af", en: "Issued by"), text: context.sight.name),
            .init(
                context.say(da: "Indehaverens initialer", en: "The holder's initials"),
                text: certificate.initials ?? context.say(da: "slettet", en: "erased")),
            .init(
                context.say(da: "Kursus", en: "Course"),
                text: certificate.module ?? context.say(da: "slettet", en: "erased")),
        ]
        if let version = certificate.version {
            rows.append(.init(context.say(da: "Version", en: "Version"), text: version.description))
        }
        rows += [
            .init(context.say(da: "Område", en: "Area"), text: language(certificate.scope.label)),
            .init(context.say(da: "Gennemført", en: "Completed"), language.time(certificate.completed)),
            .init(
                context.say(da: "Gyldigt til", en: "Valid until"),
                certificate.validUntil.map { language.time($0) } ?? "\(context.say(da: "uden udløb", en: "no end"))"),
            .init(
                context.say(da: "Post i revisionssporet", en: "Entry of the audit trail"),
                text: language.number(certificate.position)),
        ]
        return rows
    }
}
