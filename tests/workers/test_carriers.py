"""Who waits for workers is told where there are none, and not for ever."""

from pathlib import Path

import pytest

from workers import carriers
from workers.carriers import CeleryCarrier
from workers.errors import BrokerUnavailable
from workers.home import Home
from workers.registry import Registry


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr(carriers, "LOOK_SECONDS", -1.0)
    return Home(tmp_path)


def test_nobody_there_is_said_until_somebody_is(home: Home) -> None:
    carrier = CeleryCarrier(home.outbox)
    assert "livery up" in carrier.wait()
    Registry(home.database).beat("one", "preview", "1")
    assert carrier.wait() == ""


def test_nobody_there_for_long_is_an_error_with_the_way_out(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carriers, "PATIENCE_SECONDS", -1.0)
    with pytest.raises(BrokerUnavailable, match="livery up") as raised:
        CeleryCarrier(home.outbox).wait()
    assert raised.value.code == "WORKERS_MISSING"
