# SPDX-License-Identifier: MPL-2.0
"""A municipality's people and a cooperation's assets from files, by the command line and its own short-lived server."""

import csv


def measure(bench, program, folder, persons, assets):
    people(bench, program, folder, persons)
    things(bench, program, folder, assets)


def people(bench, program, folder, persons):
    """12,000 in 400 units."""
    data, file = made(bench, program, folder, f"import-{persons}"), folder / "personer.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out, delimiter=";")
        table.writerow(["Navn", "E-mail", "Medarbejdernummer", "Enhed", "Titel"])
        for number in range(persons):
            unit = f"Kommunen > Forvaltning {number % 20} > Afdeling {number % 400}"
            table.writerow([f"Person {number}", f"p{number}@kommune.example", number, unit, "Medarbejder"])
    told(bench, program, "person", data, file, f"{persons:,} persons", "< 10 s", "--open-units")


def things(bench, program, folder, assets):
    """100,000 in one file; then the same file, where each but the first hundred depends on two that come before it."""
    data = made(bench, program, folder, f"import-assets-{assets}")
    plain, tied = folder / "aktiver.csv", folder / "afhaengigheder.csv"
    for file, has_ties in ((plain, False), (tied, True)):
        with file.open("w", newline="", encoding="utf-8") as out:
            table = csv.writer(out, delimiter=";")
            heads = ["Aktiv", "Slags", "Hvad bruges det til", "Navne i andre systemer", "Livsfase"]
            table.writerow(heads + ["Afhænger af"] * has_ties)
            for number in range(assets):
                row = [f"Server {number}", "Komponent", f"Bruges af fagsystem {number % 5000}", f"cmdb: SRV-{number}", "I drift"]
                ties = "\n".join(f"Kører på: cmdb: SRV-{number // part}" for part in (2, 3)) if number > 100 else ""
                table.writerow(row + [ties] * has_ties)
    where = ("--unit", "CAI")
    told(bench, program, "asset", data, plain, f"{assets:,} assets", "< 20 s", *where)
    told(bench, program, "asset", data, tied, f"some {2 * assets:,} dependences of them", None, *where)


def made(bench, program, folder, name):
    data = folder / name
    if not data.exists():
        bench.run(program, "demo", "--data", data, seconds=600)
    return data


def told(bench, program, noun, data, file, what, aim, *more):
    where = ["--data", data, "--organisation", "Fælleskommunal", *more]
    for name, extra in (("dry run", ["--dry-run"]), ("import", []), ("dry run of the same file again", ["--dry-run"])):
        told, wall, spent = bench.timed(program, noun, "import", file, *where, *extra)
        bench.line(f"{what}, {name}", f"{wall:.1f}", f"s  (CPU {spent:.1f} s)", aim if not extra else None)
        counts = {key: told[key] for key in ("added", "unchanged", "dependences") if key in told}
        print(f"   {counts or told.get('position')}")
