"""Words as plain data: what is signed, what a step judges, what a screen showed, what differs."""
