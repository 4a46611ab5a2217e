"""Signs and phrases as lines of text, their changes, and the recogniser."""
