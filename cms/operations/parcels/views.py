"""Content that moves, in the desk: what is asked, how far it is, what it found, the archive, and saying yes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.generic import TemplateView, View

from cms.operations.models import ParcelRun

from .forms import BringInForm, TakeOutForm, brands_that_move
from .running import LONGEST, begin

MOST_LISTED = 20
Kind, State = ParcelRun.Kind, ParcelRun.State


class ForMovers(View):
    """For who publishes for a brand, and administrators."""

    def dispatch(self, request, *args, **kwargs):
        if not brands_that_move(request.user).exists():
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response


class ParcelsView(ForMovers, TemplateView):
    """The two forms, and what was asked lately."""

    template_name = "operations/parcels.html"
    http_method_names = ["get", "head", "post"]

    def get_context_data(self, **kwargs):
        user: Any = self.request.user
        lately = ParcelRun.objects.filter(user=user, brand__in=brands_that_move(user)).select_related("brand")
        return {
            "take_out": TakeOutForm(user=user, prefix="take_out"),
            "bring_in": BringInForm(user=user, prefix="bring_in"),
            **super().get_context_data(**kwargs), "runs": lately[:MOST_LISTED],
        }  # fmt: skip

    def post(self, request, *args, **kwargs):
        kind, name, form_class = (
            (Kind.IN, "bring_in", BringInForm) if "bring_in" in request.POST else (Kind.OUT, "take_out", TakeOutForm)
        )
        form = form_class(request.POST, request.FILES, user=request.user, prefix=name)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(**{name: form}))
        wanted = form.cleaned_data
        run = ParcelRun(brand=wanted["brand"], user=request.user, kind=kind, language=get_language() or "en")
        if kind == Kind.IN:
            run.asked = {
                "below": wanted["below"] and wanted["below"].pk, "publish": wanted["publish"],
                "replace": wanted["replace"], "write": False,
            }  # fmt: skip
            run.archive = wanted["archive"]
        else:
            run.asked = {"what": wanted["what"], "page": wanted["page"] and wanted["page"].pk, "items": wanted["items"]}
        begin(run)
        return redirect("parcel", run.pk)


class OfARun(ForMovers):
    """One's own runs alone are there, of brands that are still one's own."""

    def run(self) -> ParcelRun:
        user: Any = self.request.user
        mine = ParcelRun.objects.filter(user=user, brand__in=brands_that_move(user)).select_related("brand")
        run = mine.filter(pk=self.kwargs["parcel_id"]).first()
        if run is None:
            raise Http404
        return run


class ParcelView(OfARun, TemplateView):
    """How far it is and what was found. By POST what was tried is brought in."""

    template_name = "operations/parcel.html"
    http_method_names = ["get", "head", "post"]

    def get_context_data(self, **kwargs):
        run = self.run()
        is_open = run.state in (State.WAITING, State.WORKING)
        lost = is_open and run.made_at < timezone.now() - LONGEST
        return {
            **super().get_context_data(**kwargs), "run": run, "is_open": is_open and not lost, "lost": lost,
            "may_confirm": run.kind == Kind.IN and run.state == State.DONE and not run.is_written,
            "rows": [(name, run.told["made"].get(name, 0), run.told["kept"].get(name, 0))
                     for name in ("pages", "items", "files")] if "made" in run.told else [],
        }  # fmt: skip

    def post(self, request, *args, **kwargs):
        run = self.run()
        if run.kind == Kind.IN and run.state == State.DONE and not run.is_written:
            run.asked = {**run.asked, "write": True}
            begin(run)
        return redirect("parcel", run.pk)


class ParcelArchiveView(OfARun):
    """The archive of what was taken out."""

    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        run = self.run()
        if run.kind != Kind.OUT or run.state != State.DONE or not run.archive:
            raise Http404
        name = f"{run.brand.key}-{timezone.localtime(run.made_at):%Y-%m-%d-%H%M}.parcel"
        content = run.archive.open("rb")
        return FileResponse(content, as_attachment=True, filename=name, content_type="application/octet-stream")
