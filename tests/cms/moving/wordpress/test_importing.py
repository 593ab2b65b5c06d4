"""A whole export into a brand: every field arrives, once, and nothing that a person did is lost."""

import shutil

import pytest
from wagtail.models import Page

from cms.comparisons.models import ComparisonPage
from cms.library.models import CallToAction, Question, Role
from cms.media.models import MediaDocument, MediaImage
from cms.moving.models import Imported, ImportLine, ImportRun
from cms.moving.wordpress.importing import Importing
from cms.moving.wordpress.reading import ExportRefused
from cms.pages.models import ArticlePage, ContentPage
from tests.factories.library import make_role
from tests.factories.media import picture_bytes

from .brought import COMPARISON, page_of, remarks
from .exports import HOST, Export, Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def uploads(tmp_path):
    """A copy of an uploads folder with a picture and a document."""
    folder = tmp_path / "uploads"
    (folder / "2021" / "03").mkdir(parents=True)
    (folder / "2021/03/office.png").write_bytes(picture_bytes())
    (folder / "2021/03/terms.pdf").write_bytes(b"%PDF-1.4 terms")
    (folder / "2021/03/bad.png").write_bytes(b"<script>alert(1)</script>")
    return folder


FILES = f"{HOST}/wp-content/uploads/2021/03"
PICTURE = Item(
    50, "Ons kantoor", type="attachment", status="inherit", attachment_url=f"{FILES}/office.png",
    meta={"_wp_attached_file": "2021/03/office.png", "_wp_attachment_image_alt": "Drie mensen aan tafel"},
)  # fmt: skip
PDF = Item(51, "Voorwaarden", type="attachment", status="inherit", attachment_url=f"{FILES}/terms.pdf")
BODY = (
    f'<p>Wij werven. Zie <a href="{HOST}/over/">over ons</a>, <a href="/wp-content/uploads/2021/03/terms.pdf">de '
    'voorwaarden</a> en <a href="https://www.example.com/x">elders</a>.</p><h2>Kantoor</h2><p>Hier.</p>'
    '<img class="wp-image-50" src="x-300x200.png"/><h2>Veelgestelde vragen</h2><h3>Wat doen jullie?</h3><p>Werven.</p>'
    '<a class="wp-block-button__link" href="/over/">Lees meer</a>'
)


def test_every_field_of_a_page_arrives(bring, finhire, uploads):
    summary = bring(
        [
            PICTURE, PDF, Item(1, "Over", "<p>Wij zijn Finhire.</p>", slug="over"),
            Item(2, "Team", BODY, slug="team", parent=1, meta={
                "_thumbnail_id": "50", "_yoast_wpseo_title": "%%title%% %%sep%% %%sitename%%",
                "_yoast_wpseo_metadesc": "Wie wij zijn.", "_yoast_wpseo_meta-robots-noindex": "1",
            }),
        ],
        uploads=uploads,
    )  # fmt: skip
    assert summary.outcomes == {
        ("attachment", "made"): 2, ("content", "made"): 2
    }  # fmt: skip
    image, document = MediaImage.objects.get(), MediaDocument.objects.get()
    assert (image.title, image.description, image.collection.name) == (
        "Ons kantoor",
        "Drie mensen aan tafel",
        "Finhire",
    )
    over, team = page_of("1", ContentPage), page_of("2", ContentPage).get_latest_revision_as_object()
    assert team.get_parent().pk == over.pk
    assert over.get_parent().specific == finhire.site.root_page.specific
    assert (team.slug, team.live, team.url_path.endswith("/over/team/")) == ("team", False, True)
    assert (team.seo_title, team.search_description) == ("Team – Finhire", "Wie wij zijn.")
    assert team.hero_image == image
    assert team.introduction == (
        f'<p>Wij werven. Zie <a linktype="page" id="{over.pk}">over ons</a>, '
        f'<a linktype="document" id="{document.pk}">de voorwaarden</a> en <a href="https://www.example.com/x">elders</a>.</p>'
    )
    assert [block.block_type for block in team.body] == ["text_section", "figure", "questions", "call_to_action"]
    text, figure, questions, call = team.body
    assert (text.value["heading"], text.value["text"].source) == ("Kantoor", "<p>Hier.</p>")
    assert figure.value["image"]["image"].pk == image.pk
    assert figure.value["image"]["alt_text"] == "Drie mensen aan tafel"
    question = Question.objects.get(pk=questions.value["questions"][0].pk)
    assert (question.question, question.answer, question.live) == ("Wat doen jullie?", "<p>Werven.</p>", False)
    assert question.brand == finhire
    invitation = CallToAction.objects.get(pk=call.value.pk)
    assert invitation.link[0].value["page"].pk == over.pk
    assert remarks("2") == {"noindex"}
    row = Page.objects.get(pk=team.pk).specific
    assert row.body.raw_data[0]["value"]["heading"] == "Kantoor", "what nobody published stands in the row, too"


