# SPDX-License-Identifier: MPL-2.0
"""What the benchmarks measure with: the CPU time and memory of a process, and `wrk`."""
import os
import re
import subprocess
import tempfile
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def line(name, value, unit, aim=None):
    note = f"   aim {aim}" if aim else ""
    print(f"{name:<58} {value:>16} {unit}{note}", flush=True)


def cpu(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def resident(pid):
    for row in Path(f"/proc/{pid}/status").read_text().splitlines():
        if row.startswith("VmRSS"):
            return int(row.split()[1]) / 1024
    return 0


def wrk(base, path, headers, seconds=6, connections=8, script=None):
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    out = subprocess.run(command + (["-s", script] if script else []) + [base + path], capture_output=True, text=True)
    text = out.stdout
    unit = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}
    p50, p99 = (re.search(rf"{q}%\s+([\d.]+)(us|ms|s|m)", text) for q in ("50", "99"))
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return {
        "requests": int(re.search(r"(\d+) requests in", text).group(1)),
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)),
        "p50": float(p50[1]) * unit[p50[2]], "p99": float(p99[1]) * unit[p99[2]], "bad": int(bad[1]) if bad else 0,
    }


IN_TURN = """
local paths, turn = { %s }, 0
request = function()
   turn = turn %% #paths + 1
   return wrk.format("GET", paths[turn])
end
"""


def cost(server, name, path, cookie, seconds, others=None, aim="≤ 0.2 ms"):
    """Asks for one address again and again, or for `others` in turn, and prints what a page takes."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if others:
            script.write(IN_TURN % ", ".join(f'"{other}"' for other in others))
            script.flush()
        turn = script.name if others else None
        wrk(server.base, path, {"Cookie": cookie}, 1, script=turn)
        before = cpu(server.process.pid)
        told = wrk(server.base, path, {"Cookie": cookie}, seconds, script=turn)
    spent = (cpu(server.process.pid) - before) / max(1, told["requests"]) * 1000
    bad = f"  ({told['bad']} not 2xx)" if told["bad"] else ""
    line(
        f"{name}: CPU; requests/s, p50, p99", f"{spent:.3f}",
        f"ms;  {told['rate']:,.0f}/s  {told['p50']:.2f} ms  {told['p99']:.2f} ms{bad}", aim)
