"""The rules themselves, as data, and the sentences that name what breaks them."""

from collections.abc import Iterator

from .imports import Graph, find_cycle

PACKAGES = ("backcare", "home", "factsheets")

# What the site promises about all that is kept; the day of readers, which whoever keeps an answer has to hear of; which words
# of a query a page reads; and what was counted as it was handed out: each rests on nothing of ours.
READ_BY_ALL = ("backcare.retention", "backcare.today", "backcare.query", "backcare.reading_counts")
# Who may import which other package. The map of every URL and the settings have to know the applications.
ALLOWED = {"backcare": set(), "home": {"factsheets"}, "factsheets": set()}
KNOWS_THE_APPLICATIONS = ("backcare.urls", "backcare.settings")

# The activities of the library, from what everything rests on to what knows all of it: each may import those before it.
FOLDERS = (
    "language",
    "database",
    "people",
    "mail",
    "screens",
    "security_log",
    "accounts",
    "keeping",
    "signing",
    "powers",
    "edit_conflicts",
    "typed_words",
    "versions",
    "governed",
    "outputs",
    "page",
    "documents",
    "publication",
    "wording",
    "records",
    "library",
    "exchange",
    "warning_signs",
    "search",
    "feedback",
    "reading_figures",
    "reviews",
    "api",
    "starter",
    "workflows",
    "staff",
)
# It collects, registers and starts what lies in the folders; no folder knows it.
WIRING = ("apps", "management", "models", "templatetags", "urls", "wagtail_hooks")

# Within a folder, from what knows least. Whatever has another name is an act: what the charity does.
ROLES = (("formats",), ("models",), ("acts",), ("screens", "views"), ("urls", "hooks"))


def violations(graph: Graph) -> list[str]:
    """One sentence for each broken rule; an empty list when all hold."""
    found = [sentence for check in (_packages, _homeless, _folders, _roles) for sentence in check(graph)]
    if cycle := find_cycle(graph):
        found.append(f"these import one another in a circle: {' → '.join(cycle)}")
    return found


def _packages(graph: Graph) -> Iterator[str]:
    for module, target in _edges(graph):
        origin, reached = module.partition(".")[0], target.partition(".")[0]
        if module in READ_BY_ALL:
            yield f"{module} imports {target}, but what all read rests on nothing of ours"
            continue
        if origin == reached or reached in ALLOWED[origin] or target in READ_BY_ALL:
            continue
        if any(module == known or module.startswith(f"{known}.") for known in KNOWS_THE_APPLICATIONS):
            continue
        yield f"{module} imports {target}, but {origin} must not know {reached}"


def _homeless(graph: Graph) -> Iterator[str]:
    for folder in sorted({_folder(module) for module in graph if module.startswith("factsheets.")}):
        if folder not in FOLDERS and folder not in WIRING:
            yield f"factsheets.{folder} is no activity that has a place in the order"


def _folders(graph: Graph) -> Iterator[str]:
    for module, target in _edges(graph):
        if module == "factsheets":
            yield f"factsheets itself imports {target}, but a package that is only a name imports nothing"
            continue
        if not (module.startswith("factsheets.") and target.startswith("factsheets.")):
            continue
        here, there = _folder(module), _folder(target)
        if here not in FOLDERS or here == there:
            continue
        if there in WIRING:
            yield f"{module} imports {target}, but {here} must not know the wiring"
        elif there in FOLDERS and FOLDERS.index(there) > FOLDERS.index(here):
            yield f"{module} imports {target}, but {here} comes before {there}"


def _roles(graph: Graph) -> Iterator[str]:
    for module, target in _edges(graph):
        if _folder(module) not in FOLDERS or _folder(module) != _folder(target):
            continue
        here, there = _role(module), _role(target)
        if here is not None and there is not None and there > here:
            yield f"{module} imports {target}, but {_name(here)} lie below {_name(there)}"


def _edges(graph: Graph) -> Iterator[tuple[str, str]]:
    return ((module, target) for module in sorted(graph) for target in sorted(graph[module]))


def _folder(module: str) -> str:
    return f"{module}.".split(".")[1]


def _role(module: str) -> int | None:
    """The place in `ROLES`; None for a folder itself."""
    parts = module.split(".")[2:]
    if not parts:
        return None
    return next((place for place, names in enumerate(ROLES) if parts[0] in names), _ACTS)


def _name(role: int) -> str:
    return " and ".join(ROLES[role])


_ACTS = ROLES.index(("acts",))
