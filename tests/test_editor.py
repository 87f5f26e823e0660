"""The editor server, asked by a real client over standard input and output."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities, make_test_lsp_client

from tests.shell import ROOT, Shell

pytestmark = pytest.mark.asyncio
FAULTY = "🚢 The bridge was opened in May 2019 of the year.\r\n\r\nIt leads to the the port.\r\n"
MENDED = "🚢 The bridge was opened in May 2019.\r\n\r\nIt leads to the port.\r\n"
NEXT = types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS


WATCHED: list[str] = []


def client() -> LanguageClient:
    """A client that watches files for the server."""
    new = make_test_lsp_client()

    @new.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
    def registered(_: LanguageClient, params: types.RegistrationParams) -> None:
        options: Any = params.registrations[0].register_options
        WATCHED[:] = [watcher["globPattern"] for watcher in options["watchers"]]

    return new


@pytest_lsp.fixture(  # type: ignore[untyped-decorator]
    config=ClientServerConfig([sys.executable, "-m", "mtqa", "lsp"], client, server_env={"PYTHONPATH": str(ROOT)})
)
async def editor(lsp_client: LanguageClient) -> AsyncIterator[None]:
    """A client, which the plugin gives to tests in place of what this fixture yields."""
    await lsp_client.initialize_session(types.InitializeParams(client_capabilities("visual_studio_code")))
    yield
    await lsp_client.shutdown_session()


def at(line: int, start: int, end: int) -> types.Range:
    return types.Range(types.Position(line, start), types.Position(line, end))


async def opened(client: LanguageClient, path: Path, text: str, language: str = "plaintext") -> str:
    """Open a text in the editor; its URI, once its diagnostics are there."""
    uri = path.as_uri() if path.is_absolute() else f"untitled:{path}"
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text)))
    await client.wait_for_notification(NEXT)
    return uri


def told(client: LanguageClient, uri: str) -> list[tuple[str, types.Range]]:
    return [(str(each.code), each.range) for each in client.diagnostics[uri]]


def applied(text: str, edit: types.WorkspaceEdit | None) -> str:
    """The text, whose lines end with CR LF, after an edit in UTF-16 code units."""
    assert edit
    assert edit.document_changes
    [change] = edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert change.text_document.version == 1
    lines = [line.encode("utf-16-le") for line in text.split("\r\n")]

    def offset(position: types.Position) -> int:
        return sum(len(line) + 4 for line in lines[: position.line]) + 2 * position.character

    data = text.encode("utf-16-le")
    [each] = change.edits
    assert isinstance(each, types.TextEdit)
    return (
        data[: offset(each.range.start)] + each.new_text.encode("utf-16-le") + data[offset(each.range.end) :]
    ).decode("utf-16-le")


async def actions(
    client: LanguageClient, uri: str, where: types.Range, only: list[str | types.CodeActionKind] | None = None
) -> list[types.CodeAction]:
    context = types.CodeActionContext([], only)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), where, context)
    found = await client.text_document_code_action_async(params)
    return [action for action in found or [] if isinstance(action, types.CodeAction)]


async def test_findings_are_diagnostics_in_the_units_of_the_editor(editor: LanguageClient, tmp_path: Path) -> None:
    uri = await opened(editor, tmp_path / "a.txt", FAULTY)
    assert told(editor, uri) == [("year-said-twice", at(0, 32, 48)), ("doubled-word", at(2, 12, 19))]
    first = editor.diagnostics[uri][0]
    assert first.message == "“2019 of the year” says the year twice"
    assert (first.severity, first.source) == (types.DiagnosticSeverity.Error, "mtqa")


async def test_a_change_is_checked_and_a_closed_text_forgotten(editor: LanguageClient, tmp_path: Path) -> None:
    uri = await opened(editor, tmp_path / "a.txt", FAULTY)
    for version, text in ((2, "It has has"), (3, MENDED)):
        named = types.VersionedTextDocumentIdentifier(version, uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        editor.text_document_did_change(types.DidChangeTextDocumentParams(named, [change]))
    await editor.wait_for_notification(NEXT)
    assert told(editor, uri) == []
    editor.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
    await editor.wait_for_notification(NEXT)


async def test_a_quick_fix_mends_one_fault(editor: LanguageClient, tmp_path: Path) -> None:
    uri = await opened(editor, tmp_path / "a.txt", FAULTY)
    [fix] = await actions(editor, uri, at(2, 14, 14), [types.CodeActionKind.QuickFix])
    assert fix.title == "doubled-word: put “the”"
    assert fix.is_preferred
    assert [*(fix.diagnostics or ())] == [editor.diagnostics[uri][1]]
    assert applied(FAULTY, fix.edit) == FAULTY.replace("the the", "the")


async def test_all_safe_fixes_are_one_action(editor: LanguageClient, tmp_path: Path) -> None:
    uri = await opened(editor, tmp_path / "a.txt", FAULTY)
    for only in ("source", "source.fixAll", "source.fixAll.mtqa"):
        [action] = await actions(editor, uri, at(0, 0, 0), [only])
        resolved = await editor.code_action_resolve_async(action)
        assert applied(FAULTY, resolved.edit) == MENDED
    assert await actions(editor, uri, at(0, 0, 0), ["source.organizeImports"]) == []


async def test_a_fix_is_written_as_the_format_has_it(editor: LanguageClient, tmp_path: Path) -> None:
    page = "<p>The bridge of Smith &amp; Son was opened in May 2019 of the year.</p>\r\n"
    uri = await opened(editor, tmp_path / "a.html", page)
    [fix] = await actions(editor, uri, at(0, 60, 60), [types.CodeActionKind.QuickFix])
    assert applied(page, fix.edit) == page.replace(" of the year", "")


@pytest.mark.parametrize(("line", "column", "heading"), [(0, 33, "# year-said-twice\n"), (0, 3, None)])
async def test_hover_explains_the_rule(
    editor: LanguageClient, tmp_path: Path, line: int, column: int, heading: str | None
) -> None:
    uri = await opened(editor, tmp_path / "a.txt", FAULTY)
    place = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, column))
    hover = await editor.text_document_hover_async(place)
    if heading is None:
        assert hover is None
    else:
        assert hover
        assert isinstance(hover.contents, types.MarkupContent)
        assert hover.contents.value.startswith(heading)


async def test_settings_of_the_folder_hold_and_are_read_again_when_they_change(
    editor: LanguageClient, tmp_path: Path
) -> None:
    settings = tmp_path / "mtqa.toml"
    settings.write_text('ignore = ["doubled-word"]\n', "utf8")
    uri = await opened(editor, tmp_path / "a.txt", FAULTY)
    assert [rule for rule, _ in told(editor, uri)] == ["year-said-twice"]
    settings.write_text('select = ["doubled-word"]\n', "utf8")
    assert WATCHED == ["**/{mtqa,pyproject}.toml"]
    event = types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await editor.wait_for_notification(NEXT)
    assert [rule for rule, _ in told(editor, uri)] == ["doubled-word"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.xlf", "<xliff><file></xliff>", "is not well-formed XML: mismatched tag on line 1, column 16"),
        ("a.xml.xlf", '<?xml version="1.0" encoding="koi8-r"?><xliff/>', "declares the encoding koi8-r"),
    ],
)
async def test_what_cannot_be_read_is_told_at_the_beginning(
    editor: LanguageClient, tmp_path: Path, name: str, text: str, message: str
) -> None:
    uri = await opened(editor, tmp_path / name, text)
    [trouble] = editor.diagnostics[uri]
    assert trouble.range == at(0, 0, 0)
    assert trouble.severity == types.DiagnosticSeverity.Error
    assert message in trouble.message


async def test_a_text_without_a_file_is_read_as_its_language(editor: LanguageClient) -> None:
    uri = await opened(editor, Path("Untitled-1"), "```\nhas has\n```\n\nIt leads to the the port.\n", "markdown")
    assert told(editor, uri) == [("doubled-word", at(4, 12, 19))]


async def test_what_is_found_in_a_closed_text_is_not_told_of_the_one_that_takes_its_place(
    editor: LanguageClient, tmp_path: Path
) -> None:
    uri = (tmp_path / "a.txt").as_uri()
    for text in (FAULTY * 200, MENDED):
        item = types.TextDocumentItem(uri, "plaintext", 1, text)
        editor.text_document_did_open(types.DidOpenTextDocumentParams(item))
        if text != MENDED:
            editor.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
            await editor.wait_for_notification(NEXT)
            assert told(editor, uri) == []
    await editor.wait_for_notification(NEXT)
    assert told(editor, uri) == []


async def test_what_is_not_open_is_not_read(editor: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FAULTY, "utf8")
    uri = (tmp_path / "a.txt").as_uri()
    place = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, 33))
    assert await editor.text_document_hover_async(place) is None
    assert await actions(editor, uri, at(0, 0, 40)) == []
    action = types.CodeAction("Mend", data={"no": "text"})
    assert (await editor.code_action_resolve_async(action)).edit is None


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        (b"", 0, b""),
        (b"Content-Length: 5\r\n\r\n{bad}", 0, b""),
        (
            b"Content-Length: 999999999999999\r\n\r\n{}",
            2,
            b"mtqa: standard input: a message is longer than there is memory for; start the server again\n",
        ),
    ],
)
async def test_what_is_no_message_leaves_no_traceback(mtqa: Shell, given: bytes, code: int, told: bytes) -> None:
    run = mtqa("lsp", given=given)
    assert (run.returncode, run.stderr) == (code, told)
