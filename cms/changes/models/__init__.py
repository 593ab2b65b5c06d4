from .change import Change, CurrentTransaction
from .webhook import Attempt, Message, Webhook

__all__ = ["Attempt", "Change", "CurrentTransaction", "Message", "Webhook"]
