from configurator.review import compare
from configurator.review.apart import apart
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import decal, words


def test_only_what_differs_is_said_and_of_nothing_nothing() -> None:
    one = {"layout": "straight", "mirrored": False, "outline": None}
    other = {"layout": "straight", "mirrored": True, "outline": {"color": "#111111", "width": 0.06}}
    assert apart([one, one, None]) == ["", "", ""]
    assert apart([one, None, other]) == [
        "mirrored no, outline none",
        "",
        "mirrored yes, outline colour #111111 width 0.06",
    ]


def test_whatever_is_wished_of_a_zone_its_row_shows(choose: Choose) -> None:
    for plain, changed in [
        (words("panel"), words("panel", font="noto-sans")),
        (words("panel"), words("panel", layout="arched")),
        (words("panel"), words("panel", shadow={"color": "#111111"})),
        (decal(), decal(mirrored=True)),
    ]:
        found = compare([choose(personalizations=[plain]), choose(personalizations=[changed])])
        assert [row.about.split(":")[0] for row in found.rows if row.differs] == ["zone"]


def test_an_order_in_another_language_is_another(choose: Choose) -> None:
    found = compare([choose(), choose(language="de"), choose(language="en")])
    said = [cell.text.rpartition(", ")[2] for cell in found.rows[-1].cells]
    assert said == ["language en", "language de", "language en"]
