"""The hooks, the action and the template, each run as far as it can be without the service that it is made for."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from mtqa.formats import FORMATS, LINES, TABLES

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
FAULTY = "The bridge was opened in May 2019 of the year.\n"
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf8"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a faulty text and a clean one, and mtqa on the path."""
    monkeypatch.setenv("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "faulty.txt").write_text(FAULTY)
    (tmp_path / "clean text.txt").write_text("The bridge was opened in May 2019.\n")
    (tmp_path / "code.py").write_text(FAULTY)
    subprocess.run(["git", "init", "-q"], check=True)
    return tmp_path


def run(*command: str, **environment: str) -> tuple[int, str]:
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf8", check=False, env={**os.environ, **environment}
    )
    return done.returncode, done.stdout + done.stderr


class TestPreCommit:
    def hooked(self, folder: Path, hook: str) -> tuple[int, str]:
        """What the hook says of all files, run with the mtqa that is installed here."""
        (chosen,) = (dict(known) for known in HOOKS if known["id"] == hook)
        settings = {"repos": [{"repo": "local", "hooks": [chosen | {"language": "system"}]}]}
        (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(settings))
        subprocess.run(["git", "add", "."], check=True)
        return run("pre-commit", "run", "--all-files", "--verbose", PRE_COMMIT_HOME=str(folder / ".cache"))

    def test_manifest_is_valid(self) -> None:
        manifest = str(ROOT / ".pre-commit-hooks.yaml")
        assert run(str(BIN / "pre-commit"), "validate-manifest", manifest) == (0, "")

    def test_files_are_those_that_can_be_read_without_columns(self) -> None:
        known = FORMATS.keys() - TABLES.keys() - LINES.keys() - {".parquet"}
        suffixes = "|".join(sorted(suffix.removeprefix(".") for suffix in known))
        assert {hook["files"] for hook in HOOKS} == {rf"\.({suffixes})$"}

    @pytest.mark.parametrize("hook", [hook["id"] for hook in HOOKS])
    def test_data_and_code_are_left_alone(self, folder: Path, hook: str) -> None:
        names = ("requirements.txt", "requirements-dev.txt", "constraints.txt", "LICENSE.txt", "LICENSE-MIT.txt")
        (folder / "sub").mkdir()
        (folder / "faulty.txt").unlink()
        for name in (*names, "sub/CMakeLists.txt", "sub/requirements.txt", "rows.csv", "rows.tsv", "rows.jsonl"):
            (folder / name).write_text(FAULTY)
        code, out = self.hooked(folder, hook)
        assert code == 0, out

    def test_faults_fail(self, folder: Path) -> None:
        code, out = self.hooked(folder, "mtqa")
        assert code == 1, out
        assert "faulty.txt:1:30: error year-said-twice" in out
        assert "1 error, 0 warnings and 0 notes in 1 of 2 files." in out

    def test_fix_mends(self, folder: Path) -> None:
        code, out = self.hooked(folder, "mtqa-fix")
        assert code == 1, out
        assert "files were modified by this hook" in out
        assert (folder / "faulty.txt").read_text() == "The bridge was opened in May 2019.\n"
        assert self.hooked(folder, "mtqa-fix")[0] == 0


class TestAction:
    ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf8"))

    def step(self, **inputs: str) -> tuple[int, str]:
        """What the step that checks prints, with what the action's inputs would put into its environment."""
        (step,) = (step for step in self.ACTION["runs"]["steps"] if step.get("name") == "Check")
        values = {name: str(known.get("default", "")) for name, known in self.ACTION["inputs"].items()} | inputs
        named = {name: re.sub(r"\$\{\{ inputs\.(\S+) \}\}", lambda match: values[match[1]], text)
                 for name, text in step["env"].items()}  # fmt: skip
        return run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], **named)

    def test_is_valid(self) -> None:
        schema = ("--builtin-schema", "vendor.github-actions")
        code, out = run(str(BIN / "check-jsonschema"), *schema, str(ROOT / "action.yml"))
        assert code == 0, out

    def test_faults_fail(self, folder: Path) -> None:
        code, out = self.step()
        assert code == 1, out
        assert out.startswith("::error file=faulty.txt,line=1,endLine=1,col=30,endColumn=46,title=year-said-twice::")
        assert all((folder / f"mtqa.{kind}").exists() for kind in ("sarif", "html"))

    def test_inputs_are_words_and_never_code(self, folder: Path) -> None:
        code, out = self.step(paths="'clean text.txt'", args="--fail-on error", sarif="", html="")
        assert (code, out) == (0, "")
        code, _ = self.step(paths="'clean text.txt' $(touch${IFS}ran) `touch ran`;touch ran", sarif="", html="")
        assert code == 2
        assert not (folder / "ran").exists()

    def test_an_open_quote_stops(self, folder: Path) -> None:
        (folder / "it's.txt").write_text("The bridge was opened in May 2019.\n")
        code, out = self.step(paths="it's.txt")
        assert (code, out) == (2, "::error title=mtqa::paths: a quote mark is not closed: it's.txt\n")
        code, out = self.step(args='--select "dates')
        assert (code, out) == (2, '::error title=mtqa::args: a quote mark is not closed: --select "dates\n')
        assert not (folder / "mtqa.sarif").exists()
        assert self.step(paths='"it\'s.txt"')[0] == 0

    @pytest.mark.parametrize("paths", ["", " ", "\n", "''"])
    def test_no_paths_stop(self, folder: Path, paths: str) -> None:
        code, out = self.step(paths=paths)
        assert code == 2, out
        assert "year-said-twice" not in out


class TestGitLab:
    def parts(self) -> tuple[dict[str, Any], dict[str, Any]]:
        spec, jobs = yaml.safe_load_all((ROOT / "templates" / "mtqa.yml").read_text("utf8"))
        return spec, jobs

    def test_is_valid(self, tmp_path: Path) -> None:
        path = tmp_path / ".gitlab-ci.yml"
        path.write_text(yaml.safe_dump(self.parts()[1]))
        code, out = run(str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", str(path))
        assert code == 0, out

    def check(self, **inputs: str) -> tuple[int, str]:
        """What the job's last command prints, with the job's variables in its environment."""
        spec, jobs = self.parts()
        values = {name: known.get("default") for name, known in spec["spec"]["inputs"].items()} | inputs
        named = {name: values[known["value"].removeprefix("$[[ inputs.").removesuffix(" ]]")]
                 for name, known in jobs["mtqa"]["variables"].items()}  # fmt: skip
        return run("sh", "-ec", jobs["mtqa"]["script"][-1], **named)

    def test_faults_fail_and_leave_reports(self, folder: Path) -> None:
        code, out = self.check(package="mtqa")
        assert code == 1, out
        artifacts = self.parts()[1]["mtqa"]["artifacts"]
        assert all((folder / name).exists() for name in (*artifacts["reports"].values(), *artifacts["paths"]))
        assert shutil.which("mtqa") == str(BIN / "mtqa")

    def test_inputs_are_words_and_never_code(self, folder: Path) -> None:
        code, out = self.check(package="mtqa", paths="clean*.txt", args="--select dates")
        assert code == 0, out
        self.check(package="mtqa", paths="faulty.txt; touch${IFS}ran $(touch ran) `touch ran`", args="&& touch ran")
        assert not (folder / "ran").exists()

    def test_the_package_has_to_be_named(self) -> None:
        spec, jobs = self.parts()
        assert "default" not in spec["spec"]["inputs"]["package"]
        assert "$[[" not in "".join(jobs["mtqa"]["script"])
