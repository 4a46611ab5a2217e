"""What the index still has to be told: rows that are written with the change itself and deleted when it is indexed."""

from django.db import models
from django.db.models.functions import Now


class QueuedUpdateQuerySet(models.QuerySet["QueuedUpdate"]):
    """Queued changes, chosen by the generation of the index that has been told them."""

    def waiting(self, index: str, *, generation: str) -> "QueuedUpdateQuerySet":
        """Those that `generation` of `index` has not been told, the oldest first."""
        return self.filter(index=index).exclude(generation=generation).order_by("pk")

    def told(self, index: str, *, generation: str) -> "QueuedUpdateQuerySet":
        """Those that `generation` of `index` has been told, kept for the generation that was in the making."""
        return self.filter(index=index, generation=generation)


class QueuedUpdate(models.Model):
    """One change of one object. Rows are only added and deleted, never shared, so that writers never wait for another."""

    index = models.CharField(max_length=200)
    model = models.CharField(max_length=200)
    object_pk = models.CharField(max_length=255)
    is_removal = models.BooleanField(default=False)
    generation = models.CharField(max_length=32, blank=True, default="")
    queued_at = models.DateTimeField(db_default=Now())

    objects = QueuedUpdateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(index="") & ~models.Q(model="") & ~models.Q(object_pk=""),
                name="backcare_search_queued_update_names_its_object",
            ),
        ]
        indexes = [models.Index(fields=["index", "generation"], name="backcare_search_queue")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.model} {self.object_pk} in {self.index}"
