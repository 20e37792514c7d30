# SPDX-License-Identifier: MPL-2.0
"""The JSON API and the bare HTTP surface, checked by implementations that we did not write."""

import json
from pathlib import Path

import pytest
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
    for path, method, _ in operations(description):
        if method == "get" and "{" not in path:
            status, _, body = shared.fetch(path, headers={"Authorization": f"Bearer {token}"})
            assert status in (200, 403), f"{path}: {status}"
            json.loads(body)
            answered += status == 200
    assert answered


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
