#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Every change of a stored ledger is found by `vaern ledger verify`, and a clean one gives no false alarm.

Two kinds of change are made to copies of an example ledger: single bytes of the database file, and edits in SQL by
somebody who knows the tables and puts the triggers back afterwards. A byte that changes nothing of what the database
holds (unused space in a page) is no change of the ledger; another one is drawn for it.
"""
import argparse
import contextlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BIN = os.environ.get("VAERN_BIN", ".build/debug/vaern")


def vaern(*arguments, check=True):
    done = subprocess.run([BIN, *map(str, arguments)], capture_output=True, text=True)
    if check and done.returncode:
        raise SystemExit(f"vaern {' '.join(map(str, arguments))}: {done.returncode}\n{done.stderr}")
    return done


def verify(data, organisation):
    """0: sound; 1: not. Anything else, a crash above all, is a fault of the program."""
    done = vaern("ledger", "verify", "--data", data, "--organisation", organisation, "--json", check=False)
    if done.returncode not in (0, 1):
        return f"exit code {done.returncode}: {done.stderr[-300:]}"
    return done.returncode


def content(database):
    """All that the database holds, or None where it cannot be read."""
    try:
        connection = sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)
        connection.text_factory = bytes
        held = []
        for table in ("sqlite_schema", "entry", "value"):
            held.append(connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall())
        verdict = connection.execute("PRAGMA integrity_check").fetchall()
        pragmas = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")]
        connection.close()
        return held, verdict, pragmas
    except (sqlite3.DatabaseError, UnicodeDecodeError, ValueError):
        return None


class Copies:
    """Copies of the clean installation, one a thread."""

    def __init__(self, clean, organisation):
        self.clean, self.organisation = Path(clean), organisation
        self.file = Path("houses") / organisation / "ledger.sqlite"
        # The write-ahead log moves into the database, so that one file holds everything.
        connection = sqlite3.connect(self.clean / self.file)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        self.bytes = (self.clean / self.file).read_bytes()
        self.known = content(self.clean / self.file)
        assert self.known is not None

    def fresh(self, place):
        target = Path(place) / "copy"
        if not target.exists():
            shutil.copytree(self.clean, target)
        for extra in ("-wal", "-shm"):
            (target / (str(self.file) + extra)).unlink(missing_ok=True)
        (target / self.file).write_bytes(self.bytes)
        return target


def flip(copies, place, draw):
    while True:
        target = copies.fresh(place)
        file = target / copies.file
        at, bit = draw.randrange(len(copies.bytes)), draw.randrange(1, 256)
        changed = bytearray(copies.bytes)
        changed[at] ^= bit
        file.write_bytes(changed)
        if content(file) == copies.known:
            continue
        found = verify(target, copies.organisation)
        return found == 1, f"byte {at} ^ {bit}: {found}"


def swap(connection, draw, column, table="entry", where=""):
    rows = connection.execute(f"SELECT rowid, {column} FROM {table} {where} ORDER BY rowid").fetchall()
    for _ in range(200):
        (one, left), (other, right) = draw.sample(rows, 2)
        if left != right:
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (right, one))
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (left, other))
            return f"swap {table}.{column} of {one} and {other}"
    raise AssertionError(column)


def edit_leaf(connection, draw, what):
    position, leaf = draw.choice(connection.execute("SELECT position, leaf FROM entry").fetchall())
    header = json.loads(leaf)
    if what == "backdate":
        header["recorded"] = "2001" + header["recorded"][4:]
    elif what == "effective":
        header["effective"] = "2001" + header["effective"][4:]
    elif what == "kind":
        header["kind"] = "unit.renamed" if header["kind"] != "unit.renamed" else "unit.moved"
    else:
        header["actor"] = {"type": "operator", "user": "somebody"}
    text = json.dumps(header, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    connection.execute("UPDATE entry SET leaf = ? WHERE position = ?", (text, position))
    return f"{what} of {position}"


def cut(connection, draw):
    head = connection.execute("SELECT max(position) FROM entry").fetchone()[0]
    first = draw.randrange(max(1, head - 20), head + 1)
    connection.execute("DELETE FROM value WHERE position >= ?", (first,))
    connection.execute("DELETE FROM entry WHERE position >= ?", (first,))
    return f"cut from {first}"


def insert(connection, draw):
    head = connection.execute("SELECT max(position) FROM entry").fetchone()[0]
    row = list(connection.execute("SELECT * FROM entry WHERE position = ?", (draw.randrange(head + 1),)).fetchone())
    names = [column[1] for column in connection.execute("PRAGMA table_info(entry)")]
    row[names.index("position")] = head + 1
    row[names.index("revision")] = 1_000_000
    row[names.index("command")] = draw.randbytes(16)
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO entry ({', '.join(names)}) VALUES ({marks})", row)
    return "insert a copied entry at the end"


def astray(connection, draw, what):
    """Rows where no reading by positions comes to."""
    head = connection.execute("SELECT max(position) + 1 FROM entry").fetchone()[0]
    if what == "cut facts alone":
        # Only where values are left behind: without any it is the cut above.
        last = connection.execute("SELECT max(position) FROM value").fetchone()[0]
        connection.execute("DELETE FROM entry WHERE position >= ?", (draw.randrange(max(1, last - 20), last + 1),))
        return what
    if what == "fact before the first":
        names = [column[1] for column in connection.execute("PRAGMA table_info(entry)")]
        row = list(connection.execute("SELECT * FROM entry ORDER BY random() LIMIT 1").fetchone())
        row[names.index("position")], row[names.index("command")] = -1, draw.randbytes(16)
        row[names.index("revision")] = 1_000_000
        connection.execute(f"INSERT INTO entry ({', '.join(names)}) VALUES ({', '.join('?' * len(row))})", row)
        return what
    place = {"far value": 2**62, "value before the first": -7}.get(what, draw.randrange(head))
    connection.execute(
        "INSERT INTO value (ref, position, field, erased, key, bytes) VALUES (?, ?, 'x', 0, ?, ?)",
        (draw.randbytes(16), place, draw.randbytes(32), draw.randbytes(9)))
    return f"{what}: {place}"


def erased(file):
    with contextlib.closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT count(*) FROM value WHERE erased = 1").fetchone()[0]


def revive(connection, draw):
    """What was erased is put back, as it would be from an old copy."""
    row = connection.execute("SELECT rowid FROM value WHERE erased = 1 ORDER BY random() LIMIT 1").fetchone()
    connection.execute("UPDATE value SET erased = 0, key = randomblob(32), bytes = x'41' WHERE rowid = ?", row)
    return f"revive row {row[0]}"


def value_edit(connection, draw, what):
    rows = connection.execute(
        "SELECT rowid, bytes FROM value WHERE erased = 0 AND bytes IS NOT NULL AND length(bytes) > 0").fetchall()
    row, held = draw.choice(rows)
    if what == "empty":
        connection.execute("UPDATE value SET bytes = x'' WHERE rowid = ?", (row,))
    elif what == "delete":
        connection.execute("DELETE FROM value WHERE rowid = ?", (row,))
    elif what == "erased":
        connection.execute("UPDATE value SET erased = 1, bytes = zeroblob(length(bytes)), key = zeroblob(32) WHERE rowid = ?", (row,))
    elif what == "key":
        connection.execute("UPDATE value SET key = randomblob(32) WHERE rowid = ?", (row,))
    elif what == "field":
        connection.execute("UPDATE value SET field = field || 'x' WHERE rowid = ?", (row,))
    else:
        connection.execute("UPDATE value SET ref = randomblob(16) WHERE rowid = ?", (row,))
    return f"value {what} of row {row}"


EDITS = [
    lambda c, d: swap(c, d, "payload"),
    lambda c, d: swap(c, d, "leaf"),
    lambda c, d: swap(c, d, "payload_key"),
    lambda c, d: swap(c, d, "revision", where="WHERE subject_kind = 'person'"),
    lambda c, d: swap(c, d, "bytes", "value", "WHERE erased = 0 AND bytes IS NOT NULL"),
    lambda c, d: swap(c, d, "key", "value", "WHERE erased = 0"),
    lambda c, d: edit_leaf(c, d, "backdate"),
    lambda c, d: edit_leaf(c, d, "effective"),
    lambda c, d: edit_leaf(c, d, "kind"),
    lambda c, d: edit_leaf(c, d, "actor"),
    cut,
    insert,
    lambda c, d: value_edit(c, d, "empty"),
    lambda c, d: value_edit(c, d, "delete"),
    lambda c, d: value_edit(c, d, "erased"),
    lambda c, d: value_edit(c, d, "key"),
    lambda c, d: value_edit(c, d, "field"),
    lambda c, d: value_edit(c, d, "ref"),
    lambda c, d: astray(c, d, "cut facts alone"),
    lambda c, d: astray(c, d, "fact before the first"),
    lambda c, d: astray(c, d, "far value"),
    lambda c, d: astray(c, d, "value before the first"),
    lambda c, d: astray(c, d, "value at a fact"),
    revive,
]


def edit(copies, place, draw, number):
    target = copies.fresh(place)
    connection = sqlite3.connect(target / copies.file)
    connection.execute("PRAGMA foreign_keys = OFF")
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    try:
        what = EDITS[number % len(EDITS)](connection, draw)
    except sqlite3.IntegrityError as refused:
        # The unique indexes stopped it: the change cannot be made at all without rebuilding the table.
        connection.close()
        return None, f"refused by the database: {refused}"
    for _, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    found = verify(target, copies.organisation)
    return found == 1, f"{what}: {found}"


def recovery(clean, organisation, folder):
    """A database that is put back to an older day is found out; `ledger recover` goes on in a new epoch and says so."""
    data = Path(folder) / "rolled-back"
    shutil.copytree(clean, data)
    file = data / "houses" / organisation / "ledger.sqlite"
    older = file.read_bytes()
    vaern("do", "person.add", "--field", "name=Ny", "--data", data, "--organisation", organisation)
    steps = [("grown", verify(data, organisation) == 0)]
    for extra in ("-wal", "-shm"):
        Path(str(file) + extra).unlink(missing_ok=True)
    file.write_bytes(older)
    steps.append(("rolled back is found", verify(data, organisation) == 1))
    refused = vaern("do", "person.add", "--field", "name=Nyere", "--data", data, "--organisation", organisation, check=False)
    steps.append(("nothing is taken", refused.returncode == 1))
    vaern("ledger", "recover", "--reason", "Prøve", "--data", data, "--organisation", organisation)
    steps.append(("recovered verifies", verify(data, organisation) == 0))
    vaern("do", "person.add", "--field", "name=Nyest", "--data", data, "--organisation", organisation)
    steps.append(("goes on", verify(data, organisation) == 0))
    key = vaern("ledger", "checkpoint", "--key", "--data", data, "--organisation", organisation).stdout
    steps.append(("under the next origin", "/2+" in key))
    return steps


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bytes", type=int, default=300)
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--clean", type=int, default=10, help="clean ledgers that must give no alarm")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    passed, failed = 0, []
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "clean"
        vaern("demo", "--data", clean, "--seed", options.seed)
        organisations = sorted(path.name for path in (clean / "houses").iterdir())
        # The house where somebody has been erased.
        organisation = max(organisations, key=lambda name: erased(clean / "houses" / name / "ledger.sqlite"))
        for number in range(options.clean):
            for name in organisations:
                found = verify(clean, name)
                if found == 0:
                    passed += 1
                else:
                    failed.append(f"false alarm on a clean ledger ({name}): {found}")
        copies = Copies(clean, organisation)
        for step, good in recovery(clean, organisation, folder):
            if good:
                passed += 1
            else:
                failed.append(f"recovery: {step}")

        def work(lane):
            draw = random.Random(options.seed * 1000 + lane)
            place = Path(folder) / f"lane{lane}"
            place.mkdir()
            answers = []
            for _ in range(lane, options.bytes, lanes):
                answers.append(flip(copies, place, draw))
            made, number = 0, lane
            while made < len(range(lane, options.edits, lanes)):
                answer = edit(copies, place, draw, number)
                number += lanes if len(EDITS) % lanes else lanes + 1
                if answer[0] is None:
                    continue
                made += 1
                answers.append(answer)
            return answers

        lanes = os.cpu_count() or 1
        with ThreadPoolExecutor(lanes) as pool:
            for answers in pool.map(work, range(lanes)):
                for good, what in answers:
                    if good:
                        passed += 1
                    else:
                        failed.append("not found: " + what)
    for line in failed[:40]:
        print(line)
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
