"""`models/<id>/translations.toml`: a product's own words in other languages, a table each."""

from pydantic import RootModel

from configurator.language import LanguageCode


class Translations(RootModel[dict[LanguageCode, dict[str, str]]]):
    """Language → words as they are written in product, swatches and price lists → the same in that language."""
