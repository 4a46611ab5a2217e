"""What somebody types is not lost: it stays in their browser until the server has it, and is offered again."""
