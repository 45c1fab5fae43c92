"""The model, the ledger, resolution, the stores and the exports."""

__version__ = "0.1.0"
