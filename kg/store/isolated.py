"""A query in a process of its own, which can be stopped: the engine has no time limit, and its threads cannot be interrupted.

Invariants: the process ends with the call, whatever happens; the answer is the same as without it.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

from kg.errors import KgError, QueryError, UsageError
from kg.store.results import Result

# -P: no module of the working directory is taken for one of ours
_COMMAND = (sys.executable, "-P", "-c", "from kg.store.isolated import serve_one; serve_one()")


def run_isolated(directory: Path, query: str, format: str, base: str, timeout: float) -> Result:
    """Answer a query within a time limit.

    Args:
        directory: the store's folder.
        query: SPARQL.
        format: a result format.
        base: base IRI of the graph.
        timeout: seconds, more than 0; starting the process takes about a tenth of one.

    Returns:
        The answer.

    Raises:
        QueryError: the query is malformed or refused, ran out of time, or exhausted the engine.
        UsageError: there is no store, or the format is unknown.
        KgError: the process failed otherwise.
    """
    request = pickle.dumps((str(directory), query, format, base))
    try:
        done = subprocess.run(_COMMAND, input=request, capture_output=True, timeout=timeout, env=_environment())
    except subprocess.TimeoutExpired as error:
        raise QueryError(f"no answer within {timeout:g} seconds; the query was stopped", remedy="narrow it, or allow more time") from error
    if done.returncode < 0:
        raise QueryError("the engine gave up on this query", remedy="make it smaller")
    if done.returncode:
        raise KgError(f"the process that answers queries failed: {done.stderr.decode(errors='replace').strip()[-500:]}")
    outcome, fields = pickle.loads(done.stdout)
    if outcome == "result":
        return Result(**fields)
    kinds: dict[str, type[KgError]] = {"QueryError": QueryError, "UsageError": UsageError}
    raise kinds.get(outcome, KgError)(fields.pop("message"), **fields)


def _environment() -> dict[str, str]:
    """The environment, with the place that this package was imported from, which need not be installed."""
    package = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH", ""))))}


def serve_one() -> None:
    """Answer the one request on standard input, on standard output: what the process of `run_isolated` does."""
    from kg.store.engine import open_engine, run

    directory, query, format, base = pickle.load(sys.stdin.buffer)
    try:
        result = run(open_engine(Path(directory)), query, format, base)
        outcome: tuple[str, dict[str, object]] = ("result", {name: getattr(result, name) for name in Result.__dataclass_fields__})
    except QueryError as error:
        outcome = ("QueryError", {"message": error.message, "line": error.line, "column": error.column, "remedy": error.remedy})
    except UsageError as error:
        outcome = ("UsageError", {"message": error.message, "remedy": error.remedy})
    except KgError as error:
        outcome = ("KgError", {"message": error.message, "remedy": error.remedy})
    sys.stdout.buffer.write(pickle.dumps(outcome))
