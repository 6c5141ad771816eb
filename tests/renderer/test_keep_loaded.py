"""What is loaded is not looked through again; what comes later is."""

import gc
import weakref

from renderer.keep_loaded import keep_loaded


class Knot:
    """Holds itself, so that only garbage collection ends it."""

    def __init__(self) -> None:
        self.own = self


def test_what_comes_after_is_collected_and_what_was_there_is_passed_over() -> None:
    kept = Knot()
    before = gc.get_freeze_count()
    keep_loaded()
    try:
        assert gc.get_freeze_count() > before
        assert not any(each is kept for each in gc.get_objects())
        later = weakref.ref(Knot())
        gc.collect()
        assert later() is None
    finally:
        gc.unfreeze()
