"""What programs get, as plain values."""
