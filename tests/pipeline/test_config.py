"""kg.toml: what it may say, and how clearly a mistake in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import DEFAULT_MODEL, Config, load_config, override
from kg.errors import ConfigurationError


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_config(tmp_path / "out") == Config()
    assert Config().model == DEFAULT_MODEL


def test_all_keys_are_read_and_paths_start_at_the_file(tmp_path: Path) -> None:
    for name in ("mine.ttl", "corrections.ttl", "people.nt"):
        (tmp_path / name).touch()
    (tmp_path / "kg.toml").write_text(
        'base = "https://news.example/g#"\nmodel = "en_core_web_md"\nontology = ["mine.ttl"]\ncorrections = "corrections.ttl"\n'
        'knowledge_base = "people.nt"\nblas = "numpy"\n',
        encoding="utf-8",
    )
    found = load_config(tmp_path / "out")
    assert found == Config(
        "en_core_web_md", "https://news.example/g#", (tmp_path / "mine.ttl",), tmp_path / "corrections.ttl", tmp_path / "people.nt", "numpy"
    )
    assert found.file == tmp_path / "kg.toml"


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ('kb = "gone.sqlite"', "line 1: kb", "an existing file"),
        ('knowledge_base = "kg.toml"\nkb = "kg.toml"', "line 1: knowledge_base", "not both"),
        ('\nbse = "https://a/"', r"kg\.toml, line 2: unknown key 'bse'", "base"),
        ("model = 3", "line 1: model is 3", "a string"),
        ('base = "no iri"', "line 1: base is 'no iri'", "ends in / or #"),
        ('base = "https://a/b"', "line 1: base", "ends in / or #"),
        ('\n\nontology = ["gone.ttl"]', "line 3: ontology", "an existing file"),
        ("ontology = 1", "line 1: ontology is 1", "a list of files"),
        ('blas = "mkl"', "line 1: blas is 'mkl'", "numpy"),
        ("model = ,\n", r"kg\.toml: .*line 1", "TOML"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_was_expected(tmp_path: Path, text: str, message: str, remedy: str) -> None:
    (tmp_path / "kg.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message) as caught:
        load_config(tmp_path / "out")
    assert remedy in caught.value.remedy


def test_kb_is_the_short_name_of_the_knowledge_base(tmp_path: Path) -> None:
    (tmp_path / "kb.sqlite").touch()
    (tmp_path / "kg.toml").write_text('kb = "kb.sqlite"\n', encoding="utf-8")
    assert load_config(tmp_path / "out").knowledge_base == tmp_path / "kb.sqlite"


def test_a_command_overrides_the_file_and_adds_its_ontology(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").touch()
    config = override(Config(ontology=(Path("first.ttl"),)), model="x", ontology=(tmp_path / "a.ttl",), knowledge_base=tmp_path / "a.ttl")
    assert config.model == "x"
    assert config.knowledge_base == tmp_path / "a.ttl"
    with pytest.raises(ConfigurationError, match="no such knowledge base"):
        override(config, knowledge_base=tmp_path / "gone.sqlite")
    assert config.ontology == (Path("first.ttl"), tmp_path / "a.ttl")
    with pytest.raises(ConfigurationError, match=r"gone\.ttl"):
        override(config, ontology=(tmp_path / "gone.ttl",))
