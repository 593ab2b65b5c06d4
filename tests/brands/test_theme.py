"""Themes: contrast by WCAG, custom properties, design tokens, and both over HTTP."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from brands.models import Brand
from brands.theme import (
    CONTRAST_PAIRS,
    RADII,
    SPACINGS,
    ThemeTokens,
    contrast_ratio,
    css_stack,
    relative_luminance,
    stylesheet_text,
)
from brands.typefaces import TYPE_PAIRS


def theme(**tokens) -> Brand:
    return Brand(key="iduet", name="Iduet", **tokens)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


class TestContrast:
    @pytest.mark.parametrize(
        ("first", "second", "ratio"),
        [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#777777", "#ffffff", 4.48),  # the grey that just fails, from WCAG's own understanding documents
            ("#767676", "#ffffff", 4.54),  # the lightest grey that passes
            ("#949494", "#ffffff", 3.03),
            ("#ff0000", "#ffffff", 4.00),
            ("#008000", "#ffffff", 5.14),
            ("#0000ff", "#ffffff", 8.59),
            ("#ffff00", "#000000", 19.56),
        ],
    )
    def test_known_ratios(self, first, second, ratio):
        assert contrast_ratio(first, second) == pytest.approx(ratio, abs=0.005)
        assert contrast_ratio(second, first) == contrast_ratio(first, second)

    @pytest.mark.parametrize(
        ("colour", "luminance"), [("#000000", 0), ("#ffffff", 1), ("#ff0000", 0.2126), ("#808080", 0.2159)]
    )
    def test_known_luminances(self, colour, luminance):
        assert relative_luminance(colour) == pytest.approx(luminance, abs=0.0001)

    def test_case_does_not_matter(self):
        assert contrast_ratio("#FFD166", "#14213D") == contrast_ratio("#ffd166", "#14213d")


class TestRefusal:
    def test_the_default_theme_passes(self):
        theme().check_contrast()

    @pytest.mark.parametrize(("foreground", "background", "least"), CONTRAST_PAIRS)
    def test_every_pair_is_refused_at_its_foreground_with_names_and_ratio(self, foreground, background, least):
        same = theme(**{f"colour_{background}": "#808080", f"colour_{foreground}": "#858585"})
        with pytest.raises(ValidationError) as refused:
            same.clean()
        messages = refused.value.message_dict[f"colour_{foreground}"]
        names = f"“{same.colour_name(foreground)}” on “{same.colour_name(background)}”"
        (message,) = [text for text in messages if text.startswith(f"{names} has")]
        assert message == f"{names} has a contrast of 1.07 : 1; WCAG AA asks for at least {least} : 1."

    def test_a_ratio_is_rounded_down(self):
        """#777777 on white is 4.478: it must not read 4.48, let alone 4.5."""
        with pytest.raises(ValidationError) as refused:
            theme(colour_muted="#777777").clean()
        assert "“muted text” on “surface” has a contrast of 4.47 : 1" in refused.value.message_dict["colour_muted"][0]

    def test_colours_are_called_in_the_editors_language_as_in_the_form(self):
        with translation.override("nl"), pytest.raises(ValidationError) as refused:
            theme(colour_muted="#777777", colour_surface_alt="#ffffff").clean()
        assert "“gedempte tekst” op “tweede achtergrond”" in " ".join(refused.value.message_dict["colour_muted"])

    def test_the_lightest_grey_that_passes_is_accepted(self):
        theme(colour_muted="#767676", colour_surface="#ffffff", colour_surface_alt="#ffffff").check_contrast()

    @pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "1b3a6b", "#1b3a6b;}", "", "#１23456"])
    def test_what_is_no_colour_is_said_at_its_field(self, colour):
        with pytest.raises(ValidationError) as refused:
            theme(colour_link=colour).clean_fields(exclude=["site"])
        assert "colour_link" in refused.value.message_dict

    def test_saving_in_the_desk_is_refused(self, brands):
        """The form cleans as `full_clean` does; a refused theme leaves the row as it was."""
        brand = brands[0]
        brand.colour_text = "#cccccc"
        with pytest.raises(ValidationError, match="“text” on “surface”"):
            brand.full_clean()
        assert Brand.objects.get(pk=brand.pk).colour_text != "#cccccc"


