#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Et år med Værn: fra politikkens »skal« til revisorens bevis.

    python3 examples/et-aar.py

laver en opdigtet organisation i en mappe, der forsvinder igen, og stiller dens ur frem gennem et år. Der bruges kun
det, som alle har: `vaern` på kommandolinjen, og JSON-API'et (/api/openapi.json) med en personlig adgangsnøgle. Hver
linje, der skrives, er noget, der er set; er det ikke som ventet, standser året der.

    --data MAPPE     behold installationen i en ny mappe, så den kan ses bagefter: vaern serve --data MAPPE
    --journal FIL    skriv, hvad der blev gjort på hvilken dag, som JSON
    --oracle FIL     lad det program, som Tests/Oracle/build.sh bygger, kontrollere beviset

Læs fra `the_year`: hvert kapitel er en funktion, i den rækkefølge, det sker. Afsnittene er dem i den politik, der tages
ind.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import auditor
from compliance import assess, chapter, decide, duties, let_the_auditor_in, number, paragraph, period, sees, soa
from installation import ROOT, Installation, Unexpected, expect, fail, file, find_program, tell

POLICY = ROOT / "Sources/vaern/Demo/Data/fki-politik.txt"
#: Alt det, som en kontrol kunne udtage: de fælles løsninger. Numre, ikke navne, for mere skal der ikke til.
SOLUTIONS = [f"LØS-{number:02}" for number in range(1, 25)]


def the_year(year, oracle):
    """Året. Tallet er dagen i året; på hver af dem startes serveren med uret stillet til den dag."""
    chapter(year, 0, "Kravene findes i politikken", find_the_requirements)
    chapter(year, 14, "Efterlevelsen vurderes, med dokumentation", assess_with_evidence)
    chapter(year, 30, "Intern kontrol: en stikprøve, som ingen har valgt", control_by_sample)
    chapter(year, 60, "Det, der mangler, gøres", put_it_right)
    chapter(year, 75, "Virkningen kontrolleres, og afvigelsen lukkes", check_the_effect)
    chapter(year, 100, "Noget registreres for sent, og en fejl rettes", put_the_record_right)
    chapter(year, 120, "Det, der er rettet, vurderes igen", assess_again)
    chapter(year, 182, "Bestyrelsen får sin redegørelse", report_to_the_board)
    chapter(year, 380, "Et år senere er dokumentationen udløbet", a_year_later)
    chapter(year, 381, "Revisor udtrækker stikprøven igen og kontrollerer et bevis", lambda year: audit(year, oracle))


# MARK: Dag 0

