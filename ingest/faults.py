"""Faults of ours in reading one piece of a document: they cost that piece and are said; the rest is read."""

from __future__ import annotations

FAULTS = (ArithmeticError, AttributeError, LookupError, NameError, RecursionError, TypeError, ValueError)
"""What code that is wrong raises. Bad input raises `SubtiesError`, which is none of these."""


def told(fault: Exception) -> str:
    """One clear line on a fault, for people."""
    return f"a fault of Subties, please report it ({type(fault).__name__}: {fault})"


def in_one_line(wrong: object) -> str:
    """What the error of a library says, shortened to a line for people; its type where it says nothing."""
    return " ".join(str(wrong).split())[:120] or type(wrong).__name__
