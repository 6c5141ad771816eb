"""Settings come from the environment, and what is wrong with them is said in its own terms."""

import pytest

from workers.errors import SettingsInvalid
from workers.settings import settings


def test_a_wrong_value_is_named_with_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVERY_PROCESSES", "many")
    settings.cache_clear()
    with pytest.raises(SettingsInvalid, match=r"LIVERY_PROCESSES: .*integer.*docs/operate"):
        settings()
    settings.cache_clear()


def test_a_secret_that_is_none_is_refused_before_anything_is_signed_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVERY_WEBHOOK_SECRET", "whsec_abc")
    settings.cache_clear()
    with pytest.raises(SettingsInvalid, match=r"LIVERY_WEBHOOK_SECRET: .*base64") as raised:
        settings()
    assert "whsec_abc" not in raised.value.message
    settings.cache_clear()
