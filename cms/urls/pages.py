"""Pages and documents at their public addresses: Wagtail's views without its own ways to sign in or give a password.

The house has its own: a page behind a password asks for it at the page's address, where guesses are counted.
"""

from django.urls import path, re_path
from wagtail.documents.views.serve import serve as serve_document
from wagtail.urls import serve_pattern

from cms.foundation.views import serve

pages = [re_path(serve_pattern, serve, name="wagtail_serve")]
documents = [path("documents/<int:document_id>/<str:document_filename>", serve_document, name="wagtaildocs_serve")]
