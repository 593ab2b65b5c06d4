"""Words under which editors file pages, so that a front end finds what belongs together beside the menus.

There is no shared list of them: each page has its own, so no brand sees the words of another.
"""

import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.forms import BaseChildFormSet
from wagtail.models import Orderable, Page

from cms.foundation.page_tags import RELATION
from cms.foundation.prepared import ask
from cms.foundation.scope import Scope
from cms.foundation.together import Loading

LONGEST_WORD = 60
MOST_TAGS = 12


def trimmed(word: str) -> str:
    """A word or a few, with single spaces and accents as one character each."""
    return " ".join(unicodedata.normalize("NFC", word).split())


def as_compared(word: str) -> str:
    """What two tags have in common that are the same: their letters, whatever the case."""
    return trimmed(trimmed(word).casefold())


class PageTag(Orderable):
    """A word under which a page is filed. Revisions, copies, translations and aliases of the page carry it along."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name=RELATION, verbose_name=gettext_lazy("page"))
    word = models.CharField(
        gettext_lazy("tag"), max_length=LONGEST_WORD,
        validators=[
            RegexValidator(",", gettext_lazy("A tag has no comma. Make two tags of it."), inverse_match=True),
        ],
        help_text=gettext_lazy("A word or a few, such as “interim” or “information security”."),
    )  # fmt: skip
    # Stored, because SQLite compares letters beyond English ones by case; some letters have three for one.
    # Not unique with the page: publishing stores changed tags one by one, and two that swapped words would collide.
    compared = models.CharField(max_length=3 * LONGEST_WORD, editable=False, db_index=True)

    class Meta(Orderable.Meta):
        verbose_name = gettext_lazy("tag")
        verbose_name_plural = gettext_lazy("tags")

    def __str__(self):
        return self.word

    def save(self, *args, **kwargs):
        self.settle()
        super().save(*args, **kwargs)

    def settle(self) -> None:
        """What is stored beside the word follows it."""
        self.word = trimmed(self.word)
        self.compared = as_compared(self.word)


class PageTagFormSet(BaseChildFormSet):
    """The tags of a page, each there once."""

    def clean(self, *args, **kwargs):
        super().clean(*args, **kwargs)
        seen: set[str] = set()
        for form in self.forms:
            word = as_compared(getattr(form, "cleaned_data", {}).get("word") or "")
            if not word or form in self.deleted_forms:
                continue
            if word in seen:
                form.add_error("word", ValidationError(_("The page has this tag already.")))
            seen.add(word)


def load_page_tags(scope: Scope, keys: set) -> Loading[dict[Any, list[str]]]:
    """Words of the published tags of each page, by its primary key, in the editor's order."""
    (tags,) = yield [ask(_tags_of, keys=keys)]
    found: dict[Any, list[str]] = {key: [] for key in keys}
    for tag in sorted(tags, key=lambda tag: (tag.sort_order or 0, tag.pk)):
        found[tag.page_id].append(tag.word)
    return found


def _tags_of(keys) -> QuerySet:
    return PageTag.objects.filter(page__among=keys).exclude(compared="")


def tagged(pages: QuerySet[Page], word: str) -> QuerySet[Page]:
    """Of these pages, those whose published tags have a word, whatever its case."""
    return pages.filter(Exists(PageTag.objects.filter(page=OuterRef("pk"), compared=as_compared(word))))
