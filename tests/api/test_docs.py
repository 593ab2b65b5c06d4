"""docs/api.md is true: every request in it is asked of the demo, and every answer compared with what it shows."""

import json
import re
import shlex
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from brands.models import Brand
from cms.api.paging import MOST
from cms.changes.position import of_brand, place_of
from cms.changes.telling import told
from tests.factories.brands import remove_brands
from tests.settling import settle_all

TEXT = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
EXAMPLES = [
    (command.strip(), shown)
    for block in re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]
LEFT_OUT = "…"
COMPARISON = "/en/it-leadership-recruitment-cio-cto-and-it-managers/cio-vs-cto/"

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]


@pytest.fixture(scope="module", autouse=True)
def _demo(django_db_setup, django_db_blocker, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr("django.conf.settings.DATA_DIRECTORY", tmp_path_factory.mktemp("demo"))
        settle_all(patch)  # PostgreSQL settles nothing of a transaction that is open
        remove_brands()
        call_command("provision_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


class Shell:
    """Asks what a curl command asks. Keys differ from database to database: 42 is the comparison of the examples."""

    def __init__(self):
        self.client = Client(HTTP_HOST="api.localhost:8000")
        self.etag = ""

    def run(self, command: str) -> str:
        words = shlex.split(command.removesuffix(" | jq ."))
        assert words[0] == "curl"
        address = urlsplit(next(word for word in words if word.startswith("http://api.localhost:8000/")))
        headers = [words[place + 1] for place, word in enumerate(words) if word == "-H"]
        sent = {}
        for header in headers:
            name, _, value = header.partition(": ")
            sent[name] = value.replace(f'"{LEFT_OUT}"', self.etag)
        only_head = "-sI" in words
        ask = self.client.head if only_head else self.client.get
        path = address.path.replace("/pages/42", f"/pages/{self.key()}")
        query = address.query.replace(f"after={LEFT_OUT}", f"after={self.first_place()}")
        response = ask(f"{path}?{query}", headers=sent)
        self.etag = response.get("ETag", "")
        if only_head:
            lines = [f"{name}: {value}" for name, value in response.items()]
            return "\n".join([f"HTTP/1.1 {response.status_code} {response.reason_phrase}", *sorted(lines)]) + "\n"
        assert command.endswith(" | jq .")
        return json.dumps(response.json(), indent=2, ensure_ascii=False) + "\n"

    def first_place(self) -> str:
        """What a reader of Iduet kept long ago, of what is no page's."""
        iduet = Brand.objects.get(key="iduet")
        rows = of_brand(iduet).order_by("pk")
        return next(
            place_of(last)
            for last, following in pairwise(rows)
            if any(one.row.kind == "changed" and one.page is None for one in told(iduet, [following]))
        )

    def key(self) -> int:
        answer = self.client.get("/api/v1/brands/iduet/resolve", {"path": COMPARISON}).json()
        return answer["page"]["id"]


def keyless(text: str) -> str:
    """The text without what differs from database to database: keys."""
    text = re.sub(r'("id": )\d+', r"\g<1>0", text)
    return re.sub(r'^( *)"\d+": {$', r'\g<1>"0": {', text, flags=re.MULTILINE)


def pattern(shown: str) -> re.Pattern:
    """What an answer must look like: a line that is nothing but … stands for lines, one inside a line for signs."""
    lines = []
    for line in shown.splitlines():
        if line.strip() == LEFT_OUT:
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(".*".join(map(re.escape, line.split(LEFT_OUT))) + r"\n")
    return re.compile("".join(lines))


def sorted_head(shown: str) -> str:
    """Headers come in no order; the shown ones are put into that of the answer."""
    first, *rest = shown.splitlines()
    names = sorted(line for line in rest if line != LEFT_OUT)
    return "\n".join([first, LEFT_OUT, *(line for name in names for line in (name, LEFT_OUT))]) + "\n"


class TestExamples:
    def test_there_are_as_many_as_were_written(self):
        assert len(EXAMPLES) == TEXT.count("\n$ curl")
        assert len(EXAMPLES) >= 12

    def test_each_request_has_the_answer_that_is_shown(self):
        shell = Shell()
        for command, shown in EXAMPLES:
            answer = keyless(shell.run(command))
            expected = keyless(sorted_head(shown) if shown.startswith("HTTP/") else shown)
            assert pattern(expected).fullmatch(answer), f"{command}\n{answer}"

    def test_a_wrong_answer_would_be_seen(self):
        assert not pattern('{\n  "a": 1\n}\n').fullmatch('{\n  "a": 2\n}\n')
        assert not pattern('{\n  …\n  "b": "x…"\n}\n').fullmatch('{\n  "a": 1,\n  "b": "y"\n}\n')
        assert pattern('{\n  …\n  "b": "x…"\n}\n').fullmatch('{\n  "a": 1,\n  "b": "xyz"\n}\n')


class TestStatements:
    def test_limits(self):
        assert f"A list answers at most {MOST} items" in TEXT
        (requests,) = re.findall(r"^API_REQUESTS_PER_MINUTE=(\d+)$", Path(".env.example").read_text(), re.MULTILINE)
        assert f"One client may send {requests} requests a minute" in TEXT

    def test_every_status_of_the_contract_is_explained(self, contract):
        table = TEXT[TEXT.index("| status |") :]
        for methods in contract["paths"].values():
            for status in methods.get("get", {}).get("responses", {}):
                assert status in (200, 304) or re.search(rf"^\|.*\b{status}\b.*\|", table, re.MULTILINE), status
