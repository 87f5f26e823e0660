"""What `mtqa fix` does to files."""

import json
import os
import stat

import pytest

from tests.shell import CLEAN, FAULTY, MENDED, Shell, printed


class TestFix:
    def test_mends_in_place(self, mtqa: Shell) -> None:
        path = mtqa.write("a.txt", FAULTY)
        path.chmod(0o640)
        assert printed(mtqa("fix", "a.txt")) == (0, "a.txt: 1 fault mended\n", "")
        assert path.read_text() == MENDED
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert printed(mtqa("fix", "a.txt")) == (0, "", "")
        assert [entry.name for entry in mtqa.folder.iterdir()] == ["a.txt"]

    @pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
    @pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
    def test_line_ends_and_encoding_stay(self, mtqa: Shell, end: str, codec: str) -> None:
        path = mtqa.write("a.txt", (CLEAN + "\n" + FAULTY).replace("\n", end).encode(codec))
        assert mtqa("fix", "a.txt").returncode == 0
        assert path.read_bytes() == (CLEAN + "\n" + MENDED).replace("\n", end).encode(codec)

    def test_symbolic_link_stays(self, mtqa: Shell) -> None:
        real = mtqa.write("real.txt", FAULTY)
        link = mtqa.folder / "link.txt"
        link.symlink_to("real.txt")
        assert mtqa("fix", "link.txt").returncode == 0
        assert link.is_symlink()
        assert real.read_text() == MENDED

    def test_diff_writes_nothing(self, mtqa: Shell) -> None:
        path = mtqa.write("a.txt", FAULTY.rstrip())
        assert printed(mtqa("fix", "--diff", "a.txt")) == (
            1,
            f"--- a.txt\n+++ a.txt\n@@ -1 +1 @@\n-{FAULTY}\\ No newline at end of file\n"
            f"+{MENDED}\\ No newline at end of file\n",
            "",
        )
        assert path.read_text() == FAULTY.rstrip()
        assert mtqa("fix", "--diff", "-", given=CLEAN.encode()).returncode == 0

    def test_a_line_end_in_a_name_does_not_break_the_diff(self, mtqa: Shell) -> None:
        mtqa.write("a\nb.txt", FAULTY)
        assert mtqa("fix", "--diff", "a\nb.txt").stdout.startswith(b'--- "a\\nb.txt"\n+++ "a\\nb.txt"\n@@')

    def test_diff_keeps_escape_sequences_in_a_pipe(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", "\x1b[1mbold\x1b[0m and " + FAULTY)
        assert b"-\x1b[1mbold\x1b[0m and The" in mtqa("fix", "--diff", "a.txt").stdout

    def test_standard_input_goes_to_standard_output(self, mtqa: Shell) -> None:
        assert printed(mtqa("fix", "-", given=FAULTY.encode())) == (0, MENDED, "")

    def test_what_cannot_be_written_stays(self, mtqa: Shell) -> None:
        if os.geteuid() == 0:
            pytest.skip("root may write everywhere")
        path = mtqa.write("locked/a.txt", FAULTY)
        path.parent.chmod(0o500)
        code, _, err = printed(mtqa("fix", "locked/a.txt"))
        path.parent.chmod(0o700)
        assert code == 2
        assert err.startswith("mtqa: locked/a.txt: cannot be written")
        assert path.read_text() == FAULTY


class TestNamedInput:
    """`--stdin-filename`: standard input stands for a file."""

    TABLE = "source\ttarget\nМост открыли в мае 2019 года.\t" + FAULTY

    def test_its_format_and_settings_hold(self, mtqa: Shell) -> None:
        mtqa.write("texts/mtqa.toml", 'ignore = ["characters"]\n[per-file-ignores]\n"b.*" = ["dates"]\n')
        for arguments in (["-", "--stdin-filename", "texts/a.tsv"], ["--stdin-filename", "texts/a.tsv"]):
            code, out, err = printed(mtqa("check", *arguments, "-o", "jsonl", given=self.TABLE.encode()))
            found = json.loads(out)
            assert (code, err) == (1, "")
            assert (found["path"], found["line"], found["column"]) == ("texts/a.tsv", 2, 60)
        assert mtqa("check", "-", "--stdin-filename", "texts/b.tsv", given=self.TABLE.encode()).returncode == 0

    def test_it_is_mended_to_standard_output(self, mtqa: Shell) -> None:
        mended = self.TABLE.replace(FAULTY, MENDED)
        run = mtqa("fix", "-", "--stdin-filename", "a.tsv", given=self.TABLE.encode())
        assert printed(run) == (0, mended, "")
        diff = mtqa("fix", "-", "--diff", "--stdin-filename", "a.tsv", given=self.TABLE.encode()).stdout.decode()
        assert diff.startswith("--- a.tsv\n+++ a.tsv\n@@ -1,2 +1,2 @@\n source\ttarget\n-Мост")
        assert not (mtqa.folder / "a.tsv").exists()

    def test_its_name_is_told(self, mtqa: Shell) -> None:
        run = mtqa("check", "-", "--stdin-filename", "a.xlf", given=b"<xliff>")
        assert run.returncode == 2
        assert run.stderr.startswith(b"mtqa: a.xlf: ")

    def test_a_name_without_an_input_is_refused(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", CLEAN)
        code, _, err = printed(mtqa("check", "a.txt", "--stdin-filename", "b.txt"))
        told = "mtqa: b.txt: --stdin-filename is the name of standard input; add - to the paths\n"
        assert (code, err) == (2, told)
        code, _, err = printed(mtqa("check", "-", "--stdin-filename", "a.txt", "--changed-from", "HEAD"))
        assert code == 2
        assert "--changed-from is for files" in err
