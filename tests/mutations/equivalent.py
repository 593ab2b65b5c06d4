"""Checks without which nothing is told or allowed that is not with them, and why. They count as missed."""

#: Module and what is left out → why.
EQUIVALENT: dict[tuple[str, str], str] = {
    ("cms/foundation/visibility.py", "Q(alias_of__isnull=False)"): (
        "a page that is no alias has no source, and above a path that is NULL stands no setting and no root;"
        " asked first, it spares every such page the questions about a source"
    ),
}
