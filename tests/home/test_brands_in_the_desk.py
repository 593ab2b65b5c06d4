"""Brands in the desk: who sees, makes and changes what, and that nothing is half made."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Collection, Page, Site

from brands.models import Brand, BrandHost, Team
from cms.changes.models import Change
from home.models import HomePage
from home.provisioning.brands import BrandError, BrandOrder, ensure_brand
from home.provisioning.teams import brand_collection
from tests.factories.brands import make_librarian
from tests.factories.editor import form_data

ORDER = {"name": "Watervak", "key": "watervak", "hostname": "watervak.localhost", "languages": ["nl", "en"]}


def edit_url(brand) -> str:
    return reverse("brands:edit", args=[brand.pk])


def fresh(brand) -> Brand:
    return Brand.objects.get(pk=brand.pk)


def everything() -> dict:
    """Numbers of all that a brand consists of."""
    return {model.__name__: model.objects.count() for model in (Brand, Site, Page, Collection, Group, Team, BrandHost)}


class TestWhoSeesWhat:
    def test_administrators_see_all_and_publishers_their_own(self, brands, administrator, publisher_of, desk_client):
        iduet, finhire = brands
        listed = desk_client(administrator).get(reverse("brands:index")).content.decode()
        assert edit_url(iduet) in listed
        assert edit_url(finhire) in listed
        for brand, other in ((iduet, finhire), (finhire, iduet)):
            client = desk_client(publisher_of(brand))
            listed = client.get(reverse("brands:index")).content.decode()
            assert edit_url(brand) in listed
            assert edit_url(other) not in listed
            assert client.get(edit_url(brand)).status_code == 200
            for name in ("edit", "history", "history_results"):
                assert client.get(reverse(f"brands:{name}", args=[other.pk])).status_code == 404

    def test_editors_and_librarians_change_no_brand(self, brands, editor_of, desk_client):
        for user in (editor_of(brands[0]), make_librarian()):
            client = desk_client(user)
            assert reverse("brands:index") not in client.get(reverse("wagtailadmin_home")).content.decode()
            assert client.get(edit_url(brands[0])).status_code in (302, 404)
            assert client.post(edit_url(brands[0]), {"name": "Mine"}).status_code in (302, 404)
        assert fresh(brands[0]).name == "Iduet"

    def test_nobody_is_offered_to_delete_a_brand(self, brands, administrator, desk_client):
        client = desk_client(administrator)
        assert "/delete/" not in client.get(edit_url(brands[0])).content.decode()
        assert client.post(f"/admin/brands/delete/{brands[0].pk}/").status_code == 404
        assert fresh(brands[0])


class TestEditing:
    @pytest.mark.parametrize("which", [0, 1])
    def test_a_publisher_changes_contact_languages_addresses_and_theme(
        self, brands, which, publisher_of, desk_client, site_client
    ):
        brand, other = brands[which], brands[1 - which]
        client = desk_client(publisher_of(brand))
        data = form_data(
            client.get(edit_url(brand)),
            **{
                "email": "post@example.com",
                "phone": "+31 20 123 45 67",
                "colour_primary": "#5b2a86",
                "radius": "round",
                "languages-0-strapline": "Mensen die het doen",
                "languages-0-statement": "Wij vinden mensen.",
                "addresses-TOTAL_FORMS": "1",
                "addresses-0-label": "Kantoor",
                "addresses-0-street": "Straat 1",
                "addresses-0-postal_code": "1234 AB",
                "addresses-0-city": "Utrecht",
                "addresses-0-country": "NL",
                "addresses-0-ORDER": "1",
                "social_links-TOTAL_FORMS": "1",
                "social_links-0-network": "LinkedIn",
                "social_links-0-url": "https://example.com/brand",
                "social_links-0-ORDER": "1",
            },
        )
        Change.objects.all().delete()
        assert client.post(edit_url(brand), data).status_code == 302
        saved = fresh(brand)
        assert (saved.email, saved.colour_primary, saved.radius) == ("post@example.com", "#5b2a86", "round")
        assert saved.language("nl").strapline == "Mensen die het doen"
        assert [address.city for address in saved.addresses.all()] == ["Utrecht"]
        assert [link.network for link in saved.social_links.all()] == ["LinkedIn"]
        assert "--colour-primary: #5b2a86" in site_client(brand, "/theme.css").content.decode()
        assert "#5b2a86" not in site_client(other, "/theme.css").content.decode()
        assert f"brand:{brand.key}" in {tag for change in Change.objects.all() for tag in change.tags}

    def test_too_little_contrast_is_shown_at_the_field_with_pair_and_ratio(self, brands, publisher_of, desk_client):
        client = desk_client(publisher_of(brands[0]))
        data = form_data(client.get(edit_url(brands[0])), colour_link="#ffd166", colour_primary="#zzzzzz")
        response = client.post(edit_url(brands[0]), data)
        assert response.status_code == 200
        errors = response.context["form"].errors
        assert errors["colour_link"][0].startswith("“link” op “achtergrond” heeft een contrast van 1.4")
        assert "minstens 4.5 : 1" in errors["colour_link"][0]
        assert "#1b3a6b" in errors["colour_primary"][0]
        assert "#ffd166" in response.content.decode()  # what was typed stays
        assert fresh(brands[0]).colour_link != "#ffd166"

    def test_key_and_hosts_are_not_the_publishers(self, brands, publisher_of, desk_client):
        iduet = brands[0]
        client = desk_client(publisher_of(iduet))
        data = form_data(client.get(edit_url(iduet)))
        assert "hostname" not in data
        assert "key" not in data
        data |= {"hostname": "mine.localhost", "key": "mine", "host_aliases-TOTAL_FORMS": "1"}
        data |= {"host_aliases-INITIAL_FORMS": "0", "host_aliases-0-hostname": "alias.localhost"}
        assert client.post(edit_url(iduet), data).status_code == 302
        saved = fresh(iduet)
        assert (saved.key, saved.host, saved.host_aliases.count()) == ("iduet", "iduet.localhost", 0)

    def test_who_changes_the_hosts_is_told_to_others_only(self, brands, publisher_of, administrator, desk_client):
        for brand in brands:
            address, told = reverse("brands:edit", args=[brand.pk]), "Een beheerder kan de hostnamen wijzigen."
            assert told in desk_client(publisher_of(brand)).get(address).text
            assert told not in desk_client(administrator).get(address).text

    def test_name_and_company_are_the_administrators(self, brands, publisher_of, administrator, desk_client):
        for brand in brands:
            client = desk_client(publisher_of(brand))
            data = form_data(client.get(edit_url(brand)))
            theirs = {"name": f"New {brand.key}", "legal_name": "New B.V.", "front_end_url": "https://new.example"}
            theirs |= {"registration": "KvK 1", "domain": "new.example", "group_order": "1", "headless_only": "on"}
            assert not theirs.keys() & data.keys()
            before = Brand.objects.values(*theirs).get(pk=brand.pk)
            assert client.post(edit_url(brand), data | theirs).status_code == 302
            assert Brand.objects.values(*theirs).get(pk=brand.pk) == before
            client = desk_client(administrator)
            data = form_data(client.get(edit_url(brand)))
            assert client.post(edit_url(brand), data | theirs).status_code == 302
            assert fresh(brand).name == f"New {brand.key}"

    def test_what_is_wrong_with_a_field_that_she_does_not_see_is_said(self, brands, publisher_of, desk_client):
        Brand.objects.filter(pk=brands[0].pk).update(headless_only=True, front_end_url="")
        client = desk_client(publisher_of(brands[0]))
        refused = client.post(edit_url(brands[0]), form_data(client.get(edit_url(brands[0])), phone="+31 20 123 45 67"))
        assert refused.status_code == 200
        assert refused.context["form"].non_field_errors()
        assert fresh(brands[0]).phone == ""

    def test_a_new_language_gets_its_home_page_and_dutch_stays(self, brands, administrator, desk_client):
        order = BrandOrder("watervak", "Watervak", "watervak.localhost", ["nl"], 8000)
        brand, _ = ensure_brand(order)
        client = desk_client(administrator)
        response = client.get(edit_url(brand))
        english = HomePage.objects.filter(locale__language_code="en").first().locale
        added = {"languages-TOTAL_FORMS": "2", "languages-1-locale": english.pk, "languages-1-ORDER": "2"}
        assert client.post(edit_url(brand), form_data(response, **added)).status_code == 302
        root = HomePage.objects.get(translation_key=brand.site.root_page.translation_key, locale=english)
        assert root.live
        assert {permission.group.team.brand_id for permission in root.group_permissions.all()} == {brand.pk}

        data = form_data(client.get(edit_url(brand)), **{"languages-0-DELETE": "1"})
        refused = client.post(edit_url(brand), data)
        assert refused.status_code == 200
        assert "heeft altijd Nederlands" in refused.content.decode()
        twice = form_data(client.get(edit_url(brand)), **{"languages-1-locale": brand.site.root_page.locale_id})
        assert client.post(edit_url(brand), twice).status_code == 200
        assert {row.locale.language_code for row in fresh(brand).languages.all()} == {"nl", "en"}

    def test_a_new_name_takes_teams_and_collection_along(self, brands, administrator, desk_client, editor_of):
        iduet, finhire = brands
        editor = editor_of(iduet)
        collection = brand_collection(iduet)
        client = desk_client(administrator)
        assert client.post(edit_url(iduet), form_data(client.get(edit_url(iduet)), name="Iduet IT")).status_code == 302
        assert brand_collection(fresh(iduet)).pk == collection.pk
        assert [group.name for group in editor.groups.all()] == ["Iduet IT editors"]
        assert (Team.objects.count(), Collection.objects.filter(name="Iduet").exists()) == (5, False)
        refused = client.post(edit_url(iduet), form_data(client.get(edit_url(iduet)), name="FINHIRE"))
        assert "Een ander merk heeft deze naam al." in refused.context["form"].errors["name"]
        assert (fresh(iduet).name, fresh(finhire).name) == ("Iduet IT", "Finhire")


class TestHosts:
    def change(self, client, brand, **changes):
        return client.post(edit_url(brand), form_data(client.get(edit_url(brand)), **changes))

    def test_a_new_host_answers_and_the_old_one_leads_to_it(self, brands, administrator, desk_client, client):
        iduet = brands[0]
        assert self.change(desk_client(administrator), iduet, hostname=" IT.localhost ").status_code == 302
        saved = fresh(iduet)
        assert (saved.host, [alias.hostname for alias in saved.host_aliases.all()]) == (
            "it.localhost",
            ["iduet.localhost"],
        )
        assert client.get("/theme.css", headers={"host": "it.localhost"}).status_code == 200
        moved = client.get("/en/?a=1", headers={"host": "iduet.localhost"})
        assert (moved.status_code, moved["Location"]) == (301, "http://it.localhost:8000/en/?a=1")
        assert self.change(desk_client(administrator), iduet, hostname="iduet.localhost").status_code == 302
        assert [alias.hostname for alias in fresh(iduet).host_aliases.all()] == ["it.localhost"]

    @pytest.mark.parametrize(
        ("hostname", "message"),
        [
            ("finhire.localhost", "is al van een ander merk"),
            ("old.finhire.localhost", "is al van een ander merk"),
            ("desk.localhost", "hostnaam van de redactieomgeving"),
            ("https://x.localhost/", "geen hostnaam"),
            ("", "verplicht"),
        ],
    )
    def test_a_host_that_cannot_be_is_refused_at_its_field(self, brands, administrator, desk_client, hostname, message):
        iduet, finhire = brands
        BrandHost.objects.create(brand=finhire, hostname="old.finhire.localhost")
        response = self.change(desk_client(administrator), iduet, hostname=hostname)
        assert message in response.context["form"].errors["hostname"][0]
        assert (fresh(iduet).host, fresh(iduet).host_aliases.count()) == ("iduet.localhost", 0)


class TestMaking:
    def test_an_administrator_makes_a_brand_that_answers(self, brands, administrator, desk_client, client):
        signed_in = desk_client(administrator)
        new = reverse("brands:add")
        offered = form_data(signed_in.get(new))
        assert {"name", "key", "hostname", "languages"} <= set(offered)
        response = signed_in.post(new, ORDER)
        brand = Brand.objects.get(key="watervak")
        assert response["Location"] == edit_url(brand)
        assert (brand.name, brand.host) == ("Watervak", "watervak.localhost")
        assert {row.locale.language_code for row in brand.languages.all()} == {"nl", "en"}
        assert {team.kind for team in brand.teams.all()} == {"editors", "publishers"}
        assert signed_in.get(edit_url(brand)).status_code == 200
        assert client.get("/theme.css", headers={"host": "watervak.localhost"}).status_code == 200

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("key", "iduet", "al een merk met deze sleutel"),
            ("key", "Water vak", ""),
            ("key", "9water", "kleine letters"),
            ("key", "taken", "hoofdpagina"),
            ("name", "iduet", "Een ander merk heeft deze naam al."),
            ("name", "Iduet Group", "is de groep zelf"),
            ("name", "", ""),
            ("hostname", "finhire.localhost", "is al van"),
            ("hostname", "api.localhost", "hostnaam van de redactieomgeving of van de API"),
            ("hostname", "no host", "geen hostnaam"),
            ("languages", ["en"], "De eerste taal is nl"),
            ("languages", ["nl", "xx"], "xx"),
            ("languages", [], ""),
        ],
    )
    def test_what_cannot_be_is_said_at_its_field_and_nothing_is_half_made(
        self, brands, administrator, desk_client, field, value, message
    ):
        root = Page.get_first_root_node()
        root.add_child(instance=HomePage(title="Taken", slug="taken-nl", locale=root.get_children().first().locale))
        client = desk_client(administrator)
        before = everything()
        response = client.post(reverse("brands:add"), {**ORDER, field: value})
        assert response.status_code == 200
        assert list(response.context["form"].errors) == [field]
        assert message in " ".join(response.context["form"].errors[field])
        assert ORDER["name"] in response.content.decode() or field == "name"  # what was typed stays
        assert everything() == before

    def test_who_is_no_administrator_makes_none(self, brands, publisher_of, editor_of, desk_client):
        before = everything()
        for user in (publisher_of(brands[0]), editor_of(brands[1]), make_librarian()):
            client = desk_client(user)
            assert client.get(reverse("brands:add")).status_code == 302
            assert client.post(reverse("brands:add"), ORDER).status_code == 302
        assert {**everything(), "Group": before["Group"]} == before

    def test_the_command_gives_the_same_errors(self, brands):
        before = everything()
        for order in (
            BrandOrder("Water vak", "Watervak", "watervak.localhost"),
            BrandOrder("watervak", "Finhire", "watervak.localhost"),
            BrandOrder("watervak", "Watervak", "iduet.localhost"),
        ):
            with pytest.raises(BrandError):
                ensure_brand(order)
        assert everything() == before
