# SPDX-License-Identifier: MPL-2.0
"""What assets inherit from each other, and their pages and those of risks, where 100,000 assets have some 300,000 dependences and
50,000 risks."""

import json
import time
from datetime import timedelta


def measure(bench, program, folder, assets, seconds):
    data = folder / f"assets-{assets}"
    kept = folder / f"assets-{assets}.json"
    if not data.exists():
        told, wall, spent = bench.timed(program, "demo", "--data", data, "--assets", assets)
        kept.write_text(json.dumps(told["inheritance"]))
        bench.line(f"making {assets:,} assets, what they depend on and their risks", f"{wall:,.0f}", f"s  (CPU {spent:.0f} s)")
    took = json.loads(kept.read_text())
    bench.line(
        "inheritance after an ordinary change", f"{took['change']:.3f}", f"ms  (p99 {took['change_p99']:.3f} ms)", "< 1 ms")
    bench.line(
        f"inheritance after {took['hub_dependants']:,.0f} dependants of one changed at once", f"{took['hub']:.1f}", "ms",
        "≤ 100 ms at 50,000")
    installation = bench.Installation(program, data, [])
    house = bench.largest(installation)
    started = time.monotonic()
    with bench.Server(installation) as server:
        bench.line("start to ready", f"{time.monotonic() - started:.2f}", "s")
        who = bench.newcomer(server, house)
        cookie = bench.sign_in(server.base, who["username"])
        bench.settle(server.process.pid)

        def known(query):
            return bench.operate(installation, house, "GET", "/api/v1/" + query)["items"]

        one = known("dependences?limit=1")[0]
        hub = known("assets?kind=component&limit=1")[0]["id"]
        for name, path in (
            ("the asset that half of all depend on", f"/aktiver/{hub}"),
            ("an asset that depends on others", f"/aktiver/{one['asset']['id']}"),
            ("what depends on the first, page 1", f"/afhaengigheder?baerer={hub}"),
            ("the same, page 500", f"/afhaengigheder?baerer={hub}&side=500"), ("dependences", "/afhaengigheder"),
        ):
            bench.cost(server, name, path, cookie, seconds, aim="≤ 0.2 ms")
        risk = known("risks?limit=1")[0]["id"]
        for name, path in (
            ("picture of risks, with matrix and trend", "/risici"), ("the same, only above the line", "/risici?status=over"),
            ("register of risks, page 1", "/risici/liste"), ("the same, page 500", "/risici/liste?side=500"),
            ("the risks of the network", f"/risici/liste?aktiv={hub}"), ("a risk", f"/risici/{risk}"),
            ("the card of a risk", f"/risici/{risk}/kort"), ("risks in numbers", "/risici/tal"),
        ):
            bench.cost(server, name, path, cookie, seconds, aim="≤ 0.2 ms")
        # What is kept goes with the next fact, so this is what the first reader after one pays, and who asks for a day of their own.
        days = [(bench.TODAY - timedelta(days=back)).isoformat() for back in range(1, 2_000)]
        bench.cost(
            server, "picture of risks, since another day each time", f"/risici?siden={days[0]}", cookie, seconds,
            others=[f"/risici?siden={day}" for day in days], aim=None)
        bench.cost(server, "picture of a past day", f"/risici?pr={days[20]}&viden=now", cookie, seconds, aim=None)
        bench.line("resident after the load", f"{bench.resident(server.process.pid):.0f}", "MB")
