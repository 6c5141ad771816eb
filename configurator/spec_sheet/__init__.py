"""The sheet that carries a configuration and what was made of it: JSON for machines, a page for people."""

from configurator.spec_sheet.make import spec_sheet, spec_sheet_json
from configurator.spec_sheet.page import spec_sheet_page
from configurator.spec_sheet.sheet import SpecSheet

__all__ = ["SpecSheet", "spec_sheet", "spec_sheet_json", "spec_sheet_page"]
