"""One kind of shared record in a file."""
