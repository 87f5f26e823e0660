"""Compiled expressions are kept from one run to the next, and are what `re.compile` makes."""

import marshal
import os
import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from mtqa.compiled import MOST, PYTHON, Store
from mtqa.dispatch import finders, triggers
from mtqa.rules import load

EXPRESSIONS = {
    trigger
    for rule, lang in product(load(), ("en", "de", "ru"))
    for find in finders(rule, lang, "ru")
    for trigger in triggers(find)
} | {(r"(?i)(?P<first>[а-яё]+)(\s)(?P<second>(?P=first))", 0), (r"[\W_]+|\Bx{2,}?", int(re.ASCII))}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some.expressions"


def test_what_is_kept_is_what_re_makes(path: Path) -> None:
    first = Store(path)
    made = {pair: first.compiled(*pair) for pair in EXPRESSIONS}
    first.write()
    again = Store(path)
    for pair in EXPRESSIONS:
        right = re.compile(*pair)
        for found in (made[pair], again.compiled(*pair)):
            assert (found, found.flags, found.groups) == (right, right.flags, right.groups)
            assert found.groupindex == right.groupindex


def test_nothing_is_written_where_nothing_is_new(path: Path) -> None:
    for _ in range(2):
        store = Store(path)
        store.compiled("ferry", 0)
        store.write()
        written = path.stat().st_mtime_ns
        os.utime(path, (0, 0))
    assert (path.stat().st_mtime_ns, written) == (0, 0)
    assert os.listdir(path.parent) == [path.name]


def test_nothing_is_left_beside_it(path: Path) -> None:
    path.with_name(f"{path.name}.1").write_bytes(b"of a run that was killed")
    for is_refused in (False, True):
        store = Store(path)
        store.compiled(f"ferry {is_refused}", 0)
        if is_refused:
            path.unlink()
            path.mkdir()
        store.write()
        assert os.listdir(path.parent) == [path.name]
        assert path.is_dir() == is_refused


@pytest.mark.parametrize(
    "content",
    [b"", b"spoilt", marshal.dumps(("another Python", {"0 ferry": b"spoilt"})), marshal.dumps(7)],
)
def test_what_is_damaged_or_of_another_python_is_begun_anew(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    store = Store(path)
    assert store.compiled("ferry", 0) == re.compile("ferry")
    store.write()
    assert len(path.read_bytes()) > len(content) or content


@pytest.mark.parametrize("kept", [b"spoilt", marshal.dumps((0, b"\0" * 8, 0, {}, (None,))), marshal.dumps(7)])
def test_what_is_no_expression_is_compiled_all_the_same(path: Path, kept: bytes) -> None:
    path.write_bytes(marshal.dumps((PYTHON, {"0 ferry": kept})))
    assert Store(path).compiled("ferry", 0) == re.compile("ferry")


def test_a_file_that_has_grown_too_large_is_begun_anew(path: Path) -> None:
    store = Store(path)
    store.compiled("x" * MOST, 0)
    store.write()
    assert path.stat().st_size > MOST
    store = Store(path)
    store.compiled("ferry", 0)
    store.write()
    assert path.stat().st_size < MOST


def test_an_expression_that_is_wrong_is_told(path: Path) -> None:
    with pytest.raises(re.error):
        Store(path).compiled("(", 0)


@pytest.mark.parametrize("variable", ["PYTHONDONTWRITEBYTECODE", "LANG"])
def test_it_lies_where_byte_code_does_if_that_is_written(tmp_path: Path, variable: str) -> None:
    code = "from mtqa.expressions import compiled; print(compiled('fer+y').pattern)"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(tmp_path), variable: "1"}
    for _ in range(2):
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
        assert ran.stdout == "fer+y\n"
    assert len([*tmp_path.rglob("compiled.*.expressions")]) == (variable == "LANG")
