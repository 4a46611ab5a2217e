"""Texts that one person signs for all factsheets: safety advice, warning advice, the disclaimer."""