def find_the_requirements(year):
    """Afsnit 7.2: en regel, som ingen følger, er værre end ingen regel. Derfor bliver et »skal« til et krav, der kan
    vise sig sandt eller falsk, med en ansvarlig enhed, en takt og den dokumentation, der ventes."""
    cai = year.person("security")
    # Politikken tages ind ord for ord. Den er et udkast, til direktionen har afgjort den. Det gør den i browseren, med
    # nyt login: en afgørelse kan ikke træffes med en adgangsnøgle.
    year.made.policy = year.vaern(
        "document", "import", POLICY, "--kind", "politik", "--unit", "Cyber", "--title", "Politik for fælles løsninger",
        by=cai).split()[-1]
    known = year.get(cai, "documents/" + year.made.policy)
    rows, candidates = known["rows"], known["candidates"]
    tell(f"Politikken er taget ind: {len(rows)} rækker i versionshistorikken, {len(candidates)} steder siger »skal«")
    expect("steder, der siger »skal«", len(candidates), 22)

    year.made.requirements = {}
    for name, words, demand, unit, months, expected in [
        ("genskabt", "genskabe enhver fælles løsning",
         "Hver fælles løsning er genskabt ved en øvelse inden for den aftalte tid.", "It-drift", 12,
         "Rapport fra øvelsen med målt og aftalt tid for hver løsning."),
        ("prøvet", "ikke sættes i drift",
         "Ingen løsning er sat i drift, før nogen uden for projektet har prøvet at komme ind i den.", "Løsninger", 6,
         "Rapport fra den, der har prøvet, fra før løsningen blev sat i drift."),
        ("redegjort", "samlet redegørelse",
         "Bestyrelsen har fået en samlet redegørelse to gange om året.", "Cyber", 6,
         "Redegørelsen, som bestyrelsen fik den."),
        ("udsendt", "have den direkte",
         "Hver medarbejder har fået politikken direkte, da den blev vedtaget eller ændret.", "Medarbejdere", 12,
         "Kvitteringerne for den version, der gælder."),
    ]:
        # Kravet peger på det afsnit, det kommer fra, så ingen skal lede efter det igen.
        address = next(one["address"] for one in candidates if words in one["sentence"])
        properties = ["Availability"] if name == "genskabt" else ["Confidentiality", "Integrity"]
        stated = year.do(
            cai, "requirement.find", document=year.made.policy, paragraph=paragraph(known, address), demand=demand,
            unit=unit, months=str(months), expected=expected, areas=["it", "cyber"], properties=properties)["id"]
        year.made.requirements[name] = stated
        seen = year.get(cai, "requirements/" + stated)
        expect(seen["number"], seen["compliance"], "never")
        tell(f"{seen['number']} fra #{address}: {demand} {seen['unit']['name']}, hver {months}. måned")

    # Afsnit 5: krav udefra står i samme oversigt. Dokumentation gives én gang og tæller også for standarden og loven,
    # så langt den ærligt rækker.
    for clause, relation, why in [
        ("27002:8.13", "intersects", "Øvelsen viser, at kopierne kan bruges, men ikke, hvordan de tages."),
        ("nis2:21(2)(c)", "subset", "Genskabelse er en del af fortsat drift; krisestyring er ikke med."),
    ]:
        year.do(
            cai, "requirement.map", requirement=year.made.requirements["genskabt"], clause=clause, relation=relation,
            rationale=why)
        tell(f"Kravet {'overlapper' if relation == 'intersects' else 'er indeholdt i'} {clause}")

    # ISO/IEC 27001, 6.1.3 d: anvendelseserklæringen tager stilling til 93 foranstaltninger og begynder uden nogen.
    year.made.scope = year.do(cai, "scope.open", name="Fælles løsninger")["id"]
    year.made.decided = {}
    decide(year, cai, "8.13", "implemented", "Alle løsninger har sikkerhedskopi, og den er prøvet.")
    decide(year, cai, "8.29", "planned", "Nye løsninger prøves før drift fra næste udbud.")
    decide(year, cai, "7.4", None, "Løsningerne drives af leverandører; FKI har ingen rum med udstyr.")
    expect("valgt til og fra", soa(year, cai), {"8.13": "implemented", "8.29": "planned", "7.4": "excluded"})
    tell("Anvendelseserklæringen er begyndt: 3 af 93 foranstaltninger er valgt til eller fra, resten er uafklarede")


# MARK: Dag 14

def assess_with_evidence(year):
    """Afsnit 7.2: efterlevelsen skrives ned i et fast skema: periode, metode, resultat, dokumentation, hvem og
    hvornår."""
    cai = year.person("security")
    # Uden dokumentation er det en påstand. Den skjules ikke, men den er aldrig grøn.
    assess(year, cai, "prøvet", "complied", "Projektlederne siger, at det er gjort.", 0, 14)
    sees(year, cai, "prøvet", "unproven")
    # En fil, som ikke er det, den hedder, er ingen dokumentation.
    why = year.refused(
        cai, "requirement.assess", "Den slags fil", requirement=year.made.requirements["prøvet"], **period(year, 0, 14),
        method="documents", result="complied", finding="Rapporten er set.", title="Rapport",
        file=file("rapport.pdf", "MZ\x00\x01program"))
    tell(f"Afvist: {why}")
    assess(
        year, cai, "prøvet", "complied", "Begge løsninger er prøvet, før de blev sat i drift.", 0, 14,
        title="Rapport fra prøverne", file=file("prøver.csv", "løsning;prøvet;fund\nLØS-23;ja;0\nLØS-24;ja;2\n"),
        holds_until=year.day(110))
    sees(year, cai, "prøvet", "complied")
    assess(
        year, cai, "genskabt", "complied", "Rapporten viser alle løsninger inden for tiden.", 0, 14,
        title="Rapport fra øvelsen", file=file("øvelse.csv", "løsning;aftalt;målt\nLØS-01;4;3\n"),
        holds_until=year.day(379))
    sees(year, cai, "genskabt", "complied")


# MARK: Dag 30

