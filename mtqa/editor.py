"""An editor server (Language Server Protocol): findings are diagnostics, fixes are code actions, a rule's page is shown
on hover. The text is the editor's, the settings are those of the file's folder, and no model is asked."""

import asyncio
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from mtqa import __version__, baseline, config, explain, formats, texts
from mtqa.errors import CannotRun, guarded
from mtqa.known import Known
from mtqa.segment import Document, Edit, Finding, Severity
from mtqa.texts import File, Settings, Text

Result = TypeVar("Result")
# Seconds without a keystroke before a text is checked.
PAUSE = 0.2
SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
# The suffixes of what has no file yet, by the names that editors have for languages.
SUFFIXES = {"html": ".html", "markdown": ".md", "jsonl": ".jsonl", "po": ".po", "tsv": ".tsv", "csv": ".csv"}
FIX_ALL = "source.fixAll.mtqa"
SETTINGS = "**/{mtqa,pyproject}.toml"
START = types.Range(types.Position(0, 0), types.Position(0, 0))


class Seen(NamedTuple):
    """What was found in a version of a text, or why it could not be checked."""

    version: int | None = None
    text: Text | None = None
    findings: Sequence[Finding] = ()
    trouble: tuple[CannotRun, ...] = ()


NOTHING = Seen()


