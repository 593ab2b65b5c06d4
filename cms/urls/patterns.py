"""Every component in the look of the brand whose host is asked: mounted in development only (`make dev`)."""

from functools import wraps

from django.urls import URLPattern
from pattern_library import urls as library

app_name = library.app_name


def _by_its_own_policy(view):
    """The library shows patterns in frames and has scripts of its own, which a brand's pages may not."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Content-Security-Policy"] = "frame-ancestors 'self'"
        return response

    return answer


urlpatterns = [URLPattern(one.pattern, _by_its_own_policy(one.callback), name=one.name) for one in library.urlpatterns]
