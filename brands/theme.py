"""A brand's design tokens: named colours, type pair, radius and spacing, and what they become.

Contrast follows WCAG 2.2, success criteria 1.4.3 (text, 4.5:1) and 1.4.11 (controls, 3:1). The JSON form follows
the Design Tokens Community Group's format: groups of tokens with ``$type`` and ``$value``.
"""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from brands.typefaces import TYPE_PAIRS, Typeface, TypePair

hex_colour = RegexValidator(
    r"^#[0-9a-fA-F]{6}\Z", _("Write a colour as # and six hexadecimal digits, such as #1b3a6b.")
)

TEXT_CONTRAST = 4.5
CONTROL_CONTRAST = 3.0

# (foreground, background, least ratio)
CONTRAST_PAIRS = [
    ("on_primary", "primary", TEXT_CONTRAST),
    ("on_accent", "accent", TEXT_CONTRAST),
    ("text", "surface", TEXT_CONTRAST),
    ("text", "surface_alt", TEXT_CONTRAST),
    ("muted", "surface", TEXT_CONTRAST),
    ("muted", "surface_alt", TEXT_CONTRAST),
    ("link", "surface", TEXT_CONTRAST),
    ("link", "surface_alt", TEXT_CONTRAST),
    ("primary", "surface", CONTROL_CONTRAST),
    ("focus", "surface", CONTROL_CONTRAST),
    ("focus", "surface_alt", CONTROL_CONTRAST),
]


RADII = {"square": "0", "soft": "0.5rem", "round": "1.25rem"}
SPACINGS = {"compact": "0.875", "regular": "1", "airy": "1.15"}


