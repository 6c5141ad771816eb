"""What was measured of a product's pictures is kept with it, for as long as its model is the one that was measured."""

from pathlib import Path

from configurator.configuration import Configuration
from configurator.distances import Distances, distances_of, read_distances, write_distances
from configurator.resolve import resolve
from configurator.resolve.name_files import base_model_name
from tests.configurator.tiny_catalog import load_tiny, write_tiny


def test_what_is_written_is_read_and_holds_for_its_model_alone(tmp_path: Path) -> None:
    catalog = load_tiny(write_tiny(tmp_path))
    resolved = resolve(Configuration(product="tiny"), catalog)
    assert distances_of(resolved) == {}
    base = resolved.files[base_model_name(resolved.product)]
    measured = Distances(base=base, shots={"hero": 1.25})
    write_distances(catalog.models, resolved.product, measured)
    assert read_distances(catalog.models, resolved.product) == measured
    assert distances_of(resolved) == {"hero": 1.25}
    write_distances(catalog.models, resolved.product, Distances(base="0" * 64, shots={"hero": 1.25}))
    assert distances_of(resolved) == {}