def test_posts_become_articles_with_their_authors_dates_and_tags(bring, finhire):
    terms = [("category", "uncategorized", "Uncategorized"), ("category", "cfo", "CFO"), ("post_tag", "a", "A, B")]
    post = Item(1, "Nieuws &amp; meer", "Eerste regel.\n\nTweede.", type="post", terms=terms, excerpt="Kort gezegd")
    post.link, post.slug, post.comments = f"{HOST}/blog/nieuws/", "nieuws", 2
    bring([post], export={"authors": {"anna": "Anna de Vries"}})
    article = page_of("1", ArticlePage)
    assert (article.title, article.author, article.date.isoformat()) == ("Nieuws & meer", "Anna de Vries", "2021-03-04")
    assert [tag.word for tag in article.page_tags.all()] == ["CFO", "A", "B"]
    assert article.introduction == "<p>Kort gezegd</p>"
    assert article.get_parent().slug == "blog"
    assert not article.get_parent().live
    assert remarks("1") == {"comments"}


@pytest.mark.parametrize("plugin", ["wpml", "polylang"])
def test_languages_and_what_is_translated_from_what(bring, finhire, plugin):
    def said(code):
        if plugin == "wpml":
            return {"meta": {"_wpml_import_language_code": code, "_wpml_import_translation_group": "7"}}
        return {"terms": [("language", code, code), ("post_translations", "pll_7", "pll_7")]}

    bring([Item(2, "About", slug="about", **said("en")), Item(1, "Over", slug="over", **said("nl")),
           Item(3, "Über", slug="uber", **said("de"))])  # fmt: skip
    dutch, english = page_of("1", ContentPage), page_of("2", ContentPage)
    assert (dutch.locale.language_code, english.locale.language_code) == ("nl", "en")
    assert dutch.translation_key == english.translation_key
    assert english.source_revision == dutch.latest_revision
    assert english.url.endswith("/en/about/")
    assert remarks("3") == {"language"}
    assert not Imported.objects.filter(source_id="3").exists()


def test_twice_imported_is_once_there(bring, uploads, django_assert_max_num_queries):
    items = [PICTURE, PDF, Item(1, "Over", slug="over"), Item(2, "Team", BODY, slug="team", parent=1),
             Item(3, "Bericht", "x", type="post")]  # fmt: skip
    bring(items, uploads=uploads)
    models = (Page, Question, CallToAction, MediaImage, MediaDocument, Imported, Role)
    before = [model.objects.count() for model in models]
    revisions = list(Page.objects.order_by("pk").values_list("latest_revision", flat=True))
    summary = bring(items, uploads=uploads)
    assert [model.objects.count() for model in models] == before
    assert list(Page.objects.order_by("pk").values_list("latest_revision", flat=True)) == revisions
    assert {outcome for _kind, outcome in summary.outcomes} == {"same"}
    assert ImportRun.objects.count() == 2


def test_what_changed_there_is_brought_up_to_date_but_for_what_somebody_worked_on(bring):
    bring([Item(1, "Een", "<p>een</p>"), Item(2, "Twee", "<p>twee</p>")])
    worked_on = page_of("2", ContentPage)
    worked_on.title = "Mijn werk"
    worked_on.save_revision()
    summary = bring([Item(1, "Een", "<p>anders</p>"), Item(2, "Twee", "<p>anders</p>")])
    assert summary.outcomes == {("content", "changed"): 1, ("content", "kept"): 1}
    assert page_of("1", ContentPage).get_latest_revision_as_object().introduction == "<p>anders</p>"
    assert page_of("2", ContentPage).get_latest_revision_as_object().title == "Mijn werk"
    assert "kept" in remarks("2")


