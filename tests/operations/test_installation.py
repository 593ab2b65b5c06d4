"""The services of compose.yaml, running: what each answers, what public sites may not, two nodes on one database."""

import time
from urllib.parse import urlencode

import pytest

from tests.installation import BRANDS, Answer, ask, linked

pytestmark = [pytest.mark.crawl, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

FORM = """
from brands.models import Brand
from tests.factories.enquiries import make_form
print(make_form(Brand.objects.get(key={key!r})).key)
"""
COOKIE = """
from brands.models import Brand
from tests.cms.consent.test_cookies import make_cookie
make_cookie(Brand.objects.get(key={key!r}), "_visits", "analytics", nl="Telt bezoeken", en="Counts visits")
"""
COUNT = "SELECT count(*) FROM {table} WHERE brand_id = (SELECT id FROM brands_brand WHERE key = '{key}')"
PUBLISH = """
from cms.pages.models import ContentPage
from wagtail.models import Page
page = ContentPage.objects.get(slug="pagina", title__endswith={brand!r})
page.introduction = {words!r}
page.save_revision().publish()
"""

PATIENCE = 10  # seconds


def send(port: int, host: str, path: str, **fields: str) -> Answer:
    headers = {"Content_Type": "application/x-www-form-urlencoded", "Origin": f"https://{host}"}
    return ask(port, host, path, "POST", urlencode(fields).encode(), Sec_Fetch_Site="same-origin", **headers)


def test_two_deployments_at_once_migrate_once(installation):
    """Different hosts on one empty database: one migrates, the other waits and finds it done."""
    logs = [desk.log.read_text() for desk in installation.desks]
    assert sum("Migrate the database" in log for log in logs) == 1
    assert all("Traceback" not in log for log in logs)


def test_the_desk_sees_worker_and_scheduler(installation):
    deadline = time.monotonic() + 60
    while True:
        parts = ask(installation.desks[0].port, "localhost", "/health/ready").data["parts"]
        if parts["worker"]["ok"] and parts["scheduler"]["ok"]:
            break
        assert time.monotonic() < deadline, parts
        time.sleep(0.5)
    assert parts["database"]["ok"]
    assert parts["migrations"]["ok"]
    assert ask(installation.desks[0].port, "desk.iduet.example", "/admin/login/").status == 200


@pytest.mark.parametrize("key", BRANDS)
def test_sites_answer_what_visitors_ask(installation, key):
    host = f"www.{key}.example"
    for node in installation.nodes:
        for path in (
            "/",
            "/pagina/",
            "/en/",
            "/sitemap.xml",
            "/robots.txt",
            "/theme.css",
            "/pagina.md",
            "/en/search/?q=pagina",
        ):
            assert ask(node.port, host, path).status == 200, path
        for path in ("pages", "layout", "sitemap", "roles", "questions", "search?q=pagina", "changes", "redirects"):
            assert ask(node.port, "api.iduet.example", f"/api/v1/brands/{key}/{path}").status == 200, path
        for path in ("/admin/", "/admin/login/", "/nowhere/"):
            assert ask(node.port, host, path).status == 404, path
        assert ask(node.port, "desk.iduet.example", "/admin/login/").status == 404
        assert ask(node.port, f"{key}.example.org", "/").status == 404


@pytest.mark.parametrize("key", ["iduet", "finhire"])
def test_visitors_write_enquiries_and_receipts(installation, key):
    installation.tell(FORM.format(key=key))
    installation.tell(COOKIE.format(key=key))
    host, node = f"www.{key}.example", installation.nodes[0].port
    answers = {
        "name": "Jan",
        "email": "jan@example.com",
        "message": f"Aan {key}",
        "consent": "on",
        "consent_version": "1",
    }
    for _ in range(2):  # sent twice by mistake
        assert send(node, host, "/_form/contact/", **answers).status == 303
    assert send(node, host, "/_cookies/", choice="accept", back="/").status == 303
    for table in ("enquiries_enquiry", "consent_receipt"):
        assert installation.sql(COUNT.format(table=table, key=key)) == [(1,)], table


def test_who_takes_public_sites_over_reads_no_visitor_and_writes_no_content(installation):
    with linked(installation.sites_url) as link:
        for statement in (
            "SELECT answers FROM enquiries_enquiry", "SELECT args_kwargs FROM django_tasks_database_dbtaskresult",
            "SELECT password FROM accounts_user", "SELECT * FROM django_session", "SELECT * FROM axes_accessattempt",
            "UPDATE enquiries_enquiry SET email = ''", "DELETE FROM consent_receipt",
            "UPDATE wagtailcore_page SET title = ''",
            "INSERT INTO media_rendition (file) VALUES ('')", "CREATE TABLE mine (a int)",
        ):  # fmt: skip
            with pytest.raises(Exception, match="permission denied"):
                link.execute(statement)


def test_both_nodes_show_what_was_published(installation):
    """Two hosts of public sites, each with a store of its own. The bound is for a machine that does much else."""
    host = "www.iduet.example"
    for node in installation.nodes:
        assert ask(node.port, host, "/pagina/").status == 200
        ask(node.port, host, "/pagina/")  # now from the store
    words = f"Net gepubliceerd {time.time_ns()}"
    installation.tell(PUBLISH.format(brand="Iduet", words=words))
    told = time.monotonic()
    waiting = {node.port for node in installation.nodes}
    while waiting:
        waiting -= {port for port in waiting if words in ask(port, host, "/pagina/").text}
        assert not waiting or time.monotonic() - told < PATIENCE, waiting
    print(f"\nBoth nodes {1000 * (time.monotonic() - told):.0f} ms after the command that published had ended")


def test_sites_wrote_nothing_where_they_only_read(installation):
    log = "".join(node.log.read_text() for node in installation.nodes)
    for words in ("Traceback", "Read-only", "permission denied", "are not counted", "could not be written"):
        assert words not in log, log[-3000:]
