"""What templates of the library can say beside Django’s own tags."""
