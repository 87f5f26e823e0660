"""Settings: where they are found, what they refuse, how flags override them."""

from pathlib import Path

import pytest

from mtqa.config import Config, nearest
from mtqa.errors import CannotRun
from tests.articles import article


@pytest.fixture(autouse=True)
def _forget() -> None:
    nearest.cache_clear()


def test_nearest_file_upwards_holds(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.mtqa]\nfail-on = "error"\n')
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert nearest(deep).fail_on == "error"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.ruff]\n")
    nearest.cache_clear()
    assert nearest(deep).fail_on == "error"
    (tmp_path / "a" / "mtqa.toml").write_text('fail-on = "never"\n')
    nearest.cache_clear()
    assert nearest(deep).fail_on == "never"
    assert nearest(deep).origin == str(tmp_path / "a" / "mtqa.toml")


def test_mtqa_toml_goes_before_pyproject_and_may_name_the_tool(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.mtqa]\nfail-on = "error"\n')
    (tmp_path / "mtqa.toml").write_text('[tool.mtqa]\nfail-on = "note"\n')
    assert nearest(tmp_path).fail_on == "note"


def test_a_model_in_the_home_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "mtqa.toml").write_text('score = "~/tiny"\nretranslate = "./tiny"\n')
    asked = nearest(tmp_path).question
    assert (asked.score, asked.retranslate) == (str(Path.home() / "tiny"), str(tmp_path / "tiny"))


