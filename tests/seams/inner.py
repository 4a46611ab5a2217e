"""Which modules and names are inner parts: what the documentation of their packages does not name."""

from __future__ import annotations

from importlib.util import find_spec

#: Modules of Wagtail that its documentation names. Every other one is an inner part.
DOCUMENTED_MODULES = frozenset(
    [
        "wagtail",
        "wagtail.admin",
        "wagtail.admin.action_menu",
        "wagtail.admin.admin_url_finder",
        "wagtail.admin.auth",
        "wagtail.admin.filters",
        "wagtail.admin.forms",
        "wagtail.admin.menu",
        "wagtail.admin.messages",
        "wagtail.admin.panels",
        "wagtail.admin.ui.components",
        "wagtail.admin.ui.tables",
        "wagtail.admin.urls",
        "wagtail.admin.userbar",
        "wagtail.admin.views.account",
        "wagtail.admin.views.reports",
        "wagtail.admin.viewsets.base",
        "wagtail.admin.viewsets.pages",
        "wagtail.admin.widgets",
        "wagtail.admin.widgets.button",
        "wagtail.api.v2.router",
        "wagtail.contrib.redirects.models",
        "wagtail.contrib.search_promotions.models",
        "wagtail.documents",
        "wagtail.documents.forms",
        "wagtail.documents.models",
        "wagtail.fields",
        "wagtail.hooks",
        "wagtail.images",
        "wagtail.log_actions",
        "wagtail.models",
        "wagtail.models.audit_log",
        "wagtail.permission_policies",
        "wagtail.permission_policies.pages",
        "wagtail.rich_text",
        "wagtail.rich_text.feature_registry",
        "wagtail.search",
        "wagtail.search.backends",
        "wagtail.search.index",
        "wagtail.search.query",
        "wagtail.search.utils",
        "wagtail.signals",
        "wagtail.snippets.action_menu",
        "wagtail.snippets.bulk_actions.snippet_bulk_action",
        "wagtail.snippets.models",
        "wagtail.snippets.views.snippets",
        "wagtail.url_routing",
        "wagtail.urls",
        "wagtail.users.apps",
        "wagtail.users.forms",
        "wagtail.users.models",
        "wagtail.views",
    ]
)

#: Modules of other packages that are inner parts, with all below them.
INNER_MODULES = (
    "django.contrib.admin.utils",
    "django.core.management.utils",
    "django.core.servers",
    "django.db.backends.base",
    "django.db.migrations.executor",
    "django.db.models.sql",
    "django_tasks_db",
    "modelsearch.backends",
    "modelsearch.conf",
)

#: Names in documented modules that the documentation leaves out.
INNER_NAMES = frozenset(
    [
        "django.db.models.deletion.Collector",
        "django.db.models.expressions.Col",
        "django.forms.models.construct_instance",
        "django.http.request.validate_host",
        "django.utils.cache.get_conditional_response",
        "django.utils.cache.has_vary_header",
        "django.utils.crypto.get_random_string",
        "django.utils.crypto.salted_hmac",
        "django.utils.text.capfirst",
        "django.utils.text.get_text_list",
        "modelcluster.forms.BaseChildFormSet",
        "modelcluster.models.get_all_child_relations",
        "modelcluster.models.model_from_serializable_data",
        "wagtail.admin.auth.require_admin_access",
        "wagtail.admin.filters.DateRangePickerWidget",
        "wagtail.admin.panels.CommentPanel",
        "wagtail.admin.userbar.BaseItem",
        "wagtail.admin.widgets.AdminAutoHeightTextInput",
        "wagtail.admin.widgets.AdminDateInput",
        "wagtail.admin.widgets.AdminPageChooser",
        "wagtail.admin.widgets.BooleanRadioSelect",
        "wagtail.contrib.search_promotions.models.SearchPromotion",
        "wagtail.documents.models.document_served",
        "wagtail.log_actions.LogActionRegistry",
        "wagtail.log_actions.registry",
        "wagtail.models.AbstractGroupApprovalTask",
        "wagtail.models.CollectionViewRestriction",
        "wagtail.models.GroupCollectionPermission",
        "wagtail.models.PagePermissionTester",
        "wagtail.models.get_default_page_content_type",
        "wagtail.rich_text.extract_references_from_rich_text",
        "wagtail.rich_text.get_text_for_indexing",
        "wagtail.search.utils.normalise_query_string",
        "wagtail.snippets.views.snippets.UsageView",
    ]
)

#: The only documented names of their modules.
DOCUMENTED_NAMES = frozenset(
    {
        "wagtail.snippets.views.chooser.SnippetChooserViewSet",
        "wagtail.users.views.groups.GroupViewSet",
        "wagtail.users.views.users.UserViewSet",
    }
)

#: Attributes that begin with an underscore and are documented nevertheless.
DOCUMENTED_ATTRIBUTES = frozenset(
    {"_meta", "_state", "_default_manager", "_base_manager", "_asdict", "_replace"}
)

#: Packages whose inner parts are looked for.
PACKAGES = frozenset({"django", "django_tasks_db", "modelcluster", "modelsearch", "wagtail"})


def is_inner(name: str) -> bool:
    """Whether what a full name stands for, such as `wagtail.admin.mail.send_mail`, is an inner part."""
    package, module = name.partition(".")[0], name.rpartition(".")[0]
    if package not in PACKAGES:
        return False
    if name in INNER_NAMES:
        return True
    if name in DOCUMENTED_NAMES:
        return False
    if package == "wagtail":
        return name not in DOCUMENTED_MODULES and (module not in DOCUMENTED_MODULES or _is_module(name))
    return any(name == inner or name.startswith(f"{inner}.") for inner in INNER_MODULES)


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # what it would lie in is no package
        return False
