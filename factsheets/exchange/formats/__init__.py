"""What a document that comes in is, before anybody asks what it says: its blocks, and what was set aside."""
