"""Where the sample articles stand that ship with the package.

Invariants: in a wheel they lie in `kg/_data/seeds`; in a checkout (or an editable install) in `seeds/` at the top of the repository.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import MissingComponent


def sample_articles() -> Path:
    """Find the sample articles.

    Returns:
        An existing folder.

    Raises:
        MissingComponent: neither the wheel nor the checkout holds it.

    Example:
        >>> sample_articles().name
        'seeds'
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_data" / "seeds", package.parent / "seeds"):
        if folder.is_dir():
            return folder
    raise MissingComponent(f"the sample articles are missing from {package}", remedy="install the package again")