def control_by_sample(year):
    """Afsnit 7.3: kontroller udføres efter en plan. Først låses listen over alt, der kunne udtages; derefter trækker
    revisionssporet selv, med et frø, som ingen kunne kende, da listen blev låst."""
    cai = year.person("security")
    restored = year.made.requirements["genskabt"]
    year.made.test = year.do(
        cai, "controlTest.plan", title="Løsningerne kan genskabes", requirement=restored, unit="It-drift", months="6",
        size="6", method="For hver løsning ses loggen fra øvelsen: tid, resultat og hvem der kørte den.")["id"]
    year.do(
        cai, "controlTest.freeze", control_test=year.made.test, items="\n".join(SOLUTIONS), **period(year, 0, 29),
        source="Fortegnelsen over fælles løsninger, trukket i dag og holdt op mod regningerne.")
    # Ingen dør tager imod et frø: den, der vælger frøet, vælger stikprøven.
    why = year.refused(cai, "controlTest.draw", "seed", control_test=year.made.test, seed="1234")
    tell(f"Et frø, nogen har valgt, er afvist: {why}")
    drawn = year.do(cai, "controlTest.draw", control_test=year.made.test)["positions"][0]
    payload = json.loads(year.vaern("ledger", "show", "--from", drawn, "--count", "1"))["payload"]
    year.made.sample = [item["number"] for item in payload["items"]]
    names = [SOLUTIONS[item - 1] for item in year.made.sample]
    expect("stikprøvens størrelse", len(names), 6)
    tell(f"Stikprøve: {', '.join(names)} af {len(SOLUTIONS)} løsninger")

    # Én er ikke, som den skal være. Det siges, som det er: kravet er ikke efterlevet, hvad rapporten fra dag 14 end
    # sagde.
    year.do(
        cai, "controlTest.conclude", control_test=year.made.test, failed=[str(year.made.sample[0])],
        finding=f"Fem er genskabt til tiden. {names[0]} var ikke med i øvelsen.")
    assess(
        year, cai, "genskabt", "failed", f"{names[0]} er ikke genskabt ved en øvelse.", 0, 29, method="sample",
        sample="6 af 24, udtrukket af revisionssporet.")
    sees(year, cai, "genskabt", "failed")

    # ISO/IEC 27001, 10.2: en afvigelse har en årsag, og det ses efter, om det, der blev gjort, hjalp.
    year.made.nonconformity = year.do(
        cai, "nonconformity.raise", requirement=restored, origin="internal", severity="major", unit="It-drift",
        what=f"{names[0]} er aldrig genskabt ved en øvelse.", due=year.day(45))["id"]
    closing = {"nonconformity": year.made.nonconformity, "outcome": "effective", "finding": "Ordnet."}
    tell("Afvist: " + year.refused(cai, "nonconformity.check", "Årsagen er ikke fundet", **closing))
    year.do(
        cai, "nonconformity.explain", nonconformity=year.made.nonconformity, check=year.day(75),
        cause="Løsningen kom på fortegnelsen, efter at øvelsen var planlagt, og ingen ser efter nye løsninger.")
    year.made.action = year.do(
        cai, "action.add", title="Genskab løsningen ved en øvelse, og hold øvelsen op mod fortegnelsen",
        why="Så ingen ny løsning kan mangle.", unit="It-drift", due=year.day(70),
        nonconformity=year.made.nonconformity)["id"]
    # Erklæringen siger nu det samme: foranstaltningen er ikke helt indført.
    decide(year, cai, "8.13", "partly", "En løsning er ikke prøvet; se afvigelsen.")
    known = year.get(cai, "nonconformities/" + year.made.nonconformity)
    expect("afvigelsen", (known["against_document"], known["standing"]), (True, "treated"))
    tell(f"{known['number']} er meldt, med årsag og opgave; virkningen kontrolleres {known['causes'][0]['check']}")


# MARK: Dag 60 og 75

def put_it_right(year):
    """Det, der mangler, gøres af den enhed, der har ansvaret, og den skriver, hvad der blev gjort."""
    cai, drift = year.person("security"), year.person("Torben Klintager")
    # En afvigelse lukkes ikke, mens der er opgaver om den.
    closing = {"nonconformity": year.made.nonconformity, "outcome": "effective", "finding": "Ordnet."}
    tell("Afvist: " + year.refused(cai, "nonconformity.check", "opgaver om afvigelsen", **closing))
    year.do(
        drift, "action.done", action=year.made.action,
        note="Løsningen er genskabt på 2 timer, og øvelsen følger nu fortegnelsen.")
    expect("opgaven", year.get(cai, "actions/" + year.made.action)["standing"], "done")
    tell(f"Opgaven er meldt udført af {drift.name}, leder af It-drift")


