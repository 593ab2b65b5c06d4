"""GET /brands/{brand}/changes"""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction, ReferenceIndex

from cms.changes.models import Change
from cms.changes.reading import KEPT, trim
from tests.api.conftest import problem_of
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.media import make_image
from tests.factories.pages import make_content, make_specialism
from tests.settling import settle_all


@pytest.fixture(autouse=True)
def _nobody_else_writes(monkeypatch):
    """PostgreSQL settles nothing of the transaction that a test runs in."""
    settle_all(monkeypatch)


@pytest.fixture
def since(read, brands):
    """`since(brand)` gives what changed of a brand since it was last asked."""
    places = {brand.key: read(f"/brands/{brand.key}/changes")["next"] for brand in brands}

    def items(brand, **query):
        answer = read(f"/brands/{brand.key}/changes", {"after": places[brand.key], "limit": 500, **query})
        assert not answer["more"]
        places[brand.key] = answer["next"]
        return answer["items"]

    return items


def about(items, page) -> list[dict]:
    return [item for item in items if item["page"] == page.pk]


class TestPages:
    def test_its_way_from_first_to_last(self, since, iduet, finhire):
        page = make_content(home_of(iduet), "Terms", slug="terms")
        address = f"{iduet.root_url}/terms/"
        (item,) = about(since(iduet), page)
        assert (item["kind"], item["before"], item["after"]) == ("published", [], [address])
        assert f"page:{page.pk}" in item["tags"]
        page.slug = "conditions"
        page.save_revision().publish()
        item = about(since(iduet), page)[0]
        assert (item["before"], item["after"]) == ([address], [f"{iduet.root_url}/conditions/"])
        page.refresh_from_db()
        page.unpublish()
        (item,) = about(since(iduet), page)
        assert (item["kind"], item["before"], item["after"]) == ("unpublished", [f"{iduet.root_url}/conditions/"], [])
        assert since(finhire) == []

    def test_drafts_are_not_told(self, since, iduet, finhire):
        page = make_content(home_of(iduet), publish=False)
        page.save_revision()
        live = make_content(home_of(iduet))
        since(iduet)
        live.title = "Not yet"
        live.save_revision()
        assert since(iduet) == []

    def test_what_was_never_public_is_not_told(self, since, iduet, finhire):
        private = make_content(home_of(iduet), slug="private")
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        since(iduet)
        below = make_content(private, slug="below")
        below.slug = "renamed"
        below.save_revision().publish()
        below.refresh_from_db()
        below.move(home_of(iduet), pos="last-child")
        moved = about(since(iduet), below)
        assert [item["before"] for item in moved] == [[]] * len(moved)  # public from now on
        assert moved[-1]["after"] == [f"{iduet.root_url}/renamed/"]
        below.refresh_from_db()
        private.refresh_from_db()
        below.move(private, pos="last-child")
        (left,) = about(since(iduet), below)
        assert (left["before"], left["after"]) == ([], [])
        assert "renamed" not in str(left)
        below.refresh_from_db()
        below.save_revision().publish()
        below.delete()
        assert "renamed" not in str(since(iduet))

    def test_what_becomes_private_leaves_and_is_named_no_more(self, since, iduet, finhire):
        page = make_content(home_of(iduet), "Secret", slug="secretslug")
        alias = page.create_alias(parent=home_of(finhire))
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
        for brand, each in ((iduet, page), (finhire, alias)):
            items = about(since(brand), each)
            assert [(item["kind"], item["before"], item["after"]) for item in items] == [("changed", [], [])]
            assert "secretslug" not in str(items)
        restriction.delete()
        (item,) = about(since(iduet), page)
        assert item["after"] == [f"{iduet.root_url}/secretslug/"]

    def test_below_a_root_that_is_not_live(self, since, iduet, finhire):
        page = make_content(home_of(iduet), slug="darkslug")
        since(iduet)
        home_of(iduet).unpublish()
        page.save_revision().publish()
        items = since(iduet)
        assert about(items, page) == []
        assert any("brand:iduet" in item["tags"] for item in items)
        assert "darkslug" not in str(items)

    def test_each_brand_hears_of_its_own_side_of_a_move(self, since, iduet, finhire):
        page = make_content(home_of(iduet), slug="wanderer")
        since(iduet)
        page.move(home_of(finhire), pos="last-child")
        (left,) = about(since(iduet), page)
        assert (left["before"], left["after"]) == ([f"{iduet.root_url}/wanderer/"], [])
        (came,) = about(since(finhire), page)
        assert (came["before"], came["after"]) == ([], [f"{finhire.root_url}/wanderer/"])


