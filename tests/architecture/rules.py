"""The rules themselves, as data, and the sentences that name what breaks them."""

from collections.abc import Iterator

from .imports import Graph, find_cycle

PACKAGES = ("backcare", "home", "factsheets")

# Who may import which other package. The map of every URL and the settings have to know the applications.
ALLOWED = {"backcare": set(), "home": {"factsheets"}, "factsheets": set()}
KNOWS_THE_APPLICATIONS = ("backcare.urls", "backcare.settings")

# The layers of the library, from the top; a module may import its own layer and those below.
LAYERS = {
    "wiring": {"apps", "urls", "wagtail_hooks", "management"},
    "edges": {"admin", "api", "feeds", "search_views", "views"},
    "verbs": {"editorial", "exchange", "finder", "searching", "upkeep"},
    "models": {"models"},
    "forms": {"background", "formats", "panels", "permissions", "policy", "templatetags"},
}
# Within these layers every part stands alone.
APART = ("edges", "verbs")


def violations(graph: Graph) -> list[str]:
    """One sentence for each broken rule; an empty list when all hold."""
    found = [sentence for check in (_packages, _homeless, _layers) for sentence in check(graph)]
    if cycle := find_cycle(graph):
        found.append(f"these import one another in a circle: {' → '.join(cycle)}")
    return found


def _packages(graph: Graph) -> Iterator[str]:
    for module, target in _edges(graph):
        origin, reached = module.partition(".")[0], target.partition(".")[0]
        if origin == reached or reached in ALLOWED[origin]:
            continue
        if any(module == known or module.startswith(f"{known}.") for known in KNOWS_THE_APPLICATIONS):
            continue
        yield f"{module} imports {target}, but {origin} must not know {reached}"


def _homeless(graph: Graph) -> Iterator[str]:
    for part in sorted({_part(module) for module in graph if module.startswith("factsheets.")}):
        if _layer(part) is None:
            yield f"factsheets.{part} belongs to no layer"


def _layers(graph: Graph) -> Iterator[str]:
    order = list(LAYERS)
    for module, target in _edges(graph):
        if not target.startswith("factsheets.") or module.partition(".")[0] != "factsheets":
            continue
        if module == "factsheets":
            yield f"factsheets itself imports {target}, but a package that is only a name imports nothing"
            continue
        here, there = _layer(_part(module)), _layer(_part(target))
        if here is None or there is None:
            continue
        if order.index(there) < order.index(here):
            yield f"{module} imports {target}, but {here} lie below {there}"
        elif here == there and here in APART and _part(module) != _part(target):
            yield f"{module} imports {target}, but {here} never import one another"


def _edges(graph: Graph) -> Iterator[tuple[str, str]]:
    return ((module, target) for module in sorted(graph) for target in sorted(graph[module]))


def _part(module: str) -> str:
    return module.split(".")[1]


def _layer(part: str) -> str | None:
    return next((layer for layer, parts in LAYERS.items() if part in parts), None)
