"""The contract: how endpoints are declared, and the OpenAPI document that follows from their declarations."""

import inspect
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from http.client import responses
from typing import Annotated, Any, get_args, get_origin

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.decorators import decorate_view
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.parser import Parser
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from .answering import ASKED_EACH_TIME, METHODS, document
from .log import read_log
from .paging import Listing, links
from .problems import (
    EVERYWHERE,
    EVERYWHERE_IN_PRIVATE,
    INVALID_BODY,
    INVALID_PARAMETER,
    MEDIA_TYPE,
    PASSWORD_NEEDED,
    TOKEN_NEEDED,
    TOO_MANY_REQUESTS,
    UNKNOWN_PARAMETER,
    ParameterError,
    Problem,
    ProblemKind,
    Refused,
    problem_response,
)


@dataclass(frozen=True)
class Endpoint:
    """A declared endpoint: where it stands, what it answers, and with which problems of its own."""

    path: str
    view: Callable[..., Any]
    answers: Any
    refuses: tuple[ProblemKind, ...]
    from_database: bool
    stored: bool = True
    method: str = "GET"
    is_private: bool = False
    status: int = 200

    @property
    def name(self) -> str:
        return self.view.__name__

    @property
    def methods(self) -> str:
        """Methods that its address answers, as `Allow` has them."""
        return METHODS if self.method == "GET" else f"{self.method}, OPTIONS"


def reads(
    path: str, *, answers: Any, refuses: Iterable[ProblemKind] = (), from_database: bool = True, stored: bool = True
) -> Callable[[Callable], Endpoint]:
    """Declare a view that answers GET with an instance of `answers`, or raises `Refused`.

    Its query parameters are the fields of the model that annotates its argument `parameters`. What is not `stored` is
    asked for each time, since no tag says when it is old.
    """
    return lambda view: Endpoint(path, view, answers, tuple(refuses), from_database, stored)


def for_one(
    path: str, *, answers: Any, refuses: Iterable[ProblemKind] = (), method: str = "GET", status: int = 200
) -> Callable[[Callable], Endpoint]:
    """Declare a view whose answers are for one reader, since it is told a token, a code or a password.

    What a POST sends is the model that annotates its argument `body`.
    """
    return lambda view: Endpoint(
        path, view, answers, tuple(refuses), from_database=False, method=method, is_private=True, status=status
    )


class CommaSeparated(Parser):
    """Reads lists as OpenAPI's `style: form, explode: false` writes them: ``fields=title,seo``."""

    def parse_querydict(self, data, list_fields, request):
        return {
            name: [part for part in data[name].split(",") if part] if name in list_fields else data[name]
            for name in data
        }


class DeliveryAPI(NinjaAPI):
    """Ninja's API with problem documents, strict parameters and one description of both."""

    def __init__(self, **kwargs):
        super().__init__(parser=CommaSeparated(), **kwargs)
        self.endpoints: dict[str, Endpoint] = {}
        self.add_exception_handler(Exception, _raise)
        self.add_exception_handler(HttpError, lambda request, error: problem_response(_unreadable(error)))
        self.add_exception_handler(Throttled, lambda request, error: _throttled(error))
        self.add_exception_handler(ValidationError, lambda request, error: problem_response(_refused(error)))

    def add(self, endpoint: Endpoint) -> None:
        """Mount an endpoint."""
        summary, _, description = (inspect.getdoc(endpoint.view) or "").partition("\n\n")
        known = _parameter_names(endpoint.view)

        def strictly(run):
            def checked(request: HttpRequest, **kwargs) -> HttpResponse:
                _refuse_unknown(request, known)
                return run(request, **kwargs)

            return checked

        def view(request, **kwargs):
            if endpoint.from_database:
                read_log(request, kwargs.get("brand"))
            answer = endpoint.view(request, **kwargs)
            response = document(answer)
            response.status_code = endpoint.status
            if isinstance(answer, Listing):
                response["Link"] = links(request, answer)
            if not endpoint.stored:
                response["Cache-Control"] = ASKED_EACH_TIME
            return response

        view.__signature__ = inspect.signature(endpoint.view)  # type: ignore[attr-defined]
        view.__name__ = endpoint.name
        self.endpoints[endpoint.name] = endpoint
        self.default_router.add_api_operation(
            endpoint.path,
            [endpoint.method],
            decorate_view(strictly)(view),
            response={endpoint.status: endpoint.answers},
            by_alias=True,
            operation_id=endpoint.name,
            summary=summary.replace("\n", " "),
            description=description,
        )

    def get_openapi_schema(self, *, path_prefix=None, path_params=None):
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        _, problems = models_json_schema([(Problem, "serialization")], ref_template="#/components/schemas/{model}")
        schema["components"]["schemas"].update(problems["$defs"])
        schema["components"]["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
        for methods in schema["paths"].values():
            for operation in methods.values():
                self._complete(operation)
        _leave_out_unused(schema)
        return schema

    def _complete(self, operation: dict) -> None:
        """Say of an operation what ninja does not know: lists with commas, validators, problems."""
        for parameter in operation["parameters"]:
            parameter["schema"] = _without_null(parameter["schema"])
            if parameter["schema"].get("type") == "array":
                parameter |= {"style": "form", "explode": False}
        endpoint = self.endpoints[operation["operationId"]]
        if TOKEN_NEEDED in endpoint.refuses:
            operation["security"] = [{"bearer": []}]
        elif PASSWORD_NEEDED in endpoint.refuses:
            operation["security"] = [{}, {"bearer": []}]
        if not endpoint.is_private:
            unchanged = "Not modified: `If-None-Match` names the ETag that it still has."
            operation["responses"][304] = {"description": unchanged}
        by_status: dict[int, list[ProblemKind]] = defaultdict(list)
        for kind in (*endpoint.refuses, *(EVERYWHERE_IN_PRIVATE if endpoint.is_private else EVERYWHERE)):
            by_status[kind.status].append(kind)
        for status, kinds in sorted(by_status.items()):
            names = "; ".join(f"`{kind.name}`: {kind.title.lower()}" for kind in kinds)
            operation["responses"][status] = {
                "description": f"{responses[status]}. {names}.",
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }


def _without_null(schema: dict) -> dict:
    """A parameter that may be left out: in a query there is no null."""
    stated = [each for each in schema.get("anyOf", []) if each != {"type": "null"}]
    if len(stated) != 1:
        return schema
    return {name: value for name, value in schema.items() if name != "anyOf"} | stated[0]


def _leave_out_unused(schema: dict) -> None:
    """Leave out components that nothing refers to: the models of parameters, which stand there one by one."""
    components = schema["components"]["schemas"]
    used: set[str] = set()
    waiting = [schema["paths"]]
    while waiting:
        names = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(waiting.pop()))) - used
        used |= names
        waiting.extend(components[name] for name in names)
    for name in components.keys() - used:
        del components[name]


