# SPDX-License-Identifier: MPL-2.0
"""A procedure of some 300 pages with tables and images, as Word and as PDF, made by programs that we did not write.

    python3 Tests/Browser/long.py FOLDER      writes procedure.docx and procedure.pdf there
"""

import random
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

CHAPTERS, SECTIONS = 32, 5
WORDS = (
    "adgang aftale anmeldelse ansvar backup behandling beredskab bruger data drift enhed fejl frist gendannelse godkendelse "
    "hændelse indsats kommune kontrol krav kryptering leder leverandør log løsning medarbejder netværk nøgle opgave "
    "oplysning overvågning procedure revision risiko sag server sikkerhed sletning system test trussel uge udvikling "
    "vagt vejledning version økonomi årsag"
).split()
JOINTS = "og eller med uden efter før hos til fra under over mellem når hvis".split()


def png(chance, width=480, height=240) -> bytes:
    """A picture with something on it: bars of random heights over a strip as grainy as a photograph."""

    def chunk(name, content):
        return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")

    bars = [chance.randrange(20, height - 20) for _ in range(12)]
    rows = b"".join(
        b"\0" + b"".join((b"\x1f\x3f\x5f" if height - row < bars[x * 12 // width] else b"\xff\xff\xff") for x in range(width))
        if row % 4 else b"\0" + chance.randbytes(width * 3)
        for row in range(height))
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def sentence(chance) -> str:
    words = []
    for _ in range(chance.randrange(4, 9)):
        words += [chance.choice(WORDS), chance.choice(JOINTS)]
    start = chance.choice(["Lederen skal sikre", "Enheden beskriver", "Medarbejderen skal melde", "Vagten noterer", "Systemet gemmer"])
    return f"{start} {' '.join(words[:-1])}."


def paragraph(chance) -> str:
    return " ".join(sentence(chance) for _ in range(chance.randrange(4, 8)))


def text(chance, images, chapters) -> str:
    parts = []
    for chapter in range(1, chapters + 1):
        parts.append(f"# {chapter}. Kapitel om {chance.choice(WORDS)} og {chance.choice(WORDS)}")
        for section in range(1, SECTIONS + 1):
            parts.append(f"## {chapter}.{section} Afsnit om {chance.choice(WORDS)}")
            parts += [paragraph(chance) for _ in range(3)]
            parts.append("\n".join(f"- {sentence(chance)}" for _ in range(4)))
            rows = [f"| {chance.choice(WORDS)} | {sentence(chance)} | {chance.choice(WORDS)} |" for _ in range(6)]
            parts.append("\n".join(["| Trin | Hvad der gøres | Ansvarlig |", "|---|---|---|", *rows]))
            if section % 3 == 0:
                parts.append(f"![Forløb {chapter}.{section}]({images[(chapter + section) % len(images)]})")
            parts.append(paragraph(chance))
    return "\n\n".join(parts) + "\n"


def make(folder: Path, chapters=CHAPTERS) -> tuple:
    """Writes the two files, and returns their paths."""
    chance = random.Random(20261128)
    folder.mkdir(parents=True, exist_ok=True)
    images = [f"forloeb-{number}.png" for number in range(20)]
    for image in images:
        (folder / image).write_bytes(png(chance))
    (folder / "procedure.md").write_text(text(chance, images, chapters))

    def run(*command):
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=600)

    run("pandoc", "procedure.md", "-f", "gfm", "-o", "procedure.docx")
    office = shutil.which("soffice")
    if office:
        run(office, f"-env:UserInstallation=file://{folder.resolve()}/profile", "--headless", "--convert-to", "pdf", "procedure.docx")
    else:
        run("pandoc", "procedure.md", "-f", "gfm", "-s", "--metadata", "title=Procedure", "-o", "procedure.html")
        run("chromium-headless-shell", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf=procedure.pdf",
            "procedure.html")
    return folder / "procedure.docx", folder / "procedure.pdf"


if __name__ == "__main__":
    print(*make(Path(sys.argv[1])), sep="\n")
