"""What of a customer's SVG is not made, told in its own names: what would be seen, and what acts or loads."""

import re
from collections.abc import Collection, Iterable

from renderer.artwork.drawing import Notice

HANDLER = re.compile(r"on[a-z]{2,24}", re.IGNORECASE)
"""Attributes that run a script, such as `onload`."""
AT_RULE = re.compile(r"@([a-z-]{1,40})", re.IGNORECASE)
HARMLESS_RULES = {"charset", "namespace", "font-face"}
"""Outlined logos show no difference without these."""
STYLESHEET = "xml-stylesheet"
LINK = "links"
MOST_NAMES = 8
MOST_LETTERS = 40
"""Names are the file's own words, and as many and as long as somebody likes."""


def acting_attributes(name: str, attributes: Iterable[str]) -> set[str]:
    """Which `attributes` of the element `name` run or load something: handlers as they are called, and links."""
    linked = {LINK} if name == "a" and "href" in attributes else set()
    return linked | {each for each in attributes if HANDLER.fullmatch(each)}


def at_rules(sheet: str) -> set[str]:
    """The at-rules of a style sheet whose absence may be seen, such as `@media` and `@keyframes`."""
    return {f"@{name}" for name in AT_RULE.findall(sheet) if name.lower() not in HARMLESS_RULES}


def sheets_beside(data: bytes) -> set[str]:
    """The instruction that loads a style sheet of its own file, in whatever encoding `data` is."""
    return {STYLESHEET} if f"<?{STYLESHEET}".encode() in data.replace(b"\0", b"") else set()


def left_out_notices(names: Collection[str]) -> tuple[Notice, ...]:
    """One notice of all that was taken out; none where nothing was."""
    if not names:
        return ()
    shown = [name[:MOST_LETTERS] for name in sorted(names)[:MOST_NAMES]]
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    text = (
        f"Taken out of the SVG, as it acts, loads other files or cannot be made: {', '.join(shown)}{more}. "
        "The picture may differ from the one you know; check it."
    )
    return (Notice("SVG_LEFT_OUT", text),)
