"""Brands and people."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Collection, Page, Site

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.foundation.scope import Scope
from home.models import HomePage
from home.provisioning.brands import BrandOrder, ensure_brand, locale_of, remove_welcome_site
from home.provisioning.teams import ensure_librarians

PASSWORD = "a password for tests"


def make_brand(key: str, name: str | None = None, languages=("nl", "en")) -> Brand:
    """A brand on `<key>.localhost:8000` with live root pages, collection and teams."""
    brand, _ = ensure_brand(BrandOrder(key, name or key.capitalize(), f"{key}.localhost", list(languages), 8000))
    remove_welcome_site()
    ensure_librarians()
    return brand


def remove_brands() -> None:
    """Every brand with its site, pages, teams and collection."""
    Brand.objects.all().delete()
    Site.objects.all().delete()
    for page in Page.get_first_root_node().get_children():
        page.specific.delete()
    Collection.get_first_root_node().get_children().delete()
    Group.objects.filter(team__isnull=False).delete()


def home_of(brand: Brand, language_code: str = "nl") -> HomePage:
    """Root page of a brand in a language."""
    key = brand.site.root_page.translation_key
    return HomePage.objects.get(translation_key=key, locale__language_code=language_code)


def scope_of(brand: Brand, language_code: str = "nl", page=None) -> Scope:
    """The public's point of view on a brand."""
    directory = BrandDirectory()
    return Scope(directory, directory.by_id(brand.pk), locale_of(language_code), page=page)


def make_user(email: str, *groups: str, superuser: bool = False):
    """Somebody with the tests' password, in the named groups."""
    user = get_user_model().objects.create_user(
        email=email, password=PASSWORD, first_name="Test", is_superuser=superuser
    )
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def make_editor(brand: Brand):
    """An editor of a brand."""
    return make_user(f"editor@{brand.key}.localhost", f"{brand.name} editors")


def make_publisher(brand: Brand):
    """A publisher of a brand."""
    return make_user(f"publisher@{brand.key}.localhost", f"{brand.name} publishers")


def make_librarian():
    """A librarian of the group."""
    return make_user("librarian@desk.localhost", "Iduet Group librarians")


def make_administrator():
    """Somebody who may do everything."""
    return make_user("admin@desk.localhost", superuser=True)
