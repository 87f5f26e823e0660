"""Makes places.tsv from the npm packages of CLDR: python -m mtqa.languages.make_places FOLDER

FOLDER holds the unpacked packages cldr-localenames-full and cldr-dates-full (licence Unicode-3.0). The countries are
the territories of two letters; the cities are those that time zones are named after, so far as the English name is
not simply that of another language in Latin letters.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CODES = ("ru", "uk", "de", "fr", "es")


def table(folder: Path) -> Iterator[str]:
    """The rows: the English names, and those of the other languages that are one word."""
    version = json.loads((folder / "cldr-localenames-full" / "package.json").read_text("utf8"))["version"]
    yield f"# Countries, and cities with a name of their own in English; from CLDR {version}. Made by make_places.py."
    yield "\t".join(("en", *CODES))
    for places in (_territories, _cities):
        english, others = places(folder, "en"), [places(folder, code) for code in CODES]
        for key, names in english.items():
            rows = [[name for name in other.get(key, ()) if name.isalpha() and name not in names] for other in others]
            if any(rows):
                yield "\t".join("|".join(column) for column in (names, *rows))


def _main(folder: Path, package: str, code: str, file: str) -> Any:
    return json.loads((folder / package / "main" / code / file).read_text("utf8"))["main"][code]


def _territories(folder: Path, code: str) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    display = _main(folder, "cldr-localenames-full", code, "territories.json")["localeDisplayNames"]["territories"]
    for key, name in display.items():
        if len(key.split("-")[0]) == 2 and key.isascii() and key[:2] not in ("ZZ", "XA", "XB"):
            names.setdefault(key.split("-")[0], []).append(name)
    return names


def _cities(folder: Path, code: str) -> dict[str, list[str]]:
    zones = _main(folder, "cldr-dates-full", code, "timeZoneNames.json")["dates"]["timeZoneNames"]["zone"]
    return dict(_walk(zones, ""))


def _walk(zones: Any, path: str) -> Iterator[tuple[str, list[str]]]:
    for key, value in zones.items():
        if key == "exemplarCity":
            yield path, [value]
        elif isinstance(value, dict):
            yield from _walk(value, f"{path}/{key}")


if __name__ == "__main__":
    Path(__file__).with_name("places.tsv").write_text("\n".join(table(Path(sys.argv[1]))) + "\n", "utf8")
