"""Renews what the documentation takes from the program; `tests/test_docs.py` checks that nothing is left to renew.

    python docs/refresh.py [--check] [--pictures] [PAGE...]

Four things are written by it, all else by hand:
    * `reference/commands.md`, from the help of the commands;
    * `reference/ontology.md`, from `ontology/kg.ttl`;
    * `images/beijing.svg`, the picture of the first two sample articles (with `--pictures`);
    * the outputs in ```console blocks: each line `$ command` is run, and what it prints stands below it. The blocks of a page run in
      order, in a folder of their own that holds `seeds/` and `docs/`. A line `…` stands for any lines, `…` within one for any words;
      an output that fits is left as it is. Blocks of ```python are run too; they print nothing.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reference_pages import commands_page, ontology_page

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
REFERENCE = DOCS / "reference"
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", DOCS / "tutorial.md", REFERENCE / "library.md", REFERENCE / "configuration.md")
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def playground(folder: Path) -> Path:
    """Fill a folder with what the examples read."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "docs").symlink_to(DOCS, target_is_directory=True)
    return folder


def environment() -> dict[str, str]:
    """The environment of an example: this interpreter's commands first, plain output of a fixed width."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("COV_", "PYTEST_"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**inherited, "PATH": path, "COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C.UTF-8"}


def commands(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that stands below it."""
    command = ""
    output: list[str] = []
    for line in [*block.splitlines(), "$ "]:
        if line.startswith("$ "):
            if command:
                yield command, "\n".join(output).rstrip()
            command, output = line[2:], []
        elif command.endswith("\\") and line.startswith("> "):
            command = f"{command}\n{line[2:]}"
        else:
            output.append(line)


def run(command: str, folder: Path) -> tuple[int, str]:
    """Run one command; returns its exit code and what it printed: its results, then its notes.

    The two streams are read apart, since which of them is written first is a matter of chance once a result goes through a pipe.
    """
    shell = ["/bin/sh", "-c", command]
    done = subprocess.run(shell, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    return done.returncode, "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines()).rstrip()


def fits(pattern: str, output: str) -> bool:
    """Whether an output is what a page shows, `…` standing for anything.

    Example:
        >>> fits("one\\n…\\nfour", "one\\ntwo\\nthree\\nfour"), fits("in … s", "in 1.2 s"), fits("one", "two")
        (True, True, False)
    """
    parts = []
    for line in pattern.splitlines():
        parts.append("(?:.*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*?") + "\n")
    return re.fullmatch("".join(parts), output + "\n" if output else "") is not None


def renewed(page: Path) -> tuple[str, list[str]]:
    """Run a page's examples; returns the page with their true outputs, and what went wrong."""
    text, problems = page.read_text(encoding="utf-8"), []
    with tempfile.TemporaryDirectory() as name:
        folder = playground(Path(name))

        def renew(match: re.Match[str]) -> str:
            kind, body = match[1], match[2]
            if kind == "python":
                done = subprocess.run([sys.executable, "-c", body], cwd=folder, env=environment(), capture_output=True, text=True, check=False)
                if done.returncode:
                    problems.append(f"{page.name}: an example of Python failed:\n{body}\n{done.stderr}")
                return match[0]
            lines = []
            for command, shown in commands(body):
                code, output = run(command, folder)
                expected = 0
                if found := re.search(r"# exit code (\d)$", command):
                    expected = int(found[1])
                if code != expected:
                    problems.append(f"{page.name}: `{command}` ended with {code}:\n{output}")
                lines.append("$ " + command.replace("\n", "\n> "))
                lines.extend((shown if fits(shown, output) else output).splitlines())
            return "```console\n" + "\n".join(lines) + "\n```"

        return BLOCK.sub(renew, text), problems


def picture(target: Path) -> None:
    """Draw the two reports of one meeting."""
    import kg
    from kg.explorer import write_svg

    with tempfile.TemporaryDirectory() as folder:
        graph = kg.build(sorted((ROOT / "seeds").glob("0[12]-*")), out=Path(folder) / "out", write=["records"])
        with target.open("wb") as stream:
            write_svg(graph.resolution, stream, ontology=graph.ontology, title="What two reports say of the meeting in Beijing on 4 February 2022")


def main() -> None:
    """Renew all, or tell what would change."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if something would change")
    parser.add_argument("--pictures", action="store_true", help="draw the pictures anew")
    parser.add_argument("pages", nargs="*", type=Path, help="only these pages")
    options = parser.parse_args()
    if options.pictures:
        picture(DOCS / "images" / "beijing.svg")
    changes: dict[Path, str] = {}
    problems: list[str] = []
    generated = {REFERENCE / "commands.md": commands_page, REFERENCE / "ontology.md": ontology_page}
    wanted = [p.resolve() for p in options.pages] or [*generated, *PAGES]
    for page in wanted:
        if page in generated:
            changes[page] = generated[page]()
        else:
            changes[page], found = renewed(page)
            problems += found
    changed = [p for p, text in changes.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    for page in changed:
        if not options.check:
            page.write_text(changes[page], encoding="utf-8")
    sys.stdout.write("".join(f"{'would change' if options.check else 'written'}: {p.relative_to(ROOT)}\n" for p in changed))
    sys.stderr.write("\n".join(problems) + ("\n" if problems else ""))
    raise SystemExit(1 if problems or (options.check and changed) else 0)


if __name__ == "__main__":
    main()
