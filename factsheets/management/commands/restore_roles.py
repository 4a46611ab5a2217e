"""`manage.py restore_roles`: the five roles and the two steps have again what the way to publication needs."""

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction
from typing_extensions import override

from factsheets.people.roles import CLINICAL_REVIEWER, EDITOR, restore_roles
from factsheets.signing.models.workflow_tasks import ClinicalSignOffTask, EditorialCheckTask


class Command(BaseCommand):
    """No screen changes the roles, so what was lost is given back here. Nothing is taken away."""

    help = "Makes roles that are gone, gives roles the permissions that they lack, and steps without a role theirs."

    @override
    def handle(self, **_options: object) -> None:
        with transaction.atomic():
            made = restore_roles()
            for model, role in ((EditorialCheckTask, EDITOR), (ClinicalSignOffTask, CLINICAL_REVIEWER)):
                for step in model.objects.filter(groups=None):
                    step.groups.add(Group.objects.get(name=role))
        self.stdout.write(
            f"The roles have what they had at first. Made anew: {', '.join(made) if made else 'none'}."
        )
