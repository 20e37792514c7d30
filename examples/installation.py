# SPDX-License-Identifier: MPL-2.0
"""An installation with example data, a clock that can be set, and the two doors that everybody has: the command line
and the JSON API. Nothing here knows more than a user does."""

import base64
import datetime
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import types
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: The invented organisation that the year is played in.
ORGANISATION = "Fælleskommunalt"


class Unexpected(Exception):
    """Something was not as it should be. The story ends there."""


def find_program() -> Path:
    """The newest of what was built, or what `VAERN_BIN` names."""
    named = os.environ.get("VAERN_BIN")
    build = Path(os.environ.get("VAERN_BUILD", ROOT / ".build"))
    found = [Path(named)] if named else [build / kind / "vaern" for kind in ("release", "debug")]
    found = [path for path in found if path.exists()]
    if not found:
        raise Unexpected("Værn er ikke bygget. Kør ./run eller ./test build først.")
    return max(found, key=lambda path: path.stat().st_mtime)


class Person:
    """Somebody with a token: what they do through the doors, Værn knows that they did."""

    def __init__(self, name: str, token: str):
        self.name, self.token = name, token


class Installation:
    def __init__(self, program: Path, data: Path = None):
        self.program = program
        self.kept = data is not None
        self.data = data or Path(tempfile.mkdtemp(prefix="vaern-et-aar-")) / "data"
        self.server = None
        self.base = ""
        #: What was done: day, command, fields and where it stands in the ledger. Whoever checks the year reads it.
        self.journal = []
        #: What the chapters made, by the name they call it.
        self.made = types.SimpleNamespace()
        try:
            printed = json.loads(self.vaern("demo", "--json"))
        except Unexpected:
            self.close()
            raise
        self.people = printed["people"]
        #: Day 0 is the day after the last one of the example data.
        self.first = datetime.date.fromisoformat(printed["day"]) + datetime.timedelta(days=1)
        self.today = self.first

    def day(self, number: int) -> str:
        """Day `number` of the year as 2026-11-23."""
        return (self.first + datetime.timedelta(days=number)).isoformat()

    # MARK: The server

    def turn_to(self, number: int):
        """Starts the server on day `number` of the year. Only example data can have a set clock."""
        self.stop()
        self.today = self.first + datetime.timedelta(days=number)
        # Somebody may take the port between the asking and the listening: then another one is asked for.
        for _ in range(3):
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                address = f"127.0.0.1:{probe.getsockname()[1]}"
            self.base = "http://" + address
            if self._serve(address):
                return
        raise Unexpected(f"Serveren starter ikke: {(self.data.parent / 'et-aar.log').read_text()[-1000:]}")

    def _serve(self, address: str) -> bool:
        clock = f"{self.today}T09:00+01:00"
        with (self.data.parent / "et-aar.log").open("ab") as log:
            self.server = subprocess.Popen(
                [self.program, "serve", "--data", self.data, "--listen", address, "--clock", clock],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        for _ in range(600):
            if self.server.poll() is not None:
                return False
            try:
                with urllib.request.urlopen(self.base + "/readyz", timeout=2):
                    return True
            except OSError:
                time.sleep(0.05)
        self.stop()
        return False

    def stop(self):
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            self.server.wait(timeout=30)
        self.server = None

    def close(self):
        self.stop()
        if not self.kept:
            shutil.rmtree(self.data.parent, ignore_errors=True)

    # MARK: The command line

    def vaern(self, *arguments, by: Person = None, check=True) -> str:
        """`vaern …` on this installation: what it printed."""
        command = [str(self.program), *map(str, arguments), "--data", str(self.data)]
        if arguments[0] not in ("demo", "do"):
            command += ["--organisation", ORGANISATION]
        handed = None
        if by is not None:
            # The token goes in a file that only its owner reads, as on any command line.
            handed = self.data / "token.tmp"
            handed.touch(mode=0o600)
            handed.write_text(by.token)
            command += ["--token-file", str(handed)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300)
        finally:
            if handed is not None:
                handed.unlink()
        if check and done.returncode != 0:
            raise Unexpected(f"vaern {' '.join(map(str, arguments))}: {done.stderr.strip()[-1000:]}")
        return done.stdout

    def person(self, who: str) -> Person:
        """Somebody by name, or the first with that role, who gets a token for a day: the operator issues it."""
        name = next((one["name"] for one in self.people if who in one["roles"]), who)
        token = self.vaern("token", "create", "--person", name, "--until", self.today.isoformat()).strip()
        return Person(name, token)

    # MARK: The JSON API

    def ask(self, by: Person, path: str, body=None):
        """A request with a person's token: status and answer. What is refused is an answer too."""
        headers = {"Authorization": "Bearer " + by.token, "Accept-Language": "da"}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body).encode()
        request = urllib.request.Request(f"{self.base}/api/v1/{path}", data=body, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode()

    def get(self, by: Person, path: str, **query):
        """What the API answers; of a list, all of its pages."""
        items = []
        while True:
            address = path + ("?" + urllib.parse.urlencode(query) if query else "")
            status, text = self.ask(by, address)
            if status != 200:
                raise Unexpected(f"GET {address}: {status} {text[:500]}")
            answer = json.loads(text)
            if "items" not in answer:
                return answer
            items += answer["items"]
            if not answer.get("next"):
                return items
            query["cursor"] = answer["next"]

    def do(self, by: Person, command: str, **fields) -> dict:
        """Carries out a command of the table; the receipt says which thing it was about and where the facts stand."""
        # What was written a moment ago is signed within a second; a sample is drawn only after that.
        for attempt in range(50):
            status, text = self.ask(by, "commands/" + command, fields)
            if status != 503:
                break
            time.sleep(0.2)
        if status != 201:
            raise Unexpected(f"{command}: {status} {text[:1000]}")
        receipt = json.loads(text)
        self.journal.append(
            {"day": self.today.isoformat(), "by": by.name, "command": command, "fields": without_files(fields),
             "id": receipt.get("id"), "positions": receipt["positions"]})
        return receipt

    def refused(self, by: Person, command: str, because: str, **fields) -> str:
        """A command that must be refused, with words that say why."""
        status, text = self.ask(by, "commands/" + command, fields)
        if status < 400 or because not in text:
            raise Unexpected(f"{command} skulle være afvist med »{because}«: {status} {text[:500]}")
        return json.loads(text)["detail"]


def file(name: str, content: str) -> dict:
    """A file as a field of a command."""
    return {"name": name, "content": base64.b64encode(content.encode()).decode()}


def without_files(fields: dict) -> dict:
    return {name: value["name"] if isinstance(value, dict) else value for name, value in fields.items()}


def expect(what: str, seen, wanted):
    """Stops the story where something is not as it should be."""
    if seen != wanted:
        raise Unexpected(f"{what}: så {seen!r}, ventede {wanted!r}")


def tell(text: str):
    print("   " + text, flush=True)


def fail(reason: Unexpected):
    print(f"\nSTANDSET: {reason}", file=sys.stderr)
    raise SystemExit(1)
