"""Host names, aliases and addresses of brands."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import translation

from brands.directory import BrandDirectory
from brands.models import Brand, BrandHost, BrandLanguage, Team
from brands.models.brand import validate_hostname
from home.provisioning.brands import locale_of


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def refusals(check, *args, **kwargs) -> list[str]:
    """What a validation has to say; nothing where it accepts."""
    try:
        check(*args, **kwargs)
    except ValidationError as error:
        return error.messages
    return []


class TestHostNames:
    @pytest.mark.parametrize(
        "name", ["iduet.nl", "www.iduet.nl", "localhost", "a.b.c.d.e", "xn--caf-dma.nl", "1.2.3.4", "a" * 63, "a-b.nl"]
    )
    def test_accepted(self, name):
        assert refusals(validate_hostname, name) == []

    @pytest.mark.parametrize(
        "name",
        [
            "", " ", "Iduet.nl", "iduet.nl.", ".iduet.nl", "iduet..nl", "-iduet.nl", "iduet-.nl", "iduet_x.nl",
            "https://iduet.nl", "iduet.nl:8000", "iduet.nl/", "café.nl", "a" * 64, ".".join(["a" * 63] * 4),
            "iduet.nl\n", "iduet.nl\x00", "*.iduet.nl", "iduet .nl", "[::1]", "iduet.nl#", "iduet.nl@evil.example",
        ],
    )  # fmt: skip
    def test_refused_naming_what_was_given(self, name):
        with pytest.raises(ValidationError) as refused:
            validate_hostname(name)
        assert f"“{name}” is not a host name" in refused.value.messages[0]


class TestAliases:
    def refusal(self, brand, hostname) -> str:
        with pytest.raises(ValidationError) as refused:
            BrandHost(brand=brand, hostname=hostname).full_clean()
        return refused.value.message_dict["hostname"][0]

    def test_a_host_of_its_own(self, brands):
        alias = BrandHost(brand=brands[0], hostname="www.iduet.nl")
        assert refusals(alias.full_clean) == []
        alias.save()
        assert BrandDirectory().by_host("www.iduet.nl") == (brands[0], False)

    @pytest.mark.parametrize("host", ["desk.localhost", "api.localhost"])
    def test_not_the_desk_and_not_the_api(self, brands, host):
        assert self.refusal(brands[0], host) == "This is the host of the desk or of the API."

    @pytest.mark.parametrize("host", ["iduet.localhost", "finhire.localhost"])
    def test_no_canonical_host_of_any_brand(self, brands, host):
        assert self.refusal(brands[0], host) == "This is the canonical host of a brand."

    def test_no_alias_of_another_brand(self, brands):
        BrandHost.objects.create(brand=brands[1], hostname="www.iduet.nl")
        assert "already exists" in self.refusal(brands[0], "www.iduet.nl")

    def test_malformed(self, brands):
        assert "is not a host name" in self.refusal(brands[0], "www.iduet.nl/")


class TestRootUrl:
    @pytest.mark.parametrize(
        ("https", "port", "address"),
        [
            (False, 8000, "http://iduet.localhost:8000"),
            (False, 80, "http://iduet.localhost"),
            (True, 443, "https://iduet.localhost"),
            (True, 8443, "https://iduet.localhost:8443"),
        ],
    )
    def test_scheme_host_and_unusual_port(self, iduet, settings, https, port, address):
        settings.HTTPS = https
        iduet.site.port = port
        assert iduet.root_url == address


class TestBrand:
    @pytest.mark.parametrize("key", ["iduet", "iduet-nl", "a1"])
    def test_keys(self, key):
        assert refusals(Brand(key=key, name="Iduet").clean_fields, exclude=["site"]) == []

    @pytest.mark.parametrize("key", ["", "Iduet", "1duet", "-iduet", "i duet", "café", "a" * 41, "iduet\n", "i_duet"])
    def test_keys_refused(self, key):
        with pytest.raises(ValidationError) as refused:
            Brand(key=key, name="Iduet").clean_fields(exclude=["site"])
        assert "key" in refused.value.message_dict

    @pytest.mark.parametrize("phone", ["020 123 45 67", "+31", "+31 20 abc", "++31 20 123 45 67"])
    def test_a_telephone_number_has_its_country(self, phone):
        with pytest.raises(ValidationError) as refused:
            Brand(key="iduet", name="Iduet", phone=phone).clean_fields(exclude=["site"])
        assert "country code" in refused.value.message_dict["phone"][0]

    def test_texts_by_language(self, iduet):
        row = BrandLanguage.objects.get(brand=iduet, locale__language_code="en")
        row.strapline = "People for IT"
        row.save()
        brand = Brand.objects.get(pk=iduet.pk)
        assert brand.language("en").strapline == "People for IT"
        assert brand.language("nl").strapline == ""
        assert brand.language("de") is None

    def test_a_language_stands_once(self, iduet):
        with pytest.raises(IntegrityError), transaction.atomic():
            BrandLanguage.objects.create(brand=iduet, locale=locale_of("en"))

    def test_its_site_stays_as_long_as_it_does(self, iduet):
        with pytest.raises(ProtectedError):
            iduet.site.delete()


class TestTeams:
    @pytest.mark.parametrize(("kind", "owned"), [("librarians", True), ("editors", False), ("publishers", False)])
    def test_a_team_is_of_a_brand_or_of_the_librarians(self, brands, kind, owned):
        group = Team.objects.first().group
        Team.objects.all().delete()
        with pytest.raises(IntegrityError), transaction.atomic():
            Team.objects.create(group=group, kind=kind, brand=brands[0] if owned else None)
