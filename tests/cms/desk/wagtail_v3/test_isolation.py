"""Wagtail's write API keeps brands apart: whatever names another brand's thing is answered as what is not there."""

import pytest
from django.urls import get_resolver
from wagtail.api.v3.urls import api
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import APIToken, Page

from cms.changes.models import Change
from cms.desk.wagtail_v3 import gate
from home.provisioning.teams import brand_collection, group_collection
from tests.factories.brands import home_of, make_user
from tests.factories.library import make_question, make_role
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_content, make_role_page, make_specialism

from .conftest import ROOT, nothing

NO_SUCH_KEY = 987_654_321
LINK = {"text": "Go", "page": None, "url": "", "contact": False}


class Things:
    """A thing of every kind of a brand."""

    def __init__(self, brand):
        self.brand = brand
        self.home = home_of(brand)
        self.parent = make_specialism(self.home, f"Parent of {brand.key}")
        self.page = make_content(self.home, f"Page of {brand.key}")
        self.draft = make_content(self.home, f"Draft of {brand.key}", publish=False)
        self.role, self.question = make_role(brand=brand), make_question(brand=brand)
        self.image = make_image(f"Image of {brand.key}", collection=brand_collection(brand))
        self.document = make_document(f"Document of {brand.key}", collection=brand_collection(brand))
        self.redirect = Redirect.objects.create(old_path=f"/{brand.key}-old", site=brand.site, redirect_link="/new")
        self.revision = self.page.latest_revision


@pytest.fixture
def things(brands):
    return [Things(brand) for brand in brands]


def paths_of(thing: Things) -> list[tuple[str, str, dict | None]]:
    """Every operation on a brand's things whose path names them, with a body that would do."""
    page, key = f"/pages/{thing.page.pk}", thing.parent.pk
    actions = {
        "publish": None, "unpublish": {}, "copy": {"destination_id": key}, "create_alias": {"destination_id": key},
        "move": {"destination_id": key}, "revert": {"revision_id": thing.revision.pk}, "convert_alias": None,
        "copy_for_translation": {"locale": "en"},
    }  # fmt: skip
    found: list = [("post", f"{page}/actions/{name}/", body) for name, body in actions.items()]
    for path in (page, f"/pages/{thing.draft.pk}", f"/images/{thing.image.pk}", f"/documents/{thing.document.pk}"):
        found += [("get", f"{path}/", None), ("patch", f"{path}/", {"title": "Taken"}), ("delete", f"{path}/", None)]
    redirect = {"old_path": "/taken", "redirect_link": "/taken"}
    found += [
        ("get", f"/redirects/{thing.redirect.pk}/", None),
        ("put", f"/redirects/{thing.redirect.pk}/", redirect),
        ("delete", f"/redirects/{thing.redirect.pk}/", None),
        ("delete", f"{page}/actions/delete/", None),
        ("get", f"{page}/revisions/", None),
        ("get", f"{page}/revisions/{thing.revision.pk}/", None),
        ("get", f"/pages/{thing.page.pk}/?version=draft", None),
        ("get", f"/pages/find/?id={thing.page.pk}", None),
        ("get", f"/pages/find/?html_path=/{thing.page.slug}/&site={thing.brand.host}", None),
        ("get", f"/pages/?site={thing.brand.host}", None),
        ("get", f"/redirects/?site={thing.brand.site_id}", None),
        ("get", f"/sites/{thing.brand.site_id}/", None),
        ("put", f"/sites/{thing.brand.site_id}/", {}),
        ("delete", f"/sites/{thing.brand.site_id}/", None),
    ]
    return found


def send(asking, method: str, path: str, body):
    return getattr(asking, method)(path) if method in ("get", "delete") else getattr(asking, method)(path, body)


def state() -> list:
    """Everything that a write would change."""
    pages = Page.objects.order_by("pk").values_list("pk", "title", "path", "live", "draft_title", "latest_revision")
    return [*pages, *Redirect.objects.values_list("old_path"), Change.objects.count()]


