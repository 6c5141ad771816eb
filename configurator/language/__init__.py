"""What is said to people, in their language: one catalog of texts, local numbers, money and dates."""

from configurator.language.codes import LANGUAGES, LanguageCode

__all__ = ["LANGUAGES", "LanguageCode"]
