#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Measures Værn on this machine and prints medians and ratios. Not a test: it never fails for being slow.

    python3 Benchmarks/bench.py                    # everything, with a release build in .build/release
    python3 Benchmarks/bench.py --facts 100000     # a smaller large ledger
    python3 Benchmarks/bench.py --only pages past --keep FOLDER
CPU is the server's user+system time divided by the requests; a page is asked for by a person who is signed in, without
TLS and compression, with 50 rows. Needs wrk.
"""
import argparse
import datetime
import http.client
import http.cookiejar
import json
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
import zoneinfo
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Tests" / "Browser"))
from measure import cost, cpu, line, resident, wrk  # noqa: E402
from vaern import Installation, Person, Server, run  # noqa: E402

import complying  # noqa: E402
import depending  # noqa: E402
import importing  # noqa: E402
import risking  # noqa: E402
import searching  # noqa: E402
TODAY = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Copenhagen")).date()
PASSWORD = "tolv heste trækker vognen hjem"


def timed(program, *arguments):
    """What a subcommand printed as JSON, its wall time and its CPU time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    told = json.loads(run(program, *arguments, "--json", seconds=7200))
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


# The server's doors


class Local(http.client.HTTPConnection):
    """HTTP over the Unix socket of the command line."""

    def __init__(self, path):
        super().__init__("vaern", timeout=120)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


def operate(installation, house, method, path, members=None):
    """One request to the interface with the operator's rights."""
    connection = Local(installation.data / "vaern.sock")
    body = None if members is None else json.dumps(members)
    headers = {"X-Vaern-Operator": "operator", "X-Vaern-Organisation": house, "Content-Type": "application/json"}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    told = json.loads(answer.read())
    assert answer.status < 400, f"{path}: {told}"
    return told


def newcomer(server, house):
    """Somebody in the large organisation who sees everything and can sign in: user name, person and token."""
    installation = server.installation
    known = installation.data / "bench.json"
    if known.exists():
        return json.loads(known.read_text())

    def do(command, **members):
        return operate(installation, house, "POST", "/api/v1/commands/" + command, members)

    today = TODAY.isoformat()
    unit = operate(installation, house, "GET", "/api/v1/units?limit=1")["items"][0]["id"]
    person = do("person.add", name="Måle Måler")["id"]
    do("engagement.begin", person=person, kind="employee", unit=unit, title="Måler", **{"from": today})
    do("role.grant", person=person, role="security", **{"from": today})
    code = do("account.open", person=person, username="maaler")["secret"]
    opener = browser()
    post(opener, server.base, "/foerste-gang", {"code": code, "password": PASSWORD})
    until = (TODAY + datetime.timedelta(days=180)).isoformat()
    token = do("token.issue", person=person, scope="write", until=until)["secret"]
    told = {"username": "maaler", "person": person, "token": token}
    known.write_text(json.dumps(told))
    return told


def browser():
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    opener.jar = jar
    return opener


def post(opener, base, path, fields):
    """Sends a form of a page as a browser does, with what the page hides in it."""
    page = opener.open(base + path).read().decode()
    hidden = {}
    for tag in re.findall(r"<input[^>]*>", page):
        if 'type="hidden"' in tag:
            hidden[re.search(r'name="([^"]*)"', tag)[1]] = re.search(r'value="([^"]*)"', tag)[1]
    body = urllib.parse.urlencode({**hidden, **fields}).encode()
    headers = {"Origin": base, "Sec-Fetch-Site": "same-origin"}
    return opener.open(urllib.request.Request(base + path, body, headers))


def sign_in(base, username):
    opener = browser()
    post(opener, base, "/log-ind", {"username": username, "password": PASSWORD})
    cookie = "; ".join(f"{one.name}={one.value}" for one in opener.jar)
    with urllib.request.urlopen(urllib.request.Request(base + "/dokumenter", headers={"Cookie": cookie})) as answer:
        assert answer.geturl().endswith("/dokumenter"), "the sign-in failed"
    return cookie


def get(base, path, cookie):
    with urllib.request.urlopen(urllib.request.Request(base + path, headers={"Cookie": cookie})) as answer:
        return answer.read()


# What is measured


def fill(program, folder, facts):
    data = folder / f"data-{facts}"
    if data.exists():
        return Installation(program, data, [])
    told, wall, spent = timed(program, "demo", "--data", data, "--facts", facts)
    line(f"making {facts:,} facts through the desk", f"{facts / wall:,.0f}", f"facts/s  (CPU {spent:.0f} s)")
    return Installation(program, data, [Person.of(row) for row in told["people"]])


def largest(installation):
    houses = installation.data / "houses"
    return max((one.name for one in houses.iterdir()), key=lambda name: (houses / name / "ledger.sqlite").stat().st_size)


