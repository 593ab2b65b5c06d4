"""Compose file, units and web server's settings: valid, and of one mind with what the platform reads."""

import os
import re
import subprocess
import sys

import pytest
import yaml
from compose_spec import PyCompose
from django.conf import settings

DEPLOY = settings.BASE_DIR / "deploy"
SERVICES = {"sites", "desk", "worker", "scheduler", "mirror", "database", "nginx"}


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((settings.BASE_DIR / "compose.yaml").read_text())


def names_that_are_read() -> set[str]:
    example = (settings.BASE_DIR / ".env.example").read_text()
    return set(re.findall(r"^([A-Z0-9_]+)=", example, re.MULTILINE))


def test_the_compose_file_is_valid(compose):
    parsed = PyCompose.from_yaml(yaml.safe_dump(compose))  # with what the services share put into each
    for check in (parsed.validate_networks, parsed.validate_secrets, parsed.validate_volumes):
        check()
    assert set(compose["services"]) == SERVICES


def test_its_names_are_those_that_the_platform_reads(compose):
    known = names_that_are_read()
    for name in ("sites", "desk", "worker", "scheduler", "mirror"):
        given = {key.removesuffix("_FILE") for key in compose["services"][name]["environment"]}
        assert given <= known
    example = (DEPLOY / "platform.env.example").read_text()
    assert set(re.findall(r"^([A-Z0-9_]+)=", example, re.MULTILINE)) <= known
    for unit in (DEPLOY / "systemd").glob("*.service"):
        lines = re.findall(r"^Environment=(.*)", unit.read_text(), re.MULTILINE)
        assert set(re.findall(r"([A-Z_]+)=", " ".join(lines))) <= known


def test_public_sites_and_the_mirror_have_the_lesser_role_and_write_responses_only(compose):
    for service in (compose["services"]["sites"], compose["services"]["mirror"]):
        assert service["environment"]["SERVE"] == "sites"
        assert service["secrets"] == ["sites_database_url", "secret_key"]
        assert service["volumes"] == ["data:/data:ro", "responses:/data/responses"]
    assert "responses:/data/responses:ro" in compose["services"]["nginx"]["volumes"]
    assert compose["services"]["database"]["networks"] == ["inside"]
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["nginx"]


def test_nginx_knows_four_domains_desk_and_api_and_says_who_asks():
    text = (DEPLOY / "nginx" / "platform.conf").read_text()
    blocks = [block for block in text.split("\nserver {") if "listen 443 ssl;" in block]
    assert len(blocks) == 6
    for block in blocks:
        assert "proxy_set_header X-Forwarded-For $remote_addr;" in block
        assert "proxy_set_header X-Forwarded-Proto $scheme;" in block
        assert "proxy_set_header Host $host;" in block
        assert "location ^~ /health/ { return 404; }" in block
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("part", ["http", "site"])
def test_what_nginx_is_told_of_the_mirror_is_what_the_platform_answers(part, tmp_path):
    done = start(
        "import os",
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'cms.settings.production'",
        "from django.core.management import execute_from_command_line",
        f"execute_from_command_line(['manage.py', 'mirror', 'nginx', '--part', '{part}'])",
        HTTPS="1", DATA_DIR=str(tmp_path),
    )  # fmt: skip
    assert (DEPLOY / "nginx" / f"mirror-{part}.conf").read_text() == done.stdout, done.stderr[-2000:]
    text = (DEPLOY / "nginx" / "platform.conf").read_text()
    assert text.count("include /etc/nginx/platform/mirror-site.conf;") == 5
    assert text.count("include /etc/nginx/platform/mirror-http.conf;") == 1


def start(*code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 50, "DATABASE_URL": "sqlite://:memory:", "HTTPS": "0"}
    command = [sys.executable, "-c", "\n".join(code)]
    return subprocess.run(
        command, env={**own, **environment}, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )


@pytest.mark.crawl
def test_sites_have_no_admin_no_sessions_and_no_way_to_sign_in(tmp_path):
    done = start(
        "import os, django",
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'cms.settings.production'",
        "django.setup()",
        "from django.conf import settings",
        "from django.core.handlers.wsgi import WSGIHandler",
        "from django.test import Client",
        "from django.urls import get_resolver",
        "print([name for name in settings.MIDDLEWARE if any(w in name.lower() for w in "
        "('session', 'auth', 'csrf', 'message', 'axes', 'accounts', 'desk', 'secondfactor'))])",
        "names = {str(p.pattern) for p in get_resolver(settings.ROOT_URLCONF).url_patterns}",
        "print([name for name in names if 'admin' in name or 'v3' in name])",
        "from django.core.management import call_command",
        "call_command('migrate', verbosity=0)",
        "asks = Client(HTTP_HOST='desk.localhost')",
        "print([asks.get(path).status_code for path in ('/', '/admin/', '/admin/login/', '/api/v3-preview/')])",
        "print(asks.get('/health/live').status_code)",
        SERVE="sites", DATA_DIR=str(tmp_path), WAGTAIL_API_V3="1",
    )  # fmt: skip
    assert done.stdout.splitlines() == ["[]", "[]", "[404, 404, 404, 404]", "200"], done.stderr[-2000:]


@pytest.mark.parametrize(("name", "value"), [("SERVE", "everything"), ("LOG_FORMAT", "xml"), ("RUN", "web,wroker")])
def test_what_is_misspelt_stops_the_start_with_a_sentence(name, value, tmp_path):
    done = start("from cms.settings import environment", DATA_DIR=str(tmp_path), **{name: value})
    assert done.returncode
    assert f"{name} is “" in done.stderr
    assert "It may be" in done.stderr


def test_a_data_directory_that_is_not_there_is_said_in_a_sentence(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "showmigrations"],
        env={"PATH": os.environ["PATH"], "SECRET_KEY": "x", "DATABASE_URL": "", "DATA_DIR": str(tmp_path / "none")},
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert (
        done.stderr.strip() == f"There is no folder {tmp_path / 'none'}: make it, or set DATA_DIR to one that exists."
    )
