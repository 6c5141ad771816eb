"""Whoever asks for help is told what a bench writes over."""

from benchmarks.portraits import parser
from benchmarks.scenes import ROOT


def test_help_names_the_pictures_that_are_written_over() -> None:
    words = " ".join(parser().format_help().split())
    assert parser().parse_args([]).out.relative_to(ROOT).parts[0] == "docs"
    assert "WRITTEN OVER" in words