def check_the_effect(year):
    """Den, der kontrollerer, er ikke den, der rettede. Uden dokumentation lukkes intet."""
    cai = year.person("security")
    finding = "Alle 24 løsninger er genskabt til tiden."
    closing = {"nonconformity": year.made.nonconformity, "outcome": "effective", "finding": finding}
    tell("Afvist: " + year.refused(cai, "nonconformity.check", "dokumentation", **closing))
    evidence = year.do(
        cai, "evidence.add", unit="It-drift", title="Rapport fra den nye øvelse", holds_until=year.day(345),
        file=file("øvelse-2.csv", "løsning;aftalt;målt\n" + "".join(f"{one};4;3\n" for one in SOLUTIONS)))["id"]
    year.do(cai, "nonconformity.check", evidence=[evidence], **closing)
    known = year.get(cai, "nonconformities/" + year.made.nonconformity)
    expect("afvigelsen", (known["standing"], known["closed"]), ("closed", year.day(75)))
    tell(f"{known['number']} er lukket med dokumentation")
    # Den samme dokumentation tæller for kravet: den gives én gang.
    year.made.assessed = assess(year, cai, "genskabt", "complied", finding, 30, 75, evidence=[evidence])
    sees(year, cai, "genskabt", "complied")
    decide(year, cai, "8.13", "implemented", "Alle løsninger er prøvet, og nye kommer med.")


# MARK: Dag 100 og 120

def put_the_record_right(year):
    """Intet slettes, og intet skrives om. Det, der først vides nu, registreres med sin egen dag og en grund; det, der
    var forkert, annulleres. Derfor har en tidligere dag to læsninger: som det var kendt da, og med det, vi ved nu."""
    cai = year.person("security")
    assess(
        year, cai, "prøvet", "partly", "LØS-24 blev sat i drift med to åbne fund.", 14, 89, day=year.day(90),
        late_reason="Notatet lå hos leverandøren.")
    sees(year, cai, "prøvet", "partly")
    sees(year, cai, "prøvet", "complied", as_of=year.day(95), reading="then")
    sees(year, cai, "prøvet", "partly", as_of=year.day(95), reading="now")
    # FKI har alligevel et rum med udstyr: fravalget var forkert fra den første dag.
    wrong = str(year.made.decided["7.4"])
    year.do(cai, "fact.annul", position=wrong, reason="Krydsfeltet i kælderen er FKI's eget rum.")
    decide(year, cai, "7.4", "planned", "Krydsfeltet i kælderen skal overvåges.")
    # En rapport med et forkert afsnit annulleres; den, der er rigtig, får sit eget nummer.
    first = year.do(
        cai, "report.issue", kind="quarterly", assessment="Alt er afprøvet.", **period(year, 0, 89))
    year.do(cai, "fact.annul", position=str(first["positions"][0]), reason="LØS-24 er ikke afprøvet.")
    year.do(
        cai, "report.issue", kind="quarterly", assessment="Alt undtagen LØS-24 er afprøvet.", **period(year, 0, 89))
    expect("7.4, som det var kendt da", soa(year, cai, as_of=year.day(50), reading="then").get("7.4"), "excluded")
    expect("7.4, med det, vi ved nu", soa(year, cai, as_of=year.day(50), reading="now").get("7.4"), None)
    tell(f"Foranstaltning 7.4 den {year.day(50)}: fravalgt, som det var kendt da; uafklaret med det, vi ved nu")


def assess_again(year):
    """Afsnit 7.3: det, der er rettet, ses efter igen. Og hvad det tæller for i en standard, siges, hvor det er sandt."""
    cai = year.person("security")
    year.do(
        cai, "requirement.map", requirement=year.made.requirements["genskabt"], clause="27002:8.13", relation="superset",
        rationale="En øvelse, hvor løsningen genskabes, viser også, at kopien kan bruges.")
    assess(
        year, cai, "prøvet", "complied", "Fundene er rettet og prøvet igen.", 90, 120, holds_until=year.day(300),
        title="Rapport fra den nye prøve", file=file("prøver-2.csv", "løsning;prøvet;fund\nLØS-24;ja;0\n"))
    sees(year, cai, "prøvet", "complied")


