"""Who may what: kinds of things × actions × roles, and which kind and action each address of the desk stands for."""

from dataclasses import dataclass

from ..addresses import Address
from .asking import NOT_FOUND, OPEN, REFUSED, SIGN_IN
from .world import ADMINISTRATOR, ANONYMOUS, EDITOR, GROUP, LIBRARIAN, PUBLISHER, STRANGER, Person

SEE, WRITE, PUBLISH, DELETE, LOCK, APPROVE = "see", "write", "publish", "delete", "lock", "approve"
EVERYTHING = {SEE, WRITE, PUBLISH, DELETE, LOCK, APPROVE}

#: Kind of thing → what a brand's editors and publishers may do with their own, and librarians with the group's.
RIGHTS: dict[str, dict[str, set[str]]] = {
    "page": {EDITOR: {SEE, WRITE}, PUBLISHER: EVERYTHING},
    "item": {EDITOR: {SEE, WRITE}, PUBLISHER: EVERYTHING, LIBRARIAN: EVERYTHING},
    "menu": {EDITOR: {SEE, WRITE}, PUBLISHER: EVERYTHING},
    "cookie": {EDITOR: {SEE}, PUBLISHER: EVERYTHING},
    "enquiry": {EDITOR: set(), PUBLISHER: {SEE, DELETE}},
    "file": {EDITOR: {SEE, WRITE, DELETE}, PUBLISHER: EVERYTHING, LIBRARIAN: {SEE, WRITE, DELETE}},
    "redirect": {EDITOR: set(), PUBLISHER: EVERYTHING},
    "webhook": {EDITOR: set(), PUBLISHER: EVERYTHING},
    "brand": {EDITOR: set(), PUBLISHER: {SEE, WRITE}},
    "collection": {EDITOR: set(), PUBLISHER: set(), LIBRARIAN: set()},
    "workflow": {EDITOR: set(), PUBLISHER: set(), LIBRARIAN: set()},
}
#: What a brand's teams may do with the group's.
GROUPS = {"item": {SEE}, "file": {SEE}}
#: Kinds of which the group has some, so that librarians have lists of them.
SHARED = {"item", "file"}


@dataclass(frozen=True)
class Rule:
    """What an address stands for. `kind` is a kind of thing, or one of the words below."""

    kind: str
    action: str = SEE


#: Addresses at which there is nothing for anybody as the matrix asks them, so that everybody is told so. What they do
#: with what is there stands in tests of their own.
NOTHING_THERE = {
    *(f"wagtailusers_api_tokens:{view}" for view in ("delete", "edit", "history", "history_results", "usage")),
    "media", "wagtailadmin_block_preview", "wagtailadmin_api:images:find", "wagtailadmin_api:documents:find",
    "wagtailadmin_api:pages:find", "wagtailadmin_api:pages:action",
    "wagtaildocs:create_multiple_from_uploaded_document", "wagtaildocs:delete_upload_multiple",
    "wagtailimages:create_multiple_from_uploaded_image", "wagtailimages:delete_upload_multiple",
    "wagtaildocs_authenticate_with_password", "wagtail_bulk_action", "translation_side_by_side",
    "wagtailimages:url_generator", "wagtailimages:url_generator_output",
    "redirect_file_download",  # no brand is named
    *(f"touched_{view}" for view in ("page", "now", "after")),  # nothing public shows the matrix's role
}  # fmt: skip

PUBLIC, ENTRANCE, ACCOUNT, TEAMS, ADMINISTRATION, CLOSED, NOWHERE = (
    "public", "leads to signing in", "own account", "every team", "administrators",
    "closed to all but administrators", "refused to everybody",
)  # fmt: skip

