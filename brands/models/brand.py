"""A brand: a property of a Wagtail Site. One brand, one site, one page tree per language."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Locale, Orderable, Site

from brands.theme import ThemeTokens

HOSTNAME = re.compile(r"(?=.{1,253}\Z)(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*\Z")


def validate_hostname(value: str) -> None:
    """Refuse what is not a lower-case DNS host name without port (RFC 1123)."""
    if not HOSTNAME.match(value):
        raise ValidationError(
            _("“%(value)s” is not a host name. Write it in lower case without https://, such as www.finhire.nl."),
            params={"value": value},
        )


def _image(label, help_text):
    return models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, verbose_name=label, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", help_text=help_text,
    )  # fmt: skip


class Brand(ThemeTokens, ClusterableModel):
    """Identity, hosts, languages and theme of one brand. What differs per language stands in `BrandLanguage`."""

    site = models.OneToOneField(Site, on_delete=models.PROTECT, related_name="brand")
    key = models.SlugField(
        _("key"), max_length=40, unique=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]*\Z", _("Use lower-case letters, digits and hyphens."))],
        help_text=_("Short name in addresses of the API and in commands. It never changes."),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=60, help_text=_("As visitors read it, such as Finhire."))
    domain = models.CharField(
        _("domain in texts"), max_length=100, blank=True,
        help_text=_("The domain as written in texts, such as Finhire.nl."),
    )  # fmt: skip
    group_order = models.PositiveSmallIntegerField(
        _("place in the group"),
        default=100,
        help_text=_("Brands are listed from low to high."),
    )
    legal_name = models.CharField(_("legal name"), max_length=120, blank=True)
    registration = models.CharField(
        _("registration"),
        max_length=120,
        blank=True,
        help_text=_("Number in the trade register, with its name."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(
        _("telephone"), max_length=30, blank=True,
        validators=[RegexValidator(r"^\+[0-9 ()-]{7,}\Z", _("Begin with the country code, such as +31 20 123 45 67."))],
    )  # fmt: skip
    logo_light = _image(_("logo for light backgrounds"), _("At least 320 pixels wide, transparent background."))
    logo_dark = _image(_("logo for dark backgrounds"), _("At least 320 pixels wide, transparent background."))
    favicon = _image(_("favicon"), _("Square, at least 512 × 512 pixels."))
    social_image = _image(_("social image"), _("1200 × 630 pixels. Shown when a page without a picture is shared."))
    front_end_url = models.URLField(
        _("separate front end"), blank=True,
        help_text=_("Only when another front end shows this brand: its address, such as https://www.gridmasters.nl."),
    )  # fmt: skip
    headless_only = models.BooleanField(
        _("only there"), default=False,
        help_text=_("This brand's own site then redirects to the separate front end, and links lead there."),
    )  # fmt: skip
    quiet = models.BooleanField(
        _("quiet"), default=False, editable=False,
        help_text=_("A restored copy: no mail, webhook, purge or indexing until it goes live."),
    )  # fmt: skip

    class Meta:
        ordering = ["group_order", "name"]
        verbose_name = _("brand")
        verbose_name_plural = _("brands")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        # Teams and collections are called after their brand.
        if Brand.objects.filter(name__iexact=self.name).exclude(pk=self.pk).exists():
            raise ValidationError({"name": _("Another brand has this name.")})
        if self.headless_only:
            self._check_front_end()

    def _check_front_end(self) -> None:
        """A site that redirects needs somewhere else to redirect to."""
        if not self.front_end_url:
            raise ValidationError({"front_end_url": _("Say where the separate front end is.")})
        there = urlsplit(self.front_end_url)
        if there.query or there.fragment:
            raise ValidationError({"front_end_url": _("Leave out what follows “?” and “#”.")})
        ours = {settings.DESK_HOST, settings.API_HOST, *BrandHost.objects.values_list("hostname", flat=True)}
        sites = {urlsplit(Brand(site=site).root_url).netloc for site in Site.objects.all()}
        if there.netloc in sites or there.hostname in ours:
            raise ValidationError({"front_end_url": _("This platform answers there itself: it is no other front end.")})

    @property
    def host(self) -> str:
        """Canonical host name, without port."""
        return self.site.hostname

    @property
    def root_url(self) -> str:
        """Scheme, canonical host and, where it is not the scheme's own, port; without slash at the end."""
        scheme = "https" if settings.HTTPS else "http"
        port = self.site.port
        return f"{scheme}://{self.host}" + ("" if port in (80, 443) else f":{port}")

    @property
    def public_url(self) -> str:
        """Where people read the brand: its own site, or its front end where that is the only one."""
        return self.front_end_url.rstrip("/") if self.headless_only else self.root_url

    def language(self, language_code: str) -> "BrandLanguage | None":
        """The brand's texts in a language, or None when the brand lacks it."""
        return next((row for row in self.languages.all() if row.locale.language_code == language_code), None)


