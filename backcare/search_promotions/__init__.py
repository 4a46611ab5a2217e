"""The tables of Wagtail's promoted results, made without Wagtail's older search application."""
