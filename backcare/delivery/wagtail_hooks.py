"""What the published files add to Wagtail's admin, and to what is done now and then."""

from wagtail import hooks

from backcare.background.worker import NOW_AND_THEN

from .screen import published_files_item, published_files_urls
from .tasks import see_whether_files_are_there

hooks.register("register_admin_urls", published_files_urls)
hooks.register("register_reports_menu_item", published_files_item)
hooks.register(NOW_AND_THEN, see_whether_files_are_there)
