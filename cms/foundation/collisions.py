"""Two people on one page or item: who saves from a version that is no longer the newest sees both and decides.

Wagtail knows which version an editor was opened with (`loaded_revision_id`, `overwrite_revision_id`) and refuses to
autosave over a newer one; whoever presses a button still overwrites it. Here every button is asked the same, with the
row held (`cms.foundation.holding`), so that of two who press at once one is always the second. In the editor
(`js/desk/collisions.js`) a button waits for an autosave that is under way, so that nobody collides with herself.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import Field
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.compare import RichTextFieldComparison
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Revision

from .comparing import paragraphs
from .holding import hold
from .translation import edit_handler_of

KEEP, TAKE, BACK = "keep", "take", "back"
#: What the editor's form says about its own version, and what the question adds.
OF_THE_FORM = frozenset(
    {"csrfmiddlewaretoken", "loaded_revision_id", "loaded_revision_created_at", "overwrite_revision_id"}
)
OF_THE_QUESTION = frozenset({"collision", "opened_revision_id", "opened_revision_created_at"})
BLOCK_KEY = re.compile(r' data-block-key=\\?"[^"\\]*\\?"')


@dataclass(frozen=True)
class FieldOfBoth:
    """A field in which two versions differ. Texts are safe HTML; in `mine` it is marked what was taken out and put in.

    :ivar only_theirs: whether she left it as she found it, so that keeping hers undoes what the other changed.
    """

    name: str
    label: str
    theirs: SafeString
    mine: SafeString
    only_theirs: bool = False


def fields_of_both(theirs: Any, mine: Any, base: Any = None) -> list[FieldOfBoth]:
    """The fields in which two versions of a page or item differ, in the order of the editor.

    :param base: the version from which `mine` was begun, where it is still known.
    """
    found = []
    for comparison in edit_handler_of(type(theirs)).get_bound_panel(instance=theirs).get_comparison():
        bound = comparison(theirs, mine)
        if not _differs(bound, theirs, mine):
            continue
        untouched = base is not None and not _differs(comparison(base, mine), base, mine)
        found.append(
            FieldOfBoth(
                name=bound.field.name,
                label=str(capfirst(bound.field_label())),
                theirs=_printed(comparison(theirs, theirs)),
                mine=_printed(bound),
                only_theirs=untouched,
            )
        )
    return found


def _differs(bound: Any, one: Any, other: Any) -> bool:
    field = getattr(bound, "field", None)
    if not bound.has_changed():
        return False
    return not isinstance(field, Field) or _stored(field, one) != _stored(field, other)


def _stored(field: Field, instance: Any) -> str:
    """A field's value as it is stored, without the keys that the editor gives paragraphs anew."""
    value = field.get_prep_value(getattr(instance, field.attname))
    return BLOCK_KEY.sub("", value if isinstance(value, str) else json.dumps(value, default=str))


def _printed(bound: Any) -> SafeString:
    """What a comparison says; of a thing compared with itself, the thing. Wagtail escapes what people wrote."""
    if isinstance(bound, RichTextFieldComparison) and not bound.has_changed():
        return paragraphs(bound.val_a)
    if hasattr(bound, "htmldiff"):
        return mark_safe(str(bound.htmldiff()).strip())  # noqa: S308 - Wagtail escapes both sides
    rows = (_row(child) for child in bound.get_child_comparisons())
    return mark_safe("".join(f"<p>{row}</p>" for row in rows if row))  # noqa: S308 - each row is escaped where it is made


def _row(child: Any) -> str:
    """A row of an inline list, such as a tag."""
    texts = " ".join(str(field.htmldiff()) for field in child.get_field_comparisons())
    kind = "addition" if child.is_addition() else "deletion" if child.is_deletion() else ""
    return f'<span class="{kind}">{texts}</span>' if kind else texts


