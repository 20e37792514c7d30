#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Frameworks in and out, seen by programs that we did not write.

What `vaern framework export` and `mappings` write is read by compliance-trestle, whose models are made from NIST's own
schema; that it refuses a wrong file is shown by wrong ones. What it chooses from a catalogue by a profile, our reader
chooses too. What it says of an organisation's compliance is looked at in `statements.py`. Workbooks of openpyxl and libraries of PyYAML are read by `vaern framework read`.
"""
import copy
import io
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import yaml
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

warnings.filterwarnings("ignore")
from trestle.core.profile_resolver import ProfileResolver  # noqa: E402
from trestle.oscal.catalog import Catalog  # noqa: E402
from trestle.oscal.mapping import MappingCollection  # noqa: E402

import statements  # noqa: E402

BIN = os.environ.get("VAERN_BIN", ".build/debug/vaern")
MOMENT = "2026-11-23T12:00:00.000Z"
NAMESPACE = "urn:x-vaern:oscal:1"
passed = failed = 0


def check(what, holds, seen=""):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"{what}: {seen}")


def vaern(*arguments):
    done = subprocess.run([BIN, "framework", *map(str, arguments)], capture_output=True)
    if done.returncode:
        raise SystemExit(f"vaern framework {' '.join(map(str, arguments))}: {done.stderr.decode()}")
    return done.stdout


def read(*arguments):
    """The clauses of a file as (parent, identifier, heading, title, text)."""
    lines = vaern("read", *arguments, "--language", "da").decode().splitlines()
    return [tuple(line.split("\t")) for line in lines]


def is_read(model, data):
    """Whether trestle takes it. Its reader says what is wrong in the log and in an exception."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
        try:
            return model.oscal_read(path) is not None
        except Exception:  # noqa: BLE001: whatever it is, the file was not taken
            return False


def below(tree, name):
    """All groups or controls at any depth."""
    for kind in ("groups", "controls"):
        for found in tree.get(kind, []):
            if kind == name:
                yield found
            yield from below(found, name)


def own(control, name):
    return next((p["value"] for p in control.get("props", []) if (p["name"], p.get("ns")) == (name, NAMESPACE)), None)


def clause(control):
    return own(control, "clause-id") or control["id"]


def exported():
    catalogues, validator = {}, statements.schema()
    items = json.loads(vaern("list", "--language", "en", "--json"))["items"]
    for line, item in zip(vaern("list", "--language", "en").decode().splitlines(), items, strict=True):
        name, _, count, label = line.split("\t")
        check(f"{name} is the same as JSON", item["name"] == name and item["clauses"] == int(count) and item["label"] == label)
        for language in ("da", "en"):
            data = vaern("export", name, "--format", "oscal", "--language", language, "--modified", MOMENT)
            check(f"{name} {language} is a catalogue to trestle", is_read(Catalog, data))
            found = [error.message[:200] for error in validator.iter_errors(json.loads(data))]
            check(f"{name} {language} follows NIST's schema", not found, found[:3])
            tree = json.loads(data)["catalog"]
            catalogues[name, language] = tree
            demands = [c for c in below(tree, "controls") if c["class"] != "heading"]
            check(f"{name} {language} has all clauses", len(demands) == int(count), len(demands))
            head = (tree["metadata"]["oscal-version"], tree["metadata"]["last-modified"])
            check(f"{name} {language} says what it is", head == ("1.1.2", MOMENT), head)
            if language == "en":
                check(f"{name} has its label", tree["metadata"]["title"] == label, tree["metadata"]["title"])
            ids = [c["id"] for kind in ("groups", "controls") for c in below(tree, kind)]
            parts = [p["id"] for kind in ("groups", "controls") for c in below(tree, kind) for p in c.get("parts", [])]
            check(f"{name} {language} has each identifier once", len(set(ids + parts)) == len(ids + parts))
            mixed = [g["id"] for g in below(tree, "groups") if g.get("groups") and g.get("controls")]
            check(f"{name} {language}: a group holds groups or controls", not mixed, mixed)
            bare = [c["id"] for c in below(tree, "controls") if "statement" not in [p["name"] for p in c["parts"]]]
            check(f"{name} {language}: each control has a statement", not bare, bare)
        again = vaern("export", name, "--language", "en", "--modified", MOMENT)
        check(f"{name} is the same bytes again", again == data)
    check("four frameworks", len(catalogues) == 8, len(catalogues))
    control = next(c for c in below(catalogues["27002", "en"], "controls") if clause(c) == "5.7")
    check("5.7 has its attributes", own(control, "theme") == "organizational" and own(control, "control-type"), control)
    return catalogues


