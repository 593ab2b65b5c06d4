"""The task queue: the database, except for what people ask about the moment after."""

from django_tasks.backends.immediate import ImmediateBackend
from django_tasks_db import DatabaseBackend


class Queue(DatabaseBackend):
    """Keeps tasks in the database for the worker, and runs the tasks named in `AT_ONCE` where they are enqueued.

    Wagtail brings its reference index up to date in a task. What is in use may not be deleted, so the index must be
    right when the transaction that uses something commits, and not when a worker comes round to it.

    Options: `AT_ONCE`, full names of tasks.
    """

    def __init__(self, alias: str, params: dict):
        super().__init__(alias, params)
        self.at_once = frozenset(self.options.get("AT_ONCE", ()))
        self.immediate = ImmediateBackend(alias, {**params, "OPTIONS": {}})

    def enqueue(self, task, args, kwargs):
        if task.module_path in self.at_once:
            return self.immediate.enqueue(task, args, kwargs)
        return super().enqueue(task, args, kwargs)
