"""Every command that the documentation shows is run, and what it prints is what the documentation says.

`--rewrite` writes what they print into the documentation.
"""

import doctest
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mtqa.config import nearest
from tests.shell import Shell

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[object]:
    return [
        pytest.param(page, match[3], id=f"{page.stem}-{number}")
        for page in PAGES
        for number, match in enumerate(FENCE.finditer(page.read_text("utf8")))
        if match[2] == kind
    ]


def session(shell: Shell, block: str) -> str:
    """The block with what its commands print now."""
    printed = ""
    for line in block.splitlines():
        if line.startswith("$ "):
            name, *arguments = shlex.split(line[2:])
            assert name == "mtqa"
            run = shell(*arguments, COLUMNS="100")
            assert run.returncode < 2, run.stderr.decode()
            printed += f"{line}\n{run.stdout.decode()}"
    return printed


@pytest.mark.parametrize(("page", "block"), blocks("console"))
def test_commands_print_what_is_shown(page: Path, block: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures")
    printed = session(Shell(tmp_path), block)
    if request.config.getoption("--rewrite"):
        page.write_text(page.read_text("utf8").replace(block, printed), "utf8")
    else:
        assert printed == block


@pytest.mark.parametrize(("page", "block"), blocks("python"))
def test_python_prints_what_is_shown(page: Path, block: str) -> None:
    test = doctest.DocTestParser().get_doctest(block, {}, page.name, page.name, 0)
    assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize(("page", "block"), blocks("toml"))
def test_settings_are_understood(page: Path, block: str, tmp_path: Path) -> None:
    assert tomllib.loads(block)
    (tmp_path / "pyproject.toml").write_text(block, "utf8")
    (tmp_path / "names.txt").write_text("Norda\n", "utf8")
    (tmp_path / "terms.csv").write_text("source,target\nпирс,pier\n", "utf8")
    nearest.cache_clear()
    assert nearest(tmp_path).checker


def test_the_command_of_the_readme_is_what_ci_runs() -> None:
    commands = [line for line in (ROOT / "README.md").read_text("utf8").splitlines() if line.endswith("pytest")]
    assert len(commands) == 1
    assert "grep -m 1 'pytest$' README.md" in (ROOT / ".ci" / "run").read_text("utf8")


def test_the_rule_of_contributing_can_be_tested_alone() -> None:
    command = "python -m pytest tests/test_rules.py -k year-said-twice"
    assert command in (ROOT / "CONTRIBUTING.md").read_text("utf8")
    arguments = [*shlex.split(command)[1:], "--collect-only"]
    run = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0
    assert "year-said-twice-0" in run.stdout


def test_every_row_on_hostile_input_names_tests_that_are_there() -> None:
    page = (ROOT / "docs" / "safety.md").read_text("utf8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| ") and "what is fed" not in line]
    assert len(rows) > 30
    for *_, tests in rows:
        for name in re.findall(r"`([^`]+)`", tests) or [""]:
            file, *inside = name.split("::")
            assert inside, name
            text = (ROOT / "tests" / file).read_text("utf8")
            assert all(re.search(rf"^ *(?:async )?(?:def|class) {each}\b", text, re.MULTILINE) for each in inside), name
