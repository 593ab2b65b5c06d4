"""One outer transaction for every unsafe request, none for a safe one.

Wagtail publishes, unpublishes and moves in several transactions; change rows must commit with what they tell of. Safe
requests stay outside, because SQLite's immediate mode would make every reader a writer.
"""

from django.db import transaction

from .holding import hold_pages, writes_pages
from .publishing import PublishRefused, refusal_response
from .storing import could_not_be_kept, kept_nothing

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class UnsafeRequestsAreAtomic:
    """Innermost middleware: runs the view of an unsafe request in `atomic` and rolls back when it answers 5xx."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method in SAFE_METHODS:
            return None
        try:
            with transaction.atomic():
                if writes_pages(request.resolver_match):
                    hold_pages()
                response = view(request, *args, **kwargs)
                if callable(getattr(response, "render", None)) and not response.is_rendered:
                    response.render()
                if response.status_code >= 500:
                    transaction.set_rollback(True)
                return response
        except PublishRefused as refusal:
            request.publish_refused = refusal  # rooms above write it down
            return refusal_response(request, refusal)
        except OSError as fault:
            if not could_not_be_kept(fault):
                raise
            return kept_nothing(request, fault)
