"""A change touches the public pages that show a thing, by whatever way it gets there, on the brands one may know of."""

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.desk.touched.reach import reach_of, seen_by
from cms.navigation.models import Menu
from home.provisioning.brands import locale_of
from home.provisioning.teams import brand_collection, group_collection
from tests.factories.brands import home_of
from tests.factories.library import make_example, make_question, make_version, translate
from tests.factories.media import make_image
from tests.factories.pages import make_content, make_examples, make_specialism

from .conftest import cards


def titles(reach) -> set[str]:
    return {each.page.title for each in reach.pages}


def of(thing, **asked):
    return reach_of(thing, BrandDirectory(), **asked)


def test_an_original_touches_public_pages_of_every_brand(pages, role, brands):
    reach = of(role)
    assert titles(reach) == {"Iduet shows", "Finhire shows"}
    assert str(reach) == "This touches 2 pages on 2 brands; 4 addresses."
    assert f"{brands[0].root_url}/{pages[0].slug}/" in reach.pages[0].addresses


def test_who_works_for_one_brand_is_told_of_that_alone(pages, role, brands, editor_of, librarian):
    for brand, page in zip(brands, pages, strict=True):
        reach = of(role, seen=seen_by(editor_of(brand)))
        assert titles(reach) == {page.title}
        assert str(reach) == "This touches 1 page on 1 brand; 2 addresses."
    assert seen_by(librarian) is None


def test_a_version_touches_its_brand_alone(pages, role, brands):
    version = make_version(role, brands[1], tagline="Ours")
    assert titles(of(version)) == {"Finhire shows"}


def test_what_names_the_role_carries_the_change_on(role, brands):
    example = make_example(roles=[{"type": "role", "value": role.pk}])
    make_examples(home_of(brands[0]), [example], "Shows an example")
    assert titles(of(role)) == {"Shows an example"}


def test_a_text_touches_pages_of_its_language_whatever_row_they_refer_to(pages, role, brands):
    english = translate(role, "en")
    make_content(home_of(brands[0], "en"), "Shows it in English", body=[cards(role)])
    assert titles(of(role)) == {"Iduet shows", "Finhire shows"}
    assert titles(of(english)) == {"Shows it in English"}


def test_a_separate_front_end_is_told(pages, role, brands):
    Brand.objects.filter(pk=brands[0].pk).update(front_end_url="https://www.iduet.nl")
    reach = of(role)
    assert reach.front_ends == ["https://www.iduet.nl"]
    assert str(reach).endswith("1 front end is told.")


def test_nothing_shows_it(brands):
    assert str(of(make_question())) == "No public page shows this."


def test_a_picture_touches_where_it_stands(brands):
    picture = make_image(collection=group_collection())
    for brand in brands:
        make_content(home_of(brand), f"{brand.name} picture", hero_image=picture)
    assert titles(of(picture)) == {"Iduet picture", "Finhire picture"}
    logo = make_image(collection=brand_collection(brands[0]))
    brands[0].logo_light = logo
    brands[0].save()
    assert {each.brand.key for each in of(logo).pages} == {"iduet"}


def test_a_menu_touches_its_brands_pages_of_its_language(pages, brands):
    menu = Menu.objects.create(brand=brands[0], locale=locale_of("nl"), place="header")
    reach = of(menu)
    assert {(each.brand.key, each.root.language_code) for each in reach.pages} == {("iduet", "nl")}
    assert "Iduet shows" in titles(reach)


def test_a_brand_touches_its_sisters_who_name_it(pages, brands, publisher_of):
    assert {brand.key for brand in of(brands[0]).brands} == {"iduet", "finhire"}
    assert {brand.key for brand in of(brands[0], seen=seen_by(publisher_of(brands[0]))).brands} == {"iduet"}


def test_a_move_touches_what_goes_along_and_what_links_there(brands):
    home = home_of(brands[0])
    section, elsewhere = (
        make_specialism(home, "Section", slug="section"),
        make_specialism(home, "Elsewhere", slug="else"),
    )
    below = make_specialism(section, "Below", slug="below")
    link = f'<p><a linktype="page" id="{below.pk}">Below</a></p>'
    make_content(home, "Links there", introduction=link)
    make_content(home, "Does not")
    reach = of(section, destination=elsewhere)
    assert titles(reach) == {"Section", "Below", "Links there"}
    addresses = next(each.addresses for each in reach.pages if each.page.pk == below.pk)
    assert addresses[0].endswith("/section/below/")
    assert addresses[2].endswith("/else/section/below/")
