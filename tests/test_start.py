"""What is imported when: starting up is short where little is asked."""

import subprocess
import sys
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest
from ftfy.badness import is_bad

from mtqa import late
from mtqa.cli import COMMANDS
from mtqa.rules import load
from mtqa.rules.characters.mojibake import SUSPICIOUS
from tests.conftest import Golden

HEAVY = {"ahocorasick_rs", "ftfy", "jinja2", "langdetect", "msgspec", "numpy", "rapidfuzz", "re2", "rich"}


def imported(*arguments: str) -> set[str]:
    """The modules that the command imports."""
    told = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))"
    code = f"{told}; from mtqa.cli import app; app(standalone_mode=False)"
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return set(ran.stderr.split())


def test_the_help_imports_no_more_than_what_prints_it() -> None:
    modules = imported("--help")
    assert {module for module in modules if module.startswith("mtqa")} == {"mtqa", "mtqa.cli", "mtqa.errors"}
    assert not HEAVY & modules


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_says_of_a_command_what_its_own_help_begins_with(name: str) -> None:
    place, about = COMMANDS[name]
    module, _, attribute = place.partition(".")
    command = getattr(import_module(f"mtqa.{module}"), attribute)
    assert command.name == name
    assert " ".join((command.help or "").split("\n\n")[0].split()) == about


def test_a_check_of_a_clean_line_imports_no_more_than_it_needs(tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_text(
        "The committee met on Monday and agreed on the budget for the next year.\n", "utf8"
    )
    modules = imported("check", "--no-cache", "--jobs", "1", str(tmp_path / "line.txt"))
    assert not modules & (HEAVY - {"ahocorasick_rs"})


def test_what_compares_a_text_with_its_source_is_imported_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("The ferry left at noon with thirty-two passengers.\n", "utf8")
    (tmp_path / "source.txt").write_text("Паром вышел в полдень, на нём было 22 пассажира.\n", "utf8")
    alone = ["check", "--no-cache", "--fail-on", "never", str(tmp_path / "text.txt")]
    assert "mtqa.quantities" not in imported(*alone)
    assert "mtqa.quantities" in imported(*alone, "--source", str(tmp_path / "source.txt"))


def test_what_is_known_of_late_rules_is_what_their_files_say(golden: Golden) -> None:
    golden(late.STORE, late.stored(load()))


def test_what_is_not_suspicious_is_nothing_to_the_detector_of_wrong_encodings() -> None:
    texts = map("".join, product("a B.1\xa0\tВГЖРСвжя‘’“”«»–—…", repeat=3))
    assert [text for text in texts if is_bad(text) and not SUSPICIOUS.search(text)] == []
