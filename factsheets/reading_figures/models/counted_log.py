"""How far the log of a web server in front was counted, so that no line of it counts twice."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class CountedLog(models.Model):
    """`inode` is the file that was read last under this path, `position` the byte behind the last whole line."""

    path = models.CharField("path", max_length=500)
    inode = models.BigIntegerField("file", default=0)
    position = models.PositiveBigIntegerField("read up to", default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "counted log"
        verbose_name_plural = "counted logs"
        default_permissions: ClassVar[list[str]] = []
        constraints = [models.UniqueConstraint(fields=["path"], name="counted_log_once")]

    def __str__(self) -> str:
        return self.path
