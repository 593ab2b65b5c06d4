"""What is sent to addresses that change something, laid over what their own form would send."""

from wagtail.models import Collection, Page, Site

from brands.models import Brand
from cms.enquiries.models import EnquiryForm
from cms.library.models import CallToAction, Example, Question, Role
from cms.navigation.models import Menu
from cms.pages.models import ContentPage
from cms.releases.models import Release
from home.provisioning.brands import locale_of
from tests.factories.forms import item_data, page_data
from tests.factories.webhooks import ELSEWHERE

from ..addresses import Address
from .world import GROUP, World

#: Addresses that change nothing when their form is sent as it stands; with this they do.
CHANGED = {
    "wagtailadmin_pages:set_privacy": {"restriction_type": "login"},
    "wagtailadmin_pages:copy": {"new_slug": "copied"},
    "share_links": {"made_for": "A friend", "shows": "latest", "days": "7"},
    "wagtailadmin_collections:edit": {"name": "Renamed"},
    "wagtailadmin_collections:set_privacy": {"restriction_type": "login"},
    "wagtailredirects:edit": {"redirect_link": "https://example.com/"},
    "wagtailsnippets_enquiries_mailbox:edit": {"sender_name": "Renamed"},
    "wagtailusers_groups:add": {"name": "New"},
    "webhooks:edit": {"name": "Renamed"},
    "webhook_log": {"do": "secret"},
    "webhook_message": {"again": "yes"},
}

#: Addresses that change something: that the administrator's request wrote rows is checked, so that a refusal that
#: writes none says something.
CHANGES = {
    *CHANGED,
    *(f"wagtailadmin_pages:{view}" for view in (
        "add", "edit", "delete", "unpublish", "convert_alias", "move_confirm", "lock", "unlock", "revisions_revert",
        "workflow_action")),
    *(f"wagtailsnippets_library_role:{view}" for view in (
        "add", "edit", "delete", "unpublish", "lock", "revisions_revert", "workflow_action")),
    *(f"wagtailsnippets_navigation_menu:{view}" for view in ("add", "edit", "delete", "unpublish")),
    *(f"wagtailsnippets_consent_cookie:{view}" for view in ("add", "edit", "delete")),
    *(f"wagtailsnippets_releases_release:{view}" for view in ("add", "edit", "delete")),
    *(f"wagtailsnippets_enquiries_enquiryform:{view}" for view in ("add", "edit", "delete", "unpublish")),
    *(f"wagtailsnippets_enquiries_mailbox:{view}" for view in ("edit", "delete")),
    "page_offer", "redirect_file", "paste_page", "parcels",
    *(f"webhooks:{view}" for view in ("add", "edit", "delete")),
    *("enquiries:delete", "enquiries_retry", "enquiries_visitor"),
    *("wagtailimages:edit", "wagtailimages:delete", "wagtaildocs:edit", "wagtaildocs:delete"),
    *("wagtailredirects:add", "wagtailredirects:delete", "brands:edit", "wagtailadmin_collections:add"),
    *("simple_translation:submit_page_translation", "simple_translation:submit_snippet_translation"),
}  # fmt: skip

ITEMS = {"role": Role, "question": Question, "example": Example, "calltoaction": CallToAction}

#: Namespace of a brand's snippets → what a new one's form sends.
NEW_OWN = {
    "wagtailsnippets_navigation_menu": lambda brand: item_data(
        Menu, brand=brand, locale=locale_of("nl"), place="footer"
    ),
    "wagtailsnippets_consent_cookie": lambda brand: {
        "brand": str(brand.pk), "name": "new", "provider": "us", "category": "necessary",
    },
    "webhooks": lambda brand: {
        "brand": str(brand.pk), "name": "New", "url": ELSEWHERE, "events": ["page.published"], "active": "on",
    },
    "wagtailsnippets_releases_release": lambda brand: item_data(Release, brand=brand, title="New"),
    "wagtailsnippets_enquiries_enquiryform": lambda brand: item_data(
        EnquiryForm, brand=brand, locale=locale_of("nl"), key="new", title="New", kept_days=30
    ),
}  # fmt: skip


def pasted(brand: Brand) -> dict:
    """A page that is pasted into a brand's tree."""
    root = str(Site.objects.get(pk=brand.site_id).root_page_id)
    source = "<h1>New</h1><p>x</p>"
    return {"tree": root, "source": source, "draft_title": "New", "parent": root, "introduction": "null", "save": "1"}


#: Addresses that name no brand but in what is sent → that.
OF_A_BRAND = {
    "redirect_file": lambda brand: {"brand": str(brand.pk), "text": "from,to,status\n/gone,,410\n", "apply": "1"},
    "paste_page": pasted,
    "parcels": lambda brand: {"take_out-brand": str(brand.pk), "take_out-what": "brand"},
}


def data_for(world: World, address: Address, owner: str | None, form: dict) -> dict:
    """What to send to an address.

    :param owner: whose thing the address names; where it names none, new things are Finhire's, the group's by `brand`.
    """
    brand = world.brands["finhire" if owner in (None, GROUP) else owner]
    namespace, _, view = address.name.rpartition(":")
    if "submit_" in address.name:
        return form | {"locales": [str(locale_of("en").pk)]}
    if address.name == "wagtailadmin_pages:add":
        return page_data(ContentPage, title="New", slug="new")
    if address.name == "wagtailadmin_pages:move_confirm":
        return form
    if view == "add" and namespace.startswith("wagtailsnippets_library_"):
        kind = namespace.rpartition("_")[2]
        name = {"role": "short_name", "question": "question"}.get(kind, "title")
        return item_data(ITEMS[kind], **{name: "New", "brand": brand})
    if view == "add" and namespace in NEW_OWN:
        return form | NEW_OWN[namespace](brand)
    if address.name == "enquiries_visitor":
        return {"erase": str(world.belongings["finhire"].enquiry.pk)}
    if address.name == "wagtailadmin_collections:add":
        return form | {"name": "New", "parent": str(Collection.get_first_root_node().pk)}
    if address.name == "wagtailredirects:add":
        target = Page.objects.get(pk=Site.objects.get(pk=brand.site_id).root_page_id)
        return form | {"old_path": "/new", "site": str(brand.site_id), "redirect_page": str(target.pk)}
    if address.name in OF_A_BRAND:
        return OF_A_BRAND[address.name](brand)
    return form | CHANGED.get(address.name, {})
