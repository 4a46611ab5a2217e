"""How often what is read: counted by day and address, and nothing about who reads."""
