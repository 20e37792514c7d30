# SPDX-License-Identifier: MPL-2.0
"""The JSON API and the bare HTTP surface, checked by implementations that we did not write."""

import json
import socket
import subprocess
import uuid
from pathlib import Path

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

METHODS = {"get", "put", "post", "delete", "patch"}


@pytest.fixture(scope="module")
def description(shared):
    status, headers, body = shared.fetch("/api/openapi.json")
    assert status == 200
    assert headers["Content-Type"].startswith("application/json")
    return json.loads(body)


def operations(description):
    for path, item in description["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield path, method, operation


def test_the_description_is_valid_openapi(description):
    errors = list(OpenAPIV31SpecValidator(description).iter_errors())
    assert not errors, "\n".join(str(error.message) for error in errors[:20])


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does(description):
    found = list(operations(description))
    assert found
    names = [operation["operationId"] for _, _, operation in found]
    assert len(set(names)) == len(names)
    assert [name for _, _, operation in found for name in [operation["operationId"]] if not operation.get("summary")] == []


@pytest.mark.parametrize("token", [None, "Bearer x", "Bearer " + "A" * 43, "Basic eDp5", "Bearer ø".encode().decode("latin-1")])
def test_nobody_gets_in_without_a_token(shared, description, token):
    headers = {"Authorization": token} if token else {}
    for path, method, operation in operations(description):
        if method != "get" or operation.get("security") == [] or "{" in path:
            continue
        status, answer, body = shared.fetch(path, headers=headers)
        assert status == 401, path
        assert answer["Content-Type"].startswith("application/problem+json"), path
        problem = json.loads(body)
        assert problem["status"] == 401 and problem["title"] and problem["type"], path


def test_a_token_opens_what_its_person_may_see(shared, description):
    person = next(person for person in shared.installation.people if person.token_file)
    token = Path(person.token_file).read_text().strip()
    answered = 0
    for path, method, operation in operations(description):
        if method == "get" and "{" not in path:
            needed = [one["name"] for one in operation.get("parameters", []) if one.get("required")]
            path += "?" + "&".join(f"{name}=politik" for name in needed) if needed else ""
            status, _, body = shared.fetch(path, headers={"Authorization": f"Bearer {token}"})
            assert status in (200, 403), f"{path}: {status}"
            json.loads(body)
            answered += status == 200
    assert answered


def test_a_program_gets_what_is_held_about_the_one_whose_token_it_is(shared, description):
    answers = {}
    for person in [person for person in shared.installation.people if person.token_file][:2]:
        token = Path(person.token_file).read_text().strip()
        status, headers, body = shared.fetch("/api/v1/held", headers={"Authorization": f"Bearer {token}"})
        assert status == 200 and headers["Content-Type"].startswith("application/json")
        held = json.loads(body)
        assert held["name"] == person.name
        answers[held["person"]] = held
        shape = {"$ref": "#/components/schemas/Held", "components": description["components"]}
        faults = [error.message for error in OAS31Validator(shape).iter_errors(held)]
        assert not faults, faults[:5]
        entries = [entry for kind in held["kinds"] for entry in kind["entries"]]
        assert entries and all(len(kind["entries"]) == kind["count"] and kind["purpose"] for kind in held["kinds"])
        assert {"field": "name", "text": person.name} in [value for entry in entries for value in entry["values"]]
    assert len(answers) == 2


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_the_probes_answer_anybody(shared, path):
    assert shared.fetch(path)[0] == 200


def test_pages_carry_a_strict_policy(shared):
    status, headers, _ = shared.fetch("/")
    assert status in (200, 303)
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Server" not in headers


def test_an_address_that_does_not_exist_is_a_problem_and_not_a_page(shared):
    status, headers, body = shared.fetch("/api/v1/does-not-exist")
    assert status in (401, 404)
    assert headers["Content-Type"].startswith("application/problem+json")
    assert json.loads(body)["status"] == status


def test_two_hosts_are_a_broken_request(shared):
    address = shared.base.removeprefix("http://")
    host, port = address.split(":")
    for path in ("/log-ind", "/api/v1/units"):
        for second in ("evil.example", address):
            with socket.create_connection((host, int(port)), timeout=10) as connection:
                connection.sendall(
                    f"GET {path} HTTP/1.1\r\nHost: {address}\r\nHost: {second}\r\nConnection: close\r\n\r\n".encode())
                answer = b""
                while more := connection.recv(65536):
                    answer += more
            assert answer.startswith(b"HTTP/1.1 400"), (path, second, answer[:200])


def test_a_command_without_a_server_says_only_what_it_has_to_say(example, tmp_path):
    installation = example.copy(tmp_path / "data")
    command = [str(installation.program), "obligations", "--data", str(installation.data), "--organisation"]
    done = subprocess.run([*command, "fki"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and done.stdout and done.stderr == "", done.stderr
    for name in ("", "findes ikke"):
        done = subprocess.run([*command, name], capture_output=True, text=True, timeout=120)
        assert done.returncode == 1 and done.stdout == "" and "FKI" in done.stderr and '"level"' not in done.stderr
    verify = [str(installation.program), "ledger", "checkpoint", "--data", str(installation.data), "--organisation"]
    done = subprocess.run([*verify, "FKI"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and done.stdout.startswith("fki.example/"), done.stderr


def test_the_newest_events_of_the_example_are_peoples_work(shared):
    token = Path(shared.installation.person("administrator").token_file).read_text().strip()
    status, _, body = shared.fetch("/api/v1/entries?limit=12", headers={"Authorization": f"Bearer {token}"})
    kinds = [entry["kind"] for entry in json.loads(body)["items"]]
    assert status == 200 and len(kinds) == 12
    # Somebody new, who joined in the last week, may have got theirs.
    assert kinds.count("token.issued") <= 1 and kinds.count("person.accountOpened") <= 1, kinds


def test_a_seed_chosen_by_hand_is_refused_with_the_reason_on_the_command_line(example, tmp_path):
    installation = example.copy(tmp_path / "data")
    command = [str(installation.program), "do", "controlTest.draw", "--data", str(installation.data)]
    for language, reason in (("da_DK.UTF-8", "Frøet vælges ikke."), ("en_GB.UTF-8", "The seed is not chosen.")):
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": language}
        chosen = [*command, "--organisation", "FKI", "--field", f"control_test={uuid.uuid4()}", "--field", "seed=4711"]
        done = subprocess.run(chosen, capture_output=True, text=True, timeout=120, env=environment)
        assert done.returncode == 1 and reason in done.stderr and "seed" in done.stderr, done.stderr
        assert "findes ikke" not in done.stderr and "no such field" not in done.stderr, done.stderr
    listed = subprocess.run([*command, "--fields"], capture_output=True, text=True, timeout=120)
    rows = [row.split("\t") for row in listed.stdout.splitlines()]
    assert [row[:2] for row in rows] == [["control_test", "required"], ["seed", "never"]], listed.stderr
    assert rows[1][2].startswith("Frøet vælges ikke."), rows


def test_documents_and_persons_are_found_by_name_on_the_command_line(example, tmp_path):
    installation = example.copy(tmp_path / "data")

    def vaern(*arguments, language="C.UTF-8"):
        command = [str(installation.program), *arguments, "--data", str(installation.data), "--organisation", "FKI"]
        return subprocess.run(
            command, capture_output=True, text=True, timeout=120, env={"PATH": "/usr/bin:/bin", "LC_ALL": language})

    rows = [row.split("\t") for row in vaern("document", "list").stdout.splitlines()]
    policy = next(row for row in rows if row[1] == "politik")
    assert json.loads(vaern("document", "show", policy[2], "--json").stdout)["id"] == policy[0]
    persons = [row.split("\t") for row in vaern("person", "list").stdout.splitlines()]
    assert len(persons) == len(json.loads(vaern("person", "list", "--json").stdout)["items"]) > 20
    plan = vaern("person", "erase", persons[0][1])
    assert plan.returncode == 0 and persons[0][1] in plan.stdout, plan.stderr
    for language, word in (("da_DK.UTF-8", "hedder"), ("en_GB.UTF-8", "named"), ("C.UTF-8", "hedder")):
        done = vaern("document", "show", "findes ikke", language=language)
        assert done.returncode == 1 and word in done.stderr and policy[2][:10] in done.stderr, done.stderr