KIND_OF_NAMESPACE = {
    "brands": "brand",
    "wagtailadmin_pages": "page",
    "wagtailadmin_api:pages": "page",
    "wagtailadmin_collections": "collection",
    "wagtailimages": "file",
    "wagtailimages_chooser": "file",
    "wagtailadmin_api:images": "file",
    "wagtaildocs": "file",
    "wagtaildocs_chooser": "file",
    "wagtailadmin_api:documents": "file",
    "wagtailredirects": "redirect",
    "enquiries": "enquiry",
    "webhooks": "webhook",
    "wagtailsnippets_enquiries_enquiryform": "menu",
    "wagtailsnippetchoosers_enquiries_enquiryform": "menu",
    "wagtailsnippets_enquiries_mailbox": "cookie",
    "wagtailsnippetchoosers_enquiries_mailbox": "cookie",
    "wagtailsnippets_navigation_menu": "menu",
    "wagtailsnippetchoosers_navigation_menu": "menu",
    "wagtailsnippets_releases_release": "menu",
    "wagtailsnippetchoosers_releases_release": "menu",
    "wagtailsnippets_consent_cookie": "cookie",
    "wagtailsnippetchoosers_consent_cookie": "cookie",
}

ACTION_OF_VIEW = {
    **dict.fromkeys(
        ("index", "index_results", "list", "list_results", "choose", "choose_results", "chosen", "chosen_multiple",
         "select_format", "detail", "inspect", "listing", "find", "search", "search_results", "type_use",
         "type_use_results", "choose_parent"),
        SEE,
    ),
    **dict.fromkeys(
        ("add", "edit", "create", "usage", "image_usage", "document_usage", "history", "history_results", "copy",
         "preview", "preview_on_add", "preview_on_edit", "view_draft", "revisions_index", "revisions_view",
         "revisions_compare",
         "revisions_revert", "workflow_history", "workflow_history_detail", "add_subpage",
         "add_multiple", "edit_multiple", "action", "convert_alias"),
        WRITE,
    ),
    **dict.fromkeys(
        ("unpublish", "revisions_unschedule", "set_privacy", "move", "move_confirm", "set_page_position"), PUBLISH
    ),
    **dict.fromkeys(("delete", "delete_multiple"), DELETE),
    **dict.fromkeys(("lock", "unlock"), LOCK),
    **dict.fromkeys(("workflow_action", "collect_workflow_action_data", "workflow_preview"), APPROVE),
    "confirm_workflow_cancellation": SEE,  # it only asks; the editor's form cancels
}  # fmt: skip

ADMINISTRATIONS = (
    "wagtaillocales", "wagtailsites", "wagtailusers_groups", "wagtailusers_users", "wagtailusers_api_tokens",
)  # fmt: skip

#: Addresses at which the answer depends on more than whose the item is, with the tests that ask them as everybody.
ASKED_ELSEWHERE = {
    **dict.fromkeys(("library_differences", "library_differences_results"), "tests/cms/desk/test_versions.py"),
    **dict.fromkeys(("library_inbox", "library_version"), "tests/cms/desk/test_versions.py"),
    "offered_page_take": "tests/cms/desk/offers/test_taking.py",
    **dict.fromkeys(("parcel", "parcel_archive"), "tests/cms/operations/parcels/test_in_the_desk.py"),
    "own_drafts": "tests/cms/desk/waiting/test_panel.py",
    **dict.fromkeys(
        ("library_edit", "library_offer", "library_suggest", "library_suggestion", "library_suggestions"),
        "tests/cms/desk/test_suggestions.py",
    ),
}

