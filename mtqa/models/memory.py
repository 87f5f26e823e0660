"""What models have said, kept from one run to the next: asked the same again, they need not think.

The file is safe to use by several runs at once, and may be removed at any time.
"""

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from mtqa.models import Candidate, Scorer, Translator, store
from mtqa.models.batches import windows
from mtqa.segment import Remark, Score, Segment, Token

# Bytes that the file may take; the half that was not used for longest goes when it takes more.
_MOST = 512 * 2**20
# So many answers are kept between two looks at the size.
_BETWEEN = 10_000
_DAY = 24 * 60 * 60
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_TABLE = "CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, answer TEXT, day INTEGER) WITHOUT ROWID"


def key(*parts: object) -> bytes:
    """What an answer is kept under: the signature of who gave it, and all that it depends on."""
    return sha256(json.dumps(parts).encode()).digest()


@dataclass
class Memory:
    """Answers by their keys, in a file that holds `most` bytes or little more.

    A damaged file is begun anew, and where none can be kept all goes on without; `notice` tells. An answer is kept
    at once: what stops a run loses none.
    """

    path: Path
    most: int = _MOST
    notice: str = ""
    _kept: int = 0
    _connection: sqlite3.Connection = field(init=False)

    def __post_init__(self) -> None:
        try:
            self._connection = self._opened()
            self._prune()
        except (OSError, sqlite3.Error) as error:
            self._recover(error)

    def _opened(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", _TABLE):
            connection.execute(statement)
        return connection

    def _recover(self, error: Exception) -> None:
        """Begins the file anew if it is damaged, and else keeps what comes for this run alone."""
        if getattr(error, "sqlite_errorcode", None) in _DAMAGED:
            try:
                for ending in ("", "-wal", "-shm"):
                    self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
                self._connection = self._opened()
                self.notice = f"{self.path}: was damaged, and is begun anew; models are asked again"
                return
            except (OSError, sqlite3.Error) as another:
                error = another
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._connection.execute(_TABLE)
        self.notice = f"{self.path}: cannot be used: {error}; what models say is not kept for the next run"

    def _run(self, statement: str, rows: Iterable[Sequence[object]]) -> list[tuple[str]]:
        try:
            with closing(self._connection.cursor()) as cursor:
                return [found for row in rows for found in cursor.execute(statement, row)]
        except sqlite3.Error as error:
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
            except sqlite3.Error as error:
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


@dataclass
class RememberedScorer:
    """A scorer that is asked only for what it has not scored before."""

    inner: Scorer
    memory: Memory

    @property
    def signature(self) -> str:
        return self.inner.signature

    @property
    def threshold(self) -> float | None:
        return self.inner.threshold

    @property
    def needs_source(self) -> bool:
        return self.inner.needs_source

    @property
    def notice(self) -> str:
        return "; ".join(filter(None, (self.inner.notice, self.memory.notice)))

    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        for window in windows(segments):
            keys = [self._key(segment) for segment in window]
            known: dict[bytes, Score | None] = {one: _score(text) for one, text in self.memory.found(keys).items()}
            new = {one: segment for one, segment in zip(keys, window, strict=True) if one not in known}
            fresh = iter(self.inner.scores(new.values()))
            for one in keys:
                if one not in known:
                    known[one] = score = next(fresh)
                    if score:
                        self.memory.keep(one, json.dumps(score))
                yield known[one]

    def _key(self, segment: Segment) -> bytes:
        return key(self.signature, segment.source, segment.target, segment.source_lang, segment.target_lang)


def _score(text: str) -> Score:
    value, tokens, remarks, truncated = json.loads(text)
    return Score(
        value, tuple(Token(*token) for token in tokens), tuple(Remark(*remark) for remark in remarks), truncated
    )


@dataclass
class RememberedTranslator:
    """A translator that is asked only for what it has not translated before."""

    inner: Translator
    memory: Memory

    @property
    def signature(self) -> str:
        return self.inner.signature

    def translations(self, sources: Iterable[str], count: int = 1) -> Iterator[list[Candidate]]:
        for window in windows(sources):
            keys = [key(self.signature, count, source) for source in window]
            known = {one: _candidates(text) for one, text in self.memory.found(keys).items()}
            new = {one: source for one, source in zip(keys, window, strict=True) if one not in known}
            fresh = iter(self.inner.translations(new.values(), count))
            for one in keys:
                if one not in known:
                    known[one] = next(fresh)
                    self.memory.keep(one, json.dumps(known[one]))
                yield known[one]


def _candidates(text: str) -> list[Candidate]:
    return [Candidate(*candidate) for candidate in json.loads(text)]


def memory() -> Memory:
    """That of the user, in the cache folder."""
    return Memory(store.cache() / "answers.sqlite")
