"""Library items at Wagtail's write API: one's brands' own and the group's to read, one's own to write."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Locale, Revision

from cms.changes.models import Change
from cms.desk.wagtail_v3.items import PublishItem
from cms.library.models import CallToAction, Example, Question, Role
from cms.library.usages import reason_to_keep
from tests.factories.brands import home_of, make_user
from tests.factories.library import make_call_to_action, make_example, make_question, make_role, make_version
from tests.factories.pages import make_faq

from .conftest import nothing

MAKE = {Role: make_role, Question: make_question, Example: make_example, CallToAction: make_call_to_action}
NO_SUCH_KEY = 987_654_321


def at(model, key=None, action: str = "") -> str:
    place = f"/snippets/{model._meta.label}/"
    return f"{place}{key}/{action}" if key else place


def state() -> list:
    """Everything that a refused request must leave as it was."""
    rows = [list(model.objects.order_by("pk").values_list("pk", "live", "latest_revision", "brand")) for model in MAKE]
    return [*rows, Revision.objects.count(), Change.objects.count()]


def a_question(brand=None, **fields) -> dict:
    return {"brand_id": brand and brand.pk, "question": "Why?", "answer": "<p>Because.</p>", **fields}


@pytest.fixture
def items(brands):
    """Kind → an original, and an item of each brand, told apart by their texts."""
    texts = ("Of the group", "Own of iduet", "Own of finhire")
    owners = (None, *brands)
    return {
        model: [make(text, brand=owner) for text, owner in zip(texts, owners, strict=True)]
        for model, make in MAKE.items()
    }


class TestReading:
    @pytest.mark.parametrize("which", [0, 1])
    def test_the_groups_and_ones_own_and_nobody_elses(self, items, editors, which):
        for model, (original, *own) in items.items():
            listed = editors[which].get(at(model)).json()
            assert {one["id"] for one in listed["items"]} == {original.pk, own[which].pk}
            assert listed["count"] == 2
            assert editors[which].get(at(model, own[which].pk)).json()["brand"]["id"] == own[which].brand_id
            assert editors[which].get(at(model, original.pk)).json()["brand"] is None
            answers = {editors[which].get(at(model, key)).content for key in (own[1 - which].pk, NO_SUCH_KEY)}
            assert len(answers) == 1
            for query in ({"search": str(own[1 - which])}, {"brand": own[1 - which].brand_id}):
                assert str(own[1 - which]) not in editors[which].get(at(model), query).text

    @pytest.mark.parametrize("which", [0, 1])
    def test_translations_are_asked_of_what_one_may_see(self, items, editors, which):
        original, *own = items[Role]
        for seen in (original, own[which]):
            assert editors[which].get(at(Role), {"translation_of": seen.pk}).status_code == 200
        keys = (own[1 - which].pk, NO_SUCH_KEY)
        assert len({editors[which].get(at(Role), {"translation_of": key}).content for key in keys}) == 1
        assert editors[which].get(at(Role), {"translation_of": "nonsense"}).status_code == 400

    def test_a_version_says_which_fields_are_its_own(self, iduet, finhire, editors):
        version = make_version(make_question("Of the group?"), iduet, answer="<p>Ours.</p>")
        told = editors[0].get(at(Question, version.pk)).json()
        assert (told["own_fields"], told["original"]["id"]) == (["answer"], version.original_id)
        assert nothing(editors[1].get(at(Question, version.pk)))

    def test_other_snippets_and_other_writings_of_a_kind_are_not_there(self, items, editors, publishers):
        role = items[Role][1].pk
        for path in ("navigation.Menu/", "consent.Cookie/", "brands.Brand/", "library.role/", f"Library.Role/{role}/"):
            assert nothing(publishers[0].get(f"/snippets/{path}"))
        assert nothing(publishers[0].get(f"/snippets/library.Role/_{ord(str(role)[0]):X}x/"))

    def test_who_is_in_no_team_finds_nothing(self, items, asking):
        stranger = asking(make_user("stranger@desk.localhost"))
        assert stranger.get(at(Role)).status_code == 403
        assert nothing(stranger.get(at(Role, items[Role][0].pk)))


class TestWriting:
    def test_an_own_item_is_made_changed_published_and_deleted(self, brands, publishers):
        for brand, publisher in zip(brands, publishers, strict=True):
            made = publisher.post(at(Question), a_question(brand))
            assert made.status_code == 201, made.content
            key = made.json()["id"]
            draft = Question.objects.get(pk=key)
            assert (draft.live, draft.locale.language_code) == (False, "nl")
            assert publisher.post(at(Question, key, "actions/publish/")).status_code == 200
            assert Change.objects.filter(kind=Change.Kind.PUBLISHED, object_id=key).exists()
            fields = {"answer": "<p>For a reason.</p>", "meta": {"action": "publish"}}
            assert publisher.patch(at(Question, key), fields).status_code == 200
            assert "For a reason" in Question.objects.get(pk=key).answer
            assert publisher.post(at(Question, key, "actions/unpublish/")).status_code == 200
            assert not Question.objects.get(pk=key).live
            assert publisher.delete(at(Question, key)).status_code == 204

    def test_who_works_for_one_brand_need_not_name_it(self, iduet, editors):
        body = a_question()
        del body["brand_id"]
        assert editors[0].post(at(Question), body).json()["brand"]["id"] == iduet.pk

    def test_what_is_not_ready_is_refused_with_its_fields(self, iduet, publishers):
        before = state()
        body = a_question(iduet, answer="", meta={"type": "library.Question", "action": "publish"})
        refused = publishers[0].post(at(Question), body)
        assert (refused.status_code, refused.json()["errors"][0]["loc"][-1]) == (422, "answer")
        assert state() == before
        draft = publishers[0].post(at(Question), a_question(iduet, answer="")).json()["id"]
        refused = publishers[0].post(at(Question, draft, "actions/publish/"))
        assert (refused.status_code, refused.json()["errors"][0]["loc"]) == (422, ["answer"])

    def test_a_version_has_the_fields_that_it_names_and_no_others(self, iduet, finhire, publishers):
        original = make_question("Of the group?")
        body = {"original_id": original.pk, "brand_id": iduet.pk, "answer": "<p>Ours.</p>"}
        refused = publishers[0].post(at(Question), body)
        assert (refused.status_code, refused.json()["errors"][0]["loc"]) == (422, ["body", "answer"])
        made = publishers[0].post(at(Question), {**body, "own_fields": ["answer"]})
        assert made.status_code == 201, made.content
        key = made.json()["id"]
        version = Question.objects.get(pk=key)
        assert (version.own_fields, version.original_id, version.question) == (["answer"], original.pk, "")
        refused = publishers[0].patch(at(Question, key), {"question": "Ours?"})
        assert (refused.status_code, refused.json()["errors"][0]["loc"]) == (422, ["body", "question"])
        both = {"question": "Ours?", "own_fields": ["answer", "question"], "meta": {"action": "publish"}}
        assert publishers[0].patch(at(Question, key), both).status_code == 200
        version.refresh_from_db()
        assert (version.question, sorted(version.own_fields)) == ("Ours?", ["answer", "question"])
        for fields in ({"original_id": None}, {"original_id": original.pk}, {"locale": 1}, {"own_fields": ["x"]}):
            assert publishers[0].patch(at(Question, key), fields).status_code == 422, fields
        assert publishers[0].post(at(Question), {**body, "own_fields": ["answer"]}).status_code == 422  # there is one

    def test_a_version_is_in_the_language_of_its_original(self, iduet, finhire, publishers):
        original = make_question("Of the group?", language="en")
        body = {"original_id": original.pk, "brand_id": iduet.pk, "own_fields": ["answer"], "answer": "<p>Ours.</p>"}
        made = publishers[0].post(at(Question), body)
        assert made.status_code == 201, made.content
        assert Question.objects.get(pk=made.json()["id"]).locale.language_code == "en"

    def test_a_translation_is_a_draft_in_a_language_of_the_brand(self, iduet, finhire, publishers):
        own = make_question("Waarom?", brand=iduet)
        made = publishers[0].post(at(Question, own.pk, "actions/copy_for_translation/"), {"locale": "en"})
        assert made.status_code == 201, made.content
        translated = Question.objects.get(pk=made.json()["id"])
        assert (translated.live, translated.brand, translated.locale.language_code) == (False, iduet, "en")
        Locale.objects.create(language_code="de")
        refused = publishers[0].post(at(Question, own.pk, "actions/copy_for_translation/"), {"locale": "de"})
        assert refused.status_code == 422

    def test_what_is_in_use_is_neither_deleted_nor_unpublished(self, brands, publishers):
        own = make_question("In use?", brand=brands[0])
        make_faq(home_of(brands[0]), [own])
        for answer in (
            publishers[0].delete(at(Question, own.pk)),
            publishers[0].post(at(Question, own.pk, "actions/unpublish/")),
        ):
            assert answer.status_code == 409
            assert "in use" in answer.json()["detail"] or "gebruik" in answer.json()["detail"]
        own.refresh_from_db()
        assert own.live

    def test_a_draft_in_use_is_unpublished_as_it_was(self, brands, publishers):
        draft = make_question("A draft in use?", brand=brands[0], publish=False)
        make_faq(home_of(brands[0]), [draft], publish=False)
        assert publishers[0].post(at(Question, draft.pk, "actions/unpublish/")).status_code == 200

    def test_what_a_brand_says_differently_is_kept_and_the_brand_named(self, iduet, finhire, asking, librarian):
        original = make_question("Of the group?")
        make_version(original, finhire, answer="<p>Ours.</p>")
        answer = asking(librarian).delete(at(Question, original.pk))
        assert (answer.status_code, answer.json()["detail"]) == (409, reason_to_keep(original, librarian))
        assert "Finhire" in answer.json()["detail"]

    def test_who_asks_for_no_permission_is_asked_for_none(self, iduet, editor_of):
        """As an action of Wagtail's that publishes for another one does."""
        item = make_question("Own?", brand=iduet, publish=False)
        action = PublishItem(item.latest_revision, user=editor_of(iduet))
        with pytest.raises(PermissionDenied):
            action.check()
        action.check(skip_permission_checks=True)

    @pytest.mark.parametrize("body", [b"null", b"[]", b'{"own_fields": {}}', b'{"topics": 1}', b'{"brand_id": "x"}'])
    def test_bodies_of_another_shape_are_refused(self, iduet, finhire, publishers, body):
        own = make_question("Own?", brand=iduet)
        before = state()
        for method, path in (("post", at(Question)), ("patch", at(Question, own.pk))):
            assert 400 <= publishers[0].raw(method, path, body).status_code < 500
        assert publishers[0].patch(at(Question, own.pk), {"live": False}).status_code == 422
        assert state() == before


