"""Drawing a share card: a page's title in its brand's type and colours, beside its picture or the brand's mark."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont, ImageOps

WIDTH, HEIGHT = 1200, 630
MARGIN = 64
#: Of the text's half; the rest is the picture's.
TEXT_WIDTH = 736
LOGO_HEIGHT = 60
MARK = 260
SIZES = (76, 68, 60, 54, 48, 42, 36)
MOST_LINES = 4
#: Between the name above and the domain below.
TITLE_HEIGHT = 320
#: A new number draws every card anew.
DESIGN = 1


@dataclass(frozen=True)
class Drawing:
    """All that stands on a card. Pictures are the bytes of their files; colours are ``#rrggbb``."""

    title: str
    name: str
    domain: str
    heading_font: str
    text_font: str
    background: str
    text: str
    accent: str
    logo: bytes | None = None
    mark: bytes | None = None
    picture: bytes | None = None
    focus: tuple[float, float] = (0.5, 0.5)


def draw(card: Drawing) -> bytes:
    """The card as a JPEG of 1200 × 630 pixels."""
    canvas = Image.new("RGB", (WIDTH, HEIGHT), card.background)
    pencil = ImageDraw.Draw(canvas)
    _draw_beside(canvas, pencil, card)
    _draw_name(canvas, pencil, card)
    _draw_title(pencil, card)
    pencil.rectangle((MARGIN, HEIGHT - 118, MARGIN + 72, HEIGHT - 112), fill=card.accent)
    pencil.text((MARGIN, HEIGHT - 64), card.domain, font=_font(card.text_font, 30), fill=card.text, anchor="ls")
    file = BytesIO()
    canvas.save(file, "JPEG", quality=88, subsampling=0, optimize=True)
    return file.getvalue()


def _draw_beside(canvas: Image.Image, pencil: ImageDraw.ImageDraw, card: Drawing) -> None:
    """On the right the page's picture; without one the brand's mark on a quiet ground."""
    left = TEXT_WIDTH + MARGIN
    room = (WIDTH - left, HEIGHT)
    if card.picture is not None:
        with Image.open(BytesIO(card.picture)) as picture:
            picture.draft("RGB", (room[1] * 2, room[1]))
            canvas.paste(ImageOps.fit(picture.convert("RGB"), room, centering=card.focus), (left, 0))
        return
    pencil.rectangle((left, 0, WIDTH, HEIGHT), fill=_mixed(card.background, card.text, 0.06))
    if card.mark is not None:
        mark = _fitted(card.mark, (MARK, MARK))
        at = (left + (room[0] - mark.width) // 2, (HEIGHT - mark.height) // 2)
        canvas.paste(mark, at, mark)
    else:
        pencil.rectangle((WIDTH - 24, 0, WIDTH, HEIGHT), fill=card.accent)


def _draw_name(canvas: Image.Image, pencil: ImageDraw.ImageDraw, card: Drawing) -> None:
    if card.logo is not None:
        logo = _fitted(card.logo, (TEXT_WIDTH - MARGIN, LOGO_HEIGHT))
        canvas.paste(logo, (MARGIN, MARGIN), logo)
    else:
        font = _font(card.heading_font, 44)
        pencil.text((MARGIN, MARGIN + LOGO_HEIGHT), card.name, font=font, fill=card.text, anchor="ls")


def _draw_title(pencil: ImageDraw.ImageDraw, card: Drawing) -> None:
    """The title as large as it fits; one that never does ends in an ellipsis."""
    for size in SIZES:
        font = _font(card.heading_font, size)
        lines, step = _lines(card.title, font), round(size * 1.14)
        fits = len(lines) <= MOST_LINES and len(lines) * step <= TITLE_HEIGHT
        if fits and all(font.getlength(line) <= TEXT_WIDTH - MARGIN for line in lines):
            break
    shown = [_shortened(line, font) for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        shown[-1] = _shortened(f"{shown[-1]} …", font)
    top = (HEIGHT - step * len(shown)) // 2 + 12
    for number, line in enumerate(shown):
        pencil.text((MARGIN, top + number * step), line, font=font, fill=card.text)


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """The words of a text in lines that fit; a word that does not fit has one of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= TEXT_WIDTH - MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shortened(line: str, font: ImageFont.FreeTypeFont) -> str:
    if font.getlength(line) <= TEXT_WIDTH - MARGIN:
        return line
    kept = line.removesuffix(" …")
    while kept and font.getlength(f"{kept}…") > TEXT_WIDTH - MARGIN:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    path = finders.find(f"fonts/{name}")
    if path is None:
        raise FileNotFoundError(f"There is no font {name} among the static files.")
    return ImageFont.truetype(path, size)


def _fitted(file: bytes, room: tuple[int, int]) -> Image.Image:
    with Image.open(BytesIO(file)) as picture:
        return ImageOps.contain(picture.convert("RGBA"), room)


def _mixed(first: str, second: str, share: float) -> tuple[int, ...]:
    """A colour between two."""
    pairs = [(int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5)]
    return tuple(round(one + (other - one) * share) for one, other in pairs)
