# SPDX-License-Identifier: MPL-2.0
"""Writes the golden ledger from docs/format.md with PyPI's rfc8785 and cryptography, not with our own code.

usage: golden.py DIRECTORY
The directory gets leaf-N.json and payload-N.json (exact bytes, no newline at the end), ledger.jsonl (the dump the
oracle reads, the erased value left out), checkpoint.txt and key.txt (the verifier key).
"""

import base64
import hashlib
import hmac
import json
import pathlib
import sys

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ORIGIN = "vaern.example.dk/vaern/01934f2e-7c1a-7000-8000-000000000001/1"
HOUSE = "01934f2e-7c1a-7000-8000-000000000001"
ANNA = "01934f2e-7c1a-7000-8000-0000000000a1"
BODIL = "01934f2e-7c1a-7000-8000-0000000000b1"
ACCOUNT = "01934f2e-7c1a-7000-8000-0000000000c1"
OTHER = "01934f2e-7c1a-7000-8000-0000000000d1"
LETTER = "01934f2e-7c1a-7000-8000-0000000000e1"
DOCUMENT = "01934f2e-7c1a-7000-8000-0000000000f1"
NAME = "01934f2e-7c1a-7000-8000-000000000101"
TITLE = "01934f2e-7c1a-7000-8000-000000000102"
REASON = "01934f2e-7c1a-7000-8000-000000000103"


def b64(data):
    return base64.b64encode(data).decode()


def sha(data):
    return hashlib.sha256(data).digest()


def command(number):
    return f"01934f2e-7c1a-7000-8000-0000000002{number:02}"


class Keys:
    """Key n is SHA-256 of »golden key n«; of a fact first the payload's, then the values' in the order given."""

    def __init__(self):
        self.number = 0

    def next(self):
        self.number += 1
        return sha(f"golden key {self.number}".encode())


def person(method, strength):
    return {
        "type": "person", "ref": ANNA, "account": ACCOUNT, "method": method, "strength": strength,
        "authenticated": "2026-11-23T19:58:00.000Z",
    }


def facts(public_key):
    """(kind, subject kind, subject, revision, command, part, recorded, effective, actor, behalf, door, payload, values)"""
    t = "2026-11-23T20:07:16."
    day = "2026-11-23"
    return [
        ("ledger.opened", "organisation", HOUSE, 1, 1, [1, 1], t + "123Z", day,
         {"type": "operator", "user": "vaern \"drift\" æøå"}, None, "cli",
         {"origin": ORIGIN, "public_key": b64(public_key)}, []),
        ("person.named", "person", BODIL, 1, 2, [1, 2], t + "200Z", day, person("passkey", 3), None, "web",
         {"name": NAME, "class": "personal"}, [("name", NAME, "Bodil Sørensen")]),
        ("person.engaged", "person", BODIL, 2, 2, [2, 2], t + "200Z", "2026-11-01", person("passkey", 3), OTHER, "web",
         {"from": "2026-11-01", "title": TITLE, "reason": REASON, "share": 500000},
         [("title", TITLE, "Sikkerhedskoordinator"), ("reason", REASON, "Rettet efter »aftale«\n\tlinje 2 \u0001")]),
        ("reminder.sent", "person", BODIL, 3, 3, [1, 1], t + "999Z", day,
         {"type": "system", "component": "reminders", "rule": "policy-7-3", "version": "0.1.0"}, None, "system",
         {"days": -7, "repeated": False}, []),
        ("letter.received", "letter", LETTER, 1, 4, [1, 1], "2026-11-24T06:00:00.000Z", "2026-11-24",
         {"type": "organisation", "ref": OTHER}, None, "letter",
         {"sender": OTHER, "position": 9007199254740991}, []),
        ("document.versionImported", "document", DOCUMENT, 1, 5, [1, 1], "2026-11-24T06:00:00.000Z", "2019-02-28",
         {"type": "system", "component": "import", "version": "0.1.0"}, None, "import",
         {"paragraphs": [{"id": 1, "level": 0}, {"id": 2, "level": 1}], "tags": [], "links": {}}, []),
        # The clock has gone back; the ledger has not.
        ("person.erased", "person", BODIL, 4, 6, [1, 1], "2026-11-24T06:00:00.000Z", "2026-11-24",
         person("mitid", 4), None, "api", {"erased": [NAME]}, []),
    ]


def main():
    directory = pathlib.Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    signer = Ed25519PrivateKey.from_private_bytes(sha(b"golden seed"))
    public = signer.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    keys = Keys()
    prev = bytes(32)
    hashes = []
    dump = []
    for position, fact in enumerate(facts(public)):
        kind, subject_kind, subject, revision, number, part, recorded, day, actor, behalf, door, payload, values = fact
        payload = rfc8785.dumps(payload)
        payload_key = keys.next()
        rows = []
        commitments = {}
        for field, ref, text in values:
            key = keys.next()
            commitments[field] = b64(hmac.new(key, text.encode(), hashlib.sha256).digest())
            rows.append({"ref": ref, "field": field, "key": b64(key), "value": b64(text.encode())})
        leaf = {
            "format": 1, "ledger": ORIGIN, "position": position, "id": f"01934f2e-7c1a-7000-8000-0000000003{position:02}",
            "command": command(number), "part": part, "subject": {"id": subject, "kind": subject_kind},
            "revision": revision, "kind": kind, "kind_version": 1, "recorded": recorded, "effective": day, "actor": actor,
            "door": door, "payload": b64(hmac.new(payload_key, payload, hashlib.sha256).digest()),
            "values": commitments, "prev": b64(prev),
        }
        if behalf:
            leaf["behalf"] = behalf
        leaf = rfc8785.dumps(leaf)
        prev = sha(b"\x00" + leaf)
        hashes.append(prev)
        (directory / f"leaf-{position}.json").write_bytes(leaf)
        (directory / f"payload-{position}.json").write_bytes(payload)
        dump.append({
            "key": b64(payload_key), "leaf": b64(leaf), "payload": b64(payload),
            "values": sorted((row for row in rows if row["ref"] != NAME), key=lambda row: row["field"]),
        })
    (directory / "ledger.jsonl").write_text("".join(json.dumps(line) + "\n" for line in dump))

    def tree(leaves):
        if len(leaves) == 1:
            return leaves[0]
        split = 1
        while split * 2 < len(leaves):
            split *= 2
        return sha(b"\x01" + tree(leaves[:split]) + tree(leaves[split:]))

    body = f"{ORIGIN}\n{len(hashes)}\n{b64(tree(hashes))}\n"
    key_id = sha(ORIGIN.encode() + b"\n\x01" + public)[:4]
    signature = b64(key_id + signer.sign(body.encode()))
    (directory / "checkpoint.txt").write_text(f"{body}\n— {ORIGIN} {signature}\n")
    key = b64(b"\x01" + public)
    (directory / "key.txt").write_text(f"{ORIGIN}+{key_id.hex()}+{key}\n")


if __name__ == "__main__":
    main()