class TestEverythingElse:
    def test_library_items(self, since, iduet, finhire):
        shared, own = make_role(), make_role(brand=iduet)
        make_role(publish=False)
        told = [tag for item in since(iduet) for tag in item["tags"] if tag.startswith("role:")]
        assert told == [f"role:{shared.pk}", f"role:{own.pk}"]
        assert [tag for item in since(finhire) for tag in item["tags"] if tag.startswith("role:")] == told[:1]

    def test_files_where_they_are_shown(self, since, iduet, finhire):
        image = make_image()
        image.save()
        assert since(iduet) == since(finhire) == []
        page = make_specialism(home_of(iduet), "With a picture", hero_image=image)
        assert ReferenceIndex.get_references_to(image).exists()
        since(iduet)
        image.save()
        assert [item["tags"] for item in since(iduet)] == [[f"mediaimage:{image.pk}"]]
        assert since(finhire) == []
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        since(iduet)
        image.save()
        assert since(iduet) == []

    def test_what_touches_all_brands_names_none_of_the_others(self, since, iduet, finhire):
        finhire.name = "Finhire Group"
        finhire.save()
        assert {tag for item in since(iduet) for tag in item["tags"]} == {"brand:iduet"}
        assert {tag for item in since(finhire) for tag in item["tags"]} == {"brand:finhire"}


class TestWalking:
    def test_each_change_once_and_in_order(self, read, brands, iduet):
        place = read("/brands/iduet/changes")["next"]
        pages = [make_content(home_of(iduet)) for _ in range(5)]
        told = []
        while True:
            answer = read("/brands/iduet/changes", {"after": place, "limit": 2})
            told += [item["page"] for item in answer["items"]]
            place = answer["next"]
            if not answer["more"]:
                break
        assert told == [page.pk for page in pages]
        assert read("/brands/iduet/changes", {"after": place}) == {"items": [], "next": place, "more": False}

    def test_the_place_that_a_walk_through_a_list_names(self, read, iduet, finhire):
        pages = [make_content(home_of(iduet)) for _ in range(3)]
        first = read("/brands/iduet/pages", {"limit": 2})
        pages[0].title = "Changed behind the reader"
        pages[0].save_revision().publish()
        walked = [first, read("/brands/iduet/pages", {"limit": 2, "cursor": first["next"]})]
        answer = read("/brands/iduet/changes", {"after": walked[0]["changes"]})
        assert [item["page"] for item in answer["items"]] == [pages[0].pk]

    def test_nobody_keeps_it(self, ask, iduet, finhire):
        response = ask("/brands/iduet/changes")
        assert response["Cache-Control"] == "no-cache"
        assert ask("/brands/iduet/changes", **{"If-None-Match": response["ETag"]}).status_code == 304

    def test_queries_do_not_grow(self, read, queries_of, iduet, finhire):
        place = read("/brands/iduet/changes")["next"]
        make_content(home_of(iduet))
        one = queries_of("/brands/iduet/changes", {"after": place})
        for _ in range(4):
            make_content(home_of(iduet))
        assert queries_of("/brands/iduet/changes", {"after": place}) == one


class TestStartingAnew:
    def test_a_place_that_is_trimmed(self, ask, read, iduet, finhire):
        place = read("/brands/iduet/changes")["next"]
        for _ in range(2):
            make_content(home_of(iduet))
        Change.objects.update(created_at=timezone.now() - KEPT - datetime.timedelta(days=1))
        trim()
        response = ask("/brands/iduet/changes", {"after": place})
        assert problem_of(response) == (410, "place-unknown")
        assert response["Cache-Control"] == "no-store"
        assert [error["parameter"] for error in response.json()["errors"]] == ["after"]

    def test_who_has_read_everything_goes_on_however_quiet_it_was(self, read, iduet, finhire):
        Change.objects.update(created_at=timezone.now() - KEPT - datetime.timedelta(days=1))
        places = {key: read(f"/brands/{key}/changes")["next"] for key in ("iduet", "finhire")}
        trim()
        page = make_content(home_of(iduet))
        heard = read("/brands/iduet/changes", {"after": places["iduet"]})["items"]
        assert [item["page"] for item in heard] == [page.pk]
        assert read("/brands/finhire/changes", {"after": places["finhire"]})["items"] == []

    def test_another_brands_place_and_one_of_another_log(self, read, refusal, iduet, finhire):
        make_content(home_of(finhire))
        theirs = read("/brands/finhire/changes")["next"]
        assert refusal("/brands/iduet/changes", {"after": theirs}) == (410, "place-unknown", ["after"])
        mine = read("/brands/iduet/changes")["next"]
        Change.objects.update(created_at=timezone.now())  # the same keys, written at another time
        assert refusal("/brands/iduet/changes", {"after": mine}) == (410, "place-unknown", ["after"])

    @pytest.mark.parametrize("place", ["", "0", "-1", "x", "1", "9" * 50, "1-1-1", "١-1"])
    def test_what_is_no_place(self, refusal, iduet, finhire, place):
        assert refusal("/brands/iduet/changes", {"after": place}) == (410, "place-unknown", ["after"])

    def test_a_log_that_was_empty(self, read, refusal, iduet, finhire):
        Change.objects.all().delete()
        assert read("/brands/iduet/changes")["next"] == "0"
        assert read("/brands/iduet/changes", {"after": "0"})["items"] == []
        make_content(home_of(iduet))
        assert refusal("/brands/iduet/changes", {"after": "0"}) == (410, "place-unknown", ["after"])


def test_refusals(refusal, iduet, finhire):
    assert refusal("/brands/nobody/changes") == (404, "brand-not-found", [])
    assert refusal("/brands/iduet/changes", {"limit": 501}) == (400, "invalid-parameter", ["limit"])
    assert refusal("/brands/iduet/changes", {"since": "1"}) == (400, "unknown-parameter", ["since"])
