"""What a request says about who asks."""
