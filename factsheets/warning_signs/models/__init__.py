"""The signs, the phrases that try them, and what somebody wants to change."""
