"""Named sizes, in one place. Nothing else in the house names a width or a file format."""

from dataclasses import dataclass

FORMATS = ("avif", "webp")
#: Filter specs that Wagtail's own pages of the desk ask for: lists, choosers, editors, comparisons, avatars.
OF_THE_DESK = frozenset({"max-165x165", "max-800x600", "max-150x150", "original"})


@dataclass(frozen=True)
class Size:
    """A named size.

    `widths` are in pixels, `ratio` is width over height (None keeps the original), `hint` is the `sizes` attribute,
    `tall` in rem the height at which windows narrower than 68rem show it, where that is what is set.
    """

    widths: tuple[int, ...]
    ratio: float | None = None
    hint: str = "100vw"
    formats: tuple[str, ...] = FORMATS
    tall: float = 0

    def hint_for(self, width: int, height: int) -> str:
        """The `sizes` attribute for a picture of these pixels: how wide it is shown follows from how tall."""
        wide = self.tall * width / height if height else 0
        if not 0 < wide < float(self.hint.removesuffix("rem") if self.tall else 0):
            return self.hint
        return f"(min-width: 68rem) {self.hint}, {wide:.4g}rem"

    def specs(self, fallback: str) -> list[str]:
        """Filter specs of every rendition of this size, for a picture whose fallback format is `fallback`."""
        return [self.spec(width, file_format) for file_format in (*self.formats, fallback) for width in self.widths]

    def spec(self, width: int, file_format: str) -> str:
        operation = f"fill-{width}x{round(width / self.ratio)}" if self.ratio else f"width-{width}"
        return f"{operation}|format-{file_format}"


PURPOSES: dict[str, dict[str, Size]] = {
    "picture": {
        "hero": Size((640, 1280), ratio=16 / 9, hint="(min-width: 60rem) 40rem, 100vw"),
        "figure": Size((480, 960), hint="(min-width: 60rem) 44rem, 100vw"),
        "card": Size((400,), ratio=3 / 2, hint="(min-width: 60rem) 20rem, 100vw"),
    },
    "logo": {"logo": Size((300, 450, 600), hint="12.5rem", tall=2.25)},  # the widest that the header shows
    "icon": {"icon": Size((32, 180, 512), ratio=1.0, hint="2rem", formats=())},
    "social": {"social": Size((1200,), ratio=1200 / 630, formats=())},
}
SIZES: dict[str, Size] = {name: size for sizes in PURPOSES.values() for name, size in sizes.items()}
