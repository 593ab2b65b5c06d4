"""Asking Wagtail's write API in tests, with a token of somebody's own."""

import json

import pytest
from django.test import Client
from wagtail.models import APIToken

ROOT = "/api/v3-preview"


class Asking:
    """Asks with a person's token: `asking.get(path, query)`, `asking.post(path, body)` and so on."""

    def __init__(self, user=None, token: str | None = None):
        if user is not None:
            _, token = APIToken.create_token(user=user, name="tests")
        headers = {"authorization": f"Bearer {token}"} if token else {}
        self.client = Client(HTTP_HOST="desk.localhost:8000", headers=headers)

    def get(self, path: str, query: dict | None = None):
        return self._checked(self.client.get(f"{ROOT}{path}", query or {}))

    def post(self, path: str, body=None, **headers):
        return self._sent("post", path, body, headers)

    def patch(self, path: str, body=None, **headers):
        return self._sent("patch", path, body, headers)

    def put(self, path: str, body=None):
        return self._sent("put", path, body)

    def delete(self, path: str, **headers):
        return self._checked(
            self.client.delete(
                f"{ROOT}{path}", headers={name.replace("_", "-"): value for name, value in headers.items()}
            )
        )

    def raw(self, method: str, path: str, body: bytes, headers: dict | None = None):
        sent = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        return self._checked(
            self.client.generic(method.upper(), f"{ROOT}{path}", body, "application/json", headers=sent)
        )

    def upload(self, path: str, data: dict):
        return self._checked(self.client.post(f"{ROOT}{path}", data))

    def _sent(self, method: str, path: str, body, headers: dict | None = None):
        raw = b"" if body is None else json.dumps(body).encode()
        return self.raw(method, path, raw, headers)

    @staticmethod
    def _checked(response):
        """Every refusal is a problem document, and no answer may be kept."""
        assert response.status_code < 500
        if response.status_code >= 400:
            assert response["Content-Type"] == "application/problem+json"
            assert response.json()["status"] == response.status_code
        assert response["Cache-Control"] == "private, no-store"
        return response


@pytest.fixture
def asking(brands):
    """`asking(user)` asks with a new token of that person; `asking()` without one."""
    return Asking


@pytest.fixture
def publishers(brands, publisher_of, asking):
    """A publisher's token of each brand."""
    return [asking(publisher_of(brand)) for brand in brands]


@pytest.fixture
def editors(brands, editor_of, asking):
    """An editor's token of each brand."""
    return [asking(editor_of(brand)) for brand in brands]


def nothing(response) -> bool:
    """Whether an answer says that there is nothing, in the words for what was never there."""
    body = response.json()
    return response.status_code == 404 and (
        body["detail"] == "Not found" or body["errors"][0]["msg"] == "There is no such thing."
    )
