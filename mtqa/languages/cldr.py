"""Makes cldr.json from the npm packages of CLDR: python -m mtqa.languages.cldr FOLDER

FOLDER holds the unpacked packages cldr-misc-full, cldr-dates-full and cldr-numbers-full (licence Unicode-3.0).
"""

import json
import sys
from pathlib import Path
from typing import Any

CODES = ("de", "en", "es", "fr", "it", "pl", "pt", "ru", "tr", "uk")
MARKS = ("quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd")


def table(folder: Path) -> dict[str, Any]:
    """What mtqa needs of CLDR, by language code, with the version it comes from."""
    version = json.loads((folder / "cldr-misc-full" / "package.json").read_text("utf8"))["version"]
    return {"cldr": version, "languages": {code: _language(folder, code) for code in CODES}}


def _language(folder: Path, code: str) -> dict[str, Any]:
    def main(package: str, file: str) -> Any:
        return json.loads((folder / package / "main" / code / file).read_text("utf8"))["main"][code]

    marks = main("cldr-misc-full", "delimiters.json")["delimiters"]
    calendar = main("cldr-dates-full", "ca-gregorian.json")["dates"]["calendars"]["gregorian"]
    numbers = main("cldr-numbers-full", "numbers.json")["numbers"]
    symbols = numbers["symbols-numberSystem-latn"]
    return {
        "quotes": [marks[mark] for mark in MARKS],
        "decimal": symbols["decimal"],
        "group": symbols["group"],
        "percent": numbers["percentFormats-numberSystem-latn"]["standard"],
        "months": _names(calendar["months"]),
        "weekdays": _names(calendar["days"]),
    }


def _names(forms: dict[str, Any]) -> dict[str, list[str]]:
    """The names in order, as they stand in a date, alone, and shortened."""
    return {
        "wide": list(forms["format"]["wide"].values()),
        "alone": list(forms["stand-alone"]["wide"].values()),
        "short": list(forms["format"]["abbreviated"].values()),
    }


if __name__ == "__main__":
    made = json.dumps(table(Path(sys.argv[1])), ensure_ascii=False, indent=1)
    Path(__file__).with_name("cldr.json").write_text(made + "\n", "utf8")
