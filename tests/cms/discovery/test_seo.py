"""What search engines and share cards are told of a page: the same in its HTML and in the API, and true."""

import json
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory

from brands.models import BrandAddress, BrandSocialLink
from cms.library.models import Role
from tests.factories.brands import home_of, make_brand
from tests.factories.library import make_example, make_question, make_role, make_version
from tests.factories.media import make_image
from tests.factories.pages import (
    make_article,
    make_article_index,
    make_comparison,
    make_content,
    make_examples,
    make_faq,
    make_mirror,
    make_role_page,
    make_specialism,
)

HOSTILE = "</script><script>alert(1)</script><!-- & 'quotes' \" \u2028"


@pytest.fixture
def told(client, site_client):
    """`told(page)` gives what a page's HTML head and what the API says of it."""

    def both(brand, page):
        html = BeautifulSoup(site_client(brand, page.url_path_on_site).content, "html.parser")
        answer = client.get(
            f"/api/v1/brands/{brand.key}/pages/{page.pk}", headers={"host": "api.localhost:8000"}
        ).json()
        return html, answer["page"]["seo"]

    return both


def place(page):
    """The page, which then knows its path on the brand's site."""
    page.url_path_on_site = page.get_url_parts()[2]
    return page


def graph_in(html) -> dict:
    (script,) = html.find_all("script", type="application/ld+json")
    return json.loads(script.string)


def node(graph: dict, kind: str) -> dict:
    (found,) = [one for one in graph["@graph"] if one["@type"] == kind]
    return found


