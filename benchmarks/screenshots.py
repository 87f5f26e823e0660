"""The pictures of the HTML report in the README: `python benchmarks/screenshots.py` writes them to docs/images/."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from mtqa import reports  # noqa: E402
from mtqa.gate import Gate  # noqa: E402
from mtqa.run import check  # noqa: E402
from mtqa.segment import Checked  # noqa: E402
from tests.browser import browsing  # noqa: E402

TEXT = "fixtures/articles/ferry.txt"
IMAGES = ROOT / "docs" / "images"
SHOTS = {
    "report-light": (1280, 900, "light", 0),
    "report-dark": (1280, 900, "dark", 470),
    "report-narrow": (400, 900, "light", 800),
}


def main() -> None:
    os.chdir(ROOT)
    IMAGES.mkdir(parents=True, exist_ok=True)
    results = [one for one in check([TEXT], {}) if isinstance(one, Checked)]
    with TemporaryDirectory() as folder, browsing() as browser:
        path = Path(folder) / "report.html"
        with path.open("w", encoding="utf8") as out:
            reports.report("html")(results, out, Gate())
        for name, (width, height, scheme, top) in SHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(path.as_uri())
            page.evaluate("top => scrollTo(0, top)", top)
            page.wait_for_timeout(300)
            page.screenshot(path=IMAGES / f"{name}.png")
            page.close()


if __name__ == "__main__":
    main()
