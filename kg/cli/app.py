"""The commands, registered. Each command's module imports nothing heavy."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import EXIT_CODES

app = typer.Typer(
    name="kg",
    help="Turns news text into a knowledge graph in which every edge opens the words it came from.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def _version(wanted: bool) -> None:
    if wanted:
        import kg

        typer.echo(f"kg {kg.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and end.")] = False,
) -> None:
    """Turns news text into a knowledge graph in which every edge opens the words it came from."""


def _register() -> None:
    from kg.cli import answers, asking, building, extraction, fixing, happenings, knowledge, reading

    for module in (building, extraction, asking, answers, happenings, reading):
        for command, name in module.COMMANDS.items():
            app.command(name)(command)
    app.add_typer(fixing.app)
    app.add_typer(knowledge.app)


_register()
