"""Answers that took long to compute, kept until the diary changes."""

from typing import ClassVar

from django.db import models

from headlog.web.accounts.models import Person


class InferredAnswer(models.Model):
    """What was inferred from one state of a diary; computed by the worker, shown by the pages."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    # Which question, as in "signs:neck".
    question = models.CharField(max_length=140)
    # The state of the diary, the day and the methods it was computed from.
    version = models.CharField(max_length=140)
    # Sections and numbers as JSON text; personal like the diary itself.
    content = models.TextField()
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "question"], name="one_answer_per_question")
        ]

    def __str__(self) -> str:
        return self.question
