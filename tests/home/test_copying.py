"""A brand is copied as the start of a new one: everything is there, as a draft, and refers to its own."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Page

from brands.models import Brand
from cms.foundation.rich_text import references_in
from cms.library.models import Question, Role
from cms.media.models import MediaDocument, MediaImage
from cms.navigation.models import Menu
from home.provisioning import copying
from home.provisioning.brands import locale_of
from home.provisioning.copying import copy_brand
from home.provisioning.teams import brand_collection, group_collection
from tests.factories.brands import home_of
from tests.factories.library import make_question, make_role, make_version
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_content, make_faq, make_mirror, make_role_page


def to_page(page) -> str:
    return f'<p><a linktype="page" id="{page.pk}">there</a></p>'


@pytest.fixture
def filled(iduet, finhire):
    """Of Finhire: a page with a link and a newer draft, its translation, pages of a role and a question of its own, a
    version, a menu, a picture, and an alias of a page of Iduet's."""
    below = make_content(home_of(finhire), "Below")
    page = make_content(home_of(finhire), "Public words", slug="words", introduction=to_page(below))
    page.copy_for_translation(locale_of("en"), copy_parents=True)
    page.title = "Words of a draft"
    page.save_revision()
    role, question = make_role(brand=finhire, short_name="CFO"), make_question(brand=finhire, question="Eigen?")
    make_role_page(home_of(finhire), role, "Role page")
    make_faq(home_of(finhire), [question], "Questions", slug="faq")
    make_version(make_role(short_name="CIO"), finhire, tagline="Ours")
    link = {"text": "", "page": page.pk, "url": "", "contact": False}
    entries = [{"type": "entry", "value": {"heading": "", "link": link, "children": []}}]
    Menu.objects.create(brand=finhire, locale=locale_of("nl"), place="header", entries=json.dumps(entries))
    make_mirror(make_content(home_of(iduet), "Iduet’s"), home_of(finhire), "mirror")
    home = home_of(finhire)
    home.introduction = to_page(page)
    home.save_revision().publish()
    return page


@pytest.fixture
def copied(filled, finhire):
    return copy_brand(finhire, "nieuw", "Nieuw", "nieuw.localhost", 8000).brand


def pages_of(brand, language="nl"):
    return {page.title: page.specific for page in home_of(brand, language).get_descendants()}


@pytest.mark.crawl
class TestWhatIsCopied:
    def test_pages_in_the_words_of_their_visitors_as_drafts(self, copied):
        pages = pages_of(copied)
        assert set(pages) == {"Below", "Public words", "Role page", "Questions"}
        assert {page.live for page in pages.values()} == {False}
        assert {page.draft_title for page in pages.values()} == set(pages)
        assert {page.get_latest_revision_as_object().title for page in pages.values()} == set(pages)

    def test_what_they_refer_to_is_their_own(self, copied, finhire):
        pages = pages_of(copied)
        draft = pages["Public words"].get_latest_revision_as_object()
        assert f'id="{pages["Below"].pk}"' in draft.introduction
        assert pages["Role page"].role.brand == copied
        faq = pages["Questions"].get_latest_revision_as_object()
        (key,) = [question.pk for question in faq.groups[0].value["questions"]]
        assert Question.objects.get(pk=key).brand == copied
        home = home_of(copied).get_latest_revision_as_object()
        assert f'id="{pages["Public words"].pk}"' in home.introduction
        menu = Menu.objects.get(brand=copied)
        assert menu.entries[0].value["link"]["page"].pk == pages["Public words"].pk
        assert not menu.live

    def test_translations_are_of_each_other(self, copied, finhire):
        dutch, english = pages_of(copied)["Public words"], pages_of(copied, "en")["Public words"]
        assert dutch.translation_key == english.translation_key
        assert dutch.translation_key != pages_of(finhire)["Public words"].translation_key

    def test_versions_are_of_the_groups_originals(self, copied):
        version = Role.objects.get(brand=copied, original__isnull=False)
        assert (version.original.short_name, version.tagline, version.live) == ("CIO", "Ours", False)
        assert "tagline" in version.own_fields

    def test_files_are_its_own_and_the_groups_stay_the_groups(self, iduet, finhire):
        own, shared = make_document(collection=brand_collection(finhire)), make_document(collection=group_collection())
        links = [f'<a linktype="document" id="{each.pk}">file</a>' for each in (own, shared, own)]
        make_content(home_of(finhire), "With files", introduction=f"<p>{' '.join(links)}</p>")
        finhire.logo_light = make_image(collection=brand_collection(finhire))
        finhire.save()
        made = copy_brand(finhire, "nieuw", "Nieuw", "nieuw.localhost", 8000)
        (copy,) = MediaDocument.objects.filter(collection=brand_collection(made.brand))
        assert (made.files, copy.title) == (1, own.title)
        assert copy.file.name != own.file.name
        with copy.file.open() as one, own.file.open() as other:
            assert one.read() == other.read()
        draft = pages_of(made.brand)["With files"].get_latest_revision_as_object()
        assert [key for model, key in references_in(draft.introduction)] == [copy.pk, shared.pk, copy.pk]
        assert made.brand.logo_light is None

    def test_the_source_stays_as_it_is(self, filled, finhire, site_client):
        before = {page.pk: page.title for page in home_of(finhire).get_descendants()}
        copy_brand(finhire, "nieuw", "Nieuw", "nieuw.localhost", 8000)
        assert {page.pk: page.title for page in home_of(finhire).get_descendants()} == before
        assert site_client(finhire, "/words/").status_code == 200

    def test_visitors_of_the_new_one_see_nothing_of_it(self, copied, site_client):
        answer = site_client(copied, "/")
        assert answer.status_code == 200
        assert "Public words" not in answer.text
        assert "/words/" not in answer.text
        assert site_client(copied, "/words/").status_code == 404

    def test_the_tree_is_sound(self, copied):
        assert Page.find_problems() == ([], [], [], [], [])