def test_a_page_that_moved_there_is_told_until_it_is_moved_here_and_its_old_address_leads_on(bring, iduet, site_client):
    def site(moved):
        below = {"parent": 1, "link": f"{HOST}/over/team/"} if moved else {}
        return [Item(1, "Over", "x"), Item(2, "Team", "y", **below), Item(3, "Blijft", "z")]

    bring(site(False), publish=True, brand=iduet)
    bring(site(False), publish=True)
    (own, finhires) = Imported.objects.filter(source_id="2").order_by("pk")
    before = Page.objects.get(pk=finhires.object_id).url_path
    for _again in range(2):
        summary = bring(site(True))
        assert summary.outcomes == {("content", "same"): 3}
        told = {line.source_id: line.remarks for line in summary.run.lines.all() if line.remarks}
        assert told == {"2": [{"about": "moved", "words": f"{HOST}/over/team/ (Over)"}]}
        assert Page.objects.get(pk=finhires.object_id).url_path == before
    team, over = Page.objects.get(pk=finhires.object_id), Imported.objects.get(source_id="1", brand=finhires.brand)
    team.move(Page.objects.get(pk=over.object_id), pos="last-child")
    assert not bring(site(True)).remarks
    response = site_client(finhires.brand, "/team/")
    assert (response.status_code, response["Location"]) == (301, "/over/team/")
    assert site_client(own.brand, "/team/").status_code == 200


def test_questions_change_with_their_page_but_for_those_that_are_shared_or_worked_on(bring):
    def asking(*answers):
        return [Item(number, f"P{number}", f"<h2>FAQ</h2><h3>Wat?</h3><p>{answer}</p>", slug=f"p{number}")
                for number, answer in enumerate(answers, start=1)]  # fmt: skip

    bring(asking("a", "a", "b"))
    assert sorted(Question.objects.values_list("answer", flat=True)) == ["<p>a</p>", "<p>b</p>"]
    bring(asking("a", "c", "d"))
    assert sorted(Question.objects.values_list("answer", flat=True)) == ["<p>a</p>", "<p>c</p>", "<p>d</p>"]
    worked_on = Question.objects.get(answer="<p>d</p>")
    worked_on.answer = "<p>Mijn werk</p>"
    worked_on.save_revision()
    bring(asking("a", "c", "e"))
    assert worked_on.latest_revision.as_object().answer == "<p>Mijn werk</p>"
    assert remarks("3") == {"kept"}
    assert Question.objects.count() == 3


def test_what_was_deleted_here_comes_anew_and_is_told(bring):
    bring([Item(1, "Een")])
    page_of("1").delete()
    bring([Item(1, "Een")])
    assert page_of("1").title == "Een"
    assert "deleted" in remarks("1")
    assert Imported.objects.count() == 1


def test_published_with_the_switch_and_only_what_was_public_and_is_complete(bring):
    items = [
        Item(1, "Een", f'<p>Naar <a href="{HOST}/twee/">twee</a>.</p>', slug="een"),
        Item(2, "Twee", f'<p>Naar <a href="{HOST}/een/">een</a>.</p>', slug="twee"),
        Item(3, "Draft", "<p>x</p>", status="draft"), Item(4, "Secret", "<p>x</p>", password="x"),
        Item(5, "Vragen", "<p>Intro.</p><h2>FAQ</h2><p>Een antwoord zonder vraag.</p>"),
        Item(6, "Bericht", "<p>x</p>", type="post"),
    ]  # fmt: skip
    summary = bring(items, publish=True)
    assert (summary.published, summary.refused) == (3, 1)
    assert [page_of(str(number)).live for number in range(1, 7)] == [True, True, False, False, False, True]
    assert page_of("1").first_published_at.year == 2021
    assert remarks("5") >= {"publish", "question"}
    assert bring(items, publish=True).published == 0


def test_drafts_of_an_earlier_import_are_published_later(bring):
    items = [Item(1, "Een", f'<a href="{HOST}/twee/">twee</a>', slug="een"),
             Item(2, "Twee", f'<a href="{HOST}/een/">een</a>', slug="twee")]  # fmt: skip
    bring(items)
    assert not page_of("1").live
    assert bring(items, publish=True).published == 2
    assert page_of("1").live
    assert page_of("2").live


def test_a_dry_run_says_what_would_be_and_changes_nothing(bring, uploads, settings):
    before = Page.objects.count()
    summary = bring([PICTURE, Item(1, "Een")], uploads=uploads, dry=True)
    assert summary.outcomes == {("attachment", "made"): 1, ("content", "made"): 1}
    assert (Page.objects.count(), MediaImage.objects.count(), ImportRun.objects.count()) == (before, 0, 0)


def test_nothing_is_written_where_the_end_of_the_file_is_broken(bring, tmp_path, finhire):
    path = Export([Item(1, "Een")]).write(tmp_path / "a.xml")
    path.write_text(path.read_text(encoding="utf-8").replace("</rss>", ""), encoding="utf-8")
    before = Page.objects.count()
    with pytest.raises(ExportRefused):
        Importing(finhire, path).run()
    assert (Page.objects.count(), Imported.objects.count()) == (before, 0)


