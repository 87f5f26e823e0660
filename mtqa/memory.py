"""Answers that are kept from one run to the next in a file, in the folder of what can be made again.

The file is safe to use by several runs at once, and may be removed at any time.
"""

import json
import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from mtqa import __version__

# Bytes that the file may take; the half that was not used for longest goes when it takes more.
MOST = 512 * 2**20
# So many answers are kept between two looks at the size.
_BETWEEN = 10_000
_DAY = 24 * 60 * 60
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# SQLite quotes a damaged table in its error, and Python cannot decode that.
_FAILURES = (sqlite3.Error, UnicodeDecodeError)
_TABLE = "CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, answer TEXT, day INTEGER) WITHOUT ROWID"


def cache() -> Path:
    """The folder of what can be fetched or made again: MTQA_CACHE, or where the system keeps such things."""
    if named := os.environ.get("MTQA_CACHE"):
        return Path(named).expanduser().absolute()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "mtqa"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "mtqa" / "Cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mtqa"


def key(*parts: object) -> bytes:
    """What an answer is kept under: the signature of who gave it, all that it depends on, and this version."""
    return sha256(json.dumps((__version__, *parts)).encode()).digest()


def _nowhere() -> sqlite3.Connection:
    """A connection to a database that ends with it."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute(_TABLE)
    return connection


@dataclass
class Memory:
    """Answers by their keys, in a file that holds `most` bytes or little more.

    A damaged file is begun anew, and where none can be kept all goes on without; `notice` tells. An answer is kept
    at once: what stops a run loses none.
    """

    path: Path
    most: int = MOST
    notice: str = ""
    _kept: int = 0
    _connection: sqlite3.Connection = field(init=False, default_factory=_nowhere)

    def __post_init__(self) -> None:
        try:
            self._connection = self._opened()
            self._prune()
        except (OSError, *_FAILURES) as error:
            self._recover(error)

    def _opened(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
        try:
            for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", _TABLE):
                connection.execute(statement)
        except _FAILURES:
            connection.close()
            raise
        return connection

    def _recover(self, error: Exception) -> None:
        """Begins the file anew if it is damaged, and else keeps what comes for this run alone."""
        self._connection.close()
        if isinstance(error, UnicodeDecodeError) or getattr(error, "sqlite_errorcode", None) in _DAMAGED:
            try:
                for ending in ("", "-wal", "-shm"):
                    self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
                self._connection = self._opened()
                self.notice = f"{self.path}: was damaged, and is begun anew; models are asked again"
                return
            except (OSError, *_FAILURES) as another:
                error = another
        self._connection = _nowhere()
        self.notice = f"{self.path}: cannot be used: {error}; what models say is not kept for the next run"

    def _run(self, statement: str, rows: Iterable[Sequence[object]]) -> list[tuple[str]]:
        try:
            with closing(self._connection.cursor()) as cursor:
                return [found for row in rows for found in cursor.execute(statement, row)]
        except _FAILURES as error:
            self._recover(error)
            return []

    def found(self, keys: Iterable[bytes]) -> dict[bytes, str]:
        """The answers that there are."""
        answers = dict[bytes, str]()
        for one in dict.fromkeys(keys):
            for (answer,) in self._run("SELECT answer FROM answers WHERE key = ?", [(one,)]):
                answers[one] = answer
        today = _today()
        self._run("UPDATE answers SET day = ? WHERE key = ? AND day < ?", [(today, one, today) for one in answers])
        return answers

    def keep(self, one: bytes, answer: str) -> None:
        self._run("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", [(one, answer, _today())])
        self._kept += 1
        if self._kept % _BETWEEN == 0:
            try:
                self._prune()
            except _FAILURES as error:
                self._recover(error)

    def _prune(self) -> None:
        half = "SELECT key FROM answers ORDER BY day LIMIT (SELECT (count(*) + 1) / 2 FROM answers)"
        while (
            self._size() > self.most and self._connection.execute(f"DELETE FROM answers WHERE key IN ({half})").rowcount
        ):
            pass

    def _size(self) -> int:
        """The bytes of the file that are used; those that are not are used again before it grows."""
        names = ("page_count", "freelist_count", "page_size")
        pages, free, size = (self._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
        return int((pages - free) * size)


def _today() -> int:
    return int(time.time()) // _DAY