#: Addresses that their namespace and name do not say.
RULES: dict[str, Rule] = {
    **dict.fromkeys(
        (
            "robots",
            "media",
            "wagtaildocs_serve",
            "wagtaildocs_authenticate_with_password",
            "wagtailadmin_sprite",
            "wagtailadmin_login",
            "wagtailadmin_javascript_catalog",
            "wagtailadmin_password_reset",
            "wagtailadmin_password_reset_done",
            "wagtailadmin_password_reset_confirm",
            "wagtailadmin_password_reset_complete",
        ),
        Rule(PUBLIC),
    ),
    **dict.fromkeys(("wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_dismissibles"), Rule(ACCOUNT)),
    **dict.fromkeys(
        ("second_factor", "second_factor_app", "second_factor_check", "recovery_codes", "otp_webauthn:js-i18n-catalog"),
        Rule(ACCOUNT),
    ),
    **dict.fromkeys(
        (
            f"otp_webauthn:credential-{ceremony}-{step}"
            for ceremony in ("registration", "authentication")
            for step in ("begin", "complete")
        ),
        Rule(ACCOUNT),
    ),
    **dict.fromkeys(
        (
            "comparison_roles",
            "wagtailadmin_choose_page",
            "wagtailadmin_choose_page_search",
            "wagtailadmin_choose_page_chosen_multiple",
            "wagtailadmin_choose_page_external_link",
            "wagtailadmin_choose_page_email_link",
            "wagtailadmin_choose_page_phone_link",
            "wagtailadmin_choose_page_anchor_link",
            "wagtailadmin_tag_autocomplete",
            "wagtailadmin_tag_model_autocomplete",
            "wagtailadmin_block_preview",
            "wagtailembeds:chooser",
            "wagtailembeds:chooser_upload",
            *(
                f"{report}{part}"
                for report in ("broken_links", "untranslated", "past_figures")
                for part in ("", "_results")
            ),
            "offered_pages",
            "releases_calendar",
            "offered_pages_results",
            "wagtailadmin_reports:site_history",
            "wagtailadmin_reports:site_history_results",
            "wagtailadmin_editing_sessions:release",
            "wagtail_bulk_action",
            *(f"wagtaildocs:{view}" for view in ("create_multiple_from_uploaded_document", "delete_upload_multiple")),
            *(f"wagtailimages:{view}" for view in ("create_multiple_from_uploaded_image", "delete_upload_multiple")),
        ),
        Rule(TEAMS),
    ),
    **dict.fromkeys(
        ("wagtailadmin_explore_root", "wagtailadmin_explore", "wagtailadmin_explore_results"), Rule("page")
    ),
    **dict.fromkeys(
        (
            "wagtailadmin_choose_page_child",
            "share_links",
            "changed_at_source",
            "simple_translation:submit_page_translation",
        ),
        Rule("page", WRITE),
    ),
    "simple_translation:submit_snippet_translation": Rule("item", WRITE),
    "translation_side_by_side": Rule("item", WRITE),
    **dict.fromkeys(("touched", "touched_page", "touched_now", "touched_after"), Rule("item", WRITE)),
    "wagtailadmin_editing_sessions:ping": Rule("item", WRITE),
    **dict.fromkeys(
        (
            f"wagtailadmin_reports:{report}{part}"
            for report in ("workflow", "workflow_tasks")
            for part in ("", "_results")
        ),
        Rule("page"),
    ),
    **dict.fromkeys((f"wagtailadmin_reports:aging_pages{part}" for part in ("", "_results")), Rule("page")),
    **dict.fromkeys((f"wagtailadmin_reports:locked_pages{part}" for part in ("", "_results")), Rule("page", LOCK)),
    **dict.fromkeys((f"wagtailadmin_reports:page_types_usage{part}" for part in ("", "_results")), Rule(CLOSED)),
    **dict.fromkeys(
        (f"wagtailadmin_workflows:task_{view}" for view in ("chooser", "chooser_results", "chooser_create", "chosen")),
        Rule(CLOSED),
    ),
    **dict.fromkeys(("wagtailredirects:start_import", "wagtailredirects:process_import"), Rule(CLOSED)),
    "wagtailimages:preview": Rule(CLOSED),
    **dict.fromkeys(
        (f"wagtailadmin_api:{kind}:{view}" for kind in ("images", "documents") for view in ("listing", "find")),
        Rule(CLOSED),
    ),
    **dict.fromkeys(("refusals", "refusals_results"), Rule("redirect")),
    "redirect_file": Rule("redirect", WRITE),
    "redirect_file_download": Rule("redirect"),
    **dict.fromkeys(("not_found", "not_found_results"), Rule("redirect")),
    **dict.fromkeys(("spreading", "spreading_of_page"), Rule("page")),
    "page_offer": Rule("page", PUBLISH),
    "paste_page": Rule("page", WRITE),
    **dict.fromkeys(("imports", "imports_results", "import_lines", "import_lines_results"), Rule("page")),
    **dict.fromkeys(("webhook_log", "webhook_message"), Rule("webhook")),
    "invite_colleague": Rule("redirect", WRITE),
    "emergency_notice": Rule("redirect", WRITE),
    "parcels": Rule("redirect", WRITE),
    "release_plan": Rule("menu"),
    "release_hold": Rule("item", WRITE),
    "wagtailadmin_pages:choose_parent": Rule(TEAMS),
    "wagtailadmin_api:pages:listing": Rule(TEAMS),
    "wagtailadmin_api:pages:find": Rule(TEAMS),
    "wagtailadmin_workflows:remove": Rule("workflow", WRITE),
    **dict.fromkeys(("enquiries_visitor", "enquiries_retry"), Rule("enquiry")),
    "wagtailcore_login": Rule(ENTRANCE),
    "wagtailsnippets:index": Rule(NOWHERE),  # every snippet has an entry of its own in the menu
    "wagtaillocales:add": Rule(NOWHERE),  # both languages are there
    **dict.fromkeys(
        (
            f"wagtailsnippetchoosers_{model}:{view}"
            for model in (
                "navigation_menu",
                "consent_cookie",
                "enquiries_enquiryform",
                "enquiries_mailbox",
                "releases_release",
            )
            for view in ("choose", "choose_results", "chosen_multiple")
        ),
        Rule(TEAMS),
    ),
    "wagtailimages:url_generator": Rule(NOWHERE),
    "wagtailimages:url_generator_output": Rule(NOWHERE),
    "brands:add": Rule(ADMINISTRATION),
    "copy_brand": Rule(ADMINISTRATION),
    "wagtailadmin_collections:index": Rule(ADMINISTRATION),
    "wagtailadmin_collections:add": Rule(ADMINISTRATION),
}


