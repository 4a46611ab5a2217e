"""What uploaded documents are made of."""
