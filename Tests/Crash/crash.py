#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""`kill -9` of the real server at random moments: no acknowledged fact is lost, and every ledger verifies.

Writers give commands through the JSON interface and note every acknowledgement. Some give small tasks, some import
documents (values in files), one erases persons; the server is killed while they work, some times while it starts. After
each kill it is started again; at the end every acknowledged command must stand in the ledger at the position that was
acknowledged, and `vaern ledger verify` must find nothing.
"""
import argparse
import base64
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Browser"))
from vaern import Installation, Server, run  # noqa: E402

BIN = Path(os.environ.get("VAERN_BIN", ".build/debug/vaern")).resolve()


class Writers:
    def __init__(self, installation, seed):
        self.installation = installation
        self.draw = random.Random(seed)
        self.acknowledged = {}
        self.lock = threading.Lock()
        self.base = ""
        self.going = True
        self.refused = {}
        self.tokens = {}
        for role in ("security", "administrator", "dpo"):
            self.tokens[role] = Path(installation.person(role).token_file).read_text().strip()

    def send(self, role, kind, members, seconds=10):
        command = str(uuid.uuid4())
        request = urllib.request.Request(
            f"{self.base}/api/v1/commands/{kind}", data=json.dumps(members).encode(), method="POST",
            headers={"Authorization": "Bearer " + self.tokens[role], "Content-Type": "application/json",
                     "Idempotency-Key": command})
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            body = json.load(answer)
        with self.lock:
            self.acknowledged[command] = body["positions"] if "positions" in body else [body["position"]]
        return body

    def loop(self, work):
        while self.going:
            try:
                work()
            except urllib.error.HTTPError as refused:
                with self.lock:
                    key = (refused.code, refused.read()[:200])
                    self.refused[key] = self.refused.get(key, 0) + 1
                time.sleep(0.01)
            except (OSError, ValueError):
                # The server is gone, or went in the middle of its answer: not acknowledged.
                time.sleep(0.02)

    def task(self, unit):
        number = random.randrange(1 << 30)
        self.send("security", "action.add", {
            "title": f"Opgave {number}", "why": "Prøve af strømsvigt", "unit": unit, "due": "2030-01-01"})

    def document(self, unit, parent):
        # Longer than what the database itself holds, in few paragraphs: it is not the reading of them that is tried.
        text = "# Procedure\n\n" + "\n\n".join(f"{i}. Afsnit {i} skal læses. " + "Ord på rad. " * 250 for i in range(30))
        self.send("security", "document.import", {
            "kind": "procedure", "title": f"Procedure {uuid.uuid4().hex[:6]}", "unit": unit, "parent": parent,
            "classification": "intern",
            "file": {"name": "procedure.md", "content": base64.b64encode(text.encode()).decode()}}, seconds=60)

    def erasure(self):
        person = self.send("administrator", "person.add", {"name": f"Navn {uuid.uuid4().hex}"})["id"]
        self.send("dpo", "person.erase", {"person": person, "decision": "Prøve", "basis": "request"})


def get(base, token, path):
    request = urllib.request.Request(base + path, headers={"Authorization": "Bearer " + token})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--facts", type=int, default=5000, help="acknowledged facts there must be in all")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        installation = Installation.demo(BIN, Path(folder) / "data")
        writers = Writers(installation, options.seed)
        server = Server(installation)
        server.start()
        token = writers.tokens["security"]
        unit = next(row["id"] for row in get(server.base, token, "/api/v1/units")["items"] if not row.get("closed"))
        parent = next(
            row["id"] for row in get(server.base, token, "/api/v1/documents?limit=200")["items"]
            if row["kind"] == "politik")
        writers.base = server.base
        works = [lambda: writers.task(unit)] * 6 + [lambda: writers.document(unit, parent), writers.erasure]
        threads = [threading.Thread(target=writers.loop, args=(work,), daemon=True) for work in works]
        for thread in threads:
            thread.start()
        kills = started_dead = 0
        # Work goes on until there are enough kills and enough acknowledged facts.
        def acknowledged():
            return sum(len(positions) for positions in writers.acknowledged.values())

        while kills < options.kills or acknowledged() < options.facts:
            time.sleep(draw.uniform(0.05, 0.6) if kills % 5 else draw.uniform(0.15, 0.35))
            behind = options.facts * kills / options.kills - acknowledged()
            if kills % 5 and behind > 0:
                # A start takes longer than the work after it: where facts fall behind the kills, they get more time.
                time.sleep(min(6, behind / 50))
            server.process.kill()
            server.process.wait()
            kills += 1
            if kills % 7 == 0:
                # Killed again while it starts.
                port = server.base.rsplit(":", 1)[1]
                again = subprocess.Popen(
                    [str(BIN), "serve", "--data", str(installation.data), "--listen", f"127.0.0.1:{port}"],
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(draw.uniform(0.0, 0.5))
                again.kill()
                again.wait()
                kills += 1
                started_dead += 1
            server.start()
            writers.base = server.base
            if kills > options.kills * 5:
                failures.append("too few facts were acknowledged")
                break
        writers.going = False
        for thread in threads:
            thread.join(timeout=30)
        server.stop()
        organisations = sorted(path.name for path in (installation.data / "houses").iterdir())
        standing = {}
        for name in organisations:
            for line in run(BIN, "ledger", "show", "--data", installation.data, "--organisation", name, "--count", 10**7).splitlines():
                leaf = json.loads(line)["leaf"]
                standing.setdefault(leaf["command"], []).append(leaf["position"])
            done = run(BIN, "ledger", "verify", "--data", installation.data, "--organisation", name, "--json", check=False)
            if not json.loads(done)["sound"]:
                failures.append(f"{name} does not verify: {done[:400]}")
        lost = [command for command, positions in writers.acknowledged.items() if standing.get(command) != list(positions)]
        failures += [f"lost: {command} {writers.acknowledged[command]} {standing.get(command)}" for command in lost[:20]]
        facts = acknowledged()
        print(f"{kills} kills ({started_dead} while starting), {len(writers.acknowledged)} commands and {facts} facts "
              f"acknowledged, {len(lost)} lost, {len(organisations)} ledgers")
        for (code, body), count in writers.refused.items():
            print(f"  refused {count} times: {code} {body[:160]}")
            if code == 423:
                failures.append(f"the server went read-only {count} times: {body[:160]}")
    for line in failures:
        print(line)
    print(f"{kills - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
