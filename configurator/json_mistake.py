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
        return f"There is a comma too many {_place(text, len(before) - 1)}, before {here}. Remove the comma."
    if not here:
        return "The file ends before its JSON does. Add what is missing, such as a last } or ]."
    said = next((words for sign, words in FOREIGN.items() if text.startswith(sign, at)), "")
    if not said and error.msg == "Expecting ',' delimiter" and here not in "}]":
        said = "nothing parts this from what is before it. Put a comma between them"
    return f"The file is not JSON {_place(text, at)}: {said or error.msg[:1].lower() + error.msg[1:]}."


def _place(text: str, at: int) -> str:
    line_begin = text.rfind("\n", 0, at) + 1
    return f"in line {text.count(chr(10), 0, at) + 1}, column {at - line_begin + 1}"
