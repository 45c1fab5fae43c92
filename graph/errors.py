"""The one family of errors. The command line prints `str(error)` on one line and exits with `exit_code`."""

from __future__ import annotations


class SubtiesError(Exception):
    """Anything that a user can do something about: what was wrong, where, and what to do."""

    exit_code = 3


class NotFoundError(SubtiesError):
    """Nothing was found, or a check failed."""

    exit_code = 1


class UsageError(SubtiesError):
    """The command or the call was used wrongly."""

    exit_code = 2


class InputError(SubtiesError):
    """A file, table, date, code or judgement cannot be used as it stands."""

    exit_code = 3


class StoreError(SubtiesError):
    """The graph server cannot be reached, or refuses."""

    exit_code = 4
