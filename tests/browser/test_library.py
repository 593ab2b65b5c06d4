"""The library in the real desk: a brand's own words, the group's changes, and a typo that is suggested away."""

import json
import logging
import urllib.request
from urllib.parse import urlsplit

import pytest

from tests.chromium import wait_until_kept

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

FIND = """
import json
from cms.library.models import Role, Question
role = Role.objects.get(short_name="CTO", brand=None, locale__language_code="nl")
question = Question.objects.get(question="Wat is Iduet Group?", brand=None)
from wagtail.models import Page
page = Page.objects.get(slug="veelgestelde-vragen", path__startswith=Page.objects.get(slug="gridmasters-nl").path)
from brands.models import Brand
print(json.dumps({"role": role.pk, "question": question.pk, "page": page.pk,
                  "brands": {brand.key: brand.pk for brand in Brand.objects.all()}}))
"""
# A page of each brand that shows the role CTO.
SHOWS_CTO = {"gridmasters": "warmte-en-energiemanagement", "iduet": "cio-vs-cto"}


@pytest.fixture(scope="module")
def known(desk):
    return json.loads(desk.manage("shell", "--no-imports", "-c", FIND).strip().splitlines()[-1])


def read(desk, brand: str) -> str:
    """The brand's page with the role, as a visitor gets it."""
    of_brand = f"slug='{SHOWS_CTO[brand]}', locale__language_code='nl'"
    find = f"from wagtail.models import Page; print(Page.objects.get({of_brand}).specific.full_url)"
    place = urlsplit(desk.find(find).splitlines()[-1])
    ask = urllib.request.Request(f"http://127.0.0.1:{desk.port}{place.path}", headers={"Host": place.netloc})
    with urllib.request.urlopen(ask, timeout=60) as answer:  # noqa: S310 - loopback
        return answer.read().decode()


def publish(window) -> None:
    window.locator("footer [data-w-dropdown-target=toggle]").click()
    with window.expect_navigation():
        window.locator("[name=action-publish]").click()


class Clicks:
    """Clicks as a person does, counted."""

    def __init__(self):
        self.number = 0

    def __call__(self, target) -> None:
        self.number += 1
        target.click()


def test_own_words_on_ones_own_brand_and_the_groups_change_in_the_inbox(desk, signed_in, known):
    roles = f"{desk.address}/admin/snippets/library/role"
    window = signed_in("publisher@gridmasters.localhost")
    window.goto(f"{roles}/add/?original={known['role']}&brand={known['brands']['gridmasters']}&locale=nl")
    field = window.locator("[data-own-field]", has=window.locator("[name=tagline]"))
    line = window.locator("[name=tagline]")
    assert not line.is_visible()
    groups = field.locator(".own-field__text").inner_text().strip()
    switch = field.locator(".own-field__switch button")
    switch.focus()
    window.keyboard.press("Enter")
    assert line.input_value() == groups
    window.keyboard.press("Control+A")  # the field has the focus
    window.keyboard.type("Zegt Gridmasters zelf")
    switch.press("Enter")  # follow again …
    assert not line.is_visible()
    switch.press("Enter")  # … and not after all: nothing is lost
    assert line.input_value() == "Zegt Gridmasters zelf"
    publish(window)
    assert "Zegt Gridmasters zelf" in read(desk, "gridmasters")
    assert "Zegt Gridmasters zelf" not in read(desk, "iduet")
    assert groups in read(desk, "iduet")

    librarian = signed_in("librarian@desk.localhost")
    librarian.goto(f"{roles}/edit/{known['role']}/")
    librarian.fill("[name=tagline]", "Zegt de groep nu")
    publish(librarian)
    assert "Zegt de groep nu" in read(desk, "iduet")
    assert "Zegt Gridmasters zelf" in read(desk, "gridmasters")

    other = signed_in("editor@iduet.localhost")
    assert other.locator(f"a[href='/admin/library/role/{known['role']}/brands/gridmasters/']").count() == 0
    editor = signed_in("editor@gridmasters.localhost")
    editor.locator(f"a[href='/admin/library/role/{known['role']}/brands/gridmasters/']").click()
    table = editor.locator("main table").inner_text()
    assert all(words in table for words in (groups, "Zegt Gridmasters zelf"))
    with editor.expect_navigation():
        editor.locator("button[name=keep]").click()
    editor.goto(f"{desk.address}/admin/")
    assert editor.locator(f"a[href='/admin/library/role/{known['role']}/brands/gridmasters/']").count() == 0


def test_a_typo_in_a_shared_answer_is_suggested_in_four_clicks(desk, signed_in, known):
    window, click = signed_in("editor@gridmasters.localhost"), Clicks()
    window.goto(f"{desk.address}/admin/pages/{known['page']}/edit/")
    link = window.locator(f"a[href='/admin/library/question/{known['question']}/edit/']").first
    tab = link.locator("xpath=ancestor::*[@role='tabpanel']").get_attribute("id")
    click(window.locator(f"a[role=tab][href='#{tab}']"))
    with window.expect_popup() as opened:
        click(link)
    suggestion = opened.value
    suggestion.locator("[name=reason]:focus").wait_for()  # the cursor stands there
    suggestion.keyboard.type("Er ontbrak een zin")
    answer = suggestion.locator("[data-contentpath=answer] [contenteditable=true]")
    click(answer)
    suggestion.keyboard.insert_text("Verduidelijkt")
    wait_until_kept(suggestion, "Verduidelijkt")
    with suggestion.expect_navigation():
        click(suggestion.locator("main form button[type=submit]"))
    assert "/library/suggestions/" in suggestion.url
    suggested = suggestion.locator("main table .addition").all_inner_texts()
    assert "Verduidelijkt" in " ".join(suggested)
    logging.getLogger(__name__).info("A typo was suggested away in %d clicks.", click.number)
    assert click.number <= 4

    librarian = signed_in("librarian@desk.localhost")
    librarian.locator("main a", has_text="Wat is Iduet Group?").first.click()
    with librarian.expect_navigation():
        librarian.locator("button[name=take]").click()
    suggestion.reload()
    assert suggestion.locator("button[name=withdraw]").count() == 0
