"""`manage.py restore_roles`: the five roles and the two steps have again what the way to publication needs."""

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction
from typing_extensions import override

from factsheets.people.roles import CLINICAL_REVIEWER, EDITOR, restore_roles
from factsheets.powers.rules import groups_that_would_gain
from factsheets.signing.models.workflow_tasks import ClinicalSignOffTask, EditorialCheckTask


class Command(BaseCommand):
    """No screen changes the roles, so what was lost is given back here. Of what is in force nothing is taken away."""

    help = (
        "Makes roles that are gone, gives roles the permissions that they lack, steps without a role theirs, and takes other "
        "groups out of clinical steps that are switched off."
    )

    @override
    def handle(self, **_options: object) -> None:
        with transaction.atomic():
            made = restore_roles()
            for model, role in ((EditorialCheckTask, EDITOR), (ClinicalSignOffTask, CLINICAL_REVIEWER)):
                for step in model.objects.filter(groups=None):
                    step.groups.add(Group.objects.get(name=role))
            mended = [
                _mend(step, groups)
                for step in ClinicalSignOffTask.objects.filter(active=False).order_by("pk")
                if (groups := groups_that_would_gain(step))
            ]
        self.stdout.write(
            f"The roles have what they had at first. Made anew: {', '.join(made) if made else 'none'}."
        )
        for sentence in mended:
            self.stdout.write(sentence)
        for step in ClinicalSignOffTask.objects.filter(active=True).order_by("pk"):
            others = [group.name for group in step.groups.order_by("name") if group.name != CLINICAL_REVIEWER]
            if others:
                self.stdout.write(
                    f"The step “{step.name}” is in use, and decided by {', '.join(others)} too. If that is not wanted, "
                    "change it under Settings → Workflow tasks."
                )


def _mend(step: ClinicalSignOffTask, others: list[Group]) -> str:
    step.groups.remove(*others)
    step.groups.add(Group.objects.get(name=CLINICAL_REVIEWER))
    names = ", ".join(group.name for group in others)
    return f"The step “{step.name}”, which is switched off, is for {CLINICAL_REVIEWER} alone now. It named {names}."
