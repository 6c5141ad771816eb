"""Where a configuration stands.

saved ─► in_review ─► ready ─► finalized ─┬─► released      it is made
  ▲          │          │          ▲  │    ├─► superseded    another took its place
  └──────────┴──────────┘          └──┘    └─► rejected      by whoever was to make it
                a revision inside the window, also of what was rejected
"""

from typing import Literal

from configurator.errors import FinalizationRefused

State = Literal["saved", "in_review", "ready", "finalized", "superseded", "released", "rejected"]

NEXT: dict[State, tuple[State, ...]] = {
    "saved": ("in_review", "ready"),
    "in_review": ("ready", "saved"),
    "ready": ("finalized", "saved", "in_review"),
    "finalized": ("finalized", "superseded", "released", "rejected"),
    "rejected": ("finalized", "superseded"),
    "superseded": (),
    "released": (),
}
"""State → states that may follow. A change to what was chosen brings it back to `saved`."""
GIVING_BACK: tuple[State, ...] = ("superseded", "rejected")
"""States in which nothing is set aside for it any more."""
CHANGEABLE: tuple[State, ...] = ("saved", "in_review", "ready")


def way_to_seal(now: State) -> tuple[State, ...]:
    """The steps by which it is sealed: whoever approves of what is saved calls it ready by the same word.

    Raises `FinalizationRefused` STATE_FORBIDS.
    """
    if now == "saved":
        return ("ready", "finalized")
    require_step(now, "finalized")
    return ("finalized",)


def require_step(now: State, wanted: State) -> None:
    """Raise `FinalizationRefused` STATE_FORBIDS unless `wanted` may follow `now`."""
    if wanted not in NEXT[now]:
        able = ", ".join(NEXT[now]) or "nothing: it stands for good"
        message = f"It is {now}; from there it cannot become {wanted}, but {able}."
        raise FinalizationRefused(message, code="STATE_FORBIDS", details={"state": now, "next": list(NEXT[now])})
