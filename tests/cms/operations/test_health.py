"""Live, ready, and what is told to whom."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from cms.changes.models import Purge
from cms.operations import health
from cms.operations.management.commands import run_scheduler, run_worker
from cms.operations.models import LastDone

HOSTS = ("iduet.localhost:8000", "desk.localhost:8000", "api.localhost:8000", "10.0.0.7:8000", "anything.example")


@pytest.fixture
def ask(client, brands):
    return lambda path, host=HOSTS[0], **headers: client.get(path, headers={"host": host, **headers})


@pytest.mark.parametrize("host", HOSTS)
def test_every_host_answers(ask, host):
    assert ask("/health/live", host).content == b"ok\n"
    answer = ask("/health/ready", host)
    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("max-age=0")
    assert ask("/health/metrics", host).status_code == 404


def test_ready_says_what_is_wrong_and_processes_behind_stop_no_visitor(ask):
    parts = ask("/health/ready").json()["parts"]
    assert parts["database"]["ok"]
    assert parts["migrations"] == {"ok": True, "detail": "all applied"}
    assert parts["worker"] == {"ok": False, "detail": "never seen"}
    LastDone.note("worker")
    LastDone.objects.create(name="scheduler", at=timezone.now() - timedelta(minutes=9))
    parts = ask("/health/ready").json()["parts"]
    assert parts["worker"]["ok"]
    assert parts["scheduler"]["ok"] is False


def test_scheduler_and_worker_say_that_they_live(ask, monkeypatch):
    run_scheduler.give_sign()
    stopped = threading.Event()
    monkeypatch.setattr(run_worker.connections, "close_all", lambda: None)
    monkeypatch.setattr(stopped, "wait", lambda seconds: stopped.set())
    names = run_worker.Names()
    name = names.take()
    LastDone.objects.filter(name=f"worker:{name}").update(at=timezone.now() - timedelta(minutes=9))
    run_worker.give_signs("worker", stopped, names)
    assert LastDone.objects.get(name=f"worker:{name}").at > timezone.now() - timedelta(minutes=1)
    parts = ask("/health/ready").json()["parts"]
    assert parts["scheduler"]["ok"]
    assert parts["worker"]["ok"]


def test_waiting_migrations_make_it_unready(ask, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *args: ["one"])
    answer = ask("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["parts"]["migrations"]["detail"] == "1 waiting"


def test_a_full_disk_makes_it_unready(ask, monkeypatch, settings, tmp_path):
    settings.DATA_DIRECTORY = tmp_path
    monkeypatch.setattr(health, "LEAST_FREE", 1 << 62)
    assert ask("/health/ready").status_code == 503


def test_without_a_database_it_lives_and_is_not_ready(ask, monkeypatch):
    class Away:
        def ensure_connection(self):
            raise OperationalError("password=verysecret")

    monkeypatch.setattr(health, "connection", Away())
    assert ask("/health/live").status_code == 200
    answer = ask("/health/ready")
    assert answer.status_code == 503
    assert "verysecret" not in answer.text


class TestMetrics:
    def test_they_are_for_who_has_the_token(self, ask, settings):
        settings.METRICS_TOKEN = "a token for tests"
        assert ask("/health/metrics").status_code == 404
        assert ask("/health/metrics", authorization="Bearer wrong").status_code == 404
        ask("/robots.txt")
        text = ask("/health/metrics", authorization="Bearer a token for tests").text
        assert 'cms_part_ok{part="database"} 1.0' in text
        assert 'cms_answers_total{brand="iduet",kind="site",method="GET",status="200"}' in text
        assert "cms_tasks" in text

    def test_an_empty_token_opens_nothing(self, ask, settings):
        settings.METRICS_TOKEN = ""
        assert ask("/health/metrics", authorization="Bearer ").status_code == 404


class TestSecurityTxt:
    def test_each_brand_says_its_own_contact(self, ask, brands):
        for brand in brands:
            brand.email = f"veilig@{brand.key}.example"
            brand.save()
        for brand in brands:
            text = ask("/.well-known/security.txt", f"{brand.host}:8000").text
            assert f"Contact: mailto:veilig@{brand.key}.example\n" in text
            assert f"Canonical: {brand.root_url}/.well-known/security.txt" in text
            assert "Expires: " in text

    def test_the_operators_own_goes_before_and_none_is_404(self, ask, settings):
        assert ask("/.well-known/security.txt", "desk.localhost:8000").status_code == 404
        settings.SECURITY_CONTACT = "https://iduet.example/security"
        for host in HOSTS[:3]:
            assert "Contact: https://iduet.example/security\n" in ask("/.well-known/security.txt", host).text


def test_a_cache_that_forgets_nothing_is_told_after_a_while(ask):
    assert ask("/health/ready").json()["parts"]["caches"] == {"ok": True, "detail": "nothing waits"}
    row = Purge.objects.create(cache="brands", tags=["page:1"], tries=1, problem="Cloudflare answers 403: no token")
    assert ask("/health/ready").json()["parts"]["caches"]["ok"]
    Purge.objects.filter(pk=row.pk).update(made_at=timezone.now() - timedelta(minutes=6))
    told = ask("/health/ready").json()["parts"]["caches"]
    assert told == {"ok": False, "detail": "brands: Cloudflare answers 403: no token"}
