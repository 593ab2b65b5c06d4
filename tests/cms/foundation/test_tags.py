"""Which things a response was made of."""

import threading

import pytest

from cms.foundation.tags import add_tags, collect_tags


def read_and_fail():
    with collect_tags():
        add_tags("page:1")
        raise ValueError("on purpose")


class TestCollecting:
    def test_tags_added_inside_are_collected_once(self):
        with collect_tags() as tags:
            add_tags("page:1", "role:2")
            add_tags("page:1")
        assert tags == {"page:1", "role:2"}

    def test_nobody_asks_nobody_keeps(self):
        add_tags("page:1")
        with collect_tags() as tags:
            pass
        assert tags == set()

    def test_an_inner_collection_is_part_of_the_outer_one(self):
        with collect_tags() as outer:
            add_tags("page:1")
            with collect_tags() as inner:
                add_tags("role:2")
            add_tags("menu:3")
        assert inner == {"role:2"}
        assert outer == {"page:1", "role:2", "menu:3"}

    def test_a_failure_inside_keeps_what_was_read_and_closes(self):
        with collect_tags() as outer:
            with pytest.raises(ValueError, match="on purpose"):
                read_and_fail()
            add_tags("page:2")
        add_tags("page:3")
        assert outer == {"page:1", "page:2"}

    def test_requests_in_other_threads_do_not_mix(self):
        with collect_tags() as ours:
            other = threading.Thread(target=add_tags, args=("page:of-another-request",))
            other.start()
            other.join()
        assert ours == set()
