"""A brand's forms: what they ask, and where answers are sent."""

import datetime
import uuid
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import override
from ninja import Body, Header, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from cms.enquiries.asking import TICKED, body_schema, form_of
from cms.enquiries.limits import TooManyEnquiries, count_one
from cms.enquiries.models import Enquiry, EnquiryForm, FormDetails
from cms.enquiries.models.form import public_form, tag_of_forms
from cms.enquiries.receiving import OtherBody, receive
from cms.foundation.partial import Partial
from cms.foundation.scope import Scope
from cms.foundation.tags import add_tags

from ..contract import for_one, reads
from ..private import check_origin
from ..problems import (
    BRAND_NOT_FOUND,
    INVALID_BODY,
    INVALID_SUBMISSION,
    KEY_REUSED,
    NOT_FOUND,
    ORIGIN_REFUSED,
    TOO_MANY_SUBMISSIONS,
    ParameterError,
    Refused,
)
from ..refs import Gathered
from ..viewpoint import BrandKey, InLanguage, brand_of, scope_of

FormKey = Annotated[str, Field(max_length=40, description="Key of a form, such as `contact`.")]
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key", min_length=8, max_length=255, pattern=r"^[!-~]+$",
        description="A text of your making, new for every submission and the same for its repetitions: a UUID does.",
    ),
]  # fmt: skip


class Said(Partial):
    """JSON Schema says nothing by null."""

    def is_said(self, field, value):
        return field in self.model_fields_set


class AnswerSchema(Said):
    """JSON Schema of an answer."""

    type: Literal["string", "boolean"]
    title: str
    description: str = ""
    format: Literal["email"] = "email"
    enum: list[str] = []
    const: Literal[True] = True
    minLength: int = 0  # noqa: N815 - JSON Schema's word
    maxLength: int = 0  # noqa: N815


class AnswersSchema(Said):
    """JSON Schema of all answers."""

    type: Literal["object"]
    additionalProperties: Literal[False]  # noqa: N815
    required: list[str]
    properties: dict[str, AnswerSchema]


class VersionSchema(Said):
    """JSON Schema of the version of what a visitor agrees to: the present one."""

    const: int


class SubmissionProperties(Said):
    """JSON Schema of what a submission holds."""

    fields: AnswersSchema
    consent_version: VersionSchema


class SubmissionSchema(Said):
    """JSON Schema of a submission."""

    type: Literal["object"]
    additionalProperties: Literal[False]  # noqa: N815
    required: list[str]
    properties: SubmissionProperties


class FormAnswer(BaseModel):
    """A form: what to show, and what to send."""

    model_config = ConfigDict(extra="forbid")

    brand: str
    form: FormDetails
    body_schema: SubmissionSchema = Field(description="JSON Schema (2020-12) of the body of a submission.")
    submit_to: str = Field(description="Where to POST that body.")


class Submission(BaseModel):
    """The answers to a form."""

    model_config = ConfigDict(extra="forbid")

    fields: dict[str, str | bool] = Field(
        description="Name → answer, as the form's `body_schema` says. What is optional may be left out.", max_length=60
    )
    consent_version: int = Field(ge=0, description="`consent_version` of the form that the visitor saw.")


class SubmissionStored(BaseModel):
    """An enquiry is stored. The same key gets the same answer again."""

    model_config = ConfigDict(extra="forbid")

    id: uuid.UUID
    received_at: datetime.datetime
    kept_until: datetime.datetime = Field(description="When it is deleted at the latest.")


@reads("/brands/{brand}/forms/{key}", answers=FormAnswer, refuses=[BRAND_NOT_FOUND, NOT_FOUND])
def form(request, brand: Path[BrandKey], key: Path[FormKey], parameters: Query[InLanguage]):
    """A form of a brand in a language: its fields in their order, its texts, and the schema of what to send."""
    scope, found = _found(request, brand, key, parameters.locale)
    details = Gathered(scope.brand.root_url).full(found.represent(scope))
    language = f"?locale={scope.language_code}"
    return FormAnswer(
        brand=scope.brand.key,
        form=details,
        body_schema=SubmissionSchema.model_validate(body_schema(details)),
        submit_to=f"/api/v1/brands/{scope.brand.key}/forms/{found.key}/submissions{language}",
    )


