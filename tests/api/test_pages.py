"""GET /brands/{brand}/pages"""

import datetime

import pytest
from wagtail.models import Page, PageViewRestriction

from cms.api.endpoints import pages as pages_endpoint
from cms.changes.models import Change
from cms.changes.position import row_at
from cms.changes.reading import settled_after
from cms.navigation.models import PageTag
from tests.factories.brands import home_of
from tests.factories.media import make_image
from tests.factories.pages import make_article, make_article_index, make_contact, make_content, make_specialism
from tests.settling import settle_all


def ids(answer) -> list[int]:
    return [item["card"]["id"] for item in answer["items"]]


@pytest.fixture
def site(iduet, finhire):
    """A home page with a specialism, a page below that, and a page of another brand."""
    home = home_of(iduet)
    specialism = make_specialism(home, "Cloud", hero_image=make_image())
    below = make_content(specialism, "Alpha", search_description="What alpha is")
    make_content(home_of(finhire), "Foreign")
    make_content(home, "Draft", publish=False)
    return home, specialism, below


class TestLists:
    def test_cards_in_tree_order(self, read, site):
        answer = read("/brands/iduet/pages")
        assert ids(answer) == [page.pk for page in site]
        assert (answer["count"], answer["next"]) == (3, None)
        card = answer["items"][2]["card"]
        assert (card["type"], card["title"], card["summary"]) == ("content", "Alpha", "What alpha is")
        assert {item["page"] for item in answer["items"]} == {None}

    def test_in_another_language(self, read, site, iduet):
        assert ids(read("/brands/iduet/pages", {"locale": "en"})) == [home_of(iduet, "en").pk]

    def test_by_type(self, read, site):
        assert ids(read("/brands/iduet/pages", {"type": "content,specialism"})) == [site[1].pk, site[2].pk]

    def test_below_a_parent_that_the_public_sees(self, read, site):
        assert ids(read("/brands/iduet/pages", {"parent": site[0].pk})) == [site[1].pk]
        site[1].unpublish()
        assert ids(read("/brands/iduet/pages")) == [site[0].pk, site[2].pk]
        for hidden in (site[1].pk, 999999):
            answer = read("/brands/iduet/pages", {"parent": hidden})
            assert (answer["count"], answer["next"], answer["items"]) == (0, None, [])

    def test_updated_after(self, read, site):
        moment = Page.objects.get(pk=site[2].pk).last_published_at - datetime.timedelta(microseconds=1)
        assert ids(read("/brands/iduet/pages", {"updated_after": moment.isoformat()})) == [site[2].pk]

    @pytest.mark.parametrize("sort", ["title", "published_at", "updated_at"])
    def test_sorted_both_ways(self, read, site, sort):
        Page.objects.filter(pk=site[0].pk).update(title="Beta")
        there, back = (ids(read("/brands/iduet/pages", {"sort": each})) for each in (sort, f"-{sort}"))
        assert there == back[::-1]
        assert sort != "title" or there == [site[2].pk, site[0].pk, site[1].pk]


