"""What the desk adds to Wagtail's own lists: each shows the person's own brands' trees."""

from wagtail import hooks

from brands.directory import directory_for

from .ownership import own_pages


@hooks.register("construct_page_chooser_queryset")
def choose_own_pages(pages, request):
    return own_pages(request.user, pages, directory_for(request))


@hooks.register("construct_explorer_page_queryset")
def explore_own_pages(parent_page, pages, request):
    return own_pages(request.user, pages, directory_for(request))