class BrandLanguage(Orderable):
    """A language of a brand, with the texts about the brand in that language."""

    brand = ParentalKey(Brand, on_delete=models.CASCADE, related_name="languages")
    locale = models.ForeignKey(Locale, on_delete=models.PROTECT, related_name="+", verbose_name=_("language"))
    strapline = models.CharField(_("strapline"), max_length=80, blank=True, help_text=_("A few words beside the logo."))
    statement = models.TextField(
        _("statement"),
        max_length=400,
        blank=True,
        help_text=_("What the brand does, in a sentence or two."),
    )
    field_of_work = models.CharField(_("field of work"), max_length=80, blank=True)

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["brand", "locale"], name="brand_language_once")]
        verbose_name = _("language")
        verbose_name_plural = _("languages")

    def __str__(self):
        return str(self.locale)


class BrandHost(models.Model):
    """A further host of a brand (apex, www, an old domain): answers 301 to the canonical one, path and query kept."""

    brand = ParentalKey(Brand, on_delete=models.CASCADE, related_name="host_aliases")
    hostname = models.CharField(_("host name"), max_length=253, unique=True, validators=[validate_hostname])

    class Meta:
        ordering = ["hostname"]
        verbose_name = _("host alias")
        verbose_name_plural = _("host aliases")

    def __str__(self):
        return self.hostname

    def clean(self):
        super().clean()
        self.hostname = self.hostname.lower()
        if self.hostname in (settings.DESK_HOST, settings.API_HOST):
            raise ValidationError({"hostname": _("This is the host of the desk or of the API.")})
        if Site.objects.filter(hostname=self.hostname).exists():
            raise ValidationError({"hostname": _("This is the canonical host of a brand.")})


class BrandAddress(Orderable):
    """A postal or visiting address."""

    brand = ParentalKey(Brand, on_delete=models.CASCADE, related_name="addresses")
    label = models.CharField(_("label"), max_length=60, help_text=_("Such as the name of the office."))
    street = models.CharField(_("street and number"), max_length=120)
    postal_code = models.CharField(_("postal code"), max_length=12)
    city = models.CharField(_("city"), max_length=80)
    country = models.CharField(_("country"), max_length=2, default="NL", help_text=_("Two letters, such as NL."))

    class Meta(Orderable.Meta):
        verbose_name = _("address")
        verbose_name_plural = _("addresses")

    def __str__(self):
        return f"{self.label}: {self.street}, {self.postal_code} {self.city}"


class BrandSocialLink(Orderable):
    """A profile of the brand elsewhere."""

    brand = ParentalKey(Brand, on_delete=models.CASCADE, related_name="social_links")
    network = models.CharField(_("network"), max_length=40, help_text=_("Such as LinkedIn."))
    url = models.URLField(_("address"))

    class Meta(Orderable.Meta):
        verbose_name = _("social profile")
        verbose_name_plural = _("social profiles")

    def __str__(self):
        return self.network
