"""What costs nothing is told from what has no price; a product without measured shots is no fault."""

from decimal import Decimal
from pathlib import Path

import pytest

from configurator.configuration import Configuration
from configurator.distances import Distances, write_distances
from configurator.resolve import resolve
from configurator.resolve.name_files import base_model_name
from configurator.review import Comparison
from livery.cli.compare import print_comparison
from livery.cli.doctor import pictures
from livery.opened import catalog
from tests.configurator.tiny_catalog import load_tiny, write_tiny
from workers.settings import settings


def test_a_total_of_nothing_is_a_total(capsys: pytest.CaptureFixture[str]) -> None:
    found = Comparison(currency="USD", totals=(Decimal("0.00"), None), arrivals=(None, None), rows=())
    print_comparison(found, ["given", "gone"], everything=True)
    told = capsys.readouterr().out
    assert "$0.00" in told
    assert "–" in told


def test_no_shot_measured_is_nothing_to_look_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = load_tiny(write_tiny(tmp_path))
    resolved = resolve(Configuration(product="tiny"), tiny)
    base = resolved.files[base_model_name(resolved.product)]
    write_distances(tiny.models, resolved.product, Distances(base=base, shots={}))
    monkeypatch.setenv("LIVERY_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("LIVERY_MATERIALS", str(tmp_path / "materials"))
    settings.cache_clear()
    catalog.cache_clear()
    try:
        assert pictures().ok
    finally:
        monkeypatch.undo()
        settings.cache_clear()
        catalog.cache_clear()
