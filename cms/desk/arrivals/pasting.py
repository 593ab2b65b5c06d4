"""A page that exists elsewhere, pasted: its draft beside its source, to correct and save."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from brands.directory import Root, directory_for
from brands.permissions import brand_ids_of
from cms.foundation.holding import hold_pages
from cms.moving.converting.converting import draft_of_pasted
from cms.moving.converting.draft import Draft
from cms.moving.writing.pages import make_page, model_of

from .forms import DraftForm, SourceForm

MOST_PARENTS = 300


class PasteView(View):
    """Takes a text, shows what would come of it, and makes it when asked to."""

    def dispatch(self, request, *args, **kwargs):
        if not self.roots:
            raise PermissionDenied
        if request.method == "POST":
            hold_pages()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request) -> HttpResponse:
        return self._ask(SourceForm(trees=self.trees, initial={"tree": self._tree_of(request.GET.get("parent", ""))}))

    def post(self, request) -> HttpResponse:
        form = SourceForm(request.POST, trees=self.trees)
        if not form.is_valid() or "back" in request.POST:
            return self._ask(form)
        root = next(root for root in self.roots if str(root.page_id) == form.cleaned_data["tree"])
        draft = draft_of_pasted(form.cleaned_data["source"], form.cleaned_data["title"])
        parents = self.parents(root, draft)
        if "save" not in request.POST:
            return self._show(form, DraftForm(draft=draft, parents=parents, initial={"parent": root.page_id}), root)
        correcting = DraftForm(request.POST, draft=draft, parents=parents)
        if not correcting.is_valid():
            return self._show(form, correcting, root)
        return self._save(form, correcting, root)

    # Who may, and where

    @cached_property
    def roots(self) -> list[Root]:
        """The trees in which somebody may make pages."""
        user = self.request.user
        if not page_permission_policy.user_has_permission(user, "add"):
            return []
        mine = brand_ids_of(user)
        return [root for root in directory_for(self.request).roots if user.is_superuser or root.brand.pk in mine]

    @property
    def trees(self) -> list[tuple[str, str]]:
        return [(str(root.page_id), f"{root.brand} – {root.locale.get_display_name()}") for root in self.roots]

    def _tree_of(self, key: str) -> str:
        """The tree of a page that somebody came from, if it is one of hers."""
        page = Page.objects.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() and len(key) < 19 else None
        root = directory_for(self.request).root_for_tree_path(page.path) if page else None
        return str(root.page_id) if root in self.roots and root else self.trees[0][0]

    def parents(self, root: Root, draft: Draft):
        """The pages of a tree below which somebody may put such a page."""
        own = page_permission_policy.instances_user_has_permission_for(self.request.user, "add")
        below = own.filter(path__startswith=root.tree_path).order_by("path")[: MOST_PARENTS * 10]
        fitting = [page.pk for page in below if model_of(draft).can_create_at(page.specific_deferred)][:MOST_PARENTS]
        return Page.objects.filter(pk__in=fitting).order_by("path")

    # Answers

    def _ask(self, form: SourceForm) -> HttpResponse:
        return TemplateResponse(self.request, "desk/arrivals/paste.html", {"form": form})

    def _show(self, form: SourceForm, draft_form: DraftForm, root: Root) -> HttpResponse:
        context: dict[str, Any] = {
            "form": form, "draft_form": draft_form, "draft": draft_form.draft, "groups": draft_form.groups(),
            "source": form.cleaned_data["source"], "kind": model_of(draft_form.draft)._meta.verbose_name, "root": root,
        }  # fmt: skip
        return TemplateResponse(self.request, "desk/arrivals/draft.html", context)

    def _save(self, form: SourceForm, draft_form: DraftForm, root: Root) -> HttpResponse:
        parent = draft_form.cleaned_data["parent"].specific
        if not parent.permissions_for_user(self.request.user).can_add_subpage():
            raise PermissionDenied
        draft = draft_form.apply()
        page, run = make_page(draft, parent, root, self.request.user, form.cleaned_data["address"])
        said = _("“%(title)s” is a draft now.") % {"title": page.title}
        messages.success(self.request, said)
        if draft.remarks:
            count = len(draft.remarks)
            told = ngettext("%(count)s thing to look at.", "%(count)s things to look at.", count) % {"count": count}
            look = messages.button(reverse("import_lines", args=[run.pk]), _("To look at"))
            messages.warning(self.request, told, buttons=[look])
        return redirect("wagtailadmin_pages:edit", page.pk)
