"""What somebody who writes JSON by hand most likely did, in words and with the way out."""

from json import JSONDecodeError

FOREIGN = {
    "'": "single quotes. Write double quotes around names and text",
    "//": "JSON has no comments. Remove it",
    "/*": "JSON has no comments. Remove it",
    "#": "JSON has no comments. Remove it",
    "True": "True. Write true",
    "False": "False. Write false",
    "None": "None. Write null",
}
"""What stands where reading stops, of those languages that JSON is taken for."""


def json_mistake(error: JSONDecodeError) -> str:
    """What is wrong where, line and column counted from 1, and what to do."""
    text, at = error.doc, error.pos
    here, before = text[at : at + 1], text[:at].rstrip()
    if here in ("}", "]") and before.endswith(","):
        return f"The file has a comma too many {_place(text, len(before) - 1)}, before {here}. Remove the comma."
    if here == "," and before.endswith((",", "[", "{")):
        return f"The file has a comma too many {_place(text, at)}. Remove the comma."
    if not here:
        return "The file ends before its JSON does. Add what is missing, such as a last } or ]."
    said = next((words for sign, words in FOREIGN.items() if text.startswith(sign, at)), "")
    said = said or _said(error.msg, here, before)
    return f"The file is not JSON {_place(text, at)}: {said or error.msg[:1].lower() + error.msg[1:]}."


def _said(reason: str, here: str, before: str) -> str:
    """What Python's `reason` for stopping at `here` means to people; nothing where that is not known."""
    if reason == "Expecting ',' delimiter" and here.isdigit() and before.endswith("0"):
        return "a number that begins with 0. Write 7, not 07"
    if reason == "Expecting ',' delimiter" and here not in "}]":
        return "nothing parts this from what is before it. Put a comma between them"
    if reason.startswith("Unterminated string"):
        return "a text without its closing quote. Add it"
    if reason.startswith("Invalid control character"):
        return "a line break or tab inside a text. Close the text before it, or write \\n or \\t"
    if reason.startswith("Expecting property name") and (here.isalpha() or here == "_"):
        return "a name without quotes. Write double quotes around names and text"
    return ""


def _place(text: str, at: int) -> str:
    line_begin = text.rfind("\n", 0, at) + 1
    return f"in line {text.count(chr(10), 0, at) + 1}, column {at - line_begin + 1}"
