"""The first screen, the reports and the permissions of staff, in Wagtail's admin."""

from factsheets.people.roles import permissions_to_choose
from factsheets.screens.hook_declaration import Hook
from factsheets.staff.dashboard.panel import arrange_front_page
from factsheets.staff.mail_queue import MailQueue, mail_queue_urls
from factsheets.staff.reports import REPORTS

HOOKS = (
    Hook("construct_homepage_panels", arrange_front_page),
    Hook("register_permissions", permissions_to_choose),
    Hook("register_admin_urls", mail_queue_urls),
    Hook("register_reports_menu_item", MailQueue.menu_item),
    *(Hook("register_admin_urls", report.urls) for report in REPORTS),
    *(Hook("register_reports_menu_item", report.menu_item) for report in REPORTS),
)
