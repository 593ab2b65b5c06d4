"""What nginx has to know to serve the mirror: written from the table that says what may be a file (`places`)."""

import re
from collections.abc import Iterator

from django.conf import settings

from cms.delivery.places import ANY_QUERY, DOCUMENTS, MIRROR, NO_QUERY, SEGMENT, Kind, all_headers, kinds
from cms.foundation.cookies import SHOW_MORE
from cms.foundation.negotiation import MARKDOWN

#: Where nginx finds the folder of responses.
FOLDER = "/data/responses"
PARTS = ("http", "site")
_MADE = "# Made by `manage.py mirror nginx --part {}`: it follows from what the platform answers. docs/delivery.md\n"
_CLOSED = (
    "<!doctype html><html lang='nl'><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
    "<title>Even niet beschikbaar</title><h1>Even niet beschikbaar</h1><p>Probeer het over een minuut opnieuw.</p>"
    "<p lang='en'>Not available just now. Please try again in a minute.</p></html>"
)


def settings_text(part: str, folder: str = FOLDER) -> str:
    """One of two files: what stands once beside the servers (`http`), and in each brand's server (`site`)."""
    return _MADE.format(part) + (_http(folder) if part == "http" else "".join(_site(folder)))


def _http(folder: str) -> str:
    cookies = "|".join(re.escape(name) for name in SHOW_MORE)
    plain = rf"/(?:{SEGMENT}/)*(?:{SEGMENT}(?:\.[a-z]+){{1,2}})?"
    return f"""\
# Whoever may see more than others is answered by the platform.
map $http_cookie $mirror_own {{ default 0; "~(?:^|;\\s*)(?:{cookies})=" 1; }}
map $http_accept $mirror_markdown {{ default 0; "~*markdown" 1; }}
map "$http_authorization$http_if_match$http_if_unmodified_since$mirror_own$mirror_markdown" $mirror_for_one {{
    default 1;
    "00" 0;
}}
map "$request_method $mirror_for_one $request_uri" $mirror_asked {{
    default "";
    "~^(?:GET|HEAD) 0 {plain}$" bare;
    "~^(?:GET|HEAD) 0 {plain}\\?" query;
}}
# Files that answer whatever the query, and those that answer to none.
map $mirror_asked $mirror_any {{ default "-"; "~." "{ANY_QUERY}/$host"; }}
map $mirror_asked $mirror_bare {{ default "-"; "bare" "{NO_QUERY}/$host"; }}
map $http_accept_encoding $mirror_coding {{
    default "";
    "~*(?:^|,)\\s*br\\s*(?:,|$|;\\s*q=(?:1|0?\\.\\d*[1-9]))" ".br";
    "~*(?:^|,)\\s*gzip\\s*(?:,|$|;\\s*q=(?:1|0?\\.\\d*[1-9]))" ".gz";
}}
map $uri $mirror_encoding {{ default ""; "~\\.br$" "br"; "~\\.gz$" "gzip"; }}
# Of a page's Markdown, the page.
map $uri $mirror_page {{
    default "/";
    "~^/(?:{ANY_QUERY}|{NO_QUERY})/[^/]+(?<mirror_home>/(?:.*/)?)index\\.md(?:\\.(?:br|gz))?$" "$mirror_home";
    "~^/(?:{ANY_QUERY}|{NO_QUERY})/[^/]+(?<mirror_path>/.*)\\.md(?:\\.(?:br|gz))?$" "$mirror_path/";
}}
# Documents of the API, for when nothing else answers.
map "$request_method $request_uri" $mirror_document {{
    default "-";
    "~^(?:GET|HEAD) /api/v1/(?:{SEGMENT}/)*{SEGMENT}$" "{DOCUMENTS}/$host";
}}
# Emergency notices: a file for each host and language.
map $request_uri $mirror_language {{ default nl; "~^/en(?:[/?]|$)" en; }}
map $host $mirror_notice {{ default "{folder}/notices/$host/"; }}
"""


def _site(folder: str) -> Iterator[str]:
    for kind in kinds():
        yield _location(kind, folder)
    yield _noticed(next(kind for kind in kinds() if kind.name == "pages"), folder)
    yield f"""\
location = /.notice {{
    internal;
    root {folder}/notices;
    default_type "text/html; charset=utf-8";
    try_files /$host/$mirror_language.html =404;
}}
location @platform {{
    proxy_pass http://sites;
    recursive_error_pages on;
    error_page 502 504 = @down;
}}
# Nothing answers: documents of the API as they were, without the tags by which they would be purged.
location @down {{
    root {folder}/{MIRROR};
    types {{ }}
    default_type application/json;
    etag on;
    add_header X-Content-Type-Options nosniff;
    add_header Access-Control-Allow-Origin *;
    add_header Cross-Origin-Resource-Policy cross-origin;
    add_header Cache-Control no-store;
    recursive_error_pages on;
    error_page 503 = @closed;
    try_files /$mirror_document$uri.json =503;
}}
location @closed {{
    default_type "text/html; charset=utf-8";
    add_header Retry-After 60 always;
    add_header Cache-Control no-store always;
    add_header X-Content-Type-Options nosniff always;
    add_header Content-Security-Policy "default-src 'none'; frame-ancestors 'none'" always;
    return 503 "{_CLOSED}";
}}
"""


def _headers(kind: Kind) -> str:
    told = [*all_headers(kind), ("Vary", kind.vary)]
    if kind.representation == MARKDOWN:
        port = "" if settings.HTTPS else ":$server_port"
        told.append(("Link", f'<$scheme://$host{port}$mirror_page>; rel=\\"canonical\\"'))
    return "".join(f'    add_header {name} "{value}";\n' for name, value in told)


def _location(kind: Kind, folder: str) -> str:
    notice = ""
    if kind.name == "pages":
        notice = "    if (-d $mirror_notice) { rewrite ^ /.noticed$uri last; }\n"
    tried = [f"/{area}${{uri}}{kind.leaf}{coding}" for area in ("$mirror_any", "$mirror_bare")
             for coding in ("$mirror_coding", "")]  # fmt: skip
    return f"""\
location ~ "^{kind.pattern}$" {{
{notice}    root {folder}/{MIRROR};
    types {{ }}
    default_type "{kind.content_type}";
    gzip off;
    etag on;
    if_modified_since off;
    max_ranges 0;
    add_header Last-Modified "";
    add_header Content-Encoding $mirror_encoding;
{_headers(kind)}    error_page 403 404 = @platform;  # taken away this instant
    recursive_error_pages on;
    try_files {" ".join(tried)} @platform;
}}
"""


def _noticed(kind: Kind, folder: str) -> str:
    """Pages while there is an emergency notice: it is put in where the page has a place for it."""
    return f"""\
location /.noticed/ {{
    internal;
    rewrite ^/\\.noticed(/.*)$ $1 break;
    root {folder}/{MIRROR};
    types {{ }}
    default_type "{kind.content_type}";
    etag off;  # it is the file's, and who has that has no notice
    if_modified_since off;
    ssi on;
    ssi_types *;  # a type with its charset is none that nginx knows
    ssi_silent_errors on;
    gzip on;
    gzip_types *;
    gzip_vary off;
    add_header Last-Modified "";
{_headers(kind)}    error_page 403 404 = @platform;
    recursive_error_pages on;
    try_files /$mirror_any${{uri}}{kind.leaf} /$mirror_bare${{uri}}{kind.leaf} @platform;
}}
"""
