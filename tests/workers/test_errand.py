"""An errand that ends unasked is begun again, and not twice."""

import threading

from workers.errand import Errand


def test_it_runs_once_at_a_time_and_again_where_it_ended() -> None:
    begun: list[int] = []
    gate, stop = threading.Event(), threading.Event()

    def run(_: threading.Event) -> None:
        begun.append(1)
        gate.wait(30)

    errand = Errand("sweeper", run)
    for _ in range(3):
        errand.keep_up(stop)
    assert errand.thread is not None
    first = errand.thread
    gate.set()
    first.join(30)
    assert len(begun) == 1
    errand.keep_up(stop)
    assert errand.thread is not first
    errand.thread.join(30)
    assert len(begun) == 2
