"""What one host took in, another that shares its store finds."""

from pathlib import Path

from configurator.configuration import Configuration
from workers.desk import desk_of
from workers.files import beside, take_in
from workers.home import Home

MARK = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


def test_an_upload_is_found_by_hosts_that_share_a_store(tmp_path: Path) -> None:
    one, two = (Home(tmp_path / name, "north", store_url=f"file://{tmp_path / 'shared'}") for name in ("one", "two"))
    name = take_in(MARK, "svg", one)
    mark = {"kind": "logo", "zone": "panel", "file": name}
    placed = beside(Configuration.model_validate({"product": "tiny", "personalizations": [mark]}), two)
    assert placed.folder == desk_of(two).folder
    assert (desk_of(two).folder / name).read_bytes() == MARK
    elsewhere = Configuration.model_validate({"product": "tiny", "personalizations": [{**mark, "file": "../x.svg"}]})
    beside(elsewhere, two)
    assert [path.name for path in desk_of(two).folder.iterdir()] == [name]
