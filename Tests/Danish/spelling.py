#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""All Danish that Værn ships is spelled as hunspell's Danish dictionary spells it.

The texts are taken from the sources, so that none can be forgotten: every `da:` of a phrase, the first text of a
sentence's `say`, the example documents and the invented world. Our own words are in words.txt beside this file, one a
line; a word that no text uses any more is a fault too. Compounds that the dictionary does not know are let through when
their parts are words that it knows, as Danish puts words together.
"""
import csv
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORDS = Path(__file__).with_name("words.txt")
#: A letter, then letters, hyphens and apostrophes between letters.
WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:[-’'][A-Za-zÀ-ÿ]+)*")
#: Addresses, code, marks of a path, names of files: not prose.
NOT_PROSE = re.compile(r"\S+@\S+|https?://\S*|`[^`]*`|/[\w./#-]+|\b\w+(?:[._]\w+)+\b|\b[A-ZÆØÅ0-9]{2,}\w*|«\d+»|\w*\d\w*")


def literal(source, start):
    """The Swift literal that begins at `start` (at its first quote), with interpolations as ␣; and where it ends."""
    block = source.startswith('"""', start)
    at, end = start + (3 if block else 1), '"""' if block else '"'
    out = []
    while not source.startswith(end, at):
        if source.startswith("\\(", at):
            depth, at = 1, at + 2
            while depth:
                if source[at] == '"':
                    _, at = literal(source, at)
                    continue
                depth += {"(": 1, ")": -1}.get(source[at], 0)
                at += 1
            out.append("␣")
        elif source[at] == "\\":
            rest = source[at + 1]
            out.append("" if rest == "\n" else " " if rest in "nt" else rest)
            at += 2
        else:
            out.append(source[at])
            at += 1
    text = "".join(out)
    return (re.sub(r"\n\s*", " ", text) if block else text), at + len(end)


def of_swift(path):
    """The Danish texts of a source: each with its line."""
    source = path.read_text()
    # Sentences of the record are said Danish first; the command line is in English.
    danish = r'\bda:\s*(?=")' + (r'|\bsay\(\s*(?=")' if "/Office/" in str(path) else "")
    for found in re.finditer(danish, source):
        at, text = found.end(), ""
        while True:
            piece, at = literal(source, at)
            text += piece
            more = re.compile(r'\s*\+\s*(?=")').match(source, at)
            if not more:
                break
            at = more.end()
        yield source.count("\n", 0, found.start()) + 1, text


def texts():
    for path in sorted((ROOT / "Sources").rglob("*.swift")):
        for line, text in of_swift(path):
            yield f"{path.relative_to(ROOT)}:{line}", text
    data = ROOT / "Sources" / "vaern" / "Demo" / "Data"
    templates = ROOT / "Sources" / "Web" / "Templates"
    modules = ROOT / "Sources" / "Exchange" / "Learning" / "Data"
    modules = sorted([*modules.glob("*.da.md"), templates / "modul.da.md"])
    danish = [*(path for path in templates.glob("*.da.md") if path not in modules), *(templates / "emner").glob("*.md")]
    for path in modules:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            # The keys of a module and its short names are no prose; its title is.
            text = re.sub(r"^title: |^[a-z_]+: .*|\{#[a-z0-9-]+\}", "", line)
            yield f"{path.relative_to(ROOT)}:{number}", text
    for path in sorted([*danish, *data.rglob("*.md"), *data.rglob("*.txt")]):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{number}", line
    for path in sorted(data.glob("*.yaml")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            for found in re.finditer(r"""\b\w+_da: ('(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[^,}\n]+)""", line):
                text = found.group(1)
                text = text[1:-1].replace("\\n", " ") if text.startswith('"') else text.strip("'").replace("''", "'")
                yield f"{path.relative_to(ROOT)}:{number}", text
    exchange = ROOT / "Sources" / "Exchange"
    for path in sorted([*(exchange / "Frameworks" / "Data").glob("*.csv"), *(exchange / "Risks" / "Data").glob("*.csv")]):
        with path.open(newline="") as file:
            for row, cells in enumerate(csv.DictReader(file), 2):
                for column, text in cells.items():
                    if column.endswith("_da"):
                        yield f"{path.relative_to(ROOT)}:{row}", text


def words(text):
    # What an interpolation touches is part of another word.
    text = re.sub(r"[\w’'-]*␣[\w’'-]*", " ", text)
    return WORD.findall(NOT_PROSE.sub(" ", text.replace("­", "")))


def unknown(candidates):
    """Those that the dictionary does not accept."""
    done = subprocess.run(
        ["hunspell", "-d", "da_DK", "-i", "utf-8", "-l"], input="\n".join(sorted(candidates)) + "\n", capture_output=True,
        text=True, timeout=120, check=True)
    assert not done.stderr, done.stderr
    return set(done.stdout.split())


def compounds(candidates):
    """Those that are two or three known words put together, with or without the s that joins them."""
    parts = {word: list(splits(word.lower())) for word in candidates}
    wanted = {piece for ways in parts.values() for way in ways for piece in way}
    wrong = unknown(wanted) if wanted else set()
    return {word for word, ways in parts.items() if any(not wrong & set(way) for way in ways)}


def splits(word, depth=2):
    """`sikkerhedshændelse` → (`sikkerhed`, `hændelse`). A part has at least four letters: shorter ones hide misspellings."""
    for pieces in [word.split("-")] if "-" in word else []:
        yield tuple(piece for piece in pieces if len(piece) > 1)
        return
    for cut in range(4, len(word) - 3):
        left, right = word[:cut], word[cut:]
        stems = [left] + ([left[:-1]] if left.endswith("s") and len(left) > 4 else [])
        for stem in stems:
            yield (stem, right)
            if depth > 1:
                for rest in splits(right, depth - 1):
                    yield (stem, *rest)


def main():
    # The check is shown a planted fault before it is trusted.
    planted = {"sikkerhedspolitk", "anmedelse", "igangværnde"}
    bad = unknown(planted)
    if bad - compounds(bad) != planted:
        print("0 passed, 1 failed\nplanted misspellings are not found")
        return 1
    places = {}
    count = 0
    for place, text in texts():
        count += 1
        for word in words(text):
            places.setdefault(word, place)
    own = [line.split("#")[0].strip() for line in WORDS.read_text().splitlines()]
    own = {word for word in own if word}
    wrong = unknown(set(places)) - own
    wrong = {word for word in wrong if word.lower() not in own and word.removesuffix("s") not in own}
    wrong -= compounds(wrong)
    faults = [f"{places[word]}: {word}" for word in sorted(wrong, key=lambda word: (places[word], word))]
    used = {word.lower() for word in places} | {word.lower().removesuffix("s") for word in places}
    faults += [f"words.txt: {word} stands in no text" for word in sorted(own) if word.lower() not in used]
    if count < 1000:
        faults.append(f"only {count} texts were found: the test looks wrongly")
    for fault in faults:
        print(fault)
    print(f"{count} texts, {len(places)} words")
    print(f"{0 if faults else 1} passed, {len(faults)} failed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
