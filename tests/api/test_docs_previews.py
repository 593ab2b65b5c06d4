"""docs/previews.md is true: each request in it is sent as it stands there, with a real code, token and password."""

import json
import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.previews.grants import new_code, pane_grant
from tests.factories.brands import home_of, make_editor
from tests.factories.pages import make_content

TEXT = (Path(__file__).parents[2] / "docs" / "previews.md").read_text()
EXAMPLES = re.findall(r"^\$ (curl .*)\n(.*)\n", TEXT, re.MULTILINE)
PASSWORD = "open sesame"


class Shell:
    """Sends what a curl command sends. What no text can know (code, token, key) comes from `known`."""

    def __init__(self, known: dict[str, str]):
        self.client = Client(HTTP_HOST="api.localhost:8000")
        self.known = known

    def run(self, command: str) -> str:
        for shown, real in self.known.items():
            command = command.replace(shown, real)
        words = shlex.split(command)
        address = urlsplit(next(word for word in words if word.startswith("http://api.localhost:8000/")))
        after = {word: words[place + 1] for place, word in enumerate(words[:-1]) if word in ("-H", "-X", "-d")}
        name, _, value = after.get("-H", "").partition(": ")
        response = self.client.generic(
            after.get("-X", "GET"),
            f"{address.path}?{address.query}",
            after.get("-d", ""),
            content_type=value if name == "Content-Type" else "",
            headers={name: value} if name == "Authorization" else {},
        )
        answer = response.json()
        if "token" in answer:
            self.known["TOKEN"] = answer["token"]
        return json.dumps(answer, separators=(",", ":"), ensure_ascii=False)


def looks_like(shown: str, answer: str) -> bool:
    """Whether an answer is the one shown; … stands for any signs."""
    return re.fullmatch(".*".join(map(re.escape, shown.split("…"))), answer) is not None


@pytest.fixture
def shell(iduet, finhire):
    """Finhire's contact page as a draft in its editor's pane, and a page of Iduet behind a password."""
    draft = make_content(home_of(finhire, "en"), "Contact", slug="contact")
    code = new_code(pane_grant(make_editor(finhire), finhire, draft))
    locked = make_content(home_of(iduet, "en"), "An offer", slug="offer")
    PageViewRestriction.objects.create(page=locked, restriction_type="password", password=PASSWORD)
    return Shell({'"CODE"': f'"{code}"', "/pages/12/": f"/pages/{locked.pk}/", "…": PASSWORD})


def test_there_are_as_many_as_were_written():
    assert len(EXAMPLES) == TEXT.count("\n$ curl") == 5


def test_each_request_has_the_answer_that_is_shown(shell):
    for command, shown in EXAMPLES:
        answer = shell.run(command)
        expected = shown.replace("/pages/12/", shell.known["/pages/12/"])
        assert looks_like(expected, answer), f"{command}\n{answer}"


def test_a_wrong_answer_would_be_seen():
    assert not looks_like('{"a":1,…}', '{"a":2,"b":3}')
    assert looks_like('{"a":1,…}', '{"a":1,"b":3}')
