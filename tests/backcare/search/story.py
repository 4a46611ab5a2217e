"""What the site asks of any search back end, as one story: found, changed, filtered, deleted."""

from io import StringIO

from django.core.management import call_command
from modelsearch.backends import get_search_backend
from wagtail.documents.models import Document
from wagtail.models import Collection, Page


def tell_the_story() -> None:
    """With the default back end of the settings, whose indexes are empty or missing."""
    Document.objects.create(title="A walk for the back", file="x.txt")
    Page.objects.get(depth=1).add_child(instance=Page(title="Lumbar rooms", slug="lumbar-rooms"))
    call_command("update_index", stdout=StringIO())
    assert _found("walk") == ["A walk for the back"]
    assert [page.title for page in Page.objects.all().search("lumbar")] == ["Lumbar rooms"]

    other = Collection.get_first_root_node().add_child(name="Leaflets")
    leaflet = Document.objects.create(title="Lifting and the back", file="y.txt", collection=other)
    _take_in(leaflet)
    assert _found("back") == ["A walk for the back", "Lifting and the back"]
    assert [each.title for each in Document.objects.filter(collection=other).search("back")] == [
        leaflet.title
    ]
    assert [each.title for each in Document.objects.all().autocomplete("lift")] == [leaflet.title]
    assert Document.objects.all().search("back").facet("collection_id") == {
        leaflet.collection_id: 1,
        Collection.get_first_root_node().pk: 1,
    }

    leaflet.title = "Bending"
    leaflet.save()
    _take_in(leaflet)
    assert _found("lifting") == []
    get_search_backend().delete(leaflet)
    leaflet.delete()
    get_search_backend().refresh_indexes()
    assert _found("bending") == []


def _take_in(document: Document) -> None:
    get_search_backend().add(document)
    get_search_backend().refresh_indexes()


def _found(words: str) -> list[str]:
    return sorted(document.title for document in Document.objects.all().search(words))
