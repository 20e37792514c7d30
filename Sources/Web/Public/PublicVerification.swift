// SPDX-License-Identifier: MPL-2.0

import Domain
import HTML
import Ledger
import Office

/// »Verificér dette dokument«: everything that an outsider needs to check a text with tools of others, and the steps.
struct PublicVerification {
    let version: PublicVersion
    let document: PublicDocument
    let context: PublicContext

    private var language: Language { context.language }

    init(_ version: PublicVersion, _ document: PublicDocument, _ context: PublicContext) {
        self.version = version
        self.document = document
        self.context = context
    }

    var html: HTML {
        let heading = context.say(da: "Verificér dette dokument", en: "Verify this document")
        return """
            <section class="proof" aria-labelledby="bevis"><h2 id="bevis">\(heading)</h2>\
            \(context.sight.opening(of: version).map { body($0.bytes, $0.key) } ?? erased)</section>
            """
    }

    private var erased: HTML {
        let words = context.say(
            da: "Teksten og dens nøgle er slettet, så den kan ikke længere efterprøves.",
            en: "The text and its key are erased, so it can no longer be verified.")
        return "<p>\(words)</p>"
    }

    private func body(_ bytes: [UInt8], _ key: [UInt8]) -> HTML {
        let intro = context.say(
            da: """
                Teksten er låst i \(context.sight.shortName)s revisionsspor. Enhver kan efterprøve, at den er uændret, \
                uden at logge ind og uden at stole på os.
                """,
            en: """
                The text is locked in the ledger of \(context.sight.shortName). Anybody can verify that it is unchanged, \
                without signing in and without trusting us.
                """)
        let commitment = Digest.commitment(key: key, bytes).base64
        let rows: [SummaryList.Row] = [
            .init(
                context.say(da: "Fingeraftryk, SHA-256", en: "Fingerprint, SHA-256"),
                "<span class=\"hash\">\(Digest.sha256(bytes).hex)</span>"),
            .init(context.say(da: "Post", en: "Entry"), text: language.number(version.position)),
            .init(
                context.say(da: "Revisionssporets navn", en: "Name of the ledger"),
                "<span class=\"hash\">\(context.sight.origin)</span>"),
            .init(
                context.say(da: "Offentlig nøgle", en: "Public key"),
                "<span class=\"hash\">\(context.sight.key)</span>"),
        ]
        let text = context.to(.text(document.number, version.number))
        let proof = context.to(.proof(document.number, version.number))
        return """
            <p>\(intro)</p>\(SummaryList(rows: rows, isWide: true).html(language))\
            <p class="btnrow">\
            <a class="btn"\(href: text) download="tekst.txt">\(context.say(da: "Hent teksten", en: "Download the text"))</a>\
            <a class="btn"\(href: proof) download="tekst.tlog-proof">\
            \(context.say(da: "Hent beviset", en: "Download the proof"))</a>\
            <a class="btn"\(href: context.to(.checkpoint)) download="kontrolpunkt.txt">\
            \(context.say(da: "Hent kontrolpunktet", en: "Download the checkpoint"))</a></p>\
            <h3>\(context.say(da: "Sådan gør du", en: "How to do it"))</h3>\
            <ol class="steps-list">\(each: steps(Hash32(key)?.hex ?? "", commitment), { step in
                "<li><p>\(language(step.0))</p>\(if: step.1, { command($0) })</li>"
            })</ol>\
            <p class="small">\(language(Self.limits))</p>
            """
    }

    private func command(_ line: String) -> HTML {
        let label = context.say(da: "Kommando, kan rulles vandret", en: "Command, scrolls sideways")
        return """
            <div class="scroll" role="region" aria-label="\(label): \(line.prefix(24).description)" tabindex="0">\
            <pre>\(line)</pre></div>
            """
    }

    private func steps(_ key: String, _ commitment: String) -> [(Phrase, String?)] {
        [
            (
                Phrase(
                    da: "Hent teksten og beviset. Regn fingeraftrykket ud; det skal være det, der står ovenfor.",
                    en: "Download the text and the proof. Work out the fingerprint; it must be the one above."),
                "sha256sum tekst.txt"
            ),
            (
                Phrase(
                    da: "Regn den forpligtelse ud, som posten har på teksten. Resultatet skal være \(commitment).",
                    en: "Work out the commitment that the entry has to the text. The result must be \(commitment)."),
                """
                openssl dgst -sha256 -mac HMAC -macopt hexkey:\(key) -binary tekst.txt \
                | base64
                """
            ),
            (
                Phrase(
                    da: "Vis posten. Under values skal text være den samme forpligtelse, og ledger sporets navn.",
                    en: "Show the entry. Under values, text must be the same commitment, and ledger the ledger's name."
                ),
                "sed -n 's/^extra //p' tekst.tlog-proof | base64 -d"
            ),
            (
                Phrase(
                    da: """
                        Kontrollér, at posten står i sporet, og at sporet er underskrevet. Beviset er en C2SP tlog-proof og \
                        kontrolpunktet en C2SP signed note; ethvert værktøj til dem kan bruges sammen med den offentlige \
                        nøgle.
                        """,
                    en: """
                        Check that the entry stands in the ledger and that the ledger is signed. The proof is a C2SP \
                        tlog-proof and the checkpoint a C2SP signed note; any tool for them can be used with the public key.
                        """), nil
            ),
            (
                Phrase(
                    da: "Gem kontrolpunktet. Kommer du igen, skal det nye indeholde det gamle uændret.",
                    en: "Keep the checkpoint. When you come again, the new one must contain the old one unchanged."),
                nil
            ),
        ]
    }

    private static let limits = Phrase(
        da: """
            Det beviser, at teksten stod på sin plads, da kontrolpunktet blev underskrevet, og at den ikke er ændret siden. \
            Det beviser ikke, at det skrevne er sandt. Få den offentlige nøgle ad en anden vej end denne side, hvis du vil \
            være sikker.
            """,
        en: """
            It proves that the text stood in its place when the checkpoint was signed and has not been changed since. It \
            does not prove that what is written is true. Get the public key by another way than this page if you want to be \
            certain.
            """)
}
