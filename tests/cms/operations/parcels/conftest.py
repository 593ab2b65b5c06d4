"""A brand with something of everything, and its parcel."""

import io
import json

import pytest
from django.core.management import call_command

from cms.navigation.models import Menu
from home.provisioning.brands import locale_of
from home.provisioning.teams import brand_collection
from tests.factories.brands import home_of
from tests.factories.enquiries import make_form
from tests.factories.library import make_question, make_role, make_version
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_content, make_faq, make_role_page


def run(*command) -> str:
    said = io.StringIO()
    call_command(*map(str, command), stdout=said)
    return said.getvalue()


@pytest.fixture
def filled(finhire):
    """Of Finhire: a page with a picture, links to a page and a document, and a newer draft; its translation; pages of a
    role of its own and of the group's; a question; a version; a form and a menu."""
    image = make_image("Boardroom", collection=brand_collection(finhire), size=(40, 20))
    document = make_document("Brochure", collection=brand_collection(finhire))
    below = make_content(home_of(finhire), "Doel", slug="doel")
    links = f'<p><a linktype="page" id="{below.pk}">daar</a> en <a linktype="document" id="{document.pk}">hier</a></p>'
    page = make_content(
        home_of(finhire), "Openbaar", slug="openbaar", introduction=links, hero_image=image, tags=("Geld",)
    )
    make_content(page, "Eronder", slug="eronder")
    page.copy_for_translation(locale_of("en"), copy_parents=True)
    page.title = page.draft_title = "Nog een concept"
    page.save_revision()
    own, group = make_role(brand=finhire, short_name="CFO"), make_role(short_name="CIO")
    make_role_page(home_of(finhire), own, "Eigen rol", slug="cfo")
    make_role_page(home_of(finhire), group, "Rol van de groep", slug="cio")
    make_faq(home_of(finhire), [make_question(brand=finhire, question="Eigen?")], "Vragen", slug="vragen")
    make_version(group, finhire, tagline="Zoals wij het zeggen")
    make_form(finhire)
    link = {"text": "", "page": page.pk, "url": "", "contact": False}
    entries = [{"type": "entry", "value": {"heading": "", "link": link, "children": []}}]
    menu = Menu.objects.create(
        brand=finhire, locale=locale_of("nl"), place="legal", entries=json.dumps(entries), live=False
    )
    menu.save_revision().publish()
    finhire.colour_primary = "#123456"
    finhire.legal_name = "Finhire B.V."
    finhire.save()
    return page


@pytest.fixture
def parcel(filled, tmp_path):
    """All of Finhire in an archive."""
    run("export_content", tmp_path / "finhire.parcel", "--brand", "finhire")
    return tmp_path / "finhire.parcel"