def test_files_that_fail_are_told_and_leave_none_behind(bring, uploads):
    bad = Item(52, "Bad", type="attachment", attachment_url=f"{HOST}/wp-content/uploads/2021/03/bad.png")
    gone = Item(53, "Gone", type="attachment", attachment_url=f"{HOST}/wp-content/uploads/2021/03/gone.png")
    outside = Item(54, "Out", type="attachment", meta={"_wp_attached_file": "../../../etc/passwd"})
    bring([bad, gone, outside, Item(1, "Een", '<p>a</p><img class="wp-image-53" alt="Weg">')], uploads=uploads)
    assert (remarks("52"), remarks("53"), remarks("54")) == ({"refused file"}, {"file"}, {"file"})
    assert "picture" in remarks("1")
    assert "Weg" in str(page_of("1", ContentPage).body)
    assert MediaImage.objects.count() == 0


def test_another_brands_things_stay_as_they_are(bring, iduet, finhire):
    make_role("CFO", brand=iduet)
    bring([Item(1, "CFO vs. CEO", COMPARISON, slug="cfo-vs-ceo")])
    page = page_of("1", ComparisonPage)
    assert [Role.objects.get(pk=child.value.pk).brand for child in page.roles] == [finhire, finhire]
    bring([Item(1, "CFO vs. CEO", COMPARISON)], brand=iduet)
    assert Imported.objects.filter(source_id="1").count() == 2


def test_the_shape_of_a_comparison_becomes_one(bring, finhire):
    make_role("CFO")
    bring([Item(1, "CFO vs. CEO", COMPARISON, slug="cfo-vs-ceo")])
    page = page_of("1", ComparisonPage)
    names = [Role.objects.get(pk=child.value.pk).short_name for child in page.roles]
    assert names == ["CFO", "CEO"]
    assert [block.block_type for block in page.body] == [
        "comparison_text", "role_cards", "criteria_table", "choice_list", "examples", "questions",
    ]  # fmt: skip
    row = page.body[2].value["rows"][0]
    assert (row["criterion"], sorted(row["cells"].values())) == ("Focus", ["Alles", "Geld"])
    assert [line["engagement"] for line in page.body[3].value["lines"]] == ["permanent", "interim"]
    assert remarks("1") == {"role", "role text", "engagement"}


def test_a_comparison_with_pages_below_it_stays_a_page(bring):
    bring([Item(1, "CFO vs. CEO", COMPARISON), Item(2, "Onder", parent=1)])
    assert page_of("1", ContentPage).numchild == 1
    assert "comparison" in remarks("1")


def test_circles_and_towers_of_parents_end(bring):
    circle = [Item(1, "A", parent=2), Item(2, "B", parent=1), Item(3, "C", parent=3)]
    tower = [Item(number, f"P{number}", parent=number - 1 if number > 100 else 0) for number in range(100, 130)]
    bring([*circle, *tower, Item(4, "D", parent=999)])
    assert Imported.objects.count() == 34
    assert "parent" in remarks("1") | remarks("2")
    assert "parent" in remarks("3")
    assert "parent" in remarks("4")
    assert Page.find_problems() == ([], [], [], [], [])


def test_names_that_are_taken_or_none_are_told(bring, finhire):
    bring([Item(1, "Een", slug="x"), Item(2, "Twee", slug="x"), Item(3, "Привет", slug="%d0%bf"), Item(4, "", slug="")])
    assert page_of("2").slug == "x-2"
    assert remarks("2") == {"address"}
    assert page_of("3").slug == "page-3"
    assert page_of("4").title


def test_things_of_other_kinds_are_listed(bring):
    bring([Item(1, "Menu", type="nav_menu_item"), Item(2, "Weg", status="trash")])
    assert (remarks("1"), remarks("2")) == ({"kind"}, {"status"})
    assert set(ImportLine.objects.values_list("outcome", flat=True)) == {"left"}


def test_files_come_out_of_an_archive(bring, uploads, tmp_path):
    for kind in ("zip", "gztar"):
        archive = shutil.make_archive(str(tmp_path / kind), kind, tmp_path, "uploads")
        MediaImage.objects.all().delete()
        bring([PICTURE], uploads=tmp_path / archive)
        assert MediaImage.objects.get().file.size > 0


def test_files_are_fetched_only_where_that_was_asked(bring):
    content = picture_bytes()
    asked = []

    def fetch(address):
        asked.append(address)
        return content

    bring([PICTURE], fetch=fetch)
    assert asked == [f"{HOST}/wp-content/uploads/2021/03/office.png"]
    with MediaImage.objects.get().file.open() as stored:
        assert stored.read() == content
