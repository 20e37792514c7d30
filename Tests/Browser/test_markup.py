# SPDX-License-Identifier: MPL-2.0
"""Runs last: the markup of every page that the journeys came by."""

import nu


def test_every_page_that_was_seen_is_valid(saved):
    problems = nu.check(saved.files())
    assert not problems, "\n".join(problems[:50])