class TestTheCommand:
    def run(self, *arguments) -> str:
        out = io.StringIO()
        call_command("brand", "copy", *arguments, stdout=out)
        return out.getvalue()

    def test_it_says_what_it_made(self, filled):
        out = self.run("finhire", "nieuw", "--name", "Nieuw", "--host", "nieuw.localhost", "--port", "8000")
        assert out.startswith("Made: Nieuw at http://nieuw.localhost:8000/ from Finhire: ")

    @pytest.mark.parametrize("arguments", [
        ("nobody", "nieuw", "--name", "Nieuw", "--host", "nieuw.localhost"),
        ("finhire", "iduet", "--name", "Nieuw", "--host", "nieuw.localhost"),
        ("finhire", "nieuw", "--name", "Iduet", "--host", "nieuw.localhost"),
        ("finhire", "nieuw", "--name", "Nieuw", "--host", "iduet.localhost"),
    ])  # fmt: skip
    def test_on_a_mistake_nothing_is_made(self, arguments, filled):
        before = (Brand.objects.count(), Page.objects.count())
        with pytest.raises(CommandError):
            self.run(*arguments)
        assert (Brand.objects.count(), Page.objects.count()) == before

    def test_a_fault_on_the_way_leaves_no_file(self, iduet, finhire, monkeypatch):
        image = make_image(collection=brand_collection(finhire))
        removed = []

        def broken(self):
            self._file(MediaImage, image.pk)
            monkeypatch.setattr(self.files[0].file.storage, "delete", removed.append)
            raise RuntimeError("out of paper")

        monkeypatch.setattr(copying._Copying, "_pages", broken)
        with pytest.raises(RuntimeError):
            copy_brand(finhire, "nieuw", "Nieuw", "nieuw.localhost", 8000)
        assert len(removed) == 1
        assert not Brand.objects.filter(key="nieuw").exists()


class TestInTheDesk:
    def test_an_administrator_copies(self, filled, finhire, administrator, desk_client):
        wanted = {"source": finhire.pk, "name": "Nieuw", "key": "nieuw", "hostname": "nieuw.localhost"}
        client, address = desk_client(administrator), reverse("copy_brand")
        assert client.get(address).status_code == 200
        assert list(client.post(address, wanted | {"key": "iduet"}).context["form"].errors) == ["key"]
        assert list(client.post(address, wanted | {"hostname": "iduet.localhost"}).context["form"].errors) == [
            "hostname"
        ]
        assert client.post(address, wanted).status_code == 302
        assert Brand.objects.get(key="nieuw").name == "Nieuw"

    def test_nobody_else_does(self, finhire, iduet, publisher_of, desk_client):
        wanted = {"source": iduet.pk, "name": "Nieuw", "key": "nieuw", "hostname": "nieuw.localhost"}
        assert desk_client(publisher_of(finhire)).post(reverse("copy_brand"), wanted).status_code == 302
        assert not Brand.objects.filter(key="nieuw").exists()
