"""A small library in every state, made with the code of a release by its own screens and commands, and looked at again.

Run beside the code of any release (`PYTHONPATH=<that code>:tests/releases`), so nothing here imports from `tests`.
"""
