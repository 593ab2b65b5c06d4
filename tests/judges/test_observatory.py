"""MDN's HTTP Observatory grades the answers that the brands give over HTTPS."""

import json
import subprocess
from pathlib import Path

import pytest
from django.test import Client

pytestmark = [pytest.mark.judge, pytest.mark.enable_socket]
HERE = Path(__file__).parent
PRODUCTION = {
    "HTTPS": True, "SECURE_SSL_REDIRECT": True, "SECURE_HSTS_SECONDS": 31_536_000, "SESSION_COOKIE_SECURE": True,
}  # fmt: skip


def told(client: Client, brand, method: str, **extra) -> dict:
    response = client.generic(method, "/", headers={"host": brand.host}, **extra)
    scheme = "https" if extra.get("secure") else "http"
    url = response.get("Location") or f"{scheme}://{brand.host}/"
    headers = dict(response.items())
    return {"status": response.status_code, "headers": headers, "body": response.content.decode(), "url": url}


def graded(answers: dict, tools: Path) -> dict:
    ran = subprocess.run(
        ["node", str(HERE / "observatory.mjs")], input=json.dumps(answers), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def answers_of(brand) -> dict:
    client = Client()
    plain = told(client, brand, "GET")
    plain["url"] = f"http://{brand.host}/"
    return {
        "hostname": brand.host,
        "https": told(client, brand, "GET", secure=True),
        "http": plain,
        "cors": told(client, brand, "OPTIONS", secure=True),
    }


@pytest.fixture
def production(settings):
    for name, value in PRODUCTION.items():
        setattr(settings, name, value)


@pytest.fixture(autouse=True)
def _without_preload_list(tools):
    """The list of preloaded domains comes from the network; none of ours is on it."""
    listed = tools / "@mdn" / "mdn-http-observatory" / "conf" / "hsts-preload.json"
    if not listed.exists():
        listed.write_text("{}")


def test_every_brand_gets_the_best_grade(brands, production, tools):
    for brand in brands:
        answers = answers_of(brand)
        assert answers["http"]["status"] == 301
        verdict = graded(answers, tools)
        assert verdict["grade"] == "A+", verdict
        assert all(passed for _, passed, _ in verdict["tests"].values()), verdict


def test_without_its_policies_it_does_not(iduet, production, tools):
    answers = answers_of(iduet)
    for name in ("Content-Security-Policy", "Strict-Transport-Security"):
        del answers["https"]["headers"][name]
    verdict = graded(answers, tools)
    assert verdict["grade"] not in ("A+", "A")
    assert [passed for _, passed, _ in verdict["tests"].values()].count(False) >= 2
