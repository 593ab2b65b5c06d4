"""Nothing that visitors see changes unseen: every model is watched or says why it need not be, and so is every way
to write past the watchers."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models.signals import post_delete, post_save

from cms.changes import drafts

BASE = Path(__file__).resolve().parents[3]

NOT_SEEN_BY_VISITORS = {
    "people and what they may do": [
        "accounts.User", "accounts.User_groups", "accounts.User_user_permissions", "auth.Group",
        "auth.Group_permissions", "auth.Permission", "brands.Team", "wagtailcore.APIToken",
        "wagtailcore.GroupCollectionPermission", "wagtailcore.GroupPagePermission", "wagtailcore.GroupSitePermission",
        "wagtailusers.UserProfile", "simple_translation.SimpleTranslation", "wagtailadmin.Admin",
    ],
    "how people sign in, and who guesses": [
        "axes.AccessAttempt", "axes.AccessAttemptExpiration", "axes.AccessFailureLog", "axes.AccessLog",
        "django_otp_webauthn.WebAuthnAttestation", "django_otp_webauthn.WebAuthnCredential",
        "django_otp_webauthn.WebAuthnUserHandle", "otp_static.StaticDevice", "otp_static.StaticToken",
        "otp_totp.TOTPDevice",
    ],
    "what visitors sent and chose, and where it goes": [
        "consent.AskedPolicy", "discovery.NotFound", "consent.Receipt", "enquiries.Enquiry", "enquiries.Mailbox",
    ],
    "the desk's own memory: drafts, history, comments, workflows": [
        "library.Suggestion", "desk.ExternalLink", "desk.PageHealth", "moving.Imported",
        "moving.ImportLine", "moving.ImportRun",
        "desk.Refusal", "desk.TakenCopy", "releases.Overdue", "releases.Release", "releases.ReleaseEntry",
        "wagtailadmin.EditingSession", "wagtailadmin.FormState", "wagtailcore.Comment", "wagtailcore.CommentReply",
        "wagtailcore.GroupApprovalTask", "wagtailcore.GroupApprovalTask_groups", "wagtailcore.ModelLogEntry",
        "wagtailcore.PageLogEntry", "wagtailcore.PageSubscription", "wagtailcore.Revision", "wagtailcore.Task",
        "wagtailcore.TaskState", "wagtailcore.UploadedFile", "wagtailcore.Workflow", "wagtailcore.WorkflowContentType",
        "wagtailcore.WorkflowPage", "wagtailcore.WorkflowState", "wagtailcore.WorkflowTask",
    ],
    "made from what is watched": [
        "wagtailcore.ReferenceIndex", "wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry",
        "changes.Change", "changes.Webhook", "changes.Message", "changes.Attempt",
        "changes.Purge", "changes.Reader",
    ],
    "machinery": [
        "accounts.Letter", "contenttypes.ContentType", "delivery.Host", "django_tasks_database.DBTaskResult",
        "operations.LastDone", "operations.ParcelRun",
        "sessions.Session",
    ],
    "no page shows them": ["taggit.Tag", "taggit.TaggedItem", "wagtailembeds.Embed"],
    "replaced by the house's own models": ["wagtaildocs.Document", "wagtailimages.Image", "wagtailimages.Rendition"],
    "who may see something private is nothing that the public sees": [
        "wagtailcore.CollectionViewRestriction_groups", "wagtailcore.PageViewRestriction_groups",
        "previews.Grant", "previews.Code", "previews.Use", "previews.Guess",
    ],
}  # fmt: skip
REASON_OF = {label: reason for reason, labels in NOT_SEEN_BY_VISITORS.items() for label in labels}

# Ways to write without Django's signals, and why each is right: (file, function, method) → reason.
PAST_THE_WATCHERS = {
    ("cms/operations/people.py", "erase", "update"): "no visitor sees which account wrote",
    ("cms/operations/parcels/running.py", "work_on", "update"): "how far a parcel is stands on no page",
    ("cms/operations/parcels/running.py", "_end", "update"): "how far a parcel is stands on no page",
    ("cms/operations/people.py", "leave_out_people", "update"): "a copy that is made, which nobody visits yet",
    ("cms/discovery/not_found.py", "_add_of", "bulk_create"): "no visitor sees what was not found",
    ("cms/discovery/not_found.py", "_add_of", "update"): "no visitor sees what was not found",
    ("cms/media/tasks.py", "make_renditions", "bulk_create"): "the image's own row is saved in the same transaction",
    ("cms/moving/bulk.py", "_write", "bulk_create"): "one coarse row tells of the whole load",
    ("cms/moving/bulk.py", "_write_parts", "bulk_create"): "the same",
    ("cms/moving/bulk.py", "_write_revisions", "bulk_create"): "the same",
    ("cms/moving/bulk.py", "_write_revisions", "update"): "the same",
    ("cms/moving/bulk.py", "_write_history", "bulk_create"): "the same",
    ("cms/moving/bulk.py", "_write_references", "bulk_create"): "the same",
    ("cms/moving/bulk.py", "load", "update"): "the same",
    ("cms/foundation/translation.py", "confirm_translation", "update"): "what was confirmed is the desk's memory",
    ("cms/library/models/item.py", "mark_seen", "update"): "what a brand has looked at is the desk's memory",
    ("cms/previews/grants.py", "revoke", "update"): "no visitor sees a preview",
    ("cms/previews/unlocking.py", "unlock", "bulk_create"): "no visitor sees who guessed",
    ("cms/foundation/translation.py", "track_translation", "update"): "what was translated is the desk's memory",
    ("cms/accounts/ending.py", "end_sessions_and_tokens", "update"): "no visitor sees who may sign in",
    ("cms/accounts/second_factor.py", "new_recovery_codes", "bulk_create"): "no visitor sees how people sign in",
    ("cms/desk/reports/external.py", "note_links", "bulk_create"): "which links are asked is the desk's memory",
    ("cms/enquiries/tasks.py", "send_enquiry", "update"): "whether mail has gone is the desk's memory",
    ("cms/enquiries/tasks.py", "_note", "update"): "whether mail has gone is the desk's memory",
    ("cms/accounts/letters.py", "begin", "update"): "no visitor sees letters to colleagues",
    ("cms/accounts/letters.py", "send_once", "update"): "no visitor sees letters to colleagues",
    ("cms/enquiries/tasks.py", "try_again", "update"): "whether mail has gone is the desk's memory",
    (
        "cms/moving/redirects/applying.py",
        "_write",
        "bulk_create",
    ): "a row of the change log for all of them is beside it",
    ("cms/changes/purging/collecting.py", "collect", "bulk_create"): "no visitor sees what caches are told",
    ("cms/changes/purging/forgetting.py", "try_purge", "update"): "no visitor sees what caches are told",
    ("cms/delivery/hosts.py", "say", "update"): "no visitor sees how far a host has followed",
    ("cms/changes/webhooks/collecting.py", "before_saved", "update"): "no visitor sees how far a webhook has read",
    ("cms/changes/webhooks/collecting.py", "collect", "bulk_create"): "no visitor sees what webhooks are told",
    ("cms/changes/webhooks/collecting.py", "replay", "update"): "no visitor sees what webhooks are told",
    ("cms/changes/webhooks/sending.py", "_claim", "update"): "no visitor sees what webhooks are told",
    ("cms/changes/webhooks/sending.py", "_recovered", "update"): "no visitor sees what webhooks are told",
    ("cms/changes/webhooks/sending.py", "_rest", "update"): "no visitor sees what webhooks are told",
    ("cms/changes/webhooks/sending.py", "send_waiting", "update"): "no visitor sees what webhooks are told",
    ("cms/moving/writing/arriving.py", "flush", "bulk_create"): "no visitor sees what an import did",
    ("home/provisioning/workflows.py", "ensure_group_workflow", "bulk_create"): "no visitor sees who approves",
}
SILENT = {"update", "bulk_create", "bulk_update", "_raw_delete", "get_rendition", "get_renditions", "create_renditions"}
QUERYSET_SOURCES = {"objects", "_default_manager", "_base_manager", "get_queryset", "filter", "exclude", "all"}


def our_receivers(signal, model) -> list:
    found = signal._live_receivers(model)
    receivers = found[0] if isinstance(found, tuple) else found
    return [one for one in receivers if one.__module__.startswith(ROOMS_THAT_RECORD)]


def is_watched(model) -> bool:
    """Whether saving and deleting a row writes to the change log."""
    if drafts._is_watched(model.__new__(model)):
        return True
    general = {drafts.before_saved, drafts.after_saved, drafts.on_deleted}
    return all(set(our_receivers(signal, model)) - general for signal in (post_save, post_delete))


ROOMS_THAT_RECORD = ("cms.changes", "cms.discovery")
MODELS = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}


@pytest.mark.parametrize("label", sorted(MODELS))
def test_every_model_is_watched_or_says_why_not(label):
    if label in REASON_OF:
        assert not is_watched(MODELS[label]), f"{label} is watched: take it off the list."
    else:
        assert is_watched(MODELS[label]), (
            f"Visitors may see {label}, and nothing writes a row when it changes. Watch it (cms.changes.receivers), "
            "or write in NOT_SEEN_BY_VISITORS why nobody sees it."
        )


def test_the_list_names_models_that_exist():
    of_one_database = {"wagtailsearch.SQLiteFTSIndexEntry"}
    assert not set(REASON_OF) - set(MODELS) - of_one_database


class _SilentWrites(ast.NodeVisitor):
    """Collects calls that write rows without signals: (function, method)."""

    def __init__(self):
        self.found, self.function = [], ""

    def visit_FunctionDef(self, node):
        outer, self.function = self.function, node.name
        self.generic_visit(node)
        self.function = outer

    def visit_Call(self, node):
        method = getattr(node.func, "attr", "")
        if method in SILENT and (method != "update" or self._is_queryset(node.func.value)):
            self.found.append((self.function, method))
        self.generic_visit(node)

    @staticmethod
    def _is_queryset(node) -> bool:
        names = {child.attr for child in ast.walk(node) if isinstance(child, ast.Attribute)}
        return bool(names & QUERYSET_SOURCES)


def silent_writes(source: str) -> list[tuple[str, str]]:
    visitor = _SilentWrites()
    visitor.visit(ast.parse(source))
    return visitor.found


def test_every_write_past_the_watchers_has_its_reason():
    found = {
        (str(path.relative_to(BASE)), *write)
        for package in ("brands", "cms", "home")
        for path in (BASE / package).rglob("*.py")
        if "migrations" not in path.parts
        for write in silent_writes(path.read_text())
    }
    assert found == set(PAST_THE_WATCHERS), (
        "Signals tell the change log what changed; these calls send none. Save one by one, or write a row and its "
        "reason here."
    )


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f():\n    Page.objects.filter(pk=1).update(live=True)", [("f", "update")]),
        ("def f(pages):\n    pages.filter(pk=1).update(live=True)", [("f", "update")]),
        ("class A:\n    def f(self):\n        Role.objects.bulk_update(roles, ['tagline'])", [("f", "bulk_update")]),
        ("def f():\n    Menu.objects.bulk_create([])", [("f", "bulk_create")]),
        ("def f():\n    {}.update(a=1)\n    tags.update('b')", []),
    ],
)
def test_the_search_finds_what_it_should(source, found):
    assert silent_writes(source) == found
