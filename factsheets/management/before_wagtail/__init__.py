"""An application listed before Wagtail's: its commands take the place of Wagtail's commands of the same name."""
