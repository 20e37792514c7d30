# SPDX-License-Identifier: MPL-2.0
"""The learning system that packages find, alone in a page, held against SCORM 1.2 (Run-Time Environment, 3.3 and 3.4)."""

from pathlib import Path

import pytest

RUNTIME = Path(__file__).resolve().parents[2] / "Sources" / "Web" / "Assets" / "scorm.js"
START = {"id": "0a1b", "name": "Deltager", "status": "", "raw": "", "min": "", "max": "", "location": "", "suspend": "",
         "total": 0, "entry": "ab-initio", "mastery": "", "data": "x=1"}


@pytest.fixture
def system(looks):
    """The object that packages call, alone in a page: `system([["LMSInitialize", ""]])` gives answers with the error after each."""
    page = looks.open().page
    page.goto("about:blank")
    page.evaluate(RUNTIME.read_text())

    def play(calls, **start):
        return page.evaluate(
            """([start, calls]) => {
                window.told = []; window.time = 0;
                const api = ScormRuntime(start, (state, isDone) => told.push({...state, isDone}), () => window.time);
                const answers = calls.map(([name, ...given]) => {
                    if (name === "wait") { window.time += given[0]; return null; }
                    return [api[name](...given), api.LMSGetLastError()];
                });
                return { answers: answers.filter((one) => one), told: window.told };
            }""",
            [{**START, **start}, calls],
        )

    return play


GET, SET, INIT, END = "LMSGetValue", "LMSSetValue", ["LMSInitialize", ""], ["LMSFinish", ""]


@pytest.mark.parametrize("call, answer", [
    ([GET, "cmi.core.student_id"], ["0a1b", "0"]), ([GET, "cmi.core.student_name"], ["Deltager", "0"]),
    ([GET, "cmi.core.lesson_status"], ["not attempted", "0"]), ([GET, "cmi.core.entry"], ["ab-initio", "0"]),
    ([GET, "cmi.core.credit"], ["credit", "0"]), ([GET, "cmi.core.lesson_mode"], ["normal", "0"]),
    ([GET, "cmi.core.score.raw"], ["", "0"]), ([GET, "cmi.core.total_time"], ["0000:00:00.00", "0"]),
    ([GET, "cmi.launch_data"], ["x=1", "0"]), ([GET, "cmi.student_data.mastery_score"], ["", "0"]),
    ([GET, "cmi.core.score._children"], ["raw,max,min", "0"]),
    ([GET, "cmi.core.exit"], ["", "404"]), ([GET, "cmi.core.session_time"], ["", "404"]),
    ([GET, "cmi.core.student_id._children"], ["", "202"]), ([GET, "cmi.core.score._count"], ["", "203"]),
    ([GET, "cmi.interactions._count"], ["", "401"]), ([GET, "cmi.objectives.0.id"], ["", "401"]),
    ([GET, "cmi.toString"], ["", "401"]), ([GET, "toString"], ["", "201"]), ([GET, "adl.nav"], ["", "201"]),
    ([SET, "cmi.core.student_id", "1"], ["false", "403"]), ([SET, "cmi.core.total_time", "00:00:01"], ["false", "403"]),
    ([SET, "cmi.core._children", "x"], ["false", "402"]), ([SET, "cmi.interactions.0.id", "a"], ["false", "401"]),
    ([SET, "cmi.core.lesson_status", "bestået"], ["false", "405"]),
    ([SET, "cmi.core.lesson_status", "not attempted"], ["false", "405"]),
    ([SET, "cmi.core.lesson_status", "passed"], ["true", "0"]),
    ([SET, "cmi.core.score.raw", 85], ["true", "0"]), ([SET, "cmi.core.score.raw", "85.5"], ["true", "0"]),
    ([SET, "cmi.core.score.raw", "66.66666666666667"], ["true", "0"]), ([SET, "cmi.core.score.raw", "1." + "0" * 19], ["false", "405"]),
    ([SET, "cmi.core.score.raw", "101"], ["false", "405"]), ([SET, "cmi.core.score.raw", "-1"], ["false", "405"]),
    ([SET, "cmi.core.score.raw", "mange"], ["false", "405"]), ([SET, "cmi.core.exit", "suspend"], ["true", "0"]),
    ([SET, "cmi.core.exit", "senere"], ["false", "405"]), ([SET, "cmi.core.session_time", "00:01:02.5"], ["true", "0"]),
    ([SET, "cmi.core.session_time", "1:2:3"], ["false", "405"]),
    ([SET, "cmi.core.lesson_location", "æ" * 255], ["true", "0"]),
    ([SET, "cmi.core.lesson_location", "æ" * 256], ["false", "405"]),
    ([SET, "cmi.suspend_data", "a\0"], ["false", "405"]), ([SET, "cmi.suspend_data", "æ" * 4096], ["true", "0"]), ([SET, "cmi.suspend_data", "æ" * 4097], ["false", "405"]),
    (["LMSInitialize", ""], ["false", "101"]), (["LMSCommit", ""], ["true", "0"]), (["LMSCommit", "x"], ["false", "201"]),
    (["LMSFinish", "x"], ["false", "201"]),
])
def test_each_call_has_its_answer_and_its_error(system, call, answer):
    assert system([INIT, call])["answers"] == [["true", "0"], answer]


