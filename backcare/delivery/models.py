"""What changed and is not followed up yet: rows that are written in the transaction of the change itself."""

from django.db import models
from django.db.models.functions import Now


class Change(models.Model):
    """Something that files are made from changed. Rows are only added and deleted, so that writers never wait for another."""

    #: The table that was written to.
    table = models.CharField(max_length=100)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(table=""), name="backcare_delivery_change_names_its_table"
            )
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Change of {self.table}"
