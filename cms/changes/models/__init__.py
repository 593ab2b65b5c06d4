from .change import Change, CurrentTransaction
from .purge import Purge, Reader
from .webhook import Attempt, Message, Webhook

__all__ = ["Attempt", "Change", "CurrentTransaction", "Message", "Purge", "Reader", "Webhook"]
