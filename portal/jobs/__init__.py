"""What the worker does: open a transaction, call one service."""
