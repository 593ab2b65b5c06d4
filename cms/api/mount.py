"""The API's addresses, to be mounted at ``api/v1/`` on a host."""

from django.urls import include, path, re_path

from .answering import nothing_here, published
from .router import api

_patterns, _application, _namespace = api.urls
for _pattern in _patterns:
    _pattern.callback = published(_pattern.callback)  # type: ignore[arg-type]  # ninja's all have one

urlpatterns = [
    path("", include((_patterns, _application), namespace=_namespace)),
    re_path("", nothing_here),
]
