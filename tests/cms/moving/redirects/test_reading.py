"""Lists of redirects as spreadsheets write them, and what is no such list."""

import pytest

from cms.moving.redirects import reading
from cms.moving.redirects.reading import Fault, Row, Unreadable, read_rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_commas_semicolons_and_tabs_with_the_mark_that_spreadsheets_write(delimiter, ending):
    lines = [["From", "To", "Status"], ["/a", "/b/", "302"], ["", "", ""], ['"/c', '/d"', ""]]
    lines[3] = ["/c", "/d/", ""]
    data = "\ufeff" + ending.join(delimiter.join(line) for line in lines)
    assert read_rows(data.encode()) == ([Row(2, "/a", "/b/", "302"), Row(4, "/c", "/d/", "")], [])


def test_a_column_may_lack_or_stand_elsewhere_and_others_are_passed_over():
    rows, faults = read_rows(b"remark,to,from\nold,/b/,/a\nold,,/c\n/x\n")
    assert rows == [Row(2, "/a", "/b/", ""), Row(3, "/c", "", ""), Row(4, "", "", "")]
    assert faults == []


def test_a_record_of_several_lines_is_named_by_its_first():
    rows, _faults = read_rows(b'from,to,remark\n/a,/b/,"one\ntwo"\n/c,/d/,\n')
    assert [row.line for row in rows] == [2, 4]


def test_after_a_quote_that_does_not_end_nothing_is_read():
    rows, faults = read_rows(b'from,to\n/a,/b/\n"/c,/d/\n/e,/f/\n')
    assert rows == [Row(2, "/a", "/b/", "")]
    assert [fault.line for fault in faults] == [3]
    assert str(Fault(3, "no")) == "line 3: no"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n\n , \n", "empty"),
        (b"/a,/b/\n", "lacks: from, to"),
        (b"from\n/a\n", "lacks: to"),
        (b"from,to,From\n", "twice: from"),
        ("from,to\n/caf\xe9,/b/\n".encode("latin-1"), "Line 2 is not UTF-8"),
        ("from,to\n/a,/b/".encode("utf-16"), "Line 1 is not UTF-8"),
        (b"from,to\n" + b"x" * reading.LARGEST, "bytes"),
    ],
)
def test_what_is_no_list_is_refused(data, words):
    with pytest.raises(Unreadable, match=words):
        read_rows(data)


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    with pytest.raises(Unreadable, match="more than 2 rows"):
        read_rows(b"from,to\n/a,/b\n/c,/d\n/e,/f\n")


def test_nul_and_huge_cells_are_a_fault_of_their_line_or_a_cell_like_others():
    rows, faults = read_rows(b"from,to\n/a\0,/b/\n")
    assert [row.line for row in rows] + [fault.line for fault in faults] == [2]
    _rows, faults = read_rows(b"from,to\n/a,/b/\n/" + b"x" * 200_000 + b",/c\n")
    assert [fault.line for fault in faults] == [3]
