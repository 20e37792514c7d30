# SPDX-License-Identifier: MPL-2.0
"""A real Værn: a data directory of its own and a server on a free port."""

import dataclasses
import json
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path


@dataclasses.dataclass(frozen=True)
class Person:
    """Somebody of the example organisation, as `vaern demo --json` prints them."""

    account: str
    password: str
    roles: tuple
    name: str
    token_file: str

    @staticmethod
    def of(row: dict) -> "Person":
        return Person(
            account=row["account"],
            password=row["password"],
            roles=tuple(row["roles"]),
            name=row["name"],
            token_file=row.get("token_file", ""),
        )


@dataclasses.dataclass
class Installation:
    """A data directory and what its making printed."""

    program: Path
    data: Path
    people: list
    #: The first administrator's one-time code, of an installation that was not set up yet.
    code: str = ""

    @staticmethod
    def demo(program: Path, data: Path) -> "Installation":
        printed = run(program, "demo", "--data", data, "--json")
        people = [Person.of(row) for row in json.loads(printed)["people"]]
        assert people, "vaern demo names nobody who can sign in"
        return Installation(program, data, people)

    @staticmethod
    def init(program: Path, data: Path) -> "Installation":
        printed = run(program, "init", "--data", data, "--json")
        return Installation(program, data, [], json.loads(printed)["code"])

    def copy(self, data: Path) -> "Installation":
        """The same installation elsewhere; token files inside the directory move with it."""
        shutil.copytree(self.data, data)
        moved = [
            dataclasses.replace(person, token_file=person.token_file.replace(str(self.data), str(data)))
            for person in self.people
        ]
        return Installation(self.program, data, moved, self.code)

    def person(self, role: str) -> Person:
        """Somebody with that role; for a body, `direktion` or `bestyrelse`."""
        found = [person for person in self.people if role in person.roles]
        known = sorted({role for person in self.people for role in person.roles})
        assert found, f"nobody in the example organisation is {role!r}; there are {known}"
        return found[0]

    def run(self, *arguments, check=True) -> str:
        """A subcommand on this data directory: what it printed on standard output."""
        return run(self.program, *arguments, "--data", self.data, check=check)


def run(program: Path, *arguments, check=True, seconds=300) -> str:
    done = subprocess.run(
        [str(program), *map(str, arguments)], capture_output=True, text=True, timeout=seconds, stdin=subprocess.DEVNULL
    )
    if check and done.returncode != 0:
        raise AssertionError(f"vaern {' '.join(map(str, arguments))} ended with {done.returncode}:\n{done.stderr[-3000:]}")
    return done.stdout


class Server:
    """`vaern serve` on a free port of the loopback address, stopped at the end of the `with`."""

    def __init__(self, installation: Installation, *options: str):
        self.installation = installation
        self.options = options
        self.log = installation.data.parent / (installation.data.name + ".log")
        self.process = None
        self.base = ""
        #: Where packages of e-learning run.
        self.apart = ""

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def command(self) -> list:
        return [str(self.installation.program), "serve", "--data", str(self.installation.data),
                "--allow-internal-provider"]

    def packages(self) -> list:
        """Packages of e-learning run under another name: browsers send cookies to every port of a name. Behind a public
        address they have one too, and none here."""
        if "--public" in self.options:
            return []
        self.apart = f"http://127.0.0.2:{free_port('127.0.0.2')}"
        return ["--packages", self.apart.removeprefix("http://")]

    def again(self, *options: str):
        """The same server at the same address, after it was killed or stopped."""
        self.options = options or self.options
        self.start(port=int(self.base.rsplit(":", 1)[1]))

    def start(self, seconds=60, port=None):
        # Somebody may take the port between the asking and the listening: then another one is asked for.
        for _ in range(3):
            port = port or free_port()
            self.base = f"http://127.0.0.1:{port}"
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(
                    [*self.command(), "--listen", f"127.0.0.1:{port}", *self.packages(), *self.options],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
            if self._wait_until_ready(seconds):
                return
            port = None
        raise AssertionError(f"the server does not start:\n{self.tail()}")

    def _wait_until_ready(self, seconds) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                return False
            try:
                if self.fetch("/readyz", timeout=2)[0] == 200:
                    return True
            except OSError:
                pass
            time.sleep(0.05)
        self.stop()
        raise AssertionError(f"the server was not ready within {seconds} s:\n{self.tail()}")

    def stop(self):
        """Stops it as an administrator does, and expects it to end by itself."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"the server did not stop within 20 s of SIGTERM:\n{self.tail()}") from None

    def kill(self):
        self.process.kill()
        self.process.wait()

    def tail(self) -> str:
        return self.log.read_text(errors="replace")[-3000:] if self.log.exists() else ""

    def fetch(self, path: str, method="GET", headers=None, body=None, timeout=30):
        """A request without a browser: status, headers, body. A status of 400 and above is an answer, not an error."""
        request = urllib.request.Request(self.base + path, method=method, headers=headers or {}, data=body)
        try:
            with urllib.request.build_opener(NoRedirect).open(request, timeout=timeout) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.headers, answer.read()


class Stories(Server):
    """`vaern stories`: every page in its notable states, in both languages and themes."""

    def __init__(self, program: Path, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(Installation(program, folder / "stories", []))
        self.program = program

    def command(self) -> list:
        return [str(self.program), "stories"]

    def packages(self) -> list:
        return []

    def all(self) -> list:
        """Name and status of every story."""
        return json.loads(self.fetch("/stories.json")[2])

    def path(self, name: str, language="da", theme="light") -> str:
        return f"/stories/{language}/{theme}/{name}"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def free_port(host="127.0.0.1") -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def sign_in(page, base: str, person: Person, path: str = "/"):
    """Signs a person in through the page, as a person does, and ends at `path`."""
    page.goto(base + path)
    page.locator('input[autocomplete="username"]').fill(person.account)
    password = page.locator('input[autocomplete="current-password"]')
    password.fill(person.password)
    # The check of a password takes its time, on purpose.
    with page.expect_navigation():
        password.press("Enter")
    if password.count() > 0:
        shown = " ".join(page.locator("body").inner_text().split())
        raise AssertionError(f"{person.account} was not let in: {shown[:300]}")
