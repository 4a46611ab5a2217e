"""What the mixins of this folder stand on, for the types alone: at run time the text brings the class itself, after them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modelcluster.models import ClusterableModel as WithRows
    from wagtail.models import DraftStateMixin as Draftable
else:
    Draftable = WithRows = object

__all__ = ["Draftable", "WithRows"]