def test_nothing_is_answered_before_the_beginning_and_after_the_end(system):
    closed = [[GET, "cmi.core.entry"], [SET, "cmi.core.exit", ""], ["LMSCommit", ""], END]
    expected = [["", "301"], ["false", "301"], ["false", "301"], ["false", "301"]]
    assert system(closed)["answers"] == expected
    assert system([INIT, END, *closed])["answers"][2:] == expected
    assert system([["LMSInitialize", "x"]])["answers"] == [["false", "201"]]


def test_errors_have_words(system):
    answers = system([["LMSGetErrorString", "405"], ["LMSGetDiagnostic", "301"], ["LMSGetErrorString", "9"]])["answers"]
    assert [one[0] for one in answers] == ["Incorrect Data Type", "Not initialized", ""]


@pytest.mark.parametrize("mastery, raw, said, status", [
    ("80", "80", "completed", "passed"), ("80", "79.9", "passed", "failed"), ("80", "90", "failed", "passed"),
    ("80", "", "completed", "completed"), ("", "10", "passed", "passed"), ("80", "90", "incomplete", "incomplete"),
])
def test_the_mastery_score_decides_at_the_end(system, mastery, raw, said, status):
    calls = [INIT, [SET, "cmi.core.score.raw", raw], [SET, "cmi.core.lesson_status", said], END]
    assert system(calls, mastery=mastery)["told"][-1]["status"] == status


def test_a_package_that_says_nothing_is_not_finished(system):
    assert system([INIT, END])["told"][-1]["status"] == "not attempted"


def test_time_is_added_up_and_what_was_left_is_given_back(system):
    start = {"status": "incomplete", "location": "side-3", "suspend": "a=1", "total": 6150, "entry": "resume"}
    calls = [INIT, [GET, "cmi.core.total_time"], [GET, "cmi.core.lesson_location"], [GET, "cmi.suspend_data"],
             [GET, "cmi.core.entry"], [SET, "cmi.core.session_time", "0001:00:01.50"], ["LMSCommit", ""],
             [SET, "cmi.core.exit", "suspend"], END, INIT, [GET, "cmi.core.total_time"], [GET, "cmi.core.entry"],
             ["wait", 2000], ["LMSCommit", ""]]
    played = system(calls, **start)
    values = [one[0] for one in played["answers"]]
    assert values[1:5] == ["0000:01:01.50", "side-3", "a=1", "resume"]
    assert values[10:12] == ["0001:01:03.00", "resume"]
    assert [one["total"] for one in played["told"] if one["isDone"]] == [366300, 366300, 366500]
    assert played["told"][0]["isDone"] is False


def test_a_package_that_counts_wrongly_loses_nothing_else(system):
    played = system([INIT, [SET, "cmi.core.session_time", "9999:59:59"], END, INIT, END], total=4200)
    assert {one["total"] for one in played["told"]} == {70 * 86_400 * 100}
