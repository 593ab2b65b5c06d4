"""The store of one process, beside Django."""

import threading
import time

from django.db import connection

from cms.delivery.bulletin import bulletin
from cms.delivery.keys import Key
from cms.delivery.store import Store
from cms.delivery.stored import finished


def test_a_thread_gives_its_connection_back_when_it_has_kept_a_response(host, brands):
    """A request is over by then: what the thread held on to would be missing in the pool, for good when it ends."""
    kept, held = [], []

    def keep(brand):
        connection.close()
        store = Store(bulletin(), 1 << 20)
        stored = finished("200 OK", [("Content-Type", "text/plain")], b"words", {f"brand:{brand.key}"}, time.time())
        kept.append(store.put(Key("https", brand.host, "/"), stored, store.begin()))
        held.append(connection.connection)
        connection.close()

    for brand in brands:
        thread = threading.Thread(target=keep, args=(brand,))
        thread.start()
        thread.join()
    assert kept == [True, True]
    assert held == [None, None]
