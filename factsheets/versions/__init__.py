"""What readers saw when: each publication of a factsheet with its number and code, and withdrawals."""