def relative_luminance(colour: str) -> float:
    """Relative luminance (0 to 1) of ``#rrggbb`` as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_ratio(first: str, second: str) -> float:
    """Contrast ratio (1 to 21) of two ``#rrggbb`` colours as WCAG 2.2 defines it."""
    light, dark = sorted((relative_luminance(first), relative_luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class ThemeTokens(models.Model):
    """The fields of a theme. Mixed into the brand, so that a brand always has one."""

    colour_primary = models.CharField(
        _("primary"),
        max_length=7,
        validators=[hex_colour],
        default="#1f3a8a",
        help_text=_("Buttons and the strongest bands."),
    )
    colour_on_primary = models.CharField(
        _("on primary"),
        max_length=7,
        validators=[hex_colour],
        default="#ffffff",
        help_text=_("Text on primary."),
    )
    colour_accent = models.CharField(
        _("accent"),
        max_length=7,
        validators=[hex_colour],
        default="#ffd166",
        help_text=_("Small surfaces that ask for attention."),
    )
    colour_on_accent = models.CharField(
        _("on accent"),
        max_length=7,
        validators=[hex_colour],
        default="#14213d",
        help_text=_("Text on accent."),
    )
    colour_surface = models.CharField(
        _("surface"),
        max_length=7,
        validators=[hex_colour],
        default="#ffffff",
        help_text=_("The page itself."),
    )
    colour_surface_alt = models.CharField(
        _("second surface"),
        max_length=7,
        validators=[hex_colour],
        default="#f3f5fa",
        help_text=_("Cards and bands."),
    )
    colour_text = models.CharField(_("text"), max_length=7, validators=[hex_colour], default="#14213d")
    colour_muted = models.CharField(
        _("muted text"),
        max_length=7,
        validators=[hex_colour],
        default="#4a5568",
        help_text=_("Captions, dates and sources."),
    )
    colour_link = models.CharField(_("link"), max_length=7, validators=[hex_colour], default="#1f3a8a")
    colour_border = models.CharField(_("border"), max_length=7, validators=[hex_colour], default="#d5dbe7")
    colour_focus = models.CharField(
        _("focus ring"),
        max_length=7,
        validators=[hex_colour],
        default="#1d4ed8",
        help_text=_("Drawn around the control that has the keyboard."),
    )
    type_pair = models.CharField(
        _("type pair"),
        max_length=20,
        default="geometric",
        choices=[
            ("geometric", _("Geometric: Red Hat")),
            ("editorial", _("Editorial: Ledger Serif, Libre Franklin")),
            ("humanist", _("Humanist: Commissioner, Meadow Sans")),
            ("grotesque", _("Grotesque: Bricolage, Hanken")),
        ],
    )
    radius = models.CharField(
        _("corners"),
        max_length=10,
        default="soft",
        choices=[("square", _("Square")), ("soft", _("Soft")), ("round", _("Round"))],
    )
    spacing = models.CharField(
        _("spacing"),
        max_length=10,
        default="regular",
        choices=[("compact", _("Compact")), ("regular", _("Regular")), ("airy", _("Airy"))],
    )

    class Meta:
        abstract = True

    COLOUR_ROLES = (
        "primary", "on_primary", "accent", "on_accent", "surface", "surface_alt", "text", "muted", "link", "border",
        "focus",
    )  # fmt: skip

    def colours(self) -> dict[str, str]:
        """Role → ``#rrggbb``."""
        return {role: getattr(self, f"colour_{role}").lower() for role in self.COLOUR_ROLES}

    def colour_name(self, role: str) -> str:
        """What the form calls a colour."""
        return str(self._meta.get_field(f"colour_{role}").verbose_name)  # type: ignore[union-attr]  # a column

    def clean(self):
        super().clean()
        self.check_contrast()

    def check_contrast(self) -> None:
        """Raise ValidationError at the foreground's field for each pair that fails WCAG AA; name pair and ratio."""
        colours = self.colours()
        errors: dict[str, list[str]] = {}
        for foreground, background, least in CONTRAST_PAIRS:
            try:
                ratio = contrast_ratio(colours[foreground], colours[background])
            except ValueError:
                continue  # not a colour: the field's own validator says so
            if ratio < least:
                message = _(
                    "“%(foreground)s” on “%(background)s” has a contrast of %(ratio).2f : 1; "
                    "WCAG AA asks for at least %(least)s : 1."
                ) % {
                    "foreground": self.colour_name(foreground),
                    "background": self.colour_name(background),
                    "ratio": int(ratio * 100) / 100,  # rounded down: 4.499 is not 4.5
                    "least": least,
                }
                errors.setdefault(f"colour_{foreground}", []).append(message)
        if errors:
            raise ValidationError(errors)

    @property
    def typefaces(self) -> TypePair:
        return TYPE_PAIRS[self.type_pair]

    def custom_properties(self) -> dict[str, str]:
        """CSS custom properties of the theme: name → value."""
        pair = self.typefaces
        return {
            **{f"--colour-{role.replace('_', '-')}": value for role, value in self.colours().items()},
            "--font-heading": css_stack(pair.heading),
            "--font-body": css_stack(pair.body),
            "--radius": RADII[self.radius],
            "--spacing": SPACINGS[self.spacing],
        }

    def design_tokens(self) -> dict:
        """The theme in the Design Tokens Community Group's JSON format."""
        pair = self.typefaces
        return {
            "colour": {
                "$type": "color",
                **{role.replace("_", "-"): {"$value": value} for role, value in self.colours().items()},
            },
            "font": {
                "$type": "fontFamily",
                "heading": {"$value": pair.heading.families},
                "body": {"$value": pair.body.families},
            },
            "radius": {"$type": "dimension", "$value": _dimension(RADII[self.radius])},
            "spacing-scale": {"$type": "number", "$value": float(SPACINGS[self.spacing])},
        }


def css_stack(face: Typeface) -> str:
    """A font stack as CSS writes it; generic families stand without quotes."""
    generic = {"system-ui", "sans-serif", "serif"}
    return ", ".join(family if family in generic else f"'{family}'" for family in face.families)


def _dimension(value: str) -> dict:
    return {"value": float(value.removesuffix("rem")), "unit": "rem"}


def stylesheet_text(theme: ThemeTokens) -> str:
    """The theme as a style sheet: its font faces and one rule of custom properties."""
    faces = {face.family: face for face in (theme.typefaces.heading, theme.typefaces.body)}
    font_faces = "".join(_font_face(face) for face in faces.values())
    properties = "".join(f"  {name}: {value};\n" for name, value in theme.custom_properties().items())
    return f"{font_faces}:root {{\n{properties}}}\n"


def _font_face(face: Typeface) -> str:
    local = ", ".join(f"local('{name}')" for name in face.fallback.local)
    return (
        f"@font-face {{ font-family: '{face.family}'; src: url('{static(f'fonts/{face.file}')}') format('woff2'); "
        f"font-weight: {face.weights}; font-display: optional; }}\n"
        f"@font-face {{ font-family: '{face.family} Fallback'; src: {local}; size-adjust: {face.fallback.size_adjust}; "
        f"ascent-override: {face.fallback.ascent_override}; descent-override: {face.fallback.descent_override}; "
        f"line-gap-override: 0%; }}\n"
    )
