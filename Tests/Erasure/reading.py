# SPDX-License-Identifier: MPL-2.0
"""The quiz of a text, with the marker in every word of it."""


def quiz(mark, do, document, told):
    """About the first paragraph of the text, as the interface tells of it."""
    paragraph = next(block["address"] for section in told["sections"] for block in section["blocks"])
    words = f"## {mark} spørgsmål? {{#q1}}\npage: {paragraph}\n- [x] {mark} rigtigt\n- [ ] {mark} forkert\n> {mark} fordi.\n"
    do("document.quiz", document=document, danish=words, english=words)
