"""Asking the API in tests. Every answer is compared with the contract, whatever the test is about."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from cms.api.router import api

ROOT = "/api/v1"


@pytest.fixture(scope="session")
def contract() -> dict:
    """The OpenAPI document."""
    return api.get_openapi_schema(path_prefix=f"{ROOT}/")


@pytest.fixture(scope="session")
def conforms(contract):
    """`conforms(response)` fails unless the contract describes the answer: its status, media type and body."""
    shapes = [(re.compile(re.sub(r"{\w+}", "[^/]+", path) + r"\Z"), path) for path in contract["paths"]]

    def check(response) -> None:
        path = next(path for shape, path in reversed(shapes) if shape.match(response.request["PATH_INFO"]))
        operations = contract["paths"][path]
        method = response.request["REQUEST_METHOD"].lower()
        described = operations.get(method, next(iter(operations.values())))["responses"]
        assert response.status_code in described, f"{path} says nothing of {response.status_code}"
        if response.status_code == 304:
            assert not response.content
            return
        media_type = response["Content-Type"]
        schema = described[response.status_code]["content"][media_type]["schema"]
        error = best_match(
            Draft202012Validator({**schema, "components": contract["components"]}).iter_errors(response.json())
        )
        assert error is None, f"{error.json_path}: {error.message[:500]}"

    return check


@pytest.fixture
def ask(conforms):
    """`ask("/brands/iduet")` gives the answer of the API host; further arguments are headers."""
    client = Client(HTTP_HOST="api.localhost:8000")

    def get(path: str, query: dict | None = None, **headers):
        response = client.get(f"{ROOT}{path}", query or {}, headers=headers)
        conforms(response)
        return response

    return get


@pytest.fixture
def send(conforms):
    """`send("/preview/exchange", {"code": …})` posts JSON to the API host; further arguments are headers."""
    client = Client(HTTP_HOST="api.localhost:8000")

    def post(path: str, body, **headers):
        response = client.post(f"{ROOT}{path}", body, content_type="application/json", headers=headers)
        conforms(response)
        return response

    return post


def problem_of(response) -> tuple[int, str]:
    """Status and name of the problem that an answer tells of."""
    return response.status_code, response.json()["type"].removeprefix(f"{ROOT}/problems/")


@pytest.fixture
def read(ask):
    """`read(path, query)` gives the body of an answer that must succeed."""

    def body(path: str, query: dict | None = None) -> dict:
        response = ask(path, query)
        assert response.status_code == 200, response.content
        return response.json()

    return body


@pytest.fixture
def refusal(ask):
    """`refusal(path, query)` gives status, name of the problem, and the parameters that it names."""

    def refused(path: str, query: dict | None = None) -> tuple[int, str, list[str]]:
        response = ask(path, query)
        problem = response.json()
        assert problem["status"] == response.status_code >= 400
        name = problem["type"].removeprefix(f"{ROOT}/problems/")
        return response.status_code, name, [error["parameter"] for error in problem["errors"]]

    return refused


@pytest.fixture
def queries_of(ask):
    """`queries_of(path, query)` counts the queries of an answer, once the process has read what it reads once."""

    def count(path: str, query: dict | None = None) -> int:
        assert ask(path, query).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            ask(path, query)
        return len(captured)

    return count