def planted(good):
    """Each of these is wrong by the schema: trestle must say so, or it shows nothing."""

    def changed(change):
        tree = copy.deepcopy(good)
        change(tree)
        return {"catalog": tree}

    def first(tree):
        return next(below(tree, "controls"))

    faults = {
        "no identity": lambda t: t.pop("uuid"),
        "an identity of version 3": lambda t: t.update(uuid=re.sub("-5", "-3", t["uuid"], count=1)),
        "no title": lambda t: t["metadata"].pop("title"),
        "no moment": lambda t: t["metadata"].pop("last-modified"),
        "an identifier that begins with a digit": lambda t: first(t).update(id="5.1"),
        "a property without words": lambda t: first(t)["props"].append({"name": "x", "value": " "}),
        "an unknown member": lambda t: first(t).update(text="x"),
    }
    check("the copy itself is taken", is_read(Catalog, changed(lambda tree: None)))
    for name, fault in faults.items():
        check(f"{name} is found", not is_read(Catalog, changed(fault)))


def mapped(catalogues):
    data = vaern("mappings", "--language", "en", "--modified", MOMENT)
    check("the mappings are a collection to trestle", is_read(MappingCollection, data))
    tree = json.loads(data)["mapping-collection"]
    count = 0
    for mapping in tree["mappings"]:
        ids = {}
        for side in ("source", "target"):
            name = mapping[f"{side}-resource"]["href"].removesuffix(".oscal.json")
            ids[side + "s"] = {c["id"] for c in below(catalogues[name, "en"], "controls")}
        for one in mapping["maps"]:
            count += 1
            lost = [i["id-ref"] for side in ids for i in one[side] if i["id-ref"] not in ids[side]]
            check("a mapping names controls that are there", not lost, lost)
    check("85 mappings", count == 85, count)
    tree["mappings"][0]["maps"][0].pop("relationship")
    check("a mapping without a relation is found", not is_read(MappingCollection, {"mapping-collection": tree}))


def chosen(catalogues):
    """A profile resolved by trestle and read by us: the same controls."""
    rules = {
        "some": {"include-controls": [{"with-ids": ["c-5.1", "c-5.10", "c-8.34"]}]},
        "all": {"include-all": {}},
        "all but some": {"include-all": {}, "exclude-controls": [{"with-ids": ["c-5.1", "c-6.8"]}]},
        "with those below": {"include-controls": [{"with-child-controls": "yes", "with-ids": ["c-28.3"]}]},
        "without those below": {"include-controls": [{"with-ids": ["c-28.3"]}]},
    }
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / ".trestle").mkdir()
        for name in ("27002", "gdpr"):
            (root / f"{name}.json").write_text(json.dumps({"catalog": catalogues[name, "en"]}))
        for what, rule in rules.items():
            name = "gdpr" if "below" in what else "27002"
            path = root / "profile.json"
            profile = {
                "uuid": "3c5f2c3d-0b9f-4b0c-9f0c-0d6f0a4f6b11",
                "metadata": {"title": "P", "last-modified": MOMENT, "version": "1", "oscal-version": "1.1.2"},
                "imports": [{"href": (root / f"{name}.json").as_uri(), **rule}],
            }
            path.write_text(json.dumps({"profile": profile}))
            resolved = ProfileResolver.get_resolved_profile_catalog(root, path.as_uri())
            tree = json.loads(resolved.oscal_serialize_json())["catalog"]
            theirs = {clause(c) for c in below(tree, "controls") if c.get("class") != "heading"}
            ours = {c[1] for c in read(path, "--catalogue", root / f"{name}.json") if not c[2]}
            check(f"a profile chooses {what}", theirs == ours and ours, sorted(theirs ^ ours))