class TestCustomProperties:
    def test_every_role_font_radius_and_spacing(self):
        properties = theme(colour_on_primary="#FFFFFF", radius="round", spacing="airy").custom_properties()
        assert set(properties) == {
            *(f"--colour-{role.replace('_', '-')}" for role in ThemeTokens.COLOUR_ROLES),
            "--font-heading", "--font-body", "--radius", "--spacing",
        }  # fmt: skip
        assert properties["--colour-on-primary"] == "#ffffff"
        assert (properties["--radius"], properties["--spacing"]) == ("1.25rem", "1.15")

    @pytest.mark.parametrize("pair", TYPE_PAIRS)
    def test_each_type_pair_ends_in_a_generic_family(self, pair):
        properties = theme(type_pair=pair).custom_properties()
        for name in ("--font-heading", "--font-body"):
            assert properties[name].rpartition(", ")[2] in {"serif", "sans-serif"}
            assert "'serif'" not in properties[name]
            assert " Fallback'" in properties[name]

    def test_the_choices_are_those_that_have_values(self):
        field = Brand._meta.get_field
        assert {key for key, _ in field("type_pair").choices} == set(TYPE_PAIRS)
        assert {key for key, _ in field("radius").choices} == set(RADII)
        assert {key for key, _ in field("spacing").choices} == set(SPACINGS)

    def test_a_stack_quotes_names_and_not_generic_families(self):
        assert css_stack(TYPE_PAIRS["editorial"].heading) == "'Ledger Serif', 'Ledger Serif Fallback', 'Georgia', serif"


class TestDesignTokens:
    def test_the_format_of_the_community_group(self):
        tokens = theme(colour_primary="#1F3A8A", radius="square", spacing="compact").design_tokens()
        assert tokens["colour"]["$type"] == "color"
        assert tokens["colour"]["primary"] == {"$value": "#1f3a8a"}
        assert set(tokens["colour"]) == {"$type", *(role.replace("_", "-") for role in ThemeTokens.COLOUR_ROLES)}
        assert tokens["font"]["$type"] == "fontFamily"
        assert tokens["font"]["heading"]["$value"][0] == "Red Hat Display"
        assert tokens["radius"] == {"$type": "dimension", "$value": {"value": 0.0, "unit": "rem"}}
        assert tokens["spacing-scale"] == {"$type": "number", "$value": 0.875}


class TestStylesheet:
    @pytest.mark.parametrize("pair", TYPE_PAIRS)
    def test_faces_and_one_rule(self, pair):
        text = stylesheet_text(theme(type_pair=pair))
        assert text.count("{") == text.count("}")
        assert text.count("@font-face") == 4
        for face in (TYPE_PAIRS[pair].heading, TYPE_PAIRS[pair].body):
            assert f"font-family: '{face.family}';" in text
            assert f"fonts/{face.file}" in text
        assert "font-display: optional" in text

    def test_over_http_each_brand_has_its_own(self, brands, site_client):
        Brand.objects.filter(key="finhire").update(
            colour_primary="#0b3d2e", colour_link="#0b3d2e", type_pair="editorial"
        )
        sheets = {brand.key: site_client(brand, "/theme.css") for brand in brands}
        for response in sheets.values():
            assert response.status_code == 200
            assert response["Content-Type"] == "text/css; charset=utf-8"
            assert "public" in response["Cache-Control"]
            assert not response.cookies
        assert "--colour-primary: #0b3d2e;" in sheets["finhire"].text
        assert "--colour-primary: #1f3a8a;" in sheets["iduet"].text
        assert "Ledger Serif" not in sheets["iduet"].text

    def test_tokens_over_http_are_open_to_other_front_ends(self, brands, site_client):
        Brand.objects.filter(key="finhire").update(colour_primary="#0b3d2e")
        found = {brand.key: site_client(brand, "/theme.tokens.json") for brand in brands}
        assert found["finhire"].json()["colour"]["primary"]["$value"] == "#0b3d2e"
        assert found["iduet"].json()["colour"]["primary"]["$value"] == "#1f3a8a"
        for response in found.values():
            assert response["Content-Type"] == "application/design-tokens+json"
            assert response["Access-Control-Allow-Origin"] == "*"

    @pytest.mark.parametrize("path", ["/theme.css", "/theme.tokens.json"])
    def test_they_are_only_read(self, brands, site_client, path):
        assert site_client(brands[0], path, "post").status_code == 405
        assert site_client(brands[0], path, "head").status_code == 200

    def test_every_property_is_a_valid_line(self, brands, site_client):
        rule = site_client(brands[0], "/theme.css").text.partition(":root {")[2].partition("}")[0]
        lines = [line.strip() for line in rule.strip().splitlines()]
        assert len(lines) == 15
        assert all(re.fullmatch(r"--[a-z-]+: [^;{}]+;", line) for line in lines)