def ledger(program, installation, repeat):
    house = largest(installation)
    option = ("--data", installation.data, "--organisation", house)
    folds, checks, costs, proofs, wholes, whole_costs = [], [], [], [], [], []
    for _ in range(repeat):
        told, _, _ = timed(program, "ledger", "fold", "--no-digest", *option)
        folds.append(told["facts"] / told["seconds"])
        costs.append(told["processor_seconds"] / told["facts"] * 1e6)
        told, wall, spent = timed(program, "ledger", "verify", *option)
        checks.append(told["facts"] / told["seconds"])
        proofs.append(told["processor_seconds"] / told["facts"] * 1e6)
        wholes.append(told["facts"] / wall)
        whole_costs.append(spent / told["facts"] * 1e6)
    line(
        f"replay of {told['facts']:,} facts", f"{statistics.median(folds):,.0f}",
        f"facts/s  (CPU {statistics.median(costs):.1f} µs a fact)", "≥ 250,000")
    line(
        f"full verification of {told['facts']:,} facts", f"{statistics.median(checks):,.0f}",
        f"facts/s  (CPU {statistics.median(proofs):.1f} µs a fact)", "≥ 300,000")
    line(
        "the same with the database's check of its own file", f"{statistics.median(wholes):,.0f}",
        f"facts/s  (CPU {statistics.median(whole_costs):.1f} µs a fact)")
    line("verification ÷ replay", f"{statistics.median(checks) / statistics.median(folds):.2f}", "")


def start_up(installation, facts, repeat):
    times, spent, memory = [], [], 0
    for _ in range(repeat):
        server = Server(installation)
        start = time.monotonic()
        server.start()
        times.append(time.monotonic() - start)
        spent.append(cpu(server.process.pid))
        # The verification that begins with the start is part of what a server holds.
        time.sleep(3)
        memory = resident(server.process.pid)
        server.stop()
    line(
        f"cold start to ready, {facts:,} facts", f"{statistics.median(times):.2f}",
        f"s  (CPU {statistics.median(spent):.2f} s)", "≤ 1 s at 100,000 facts")
    line("resident after the start", f"{memory:.0f}", "MB", "≤ 100 MB with 10,000 documents and persons")


def settle(pid):
    """Waits until the verification that begins with the start is over: its CPU time is no page's."""
    while True:
        before = cpu(pid)
        time.sleep(1)
        if cpu(pid) - before < 0.05:
            return


def pages_of(server, cookie, most=400):
    """The addresses of a long list's pages, and of the documents on the first of them."""
    found, documents = [], []
    for number in range(1, most + 1):
        html = get(server.base, f"/dokumenter?sorter=titel&side={number}", cookie).decode()
        found.append(f"/dokumenter?sorter=titel&side={number}")
        if number <= 40:
            documents += re.findall(r'href="(/dokumenter/[0-9a-f-]{36})"', html)
        if f"side={number + 1}" not in html:
            break
    return found, list(dict.fromkeys(documents))


def pages(installation, facts, seconds):
    house = largest(installation)
    with Server(installation) as server:
        who = newcomer(server, house)
        cookie = sign_in(server.base, who["username"])
        document = operate(installation, house, "GET", "/api/v1/documents?limit=1")["items"][0]["id"]
        print(f"-- pages with {facts:,} facts")
        settle(server.process.pid)
        for name, path in (
            ("list (50 documents)", "/dokumenter"), ("document", f"/dokumenter/{document}"), ("overview", "/"),
            ("tasks", "/opgaver"), ("persons", "/personer"), ("ledger", "/revisionsspor"),
        ):
            cost(server, name, path, cookie, seconds)
        # The same address again and again finds all its pieces kept; these do not.
        turn, documents = pages_of(server, cookie)
        cost(server, f"{len(turn)} pages of the list in turn", "/dokumenter", cookie, seconds, turn)
        cost(server, f"{len(documents)} documents in turn", "/dokumenter", cookie, seconds, documents)
        for name, path in (
            ("documents by due day", "/dokumenter?sorter=frist"), ("procedures", "/dokumenter?art=procedure"),
            ("documents overdue", "/dokumenter?status=over-frist"), ("healthz", "/healthz"),
            ("frame alone", "/konto/adgangskode"),
        ):
            cost(server, name, path, cookie, seconds, aim="≤ 0.2 ms" if path.startswith("/dok") else None)
        line("resident after the load", f"{resident(server.process.pid):.0f}", "MB")


def bodies(installation, facts, seconds):
    """What a direktion of nine sees of its matters of ten years."""
    house = largest(installation)
    with Server(installation) as server:
        who = newcomer(server, house)
        cookie = sign_in(server.base, who["username"])
        settle(server.process.pid)

        def read(path):
            return get(server.base, path, cookie).decode()

        def links(path):
            return re.findall(rf'href="({path}/[0-9a-f-]{{36}})"', read(path))

        decided = re.search(r"([\d.]+) beslutninger,", read("/beslutninger?organ=direktion"))[1]
        print(f"-- a direktion with {decided} decisions, {facts:,} facts")
        meeting = links("/moeder")[-1]
        pages = [
            ("decisions", "/beslutninger"), ("a decision", links("/beslutninger")[0]), ("proposals", "/indstillinger"),
            ("a proposal", links("/indstillinger")[-1]), ("meetings", "/moeder"), ("a meeting of 50 items", meeting),
            ("its minutes", meeting + "/referat"), ("topics", "/emner"), ("dispensations", "/dispensationer"),
            ("bodies", "/organer"), ("access", "/adgange"),
        ]
        for name, path in pages:
            cost(server, name, path, cookie, seconds)
        turn = list(dict.fromkeys(path for side in range(1, 9) for path in re.findall(
            r'href="(/beslutninger/[0-9a-f-]{36})"', read(f"/beslutninger?organ=direktion&side={side}"))))
        cost(server, f"{len(turn)} decisions in turn", "/beslutninger", cookie, seconds, turn)


