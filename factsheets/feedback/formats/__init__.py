"""What comes with a reader's form: its token, and where it was sent from."""
