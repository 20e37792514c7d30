// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger

/// What says, beside the files, what each of them is and how the whole is checked without Værn.
struct WorkingReadme {
    let papers: WorkingPapers
    let entries: Int

    var bytes: [UInt8] {
        Array(
            (papers.language == .da ? danish : english).split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "\r\n").utf8)
    }

    private var house: String { papers.sight.house.fullName }
    private var day: String { papers.language.day(papers.sight.day) }
    private var period: String { AuditorHome.period(papers.opening, papers.context) }
    private var origin: String { papers.sight.state.book.origin }
    private var key: String { papers.sight.house.key.verifier.text }

    private var danish: String {
        """
        Arbejdspapirer for \(papers.opening.label) hos \(house)
        Perioden \(period), som det så ud \(day)

        Pakken viser det, som den, der hentede den, må se. Navnet står i index.json.

        FILERNE
          index.html            oversigten, til at læse
          index.json            det samme, til et program
          bestillinger.csv      det bestilte og svarene, som tabel
          dokumentation/        dokumentationen, uændret
          kontrol/              populationerne, en linje for hvert punkt
          bevis/                et bevis for hver af \(entries) poster i revisionssporet (C2SP tlog-proof)
          poster.jsonl          det, posterne siger, med de nøgler, som bladets låse er lavet med
          kontrolpunkt.txt      det underskrevne kontrolpunkt, som alle beviserne fører til
          noegle.txt            nøglen
          SHA256SUMS            SHA-256 af alle filer

        SÅDAN KONTROLLERES PAKKEN
          1. Filerne er uændrede siden pakken blev lavet, når »sha256sum -c SHA256SUMS« siger OK om dem alle.
          2. Hvert bevis i bevis/ bærer postens blad og kontrolpunktet. Kontrollér underskriften med nøglen, og
             regn fra SHA-256(0x00 og bladet) op til roden. Et værktøj til C2SP tlog-proof kan bruges. Nøglen
             skal du have fået ad en anden vej end denne pakke:
               \(key)
             Kontrolpunktets navn er \(origin).
          3. Hver linje i poster.jsonl hører til en post. Bladet er låst til indholdet: HMAC-SHA256 med »key« over
             »payload« er bladets »payload«, og HMAC-SHA256 med en værdis »key« over dens bytes er bladets
             »values« under samme navn. Står der »file« i stedet for »value«, er det filens bytes. Alt er base64.
             En værdi, der mangler, er slettet, eller du må ikke se den.
          4. Posterne om én ting er nummereret 1, 2, 3 i bladets »revision«. Er der intet hul, er intet udeladt
             af det, der var registreret.
          5. En stikprøve trækkes igen af populationen og roden i index.json: punkt nummer n får
             SHA-256("vaern-sample 1\\n" rod "\\n" runde "\\n" n "\\n"), og de første i den orden er stikprøven.

        DET BEVISES IKKE
          At det, nogen skrev, er sandt, eller at alt blev registreret. Listen over, hvad revisor har åbnet, ligger
          ved siden af revisionssporet og er ikke en del af det.

        """
    }

    private var english: String {
        """
        Working papers of \(papers.opening.label) at \(house)
        The period \(period), as it stood on \(day)

        The package shows what the person who fetched it may see. The name is in index.json.

        THE FILES
          index.html            the overview, to read
          index.json            the same, for a program
          bestillinger.csv      what was asked for and answered, as a table
          dokumentation/        the evidence, unchanged
          kontrol/              the populations, a line for each item
          bevis/                a proof of each of \(entries) entries of the ledger (C2SP tlog-proof)
          poster.jsonl          what the entries say, with the keys of the commitments in their leaves
          kontrolpunkt.txt      the signed checkpoint that all proofs lead to
          noegle.txt            the key
          SHA256SUMS            SHA-256 of all files

        HOW TO CHECK THE PACKAGE
          1. The files are unchanged since the package was made if "sha256sum -c SHA256SUMS" says OK of all.
          2. Each proof in bevis/ carries the leaf of the entry and the checkpoint. Check the signature with the key,
             and work from SHA-256(0x00 and the leaf) up to the root. A tool for C2SP tlog-proof can be used. The key
             you must have received another way than in this package:
               \(key)
             The name of the checkpoint is \(origin).
          3. Each line of poster.jsonl belongs to an entry. The leaf is bound to what it says: HMAC-SHA256 with "key"
             over "payload" is the leaf's "payload", and HMAC-SHA256 with the "key" of a value over its bytes is the
             leaf's "values" of the same name. Where there is "file" in the place of "value", it is the bytes of the
             file. All is base64. A value that is missing is erased, or you may not see it.
          4. The entries about one thing are numbered 1, 2, 3 in the leaf's "revision". If there is no gap, nothing is
             left out of what was recorded.
          5. A sample is drawn again from the population and the root in index.json: item number n gets
             SHA-256("vaern-sample 1\\n" root "\\n" round "\\n" n "\\n"), and the first in that order are the sample.

        WHAT IS NOT PROVEN
          That what somebody wrote is true, or that everything was recorded. The list of what the auditor opened lies
          beside the ledger and is no part of it.

        """
    }
}