def past(installation, facts, seconds):
    house = largest(installation)
    with Server(installation) as server:
        who = newcomer(server, house)
        cookie = sign_in(server.base, who["username"])
        year = TODAY.year

        def then(day):
            return f"/dokumenter?pr={day}&viden=then"

        firsts = []
        for month in ("06", "09", "03"):
            start = time.monotonic()
            get(server.base, then(f"{year - 1}-{month}-30"), cookie)
            firsts.append(time.monotonic() - start)
        line(f"a past day, the first time, {facts:,} facts", f"{max(firsts):.2f}", "s", "≤ 0.5 s at 100,000 facts")
        start = time.monotonic()
        get(server.base, then(f"{year - 1}-03-30"), cookie)
        line("a past day, again", f"{(time.monotonic() - start) * 1000:.1f}", "ms")
        # Today's pages are asked for by one, past days by fifty others, each with a session of their own.
        get(server.base, "/dokumenter?pr=", cookie)
        others = [sign_in(server.base, who["username"]) for _ in range(50)]
        alone = wrk(server.base, "/dokumenter", {"Cookie": cookie}, seconds)
        over, done = threading.Event(), []

        def ask(number):
            turn = 0
            while not over.is_set():
                day = f"{year - 1 - number % 3}-{1 + (number + turn) % 12:02}-{1 + number % 28:02}"
                try:
                    get(server.base, then(day), others[number])
                    done.append(number)
                except OSError:
                    pass
                turn += 1

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(50)]
        for thread in threads:
            thread.start()
        crowded = wrk(server.base, "/dokumenter", {"Cookie": cookie}, seconds)
        over.set()
        for thread in threads:
            thread.join()
        line(
            "today's p50, p99 alone → while 50 ask for 50 past days",
            f"{alone['p99']:.1f} → {crowded['p99']:.1f}",
            f"ms p99;  {alone['p50']:.1f} → {crowded['p50']:.1f} ms p50;  {len(done)} past days answered")
        line("ratio of the p99", f"{crowded['p99'] / alone['p99']:.2f}", "", "≤ 2")


POST = """
wrk.method = "POST"
wrk.body = '{"title":"Følg op på logningen","why":"Aftalt på mødet.","person":"%s","due":"%s"}'
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer %s"
"""


def appends(installation, seconds):
    """Tasks handed in through the interface: one writer, then 64; each answer means that the fact is on disk."""
    house = largest(installation)
    with Server(installation) as server, tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        who = newcomer(server, house)
        script.write(POST % (who["person"], f"{TODAY.year + 1}-01-15", who["token"]))
        script.flush()
        for name, writers in (("durable appends, 1 writer", 1), ("durable appends, 64 writers", 64)):
            before = cpu(server.process.pid)
            told = wrk(server.base, "/api/v1/commands/action.add", {}, seconds, writers, script.name)
            spent = (cpu(server.process.pid) - before) / max(1, told["requests"]) * 1000
            bad = f"  ({told['bad']} refused)" if told["bad"] else ""
            line(
                name, f"{told['rate']:,.0f}",
                f"facts/s  (p50 {told['p50']:.1f} ms, p99 {told['p99']:.1f} ms, CPU {spent:.2f} ms){bad}")


PARTS = "ledger start pages bodies past appends search compliance import assets risks".split()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--program", default=".build/release/vaern")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS)
    parser.add_argument("--keep", help="a folder to make the data in, and to use again")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is missing: apt-get install wrk")
    program = Path(options.program).resolve()
    folder = Path(options.keep or tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if {"ledger", "pages"} & set(options.only):
            large = fill(program, folder, options.facts)
            if "ledger" in options.only:
                ledger(program, large, options.repeat)
            if "pages" in options.only:
                pages(large, options.facts, options.seconds)
        if {"start", "pages", "bodies", "past", "appends", "search"} & set(options.only):
            small = fill(program, folder, options.small)
            for part, told, more in (
                    ("start", start_up, (options.small, options.repeat)), ("pages", pages, (options.small, options.seconds)),
                    ("bodies", bodies, (options.small, options.seconds)), ("past", past, (options.small, options.seconds)),
                    ("appends", appends, (options.seconds,))):
                if part in options.only:
                    told(small, *more)
            if "search" in options.only:
                searching.measure(sys.modules[__name__], small, options.small)
        for part, told, more in (
                ("compliance", complying, (1500, options.seconds)), ("import", importing, (12_000, 100_000)),
                ("assets", depending, (100_000, options.seconds)), ("risks", risking, ())):
            if part in options.only:
                told.measure(sys.modules[__name__], program, folder, *more)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
