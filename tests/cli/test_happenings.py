"""`kg timeline`, `kg events`, and `kg why` of an event."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(built: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the small graph in this process: exit code, standard output, standard error."""

    def command(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            main([*map(str, arguments), "--out", str(built)])
        output, errors = capfd.readouterr()
        return int(caught.value.code or 0), output, errors

    return command


@pytest.fixture
def find(run: Run) -> Callable[..., Any]:
    """Run a command for JSON."""

    def command(*arguments: object) -> Any:
        code, output, errors = run(*arguments, "--json")
        assert code == 0, errors
        return json.loads(output)

    return command


def test_a_timeline_tells_when_what_as_what_and_by_whose_words(run: Run) -> None:
    code, output, errors = run("timeline", "Putin", "--all")
    assert code == 0
    lines = output.splitlines()
    assert lines[0] == "Vladimir Putin  (Person, Vladimir_Putin)"
    words = "  2022-02-04  Vladimir Putin met Xi Jinping in Beijing  [Asserted · 2 sources · confidence "
    [met] = [number for number, line in enumerate(lines) if line.startswith(words)]
    assert lines[met + 1].startswith("      consult · as participant · event ")
    assert lines[met + 2] == "      “Russian President Vladimir Putin met Chinese President Xi Jinping in Beijing on Friday.”"
    assert lines[met + 3].startswith("        — Northern Wire, 2022-02-04; https://north.example/summit; statement ")
    assert lines[met + 4] == "      “Xi Jinping met Putin on Friday.”"
    assert "of them dated" in errors


def test_a_timeline_counts_what_has_no_date_and_puts_it_last(run: Run, find: Callable[..., Any]) -> None:
    found = find("timeline", "Russia", "--all")
    undated = [event for event in found["events"] if not (event["begin"] or event["end"])]
    assert undated
    assert found["undated"] == len(undated)
    assert found["events"][-len(undated) :] == undated
    output = run("timeline", "Russia", "--all", "-q")[1]
    assert not any(event["happening"] for event in undated)
    assert f"\nundated, standing ({len(undated)})\n\n  told 2022-02-04  " in output
    assert "\n  told 2022-02-05  " in output


def test_a_denial_shows_as_one(find: Callable[..., Any]) -> None:
    [denied] = [event for event in find("timeline", "Russia", "--all")["events"] if event["status"] == "Denied" and event["roles"] == ["recipient"]]
    [evidence] = denied["evidence"]
    assert evidence["polarity"] == "negated"
    assert evidence["speakers"] == ["China"]


def test_json_has_roles_times_facts_and_quotations(find: Callable[..., Any]) -> None:
    found = find("timeline", "Xi Jinping", "--all")
    assert found["entity"] == {"id": "Xi_Jinping", "type": "Person", "label": "Xi Jinping"}
    [met] = [event for event in found["events"] if event["time"] == "2022-02-04"]
    assert (met["type"], met["roles"], met["begin"], met["end"], met["told"]) == (
        "plover:CONSULT",
        ["participant"],
        "2022-02-04",
        "2022-02-04",
        "2022-02-04",
    )
    assert met["place"] == {"entity": "Beijing", "label": "Beijing"}
    assert {"role": "participant", "entity": "Vladimir_Putin", "label": "Vladimir Putin"} in met["participants"]
    assert met["facts"][0]["subject"]["entity"] == "Xi_Jinping"
    assert {item["publisher"] for item in met["evidence"]} == {"Northern Wire", "The Quay"}


def test_what_is_hidden_is_counted(run: Run, find: Callable[..., Any]) -> None:
    everything, sure, surest = find("events", "--all"), find("events"), find("events", "--min-confidence", "1")
    assert everything["hidden"] == 0
    assert sure["hidden"] == len(everything["events"]) - len(sure["events"])
    assert all(event["confidence"] >= 0.8 for event in sure["events"])
    assert surest["hidden"] == len(everything["events"])
    _, output, errors = run("events", "--min-confidence", "1")
    assert output == ""
    assert errors == f"0 events; {surest['hidden']} below confidence 1 hidden: --all or a lower --min-confidence shows them\n"
    assert run("events", "--min-confidence", "1", "--quiet")[2] == ""


def test_a_limit_shows_the_earliest_and_counts_the_rest(run: Run, find: Callable[..., Any]) -> None:
    everything, first = find("events", "--all"), find("events", "--all", "--limit", "1")
    assert first["events"] == everything["events"][:1]
    assert first["more"] == len(everything["events"]) - 1
    _, output, errors = run("events", "--all", "--limit", "1")
    assert f"dated (1 of {everything['dated']})" in output
    assert f"{first['more']} more: a higher --limit shows them" in errors


def test_events_are_chosen_by_parties_time_type_and_place(run: Run, find: Callable[..., Any]) -> None:
    def days(*arguments: str) -> list[str | None]:
        return [event["time"] for event in find("events", "--all", *arguments)["events"]]

    assert days("--type", "met") == ["2022-02-03", "2022-02-04"]
    assert days("--type", "CONSULT", "--from", "2022-02-04") == ["2022-02-04"]
    assert days("--type", "CONSULT", "--to", "2022-02-03") == ["2022-02-03"]
    assert days("--type", "CONSULT", "--from", "2022-02", "--to", "2022") == ["2022-02-03", "2022-02-04"]
    assert days("--type", "CONSULT", "--at", "China") == ["2022-02-04"]
    assert days("--between", "Wang Yi", "Sergey Lavrov") == ["2022-02-03"]
    assert days("--between", "Wang Yi", "Xi Jinping") == []
    assert days("--from", "2023") == []


def test_a_window_leaves_out_what_has_no_date_and_says_how_much(run: Run, find: Callable[..., Any]) -> None:
    dropped, kept = find("events", "--all", "--from", "2022"), find("events", "--all", "--from", "2022", "--undated", "keep")
    assert dropped["undated"] == kept["left_out"] == 0
    assert dropped["left_out"] == kept["undated"] > 0
    assert f"{dropped['left_out']} without a date left out: --undated keep shows them" in run("events", "--all", "--from", "2022")[2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["timeline", "Xi Jingpin"], "near names: Xi Jinping"),
        (["events", "--between", "Xi Jinping", "Putn"], "near names: Putin"),
        (["events", "--at", "Bejing"], "near names: Beijing"),
        (["events", "--type", "mett"], "an event type is one of VerbalCooperation"),
        (["events", "--type", "mett"], "near names: met"),
        (["events", "--from", "Friday"], "write a day (2022-02-04), a month (2022-02), a year (2022) or an interval (2022-02/2022-04)"),
        (["timeline", "Xi Jinping", "--to", "2022-02-30"], "to: '2022-02-30' is not a date"),
        (["events", "--from", "2023", "--to", "2022"], "from 2023 lies after to 2022"),
        (["events", "--undated", "maybe"], "write keep or drop"),
        (["events", "--limit", "0"], "--limit"),
        (["events", "--min-confidence", "2"], "--min-confidence"),
        (["why", "zz"], "no statement or event has the id 'zz'"),
    ],
)
def test_what_is_wrong_is_said_with_what_is_expected(run: Run, arguments: list[str], message: str) -> None:
    code, output, errors = run(*arguments)
    assert (code, output) == (2, "")
    assert message in errors


