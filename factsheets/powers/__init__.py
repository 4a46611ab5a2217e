"""Nobody gains the powers or the account of a clinician or an administrator alone: what the screens for people refuse, and tell."""
