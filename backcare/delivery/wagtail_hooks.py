"""What the published files add to Wagtail's admin."""

from wagtail import hooks

from .screen import published_files_item, published_files_urls

hooks.register("register_admin_urls", published_files_urls)
hooks.register("register_reports_menu_item", published_files_item)