class TestPaths:
    @pytest.mark.parametrize("which", [0, 1])
    def test_what_is_foreign_is_not_there_whatever_the_operation(self, things, publishers, editors, which):
        foreign = things[1 - which]
        before = state()
        for asking in (publishers[which], editors[which]):
            for method, path, body in paths_of(foreign):
                answer = send(asking, method, path, body)
                assert nothing(answer), (method, path, answer.content)
                assert foreign.page.title not in answer.content.decode()
        assert state() == before

    def test_what_is_ones_own_is_there(self, things, publishers):
        for own, asking in zip(things, publishers, strict=True):
            for method, path, body in paths_of(own):
                if method == "get" and "/sites/" not in path:
                    answer = send(asking, method, path, body)
                    assert answer.status_code in (200, 302), (path, answer.content)

    def test_foreign_and_missing_are_answered_alike(self, things, publishers):
        for path in ("/pages/{}/", "/images/{}/", "/documents/{}/", "/redirects/{}/", "/pages/{}/revisions/"):
            foreign = {"pages": things[1].page, "images": things[1].image, "documents": things[1].document}
            thing = foreign.get(path.split("/")[1], things[1].redirect)
            answers = {publishers[0].get(path.format(key)).content for key in (thing.pk, NO_SUCH_KEY)}
            assert len(answers) == 1


def bodies_of(own: Things, other: Things) -> dict[str, dict]:
    """What a page may name in its body, named of another brand."""
    text = f'<p><a linktype="{{}}" id="{{}}">x</a></p>'  # noqa: F541
    section = {"heading": "", "text": text.format("page", other.page.pk)}
    card = {"title": "x", "text": "", "link": {**LINK, "page": other.draft.pk}}
    markdown = f"[x](wagtail://page?id={other.page.pk})"
    return {
        "link in a text": {"introduction": text.format("page", other.page.pk)},
        "document in a text": {"introduction": text.format("document", other.document.pk)},
        "link in Markdown": {"introduction": {"format": "db_markdown", "content": markdown}},
        "picture": {"hero_image_id": other.image.pk},
        "link in a block": {"body": [{"type": "text_section", "value": section}]},
        "page in a list in a block": {"body": [{"type": "link_cards", "value": {"cards": [card]}}]},
        "picture in a block": {"body": [{"type": "figure", "value": {"image": {"image": other.image.pk}}}]},
        "roles in a block": {"body": [{"type": "role_cards", "value": {"roles": [other.role.pk]}}]},
        "questions in a block": {"body": [{"type": "questions", "value": {"questions": [other.question.pk]}}]},
    }


