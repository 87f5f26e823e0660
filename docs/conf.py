"""How the documentation is built: Markdown by MyST, a page for each rule from its own file."""

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


def write_rules(_app: Sphinx) -> None:
    """Write the pages of the rules, and a list of them by family."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.md"):
        old.unlink()
    lines = ["# Rules", ""]
    for family in rules.families():
        known = [rule for rule in rules.load() if rule.family == family]
        lines += [f"## {family}", "", "| rule | severity | fix | what it finds |", "|---|---|---|---|"]
        for rule in known:
            about = rule.about.splitlines()[0].replace("|", r"\|")
            lines.append(f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {explain.fix_of(rule)} | {about} |")
            (FOLDER / f"{rule.id}.md").write_text(explain.page(rule.id) + "\n", "utf8")
        lines += ["", "```{toctree}", ":hidden:", "", *(rule.id for rule in known), "```", ""]
    (FOLDER / "index.md").write_text("\n".join(lines), "utf8")


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", write_rules)
