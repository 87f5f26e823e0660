"""The columns of a batch: those that are read, and those that are added."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from mtqa import rules
from mtqa.errors import CannotRun, shown

if TYPE_CHECKING:
    import pyarrow as pa

Batch = TypeVar("Batch", "pa.RecordBatch", "pa.Table")

WORDS, PENALTY, FINDINGS, FAMILIES, SCORE, REASON = (
    f"mtqa_{name}" for name in ("words", "penalty", "findings", "families", "score", "reason")
)
ADDED = (WORDS, PENALTY, FINDINGS, FAMILIES, SCORE, REASON)
TARGETS = ("target", "text")


class Fields(NamedTuple):
    """What the columns are called that are read; “” where there is none."""

    target: str
    source: str = ""
    language: str = ""


def fields(given: Mapping[str, str], names: Sequence[str]) -> Fields:
    """The columns that are meant, of those there are. One that is not given is called after what it holds, or `text`,
    and beside a `text` nothing is a source: crawls keep there where a text is from.

    Raises CannotRun where one is missing.
    """
    target = _named("target", given, names, TARGETS)
    if not target:
        raise _missing("target", " or ".join(map(repr, TARGETS)), names)
    source = _named("source", given, names, () if target == "text" else ("source",))
    return Fields(target, source, _named("language", given, names, ("language",)))


def _named(field: str, given: Mapping[str, str], names: Sequence[str], usual: Sequence[str]) -> str:
    if not given.get(field):
        return next((name for name in usual if name in names), "")
    if given[field] not in names:
        raise _missing(field, repr(given[field]), names)
    return given[field]


def _missing(field: str, wanted: str, names: Sequence[str]) -> CannotRun:
    return CannotRun(f"has no column {wanted}; it has {shown(names) or 'none'}: say which with --columns {field}=NAME")


def paths(schema: "pa.Schema | pa.StructType", above: str = "") -> list[str]:
    """The columns by name, and those in structures by the dotted way to them."""
    import pyarrow as pa  # noqa: PLC0415

    found = list[str]()
    for field in schema:
        found.append(f"{above}{field.name}")
        if pa.types.is_struct(field.type):
            found += paths(field.type, f"{above}{field.name}.")
    return found


def values(batch: "pa.RecordBatch | pa.Table", name: str) -> list[str | None]:
    """The texts in a column, bytes that are no UTF-8 as surrogates; null everywhere where its name is “”. Raises
    CannotRun where it holds something else."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    if not name:
        return [None] * batch.num_rows
    first, *inside = [name] if name in batch.schema.names else name.split(".")
    _refuse_several(first, batch.schema)
    column: Any = batch.column(first)
    if inside:
        column = pc.struct_field(column, inside)
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    texts = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    if not texts and not pa.types.is_null(kind):
        raise CannotRun(f"holds {kind}, not text, in the column {name!r}; name another with --columns")
    try:
        found: list[str | None] = column.to_pylist()
    except UnicodeDecodeError:
        data = column.cast(pa.large_string()).cast(pa.large_binary()).to_pylist()
        return [None if each is None else each.decode("utf8", "surrogateescape") for each in data]
    return found


def _refuse_several(name: str, schema: "pa.Schema") -> None:
    """Raises CannotRun where columns have the same name."""
    if schema.names.count(name) > 1:
        raise CannotRun(f"has more than one column {name!r}; give them names of their own")


@cache
def types() -> dict[str, "pa.DataType"]:
    """The types of the columns that are added."""
    import pyarrow as pa  # noqa: PLC0415

    texts = [(name, pa.string()) for name in ("rule", "family", "severity", "message", "text")]
    finding = pa.struct([*texts, ("start", pa.int32()), ("end", pa.int32())])
    families = pa.struct([(family, pa.int32()) for family in rules.families()])
    return dict(
        zip(
            ADDED,
            (pa.int32(), pa.float64(), pa.list_(pa.field("element", finding)), families, pa.float64(), pa.string()),
            strict=True,
        )
    )


def with_columns(batch: Batch, added: Mapping[str, Sequence[Any]]) -> Batch:
    """The batch with these columns, in place of those that have their names; all else in it stays."""
    import pyarrow as pa  # noqa: PLC0415

    for name, column in added.items():
        field = pa.field(name, types()[name])
        array: Any = pa.array(column, field.type)
        _refuse_several(name, batch.schema)
        at = batch.schema.get_field_index(name)
        batch = batch.append_column(field, array) if at < 0 else batch.set_column(at, field, array)
    return batch
