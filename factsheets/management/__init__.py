"""The library’s own commands."""