# MARK: Dag 182. Hele redegørelsen står i denne funktion: det, der kommer før og efter, ved intet om den.

def report_to_the_board(year):
    """Afsnit 4 og 6: bestyrelsen skal have en samlet redegørelse to gange om året. Tallene tæller Værn selv af det, der
    er registreret; mennesker skriver, hvad de betyder. Når den er udsendt, ændres intet i den mere."""
    cai, reader = year.person("security"), year.person("bestyrelse")
    receipt = year.do(
        cai, "report.issue", kind="half_yearly", assessment="De fælles løsninger kan genskabes. Prøverne før drift halter.",
        asks="At prøver er en del af alle kontrakter fra næste år.", **period(year, 0, 181))
    report = receipt["id"]
    told = year.get(cai, "reports/" + report)
    figures = {one["figure"]: one["count"] for one in told["figures"]}
    # Tallet er listen, talt af et medlem af bestyrelsen.
    for standing, figure in [("complied", "complied"), ("unproven", "unproven"), ("never", "unassessed")]:
        listed = year.get(reader, "requirements", compliance=standing, as_of=year.day(181), reading="now")
        expect(f"krav, talt i {told['number']}: {standing}", figures[figure], len(listed))
    tell(f"{told['number']}: {figures['complied']} af {figures['requirements']} krav er efterlevet og dokumenteret, "
         f"{figures['nonconformities_closed']} afvigelse er lukket")
    # Den er forelagt, når den ligger som en sag hos bestyrelsen. Den afgør den i browseren, med nyt login.
    year.do(cai, "report.present", report=report, question="Tager bestyrelsen redegørelsen til efterretning?",
            due=year.day(210))
    expect("redegørelsens sag", year.get(cai, "reports/" + report)["standing"], "submitted")
    # Redegørelsens egen post er beviset for, at kravet om redegørelser er fulgt.
    assess(year, cai, "redegjort", "complied", "Redegørelsen ligger hos bestyrelsen.", 0, 181,
           entry=receipt["positions"][0], title=f"Redegørelsen {told['number']}", holds_until=year.day(370))
    sees(year, cai, "redegjort", "complied")
    # Halvåret lukkes: hvad der senere registreres om det, bærer et mærke, og intet af det ændrer redegørelsen.
    year.do(cai, "period.close", until=year.day(181), reason="Første halvår er gjort op.")
    year.refused(cai, "period.close", "kan ikke åbnes igen", until=year.day(150), reason="Kortere")


# MARK: Dag 380

def a_year_later(year):
    """Dokumentation holder ikke evigt. Ingen har gjort noget forkert, og alligevel er kravene ikke grønnere end det, de
    hviler på. Det, der mangler, er forpligtelser med en dag, en ansvarlig og det afsnit, der kræver det."""
    cai = year.person("security")
    made = year.made.requirements
    sees(year, cai, "genskabt", "unproven")
    sees(year, cai, "prøvet", "unproven")
    sees(year, cai, "udsendt", "never")
    # Det samme på kommandolinjen: det, der er udokumenteret i dag.
    listed = [line.split("\t")[0] for line in year.vaern("requirements", "--status", "unproven", by=cai).splitlines()]
    ours = [number(year, cai, name) for name in ["genskabt", "prøvet"]]
    expect("udokumenterede krav på kommandolinjen", [one for one in listed if one in ours], ours)
    due = {(one["subject"]["id"], one["rule"]): one for one in duties(year, cai) if one["standing"] == "overdue"}
    for about, rule, what in [
        (made["genskabt"], "requirement.proof", "dokumentationen er udløbet"),
        (made["prøvet"], "requirement.proof", "dokumentationen er udløbet"),
        (made["prøvet"], "requirement.assessment", "kravet skal vurderes igen"),
        (made["udsendt"], "requirement.assessment", "kravet er aldrig vurderet"),
        (year.made.test, "controlTest.due", "den interne kontrol er ikke gentaget"),
        (year.made.scope, "scope.applicability", "90 foranstaltninger er uafklarede"),
    ]:
        one = due.get((about, rule))
        expect(f"overskreden forpligtelse: {what}", one is not None, True)
        tell(f"Overskredet {one['due']} ({one['clause']}): {one['title']} – {one['responsible']}")
    # Og den dag, det blev vurderet, var det, som det var.
    sees(year, cai, "genskabt", "complied", as_of=year.day(120), reading="now")


