from configurator.spec_sheet.terms_text import terms_blocks


def test_headings_clauses_and_paragraphs_keep_their_weight_number_and_direction() -> None:
    title, first, second, last = terms_blocks("# Terms\n\n1. **What.** You\n   order.\n2. More.\n\nالسعر ثابت.")
    assert (title.level, title.number, title.runs[0].text) == (1, 0, "Terms")
    assert [(run.text, run.strong) for run in first.runs] == [
        ("What.", True),
        (" You", False),
        (" ", False),
        ("order.", False),
    ]
    assert (first.number, second.number, last.number) == (1, 2, 0)
    assert [block.direction for block in (title, first, last)] == ["ltr", "ltr", "rtl"]
