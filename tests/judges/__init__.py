"""Judges that are not ours look at the four sites as visitors get them: `pytest -m judge tests/judges`.

One page of each type and brand; `--every-page` takes every page in both languages. Each judge is shown a page with a
fault as well: one that cannot fail says nothing.
"""
