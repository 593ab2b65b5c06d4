"""What an import brought: the page of a thing, what was remarked of it, and a body that is a comparison."""

from wagtail.models import Page

from cms.moving.models import Imported, ImportLine

COMPARISON = (
    "<p>Intro.</p><h2>Vergelijking</h2><p>Tekst.</p><h2>CFO</h2><p>Doet geld.</p><h2>CEO</h2><p>Doet alles.</p>"
    "<table><tr><th></th><th>CFO</th><th>CEO</th></tr><tr><td>Focus</td><td>Geld</td><td>Alles</td></tr></table>"
    "<h2>Keuze</h2><ul><li>CFO: geld</li><li>Interim CEO/CFO: tijdelijk</li></ul><h2>Cases</h2><h3>Bank – CFO</h3>"
    "<p>Situatie.</p><h4>Resultaat</h4><p>Goed.</p><h2>Veelgestelde vragen</h2><h3>Wat?</h3><p>Dit.</p>"
)


def page_of(name, model=Page):
    row = Imported.objects.get(source_id=name)
    return model.objects.get(pk=row.object_id)


def remarks(name):
    return {remark["about"] for line in ImportLine.objects.filter(source_id=name) for remark in line.remarks}