# MARK: Dag 381

def audit(year, oracle):
    """Afsnit 7.3: en revisor ser hvert år på, om aftalerne holdes. Revisor skal kunne se det hele og ikke stole på
    nogen, og har derfor sin egen adgang, som kun læser."""
    let_the_auditor_in(year)
    reviewer = year.person("auditor")
    restored = year.made.requirements["genskabt"]
    why = year.refused(
        reviewer, "requirement.assess", "ikke ret", requirement=restored, **period(year, 0, 300), method="documents",
        result="complied", finding="Ser fint ud.")
    tell(f"Revisor kan ikke selv ændre noget: {why}")
    # Fra krav til vurdering til dokumentation, og til hvem og hvornår.
    seen = year.get(reviewer, "requirements/" + restored)
    made = next(one for one in seen["assessments"] if one["position"] == year.made.assessed)
    title, who = made["evidence"][0]["title"], made["assessor"]["name"]
    tell(f"{seen['number']} er vurderet {len(seen['assessments'])} gange; {made['day']} af {who}, som viste »{title}«")

    # Revisor henter selv et kontrolpunkt, og får derefter et bevis for vurderingen og revisionssporet udleveret, uden
    # det, folk har skrevet. Så kan ingen lave sporet om, mens der ses på det.
    own = year.get(reviewer, "checkpoint")
    proof, ledger = year.data.parent / "vurdering.tlog-proof", year.data.parent / "revisionsspor.jsonl"
    proof.write_text(year.vaern("ledger", "prove", year.made.assessed))
    ledger.write_text(year.vaern("ledger", "show", "--count", "1000000"))
    trail = auditor.Ledger(ledger.read_text())
    expect("sporets rod ved revisors eget kontrolpunkt", trail.root(own["size"]), own["root"])
    drawn = next(one for one in auditor.samples(trail) if one["test"] == year.made.test)
    expect("stikprøven, udtrukket igen", drawn["numbers"], year.made.sample)
    tell(f"Udtrukket igen af revisor: {len(drawn['numbers'])} af {drawn['count']}, de samme")

    # Beviset fører fra vurderingens blad op til roden i et kontrolpunkt, som er underskrevet.
    found = auditor.follow(proof.read_text())
    leaf = found["leaf"]
    expect("det, der er bevist", (leaf["kind"], leaf["subject"]["id"]), ("requirement.assessed", restored))
    expect("sporets rod ved bevisets kontrolpunkt", trail.root(found["size"]), found["root"])
    tell(f"Post {found['index']} er vurderingen fra {leaf['effective']}, i et spor med {found['size']} poster")
    if oracle:
        # Underskriften, af et program, der er skrevet efter åbne formater og uden Værn.
        key = year.vaern("ledger", "checkpoint", "--key").strip()
        done = subprocess.run([oracle, "proof", key, proof], capture_output=True, text=True)
        expect("det uafhængige program", (done.returncode, done.stdout.strip()), (0, "OK"))
        tell("Det uafhængige program siger OK: beviset og underskriften passer")
    else:
        tell("Underskriften kontrolleres sådan: sh Tests/Oracle/build.sh /tmp/oracle; /tmp/oracle proof NØGLE BEVIS")
    # Et bevis, nogen har rettet i, er intet bevis.
    try:
        auditor.follow(proof.read_text().replace(f"\nindex {found['index']}\n", f"\nindex {found['index'] - 1}\n"))
    except auditor.NotProven as problem:
        tell(f"Et bevis, der er rettet i, falder: {problem}")
    else:
        raise Unexpected("Et bevis, der er rettet i, blev godtaget")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ["--data", "--journal", "--oracle"]:
        options.add_argument(name, type=Path, metavar=name.strip("-").upper())
    given = options.parse_args()
    try:
        year = Installation(find_program(), given.data)
        try:
            the_year(year, given.oracle)
        finally:
            year.close()
            if given.journal:
                told = {"first": year.first.isoformat(), "made": vars(year.made), "journal": year.journal}
                given.journal.write_text(json.dumps(told, ensure_ascii=False, indent=1))
    except Unexpected as problem:
        fail(problem)
    print("\nÅret er gået, og alt var, som det skulle være.")


if __name__ == "__main__":
    sys.exit(main())
