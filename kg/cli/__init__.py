"""The command `kg`.

Invariants:
    * Results go to standard output, everything else to standard error; an exit code says what happened.
    * An error that kg raises on purpose is one clear message; any other is a bug and keeps its traceback.
    * `kg --help` imports neither spaCy nor an RDF library nor rich.
"""

from __future__ import annotations

import os
import sys

from kg.errors import KgError

EXIT_CODES = """
Exit codes: 0 done; 1 a bug in kg; 2 usage, a bad query or path; 3 done, but some inputs were refused (see refused.jsonl);
4 checked and not conforming; 5 failed, the previous graph intact; 6 another build is running; 130 interrupted.
"""
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> None:
    """Run the command and end the process with its exit code.

    Args:
        arguments: in place of those of the process.

    Raises:
        SystemExit: always.
    """
    from kg.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        # news is not ASCII: a pipe under LANG=C must not break on a quotation mark
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "strict")
    try:
        code = app(arguments, standalone_mode=False)
        sys.stdout.flush()
        if code == INTERRUPTED:
            sys.stderr.write("kg: interrupted\n")
    except KgError as error:
        complain(error)
        code = error.exit_code
    except BrokenPipeError:
        # the reader has seen enough (`kg query … | head`); nothing is left to say, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KeyboardInterrupt:
        sys.stderr.write("kg: interrupted\n")
        code = INTERRUPTED
    except Exception as error:  # noqa: BLE001  a bug is raised again with its traceback
        code = _of_parser(error)
    raise SystemExit(code)


def complain(error: KgError) -> None:
    """Write an error as one message, with what to do about it on a line of its own."""
    sys.stderr.write(f"kg: {error.message}\n")
    if error.remedy:
        sys.stderr.write(f"    {error.remedy}\n")


def _of_parser(error: Exception) -> int:
    """Handle what the parser of arguments raises (its classes are private to it); anything else is a bug."""
    if type(error).__name__ == "Abort":
        sys.stderr.write("kg: interrupted\n")
        return INTERRUPTED
    code, show = getattr(error, "exit_code", None), getattr(error, "show", None)
    if isinstance(code, int) and callable(show):
        show()
        return code
    raise error
