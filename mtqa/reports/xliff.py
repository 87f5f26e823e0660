"""XLIFF with the findings as localization quality issues of ITS 2.0.

An XLIFF file stays what it is, in its version and encoding, with the annotations added; one without findings stays as
it is, byte for byte. Any other text becomes XLIFF 2.1, the version whose standard says how ITS is written, with a unit
for each segment.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from mtqa import formats
from mtqa.errors import CannotRun
from mtqa.expressions import expression
from mtqa.formats import xliff
from mtqa.formats.encoding import Decoded, encode
from mtqa.formats.lines import INDENT
from mtqa.gate import Gate
from mtqa.reports.annotation import annotated
from mtqa.reports.data import by_segment
from mtqa.reports.terminal import visible
from mtqa.segment import Checked, Document, Finding, Segment
from mtqa.suppression import is_comment

ALONE = "-o xliff annotates one XLIFF file at a time; check files one by one"
UNKNOWN = "und"
_ACTING = expression("[\r\n\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_IMPOSSIBLE = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(results: Iterable[Checked], out: TextIO, _gate: Gate) -> None:
    checked = [checked for checked in results if checked.document.segments or is_xliff(checked.document)]
    if len(checked) > 1 and any(is_xliff(each.document) for each in checked):
        raise CannotRun(ALONE)
    if checked:
        _put(annotated(checked[0] if is_xliff(checked[0].document) else converted(checked)), out)


def is_xliff(document: Document) -> bool:
    return PurePath(document.path).suffix.lower() in formats.XLIFF


def _put(decoded: Decoded, out: TextIO) -> None:
    """The text in its own encoding, where it is written to a file and not to another text."""
    buffer = getattr(out, "buffer", None)
    if buffer is None:
        out.write(decoded.text)
    else:
        out.flush()
        buffer.write(encode(decoded))


def converted(checked: Sequence[Checked]) -> Checked:
    """Texts of any format as one XLIFF document, with what was found in them."""
    document = xliff.read("".join(_written([each.document for each in checked])).encode())
    fresh = (segment for segment in document.segments if not is_comment(segment.target))
    moved = list[Finding]()
    for each in checked:
        for (old, findings), new in zip(by_segment(each), fresh, strict=False):
            lead = len(old.target) - len(old.target.lstrip(INDENT))
            moved += (_moved(finding, new, lead) for finding in findings)
    return Checked(document, moved)


def _moved(finding: Finding, segment: Segment, lead: int) -> Finding:
    start, end = (min(max(0, at - lead), len(segment.target)) for at in (finding.start, finding.end))
    return finding._replace(segment=segment, start=start, end=end)


def _written(documents: Sequence[Document]) -> Iterator[str]:
    target_lang = _only({segment.target_lang for document in documents for segment in document.segments}, "target")
    source_lang = _only({segment.source_lang for document in documents for segment in document.segments}, "source")
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"'
    yield f" srcLang={quoteattr(source_lang)} trgLang={quoteattr(target_lang)}>\n"
    for number, document in enumerate(documents, 1):
        yield f'  <file id="f{number}" original={quoteattr(visible(document.path))}>\n'
        yield from _units(document.segments)
        yield "  </file>\n"
    yield "</xliff>\n"


def _only(found: set[str], what: str) -> str:
    """The one language of these texts."""
    languages = sorted(found - {""})
    if len(languages) > 1:
        raise CannotRun(f"-o xliff has one {what} language, not {', '.join(languages)}; give --{what}-lang")
    return languages[0] if languages else UNKNOWN


def _units(segments: Iterable[Segment]) -> Iterator[str]:
    notes, number = "", 0
    for segment in segments:
        if is_comment(segment.target):
            notes += f"        <note>{_text(segment.target.strip()[4:-3].strip())}</note>\n"
            continue
        number += 1
        yield f'    <unit id="{number}" name={quoteattr(visible(segment.id))}>\n'
        yield f"      <notes>\n{notes}      </notes>\n" if notes else ""
        yield '      <segment state="translated">\n'
        yield f'        <source xml:space="preserve">{_text(segment.source)}</source>\n'
        yield f'        <target xml:space="preserve">{_text(segment.target)}</target>\n'
        yield "      </segment>\n    </unit>\n"
        notes = ""


def _text(text: str) -> str:
    """The text as XML; XLIFF writes the characters that XML cannot hold as elements."""
    text = _ACTING.sub(lambda match: f"&#{ord(match[0])};", escape(text))
    return _IMPOSSIBLE.sub(lambda match: f'<cp hex="{ord(match[0]):04X}"/>', text)
