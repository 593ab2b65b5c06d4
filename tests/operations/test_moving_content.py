"""Content moves in the desk from one running installation to another: a browser, TLS by nginx, and real workers."""

import re
import time

import pytest
from django_otp.oath import TOTP

from tests.chromium import chromium, patient
from tests.factories.brands import PASSWORD
from tests.installation import Installation, front, installed, linked

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

HOST = "desk.iduet.example"
PERSON = "publisher@finhire.localhost"
KEY = "3132333435363738393031323334353637383930"
PEOPLE = f"""
from brands.models import Brand
from django_otp.plugins.otp_totp.models import TOTPDevice
from tests.factories.brands import make_publisher
person = make_publisher(Brand.objects.get(key="finhire"))
TOTPDevice.objects.create(user=person, key="{KEY}", confirmed=True, name="app")
print(person.email)
"""
WORDS = """
from brands.models import Brand
from home.provisioning.teams import brand_collection
from tests.factories.brands import home_of
from tests.factories.media import make_image
from tests.factories.pages import make_content
brand = Brand.objects.get(key="finhire")
picture = make_image("Brug", collection=brand_collection(brand), size=(640, 360))
page = make_content(home_of(brand), "Verhuisd", slug="verhuisd", hero_image=picture)
make_content(page, "Eronder", slug="eronder")
"""
FOUND = """
from cms.media.models import MediaImage
from wagtail.models import Page
pages = Page.objects.filter(slug__in=["verhuisd", "eronder"])
pictures = MediaImage.objects.filter(title="Brug")
print([page.live for page in pages.order_by("slug")], [each.file.storage.size(each.file.name) > 0 for each in pictures])
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Two installations of the same brands, of which the first has pages that the second lacks. No worker runs yet."""
    with installed(tmp_path_factory.mktemp("here")) as here:
        here.manage("migrate", "--verbosity=0")
        here.make_brands()
        assert here.tell(PEOPLE) == PERSON
        with linked(here.owner_url) as link:
            link.execute("CREATE DATABASE elsewhere TEMPLATE platform OWNER platform")
        url = here.database_url.removesuffix("platform") + "elsewhere"
        there = Installation(tmp_path_factory.mktemp("there"), url, here.sites_url, here.owner_url)
        try:
            here.tell(WORDS)
            for each in (here, there):
                each.desks.append(each.start("desk", WEB_WORKERS="1"))
            yield here, there
        finally:
            there.stop()


class Window:
    """A browser's window at the desk of an installation, behind its nginx."""

    def __init__(self, browser):
        self.context = browser.new_context(locale="en", ignore_https_errors=True, accept_downloads=True)
        self.page = patient(self.context.new_page())
        self.page.goto(f"https://{HOST}/admin/login/")

    def sign_in(self) -> None:
        self.page.get_by_label("E-mail address").fill(PERSON)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(re.compile("/admin/second-factor/"))
        totp = TOTP(bytes.fromhex(KEY))
        totp.time = time.time()
        self.page.get_by_role("textbox", name="Code").fill(f"{totp.token():06d}")
        self.page.get_by_role("button", name="Continue").click()
        self.page.wait_for_url(f"https://{HOST}/admin/")

    def cookies(self) -> dict:
        return {each["name"]: each for each in self.context.cookies()}


@pytest.fixture
def opened(tmp_path):
    """`opened(installation)` gives a window at its desk; one at a time."""
    doing = []

    def open_at(installation: Installation) -> Window:
        close()
        folder = tmp_path / installation.folder.name
        folder.mkdir()
        desk = installation.desks[0].port
        doing.append(front(folder, [desk], desk))
        secured, _plain = doing[-1].__enter__()
        doing.append(chromium(f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{secured}"))
        return Window(doing[-1].__enter__())

    def close() -> None:
        while doing:
            doing.pop().__exit__(None, None, None)

    yield open_at
    close()


def test_a_brand_moves_from_desk_to_desk(two, opened, tmp_path):
    here, there = two
    window = opened(here)
    assert set(window.cookies()) == {"__Host-csrftoken"}
    window.sign_in()
    cookies = window.cookies()
    assert set(cookies) == {"__Host-csrftoken", "__Host-desk"}
    for each in cookies.values():  # as a browser keeps it: of this host alone, never over plain http
        assert (each["secure"], each["path"], each["domain"]) == (True, "/", HOST)
    assert cookies["__Host-desk"]["httpOnly"]

    page = window.page
    page.goto(f"https://{HOST}/admin/parcels/")
    page.get_by_role("button", name="Make the archive").click()
    page.get_by_text("The archive is being made.").wait_for()
    assert page.locator('meta[http-equiv="refresh"]').count() == 1
    here.worker = here.start("worker")
    page.get_by_text("The archive holds").wait_for()  # the page looked again by itself
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the archive").click()
    archive = tmp_path / download.value.suggested_filename
    download.value.save_as(archive)
    assert archive.name.startswith("finhire-")

    window = opened(there)
    window.sign_in()
    page = window.page
    page.goto(f"https://{HOST}/admin/parcels/")
    page.locator('input[type="file"]').set_input_files(archive)
    page.locator('input[name="bring_in-publish"]').check()
    page.get_by_role("button", name="Try it").click()
    page.get_by_text("It is being tried. Nothing is changed.").wait_for()
    there.worker = there.start("worker")
    page.get_by_text("It was tried, and nothing is changed yet.").wait_for()
    assert page.get_by_role("row", name=re.compile("Verhuisd")).get_by_text("Brug").count() == 1
    assert there.tell(FOUND) == "[] []"
    page.get_by_role("button", name="Bring it in").click()
    page.get_by_text("It was brought in.").wait_for()
    assert page.get_by_role("button", name="Bring it in").count() == 0
    assert there.tell(FOUND) == "[True, True] [True]"