class TestByTag:
    def test_only_pages_that_carry_all_of_the_tags(self, read, iduet, finhire):
        home = home_of(iduet)
        both = make_content(home, tags=["Interim", "Informatiebeveiliging"])
        one = make_content(home, tags=["interim"])
        make_content(home)
        make_content(home_of(finhire), tags=["interim", "informatiebeveiliging"])
        assert ids(read("/brands/iduet/pages", {"tag": "interim"})) == [both.pk, one.pk]
        assert ids(read("/brands/iduet/pages", {"tag": "interim,INFORMATIEBEVEILIGING"})) == [both.pk]
        assert ids(read("/brands/iduet/pages", {"tag": "interim", "type": "article"})) == []

    @pytest.mark.parametrize("asked", ["Élan  vital", "élan vital", "ÉLAN VITAL", " e\u0301lan vital "])
    def test_case_accents_typed_apart_and_spaces_do_not_matter(self, read, brands, asked):
        page = make_content(home_of(brands[0]), tags=["Élan vital"])
        assert ids(read("/brands/iduet/pages", {"tag": asked})) == [page.pk]
        assert read("/brands/finhire/pages", {"tag": asked})["items"] == []

    @pytest.mark.parametrize("asked", ["inter", "interim management", "%", "int_rim", "elan"])
    def test_a_tag_is_meant_whole(self, read, brands, asked):
        make_content(home_of(brands[0]), tags=["interim", "Élan"])
        assert ids(read("/brands/iduet/pages", {"tag": asked})) == []

    def test_it_is_no_oracle_for_what_is_not_public(self, read, brands):
        for brand in brands:
            home = home_of(brand)
            make_content(home, tags=["secret"], publish=False)
            private = make_content(home, tags=["secret"])
            PageViewRestriction.objects.create(page=private, restriction_type="login")
            changed = make_content(home, tags=["public"])
            changed.page_tags = [PageTag(word="secret")]
            changed.save_revision()
            assert read(f"/brands/{brand.key}/pages", {"tag": "secret"})["count"] == 0
            answer = read(f"/brands/{brand.key}/pages", {"tag": "public", "fields": "tags"})
            assert [(item["card"]["id"], item["part"]["tags"]) for item in answer["items"]] == [
                (changed.pk, ["public"])
            ]
            assert read(f"/brands/{brand.key}/pages/{changed.pk}")["page"]["tags"] == ["public"]

    def test_the_list_changes_when_a_page_gets_the_tag(self, ask, brands):
        page = make_content(home_of(brands[0]))
        stored = {brand.key: tags_of(ask(f"/brands/{brand.key}/pages", {"tag": "interim"})) for brand in brands}
        page.page_tags = [PageTag(word="interim")]
        page.save_revision().publish()
        published = set(Change.objects.filter(object_id=str(page.pk)).latest("pk").tags)
        assert stored["iduet"] & published
        assert not stored["finhire"] & published

    def test_search_finds_words_of_the_page_and_not_of_its_tags(self, read, brands):
        make_content(home_of(brands[0]), "Terms", tags=["unseen"])
        assert read("/brands/iduet/pages", {"q": "unseen"})["count"] == 0


def tags_of(response) -> set[str]:
    return set(response["Cache-Tag"].split(","))


class TestPieces:
    @pytest.mark.parametrize("sort", ["path", "-title", "updated_at"])
    def test_a_walk_meets_every_page_once_although_others_come_and_go(self, read, iduet, finhire, sort):
        home = home_of(iduet)
        pages = [make_content(home, "Same title") for _ in range(5)]
        query = {"sort": sort, "limit": 2, "type": "content"}
        seen = ids(first := read("/brands/iduet/pages", query))
        Page.objects.filter(pk=seen[0]).delete()
        make_contact(home, "Another title")
        cursor = first["next"]
        while cursor:
            piece = read("/brands/iduet/pages", {**query, "cursor": cursor})
            seen += ids(piece)
            cursor = piece["next"]
        assert sorted(seen) == [page.pk for page in pages]

    def test_links_name_the_next_piece(self, ask, site):
        response = ask("/brands/iduet/pages", {"limit": 1, "sort": "title"})
        first, following = response["Link"].split(", ")
        assert first == '</api/v1/brands/iduet/pages?limit=1&sort=title>; rel="first"'
        address = following.partition(">")[0].lstrip("<").removeprefix("/api/v1")
        assert ids(ask(address).json()) == [site[1].pk] or ids(ask(address).json()) == [site[0].pk]

    def test_a_cursor_belongs_to_its_list(self, read, refusal, site):
        cursor = read("/brands/iduet/pages", {"limit": 1})["next"]
        refused = (400, "invalid-parameter", ["cursor"])
        assert refusal("/brands/iduet/pages", {"limit": 1, "cursor": cursor, "sort": "title"}) == refused
        assert refusal("/brands/finhire/pages", {"limit": 1, "cursor": cursor}) == refused
        for wrong in ("x", "", f"{cursor}x", cursor.replace(":", ""), "W10:x"):
            assert refusal("/brands/iduet/pages", {"cursor": wrong}) == refused