class TestBodies:
    @pytest.mark.parametrize("which", [0, 1])
    def test_no_reference_leads_to_another_brand(self, things, publishers, which):
        own, foreign, asking = things[which], things[1 - which], publishers[which]
        before = state()
        for what, fields in bodies_of(own, foreign).items():
            patched = asking.patch(f"/pages/{own.parent.pk}/", fields)
            meta = {"type": "pages.SpecialismPage", "parent_id": own.home.pk}
            made = asking.post("/pages/", {"meta": meta, "title": "New", **fields})
            assert nothing(patched), (what, patched.content)
            assert nothing(made), (what, made.content)
            assert patched.json()["errors"][0]["loc"][:2] == ["body", next(iter(fields))]
        assert state() == before

    def test_the_same_references_of_ones_own_are_taken(self, things, publishers):
        for own, asking in zip(things, publishers, strict=True):
            for what, fields in bodies_of(own, own).items():
                answer = asking.patch(f"/pages/{own.parent.pk}/", fields)
                assert answer.status_code == 200, (what, answer.content)

    def test_the_groups_are_everybodys(self, brands, things, publishers):
        original, image = make_role("CIO"), make_image(collection=group_collection())
        fields = {"hero_image_id": image.pk, "body": [{"type": "role_cards", "value": {"roles": [original.pk]}}]}
        for own, asking in zip(things, publishers, strict=True):
            assert asking.patch(f"/pages/{own.parent.pk}/", fields).status_code == 200

    def test_a_role_of_a_role_page(self, things, publishers):
        page = make_role_page(things[0].home, things[0].role)
        for name in ("role_id", "role"):
            assert nothing(publishers[0].patch(f"/pages/{page.pk}/", {name: things[1].role.pk}))
        assert publishers[0].patch(f"/pages/{page.pk}/", {"role_id": things[0].role.pk}).status_code == 200

    @pytest.mark.parametrize("which", [0, 1])
    def test_parents_destinations_sites_and_collections(self, things, publishers, which):
        own, foreign, asking = things[which], things[1 - which], publishers[which]
        before, page = state(), f"/pages/{own.page.pk}/actions"
        meta = {"type": "pages.ContentPage", "parent_id": foreign.home.pk}
        redirect = {"old_path": "/x", "redirect_link": "/y", "site": foreign.brand.site_id}
        answers = [
            asking.post("/pages/", {"meta": meta, "title": "New"}),
            asking.post(f"{page}/move/", {"destination_id": foreign.home.pk}),
            asking.post(f"{page}/copy/", {"destination_id": foreign.parent.pk, "keep_live": True}),
            asking.post(f"{page}/create_alias/", {"destination_id": foreign.parent.pk}),
            asking.post(f"{page}/revert/", {"revision_id": foreign.revision.pk}),
            asking.post("/redirects/", redirect),
            asking.post("/redirects/", {**redirect, "site": own.brand.site_id, "redirect_page_id": foreign.page.pk}),
            asking.patch(f"/images/{own.image.pk}/", {"collection_id": foreign.image.collection_id}),
            asking.patch(f"/documents/{own.document.pk}/", {"collection_id": foreign.image.collection_id}),
        ]
        assert [answer.content for answer in answers if not nothing(answer)] == []
        assert state() == before

    def test_a_picture_is_put_into_ones_own_collection_only(self, things, publishers):
        for which in (0, 1):
            for name in ("collection_id", "collection"):
                with things[which].image.file.open() as file:
                    data = {"file": file, "title": "New", name: things[1 - which].image.collection_id}
                    assert nothing(publishers[which].upload("/images/", data))
            with things[which].image.file.open() as file:
                data = {"file": file, "title": "New", "collection_id": things[which].image.collection_id}
                made = publishers[which].upload("/images/", data)
            assert made.status_code == 201, made.content
            assert made.json()["collection"]["id"] == things[which].image.collection_id