class TestIsolation:
    @pytest.mark.parametrize("which", [0, 1])
    def test_what_is_foreign_is_not_there_whatever_the_operation(self, items, publishers, editors, which):
        before = state()
        for model, found in items.items():
            foreign = found[2 - which]
            for asking in (publishers[which], editors[which]):
                revision = foreign.latest_revision_id
                answers = [
                    asking.get(at(model, foreign.pk)),
                    asking.get(at(model, foreign.pk) + "?version=draft"),
                    asking.patch(at(model, foreign.pk), {}),
                    asking.delete(at(model, foreign.pk)),
                    asking.get(at(model, foreign.pk, "revisions/")),
                    asking.get(at(model, foreign.pk, f"revisions/{revision}/")),
                    *(asking.post(at(model, foreign.pk, f"actions/{name}/")) for name in ("publish", "unpublish")),
                    asking.delete(at(model, foreign.pk, "actions/delete/")),
                    asking.post(at(model, foreign.pk, "actions/revert/"), {"revision_id": revision}),
                    asking.post(at(model, foreign.pk, "actions/copy_for_translation/"), {"locale": "en"}),
                ]
                assert [answer.content for answer in answers if not nothing(answer)] == []
        assert state() == before

    def test_a_body_names_nothing_foreign(self, items, brands, publishers):
        own, foreign = items[Question][1], items[Question][2]
        link = f'<p><a linktype="page" id="{home_of(brands[1]).pk}">x</a></p>'
        button = {"text": "Go", "page": home_of(brands[1]).pk, "url": "", "contact": False}
        before = state()
        answers = [
            publishers[0].post(at(Question), a_question(brands[1])),
            publishers[0].patch(at(Question, own.pk), {"brand_id": brands[1].pk}),
            publishers[0].patch(at(Question, own.pk), {"answer": link}),
            publishers[0].post(at(Question), {**a_question(brands[0]), "original_id": foreign.pk}),
            publishers[0].post(at(Question, own.pk, "actions/revert/"), {"revision_id": foreign.latest_revision_id}),
            publishers[0].patch(
                at(Example, items[Example][1].pk), {"roles": [{"type": "role", "value": items[Role][2].pk}]}
            ),
            publishers[0].patch(
                at(CallToAction, items[CallToAction][1].pk), {"link": [{"type": "link", "value": button}]}
            ),
        ]
        assert [answer.content for answer in answers if not nothing(answer)] == []
        assert state() == before

    def test_originals_are_the_librarians_to_write(self, items, iduet, publishers, asking, librarian):
        original = items[Question][0]
        before = state()
        published = {"type": "library.Question", "action": "publish"}
        for path, body in (
            (at(Question), a_question(None)),  # becomes her brand's own, see above
            (at(Question, original.pk, "actions/publish/"), None),
            (at(Question, original.pk, "actions/unpublish/"), None),
            (at(Question, original.pk, "actions/copy_for_translation/"), {"locale": "en"}),
            (at(Question, original.pk, "actions/revert/"), {"revision_id": original.latest_revision_id}),
        ):
            if path != at(Question):
                assert publishers[0].post(path, body).status_code == 403, path
        assert publishers[0].patch(at(Question, original.pk), {"answer": "<p>Taken.</p>"}).status_code == 403
        assert publishers[0].delete(at(Question, original.pk)).status_code == 403
        assert state() == before
        hers = asking(librarian)
        assert hers.patch(at(Question, original.pk), {"answer": "<p>Better.</p>", "meta": published}).status_code == 200
        made = hers.post(at(Question), a_question(None, meta=published))
        assert made.status_code == 201, made.content
        assert Question.objects.get(pk=made.json()["id"]).live
        assert nothing(hers.post(at(Question), a_question(iduet)))

    def test_editors_publish_nothing_and_publishers_only_for_their_brand(self, brands, items, editors, asking):
        own = items[Question][1]
        before = state()
        published = {"type": "library.Question", "action": "publish"}
        mixed = asking(make_user("mixed@desk.localhost", "Iduet editors", "Finhire publishers"))
        for one in (editors[0], mixed):
            assert one.post(at(Question), a_question(brands[0], meta=published)).status_code == 403
            assert one.patch(at(Question, own.pk), {"question": "Live?", "meta": published}).status_code == 403
            assert one.post(at(Question, own.pk, "actions/publish/")).status_code == 403
            assert one.post(at(Question, own.pk, "actions/unpublish/")).status_code == 403
            assert one.delete(at(Question, own.pk)).status_code == 403
        theirs = items[Question][2].pk
        moved = {"brand_id": brands[0].pk, "meta": published}
        assert mixed.patch(at(Question, theirs), moved).status_code == 403
        assert state() == before
        assert mixed.post(at(Question), a_question(brands[1], meta=published)).status_code == 201
