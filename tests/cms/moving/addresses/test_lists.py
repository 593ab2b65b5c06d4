"""Old addresses out of sitemaps and lists, with nothing fetched and nothing that hides in XML."""

import gzip

import pytest

from cms.moving.addresses import lists
from cms.moving.addresses.lists import Old, Unreadable, as_old, read_addresses

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PICTURES = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'


def sitemap(*urls: str, extra="") -> str:
    locs = "".join(f"<url><loc>{url}</loc>{extra}</url>" for url in urls)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="a.xsl"?><urlset {NS} {PICTURES}>{locs}</urlset>'
    )


def index(*urls: str) -> str:
    return f"<sitemapindex {NS}>{''.join(f'<sitemap><loc>{url}</loc></sitemap>' for url in urls)}</sitemapindex>"


def written(folder, name, text):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_sitemap_with_pictures_and_an_ampersand(tmp_path):
    picture = "<image:image><image:loc>https://a.nl/wp-content/uploads/x.jpg</image:loc></image:image>"
    path = written(
        tmp_path, "s.xml", "\ufeff\n" + sitemap(" https://A.nl/over-ons/ ", "https://a.nl/?p=1&amp;x=2", extra=picture)
    )
    assert read_addresses(path) == [
        Old("/over-ons/", "a.nl"), Old("/wp-content/uploads/x.jpg", "a.nl"), Old("/?p=1&x=2", "a.nl"),
    ]  # fmt: skip


@pytest.mark.parametrize("as_folder", [False, True])
def test_an_index_with_its_files_beside_it_packed_or_not(tmp_path, as_folder):
    written(tmp_path, "post-sitemap.xml", sitemap("https://a.nl/b/"))
    written(tmp_path, "page-sitemap.xml.gz", gzip.compress(sitemap("https://a.nl/a/").encode()))
    path = written(
        tmp_path, "sitemap_index.xml", index("https://a.nl/page-sitemap.xml", "https://a.nl/x/post-sitemap.xml")
    )
    assert read_addresses(tmp_path if as_folder else path) == [Old("/a/", "a.nl"), Old("/b/", "a.nl")]


def test_a_list_with_an_address_a_line_or_cell(tmp_path):
    path = written(
        tmp_path, "l.txt", "\ufeffhttps://a.nl/a\r\n\r\n/b/,2\n/c;3\n/d?x=1;2\n/e\t4\nno address\n//x\n/a#b\n/a\n"
    )
    assert [old.address for old in read_addresses(path)] == ["/a", "/b/", "/c", "/d?x=1;2", "/e", "/a"]


@pytest.mark.parametrize(
    ("written_as", "old"),
    [
        ("https://www.a.nl", Old("/", "www.a.nl")),
        ("http://A.nl:8080/x?y#z", Old("/x?y", "a.nl")),
        ("ftp://a.nl/x", None), ("https://[x/", None), ("javascript:x", None), ("/" + "x" * 2000, None),
        ("/a\x00", None),
        ("https:///x", None), ("", None),
    ],
)  # fmt: skip
def test_what_is_an_address(written_as, old):
    assert as_old(written_as) == old


EXPORT = """<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><link>https://a.nl</link>
<wp:author><wp:author_login>jan de boer</wp:author_login></wp:author>
<wp:category><wp:category_nicename>nieuws</wp:category_nicename></wp:category>
<wp:tag><wp:tag_slug>cio</wp:tag_slug></wp:tag>
<item><link>https://a.nl/over/</link><wp:post_id>1</wp:post_id><wp:status>publish</wp:status><wp:post_type>page</wp:post_type></item>
<item><link>https://a.nl/?p=2</link><wp:post_id>2</wp:post_id><wp:status>draft</wp:status><wp:post_type>page</wp:post_type></item>
<item><link>https://a.nl/x</link><wp:post_id>3</wp:post_id><wp:status>publish</wp:status>
<wp:post_type>nav_menu_item</wp:post_type></item>
<item><link>https://a.nl/foto/</link><wp:post_id>4</wp:post_id><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>
<wp:attachment_url>https://a.nl/wp-content/uploads/f.jpg</wp:attachment_url></item></channel></rss>"""


def test_an_export_names_files_numbers_feeds_and_archives(tmp_path):
    olds = read_addresses(written(tmp_path, "a.xml", EXPORT))
    assert [old.address for old in olds] == [
        "/feed/", "/comments/feed/", "/author/jan%20de%20boer/", "/category/nieuws/", "/tag/cio/", "/over/", "/?p=1",
        "/foto/", "/wp-content/uploads/f.jpg", "/?p=4",
    ]  # fmt: skip
    with pytest.raises(Unreadable, match="document types"):
        read_addresses(written(tmp_path, "b.xml", '<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>'))


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset><url><loc>https://a.nl/&b;</loc></url></urlset>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOMB, "document types"),
        (OUTSIDE, "document types"),
        ("<!DOCTYPE x SYSTEM 'http://a.nl/x.dtd'><urlset/>", "document types"),
        ("<urlset><url><loc>/a/</loc></url>", "no sound XML"),
        ("<html><body>Not found</body></html>", "begins with <html>"),
        ("<urlset/>", "names no address"),
        ("", "names no address"),
        (b"\xff/a\n", "line 1 is not UTF-8"),
        (b"\x1f\x8bnonsense", "cannot be unpacked"),
        (index("https://a.nl/there-not.xml"), "does not lie in"),
        (index("../../etc/passwd"), "does not lie in"),
        (index("https://a.nl/s.xml"), "does not lie in"),
        ("<?xml version='1.0' encoding='no-such'?><urlset/>", "no sound XML"),
        ("<urlset>" + "<a>" * 100_000, "no sound XML"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path, text, words):
    with pytest.raises(Unreadable, match=words):
        read_addresses(written(tmp_path, "s.xml", text))


def test_indexes_that_name_each_other_end(tmp_path):
    written(tmp_path, "a.xml", index("https://a.nl/b.xml"))
    written(tmp_path, "b.xml", index("https://a.nl/a.xml"))
    with pytest.raises(Unreadable, match="no file beside it"):
        read_addresses(tmp_path / "a.xml")


def test_what_is_too_large_packed_or_not_and_what_is_not_there(tmp_path, monkeypatch):
    monkeypatch.setattr(lists, "LARGEST", 1000)
    for name, data in (("a.txt", b"/x\n" * 400), ("b.gz", gzip.compress(b"/x\n" * 100_000))):
        with pytest.raises(Unreadable, match="larger than"):
            read_addresses(written(tmp_path, name, data))
    with pytest.raises(Unreadable, match="cannot be read"):
        read_addresses(tmp_path / "none.xml")
    monkeypatch.setattr(lists, "MOST", 2)
    with pytest.raises(Unreadable, match="more than 2"):
        read_addresses(written(tmp_path, "c.txt", b"/a\n/b\n/c\n"))