class TestLists:
    @pytest.mark.parametrize("which", [0, 1])
    def test_hold_ones_own_pages_drafts_among_them_and_nobody_elses(self, things, publishers, which):
        own, foreign, asking = things[which], things[1 - which], publishers[which]
        for query in ({}, {"search": "Draft"}, {"search": "Page"}, {"type": "pages.ContentPage"}, {"order": "title"}):
            body = asking.get("/pages/", query).json()
            titles = [item["title"] for item in body["items"]]
            assert body["count"] == len(titles)
            assert not [title for title in titles if title.endswith(foreign.brand.key)], query
        assert {own.page.title, own.draft.title} <= {one["title"] for one in asking.get("/pages/").json()["items"]}
        nonsense = asking.get("/pages/", {"search": "nonsense"}).content
        assert asking.get("/pages/", {"search": foreign.brand.key}).content == nonsense
        assert asking.get("/pages/", {"title": foreign.page.title}).json()["count"] == 0

    def test_relatives_that_are_foreign_are_as_those_that_are_not_there(self, things, publishers):
        for name in ("child_of", "descendant_of", "ancestor_of", "translation_of"):
            keys = (things[1].home.pk, things[1].draft.pk, NO_SUCH_KEY)
            answers = {publishers[0].get("/pages/", {name: key}).content for key in keys}
            assert len(answers) == 1
            assert publishers[0].get("/pages/", {name: things[0].home.pk}).status_code == 200

    def test_files_are_ones_own_and_the_groups(self, things, publishers):
        shared = make_image("Shared", collection=group_collection())
        make_image("Elsewhere")
        for which in (0, 1):
            listed = publishers[which].get("/images/").json()
            assert {item["title"] for item in listed["items"]} == {things[which].image.title, shared.title}
            assert listed["count"] == 2
            documents = publishers[which].get("/documents/").json()
            assert [item["title"] for item in documents["items"]] == [things[which].document.title]
            assert publishers[which].get("/images/", {"title": things[1 - which].image.title}).json()["count"] == 0

    def test_redirects_are_told_of_ones_own_site(self, things, publishers, administrator, asking):
        answer = publishers[0].get("/redirects/", {"site": things[0].brand.site_id})
        assert [item["old_path"] for item in answer.json()["items"]] == ["/iduet-old"]
        assert publishers[0].get("/redirects/").status_code == 400
        assert publishers[0].get("/redirects/find/", {"html_path": "/finhire-old"}).status_code == 404
        assert asking(administrator).get("/redirects/").json()["count"] == 2

    def test_a_site_narrows_the_list_of_somebody_who_works_for_both(self, things, brands, asking):
        both = asking(make_user("both@desk.localhost", "Iduet publishers", "Finhire publishers"))
        everything = both.get("/pages/").json()["count"]
        for thing in things:
            listed = both.get("/pages/", {"site": f"{thing.brand.host}:8000"}).json()
            assert {item["meta"]["html_url"].split("/")[2] for item in listed["items"]} == {f"{thing.brand.host}:8000"}
            assert 0 < listed["count"] < everything
            found = both.get("/pages/find/", {"html_path": f"/{thing.page.slug}/", "site": thing.brand.host})
            assert found["Location"] == f"{ROOT}/pages/{thing.page.pk}/?site={thing.brand.host}"
        assert nothing(both.get("/pages/", {"site": "nobody.localhost"}))

    def test_an_alias_of_another_brands_page_does_not_name_it(self, things, publishers):
        alias = things[1].page.create_alias(parent=things[0].home, update_slug="alias")
        own = things[0].page.create_alias(parent=things[0].home, update_slug="own-alias")
        assert publishers[0].get(f"/pages/{alias.pk}/").json()["meta"]["alias_of"] is None
        assert publishers[0].get(f"/pages/{own.pk}/").json()["meta"]["alias_of"]["id"] == things[0].page.pk


class TestRedirects:
    def test_publishers_write_those_of_their_own_site_and_of_no_other(self, things, publishers, editors, asking):
        own, redirect = things[0], {"old_path": "/a", "redirect_link": "https://example.com/"}
        mixed = asking(make_user("mixed@desk.localhost", "Iduet publishers", "Finhire editors"))
        kept = f"/redirects/{own.redirect.pk}/"
        assert publishers[0].post("/redirects/", redirect).status_code == 422
        assert publishers[0].put(kept, redirect).status_code == 422
        assert editors[0].post("/redirects/", {**redirect, "site": own.brand.site_id}).status_code == 403
        assert mixed.post("/redirects/", {**redirect, "site": things[1].brand.site_id}).status_code == 403
        assert [one.old_path for one in Redirect.objects.order_by("pk")] == ["/iduet-old", "/finhire-old"]
        assert publishers[0].put(kept, {**redirect, "site": own.brand.site_id}).status_code == 200
        assert publishers[0].post("/redirects/", {**redirect, "old_path": "/c", "site": own.brand.site_id}).json()["id"]
        assert set(Redirect.objects.filter(site=own.brand.site).values_list("old_path", flat=True)) == {"/a", "/c"}


