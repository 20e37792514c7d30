# SPDX-License-Identifier: MPL-2.0
"""Pages about compliance, where 1,500 requirements are asked of 60 units in each of five years."""

import gzip
import json
import re
import time
import urllib.error
import urllib.request
from pathlib import Path


def measure(bench, program, folder, requirements, seconds):
    catalogue(bench, program, folder)
    data = folder / f"compliance-{requirements}"
    if not data.exists():
        told, wall, spent = bench.timed(program, "demo", "--data", data, "--requirements", requirements)
        bench.line(f"making {requirements:,} requirements × 60 units × 5 years", f"{wall:,.0f}", f"s  (CPU {spent:.0f} s)")
    installation = bench.Installation(program, data, [])
    house = bench.largest(installation)
    started = time.monotonic()
    with bench.Server(installation) as server:
        bench.line("start to ready", f"{time.monotonic() - started:.2f}", "s")
        who = bench.newcomer(server, house)
        cookie = bench.sign_in(server.base, who["username"])
        bench.settle(server.process.pid)
        facts = bench.operate(installation, house, "GET", "/api/v1/entries?limit=1")["items"][0]["position"] + 1
        print(f"-- compliance with {requirements:,} requirements, {facts:,} facts")

        def links(path, kind):
            html = bench.get(server.base, path, cookie).decode()
            return list(dict.fromkeys(re.findall(rf'href="({kind}/[0-9a-f-]{{36}}[^"?#]*)"', html)))

        campaign = links("/kampagner", "/kampagner")[0]
        unit = [one for one in links(campaign, "/kampagner") if one.count("/") == 3][0]
        some = links("/krav", "/krav")
        for name, path in (
            ("matrix, ISO/IEC 27002", "/efterlevelse?ramme=27002"), ("matrix, ISO/IEC 27001", "/efterlevelse?ramme=27001"),
            ("statement of applicability", links("/anvendelse", "/anvendelse")[0]), ("a requirement", some[0]),
            ("requirements", "/krav"), ("evidence", "/dokumentation"), ("campaigns", "/kampagner"), ("a campaign", campaign),
            ("what a unit is asked", unit),
        ):
            bench.cost(server, name, path, cookie, seconds, aim="≤ 0.2 ms")
        bench.cost(server, f"{len(some)} requirements in turn", "/krav", cookie, seconds, some)
        report(bench, server, who["token"])
        bench.line("resident after the load", f"{bench.resident(server.process.pid):.0f}", "MB")


def report(bench, server, token):
    """A report is counted, printed and recorded, of three periods that no run before this one has reported."""
    taken, months = [], 0
    while len(taken) < 3:
        until = bench.TODAY.replace(day=1) - bench.datetime.timedelta(days=1 + 40 * months)
        months += 1
        members = {"kind": "quarterly", "from": str(until - bench.datetime.timedelta(days=80)), "to": str(until),
                   "assessment": "Alt er talt.\nDet går godt."}
        request = urllib.request.Request(
            server.base + "/api/v1/commands/report.issue", json.dumps(members).encode(),
            {"Authorization": "Bearer " + token, "Content-Type": "application/json"})
        start = time.monotonic()
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                answer.read()
        except urllib.error.HTTPError as refusal:
            if refusal.code != 409 or months > 40:
                raise
            continue
        taken.append(time.monotonic() - start)
    bench.line("a report issued: counted, printed, recorded", f"{sorted(taken)[1]:.2f}", "s  (aim < 5 s)")


def catalogue(bench, program, folder):
    """The whole of NIST SP 800-53 is read from its file in OSCAL, from the start of the program to its end."""
    file = folder / "NIST_SP-800-53_rev5_catalog.json"
    packed = Path(__file__).resolve().parents[1] / "Tests/Oscal/NIST" / (file.name + ".gz")
    file.write_bytes(gzip.decompress(packed.read_bytes()))
    taken = sorted(bench.timed(program, "framework", "read", file)[1] for _ in range(5))
    bench.line("NIST SP 800-53 read whole", f"{taken[2]:.2f}", "s  (aim < 2 s)")
