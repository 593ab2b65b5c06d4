"""The command-line client of Wagtail's write API makes, fills and publishes a comparison, and meets the gate."""

import json
from functools import partial

import httpx
import pytest
from django.core.wsgi import get_wsgi_application
from typer.testing import CliRunner
from wagtail.models import APIToken, Page
from wagtail_cli.cli import main as client

from cms.changes.models import Change
from tests.connections import one_connection
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_specialism

NOT_FOUND = 6  # the client's exit status
REFUSED = 7


@pytest.fixture
def wt(iduet, finhire, publisher_of, monkeypatch, tmp_path):
    """`wt("pages", "list")` runs the client as a publisher of Iduet; its exit status, and what it printed.

    It talks to the application itself in place of a socket.
    """
    _, token = APIToken.create_token(user=publisher_of(iduet), name="client")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(httpx, "Client", partial(httpx.Client, transport=httpx.WSGITransport(get_wsgi_application())))
    environment = {
        "HOME": str(tmp_path),
        "WAGTAIL_CLI_BASE_URL": "http://desk.localhost:8000/api/v3-preview/",
        "WAGTAIL_CLI_TOKEN": token,
    }

    def run(*arguments: str, expects: int = 0):
        with one_connection():
            done = CliRunner().invoke(client.app, ["--json", "api", *arguments], env=environment)
        assert done.exit_code == expects, done.output
        if expects:
            return json.loads(done.stderr.partition("\n")[2])
        return json.loads(done.stdout)

    return run


def test_a_comparison_is_made_filled_and_published(wt, iduet, site_client, tmp_path):
    roles = [make_role("CIO"), make_role("CTO", brand=iduet)]
    make_specialism(home_of(iduet), "Leadership", slug="leadership")
    assert wt("whoami")["user"]["email"] == "publisher@iduet.localhost"
    assert "comparisons.ComparisonPage" in {one["name"] for one in wt("schema", "list")["types"]}

    made = wt("pages", "create", "comparisons.ComparisonPage", "--parent", "/leadership/", "--title", "CIO or CTO")
    key = str(made["id"])
    assert wt("pages", "publish", key, expects=REFUSED)["errors"][0]["loc"] == ["roles"]

    (tmp_path / "introduction.md").write_text("Which of the **two**?")
    rows = [{"criterion": "Focus", "cells": {str(role.translation_key): "business" for role in roles}}]
    table = {"heading": "Table", "caption": "Side by side", "rows": rows}
    (tmp_path / "body.json").write_text(json.dumps([{"type": "criteria_table", "value": table}]))
    chosen = json.dumps([{"type": "role", "value": role.pk} for role in roles])
    fields = ("introduction:@introduction.md", "body:@body.json", f"roles:{chosen}")
    wt("pages", "update", key, *(part for field in fields for part in ("--field", field)), "--publish", "--yes")

    assert Change.objects.filter(kind=Change.Kind.PUBLISHED, object_id=key).exists()
    text = site_client(iduet, "/leadership/cio-or-cto/").content.decode()
    assert all(words in text for words in ("CIO or CTO", "Side by side", "business", "<b>two</b>"))
    listed = wt("pages", "list", "--type", "comparisons.ComparisonPage", "--site", iduet.host)
    assert [one["id"] for one in listed["items"]] == [int(key)]


def test_another_brand_is_not_there(wt, finhire):
    foreign = home_of(finhire)
    before = Page.objects.count()
    wt("pages", "get", str(foreign.pk), expects=NOT_FOUND)
    wt("pages", "list", "--site", finhire.host, expects=NOT_FOUND)
    wt("pages", "create", "pages.ContentPage", "--parent", str(foreign.pk), "--title", "New", expects=NOT_FOUND)
    role = make_role("Theirs", brand=finhire)
    roles = json.dumps([{"type": "role", "value": role.pk}])
    wt(
        "pages", "create", "comparisons.ComparisonPage", "--parent", "/", "--title", "New", "--field", f"roles:{roles}",
        expects=NOT_FOUND,
    )  # fmt: skip
    assert Page.objects.count() == before
