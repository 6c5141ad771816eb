"""Tables that people open guard against formulas; those of programs hold what they were given."""

from configurator.tables import table


def test_cells_are_guarded_for_spreadsheets_and_whole_for_programs() -> None:
    rows = [["=1+1", "-Sport"]]
    assert table(("a", "b"), rows, marked=False) == b"a,b\r\n'=1+1,'-Sport\r\n"
    assert table(("a", "b"), rows, marked=False, guarded=False) == b"a,b\r\n=1+1,-Sport\r\n"