ROWS = [("5", "", "Årlig kontrol", ""), ("5.9", "5", "Første", "Gør det; »straks«"), ("5.10", "5", "Anden", "To\nlinjer")]
READ = [
    ("", "5", "#", "Årlig kontrol", ""),
    ("5", "5.9", "", "Første", "Gør det; »straks«"),
    ("5", "5.10", "", "Anden", "To ⏎ linjer"),
]


def workbooks():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "krav.xlsx"

        def saved(header, rows, change=lambda book, sheet: None):
            book = Workbook()
            book.active.append(header)
            for row in rows:
                book.active.append(row)
            change(book, book.active)
            buffer = io.BytesIO()
            book.save(buffer)
            path.write_bytes(buffer.getvalue())
            return read(path)

        check("a workbook is read", saved(["id", "parent", "titel", "tekst"], ROWS) == READ, read(path))
        check("names of columns in English", saved(["ID", "Parent", "Title", "Text"], ROWS) == READ, read(path))

        def second(book, sheet):
            book.create_sheet("Andet").append(["noget", "andet"])
            sheet["F9"] = None

        check("the first sheet alone", saved(["id", "parent", "titel", "tekst"], ROWS, second) == READ, read(path))

        def rich(book, sheet):
            sheet["C3"] = CellRichText("Fø", TextBlock(InlineFont(b=True), "rste"))

        check("words in two types", saved(["id", "parent", "titel", "tekst"], ROWS, rich) == READ, read(path))

        def formula(book, sheet):
            sheet["D3"] = "=CONCAT(A1, B1)"

        lost = [READ[0], READ[1][:4] + ("",), READ[2]]
        check("a formula nobody worked out is empty", saved(["id", "parent", "titel", "tekst"], ROWS, formula) == lost)
        numbers = saved(["id", "titel"], [(5, "a"), (5.9, "b"), (5.25, "c")])
        seen = [(c[0], c[1]) for c in numbers]
        check("numbers are read as written", seen == [("", "5"), ("5", "5.9"), ("5", "5.25")], seen)


def in_yaml(catalogues):
    """OSCAL is published in YAML too: the same clauses."""
    with tempfile.TemporaryDirectory() as folder:
        for (name, language), tree in catalogues.items():
            json_file, yaml_file = Path(folder) / "a.json", Path(folder) / "a.yaml"
            json_file.write_text(json.dumps({"catalog": tree}))
            yaml_file.write_text(yaml.safe_dump({"catalog": tree}, allow_unicode=language == "da"))
            clauses = read(json_file)
            check(f"{name} {language} in YAML is the same", clauses and read(yaml_file) == clauses)


def libraries():
    nodes = []
    for number, parent, title, text in ROWS:
        node = {"urn": f"urn:a:risk:req_node:b:{number}", "ref_id": number, "assessable": parent != "", "name": title}
        if parent:
            node |= {"parent_urn": f"urn:a:risk:req_node:b:{parent}", "description": text}
        nodes.append(node)
    framework = {"urn": "urn:a:risk:framework:b", "name": "Krav", "requirement_nodes": nodes}
    library = {"urn": "urn:a:risk:library:b", "locale": "da", "ref_id": "B", "objects": {"framework": framework}}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "b.yaml"
        styles = [{}, {"allow_unicode": True}, {"default_style": '"'}, {"width": 20}, {"sort_keys": False, "indent": 6}]
        for style in styles + [{"explicit_start": True, "explicit_end": True}]:
            path.write_text(yaml.safe_dump(library, **style))
            check(f"a library in the style {style} is read", read(path) == READ, read(path))


logging.disable(logging.CRITICAL)
found = exported()
planted(found["27002", "en"])
mapped(found)
chosen(found)
workbooks()
libraries()
in_yaml(found)
statements.run(check)
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
