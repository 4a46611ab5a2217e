"""What Wagtail's screens offer to staff, and how large a file they may send."""

WAGTAIL_SITE_NAME = "BackCare"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # a step is told to those who can take it
WAGTAIL_FINISH_WORKFLOW_ACTION = "factsheets.publication.publishing.publish_signed_off"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Pictures are decoded to make smaller ones, four bytes a pixel; GIF and AVIF can hide an animation of any length.
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20_000_000
# The first one looks after those of Django.
FILE_UPLOAD_HANDLERS = [
    "backcare.whole_forms.WholeForms",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Bytes of a file by where in the admin it is sent to; elsewhere they count as those of the form around it.
MOST_BYTES_OF_FILES = {
    "images/": WAGTAILIMAGES_MAX_UPLOAD_SIZE,
    "documents/": WAGTAILDOCS_MAX_UPLOAD_SIZE,
    "account/": WAGTAILIMAGES_MAX_UPLOAD_SIZE,
    "redirects/import/": 1_000_000,
    "imports/": 90_000_000,
}
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "rtf", "txt", "xlsx"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "factsheets.documents.screens.documents.DocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "factsheets.documents.screens.tags.ImageForm"
# Staff stay private: no picture service, no call home.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
