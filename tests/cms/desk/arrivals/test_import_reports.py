"""Reports of imports: of one's own brands, each thing with its source and with what to look at."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.moving.models import ImportLine, ImportRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def runs(brands):
    """An import into each brand, with a line that needs a look and one that does not."""
    found = []
    for brand in brands:
        run = ImportRun.objects.create(brand=brand, origin=f"old.{brand.key}.example", started_at=timezone.now())
        for name, remarks in (("Fine", []), ("Odd", [{"about": "table", "words": "a | b"}])):
            ImportLine.objects.create(
                run=run, kind="page", source_id=name, title=f"{name} of {brand.name}", outcome="made",
                source_url=f"https://old.{brand.key}.example/{name}", remarks=remarks,
            )  # fmt: skip
        found.append(run)
    return found


def test_the_list_has_ones_own(desk_client, editor_of, runs, finhire):
    shown = desk_client(editor_of(finhire)).get(reverse("imports")).content.decode()
    assert "old.finhire.example" in shown
    assert "old.iduet.example" not in shown


def test_lines_that_need_a_look_come_first_with_their_source(desk_client, editor_of, runs, finhire):
    shown = desk_client(editor_of(finhire)).get(reverse("import_lines", args=[runs[1].pk])).content.decode()
    assert shown.index("Odd of Finhire") < shown.index("Fine of Finhire")
    assert 'href="https://old.finhire.example/Odd"' in shown
    assert "a | b" in shown


def test_another_brands_import_is_not_found(desk_client, publisher_of, runs, finhire):
    client = desk_client(publisher_of(finhire))
    for name in ("import_lines", "import_lines_results"):
        assert client.get(reverse(name, args=[runs[0].pk])).status_code == 404


def test_they_go_out_as_a_table(desk_client, editor_of, runs, finhire):
    client = desk_client(editor_of(finhire))
    response = client.get(reverse("import_lines", args=[runs[1].pk]), {"export": "csv"})
    assert b"Odd of Finhire" in b"".join(response.streaming_content)
    assert client.get(reverse("import_lines", args=[runs[1].pk]), {"outcome": "left"}).status_code == 200


def test_a_source_that_is_no_web_address_is_no_link(desk_client, editor_of, runs, finhire):
    ImportLine.objects.filter(run=runs[1]).update(source_url="javascript:alert(1)")
    shown = desk_client(editor_of(finhire)).get(reverse("import_lines", args=[runs[1].pk])).content.decode()
    assert "javascript:alert" not in shown
