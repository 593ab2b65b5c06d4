from .enquiry import Enquiry
from .form import EnquiryForm, FormDetails, load_forms
from .mailbox import Mailbox

__all__ = ["Enquiry", "EnquiryForm", "FormDetails", "Mailbox", "load_forms"]
