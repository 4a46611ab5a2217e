"""The factsheet, the library above it, its rows, and the rules that hold for them."""
