"""What `re.compile` makes of expressions, kept from one run to the next beside the byte code of this module.

To compile the hundred that a short text needs takes longer than to check it.
"""

import atexit
import marshal
import os
import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any

# A file of so many bytes, several times all there are, holds what is of no use any more, and is begun anew.
MOST = 4 << 20
PYTHON = f"{sys.version} {sys.byteorder} {sys.maxsize}"


class Store:
    """Compiled expressions in a file; where there is none and none can be written, all goes on without."""

    def __init__(self, path: Path) -> None:
        self._path, self._kept, self._is_new = path, _kept(path), False

    def compiled(self, pattern: str, flags: int) -> re.Pattern[str]:
        try:
            return self._made(pattern, flags)
        except Exception:  # of a Python that keeps what it compiles in another form, or of a wrong expression
            return re.compile(pattern, flags)

    def _made(self, pattern: str, flags: int) -> re.Pattern[str]:
        key = f"{int(flags)} {pattern}"
        if key not in self._kept:
            self._kept[key], self._is_new = marshal.dumps(_code(pattern, int(flags))), True
        found, code, *groups = marshal.loads(self._kept[key])
        made: re.Pattern[str] = _compiler._sre.compile(pattern, found, memoryview(code).cast("I").tolist(), *groups)
        return made

    def write(self) -> None:
        if not self._is_new:
            return
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with suppress(OSError):
            # Those of runs that were killed; one that is still at it writes again another time.
            for other in beside.parent.glob(f"{self._path.name}.*"):
                other.unlink(missing_ok=True)
            try:
                beside.write_bytes(marshal.dumps((PYTHON, self._kept)))
                beside.replace(self._path)
            finally:
                beside.unlink(missing_ok=True)


@cache
def store() -> Store:
    """That of this Python, beside the byte code of this module."""
    place = __spec__.cached if __spec__ else None
    one = Store(Path(place or os.devnull).with_suffix(".expressions"))
    if place and not sys.dont_write_bytecode:
        atexit.register(one.write)
    return one


def _kept(path: Path) -> dict[str, bytes]:
    with suppress(OSError, EOFError, TypeError, ValueError):
        content = path.read_bytes()
        python, kept = marshal.loads(content)
        if python == PYTHON and len(content) < MOST:
            return dict[str, bytes](kept)
    return {}


def _code(pattern: str, flags: int) -> tuple[Any, ...]:
    """All that the engine takes beside the pattern, as `re._compiler.compile` gives it."""
    tree = _parser.parse(pattern, flags)
    state, code = tree.state, array("I", _compiler._code(tree, flags))
    names: list[str | None] = [None] * state.groups
    for name, group in state.groupdict.items():
        names[group] = name
    return flags | state.flags, code.tobytes(), state.groups - 1, state.groupdict, tuple(names)
