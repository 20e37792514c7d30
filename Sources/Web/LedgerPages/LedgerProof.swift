// SPDX-License-Identifier: MPL-2.0
import Domain
import HTML
import Ledger
import Office

/// What the ledger is: its size and root, the checkpoint that is signed, when it was verified, and how somebody who
/// trusts
/// nobody here checks it.
struct LedgerProof {
    let context: Context

    private var sight: Sight { context.sight }
    private var language: Language { context.language }

    init(_ context: Context) {
        self.context = context
    }

    var sentence: HTML {
        let entries = Plural(one: Phrase(da: "post", en: "entry"), many: Phrase(da: "poster", en: "entries"))
        let size = language.count(sight.known, entries)
        let checked =
            sight.house.lastVerification.map { when, count in
                context.say(
                    da: "De første \(language.number(count)) er kontrolleret byte for byte \(language.moment(when)).",
                    en: "The first \(language.number(count)) were verified byte by byte \(language.moment(when)).")
            } ?? context.say(da: "Sporet er ikke kontrolleret endnu.", en: "The trail is not verified yet.")
        return """
            \(sight.isPast ? context.say(da: "\(size) kendt den dag.", en: "\(size) known that day.") : "\(size).") \
            \(checked) \
            <a\(href: Link(fragment: "kontrol"))>\(context.say(da: "Kontrollér selv", en: "Check it yourself"))</a>
            """
    }

    var state: HTML {
        let (state, known) = (sight.state, sight.known)
        let root = known == sight.head ? state.root : state.book.tree.root(at: known)
        let note = sight.house.checkpoint.flatMap { try? Checkpoint.unverified($0) }
        var rows: [SummaryList.Row] = [
            .init(context.say(da: "Poster", en: "Entries"), text: language.number(sight.known)),
            .init(
                context.say(da: "Rod", en: "Root"),
                Hash(id: "rod", full: root?.base64 ?? "", isWhole: true).html(language)),
            .init(
                context.say(da: "Sporets navn", en: "Name of the trail"),
                "<span class=\"hash\">\(state.book.origin)</span>"),
        ]
        if let note {
            rows.append(
                .init(
                    context.say(da: "Sidst underskrevet", en: "Last signed"),
                    text: context.say(
                        da: "\(language.number(note.size)) poster", en: "\(language.number(note.size)) entries")))
        }
        rows.append(
            .init(
                context.say(da: "Sidst kontrolleret", en: "Last verified"),
                sight.house.lastVerification.map { language.time($0.0) }
                    ?? "\(context.say(da: "Ikke endnu", en: "Not yet"))"))
        let alarm: HTML =
            sight.house.alarm == nil
            ? Tag(context.say(da: "Uden fejl", en: "No faults"), .ok).html
            : Tag(context.say(da: "Fejl fundet", en: "Fault found"), .bad).html
        return Panel(id: "stand", heading: context.say(da: "Sporet", en: "The trail"), aside: alarm)
            .padded(SummaryList(rows: rows).html(language))
    }

    /// The signed note as it is, ready to be copied.
    var checkpoint: HTML {
        let heading = context.say(da: "Sidste kontrolpunkt", en: "Last checkpoint")
        guard let note = sight.house.checkpoint else {
            return Panel(id: "kontrolpunkt", heading: heading).html(
                Empty(
                    context.say(da: "Der er intet kontrolpunkt endnu.", en: "There is no checkpoint yet."),
                    """
                    <p>\(context.say(
                        da: "Det underskrives senest et sekund efter en post.",
                        en: "It is signed within a second of an entry."))</p>
                    """
                ).html)
        }
        let lines = note.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        return Panel(
            id: "kontrolpunkt", heading: heading,
            aside: "<a\(href: Route.checkpoint)>\(context.say(da: "Hent", en: "Download"))</a>"
        ).padded(
            """
            <p><code class="hash" id="note" data-full="\(note)">\(each: lines, between: "<br>", { "\($0)" })</code></p>\
            <p><button type="button" class="btn small copy" data-copy="note" \
            data-done="\(context.say(da: "Kopieret", en: "Copied"))" hidden>\
            \(context.say(da: "Kopiér kontrolpunktet", en: "Copy the checkpoint"))</button></p>
            """)
    }

    // MARK: How an outsider checks it

    var guide: HTML {
        let steps: [Phrase] = [
            Phrase(
                da:
                    "Hent kontrolpunktet, og gem det et sted, vi ikke råder over. Nøglen herunder skal du have "
                    + "fået ad en anden vej.",
                en:
                    "Get the checkpoint and keep it where we have no say. The key below you must have received "
                    + "another way."
            ),
            Phrase(
                da: "Kontrollér underskriften. Kontrolpunktet er en C2SP signed note; værktøjer til den kan bruges.",
                en: "Check the signature. The checkpoint is a C2SP signed note; tools for it can be used."),
            Phrase(
                da: "Hent beviset for en post. Det er et C2SP tlog-proof og skal give samme rod som kontrolpunktet.",
                en: "Get the proof of an entry. It is a C2SP tlog-proof and must give the same root as the "
                    + "checkpoint."),
            Phrase(
                da: "Kom igen senere. Det nye kontrolpunkt skal indeholde det gamle uændret.",
                en: "Come back later. The new checkpoint must contain the old one unchanged."),
        ]
        let proves = [
            Phrase(
                da: "at posten stod her, i denne rækkefølge, da kontrolpunktet blev underskrevet",
                en: "that the entry stood here, in this order, when the checkpoint was signed"),
            Phrase(
                da: "at intet er ændret, flyttet eller fjernet siden, heller ikke af den, der driver Værn",
                en: "that nothing has been changed, moved or removed since, not even by whoever runs Værn"),
            Phrase(
                da: "at det, der er slettet efter GDPR, er slettet åbent: posten og dens plads består",
                en: "that what is erased under the GDPR is erased openly: the entry and its place remain"),
        ]
        let not = [
            Phrase(da: "at det, nogen skrev, er sandt", en: "that what somebody wrote is true"),
            Phrase(
                da: "at alt blev registreret: det, der aldrig blev skrevet, kan ikke ses",
                en: "that everything was recorded: what was never written cannot be seen"),
            Phrase(
                da: "klokkeslættet: det er denne maskines eget ur", en: "the time: it is this machine's own clock"),
            Phrase(
                da: "noget om tiden før dit første gemte kontrolpunkt, hvis nøglen er kommet i andres hænder",
                en: "anything before the first checkpoint you kept, if the key has come into other hands"),
        ]
        let key = Hash(id: "noegle", full: sight.house.key.verifier.text, isWhole: true).html(language)
        return Panel(id: "kontrol", heading: context.say(da: "Kontrollér det udefra", en: "Check it from outside"))
            .padded(
                """
                <div class="stack">\
                <ol class="why-list">\(each: steps, { "<li><span>\(context.say($0))</span></li>" })</ol>\
                <h3>\(context.say(da: "Nøglen", en: "The key"))</h3><p>\(key)</p>\
                <h3>\(context.say(da: "Det beviser", en: "It proves"))</h3>\(list(proves))\
                <h3>\(context.say(da: "Det beviser ikke", en: "It does not prove"))</h3>\(list(not))</div>
                """)
    }

    private func list(_ phrases: [Phrase]) -> HTML {
        "<ul class=\"stack small\">\(each: phrases, { "<li>\(context.say($0))</li>" })</ul>"
    }
}
