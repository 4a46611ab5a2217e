"""Tags of pictures and documents: the same rules in every form, and no suggestion that names what is kept from somebody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from unicodedata import category

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from taggit.forms import TagField
from taggit.models import Tag
from typing_extensions import override
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.admin.widgets import AdminTagWidget
from wagtail.documents.views.bulk_actions import AddTagsBulkAction
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.documents.views.documents import IndexView as DocumentsIndex
from wagtail.images.forms import BaseImageForm
from wagtail.images.views.bulk_actions import AddTagsBulkAction as AddTagsToImages
from wagtail.images.views.images import ImagesFilterSet
from wagtail.images.views.images import IndexView as ImagesIndex

from factsheets.documents.private_collections import tags_seen_by
from factsheets.documents.screens.ticked import NamesWhatIsSeen
from factsheets.documents.tagging import MOST_TAGS, add_tags, why_too_many_tags

#: Letters of one tag, as the table takes them.
MOST_LETTERS: int = Tag._meta.get_field("name").max_length
#: Letters of the whole field, looked at before it is taken apart.
_MOST_LETTERS_OF_ALL = (MOST_LETTERS + 4) * MOST_TAGS
_SUGGESTED = 10
#: Unicode's classes of control characters, of what turns the direction, of lines and paragraphs, and of halves of surrogate pairs.
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
#: What joins or parts letters in the writing of some languages.
_JOINERS = "\u200c\u200d"
#: What stands at each field of tags.
TAGS_IN_WORDS = (
    f"At most {MOST_TAGS} tags of at most {MOST_LETTERS} letters, with commas between them. "
    "No invisible characters, and none that turn the direction of writing."
)
_TOO_MANY = f"There are more than {MOST_TAGS} tags. Leave out those that nobody looks for."


def checked_tags(tags: Iterable[str]) -> list[str]:
    """The tags of any form, if all can be kept; else ValidationError with one sentence."""
    checked = list(tags)
    if len(checked) > MOST_TAGS:
        raise ValidationError(_TOO_MANY)
    for tag in checked:
        if any(category(sign) in _INVISIBLE and sign not in _JOINERS for sign in tag):
            raise ValidationError("A tag has an invisible character in it. Type the tag anew.")
        if len(tag) > MOST_LETTERS:
            raise ValidationError(f"The tag “{tag[:30]}…” has more than {MOST_LETTERS} letters. Shorten it.")
    return checked


class CheckedTags(TagField):
    """The tags of a form that is not made from a model."""

    widget = AdminTagWidget

    def __init__(self, **kwargs: object) -> None:
        super().__init__(help_text=TAGS_IN_WORDS, **kwargs)

    @override
    def clean(self, value: str) -> list[str]:
        if value and len(value) > _MOST_LETTERS_OF_ALL:
            raise ValidationError(_TOO_MANY)
        return checked_tags(super().clean(value))


class HasCheckedTags(BaseCollectionMemberForm):
    """Of the forms for one picture or document, whichever of its fields they show."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "tags" in self.fields:
            self.fields["tags"] = CheckedTags(
                label=self.fields["tags"].label, required=False, widget=self.fields["tags"].widget
            )


class ImageForm(HasCheckedTags, BaseImageForm):
    """Setting `WAGTAILIMAGES_IMAGE_FORM_BASE`."""

    class Meta(BaseImageForm.Meta):
        pass


class TagForm(Form):
    """The question that is asked about ticked pictures or documents."""

    tags = CheckedTags(label="Tags")


class _WithCheckedTags(NamesWhatIsSeen):
    form_class = TagForm

    def prepare_action(self, objects: list[Any], objects_without_access: object) -> HttpResponse | None:
        """The question once more where one of them would have too many."""
        form = self.cleaned_form
        if reason := why_too_many_tags(objects, form.cleaned_data["tags"]):
            form.add_error("tags", reason)
            asked_again: HttpResponse = self.form_invalid(form)
            return asked_again
        return None

    @classmethod
    def execute_action(cls, objects: list[Any], *, tags: list[str], **_kwargs: object) -> tuple[int, int]:
        """As Wagtail has it, with a few queries for all of them."""
        add_tags(objects, tags)
        return len(objects), 0

    def get_execution_context(self) -> dict[str, object]:
        return {"tags": self.cleaned_form.cleaned_data["tags"]}


class TagDocuments(_WithCheckedTags, AddTagsBulkAction):
    """The same tags for all ticked documents."""


class TagImages(_WithCheckedTags, AddTagsToImages):
    """The same tags for all ticked pictures."""


class _SeenTagsAlone:
    """Of a filter of pictures or documents."""

    filters: dict[str, Any]

    def __init__(self, *args: object, request: HttpRequest, **kwargs: object) -> None:
        super().__init__(*args, request=request, **kwargs)  # type: ignore[call-arg]
        if tags := self.filters.get("tag"):
            seen = set(tags_seen_by(request.user).values_list("name", flat=True))
            tags.extra["choices"] = [(name, name) for name, _ in tags.extra["choices"] if name in seen]


class DocumentsFilter(_SeenTagsAlone, DocumentsFilterSet):
    """Wagtail's filter of the list of documents."""

    class Meta(DocumentsFilterSet.Meta):
        pass


class ImagesFilter(_SeenTagsAlone, ImagesFilterSet):
    """Wagtail's filter of the list of pictures."""

    class Meta(ImagesFilterSet.Meta):
        pass


class ListDocuments(DocumentsIndex):
    """Wagtail's list, without tags of what is kept from whoever asks."""

    filterset_class = DocumentsFilter


class ListImages(ImagesIndex):
    """Wagtail's list, without tags of what is kept from whoever asks."""

    filterset_class = ImagesFilter


class _OffersSeenTags:
    request: HttpRequest

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        if popular := list(context.get("popular_tags", ())):
            seen = tags_seen_by(self.request.user).filter(pk__in=[tag.pk for tag in popular])
            context["popular_tags"] = [tag for tag in popular if tag in set(seen)]
        return context


def offering_seen_tags(wagtails: Any) -> Any:
    """Wagtail's chooser of pictures, made again so that it offers no tag of what is kept from whoever asks."""
    chooser = type("ChooseImages", (_OffersSeenTags, wagtails.view_class), {})
    return chooser.as_view(**wagtails.view_initkwargs)  # type: ignore[attr-defined]


def suggest_tags(request: HttpRequest, app_name: str = "taggit", model_name: str = "tag") -> JsonResponse:
    """In place of Wagtail's own: those tags of which whoever asks may see a bearer, or that nothing bears."""
    if (app_name, model_name) != (Tag._meta.app_label, Tag._meta.model_name):
        raise Http404
    term = request.GET.get("term", "")
    seen = tags_seen_by(request.user) if term and "\x00" not in term else Tag.objects.none()
    names = seen.filter(name__istartswith=term).order_by("name").values_list("name", flat=True)
    return JsonResponse(list(names[:_SUGGESTED]), safe=False)
