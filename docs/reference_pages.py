"""The two pages of the reference that the program writes itself: its commands, and the terms of its ontology."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).resolve().parent / "reference"
ONTOLOGY = REFERENCE.parent.parent / "ontology" / "kg.ttl"


def command_groups(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """All commands below a group, with their names."""
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from command_groups(command, (*path, name))
        elif not command.hidden:
            yield (*path, name), command


def slot(argument: Any) -> str:
    """An argument as the line of usage shows it."""
    name = str(argument.metavar or argument.name.upper()).strip("[]")
    return name if argument.required else f"[{name}]"


def plain(text: str) -> str:
    """Help text without rich markup or form feeds, paragraphs kept."""
    text = (text or "").split("\f")[0]
    return "\n\n".join(" ".join(p.split()) for p in re.split(r"\n\s*\n", text.replace("\b", "")) if p.strip())


def commands_page() -> str:
    """The page of all commands and options, from their help."""
    from typer.main import get_command

    from kg.cli.app import app

    parts = [
        "# Commands",
        "Written by `docs/refresh.py` from the help of the commands. Results go to standard output, progress and messages to standard error.",
        (REFERENCE / "exit_codes.md").read_text(encoding="utf-8").strip(),
    ]
    for path, command in command_groups(get_command(app)):
        context = command.make_context(path[-1], [], resilient_parsing=True)
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        options = [p for p in command.params if p.param_type_name == "option" and not p.hidden and "--help" not in p.opts]
        usage = " ".join(["kg", *path, *(slot(p) for p in arguments), *(["[OPTIONS]"] if options else [])])
        parts.append(f"## kg {' '.join(path)}")
        parts.append(f"    {usage}")
        for paragraph in re.split(r"\n\s*\n", (command.help or "").split("\f")[0].replace("\b", "")):
            before, example, after = [*re.split(r"(Examples?:)", paragraph, maxsplit=1), "", ""][:3]
            parts.append(plain(before))
            if example:
                parts.append("\n".join(f"    {line.strip()}" for line in re.split(r"\n| {4,}", after.strip()) if line.strip()))
        if arguments or options:
            rows = ["| argument or option | meaning | default |", "|---|---|---|"]
            for parameter in [*arguments, *options]:
                spelt = [*parameter.opts, *parameter.secondary_opts] if parameter in options else [slot(parameter)]
                names = ", ".join(f"`{n}`" for n in spelt)
                default = parameter.get_default(context, call=False)
                shown = "" if default in (None, False, (), [], "") or callable(default) else f"`{getattr(default, 'value', default)}`"
                rows.append(f"| {names} | {plain(parameter.help or '').replace('|', chr(92) + '|')} | {shown} |")
            parts.append("\n".join(rows))
    return "\n\n".join(p for p in parts if p) + "\n"


def ontology_page() -> str:
    """The page of the ontology's terms, from `ontology/kg.ttl`."""
    import pyoxigraph as ox

    rdf, rdfs, owl, kg = (
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://www.w3.org/2000/01/rdf-schema#",
        "http://www.w3.org/2002/07/owl#",
        "https://example.org/kg/ontology#",
    )
    store = ox.Store()
    store.load(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE)

    def values(subject: ox.NamedNode, predicate: str) -> list[str]:
        found = store.quads_for_pattern(subject, ox.NamedNode(predicate), None)
        return sorted(q.object.value.replace(kg, "kg:") for q in found if isinstance(q.object, ox.NamedNode | ox.Literal))

    def subjects(kind: str) -> list[ox.NamedNode]:
        found = {q.subject for q in store.quads_for_pattern(None, ox.NamedNode(rdf + "type"), ox.NamedNode(kind))}
        return sorted((s for s in found if isinstance(s, ox.NamedNode) and s.value.startswith(kg)), key=lambda s: s.value)

    def name(term: ox.NamedNode) -> str:
        return f"`kg:{term.value.removeprefix(kg)}`"

    def text(term: ox.NamedNode, predicate: str) -> str:
        return ", ".join(values(term, predicate)).replace("|", "\\|")

    parts = [
        "# Ontology",
        "Written by `docs/refresh.py` from `ontology/kg.ttl`. How a graph uses these terms is told in [rdf.md](rdf.md).",
        "## Classes",
        "\n".join(
            ["| class | meaning |", "|---|---|", *(f"| {name(c)} | {text(c, rdfs + 'comment')} |" for c in subjects(owl + "Class"))],
        ),
    ]
    relations = subjects(kg + "Relation")
    rows = ["| relation | reads | from | to | kind |", "|---|---|---|---|---|"]
    for relation in relations:
        kinds = ["happening" if "true" in values(relation, kg + "happening") else "standing"]
        if ox.NamedNode(owl + "SymmetricProperty").value in values(relation, rdf + "type"):
            kinds.append("symmetric")
        if "true" in values(relation, kg + "restsOnCommitment"):
            kinds.append("rests on commitment")
        cells = (name(relation), text(relation, rdfs + "label"), text(relation, rdfs + "domain"), text(relation, rdfs + "range"), ", ".join(kinds))
        rows.append("| " + " | ".join(cells) + " |")
    parts += ["## Relations", "\n".join(rows)]
    done = set(relations)
    for title, kind in (("Roles", "Role"), ("Statuses", "Status"), ("Polarities", "Polarity"), ("Modalities", "Modality"), ("Tenses", "Tense")):
        found = subjects(kg + kind)
        done.update(found)
        meanings = [f"| {name(t)} | {text(t, rdfs + 'comment') or text(t, rdfs + 'label')} |" for t in found]
        parts += [f"## {title}", "\n".join(["| term | meaning |", "|---|---|", *meanings])]
    others = [t for k in (owl + "ObjectProperty", owl + "DatatypeProperty", rdf + "Property") for t in subjects(k) if t not in done]
    rows = ["| property | meaning | key in the JSON lines |", "|---|---|---|"]
    for term in sorted(set(others), key=lambda t: t.value):
        rows.append(f"| {name(term)} | {text(term, rdfs + 'comment')} | {text(term, kg + 'jsonKey')} |")
    parts += ["## Other properties", "\n".join(rows)]
    return "\n\n".join(parts) + "\n"
