"""How much may be sent. Who announces more is refused before a byte of it is read."""

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from .storing import could_not_be_kept, said_of

SAYS_TOO_LARGE = "Too large: this address takes {:,} bytes at most.\n"


class LimitedBody:
    """Middleware after the host gate: 413 to bodies over `LARGEST_BODY` of the host's kind, 411 to unmeasured ones."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kind = getattr(request, "host_kind", "site")
        most = settings.LARGEST_BODY.get(kind, settings.LARGEST_BODY["site"])
        announced = request.META.get("CONTENT_LENGTH") or ""
        if "HTTP_TRANSFER_ENCODING" in request.META and not announced.isdigit():
            return self._refused(411, "Say with Content-Length how much you send.\n")
        if announced and not announced.isdigit():
            return self._refused(400, "Content-Length is no number.\n")
        if announced and int(announced) > most:
            return self._refused(413, SAYS_TOO_LARGE.format(most))
        return self._unkept(request) or self.get_response(request)

    @classmethod
    def _unkept(cls, request: HttpRequest) -> HttpResponse | None:
        """An upload is laid down before anybody asks for its fields; where there is no room, that is said."""
        if request.method != "POST" or request.content_type != "multipart/form-data":
            return None
        try:
            request.POST  # noqa: B018 - reading it lays the files down
        except OSError as fault:
            if could_not_be_kept(fault):
                for handler in request.upload_handlers:
                    handler.upload_interrupted()  # what was laid down so far goes
                status, words = said_of(fault)
                return cls._refused(status, f"{words}\n")
        except (MultiPartParserError, SuspiciousOperation):
            pass  # whoever asks next is told, and answers 400
        return None

    @staticmethod
    def _refused(status: int, words: str) -> HttpResponse:
        response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
        response["Connection"] = "close"  # what is on its way is not waited for
        return response
