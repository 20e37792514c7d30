#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Revisorens eget værktøj: udtrækker en stikprøve igen og følger et bevis, uden Værn og uden at stole på den, der
driver det. Det er skrevet efter docs/format.md alene og bruger kun Pythons standardbibliotek.

    vaern ledger show --count 1000000 > revisionsspor.jsonl
    python3 examples/auditor.py sample revisionsspor.jsonl      alle stikprøver, udtrukket igen
    python3 examples/auditor.py proof vurdering.tlog-proof      beviset fulgt op til roden

Underskriften på kontrolpunktet er Ed25519, som Pythons standardbibliotek ikke kan. Den kontrolleres af ethvert program,
der kan læse en tlog-proof; det i Tests/Oracle er skrevet i Go:

    sh Tests/Oracle/build.sh /tmp/oracle
    /tmp/oracle proof "$(vaern ledger checkpoint --key)" vurdering.tlog-proof
"""

import base64
import hashlib
import json
import sys
from pathlib import Path


class NotProven(Exception):
    """Det passer ikke. Teksten siger hvad."""


# MARK: Træet (docs/format.md, »Tree«)

def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(hashes: list) -> bytes:
    """Roden af et træ: venstre gren er den største potens af to, der er mindre end træet."""
    if len(hashes) < 2:
        return hashes[0] if hashes else hashlib.sha256(b"").digest()
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return node_hash(root_of(hashes[:split]), root_of(hashes[split:]))


# MARK: Revisionssporet

class Ledger:
    """Linjerne fra `vaern ledger show`: blade og deres data, aldrig det, nogen har skrevet."""

    def __init__(self, text: str):
        self.entries = [json.loads(line) for line in text.splitlines() if line]
        # Bladet er kanonisk JSON: det samme, skrevet igen, er de samme byte.
        self.hashes = [leaf_hash(canonical(entry["leaf"])) for entry in self.entries]
        before = bytes(32)
        for place, (entry, found) in enumerate(zip(self.entries, self.hashes)):
            if entry["leaf"]["position"] != place or base64.b64decode(entry["leaf"]["prev"]) != before:
                raise NotProven(f"Post {place} følger ikke efter den forrige.")
            before = found

    def root(self, size: int) -> str:
        """Roden, da sporet havde `size` poster."""
        return base64.b64encode(root_of(self.hashes[:size])).decode()

    def facts(self, kind: str) -> list:
        return [entry for entry in self.entries if entry["leaf"]["kind"] == kind]


def canonical(value: dict) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


# MARK: Stikprøven (docs/format.md, »Sample«)

def rank(root: str, draw: str, number: int) -> bytes:
    return hashlib.sha256(f"vaern-sample 1\n{root}\n{draw}\n{number}\n".encode()).digest()


def samples(ledger: Ledger) -> list:
    """Hver stikprøve, udtrukket igen: posten, hvor mange af hvor mange, og numrene. Er én en anden, siges det."""
    planned = {one["leaf"]["subject"]["id"]: one["payload"]["size"] for one in ledger.facts("controlTest.planned")}
    frozen = {entry["payload"]["round"]: entry for entry in ledger.facts("controlTest.frozen")}
    found = []
    for entry in ledger.facts("controlTest.drawn"):
        drawn, place = entry["payload"], entry["leaf"]["position"]
        population = frozen[drawn["round"]]
        # Frøet er roden lige efter låsningen, så ingen kunne kende det, da listen blev låst.
        if drawn["size"] != population["leaf"]["position"] + 1:
            raise NotProven(f"Stikprøven i post {place} har et frø fra et andet sted end lige efter låsningen.")
        if drawn["root"] != ledger.root(drawn["size"]):
            raise NotProven(f"Stikprøven i post {place} har et frø, som revisionssporet ikke giver.")
        count = population["payload"]["count"]
        size = min(planned[entry["leaf"]["subject"]["id"]], count)
        ranked = sorted(range(1, count + 1), key=lambda number: rank(drawn["root"], drawn["round"], number))
        numbers = sorted(ranked[:size])
        if numbers != [item["number"] for item in drawn["items"]]:
            raise NotProven(f"Stikprøven i post {place} er en anden end den, frøet giver: {numbers}")
        found.append({"position": place, "test": entry["leaf"]["subject"]["id"], "count": count, "numbers": numbers})
    return found


# MARK: Beviset (docs/format.md, »Proof«)

def follow(text: str) -> dict:
    """Følger et bevis fra bladet op til den rod, som kontrolpunktet siger: bladet, stedet, størrelsen og roden."""
    try:
        head, checkpoint = text.split("\n\n", 1)
        first, extra, index, *path = head.split("\n")
        origin, size, root = checkpoint.split("\n")[:3]
        if first != "c2sp.org/tlog-proof@v1" or not extra.startswith("extra ") or not index.startswith("index "):
            raise ValueError("indledningen")
        leaf, place, size = base64.b64decode(extra[6:], validate=True), int(index[6:]), int(size)
        path = [base64.b64decode(line, validate=True) for line in path]
    except ValueError as problem:
        raise NotProven(f"Beviset kan ikke læses: {problem}") from None
    # RFC 9162, 2.1.3.2.
    here, last, found = place, size - 1, leaf_hash(leaf)
    for step in path:
        if last <= 0:
            raise NotProven("Beviset er for langt.")
        if here % 2 or here == last:
            found = node_hash(step, found)
            while here % 2 == 0 and here:
                here, last = here // 2, last // 2
        else:
            found = node_hash(found, step)
        here, last = here // 2, last // 2
    if last or not 0 <= place < size or base64.b64encode(found).decode() != root:
        raise NotProven("Bladet fører ikke op til kontrolpunktets rod.")
    read = json.loads(leaf)
    if read["position"] != place or read["ledger"] != origin:
        raise NotProven("Bladet hører til et andet sted.")
    return {"leaf": read, "index": place, "size": size, "root": root}


def main(arguments: list):
    if len(arguments) != 2 or arguments[0] not in ("sample", "proof"):
        print(__doc__, file=sys.stderr)
        raise SystemExit(2)
    text = Path(arguments[1]).read_text()
    try:
        if arguments[0] == "sample":
            for one in samples(Ledger(text)):
                print(f"Post {one['position']}: {len(one['numbers'])} af {one['count']}, de samme: {one['numbers']}")
        else:
            one = follow(text)
            kind = one["leaf"]["kind"]
            print(f"Post {one['index']}, {kind}, i et spor med {one['size']} poster og roden {one['root']}")
    except NotProven as problem:
        print(problem, file=sys.stderr)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main(sys.argv[1:])
