"""Which tests keep which module: none of the others has to notice that a check of it is gone."""

MATRIX = "tests/cms/desk/matrix"
WRITE_API = "tests/cms/desk/wagtail_v3"
#: Module → the tests that keep it: files, or the folder of several.
KEPT_BY = {
    "brands/permissions.py": [
        "tests/brands/test_permissions.py", "tests/cms/desk/test_gate.py", "tests/cms/desk/test_versions.py", MATRIX,
    ],
    "cms/enquiries/permissions.py": [
        "tests/cms/enquiries/test_permissions.py", "tests/cms/desk/test_enquiries.py", MATRIX,
    ],
    "cms/desk/gate.py": ["tests/cms/desk/test_gate.py", MATRIX],
    "cms/desk/together.py": ["tests/cms/desk/test_gate.py", MATRIX],
    "cms/desk/ownership.py": ["tests/cms/desk/test_ownership.py", "tests/cms/desk/test_gate.py", MATRIX],
    "cms/desk/narrowed.py": ["tests/cms/desk/test_narrowed.py", "tests/cms/desk/test_lists.py", MATRIX],
    "cms/desk/redirects.py": ["tests/cms/desk/test_redirects.py", MATRIX],
    "cms/desk/choosing.py": ["tests/cms/desk/test_choosing.py", MATRIX],
    "cms/desk/wagtail_v3/gate.py": [WRITE_API, MATRIX],
    "cms/desk/wagtail_v3/lists.py": [WRITE_API, MATRIX],
    "cms/desk/wagtail_v3/items.py": [WRITE_API, MATRIX],
    "cms/desk/wagtail_v3/answering.py": [WRITE_API, MATRIX],
    "cms/foundation/visibility.py": [
        "tests/cms/foundation/test_who_sees_what.py", "tests/cms/foundation/test_privacy.py",
        "tests/cms/foundation/test_visibility.py", "tests/cms/foundation/test_offering.py", "tests/cms/desk/offers",
        "tests/api/test_leaks.py",
    ],
    "cms/foundation/offering.py": [
        "tests/cms/foundation/test_who_sees_what.py", "tests/cms/foundation/test_offering.py", "tests/cms/desk/offers",
        "tests/api/test_leaks.py",
    ],
}  # fmt: skip
#: What asks everything about everything is asked last, and of what nothing else has noticed.
LONGEST = ["tests/cms/desk/test_gate.py", "tests/api/test_leaks.py", MATRIX]


def place_of(path: str) -> int:
    """Where a test's file stands among those that take long: 0 before all of them."""
    return next((number for number, each in enumerate(LONGEST, 1) if path.startswith(each)), 0)
