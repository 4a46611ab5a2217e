"""The first screen: one section in a file, each for those who can do something about it."""
