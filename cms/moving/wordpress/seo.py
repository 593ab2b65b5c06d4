"""What the usual plugins tell search engines: Yoast and Rank Math, with the variables of their titles filled in."""

import re
from dataclasses import dataclass, field

from ..converting.pieces import Remark
from .export import Channel, Post

VARIABLE = re.compile(r"%%([a-z_]+)%%|%([a-z_]+)(?:\([^)%]*\))?%", re.IGNORECASE)
SEPARATOR = "–"
#: Variables that say nothing on a page of its own.
EMPTY = frozenset({"page", "pagenumber", "pagetotal"})
LONGEST_TITLE = 255


@dataclass
class ForSearch:
    """Title and description for search engines, and what of the rest a person should know."""

    title: str = ""
    description: str = ""
    remarks: list[Remark] = field(default_factory=list)


def for_search(post: Post, channel: Channel) -> ForSearch:
    """What a page tells search engines; Yoast's where both plugins left something."""
    found = ForSearch()
    meta = post.meta
    title = meta.get("_yoast_wpseo_title") or meta.get("rank_math_title") or ""
    description = meta.get("_yoast_wpseo_metadesc") or meta.get("rank_math_description") or ""
    found.title = _filled(title, post, channel, found)[:LONGEST_TITLE]
    found.description = _filled(description, post, channel, found)
    if meta.get("_yoast_wpseo_meta-robots-noindex") == "1" or "noindex" in meta.get("rank_math_robots", ""):
        found.remarks.append(Remark("noindex"))
    canonical = meta.get("_yoast_wpseo_canonical") or meta.get("rank_math_canonical_url") or ""
    if canonical and canonical.rstrip("/") != post.link.rstrip("/"):
        found.remarks.append(Remark("canonical", canonical[:500]))
    keyword = meta.get("_yoast_wpseo_focuskw") or meta.get("rank_math_focus_keyword") or ""
    if keyword.strip():
        found.remarks.append(Remark("keyword", keyword[:200]))
    return found


def _filled(text: str, post: Post, channel: Channel, found: ForSearch) -> str:
    """A title with its variables filled in; those that nobody here knows are left out and told."""
    values = {
        "title": post.title, "sitename": channel.title, "sitetitle": channel.title, "site_title": channel.title,
        "sep": SEPARATOR, "separator": SEPARATOR, "excerpt": post.excerpt, "excerpt_only": post.excerpt,
        "currentyear": post.date[:4], "primary_category": next(iter(post.words("category")), ""),
        "category": next(iter(post.words("category")), ""),
    }  # fmt: skip

    def value(match: re.Match) -> str:
        name = (match.group(1) or match.group(2)).lower()
        if name not in values and name not in EMPTY:
            found.remarks.append(Remark("variable", match.group(0)))
        return values.get(name, "")

    words = " ".join(re.sub(r"<[^>]*>", " ", VARIABLE.sub(value, text)).split())
    words = re.sub(rf"(?:{SEPARATOR}\s*){{2,}}", f"{SEPARATOR} ", words)
    return words.strip(f" {SEPARATOR}|-")
