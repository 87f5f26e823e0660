"""What each kind of model calls a language."""

import pytest

from mtqa.errors import CannotRun
from mtqa.models import codes


@pytest.mark.parametrize(
    ("engine", "lang", "code"),
    [
        ("nllb", "ru", "rus_Cyrl"),
        ("nllb", "pt-BR", "por_Latn"),
        ("nllb", "zh-Hant", "zho_Hant"),
        ("m2m100", "uk", "uk"),
        ("m2m100", "nso", "ns"),
        ("madlad", "nb", "no"),
    ],
)
def test_a_language_has_the_code_of_the_model(engine: str, lang: str, code: str) -> None:
    assert codes.code(engine, lang) == code


@pytest.mark.parametrize(("engine", "lang"), [("m2m100", "eo"), ("nllb", "xx"), ("madlad", "ast")])
def test_a_language_that_it_does_not_know_is_told(engine: str, lang: str) -> None:
    with pytest.raises(CannotRun, match=f"^{engine} has no code for the language '{lang}'; take another model$"):
        codes.code(engine, lang)


def test_a_target_has_several_tokens() -> None:
    assert codes.tokens("ru") == [">>rus<<", ">>ru<<"]
    assert codes.tokens("pt-BR") == [">>por<<", ">>pt-BR<<", ">>pt<<"]
    assert codes.tokens("zh") == [">>zho<<", ">>cmn_Hans<<", ">>cmn<<", ">>zh<<"]
    assert codes.tokens("xx") == [">>xx<<"]
