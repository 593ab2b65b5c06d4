"""A few words at the top of every page of a brand in a language, as long as a release is live."""

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale

from brands.models import Brand
from cms.blocks.link import LinkBlock
from cms.foundation.links import Link, Representation
from cms.foundation.prepared import ask
from cms.foundation.representation import references_of, represent_field, stream_block_of
from cms.foundation.scope import Scope
from cms.foundation.streams import StreamField
from cms.foundation.together import Loading


class BannerBlock(blocks.StructBlock):
    """What a banner says, and where it leads."""

    text = blocks.CharBlock(label=_("Text"), max_length=160, help_text=_("One sentence, at most 160 characters."))
    link = LinkBlock(label=_("Link"), required=False)

    class Meta:
        icon = "warning"
        label = _("Banner")


class BannerShown(Representation):
    """A brand-wide message: its words and, where it has one, its link."""

    text: str
    link: Link | None


def banner_field(label, **options) -> StreamField:
    """A field with at most one banner."""
    return StreamField([("banner", BannerBlock())], verbose_name=label, blank=True, max_num=1, **options)


class Banner(models.Model):
    """What visitors of a brand read now in a language. Made when a release goes live, deleted when it ends."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="banners")
    locale = models.ForeignKey(Locale, on_delete=models.PROTECT, related_name="+")
    release = models.ForeignKey("Release", on_delete=models.CASCADE, related_name="shown")
    said = banner_field(_("banner"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("banner")
        verbose_name_plural = _("banners")

    def __str__(self):
        return f"{self.brand}: {self.said[0].value['text'] if self.said else ''}"

    def references(self):
        yield from references_of(stream_block_of(self, "said"), self.said)


class Banners:
    """Kind of a reference to what a brand's visitors are told now; any key means the same."""

    def __init__(self, scope: Scope, rows: list[Banner]):
        self.newest = max(rows, key=lambda row: row.pk, default=None)
        self.tag = f"banner:{scope.brand.key}:{scope.language_code}"

    def tags(self) -> list[str]:
        return [self.tag]

    def references(self):
        if self.newest is not None:
            yield from self.newest.references()


ALL = "all"


def load_banners(scope: Scope, keys: set) -> Loading[dict]:
    """The banners of the scope's brand and language."""
    (rows,) = yield [ask(_banners, scope.brand.pk, scope.locale.pk)]
    return dict.fromkeys(keys, Banners(scope, rows))


def _banners(brand: int, locale: int) -> QuerySet:
    return Banner.objects.filter(brand=brand, locale=locale)


def banner_for(scope: Scope) -> BannerShown | None:
    """What the reader is told above every page: the newest release's banner, if there is one."""
    page = scope.page.pk if scope.page is not None else None
    row = scope.get(Banners, page or ALL).newest
    if row is None:
        return None
    value = represent_field(row, "said", scope)[0].value
    return BannerShown(text=value.text, link=value.link)
