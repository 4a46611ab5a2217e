"""English as people type it: words and their forms, spelling, rich text, and the words of every choice."""
