# SPDX-License-Identifier: MPL-2.0
"""A municipality's people from a file: 12,000 in 400 units, by the command line and its own short-lived server."""

import csv


def measure(bench, program, folder, persons, _seconds):
    data, file = folder / f"import-{persons}", folder / "personer.csv"
    if not data.exists():
        bench.run(program, "demo", "--data", data, seconds=600)
    house = "Fælleskommunal"
    with file.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out, delimiter=";")
        table.writerow(["Navn", "E-mail", "Medarbejdernummer", "Enhed", "Titel"])
        for number in range(persons):
            unit = f"Kommunen > Forvaltning {number % 20} > Afdeling {number % 400}"
            table.writerow([f"Person {number}", f"p{number}@kommune.example", number, unit, "Medarbejder"])
    where = ["--data", data, "--organisation", house, "--open-units"]
    for name, more in (("dry run", ["--dry-run"]), ("import", []), ("dry run of the same file again", ["--dry-run"])):
        told, wall, spent = bench.timed(program, "person", "import", file, *where, *more)
        bench.line(f"{persons:,} persons, {name}", f"{wall:.1f}", f"s  (CPU {spent:.1f} s)", "< 10 s" if not more else None)
        counts = {key: told[key] for key in ("added", "unchanged") if key in told}
        print(f"   {counts or told.get('position')}")