class AsksAboutNewerVersion:
    """Mixed into Wagtail's edit views. A POST from a version that is not the newest is answered 409 with both versions.

    The answer's form sends everything again with `collision`: `keep` saves or publishes hers on top of the version that
    she has seen (and is asked anew if there is yet another), `back` leads to her editor with her text in it.
    """

    def post(self, request, *args, **kwargs):
        if request.POST.get("collision") == TAKE:
            messages.success(request, _("Yours was not saved. Here is the newest version."))
            return redirect(self.get_edit_url())
        if request.POST.get("collision") == BACK:
            return self._back_to_editor()
        if self.is_out_of_date and self.expects_json_response:
            # Wagtail's own words say that saving overwrites, which it does not.
            answer = _("There is a newer version. When you save, you see both and decide.")
            return self.json_error_response("invalid_revision", answer)
        if self.is_out_of_date and not self.locked_for_user:
            theirs, base = self.latest_revision.as_object(), self._base()
            rows = fields_of_both(theirs, self._read(), base)
            if rows or not self.form.is_valid():
                return self._question(theirs, rows)
            self._begin_anew()  # both say the same, as after an autosave that was still under way
        return super().post(request, *args, **kwargs)

    @property
    def is_out_of_date(self) -> bool:
        """As Wagtail says; and an editor that was opened when there was no version yet says so with an empty key."""
        if self.latest_revision and self.request.POST.get("loaded_revision_id") == "":
            return self.request.POST.get("overwrite_revision_id", "") != str(self.latest_revision.pk)
        return super().is_out_of_date

    def _read(self) -> Any:
        """Lay what she sent over the editor's object, as far as it can be read, and give that."""
        form = self._bound_form()
        form.defer_required_fields()
        readable = form.is_valid()
        form.restore_required_fields()
        self.form = form
        return form.save(commit=False) if readable else form.instance

    def _base(self) -> Any:
        """What she began from: the version that she opened, or the last by somebody else before her own drafts."""
        key = self.request.POST.get("loaded_revision_id", "")
        revisions = self._instance().revisions
        opened = revisions.filter(pk=key).first() if key.isdecimal() else None
        if opened is None:
            return None
        her = self.request.user
        if opened.user_id != her.pk:
            same = opened.created_at.isoformat() == self.request.POST.get("loaded_revision_created_at")
            return opened.as_object() if same else None
        before = revisions.filter(created_at__lt=opened.created_at).exclude(user=her).order_by("-created_at").first()
        return before and before.as_object()

    def _question(self, theirs: Any, rows: list[FieldOfBoth]):
        latest: Revision = self.latest_revision
        sent = self.request.POST
        own = OF_THE_FORM | OF_THE_QUESTION
        context = {
            "object": theirs,
            "who": get_user_display_name(latest.user) if latest.user else _("the platform itself"),
            "herself": latest.user_id == self.request.user.pk,
            "latest": latest,
            "is_live": latest.content_object.live_revision_id == latest.pk,
            "rows": rows,
            "sent": [(name, value) for name, values in sent.lists() if name not in own for value in values],
            "action_url": self.request.get_full_path(),
            "publishing": "action-publish" in sent,
            "submitting": "action-submit" in sent,
            "opened_revision_id": sent.get("loaded_revision_id", ""),
            "opened_revision_created_at": sent.get("loaded_revision_created_at", ""),
        }
        return TemplateResponse(self.request, "foundation/two_versions.html", context, status=409)

    def _back_to_editor(self):
        """Her editor with her text, still begun from the version that she opened: saving asks again."""
        self._read()
        self.has_unsaved_changes, self.errors_debug = True, None
        messages.info(self.request, _("Nothing is saved yet. This is your text; you are asked again when you save."))
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        """An editor that is shown again, if only for mistakes, says truly which version it was opened with."""
        sent = self.request.POST
        back = sent.get("collision") == BACK
        if self.request.method == "POST" and not self.expects_json_response and (back or self.is_out_of_date):
            which = "opened" if back else "loaded"
            key = sent.get(f"{which}_revision_id", "")
            self._instance().latest_revision_id = int(key) if key.isdecimal() else None
            self.__dict__["latest_revision_created_at"] = sent.get(f"{which}_revision_created_at", "")
        return super().get_context_data(**kwargs)


def _opened(revision_id: int, created_at: str) -> dict[str, str]:
    """Inputs of the editor's form that say which version it was opened with."""
    return {"loaded_revision_id": str(revision_id), "loaded_revision_created_at": created_at}


class AsksAboutNewerPage(AsksAboutNewerVersion):
    """Mixed into Wagtail's view that edits pages. The tree is held before the view begins."""

    def _instance(self):
        return self.page

    def _begin_anew(self):
        self.page = self.get_object()

    def save_action(self):
        """After an autosave the editor stands on what it saved: its script writes `field_updates` into the form."""
        response = super().save_action()
        if isinstance(response, JsonResponse) and response.status_code == 200:
            answer = json.loads(response.content)
            answer["field_updates"] |= _opened(answer["revision_id"], answer["revision_created_at"])
            response.content = json.dumps(answer)
        return response

    def _bound_form(self):
        return self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )


class AsksAboutNewerItem(AsksAboutNewerVersion):
    """Mixed into Wagtail's views that edit snippets with revisions."""

    def setup(self, request, *args, **kwargs):
        if request.method == "POST":
            hold(self.model, unquote(str(kwargs.get("pk", args[0] if args else ""))))
        super().setup(request, *args, **kwargs)

    def _instance(self):
        return self.object

    def _begin_anew(self):
        self.object = self.get_object()

    def get_success_json(self):
        answer = super().get_success_json()
        answer["field_updates"] |= _opened(answer["revision_id"], answer["revision_created_at"])
        return answer

    def _bound_form(self):
        return self.get_form()
