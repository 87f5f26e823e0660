"""How the documentation is built: Markdown by MyST, a page for each rule from its own file."""

from collections.abc import Iterable
from pathlib import Path

from sphinx.application import Sphinx

from mtqa import __version__, explain, rules

project = "mtqa"
release = version = __version__
project_copyright = "the mtqa authors"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = f"mtqa {__version__}"
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
myst_disable_syntax = ["entity", "html_block", "html_inline"]  # rules speak of “<br>” and “&quot;”
exclude_patterns = ["build"]
autodoc_typehints = "description"
nitpicky = False

FOLDER = Path(__file__).parent / "rules"


HEAD = """# Rules

Each rule has a severity, which decides whether a text [passes](../gate.md), and may have a fix: *safe* is what
`mtqa fix` mends, *unsafe* what it mends with `--unsafe` only, because the meaning could change, and “-” means that the
rule has none, because only a person can tell what is right. `--select` and `--ignore` take rules and families.
"""


def write_rules(_app: Sphinx) -> None:
    """Write the pages of the rules, one for each family that lists its own, and one that lists them all."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.md"):
        old.unlink()
    lines = [HEAD]
    for family in rules.families():
        known = [rule for rule in rules.load() if rule.family == family]
        table = ["| rule | severity | fix | what it finds |", "|---|---|---|---|"]
        for rule in known:
            about = rule.about.splitlines()[0].replace("|", r"\|")
            table.append(f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {explain.fix_of(rule)} | {about} |")
            (FOLDER / f"{rule.id}.md").write_text(explain.page(rule.id) + "\n", "utf8")
        lines += [f"## {family}", "", *table, ""]
        page = [f"# {family}", "", *table, *_tree(rule.id for rule in known)]
        (FOLDER / f"family-{family}.md").write_text("\n".join(page), "utf8")
    lines += _tree(f"family-{family}" for family in rules.families())
    (FOLDER / "index.md").write_text("\n".join(lines), "utf8")


def _tree(pages: Iterable[str]) -> list[str]:
    """A table of contents for the sidebar."""
    return ["", "```{toctree}", ":hidden:", "", *pages, "```", ""]


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", write_rules)
