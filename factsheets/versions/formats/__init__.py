"""The code that people read from paper, and what one version held."""
