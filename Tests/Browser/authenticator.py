# SPDX-License-Identifier: MPL-2.0
"""What an authenticator app on a telephone shows: the codes are those of Debian's oathtool."""

import subprocess
import time


def code(key: str, now: str = "now") -> str:
    """What an app shows now, or at another time."""
    told = subprocess.run(
        ["oathtool", "--totp", "--base32", f"--now={now}", key], capture_output=True, text=True, check=True)
    return told.stdout.strip()


def next_code(key: str, last: str) -> str:
    """The first that is another than the last one."""
    deadline = time.monotonic() + 35
    while (found := code(key)) == last:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    return found
