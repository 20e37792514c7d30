#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Measures Værn on this machine and prints medians and ratios. Not a test: it never fails for being slow.

    python3 Benchmarks/bench.py                    # everything, with a release build in .build/release
    python3 Benchmarks/bench.py --facts 100000     # smaller ledgers
    python3 Benchmarks/bench.py --only pages past

CPU is the server's user+system time divided by the requests; a page is asked for by a person who is signed in, without
TLS and compression, with 50 rows. Needs wrk.
"""
import argparse
import http.cookiejar
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Tests" / "Browser"))
from vaern import Installation, Server, run  # noqa: E402

TICK = os.sysconf("SC_CLK_TCK")


def median(values):
    return statistics.median(values)


def line(name, value, unit, aim=None):
    note = f"   aim {aim}" if aim else ""
    print(f"{name:<58} {value:>14} {unit}{note}", flush=True)


def cpu(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def resident(pid):
    for row in Path(f"/proc/{pid}/status").read_text().splitlines():
        if row.startswith("VmRSS"):
            return int(row.split()[1]) / 1024
    return 0


def sign_in(base, person):
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(base + "/log-ind").read().decode()
    fields = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    names = re.findall(r'<input[^>]*autocomplete="username"[^>]*>', page) + re.findall(r'<input[^>]*autocomplete="current-password"[^>]*>', page)
    user, password = (re.search(r'name="([^"]+)"', tag).group(1) for tag in names[:2])
    fields.update({user: person.account, password: person.password})
    opener.open(urllib.request.Request(base + "/log-ind", urllib.parse.urlencode(fields).encode(), {"Origin": base, "Sec-Fetch-Site": "same-origin"}))
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def wrk(base, path, cookie, seconds=6, connections=8):
    out = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", f"Cookie: {cookie}", base + path],
        capture_output=True, text=True).stdout
    requests = int(re.search(r"(\d+) requests in", out).group(1))
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))
    p50, p99 = (re.search(rf"{q}%\s+([\d.]+)(us|ms|s)", out) for q in ("50", "99"))
    unit = {"us": 0.001, "ms": 1, "s": 1000}
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    return requests, rate, float(p50[1]) * unit[p50[2]], float(p99[1]) * unit[p99[2]], int(bad[1]) if bad else 0


def fill(program, folder, facts, *options):
    data = folder / f"data-{facts}"
    start = time.monotonic()
    installation = Installation(program, data, [])
    printed = run(program, "demo", "--data", data, "--facts", facts, "--json", *options, seconds=3600)
    report = json.loads(printed)
    from vaern import Person
    installation.people = [Person.of(row) for row in report["people"]]
    line(f"making {facts:,} facts through the desk", f"{facts / (time.monotonic() - start):,.0f}", "facts/s")
    return installation


def largest(installation):
    houses = installation.data / "houses"
    return max((path.name for path in houses.iterdir()), key=lambda name: (houses / name / "ledger.sqlite").stat().st_size)


def ledger(program, installation, repeat):
    house = largest(installation)
    folds, checks = [], []
    for _ in range(repeat):
        told = json.loads(run(program, "ledger", "fold", "--data", installation.data, "--organisation", house, "--json", seconds=3600))
        folds.append(told["facts"] / told["seconds"])
        start = time.monotonic()
        told = json.loads(run(program, "ledger", "verify", "--data", installation.data, "--organisation", house, "--json", seconds=3600))
        checks.append(told["facts"] / (time.monotonic() - start))
    line(f"replay of {told['facts']:,} facts", f"{median(folds):,.0f}", "facts/s", "≥ 250,000")
    line("full verification", f"{median(checks):,.0f}", "facts/s", "≥ 300,000")
    line("verification ÷ replay", f"{median(checks) / median(folds):.2f}", "")


def start_up(program, installation, repeat):
    times = []
    for _ in range(repeat):
        server = Server(installation)
        start = time.monotonic()
        server.start()
        times.append(time.monotonic() - start)
        memory = resident(server.process.pid)
        server.stop()
    line("cold start to ready", f"{median(times):.2f}", "s", "≤ 1 s at 100,000 facts")
    line("resident after start", f"{memory:.0f}", "MB", "≤ 100 MB")


def pages(program, installation, seconds):
    with Server(installation) as server:
        person = installation.person("security")
        cookie = sign_in(server.base, person)
        token = Path(person.token_file).read_text().strip()
        request = urllib.request.Request(server.base + "/api/v1/documents?limit=1", headers={"Authorization": "Bearer " + token})
        document = json.load(urllib.request.urlopen(request))["items"][0]["id"]
        for name, path in (("list (50 documents)", "/dokumenter"), ("document", f"/dokumenter/{document}"),
                           ("overview", "/"), ("tasks", "/opgaver"), ("persons", "/personer"), ("ledger", "/revisionsspor")):
            wrk(server.base, path, cookie, 1)
            before = cpu(server.process.pid)
            requests, rate, p50, p99, bad = wrk(server.base, path, cookie, seconds)
            spent = (cpu(server.process.pid) - before) / max(1, requests) * 1000
            line(f"{name}: CPU", f"{spent:.3f}", "ms", "≤ 0.2 ms")
            line(f"{name}: requests/s, p50, p99", f"{rate:,.0f}  {p50:.2f}  {p99:.2f}", "ms" + (f"  ({bad} not 2xx)" if bad else ""))
        line("resident after the load", f"{resident(server.process.pid):.0f}", "MB")


def past(program, installation, seconds):
    with Server(installation) as server:
        cookie = sign_in(server.base, installation.person("security"))
        opener = urllib.request.build_opener()
        opener.addheaders = [("Cookie", cookie)]
        today = time.strftime("%Y-%m-%d")
        day = f"{int(today[:4]) - 1}-06-30"
        start = time.monotonic()
        opener.open(f"{server.base}/dokumenter?pr={day}&viden=then").read()
        line("a past day, the first time", f"{time.monotonic() - start:.2f}", "s", "≤ 0.5 s at 100,000 facts")
        start = time.monotonic()
        opener.open(f"{server.base}/dokumenter?pr={day}&viden=then").read()
        line("a past day, again", f"{(time.monotonic() - start) * 1000:.1f}", "ms")
        # Today's pages are asked for by one, past days by fifty others, each with a sign-in of their own.
        opener.open(f"{server.base}/?pr={today}").read()
        _, _, _, alone, _ = wrk(server.base, "/dokumenter", cookie, seconds)
        others = []
        for _ in range(50):
            other = urllib.request.build_opener()
            other.addheaders = [("Cookie", sign_in(server.base, installation.person("security")))]
            others.append(other)
        done = []

        def ask(number):
            for month in range(3):
                opened = others[number].open(
                    f"{server.base}/dokumenter?pr={int(today[:4]) - 1 - number % 2}-{1 + (number + month) % 12:02}-{1 + number % 28:02}&viden=then")
                opened.read()
            done.append(number)

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(50)]
        for thread in threads:
            thread.start()
        _, _, _, crowded, _ = wrk(server.base, "/dokumenter", cookie, seconds)
        for thread in threads:
            thread.join()
        line("today's p99 alone → while 50 ask for past days", f"{alone:.1f} → {crowded:.1f}", "ms", "ratio ≤ 2")
        line("ratio", f"{crowded / alone:.2f}", "")


def appends(writer):
    with tempfile.TemporaryDirectory() as folder:
        for name, batch in (("durable appends, one at a time", 1), ("durable appends, 64 at a time", 64)):
            out = subprocess.run([writer, folder + f"/{batch}", "--batch", str(batch), "--seconds", "5"], capture_output=True, text=True)
            rates = re.findall(r"([\d.]+) facts/s", out.stdout + out.stderr)
            line(name, f"{float(rates[-1]):,.0f}" if rates else "not measured", "facts/s")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--program", default=".build/release/vaern")
    parser.add_argument("--only", nargs="*", choices=["ledger", "start", "pages", "past"], default=["ledger", "start", "pages", "past"])
    parser.add_argument("--keep", help="a folder to make the data in, and to use again")
    options = parser.parse_args()
    program = Path(options.program).resolve()
    folder = Path(options.keep or tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if "ledger" in options.only:
            ledger(program, fill(program, folder, options.facts), options.repeat)
        if {"start", "pages", "past"} & set(options.only):
            small = fill(program, folder, options.small)
            if "start" in options.only:
                start_up(program, small, options.repeat)
            if "pages" in options.only:
                pages(program, small, options.seconds)
            if "past" in options.only:
                past(program, small, options.seconds)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
