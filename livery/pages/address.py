"""A configuration in the query of an address, so that whoever has the address has the configuration.

`body_color=paint.gold`, `body_color=#5b2a86 Westview purple`, `zone.panel={"kind": "text", …}`, `order.market=DE`,
`order.language=de`, `order.quantity=2`, `order.code=FRIENDS`. `static/address.js` writes the same.
"""

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from configurator.configuration import Configuration
from livery.api.errors import RequestRefused
from livery.api.reading import as_configuration
from livery.api.signing import MARKS

MIXED = re.compile(r"(#[0-9a-fA-F]{3,8})(?: (.+))?")
ZONE, ORDER = "zone.", "order."
SAVED = "order.saved"
"""Names the saved configuration of which what is shown becomes the next version."""
NOT_CHOSEN = (SAVED, *MARKS)
"""Beside what is chosen."""


def configuration_in(product: str, pairs: Iterable[tuple[str, str]]) -> Configuration:
    """What the query says, not yet judged; raises `ConfigurationInvalid` or `RequestRefused` 422."""
    said: dict[str, Any] = {"product": product, "selections": {}, "personalizations": [], "discount_codes": []}
    for name, value in pairs:
        if name.startswith(ZONE):
            said["personalizations"].append({**_object(name, value), "zone": name.removeprefix(ZONE)})
        elif name.startswith(ORDER):
            said |= _order(name.removeprefix(ORDER), value, said["discount_codes"])
        else:
            said["selections"][name] = _selection(value)
    return as_configuration(said)


def _selection(value: str) -> str | dict[str, str]:
    found = MIXED.fullmatch(value)
    if not found:
        return value
    return {"custom": found[1], "name": found[2]} if found[2] else {"custom": found[1]}


def _object(name: str, value: str) -> dict[str, Any]:
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise RequestRefused(422, "ADDRESS_INVALID", f"{name[:60]} in this address cannot be read. Begin without it.")
    return found


def _order(name: str, value: str, codes: list[str]) -> dict[str, Any]:
    if name == "code":
        return {"discount_codes": [*codes, value]}
    if name == "quantity":
        return {"quantity": int(value) if re.fullmatch(r"-?\d{1,9}", value) else value}
    return {name: value} if name in ("market", "language") else {}


def continued(before: Configuration, pairs: Iterable[tuple[str, str]]) -> Configuration:
    """What the query says in place of `before`, and of that what no query says: its price list, its day, its language.

    So does who changes one choice of what the API answers, and sends it back. Raises as `configuration_in` does.
    """
    said = configuration_in(before.product, pairs)
    kept = {"price_list": before.price_list, "ordered_on": before.ordered_on}
    return said.model_copy(update={**kept, "language": said.language or before.language})


def query_of(chosen: Configuration) -> str:
    """The query that says `chosen`, but for what an address does not say: its price list and its day."""
    plain = chosen.model_dump(mode="json", exclude_defaults=True)
    pairs = [(feature, _written(choice)) for feature, choice in plain.get("selections", {}).items()]
    for carried in plain.get("personalizations", ()):
        zone = carried.pop("zone")
        pairs.append((f"{ZONE}{zone}", json.dumps(carried, ensure_ascii=False)))
    pairs += [(f"{ORDER}{name}", str(plain[name])) for name in ("market", "language", "quantity") if name in plain]
    pairs += [(f"{ORDER}code", code) for code in plain.get("discount_codes", ())]
    return urlencode(pairs)


def _written(choice: str | dict[str, str]) -> str:
    return choice if isinstance(choice, str) else f"{choice['custom']} {choice.get('name', '')}".strip()
