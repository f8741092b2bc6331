"""The run that made a graph, as far as it decides the result: never when, where or by whom it was run."""

from __future__ import annotations

from dataclasses import dataclass

from kg.identifiers import digest


@dataclass(frozen=True, slots=True)
class Run:
    """What a graph depends on beside its documents.

    Attributes:
        version: version of the program.
        configuration: hash of the configuration and the ontology.
        model: the string that `spacy.load` takes.
        model_version: version of that pipeline, or "".
    """

    version: str
    configuration: str
    model: str
    model_version: str = ""

    @property
    def id(self) -> str:
        """Hash of version, configuration and model: the local name of the run's IRI.

        Example:
            >>> Run("0.1.0", "9f", "en_core_web_sm").id == Run("0.1.0", "9f", "en_core_web_sm").id
            True
        """
        return digest("run", self.version, self.configuration, self.model, self.model_version)
