"""The task queue: the database, except for what people ask about the moment after."""

from typing import Any

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import TaskResultStatus
from django_tasks_db import DatabaseBackend


class Queue(DatabaseBackend):
    """Keeps tasks in the database for the worker, and runs the tasks named in `AT_ONCE` where they are enqueued.

    Wagtail brings its reference index up to date in a task. What is in use may not be deleted, so the index must be
    right when the transaction that uses something commits, and not when a worker comes round to it.

    Publishing saves a page three times and more, and each time what is made of it is to be made anew. Of the tasks
    named in `MERGED` one waits for each thing: it is done as the thing is when its turn comes.

    Options: `AT_ONCE`, full names of tasks. `MERGED`, full name → number of arguments that say of what; those after
    them are yes or no, and one yes is enough.
    """

    def __init__(self, alias: str, params: dict):
        super().__init__(alias, params)
        self.at_once = frozenset(self.options.get("AT_ONCE", ()))
        self.merged: dict[str, int] = dict(self.options.get("MERGED", {}))
        self.immediate = ImmediateBackend(alias, {**params, "OPTIONS": {}})

    def enqueue(self, task, args, kwargs):
        if task.module_path in self.at_once:
            return self.immediate.enqueue(task, args, kwargs)
        if task.module_path in self.merged and not kwargs and task.run_after is None:
            with transaction.atomic():
                return self._merged(task, list(args), self.merged[task.module_path])
        return super().enqueue(task, args, kwargs)

    def _merged(self, task, args: list[Any], of_what: int):
        """Let a waiting task stand for this one too. No worker takes it before this transaction ends."""
        from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - tasks are named before models are loaded

        about = {f"args_kwargs__args__{place}": value for place, value in enumerate(args[:of_what])}
        waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=task.module_path, **about)
        # What a worker takes this instant is passed over: it may have read already what changes now.
        found = waiting.select_for_update(skip_locked=True).first()
        if found is None:
            return super().enqueue(task, args, {})
        known = found.args_kwargs["args"]
        wanted = [*known[:of_what], *(a or b for a, b in zip(known[of_what:], args[of_what:], strict=True))]
        if wanted != known:
            found.args_kwargs = {**found.args_kwargs, "args": wanted}
            found.save(update_fields=["args_kwargs"])
        return found.task_result
