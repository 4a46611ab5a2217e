"""What comes in together: a batch, and each of its documents."""
