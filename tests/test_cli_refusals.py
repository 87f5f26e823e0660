"""What the commands refuse, in one line and without a traceback, and what they never write over."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shell import CLEAN, FAULTY, Shell, printed


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "content"),
        [("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(40)), ("garbage.txt", bytes(range(128, 256)) * 3)],
    )
    def test_binary_is_told_and_others_are_checked(self, mtqa: Shell, name: str, content: bytes) -> None:
        mtqa.write(name, content)
        mtqa.write("a.txt", FAULTY)
        code, out, err = printed(mtqa("check", name, "a.txt", "-o", "jsonl"))
        assert code == 2
        assert json.loads(out)["path"] == "a.txt"
        assert err.startswith(f"mtqa: {name}: ")
        assert err.count("\n") == 1

    @pytest.mark.parametrize("name", ["missing.txt", "empty-folder"])
    def test_what_cannot_be_read_is_told_in_one_line(self, mtqa: Shell, name: str) -> None:
        (mtqa.folder / "empty-folder").mkdir()
        mtqa.write("a.txt", CLEAN)
        code, out, err = printed(mtqa("check", name, "a.txt"))
        assert (code, out) == (2, "No faults in 1 file.\n")
        assert err.startswith(f"mtqa: {name}: ")
        assert err.count("\n") == 1

    def test_overlong_paragraph_is_told_and_others_are_checked(self, mtqa: Shell) -> None:
        mtqa.write("long.txt", "Fine.\n\n" + "word " * 1_000_000)
        mtqa.write("a.txt", CLEAN)
        assert printed(mtqa("check", "long.txt", "a.txt")) == (
            2,
            "No faults in 1 file.\n",
            "mtqa: long.txt: has 4,999,999 characters in one paragraph, on line 3; break it up\n",
        )

    def test_empty_file_has_no_fault(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", b"")
        assert printed(mtqa("check", "a.txt")) == (0, "No faults in 1 file.\n", "")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (
                ["check", "--select", "year-said-twise"],
                "unknown rule 'year-said-twise'; did you mean 'year-said-twice'?",
            ),
            (["explain", "nothing-like-it"], "unknown rule 'nothing-like-it'"),
            (["check", "-o", "xml"], "'xml' is not one of full, concise, jsonl"),
            (["check", "--fail-on", "loud"], "'loud' is not one of"),
            (["check", "--target-lang", "English"], "--target-lang must be a language code such as en or pt-BR"),
            (
                ["check", "-o", "jsonl:no/such/folder/out"],
                "'no/such/folder/out' is in a folder that is not there; make it first",
            ),
        ],
    )
    def test_wrong_words_are_refused(self, mtqa: Shell, arguments: list[str], message: str) -> None:
        mtqa.write("a.txt", CLEAN)
        code, _, err = printed(mtqa(*arguments))
        assert code == 2
        assert message in err
        assert "Traceback" not in err

    def test_full_disk_is_told(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", FAULTY)
        with open("/dev/full", "wb") as full:
            run = subprocess.run(
                [sys.executable, "-m", "mtqa", "check", "a.txt"],
                cwd=mtqa.folder, env=mtqa.environment, stdout=full, stderr=subprocess.PIPE, check=False,
            )  # fmt: skip
        assert run.returncode == 2
        assert run.stderr == b"mtqa: standard output: cannot be written: No space left on device\n"

    def test_a_report_that_cannot_be_written_is_named(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", FAULTY)
        code, out, err = printed(mtqa("check", "a.txt", "-o", "jsonl:/dev/full", "-o", "concise"))
        assert (code, err) == (2, "mtqa: /dev/full: cannot be written: No space left on device\n")
        assert out.startswith("a.txt:1:")

    def test_wrong_setting_is_refused(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", CLEAN)
        mtqa.write("pyproject.toml", "[tool.mtqa]\nselekt = []\n")
        code, _, err = printed(mtqa("check", "a.txt"))
        assert code == 2
        assert err == f"mtqa: {mtqa.folder / 'pyproject.toml'}: unknown setting 'selekt'; did you mean 'select'?\n"


class TestPaths:
    """What is read is not written over, and what is written is not read."""

    @pytest.mark.parametrize(
        "arguments",
        [
            ["a.txt", "-o", "concise:a.txt"],
            ["a.txt", "--source", "b.txt", "-o", "jsonl:./b.txt"],
            ["a.txt", "--glossary", "terms.csv", "-o", "concise:terms.csv"],
        ],
    )
    def test_reports_do_not_replace_what_is_read(self, mtqa: Shell, arguments: list[str]) -> None:
        contents = {"a.txt": FAULTY, "b.txt": "Мост открыли.\n", "terms.csv": "source,target\n"}
        for name, content in contents.items():
            mtqa.write(name, content)
        code, out, err = printed(mtqa("check", *arguments))
        assert (code, out) == (2, "")
        assert "is read by this run; give -o" in err
        assert {name: (mtqa.folder / name).read_text("utf8") for name in contents} == contents

    def test_reports_in_a_folder_are_no_texts(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", FAULTY)
        for _ in range(2):
            code, out, _ = printed(mtqa("check", ".", "-o", "concise", "-o", "html:out.html", "-o", "markdown:out.md"))
            assert code == 1
            assert "in 1 of 1 file." in out

    def test_a_source_is_that_of_one_text(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", FAULTY)
        mtqa.write("b.txt", FAULTY)
        for names in (["a.txt", "b.txt"], ["."]):
            code, out, err = printed(mtqa("check", *names, "--source", "b.txt"))
            assert (code, out) == (2, "")
            assert err == "mtqa: b.txt: --source is the source of one text; name that one, or use [tool.mtqa.sources]\n"
        assert printed(mtqa("check", "a.txt", "--source", "./a.txt"))[0] == 2

    def test_fix_takes_a_source(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", "Hello, % s, your letter has come.\n")
        mtqa.write("b.txt", "Здравствуйте, %s, ваше письмо пришло.\n")
        assert mtqa("fix", "a.txt", "--source", "b.txt").returncode == 0
        assert (mtqa.folder / "a.txt").read_text() == "Hello, %s, your letter has come.\n"

    def test_a_pipe_is_written_to_as_it_is(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", FAULTY)
        os.mkfifo(mtqa.folder / "pipe")
        reader = os.open(mtqa.folder / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        mtqa("check", "a.txt", "-o", "concise:pipe", "-o", "json:/dev/null", "-o", "jsonl:/dev/stdout")
        assert os.read(reader, 100).startswith(b"a.txt:1:30: error")
        assert (mtqa.folder / "pipe").is_fifo()
        assert Path("/dev/null").is_char_device()
        os.close(reader)

    def test_reports_say_that_something_could_not_be_read(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", CLEAN)
        outputs = ["json", "markdown", "junit", "sarif", "html", "github"]
        run = mtqa("check", "a.txt", "b.txt", *(word for name in outputs for word in ("-o", f"{name}:out.{name}")))
        assert run.returncode == 2
        told = {name: (mtqa.folder / f"out.{name}").read_text("utf8") for name in outputs}
        summary = json.loads(told["json"])["summary"]
        assert (summary["passes"], summary["unread"]) == (False, ["b.txt: cannot be read: No such file or directory"])
        assert told["markdown"].startswith("### mtqa: does not pass\n\n- files that could not be checked&#58; 1\n")
        assert '<error message="b.txt: cannot be read: No such file or directory" />' in told["junit"]
        assert json.loads(told["sarif"])["runs"][0]["invocations"][0]["executionSuccessful"] is False
        assert "Does not pass" in told["html"]
        assert told["github"] == "::error title=mtqa::b.txt: cannot be read: No such file or directory\n"

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["-o", "json:no/where.json"], "'no/where.json' is in a folder that is not there; make it first"),
            (["-o", "html:"], "'html' has no path after its colon"),
            (["--max-penalty", "nan"], "is no finite number"),
            (["--changed-from", ""], "is empty; name a commit, or leave the option out"),
        ],
    )
    def test_useless_options_are_refused(self, mtqa: Shell, arguments: list[str], message: str) -> None:
        mtqa.write("a.txt", CLEAN)
        code, _, err = printed(mtqa("check", "a.txt", *arguments))
        assert code == 2
        assert message in err
