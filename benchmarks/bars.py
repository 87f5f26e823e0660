"""A chart of bars as SVG, in the colours of the page it stands on, light or dark."""

from collections.abc import Iterator, Mapping
from html import escape
from math import log10

WIDTH, LABEL, LINE = 720, 190, 26
STYLE = """text{font:14px sans-serif;fill:#24292f}rect{fill:#8fa3b8}.own{fill:#2f6fb3}
@media(prefers-color-scheme:dark){text{fill:#d0d7de}rect{fill:#5d7186}.own{fill:#6aa7e8}}"""


def chart(values: Mapping[str, float], unit: str, own: str) -> str:
    """Bars on a logarithmic scale that begins a little below the least value; those whose names begin with `own` stand
    out."""
    return "\n".join(_lines(values, unit, own)) + "\n"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _lines(values: Mapping[str, float], unit: str, own: str) -> Iterator[str]:
    low, high = log10(min(values.values()) / 2), log10(max(values.values()))
    height = LINE * len(values) + 8
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">'
    yield f"<title>{escape(unit)}, on a logarithmic scale</title><style>{STYLE}</style>"
    for row, (name, value) in enumerate(sorted(values.items(), key=lambda pair: -pair[1])):
        long, top = (log10(value) - low) / (high - low) * (WIDTH - LABEL - 130), row * LINE + 4
        kind = ' class="own"' if name.startswith(own) else ""
        yield f'<text x="{LABEL - 8}" y="{top + 16}" text-anchor="end">{escape(name)}</text>'
        yield f'<rect x="{LABEL}" y="{top}" width="{long:.0f}" height="{LINE - 6}"{kind}/>'
        yield f'<text x="{LABEL + long + 6:.0f}" y="{top + 16}">{_short(value)} {escape(unit)}</text>'
    yield "</svg>"