def _raise(request: HttpRequest, error: Any) -> HttpResponse:
    """Leave faults to `answering`, which logs them once."""
    raise error


def _unreadable(error: Any) -> Refused:
    """The refusal of a request that ninja itself cannot read."""
    return Refused(INVALID_BODY, "The body is not JSON.")


def _parameter_names(view: Callable) -> list[str]:
    parameter = inspect.signature(view).parameters.get("parameters")
    if parameter is None:
        return []
    annotation = parameter.annotation
    model = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    assert issubclass(model, BaseModel)  # noqa: S101 - a mistake of whoever declares the endpoint
    return list(model.model_fields)


def _refuse_unknown(request: HttpRequest, known: list[str]) -> None:
    errors = [
        ParameterError(parameter=name, detail="This endpoint has no such parameter.", valid=known)
        for name in request.GET
        if name not in known
    ]
    if errors:
        raise Refused(UNKNOWN_PARAMETER, f"Not known: {', '.join(error.parameter for error in errors)}.", errors)
    twice = [name for name in request.GET if len(request.GET.getlist(name)) > 1]
    if twice:
        errors = [ParameterError(parameter=name, detail="Give it once.", valid=[]) for name in twice]
        raise Refused(INVALID_PARAMETER, f"Given more than once: {', '.join(twice)}.", errors)


def _throttled(error: Any) -> HttpResponse:
    """The answer to a client that has asked as often as it may."""
    response = problem_response(Refused(TOO_MANY_REQUESTS, "You have asked as often as one client may in a minute."))
    response["Retry-After"] = str(error.wait)
    return response


def _refused(error: Any) -> Refused:
    """The refusal of what ninja's `ValidationError` tells of."""
    errors = []
    for found in error.errors:
        # ("query", "limit"), or ("query", "fields", 2) for the third of a list
        name = str(found["loc"][-1] if not isinstance(found["loc"][-1], int) else found["loc"][-2])
        expected = str(found.get("ctx", {}).get("expected", ""))
        valid = [part.strip(" '") for part in expected.replace(" or ", ", ").split(",")] if "'" in expected else []
        stated = {"pointer": pointer} if (pointer := _pointer(found["loc"])) else {}
        errors.append(ParameterError(parameter=name, detail=f"{found['msg']}.", valid=valid, **stated))
    names = ", ".join(dict.fromkeys(one.parameter for one in errors))
    return Refused(INVALID_PARAMETER, f"Not usable: {names}.", errors)


def _pointer(place: Sequence) -> str:
    """Where in the body something is wrong, as a JSON pointer (RFC 6901); empty for what is not in a body."""
    if place[0] != "body":
        return ""
    # ("body", "body", "fields", "email"): ninja names the view's argument too
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in place[2:])