class TestFields:
    def test_only_what_is_asked_for_is_there(self, read, site):
        items = read("/brands/iduet/pages", {"fields": "seo.title,hero.alt,facts,introduction.markdown"})["items"]
        assert {item["page"] for item in items} == {None}
        assert items[1]["part"] == {
            "id": site[1].pk,
            "type": "specialism",
            "seo": {"title": "Cloud"},
            "hero": {"alt": site[1].hero_image.description},
            "facts": [],
            "introduction": {"markdown": ""},
        }
        assert items[2]["part"].keys() == {"id", "type", "seo", "hero", "introduction"}
        assert items[2]["part"]["hero"] is None

    def test_everything_is_the_page_itself(self, read, site):
        items = read("/brands/iduet/pages", {"fields": "*"})["items"]
        for item in items:
            assert item["part"] is None
            assert item["page"] == read(f"/brands/iduet/pages/{item['card']['id']}")["page"]

    def test_with_the_layout_around_all_of_them(self, read, refusal, site):
        assert read("/brands/iduet/pages")["layout"] is None
        assert read("/brands/iduet/pages", {"include": "layout"})["layout"] == read("/brands/iduet/layout")
        assert refusal("/brands/iduet/pages", {"include": "children"}) == (400, "invalid-parameter", ["include"])


class TestWalks:
    @pytest.fixture(autouse=True)
    def _nobody_else_writes(self, monkeypatch):
        """PostgreSQL settles nothing of the transaction that a test runs in."""
        settle_all(monkeypatch)

    def test_the_first_piece_names_the_place_in_the_log_from_which_nothing_is_missed(self, read, site, iduet, finhire):
        first = read("/brands/iduet/pages", {"limit": 1})
        assert read("/brands/iduet/pages", {"limit": 1, "cursor": first["next"]})["changes"] is None
        site[2].title = "Omega"
        site[2].save_revision().publish()
        later = settled_after(*row_at(iduet, first["changes"]), most=100)
        assert str(site[2].pk) in [row.object_id for row in later]

    def test_what_changes_while_an_answer_is_made_is_after_its_place(self, read, site, iduet, monkeypatch):
        real = pages_endpoint.page_items

        def meanwhile(*args):
            site[1].title = "Changed meanwhile"
            site[1].save_revision().publish()
            return real(*args)

        monkeypatch.setattr(pages_endpoint, "page_items", meanwhile)
        place = read("/brands/iduet/pages")["changes"]
        assert str(site[1].pk) in [row.object_id for row in settled_after(*row_at(iduet, place), most=100)]

    def test_another_brands_changes_do_not_move_it(self, read, site, finhire):
        place = read("/brands/iduet/pages")["changes"]
        make_content(home_of(finhire))
        assert read("/brands/iduet/pages")["changes"] == place


class TestRefusals:
    @pytest.mark.parametrize(
        ("query", "parameter"),
        [
            ({"limit": 0}, "limit"),
            ({"limit": 101}, "limit"),
            ({"limit": "many"}, "limit"),
            ({"type": "draft"}, "type"),
            ({"parent": "home"}, "parent"),
            ({"parent": 2**64}, "parent"),
            ({"updated_after": "yesterday"}, "updated_after"),
            ({"updated_after": "2026-01-01T00:00:00"}, "updated_after"),
            ({"updated_after": "0001-01-01T00:00:00+14:00"}, "updated_after"),
            ({"sort": "secret"}, "sort"),
            ({"fields": "password"}, "fields"),
            ({"fields": "seo.title.x"}, "fields"),
            ({"tag": "x" * 61}, "tag"),
            ({"tag": ",".join("abcdefghijklm")}, "tag"),
            ({"q": ""}, "q"),
            ({"q": "x" * 101}, "q"),
        ],
    )
    def test_a_parameter_that_cannot_be_used(self, refusal, iduet, query, parameter):
        assert refusal("/brands/iduet/pages", query) == (400, "invalid-parameter", [parameter])

    def test_twice_is_refused(self, refusal, iduet):
        assert refusal("/brands/iduet/pages", {"limit": [1, 2]}) == (400, "invalid-parameter", ["limit"])

    def test_a_brand_that_shows_nothing_yet(self, refusal, iduet, finhire):
        for language in ("nl", "en"):
            home_of(finhire, language).unpublish()
        assert refusal("/brands/finhire/pages") == (404, "not-found", [])


class TestQueries:
    # brands, count, pages; their types' fields, images, links; last change
    @pytest.mark.parametrize(("fields", "expected"), [("", 4), ("*", 7)])
    def test_the_number_does_not_grow_with_the_list(self, queries_of, iduet, finhire, fields, expected):
        index = make_article_index(home_of(iduet))
        query = {"fields": fields} if fields else {}
        counts = []
        for _ in range(2):
            make_article(index, hero_image=make_image(), tags=["one", "two"])
            make_content(home_of(iduet), tags=["one"])
            counts.append(queries_of("/brands/iduet/pages", query))
        assert counts == [expected, expected]
