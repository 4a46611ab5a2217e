"""What every form of a decision carries."""