class NoCell(LookupError):
    """Nobody has said who may what at an address."""


def rule_of(address: Address) -> Rule:
    """:raises NoCell: for an address that is new."""
    namespace, _, view = address.name.rpartition(":")
    if address.name in RULES:
        return RULES[address.name]
    if namespace == "wagtailadmin_workflows" and "pk" in address.parameters:
        return Rule("workflow", WRITE)
    if namespace in ADMINISTRATIONS or namespace == "wagtailadmin_workflows":
        return Rule(ADMINISTRATION)
    kind = "item" if "_library_" in namespace else KIND_OF_NAMESPACE.get(namespace)
    if kind is None or view not in ACTION_OF_VIEW:
        raise NoCell(f"Say in the rules of the matrix who may use {address.name}.")
    return Rule(kind, ACTION_OF_VIEW[view])


def expected(rule: Rule, person: Person, owner: str | None) -> str:
    """The answer to a person at an address. `owner`: key of the brand or `group`; None where no thing is named."""
    if rule.kind == ENTRANCE:
        return SIGN_IN
    if rule.kind == PUBLIC or (person.role == ADMINISTRATOR and rule.kind != NOWHERE):
        return OPEN
    if person.role == ANONYMOUS:
        return SIGN_IN
    if rule.kind == ACCOUNT:
        return OPEN
    if person.role == STRANGER or rule.kind == CLOSED:
        return NOT_FOUND
    if rule.kind == TEAMS:
        return OPEN
    if rule.kind in (ADMINISTRATION, NOWHERE):
        return REFUSED
    return _of_a_kind(rule, person, owner)


def _of_a_kind(rule: Rule, person: Person, owner: str | None) -> str:
    rights = RIGHTS[rule.kind].get(person.role, set())
    if owner is None:
        return OPEN if rule.action in rights else REFUSED
    if owner == GROUP:
        rights = rights if person.role == LIBRARIAN else GROUPS[rule.kind]
    elif owner != person.brand:
        return NOT_FOUND
    return OPEN if rule.action in rights else REFUSED
