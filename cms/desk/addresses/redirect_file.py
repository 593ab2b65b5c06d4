"""Redirects from a file and as a file: a look at what would change, and at what is wrong in which line, comes first."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.contrib.redirects.models import Redirect
from wagtail.permissions import policy_registry

from brands.models import Brand
from brands.permissions import teams_of
from cms.moving.redirects.applying import NotApplied, apply
from cms.moving.redirects.planning import Plan, plan
from cms.moving.redirects.reading import Unreadable, read_rows
from cms.moving.redirects.writing import written

#: Bytes that a browser may send; the command takes more.
LARGEST = 1024 * 1024
#: Lines that are shown of each kind.
MOST_SHOWN = 200


def brands_with_redirects(user):
    """The brands whose redirects somebody keeps: those whose publisher she is; an administrator, all."""
    brands = Brand.objects.select_related("site")
    if user.is_superuser:
        return brands
    policy = policy_registry.get_by_type(Redirect)
    if not policy.user_has_permission(user, "add"):
        return brands.none()
    kept = {team.brand_id for team in teams_of(user) if team.brand_id and team.kind == team.Kind.PUBLISHERS}
    return brands.filter(pk__in=kept)


class RedirectFileForm(forms.Form):
    """A brand and a file; once it was looked at, what the file said stands in `text`."""

    brand = forms.ModelChoiceField(label=gettext_lazy("Brand"), queryset=Brand.objects.none(), empty_label=None)
    file = forms.FileField(
        label=gettext_lazy("CSV file"), required=False, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=gettext_lazy(
            "The first row names the columns: from, to, status. A status is 301 (or empty), 302 for now, or 410 where "
            "nothing is there any more and “to” is empty."
        ),
    )  # fmt: skip
    elsewhere = forms.CharField(
        label=gettext_lazy("Other hosts"), required=False, max_length=500,
        help_text=gettext_lazy("Hosts outside the group that redirects may lead to, with commas between them."),
    )  # fmt: skip
    text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args, brands, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["brand"].queryset = brands  # type: ignore[attr-defined]

    def clean(self):
        cleaned = super().clean() or {}
        upload, text = cleaned.get("file"), cleaned.get("text") or ""
        if upload is None and not text:
            self.add_error("file", _("Choose a file."))
        elif (upload.size if upload else len(text.encode())) > LARGEST:
            self.add_error("file", _("The file has more than %(most)s bytes. Divide it.") % {"most": LARGEST})
        elif upload:
            cleaned["data"] = upload.read()
        else:
            cleaned["data"] = text.encode("utf-8", "surrogatepass")
        return cleaned

    @property
    def hosts(self) -> list[str]:
        return [host.strip() for host in self.cleaned_data.get("elsewhere", "").split(",") if host.strip()]


class OfWhoKeepsRedirects:
    """Mixed into views: for those who keep the redirects of a brand."""

    @cached_property
    def brands(self):
        return brands_with_redirects(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        self.request = request
        if not self.brands.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


@method_decorator(never_cache, name="dispatch")
class RedirectFileView(OfWhoKeepsRedirects, FormView):
    """Takes a file, shows what it would change, and changes that once it is asked to."""

    template_name = "desk/addresses/redirect_file.html"
    form_class = RedirectFileForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"brands": self.brands}

    def form_valid(self, form):
        try:
            rows, faults = read_rows(form.cleaned_data["data"])
        except Unreadable as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        found = plan(form.cleaned_data["brand"], rows, faults, form.hosts)
        if "apply" in self.request.POST and not found.faults:
            try:
                apply(found, self.request.user)
            except NotApplied as error:
                messages.error(self.request, str(error))
            else:
                counted = {"new": len(found.new), "changed": len(found.changed)}
                messages.success(self.request, _("Redirects: %(new)s new, %(changed)s changed.") % counted)
                return redirect("wagtailredirects:index")
        again = RedirectFileForm(
            brands=self.brands,
            initial={**form.cleaned_data, "text": form.cleaned_data["data"].decode("utf-8-sig")},
        )
        return self.render_to_response(self.get_context_data(form=again, **_shown(found)))

    def get_context_data(self, **kwargs):
        return {"brands": self.brands, **super().get_context_data(**kwargs)}


def _shown(found: Plan) -> dict:
    """What the template shows of a plan."""
    changed = [(row.redirect_page or row.redirect_link or "", wanted) for row, wanted in found.changed]
    return {
        "plan": found,
        "new": found.new[:MOST_SHOWN],
        "changed": changed[:MOST_SHOWN],
        "faults": found.faults[:MOST_SHOWN],
        "drafts": len(found.to_drafts),
        "may_apply": not found.faults and bool(found.new or found.changed),
    }


class RedirectDownloadView(OfWhoKeepsRedirects, View):
    """All redirects of a brand as a file that can be read in again."""

    http_method_names = ["get", "head"]

    def get(self, request):
        brand = self.brands.filter(key=request.GET.get("brand", "")).first()
        if brand is None:
            raise Http404
        response = HttpResponse(written(brand), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="redirects-{brand.key}.csv"'
        response["Cache-Control"] = "private, no-store"
        return response
