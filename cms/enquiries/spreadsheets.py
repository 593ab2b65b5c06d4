"""What visitors typed, in a spreadsheet: as text, never as a formula."""

#: What spreadsheet programs take for the beginning of a formula.
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_text(value: object) -> object:
    """The value as a cell that computes nothing: text that begins like a formula gets an apostrophe in front."""
    if isinstance(value, str) and value.lstrip(" ").startswith(BEGINS_FORMULA):
        return f"'{value}"
    return value
