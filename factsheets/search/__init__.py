"""A reader's question: its words, synonyms, signposts, suggestions, and searches that found nothing."""
