"""What a customer is asked before something is sealed."""

from dataclasses import dataclass

from markdown_it import MarkdownIt

from configurator.finalization import terms_of
from livery.api.closing import window
from livery.api.service import Service
from workers.settings import settings


@dataclass(frozen=True)
class Asking:
    """Terms to agree to, and what else is asked."""

    terms: str
    """Their version."""
    html: str
    """Empty where the product has none."""
    hours: int
    """For how long it can be changed then."""
    mail: bool
    """Whether letters can be sent."""


def asking(service: Service, product: str) -> Asking:
    """What is asked of whoever finalizes `product`."""
    texts = terms_of(service.catalog, product)
    version = list(texts)[-1] if texts else "none"
    html = written(texts[version].read_text(encoding="utf-8")) if texts else ""
    return Asking(version, html, round(window().total_seconds() / 3600), bool(settings().smtp_host))


def written(text: str) -> str:
    """Markdown as HTML; what looks like HTML in it is text."""
    return str(MarkdownIt("commonmark", {"html": False}).render(text))
