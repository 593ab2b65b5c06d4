"""The type pairs that a brand can choose from: self-hosted fonts, at most two files a page (see docs/identity.md).

Fallback metrics keep the text in place when the font arrives (CSS Fonts 5: size-adjust and the override descriptors).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fallback:
    """Local fonts that stand in until the file is there, adjusted to its metrics. Percentages as CSS writes them."""

    local: tuple[str, ...]
    size_adjust: str
    ascent_override: str
    descent_override: str


@dataclass(frozen=True)
class Typeface:
    """A font: CSS family name, file below ``static/fonts/``, weights, fallback and generic families.

    A text face is variable. A heading's file holds the one weight that its headings are set in, and says that it serves
    for all, so that no browser makes a weight of its own.
    """

    family: str
    file: str
    weights: str
    fallback: Fallback
    generic: tuple[str, ...]

    @property
    def families(self) -> list[str]:
        """The CSS font stack as a list."""
        return [self.family, f"{self.family} Fallback", *self.generic]


@dataclass(frozen=True)
class TypePair:
    """Headings and running text of a brand."""

    heading: Typeface
    body: Typeface


TYPE_PAIRS = {
    "geometric": TypePair(
        heading=Typeface(
            family="Red Hat Display",
            file="red-hat-display.woff2",
            weights="100 900",
            fallback=Fallback(
                ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Roboto Bold", "Helvetica Neue Bold"),
                "97.8%",
                "104.1%",
                "31.2%",
            ),
            generic=("system-ui", "Arial", "sans-serif"),
        ),
        body=Typeface(
            family="Red Hat Text",
            file="red-hat-text.woff2",
            weights="400 700",
            fallback=Fallback(("Arial", "Liberation Sans", "Roboto", "Helvetica Neue"), "99.8%", "102%", "30.6%"),
            generic=("system-ui", "Arial", "sans-serif"),
        ),
    ),
    "editorial": TypePair(
        heading=Typeface(
            family="Ledger Serif",
            file="ledger-serif.woff2",
            weights="100 900",
            fallback=Fallback(("Georgia Bold", "Georgia-Bold", "Gelasio Bold"), "94.3%", "109.8%", "35.5%"),
            generic=("Georgia", "serif"),
        ),
        body=Typeface(
            family="Libre Franklin",
            file="libre-franklin.woff2",
            weights="400 700",
            fallback=Fallback(("Arial", "Liberation Sans", "Roboto", "Helvetica Neue"), "104.4%", "92.6%", "23.6%"),
            generic=("system-ui", "Arial", "sans-serif"),
        ),
    ),
    "humanist": TypePair(
        heading=Typeface(
            family="Commissioner",
            file="commissioner.woff2",
            weights="100 900",
            fallback=Fallback(
                ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Roboto Bold", "Helvetica Neue Bold"),
                "95%",
                "107.1%",
                "21.7%",
            ),
            generic=("system-ui", "Arial", "sans-serif"),
        ),
        body=Typeface(
            family="Meadow Sans",
            file="meadow-sans.woff2",
            weights="400 700",
            fallback=Fallback(("Arial", "Liberation Sans", "Roboto", "Helvetica Neue"), "93.9%", "109%", "42.6%"),
            generic=("system-ui", "Arial", "sans-serif"),
        ),
    ),
    "grotesque": TypePair(
        heading=Typeface(
            family="Bricolage Grotesque",
            file="bricolage-grotesque.woff2",
            weights="100 900",
            fallback=Fallback(
                ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Roboto Bold", "Helvetica Neue Bold"),
                "103.7%",
                "89.6%",
                "26%",
            ),
            generic=("system-ui", "Arial", "sans-serif"),
        ),
        body=Typeface(
            family="Hanken Grotesk",
            file="hanken-grotesk.woff2",
            weights="400 700",
            fallback=Fallback(("Arial", "Liberation Sans", "Roboto", "Helvetica Neue"), "100.9%", "99.1%", "30%"),
            generic=("system-ui", "Arial", "sans-serif"),
        ),
    ),
}