class Server(LanguageServer):
    """The texts that are open, each with what was found in it last; a thread of its own does what may take long."""

    def __init__(self) -> None:
        super().__init__("mtqa", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.seen = dict[str, tuple[TextDocument, Seen]]()
        self.settings = Settings({})
        self._worker = ThreadPoolExecutor(1)

    async def work(self, function: Callable[..., Result], *given: Any) -> Result:
        """What the function returns, while others are answered."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, function, *given)

    async def look(self, uri: str) -> Seen:
        """Check a text that is open, if that was not done yet, and tell the editor what is in it."""
        opened = self.workspace.text_documents.get(uri)
        if opened is None:
            return NOTHING
        last = self.seen.get(uri)
        if last and last[0] is opened and last[1].version == opened.version:
            return last[1]
        seen = await self.work(_checked, _name(opened), opened.source, opened.version, self.settings)
        if opened.version == seen.version and self.workspace.text_documents.get(uri) is opened:
            self.seen[uri] = opened, seen
            self._tell(uri, seen)
        return seen

    def _tell(self, uri: str, seen: Seen) -> None:
        """Publish the findings; what went wrong stands at the beginning of the text."""
        told = [
            types.Diagnostic(START, str(error), types.DiagnosticSeverity.Error, source="mtqa") for error in seen.trouble
        ]
        if seen.text:
            told += [self.diagnostic(uri, seen.text.document, finding) for finding in seen.findings]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, told, seen.version))

    def diagnostic(self, uri: str, document: Document, finding: Finding) -> types.Diagnostic:
        return types.Diagnostic(
            self.range(document, *finding.segment.span(finding.start, finding.end)),
            finding.message,
            SEVERITIES[finding.severity],
            code=finding.rule,
            source="mtqa",
            related_information=[
                types.DiagnosticRelatedInformation(
                    types.Location(uri, self.range(document, *document.segments[number].span(start, end))), "see also"
                )
                for number, start, end in finding.spots
            ],
        )

    def range(self, document: Document, start: int, end: int) -> types.Range:
        """A stretch of `content` in the units that the editor counts in."""
        return types.Range(*(self._position(document, offset) for offset in (start, end)))

    def _position(self, document: Document, offset: int) -> types.Position:
        line, column = document.position(offset)
        before = document.content[offset - column + 1 : offset]
        return types.Position(line - 1, self.workspace.position_codec.client_num_units(before))

    def change(self, uri: str, seen: Seen, edits: Mapping[int, Sequence[Edit]]) -> types.WorkspaceEdit | None:
        """The edits as one change of the text, of this version only; None where the format cannot hold them."""
        from rapidfuzz.distance import Postfix, Prefix  # noqa: PLC0415 – until something is mended

        if seen.text is None:
            return None
        document = seen.text.document
        try:
            with guarded(document.path, "mending"):
                new = formats.rewrite(document, edits).removeprefix(BOM_UTF8).decode()
        except CannotRun:
            return None
        old = document.content
        start = Prefix.similarity(old, new)
        same = Postfix.similarity(old[start:], new[start:])
        edit = types.TextEdit(self.range(document, start, len(old) - same), new[start : len(new) - same])
        of = types.OptionalVersionedTextDocumentIdentifier(uri, seen.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(of, [edit])])


def _name(opened: TextDocument) -> Path:
    """The file of a text, or one that it could be by its language."""
    path = to_fs_path(opened.uri) if opened.uri.startswith("file:") else None
    return Path(path or f"untitled{SUFFIXES.get(opened.language_id or '', '.txt')}")


def _checked(name: Path, source: str, version: int | None, settings: Settings) -> Seen:
    """What is found in a text that an editor holds; its bytes are UTF-8, whatever they are on the disk."""
    try:
        config = settings.of(name)
        if config.is_source(name.resolve()):
            return Seen(version)
        text = texts.read(File(name, name, is_named=False), config, "", BOM_UTF8 + source.encode(errors="replace"))
        if isinstance(text, CannotRun):
            raise text
        if not isinstance(text, Text):
            return Seen(version)
        if text.document.content != source:
            raise CannotRun(f"{name}: declares an encoding that the editor has not read it in; check the saved file")
        with guarded(str(name), "the check"):
            place, checker = config.baseline_path, config.checker
            known = Known(baseline.load(place) if place else None)
            findings, _ = known.parted(text.document, checker.check(text.document))
    except CannotRun as error:
        return Seen(version, trouble=(error,))
    return Seen(version, text, findings, tuple(checker.failures.values()))


def _overlapping(server: Server, seen: Seen, where: types.Range) -> Iterator[Finding]:
    """The findings that stand in a stretch of the text, or touch it."""
    if seen.text is None:
        return
    for finding in seen.findings:
        at = server.range(seen.text.document, *finding.segment.span(finding.start, finding.end))
        if at.start <= where.end and where.start <= at.end:
            yield finding


def _quick_fixes(server: Server, uri: str, seen: Seen, where: types.Range) -> list[types.CodeAction]:
    """The fix of each finding that has one, preferred where it cannot change the meaning."""
    fixes = list[types.CodeAction]()
    for finding in _overlapping(server, seen, where):
        if finding.fix and seen.text and (edit := server.change(uri, seen, {finding.number: [finding.fix]})):
            what = f"put “{finding.fix.text}”" if finding.fix.text else "take it out"
            told = [server.diagnostic(uri, seen.text.document, finding)]
            kind, is_safe = types.CodeActionKind.QuickFix, finding.fix.safe
            fixes.append(types.CodeAction(f"{finding.rule}: {what}", kind, told, is_preferred=is_safe, edit=edit))
    return fixes


def _mended(server: Server, uri: str, seen: Seen) -> types.WorkspaceEdit | None:
    """All safe fixes; None where there is no text, or a rule fails."""
    if seen.text is None:
        return None
    with suppress(CannotRun), guarded(seen.text.document.path, "mending"):
        return server.change(uri, seen, seen.text.config.checker.mend(seen.text.document).edits)
    return None


SERVER = Server()


@SERVER.feature(types.INITIALIZED)
async def ready(ls: Server, _: types.InitializedParams) -> None:
    """Have the editor tell of changes in settings, where it can."""
    workspace = ls.client_capabilities.workspace
    watching = workspace and workspace.did_change_watched_files
    if watching and watching.dynamic_registration:
        watched = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(SETTINGS)])
        asked = types.Registration("mtqa", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, watched)
        await ls.client_register_capability_async(types.RegistrationParams([asked]))


@SERVER.feature(types.TEXT_DOCUMENT_DID_OPEN)
async def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    await ls.look(params.text_document.uri)


@SERVER.feature(types.TEXT_DOCUMENT_DID_CHANGE)
async def changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    uri, version = params.text_document.uri, params.text_document.version
    await asyncio.sleep(PAUSE)
    if uri in ls.workspace.text_documents and ls.workspace.get_text_document(uri).version == version:
        await ls.look(uri)


@SERVER.feature(types.TEXT_DOCUMENT_DID_CLOSE)
def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    ls.seen.pop(uri, None)
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


@SERVER.feature(types.TEXT_DOCUMENT_DID_SAVE)
@SERVER.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
async def rewritten(ls: Server, _: types.DidSaveTextDocumentParams | types.DidChangeWatchedFilesParams) -> None:
    """What was saved may be settings, a source, a glossary: all is read and checked again."""
    config.nearest.cache_clear()
    ls.settings = Settings({})
    ls.seen.clear()
    for uri in [*ls.workspace.text_documents]:
        await ls.look(uri)


@SERVER.feature(
    types.TEXT_DOCUMENT_CODE_ACTION,
    types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True),
)
async def actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri = params.text_document.uri
    seen, only = await ls.look(uri), params.context.only
    offered = list[types.CodeAction]()
    if not only or types.CodeActionKind.QuickFix in only:
        offered += await ls.work(_quick_fixes, ls, uri, seen, params.range)
    if seen.text and (not only or any(f"{FIX_ALL}.".startswith(f"{kind}.") for kind in only)):
        offered.append(types.CodeAction("Mend all that mtqa can mend safely", FIX_ALL, data=uri))
    return offered


@SERVER.feature(types.CODE_ACTION_RESOLVE)
async def resolved(ls: Server, action: types.CodeAction) -> types.CodeAction:
    if isinstance(uri := action.data, str):
        action.edit = await ls.work(_mended, ls, uri, await ls.look(uri))
    return action


@SERVER.feature(types.TEXT_DOCUMENT_HOVER)
async def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    seen = await ls.look(params.text_document.uri)
    pages = [
        explain.page(finding.rule) for finding in _overlapping(ls, seen, types.Range(params.position, params.position))
    ]
    shown = "\n\n---\n\n".join(dict.fromkeys(pages))
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, shown)) if shown else None