class TestTokens:
    def test_without_one_nothing_is_told(self, things, asking, desk_client, administrator):
        token = APIToken.create_token(user=administrator, name="revoked")
        token[0].revoke()
        for one in (asking(), asking(token="wagtail_x"), asking(token=token[1])):
            for path in ("/pages/", f"/pages/{things[0].page.pk}/", "/images/", "/redirects/", "/whoami/", "/schema/"):
                answer = one.get(path)
                assert answer.status_code == 401
                assert answer["WWW-Authenticate"] == "Bearer"
        # Being signed in at the desk opens nothing here.
        assert desk_client(administrator).get(f"{ROOT}/pages/").status_code == 401

    def test_who_is_in_no_team_finds_nothing(self, things, asking):
        stranger = asking(make_user("stranger@desk.localhost"))
        assert stranger.get("/pages/").json()["count"] == 0
        assert nothing(stranger.get(f"/pages/{things[0].page.pk}/"))

    def test_an_editor_writes_and_does_not_publish(self, things, editors, publishers):
        page = f"/pages/{things[0].page.pk}"
        assert editors[0].patch(f"{page}/", {"title": "Changed"}).status_code == 200
        before = state()
        for path, body in (
            (f"{page}/actions/publish/", None),
            (f"{page}/actions/unpublish/", {}),
            (f"{page}/actions/copy/", {"keep_live": True}),
            (f"{page}/actions/create_alias/", {}),
        ):
            assert editors[0].post(path, body).status_code == 403, path
        meta = {"type": "pages.ContentPage", "parent_id": things[0].home.pk, "action": "publish"}
        assert editors[0].post("/pages/", {"meta": meta, "title": "New"}).status_code == 403
        assert editors[0].patch(f"{page}/", {"title": "Live", "meta": {"action": "publish"}}).status_code == 403
        assert state() == before
        assert publishers[0].post(f"{page}/actions/publish/").status_code == 200
        things[0].page.refresh_from_db()
        assert things[0].page.title == "Changed"

    def test_sites_and_languages_are_the_administrators(self, things, publishers):
        for path in ("/sites/", "/locales/"):
            assert publishers[0].get(path).status_code == 403
            assert publishers[0].post(path, {"hostname": "x.localhost", "language_code": "de"}).status_code in (
                403,
                422,
            )

    def test_it_answers_on_the_desks_host_alone(self, things, client, publishers):
        bearer = publishers[0].client.defaults["HTTP_AUTHORIZATION"]
        for host in ("iduet.localhost:8000", "api.localhost:8000"):
            answer = client.get(f"{ROOT}/pages/", headers={"host": host, "authorization": bearer})
            assert answer.status_code == 404


class TestTheGateKnowsEverything:
    """A release of Wagtail that adds an operation fails here until somebody has said what it names."""

    NAMES_NOTHING = {
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
        "port",
        "root_page_id",
        "salary_minimum",
        "salary_maximum",
    }

    def test_every_parameter_of_every_path(self, db):
        known = gate.PATH_NAMES.keys() | gate.PATH_NAMES_NOTHING | {"type", "pk"}
        names = {
            name
            for resolver in get_resolver("cms.desk.wagtail_v3.mount").url_patterns
            for pattern in getattr(resolver, "url_patterns", [resolver])
            for name in pattern.pattern.converters
        }
        assert {"page_id", "image_id", "revision_id"} <= names <= known

    def test_every_key_in_every_body(self, db):
        document = api.get_openapi_schema(path_prefix="/")
        bodies = [
            media["schema"]
            for methods in document["paths"].values()
            for operation in methods.values()
            for media in operation.get("requestBody", {}).get("content", {}).values()
        ]
        keys = set(integers(bodies, document["components"]["schemas"], set()))
        references = {"hero_image_id", "role_id", "brand_id", "original_id"}  # fields of types, read with their model
        assert {"parent_id", "destination_id", "collection_id"} <= keys
        assert keys <= gate.BODY_NAMES.keys() | self.NAMES_NOTHING | references | {"id"}


def integers(schema, components: dict, seen: set[str]):
    """Names of all properties that take a whole number, in a schema and in those that it refers to."""
    if isinstance(schema, list):
        for each in schema:
            yield from integers(each, components, seen)
    elif isinstance(schema, dict):
        name = schema.get("$ref", "").rpartition("/")[2]
        if name and name not in seen:
            seen.add(name)
            yield from integers(components[name], components, seen)
        for key, field in schema.get("properties", {}).items():
            if any(one.get("type") == "integer" for one in [field, *field.get("anyOf", [])]):
                yield key
        for each in schema.values():
            yield from integers(each, components, seen)