def test_every_setting(tmp_path: Path) -> None:
    path = tmp_path / "mtqa.toml"
    path.write_text(
        'select = ["dates"]\nignore = ["year-said-twice"]\nfail-on = "note"\ntarget-lang = "en"\nsource-lang = "ru"\n'
        'score = "labse"\nretranslate = "./marian"\nall-segments = true\nmin-score = -1\n'
        'segments = "line"\nwords = ["Norda"]\nwords-file = "names.txt"\n'
        'baseline = "known.tsv"\nmodels = "mine.txt"\nmax-penalty = 10\njobs = 2\ncache = false\n'
        "[limits]\ndates = 2.5\n[weights]\nnote = 0\n"
        '[columns]\ntarget = "mt"\nid = 3\n'
        '[sources]\n"*.en.txt" = "*.ru.txt"\n[languages]\n"*.de.txt" = { target = "de" }\n'
        '[per-file-ignores]\n"drafts/*" = ["dates"]\n[rules.year-said-twice]\nseverity = "note"\n'
    )
    assert nearest(tmp_path) == Config(
        select=("dates",),
        ignore=("year-said-twice",),
        fail_on="note",
        target_lang="en",
        source_lang="ru",
        segments="line",
        words=("Norda",),
        words_file="names.txt",
        baseline="known.tsv",
        models="mine.txt",
        max_penalty=10.0,
        jobs=2,
        cache=False,
        limits={"dates": 2.5},
        weights={"note": 0.0},
        score="labse",
        retranslate="./marian",
        all_segments=True,
        min_score=-1.0,
        columns={"target": "mt", "id": "3"},
        sources={"*.en.txt": "*.ru.txt"},
        languages={"*.de.txt": {"target": "de"}},
        per_file_ignores={"drafts/*": ("dates",)},
        rules={"year-said-twice": {"severity": "note"}},
        origin=str(path),
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('fail_on = "error"', "unknown setting 'fail_on'; did you mean 'fail-on'?"),
        ('fail-on = "loud"', "fail-on must be one of error, warning, note, never, not 'loud'"),
        ('select = "dates"', "select must be a list of rules and families, not 'dates'"),
        ("target-lang = 1", 'target-lang must be a text such as "en", not 1'),
        ('words = "a"', "words must be a list of words and names, not 'a'"),
        ("per-file-ignores = []", "per-file-ignores must be a table of lists by pattern, not []"),
        ('[per-file-ignores]\n"a*" = "b"', "per-file-ignores.a* must be a list of rules and families, not 'b'"),
        ('rules = "x"', "rules must be a table of options by rule, not 'x'"),
        ("max-penalty = -1", "max-penalty must be a number of penalty points such as 10, not -1"),
        ("jobs = -1", "jobs must be a number of processes such as 2, or 0 for the number of cores, not -1"),
        ("jobs = true", "jobs must be a number of processes such as 2, or 0 for the number of cores, not True"),
        ("max-penalty = true", "max-penalty must be a number of penalty points such as 10, not True"),
        ("[limits]\ndatse = 1", "limits: unknown name 'datse'; did you mean 'dates'?"),
        ("[weights]\nfatal = 1", "weights: unknown name 'fatal'; known are error, note, warning"),
        ('[weights]\nerror = "x"', "weights.error must be a number of penalty points such as 10, not 'x'"),
        ("glossary = 1", "glossary must be a list of paths of glossaries, not 1"),
        ("columns = 1", "columns must be a table of names or numbers of columns, not 1"),
        ("[columns]\ntarget = true", "columns.target must be the name or the number of a column, not True"),
        ("[columns]\ntagret = 1", "columns: unknown name 'tagret'; did you mean 'target'?"),
        ("sources = 1", "sources must be a table of paths by pattern, not 1"),
        ('[sources]\n"a*" = 1', 'sources.a* must be a text such as "articles/*.ru.txt", not 1'),
        ('[sources]\n"a*" = "*/*"', "sources.a* must have no more * than its pattern, not '*/*'"),
        (
            '[languages]\n"a*" = "de"',
            'languages.a* must be languages such as { target = "de", source = "en" }, not \'de\'',
        ),
        ('[languages]\n"a*" = {to = "de"}', "languages.a*: unknown name 'to'; known are source, target"),
        (
            '[languages]\n"a*" = {target = "German"}',
            "languages.a*.target must be a language code such as en or pt-BR, not 'German'",
        ),
        ("score = 1", 'score must be a text such as "labse", not 1'),
        ('all-segments = "yes"', "all-segments must be true or false, not 'yes'"),
        ('min-score = "a"', "min-score must be a number on the scale of the model, such as 0.5, not 'a'"),
        ('[rules.a]\nseverity = "bad"', "rules.a.severity must be one of error, warning, note, not 'bad'"),
        (
            "origin = 1",
            "unknown setting 'origin'; known are all-segments, baseline, cache, columns, fail-on, glossary, ignore, "
            "jobs, languages, limits, max-penalty, min-score, …",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "mtqa.toml"
    path.write_text(content)
    with pytest.raises(CannotRun) as refusal:
        nearest(tmp_path)
    assert str(refusal.value).startswith(f"{path}: ")
    assert str(refusal.value).endswith(message)


def test_broken_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mtqa.toml").write_text("a = [")
    with pytest.raises(CannotRun, match=r"mtqa.toml: cannot be read: .*; mend it or remove it"):
        nearest(tmp_path)


def test_unknown_rule_is_told_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "mtqa.toml").write_text('select = ["year-said-twise"]')
    with pytest.raises(CannotRun) as refusal:
        _ = nearest(tmp_path).checker
    assert str(refusal.value) == (
        f"{tmp_path / 'mtqa.toml'}: unknown rule 'year-said-twise'; did you mean 'year-said-twice'?"
    )


def test_flags_override_what_is_given_and_select_what_a_file_ignores() -> None:
    settings = Config(select=("quotes",), ignore=("year-said-twice", "names"), fail_on="note")
    flags = {"select": ("year-said-twice",), "ignore": (), "fail_on": None, "target_lang": "de"}
    assert settings.overridden(flags) == Config(
        select=("year-said-twice",), ignore=("names",), fail_on="note", target_lang="de"
    )


def test_settings_are_shown_as_they_would_be_written() -> None:
    settings = Config(
        ignore=("names",),
        columns={"target": "mt"},
        per_file_ignores={"a/*": ("dates",)},
        rules={"looping": {"times": 4}},
        origin="mtqa.toml",
    )
    assert settings.as_toml() == (
        '# mtqa.toml\nselect = []\nignore = ["names"]\nfail-on = "warning"\ntarget-lang = ""\nsource-lang = ""\n'
        'segments = "auto"\nwords = []\nwords-file = ""\nglossary = []\nbaseline = ""\nmodels = ""\n'
        'score = ""\nretranslate = ""\nall-segments = false\njobs = 0\ncache = true\n\n[columns]\ntarget = "mt"\n\n'
        '[per-file-ignores]\n"a/*" = ["dates"]\n\n'
        "[rules.looping]\ntimes = 4"
    )


@pytest.mark.parametrize(
    ("path", "ignored"),
    [("drafts/a.txt", ("dates",)), ("drafts/b/c.txt", ("dates",)), ("a.raw.txt", ("names",)), ("a.txt", ())],
)
def test_rules_are_ignored_by_file(tmp_path: Path, path: str, ignored: tuple[str, ...]) -> None:
    (tmp_path / "mtqa.toml").write_text('[per-file-ignores]\n"drafts/*" = ["dates"]\n"*.raw.txt" = ["names"]\n')
    assert nearest(tmp_path).for_file(tmp_path / path).ignore == ignored


def test_words_of_settings_and_file_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mtqa.toml").write_text('words = ["came came"]\nwords-file = "names.txt"\n')
    (tmp_path / "names.txt").write_text("# names\nwent went # as spoken\n\n")
    findings = nearest(tmp_path).checker.check(article("It came came home, went went out and ran ran back."))
    assert [finding.place.text for finding in findings] == ["ran ran"]


def test_missing_file_of_words_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mtqa.toml").write_text('words-file = "names.txt"\n')
    with pytest.raises(CannotRun, match=r"mtqa.toml: words-file 'names.txt' cannot be read: "):
        _ = nearest(tmp_path).checker


def test_sources_and_languages_go_by_the_first_pattern_that_matches(tmp_path: Path) -> None:
    (tmp_path / "mtqa.toml").write_text(
        'target-lang = "en"\n[sources]\n"*/en/*.txt" = "*/ru/*.txt"\n"*.en.txt" = "src/*.txt"\n'
        '[languages]\n"*/en/*" = { source = "ru" }\n"*.de.txt" = { target = "de", source = "uk" }\n'
    )
    settings = nearest(tmp_path)
    assert settings.source_of(tmp_path / "a" / "en" / "b.en.txt") == tmp_path / "a" / "ru" / "b.en.txt"
    assert settings.source_of(tmp_path / "c.en.txt") == tmp_path / "src" / "c.txt"
    assert settings.source_of(tmp_path / "c.txt") is None
    assert settings.is_source(tmp_path / "src" / "c.txt")
    assert not settings.is_source(tmp_path / "c.en.txt")
    spoken = [settings.for_file(tmp_path / name) for name in ("a/en/b.txt", "b.de.txt", "b.txt")]
    assert [(config.target_lang, config.source_lang) for config in spoken] == [("en", "ru"), ("de", "uk"), ("en", "")]
    flagged = settings.overridden({"target_lang": "fr"}).for_file(tmp_path / "b.de.txt")
    assert (flagged.target_lang, flagged.source_lang) == ("fr", "uk")


def test_settings_with_patterns_are_shown_as_they_are_written(tmp_path: Path) -> None:
    text = '[sources]\n"*.en.txt" = "*.ru.txt"\n\n[languages]\n"*.de.txt" = { target = "de", source = "en" }'
    (tmp_path / "mtqa.toml").write_text(text)
    assert nearest(tmp_path).as_toml().endswith(text)
