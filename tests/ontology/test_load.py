"""Loading: files, caching, errors with their place, speed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ConfigurationError
from kg.ontology import default_directory, load
from kg.ontology import load as load_module_function
from kg.ontology.load import _loaded

Mine = Callable[..., Path]


def test_the_same_files_give_the_same_object() -> None:
    assert load() is load_module_function()


def test_an_edited_file_is_read_anew(mine: Mine) -> None:
    first = load(mine('lex:x kg:title "grand duke" .\n'))
    second = load(mine('lex:x kg:title "archduke" .\n'))
    assert "grand duke" in first.lexicon.titles
    assert "grand duke" not in second.lexicon.titles
    assert "archduke" in second.lexicon.titles
    assert first.digest != second.digest


def test_the_digest_depends_on_contents_not_on_places(tmp_path: Path) -> None:
    copied = tmp_path / "copy"
    shutil.copytree(default_directory(), copied)
    assert load(directory=copied).digest == load().digest


def test_everything_loads_within_150_milliseconds() -> None:
    kept = dict(_loaded)
    times = []
    for _ in range(5):
        _loaded.clear()
        start = time.process_time()
        load()
        times.append(time.process_time() - start)
    _loaded.update(kept)
    assert min(times) < 0.15


def test_malformed_turtle_is_named_with_its_line(mine: Mine) -> None:
    path = mine('lex:a kg:title "x" .\nlex:b kg:title "y"\nlex:c kg:title "z" .\n')
    with pytest.raises(ConfigurationError, match=r"mine\.ttl:11: malformed Turtle"):
        load(path)


def test_a_blank_node_is_refused(mine: Mine) -> None:
    with pytest.raises(ConfigurationError, match=r"mine\.ttl:9: a blank node at kg:slots"):
        load(mine("lex:a kg:slots [ kg:verb 'x' ] .\n"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"nowhere\.ttl: cannot be read"):
        load(tmp_path / "nowhere.ttl")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="neither Turtle nor a table"):
        load(tmp_path / "mine.json")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_bytes("# Türkiye\n".encode("cp1252"))
    with pytest.raises(ConfigurationError, match=r"mine\.ttl: not UTF-8 at byte 3"):
        load(path)


def test_an_undefined_kg_property_in_a_users_file_fails(mine: Mine) -> None:
    with pytest.raises(ConfigurationError, match=r"mine\.ttl:9: lex:a has kg:titel.*kg:title"):
        load(mine('lex:a kg:titel "x" .\n'))
