"""What is handed over says the same as the files do."""

import csv
import hashlib
import io
import json
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from configurator.batch.feeds import GOOGLE
from configurator.catalog import Catalog
from tests.workers.batch.conftest import Carry
from workers.batch.deliver import deliver

SHOP = {
    "media_url": "https://media.example.com/",
    "product_url": "https://shop.example.com/{sku}?color={body_color}",
    "brand": "Tiny",
}
FEW = {"choose": "all", "vary": ["body_color", "rack"]}


def test_manifests_name_every_file_with_its_digest_and_words(carry: Carry, catalog: Catalog, tmp_path: Path) -> None:
    done = carry(combinations=FEW)
    deliver(done, catalog, tmp_path / "out")
    rows = json.loads((tmp_path / "out" / "manifest.json").read_text())["pictures"]
    lines = (tmp_path / "out" / "manifest.ndjson").read_text().splitlines()
    assert [json.loads(line) for line in lines] == rows
    assert len(rows) == done.survey.count == 6
    for row in rows:
        data = (tmp_path / "out" / row["file"]).read_bytes()
        assert (row["bytes"], row["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        assert row["alt"].startswith("Three-quarter view of the Tiny Cart, body colour ")
        assert row["choices"]["rack"] in row["description"]
    table = list(csv.DictReader(io.StringIO((tmp_path / "out" / "manifest.csv").read_text("utf-8-sig"))))
    assert [row["choice: rack"] for row in table] == [row["choices"]["rack"] for row in rows]


def test_feeds_have_an_offer_for_each_variant(carry: Carry, catalog: Catalog, tmp_path: Path) -> None:
    done = carry(combinations=FEW, shop=SHOP)
    deliver(done, catalog, tmp_path / "out")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "shopify.csv").read_text())))
    assert [row["Option1 Name"] for row in rows] == ["Body colour", *[""] * 5], "the first row names the options"
    assert len({(row["Option1 Value"], row["Option2 Value"]) for row in rows}) == 6
    items = etree.fromstring((tmp_path / "out" / "google_merchant.xml").read_bytes()).findall("channel/item")
    assert [item.findtext(f"{{{GOOGLE}}}id") for item in items] == [f"tiny-{number:05}" for number in range(1, 7)]
    assert items[0].findtext(f"{{{GOOGLE}}}link") == "https://shop.example.com/tiny-00001?color=pine"
    files = {item.findtext(f"{{{GOOGLE}}}image_link").removeprefix(SHOP["media_url"]) for item in items}
    assert all((tmp_path / "out" / file).is_file() for file in files)


def test_the_contact_sheet_carries_its_data_and_lets_nothing_out_of_it(
    carry: Carry, catalog: Catalog, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("sku,body_color\n</script><b>,paint.pine\n=1+1,paint.gold\n")
    done = carry(combinations={"choose": "list", "file": "list.csv"})
    deliver(done, catalog, tmp_path / "out")
    page = (tmp_path / "out" / "contact_sheet.html").read_text()
    assert page.count("</script>") == 2
    (data,) = etree.HTML(page).xpath("//script[@id='data']/text()")
    assert json.loads(data)["pictures"][0]["sku"] == "</script><b>"
    table = csv.DictReader(io.StringIO((tmp_path / "out" / "manifest.csv").read_text("utf-8-sig")))
    assert [row["sku"] for row in table] == ["</script><b>", "'=1+1"], "a spreadsheet runs nothing"
