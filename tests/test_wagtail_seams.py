"""What is imported from Wagtail is in its reference, or listed with its reason in docs/wagtail-seams.md."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SEAMS, _, APIS = (ROOT / "docs" / "wagtail-seams.md").read_text().partition("## Wagtail's own APIs")
#: What these lean on is told seam by seam and not name by name.
BUILT_ON_APIS = ("cms/api/wagtail_v2/", "cms/desk/wagtail_v3/")
LISTED = set(re.findall(r"`(wagtail\.[\w.]+)`", SEAMS))

#: Modules that Wagtail's reference documents, with all below them.
DOCUMENTED = (
    "wagtail.hooks", "wagtail.models", "wagtail.fields", "wagtail.blocks", "wagtail.signals", "wagtail.log_actions",
    "wagtail.permissions", "wagtail.permission_policies", "wagtail.search", "wagtail.url_routing",
    "wagtail.images.blocks", "wagtail.images.models", "wagtail.documents.models", "wagtail.snippets.blocks",
    "wagtail.contrib.redirects.models", "wagtail.admin.panels", "wagtail.admin.forms", "wagtail.admin.filters",
    "wagtail.admin.messages", "wagtail.admin.viewsets", "wagtail.admin.admin_url_finder", "wagtail.admin.ui",
    "wagtail.admin.views.generic", "wagtail.admin.rich_text",
)  # fmt: skip
#: Names that it documents of other modules.
DOCUMENTED_NAMES = {
    "wagtail.admin.views.reports.ReportView", "wagtail.admin.menu.MenuItem", "wagtail.admin.telepath.register",
    "wagtail.snippets.widgets.AdminSnippetChooser",
    "wagtail.urls", "wagtail.admin.urls", "wagtail.documents.urls", "wagtail.rich_text.RichText",
    "wagtail.documents.get_document_model", "wagtail.snippets.models.register_snippet",
    "wagtail.snippets.views.snippets.SnippetViewSet", "wagtail.snippets.views.snippets.SnippetViewSetGroup",
    "wagtail.snippets.views.snippets.CreateView", "wagtail.snippets.views.snippets.PreviewOnCreateView",
    "wagtail.snippets.views.chooser.SnippetChooserViewSet",
    "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
}  # fmt: skip


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for package in ("brands", "cms", "home"):
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text())


def imported() -> set[str]:
    """Full names of all that is imported from Wagtail, outside what is built on its APIs."""
    found = set()
    for path, tree in sources():
        if str(path).startswith(BUILT_ON_APIS):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "wagtail":
                found |= {f"{node.module}.{name.name}" for name in node.names}
            elif isinstance(node, ast.Import):
                found |= {name.name for name in node.names if name.name.split(".")[0] == "wagtail"}
    return found


def undocumented(name: str) -> bool:
    below = any(name == module or name.startswith(f"{module}.") for module in DOCUMENTED)
    return not below and name not in DOCUMENTED_NAMES


def test_what_is_imported_is_documented_or_listed():
    unlisted = {name for name in imported() if undocumented(name)} - LISTED
    assert unlisted == set(), "Say in docs/wagtail-seams.md why, which test keeps it, and when it goes."


def test_what_is_listed_is_used():
    assert {name for name in imported() if undocumented(name)} == LISTED


def test_nothing_private_is_imported():
    assert [name for name in imported() if any(part.startswith("_") for part in name.split("."))] == []


def test_nothing_of_wagtail_is_changed():
    """No assignment to an attribute of what Wagtail gave, and no `setattr` on it, but for the one that is told."""
    changes = []
    for path, tree in sources():
        given = {
            (name.asname or name.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "wagtail"
            for name in node.names
        }
        changes += [f"{path}:{node.lineno}" for node in ast.walk(tree) for name in changed_by(node) if name in given]
    assert {change.partition(":")[0] for change in changes} == {"cms/desk/wagtail_v3/mount.py"}
    assert "`cms/desk/wagtail_v3/mount.py`" in APIS


def changed_by(node: ast.AST) -> Iterator[str]:
    """Names whose attributes a statement sets."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("setattr", "delattr"):
        yield root_of(node.args[0])
    targets = node.targets if isinstance(node, (ast.Assign, ast.Delete)) else [getattr(node, "target", None)]
    for target in targets:
        if isinstance(target, (ast.Attribute, ast.Subscript)):
            yield root_of(target)


def root_of(node: ast.AST | None) -> str:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def test_every_line_says_why_where_it_is_kept_and_when_it_goes():
    rows = [line.strip("|").split("|") for line in SEAMS.splitlines() if line.startswith("| `")]
    assert len(rows) > 15
    for row in rows:
        what, why, test, goes = (cell.strip() for cell in row)
        assert all((what, why, goes))
        assert (ROOT / test).is_file(), test