def test_why_explains_an_event_of_two_articles(run: Run, find: Callable[..., Any]) -> None:
    [met] = find("events", "--all", "--type", "met", "--at", "Beijing")["events"]
    code, output, _ = run("why", met["id"][:12])
    assert code == 0
    assert output.startswith(f"event {met['id']}, a happening: ")
    assert "2 clauses of 2 documents tell of it" in output
    assert "joined: same kind, participants and time" in output
    assert "kind:         “met”, each for kg:met" in output
    assert "time:         2022-02-04, as the others" in output
    found = find("why", met["id"])
    assert {telling["evidence"]["publisher"] for telling in found["tellings"]} == {"Northern Wire", "The Quay"}
    assert found["tellings"][0]["decision"] is None
    assert found["tellings"][1]["reasons"]
    assert found["apart"] == []


def test_why_names_the_events_that_were_kept_apart(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    import kg

    article = tmp_path / "a.txt"
    article.write_text("Angela Merkel met Emmanuel Macron in Berlin on 3 May 2021. Merkel met Macron in Paris on 3 May 2021.\n", encoding="utf-8")
    graph = kg.build(article, out=tmp_path / "out", write=["records"])
    events = [occurrence.event for occurrence in graph.find_events(type="met")]
    assert len(events) == 2
    with pytest.raises(SystemExit) as caught:
        main(["why", events[0].id, "--out", str(tmp_path / "out")])
    output = capfd.readouterr().out
    assert not caught.value.code
    assert "kept apart from 1 other event\n" in output
    assert f"[2021-05-03 · event {events[1].id}]\n      different places" in output


def test_the_beginning_of_two_ids_is_not_enough(run: Run, built: Path) -> None:
    ids = [json.loads(line)["id"] for name in ("events", "statements") for line in (built / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    first = next(letter for letter in "0123456789abcdef" if sum(id.startswith(letter) for id in ids) > 1)
    code, _, errors = run("why", first)
    assert code == 2
    assert "several statements or events start with" in errors
    assert "near names: " in errors


def test_a_graph_without_its_store_has_timelines(built: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(built, tmp_path / "out", ignore=shutil.ignore_patterns("store", "graph.*"))
    with pytest.raises(SystemExit) as caught:
        main(["timeline", "Xi Jinping", "--all", "--out", str(tmp_path / "out")])
    assert not caught.value.code
    assert "met" in capfd.readouterr().out


def test_a_sentence_names_one_agent_and_the_line_below_it_the_others(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    import kg

    article = tmp_path / "a.txt"
    article.write_text("Angela Merkel and Emmanuel Macron discussed trade and energy on 3 May 2021.\n", encoding="utf-8")
    kg.build(article, out=tmp_path / "out", write=["records"])
    with pytest.raises(SystemExit):
        main(["timeline", "Emmanuel Macron", "--all", "--out", str(tmp_path / "out")])
    lines = capfd.readouterr().out.splitlines()
    [discussed] = [number for number, line in enumerate(lines) if line.startswith("  2021-05-03  Emmanuel Macron discussed ")]
    assert {"energy", "trade"} <= set(lines[discussed].split())
    assert lines[discussed + 1].startswith("      consult · as agent · other agent: Angela Merkel · event ")


def test_what_was_said_is_put_into_words_and_an_inferred_date_is_marked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    import kg

    article = tmp_path / "a.txt"
    text = "---\npublished: 2021-05-04\n---\nAngela Merkel said on Monday that Germany will close two embassies. France opened an embassy in Oslo.\n"
    article.write_text(text, encoding="utf-8")
    graph = kg.build(article, out=tmp_path / "out", write=["records"])
    with pytest.raises(SystemExit):
        main(["events", "--all", "--out", str(tmp_path / "out")])
    output = capfd.readouterr().out
    assert "  2021-05-03  Angela Merkel said that Germany closed two embassies (planned)  [Asserted · 1 source" in output
    marks = {"said": "[Asserted · 1 source", "context": "[Asserted · date inferred · ", "report": "[Asserted · date of the report · "}
    [opened] = [occurrence for occurrence in graph.find_events(between=("France",)) if occurrence.status == "Asserted"]
    line = next(line for line in output.splitlines() if "  France opened" in line)
    assert marks[opened.time.basis if opened.time else "said"] in line
