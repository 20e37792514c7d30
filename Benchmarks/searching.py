# SPDX-License-Identifier: MPL-2.0
"""How long search takes in a large organisation."""
import http.client
import time
import urllib.parse


def measure(bench, installation, facts):
    """Questions one after the other: words, beginnings, phrases, common words; through the interface and as a page."""
    house = bench.largest(installation)
    with bench.Server(installation) as server:
        who = bench.newcomer(server, house)
        cookie = bench.sign_in(server.base, who["username"])
        bearer = {"Authorization": f"Bearer {who['token']}"}
        connection = http.client.HTTPConnection(server.base.removeprefix("http://"))

        def ask(path, headers):
            start = time.monotonic()
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            assert answer.status == 200, (path, answer.status)
            return (time.monotonic() - start) * 1000, answer, body

        start = time.monotonic()
        while ask("/api/v1/search?q=sikkerhed", bearer)[1].getheader("Retry-After"):
            time.sleep(0.5)
        path = installation.data / "houses" / house / "search.sqlite"
        bench.line(f"index of {facts:,} facts made", f"{time.monotonic() - start:.1f}",
             f"s  ({path.stat().st_size / 2**20:.0f} MiB)")
        words = {word for row in bench.operate(installation, house, "GET", "/api/v1/documents?limit=500")["items"]
                 for word in (row["title"] or "").split() if len(word) > 3}
        words = sorted(words)[:150]
        questions = words + [word[:4] for word in words] + [f"{a} {b}" for a, b in zip(words, words[1:])] \
            + [f'"{a} {b}"' for a, b in zip(words, words[7:])] + ["skal", "og", "den", "informationssikkerhed"]
        for name, place, headers in (
            ("search through the interface", "/api/v1/search?limit=50&q=", bearer), ("search page", "/soeg?q=", {"Cookie": cookie}),
        ):
            before = bench.cpu(server.process.pid)
            times = sorted(ask(place + urllib.parse.quote(question), headers)[0] for question in questions * 3)
            spent = (bench.cpu(server.process.pid) - before) / len(times) * 1000
            bench.line(f"{name}: p50, p99 of {len(times):,}", f"{times[len(times) // 2]:.1f}  {times[len(times) * 99 // 100]:.1f}",
                 f"ms  (CPU {spent:.2f} ms)", "p99 < 20 ms at 10,000 documents")
