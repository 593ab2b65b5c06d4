"""Wagtail's own APIs are off unless the environment says otherwise, each by itself."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

ASKED = """
import django; django.setup()
from django.apps import apps
from django.urls import resolve
for urlconf, path in (("cms.urls.sites", "/api/v2/pages/"), ("cms.urls.api", "/api/v2/pages/"),
                      ("cms.urls.desk", "/api/v3-preview/pages/"), ("cms.urls.desk", "/admin/api-tokens/")):
    try:
        print(resolve(path, urlconf).view_name)
    except Exception as error:
        print(type(error).__name__)
"""


@pytest.mark.crawl
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ({}, [False, False, False, False]),
        ({"WAGTAIL_API_V2": "1"}, [True, True, False, False]),
        ({"WAGTAIL_API_V3": "1"}, [False, False, True, True]),
    ],
    ids=["neither", "read", "write"],
)
def test_only_what_is_switched_on_has_addresses(tmp_path, on, expected):
    environment = {"PATH": os.environ["PATH"], "SECRET_KEY": "x", "DATA_DIR": str(tmp_path), "DATABASE_URL": "",
                   "HTTPS": "0", "WAGTAIL_API_V2": "0", "WAGTAIL_API_V3": "0",
                   "DJANGO_SETTINGS_MODULE": "cms.settings.production", **on}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    names = done.stdout.splitlines()
    assert [
        name.startswith(("wagtailapi_v2", "wagtailapi_v3", "wagtailusers_api_tokens")) for name in names
    ] == expected


def test_the_example_switches_neither_on():
    lines = (settings.BASE_DIR / ".env.example").read_text().splitlines()
    assert {"WAGTAIL_API_V2=0", "WAGTAIL_API_V3=0"} <= set(lines)
