"""Terms, Markdown as their author wrote it, as blocks that a page or a typesetter lays out."""

from dataclasses import dataclass
from unicodedata import bidirectional

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True)
class Run:
    """Words in one weight."""

    text: str
    strong: bool


@dataclass(frozen=True)
class Block:
    """A heading (its level), a numbered clause (its number), or a paragraph (neither)."""

    runs: tuple[Run, ...]
    level: int = 0
    number: int = 0
    direction: str = "ltr"
    """As its first letter has it: terms stay in the language that they were agreed to in."""


def terms_blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of `markdown` (CommonMark); what is neither heading, list nor paragraph is left out."""
    blocks, number, level = [], 0, 0
    for token in MarkdownIt().parse(markdown):
        match token.type:
            case "heading_open":
                level = int(token.tag[1:])
            case "heading_close":
                level = 0
            case "list_item_open":
                number = int(token.info or 0)
            case "list_item_close":
                number = 0
            case "inline":
                blocks.append(Block(_runs(token.children or []), level, number, _direction(token.content)))
    return tuple(blocks)


def _direction(text: str) -> str:
    kinds = (bidirectional(character) for character in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"


def _runs(children: list[Token]) -> tuple[Run, ...]:
    runs, strong = [], False
    for child in children:
        strong = {"strong_open": True, "strong_close": False}.get(child.type, strong)
        text = " " if child.type == "softbreak" else child.content
        if text:
            runs.append(Run(text, strong))
    return tuple(runs)
