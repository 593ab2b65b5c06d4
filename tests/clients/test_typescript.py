"""The TypeScript client: regenerated, built and run by Node."""

import pytest

from .compatibility import PRESENT
from .conftest import CLIENTS, node

pytestmark = [pytest.mark.judge, pytest.mark.usefixtures("packages")]


def test_the_types_are_what_the_generator_makes_of_the_contract(tmp_path):
    made = tmp_path / "contract.ts"
    node("node", "generate.mjs", str(PRESENT), str(made), folder=CLIENTS / "typescript")
    assert made.read_text() == (CLIENTS / "typescript" / "src" / "contract.ts").read_text(), "Run make client."


def test_the_client_passes_its_own_tests():
    said = node("npm", "test", "--workspace", "typescript")
    assert "# fail 0" in said
    assert "# skipped 0" in said
    assert "# pass 0" not in said


@pytest.mark.parametrize("project", ["nextjs", "recipes"])
def test_what_is_built_on_it_has_its_types(project):
    assert "error TS" not in node("npm", "run", "types", "--workspace", project)


@pytest.mark.parametrize("page", ["astro/src/pages/[...path].astro", "nuxt/pages/[...path].vue"])
def test_a_template_that_asks_for_what_is_not_there_is_refused(page):
    path = CLIENTS / "recipes" / page
    wrong = path.with_stem("wrong")
    wrong.write_text(path.read_text().replace(".seo.title", ".seo.heading"))
    try:
        with pytest.raises(AssertionError, match="'heading' does not exist"):
            node("npm", "run", "types", "--workspace", "recipes")
    finally:
        wrong.unlink()
