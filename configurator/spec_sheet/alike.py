"""How the model files look beside the preview, in a line."""

from collections.abc import Sequence

from configurator.language.language import Language
from configurator.spec_sheet.sheet import SheetLook


def alike(looks: Sequence[SheetLook], say: Language) -> str:
    """Each file with its ΔE and FLIP, or that it differs; empty where nobody compared."""
    files = [say.ltr(f"{look.subject} {_apart(look, say)}".replace(" ", "\u00a0")) for look in looks]
    return say.text("models.alike", files=" · ".join(files)) if files else ""


def _apart(look: SheetLook, say: Language) -> str:
    if not look.ok:
        return say.text("personal.differs")
    return f"ΔE {say.number(look.delta_e, 1)}, FLIP {say.number(look.flip, 2)}"
