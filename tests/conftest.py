"""Fixtures of the whole suite. There are always two brands in the database, so that a leak cannot hide."""

import gc
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import set_urlconf
from django.utils import translation
from xdist.scheduler import LoadFileScheduling

from brands.models import Brand
from tests.factories.brands import (
    PASSWORD,
    make_administrator,
    make_brand,
    make_editor,
    make_librarian,
    make_publisher,
    remove_brands,
)
from tests.provisioned import provisioned


def pytest_addoption(parser):
    parser.addoption(
        "--every-page", action="store_true", help="judges read every page in both languages, not one of each type"
    )


class Sharing(LoadFileScheduling):
    """Deals out files, and these folders whole: their tests share sites and visits, or build in one place."""

    WHOLE = ("tests/judges/", "tests/clients/")

    def _split_scope(self, nodeid: str) -> str:
        whole = [folder for folder in self.WHOLE if nodeid.startswith(folder)]
        return whole[0] if whole else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Sharing(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_finish(session):
    """What is imported by now stays: a search for garbage that passes it over is a tenth of the run shorter."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _remove_media():
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def _addresses_of_nobody():
    """A test begins as a request does: a request that failed within another test leaves its site's addresses."""
    set_urlconf(None)


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory):
    """`demo_data(folder)` fills the data folder of a platform that a test starts with the demo's brands and pages."""

    def fill(folder: Path) -> None:
        base = tmp_path_factory.getbasetemp()
        run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
        shutil.copytree(provisioned(run), folder, dirs_exist_ok=True)

    return fill


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Two brands stand in the database before the first test, since making them is most of what a test would do."""
    with django_db_blocker.unblock():
        for key in ("iduet", "finhire"):
            make_brand(key)


@pytest.fixture
def iduet(db):
    """A brand in Dutch and English."""
    return Brand.objects.get(key="iduet")


@pytest.fixture
def finhire(db):
    """A second brand in Dutch and English."""
    return Brand.objects.get(key="finhire")


@pytest.fixture
def no_brands(db):
    """The database as migrations leave it, but for Wagtail's welcome page: for tests of what makes brands."""
    remove_brands()


@pytest.fixture
def brands(iduet, finhire):
    """Both brands."""
    return iduet, finhire


@pytest.fixture
def site_client(client):
    """`site_client(brand, path)` reads a page on the brand's own host."""

    def get(brand, path, method="get", **extra):
        return getattr(client, method)(path, headers={"host": f"{brand.host}:8000"}, **extra)

    return get


@pytest.fixture
def desk_client():
    """`desk_client(user)` gives a client that is signed in at the desk: a browser of that person's own.

    It asks for the language that is active when it is made, as somebody who has set none in her account.
    """

    def sign_in(user):
        client = Client(HTTP_HOST="desk.localhost:8000", HTTP_ACCEPT_LANGUAGE=translation.get_language())
        assert client.login(username=user.email, password=PASSWORD)
        return client

    return sign_in


@pytest.fixture
def editor_of():
    """Makes an editor of a brand."""
    return make_editor


@pytest.fixture
def publisher_of():
    """Makes a publisher of a brand."""
    return make_publisher


@pytest.fixture
def librarian(brands):
    """Looks after the group's originals."""
    return make_librarian()


@pytest.fixture
def administrator(brands):
    """May do everything."""
    return make_administrator()
