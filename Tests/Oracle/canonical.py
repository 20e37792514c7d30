# SPDX-License-Identifier: MPL-2.0
"""Canonical JSON by PyPI's rfc8785, to compare ours with.

usage: canonical.py < LINES
Each line is base64 of one text that our writer wrote or our reader took. It must be what rfc8785 makes of the
value that Python's json reads in it. Prints the number of texts; exits with 1 at the first that differs.
"""

import base64
import json
import sys

import rfc8785


def unique(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a key twice")
    return members


def main():
    number = 0
    for line in sys.stdin:
        text = base64.b64decode(line.strip(), validate=True)
        value = json.loads(text.decode("utf-8"), object_pairs_hook=unique)
        if rfc8785.dumps(value) != text:
            print("differs:", text, file=sys.stderr)
            return 1
        number += 1
    print(number)
    return 0 if number else 1


if __name__ == "__main__":
    sys.exit(main())
