from .call_to_action import CallToAction
from .example import Example
from .item import LibraryItem
from .question import Question
from .role import Role
from .suggestion import Suggestion

__all__ = ["CallToAction", "Example", "LibraryItem", "Question", "Role", "Suggestion"]
