"""The API's addresses, to be mounted at ``api/v1/`` on a host."""

from typing import Any

from django.urls import include, path, re_path

from .answering import nothing_here, private, published
from .router import api

_patterns, _application, _namespace = api.urls
_for_one = {endpoint.name: endpoint.methods for endpoint in api.endpoints.values() if endpoint.is_private}
for _pattern in _patterns:
    _view: Any = _pattern.callback
    _methods = _for_one.get(str(getattr(_pattern, "name", None)))
    _pattern.callback = private(_view, _methods) if _methods else published(_view)

urlpatterns = [
    path("", include((_patterns, _application), namespace=_namespace)),
    re_path("", nothing_here),
]