def references(value, top: bool = True) -> Iterator[str]:
    """Every reference inside a node: an object that is nothing but an `@id`."""
    if isinstance(value, dict):
        if value.keys() == {"@id"}:
            yield value["@id"]
        for inside in value.values():
            yield from references(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from references(inside)


def pages_of_every_kind(brand) -> list:
    home = home_of(brand)
    role = make_role(f"CIO of {brand}", topics=json.dumps([{"type": "topic", "value": "strategy"}]))
    other = Role.objects.filter(short_name="Shared").first() or make_role("Shared")
    specialism = make_specialism(home, "IT", hero_image=make_image())
    body = [
        {"type": "role_cards", "value": {"roles": [role.pk, other.pk]}},
        {"type": "questions", "value": {"questions": [make_question().pk, make_question(brand=brand).pk]}},
    ]
    index = make_article_index(home)
    return [
        home,
        specialism,
        make_comparison(specialism, [role, other], body=body),
        make_role_page(home, role, slug="cio"),
        make_faq(home, [make_question(), make_question()]),
        make_examples(home, [make_example()]),
        index,
        make_article(index),
        make_content(home),
    ]


@pytest.mark.crawl
class TestGraph:
    def test_every_reference_leads_to_a_node_and_html_says_what_the_api_says(self, told, iduet, finhire):
        seen = set()
        for brand in (iduet, finhire):
            for page in map(place, pages_of_every_kind(brand)):
                html, seo = told(brand, page)
                graph = seo["json_ld"]
                assert graph_in(html) == graph, page
                names = [one["@id"] for one in graph["@graph"]]
                assert len(names) == len(set(names))
                assert set(references(graph["@graph"])) <= set(names), page
                seen |= {one["@type"] for one in graph["@graph"]}
                assert node(graph, "WebPage")["url"] == seo["canonical"]
        assert seen == {"Organization", "WebSite", "WebPage", "BreadcrumbList", "FAQPage", "Occupation", "Article"}

    def test_every_reference_resolves_across_all_four_domains(self, told, brands):
        """What a graph names on another domain is what that domain's own pages call so, and of the same type."""
        four = [*brands, make_brand("gridmasters"), make_brand("tomorrowsleaders")]
        named: dict[str, dict[str, set[str]]] = {}
        wanted: set[tuple[str, str]] = set()
        for brand in four:
            for page in map(place, [*pages_of_every_kind(brand), home_of(brand, "en")]):
                graph = told(brand, page)[1]["json_ld"]
                for one in graph["@graph"]:
                    named.setdefault(one["@id"], {}).setdefault(one["@type"], set()).add(brand.key)
                wanted |= {(brand.key, one) for one in references(graph["@graph"])}
        hosts = {brand.key: f"http://{brand.host}:8000/" for brand in four}
        for key, name in wanted:
            assert name in named, f"{key} refers to {name}, which no page of any domain says anything of"
            owner = next(each for each, host in hosts.items() if name.startswith(host))
            assert owner in set().union(*named[name].values()), f"{name} is not told on its own domain"
        assert all(len(types) == 1 for types in named.values())
        organizations = {name for name, types in named.items() if "Organization" in types}
        assert len(organizations) == 5
        for name in organizations:
            assert named[name]["Organization"] == set(hosts)
        assert {types for found in named.values() for types in found} == {
            "Organization", "WebSite", "WebPage", "BreadcrumbList", "FAQPage", "Occupation", "Article",
        }  # fmt: skip

    def test_the_group_and_its_brands_have_the_same_names_on_every_domain(self, told, iduet, finhire):
        organizations = []
        for brand in (iduet, finhire):
            graph = told(brand, place(home_of(brand)))[1]["json_ld"]
            found = {one["@id"]: one for one in graph["@graph"] if one["@type"] == "Organization"}
            assert graph["@graph"][0]["@id"] in found
            organizations.append(found)
        ours, theirs = organizations
        assert (
            ours.keys()
            == theirs.keys()
            == {
                "http://finhire.localhost:8000/#group",
                "http://finhire.localhost:8000/#organization",
                "http://iduet.localhost:8000/#organization",
            }
        )
        group = ours["http://finhire.localhost:8000/#group"]
        assert group["subOrganization"] == [{"@id": one} for one in ours if one != group["@id"]]
        assert all(one["parentOrganization"] == {"@id": group["@id"]} for one in ours.values() if one != group)

    def test_a_brand_says_of_itself_what_it_is_and_nothing_of_its_sister(self, told, iduet, finhire):
        for brand in (iduet, finhire):
            brand.legal_name, brand.email, brand.phone = f"{brand.name} B.V.", f"info@{brand.key}.nl", "+31 20 1234567"
            brand.logo_light = make_image(purpose="logo")
            brand.save()
            BrandAddress.objects.create(brand=brand, label=f"Office {brand}", street="A 1", postal_code="1", city="B")
            BrandSocialLink.objects.create(brand=brand, network="LinkedIn", url=f"https://example.com/{brand.key}")
        graph = told(iduet, place(home_of(iduet)))[1]["json_ld"]
        by_name = {one["name"]: one for one in graph["@graph"] if one["@type"] == "Organization"}
        own = by_name["Iduet"]
        assert (own["legalName"], own["email"]) == ("Iduet B.V.", "info@iduet.nl")
        assert own["sameAs"] == ["https://example.com/iduet"]
        assert own["address"][0]["name"] == "Office Iduet"
        assert own["logo"]["url"].startswith("http://iduet.localhost:8000/media/")
        assert by_name["Finhire"].keys() == {"@type", "@id", "name", "url", "parentOrganization"}

    @pytest.mark.parametrize(("logo", "icon", "told_of"), [
        ((600, 145), (512, 512), "logo"), ((600, 83), (512, 512), "icon"), ((600, 83), (32, 32), "logo"),
        ((600, 83), None, "logo"), (None, (512, 512), None),
    ])  # fmt: skip
    def test_a_logo_is_as_large_as_search_engines_ask(self, told, iduet, finhire, logo, icon, told_of):
        for brand in (iduet, finhire):
            brand.logo_light = logo and make_image("logo", size=logo, purpose="logo")
            brand.favicon = icon and make_image("icon", size=icon, purpose="icon")
            brand.save()
        graph = told(finhire, place(home_of(finhire)))[1]["json_ld"]
        (own,) = [one for one in graph["@graph"] if one.get("name") == finhire.name and one["@type"] == "Organization"]
        shown = own.get("logo")
        assert (shown and (shown["width"], shown["height"])) == (told_of and {"logo": logo, "icon": icon}[told_of])

    def test_questions_equal_the_visible_text(self, told, iduet, finhire):
        answer = "<p>First <b>bold</b>, then:</p><ul><li>one</li><li>two &amp; three</li></ul>"
        questions = [make_question("What is a CIO?", answer=answer), make_question("And a <CTO> & co?")]
        make_version(questions[0], finhire, answer="<p>Ours</p>")
        for brand in (iduet, finhire):
            html, seo = told(brand, place(make_faq(home_of(brand), questions)))
            asked = node(seo["json_ld"], "FAQPage")["mainEntity"]
            shown = html.find_all("details", class_="question")
            assert len(asked) == len(shown) == 2
            for one, element in zip(asked, shown, strict=True):
                assert one["name"] == element.find("h3").get_text()
                visible = element.find(class_="question__answer").get_text()
                assert "".join(one["acceptedAnswer"]["text"].split()) == "".join(visible.split())
        assert asked[0]["acceptedAnswer"]["text"] == "Ours"
        assert asked[1]["name"] == "And a <CTO> & co?"

    def test_words_stay_apart(self, told, iduet, finhire):
        answer = "<p>First <b>bold</b>, then:</p><ul><li>one</li><li>two</li></ul>"
        seo = told(iduet, place(make_faq(home_of(iduet), [make_question(answer=answer)])))[1]
        assert node(seo["json_ld"], "FAQPage")["mainEntity"][0]["acceptedAnswer"]["text"] == "First bold, then: one two"

    def test_breadcrumbs_lead_from_the_home_page_to_the_page(self, told, iduet, finhire):
        page = place(make_content(make_specialism(home_of(iduet), "IT", slug="it"), "Terms", slug="terms"))
        steps = node(told(iduet, page)[1]["json_ld"], "BreadcrumbList")["itemListElement"]
        root = "http://iduet.localhost:8000"
        assert [(step["position"], step["name"], step["item"]) for step in steps] == [
            (1, "Home", f"{root}/"),
            (2, "IT", f"{root}/it/"),
            (3, "Terms", f"{root}/it/terms/"),
        ]

    def test_a_role_with_its_salary_has_one_name_wherever_it_is_shown(self, told, iduet, finhire):
        salary = {"salary_minimum": 90000, "salary_maximum": 120000, "salary_source": "S"}
        role = make_role("CIO", **salary, salary_reference_date="2026-01-01")
        pages = [
            make_role_page(home_of(iduet), role, slug="cio"),
            make_specialism(home_of(iduet), body=[{"type": "role_cards", "value": {"roles": [role.pk]}}]),
        ]
        found = [node(told(iduet, place(page))[1]["json_ld"], "Occupation") for page in pages]
        assert found[0] == found[1]
        assert found[0]["url"] == "http://iduet.localhost:8000/cio/"
        assert found[0]["estimatedSalary"]["value"] == {
            "@type": "QuantitativeValue",
            "minValue": 90000,
            "maxValue": 120000,
            "unitText": "YEAR",
        }

    def test_no_text_ends_the_element_that_it_stands_in(self, told, iduet, finhire, site_client):
        page = place(make_content(home_of(iduet), HOSTILE, seo_title=HOSTILE, search_description=HOSTILE))
        html, seo = told(iduet, page)
        assert graph_in(html) == seo["json_ld"]
        assert node(graph_in(html), "WebPage")["description"] == HOSTILE
        assert b"<script>alert" not in site_client(iduet, page.url_path_on_site).content


class TestHead:
    def test_alternates_only_between_real_translations(self, told, iduet, finhire):
        alone = place(make_content(home_of(iduet), slug="alone"))
        dutch = place(make_content(home_of(iduet), slug="voorwaarden"))
        english = dutch.copy_for_translation(home_of(iduet, "en").locale)
        english.slug = "terms"
        revision = english.save_revision()
        assert told(iduet, dutch)[1]["alternates"] == []
        revision.publish()
        mirror = place(make_mirror(dutch, home_of(finhire), "mirror"))
        assert (told(iduet, alone)[1]["alternates"], told(finhire, mirror)[1]["alternates"]) == ([], [])
        html, seo = told(iduet, dutch)
        root = "http://iduet.localhost:8000"
        both = [("en", f"{root}/en/terms/"), ("nl", f"{root}/voorwaarden/")]
        assert [(one["language"], one["url"]) for one in seo["alternates"]] == both
        assert [(one["hreflang"], one["href"]) for one in html.find_all("link", hreflang=True)] == both

    def test_until_a_card_is_drawn_the_brands_picture_or_the_pages(self, told, iduet, finhire):
        picture = make_image("hero")
        iduet.social_image = make_image("social", size=(1200, 630), purpose="social")
        iduet.save()
        ours, theirs = (
            make_content(home_of(brand), hero_image=picture, hero_image_alt="Two people") for brand in (iduet, finhire)
        )
        none = make_content(home_of(finhire))
        for brand, page, file in ((iduet, ours, iduet.social_image.file), (finhire, theirs, picture.file)):
            html, seo = told(brand, place(page))
            image = seo["social_image"]
            assert image["url"] == f"http://{brand.host}:8000{file.url}"
            assert html.find("meta", property="og:image")["content"] == image["url"]
            assert int(html.find("meta", property="og:image:width")["content"]) == image["width"]
            primary = node(seo["json_ld"], "WebPage")["primaryImageOfPage"]
            assert primary["url"] == f"http://{brand.host}:8000{picture.file.url}"
        assert image["alt"] == "Two people"
        html, seo = told(finhire, place(none))
        assert (seo["social_image"], html.find("meta", property="og:image")) == (None, None)

    def test_canonical_and_robots(self, told, iduet, finhire):
        source = make_content(home_of(iduet), slug="source")
        alias = place(make_mirror(source, home_of(finhire), "mirror"))
        html, seo = told(finhire, alias)
        assert html.find("link", rel="canonical")["href"] == seo["canonical"] == "http://iduet.localhost:8000/source/"
        assert html.find("meta", attrs={"name": "robots"})["content"] == seo["robots"]
        assert seo["robots"].startswith("index, follow")

    def test_a_preview_asks_not_to_be_listed(self, iduet, finhire):
        request = RequestFactory().get("/")
        page = make_content(home_of(iduet))
        response = page.serve_preview(request, page.default_preview_mode)
        html = BeautifulSoup(response.render().content, "html.parser")
        assert html.find("meta", attrs={"name": "robots"})["content"] == "noindex, nofollow"
