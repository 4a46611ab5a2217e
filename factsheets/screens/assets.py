"""What every screen of the admin loads."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


def add_admin_style() -> SafeString:
    """Hook `insert_global_admin_css`."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/staff.css"))


def leave_typed_dates_alone() -> SafeString:
    """Hook `insert_global_admin_js`."""
    return format_html('<script src="{}"></script>', static("factsheets/screens/dates.js"))


def keep_pasted_rows_apart() -> SafeString:
    """Hook `insert_editor_js`: a pasted table becomes lines of text in the editor of formatted text."""
    return format_html('<script src="{}"></script>', static("factsheets/screens/pasted-tables.js"))
