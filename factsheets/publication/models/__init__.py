"""Old addresses, old copies, requests to take down, and what is public without a sign-off."""