@for_one(
    "/brands/{brand}/forms/{key}/submissions",
    method="POST",
    answers=SubmissionStored,
    status=201,
    refuses=[
        BRAND_NOT_FOUND, NOT_FOUND, INVALID_SUBMISSION, KEY_REUSED, TOO_MANY_SUBMISSIONS, ORIGIN_REFUSED, INVALID_BODY,
    ],
)  # fmt: skip
def submit_form(
    request,
    brand: Path[BrandKey],
    key: Path[FormKey],
    parameters: Query[InLanguage],
    body: Body[Submission],
    idempotency_key: IdempotencyKey,
):
    """Send a form.

    It is stored before the answer; repeat it with the same `Idempotency-Key` until there is one. Browsers may send it
    from the brand's own site and its separate front end. `errors` of a refusal name each field by a JSON pointer, with
    a sentence in the form's language to be shown there.
    """
    check_origin(request, brand_of(request, brand))
    scope, found = _found(request, brand, key, parameters.locale)
    details = found.represent(scope)
    with override(scope.language_code):
        answers = _checked(details, body)
        try:
            count_one(request, scope.brand, Enquiry.Channel.API)
            enquiry = receive(found, details, answers, Enquiry.Channel.API, idempotency_key=idempotency_key)
        except TooManyEnquiries as many:
            headers = {"Retry-After": str(many.seconds)}
            raise Refused(
                TOO_MANY_SUBMISSIONS, "This client has sent the brand enough for now.", headers=headers
            ) from many
        except OtherBody as other:
            raise Refused(KEY_REUSED, "Another submission has this Idempotency-Key.") from other
    return SubmissionStored(id=enquiry.public_id, received_at=enquiry.received_at, kept_until=enquiry.delete_after)


def _found(request: HttpRequest, brand: str, key: str, locale: str | None) -> tuple[Scope, EnquiryForm]:
    scope = scope_of(request, brand, locale)
    add_tags(tag_of_forms(scope.brand, scope.language_code))
    found = public_form(scope, key)
    if found is None:
        raise Refused(NOT_FOUND, "The brand has no such form in this language.")
    return scope, found


def _checked(details: FormDetails, body: Submission) -> dict[str, Any]:
    """Name → answer, checked as the brand's own site does. Refuses with all that is wrong at once."""
    kinds = {item.value.name: item.type for item in details.fields}
    errors = []
    data: dict[str, str] = {}
    for name, answer in body.fields.items():
        if name not in kinds:
            errors.append(_wrong(name, "The form has no such field.", sorted(kinds)))
        elif isinstance(answer, bool) != (kinds[name] in TICKED):
            wanted = "true or false" if kinds[name] in TICKED else "a string"
            errors.append(_wrong(name, f"The answer is {wanted}.", []))
        else:
            data[name] = ("on" if answer else "") if isinstance(answer, bool) else answer
    checked = form_of(details, data)
    refused = {error.parameter for error in errors}
    for name, messages in checked.errors.items():
        if name not in refused:
            errors.append(_wrong(name, " ".join(map(str, messages)), _options(details, name)))
    if body.consent_version != details.consent_version:
        told = "What the visitor agrees to has changed: show it again."
        errors.append(
            ParameterError(
                parameter="consent_version", pointer="/consent_version", detail=told,
                valid=[str(details.consent_version)],
            )
        )  # fmt: skip
    if errors:
        names = ", ".join(dict.fromkeys(error.parameter for error in errors))
        raise Refused(INVALID_SUBMISSION, f"Not usable: {names}.", errors)
    return checked.cleaned_data


def _options(details: FormDetails, name: str) -> list[str]:
    value = next(item.value for item in details.fields if item.value.name == name)
    return list(getattr(value, "options", []))


def _wrong(name: str, detail: str, valid: list[str]) -> ParameterError:
    return ParameterError(parameter=name, pointer=f"/fields/{_token(name)}", detail=detail, valid=valid)


def _token(name: str) -> str:
    """A name in a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")
