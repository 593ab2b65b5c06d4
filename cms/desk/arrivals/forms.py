"""What somebody pastes, and the draft that comes of it, to be corrected before it is saved."""

import re
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.models import Page

from cms.comparisons.blocks.choice_list import ENGAGEMENTS
from cms.comparisons.body import ComparisonBodyBlock
from cms.foundation.rich_text import FEATURES, is_blank
from cms.moving.converting.converting import remark_missing
from cms.moving.converting.draft import Draft, Entry, Section
from cms.pages.body import BodyBlock

LONGEST_SOURCE = 200_000  # characters
EDITORS_KEY = re.compile(r' data-block-key="[^"]*"')
#: Block → what of its entries is corrected: name of the attribute, label, whether it is rich text, how long at most.
RICH, LINE = True, False
BUTTON = [
    ("title", gettext_lazy("Title"), LINE, 100), ("result", gettext_lazy("Button"), LINE, 80),
    ("href", gettext_lazy("Leads to"), LINE, 500),
]  # fmt: skip
ENTRY_FIELDS: dict[str, list[tuple[str, Any, bool, int]]] = {
    "questions": [("title", gettext_lazy("Question"), LINE, 200), ("text", gettext_lazy("Answer"), RICH, 0)],
    "examples": [
        ("title", gettext_lazy("Title"), LINE, 120), ("text", gettext_lazy("Situation"), RICH, 0),
        ("result", gettext_lazy("Result"), RICH, 0),
    ],
    "role_cards": [("title", gettext_lazy("Role"), LINE, 60), ("text", gettext_lazy("Description"), RICH, 0)],
    "choice_list": [
        ("roles", gettext_lazy("Roles"), LINE, 200), ("engagement", gettext_lazy("Engagement"), LINE, 0),
        ("text", gettext_lazy("Reason"), LINE, 160),
    ],
    "call_to_action": BUTTON,
    "getting_started": BUTTON,
    "facts": [("title", gettext_lazy("Figure or word"), LINE, 30), ("text", gettext_lazy("Says"), LINE, 120)],
    "criteria_table": [("title", gettext_lazy("Criterion"), LINE, 80)],
}  # fmt: skip
#: Blocks that are a text; others have one only where something stood above their things.
WITH_TEXT = frozenset({"text_section", "comparison_text", "strategic_choice", "advantage", "getting_started"})


class SourceForm(forms.Form):
    """The text or HTML of a page that exists, and where it goes."""

    tree = forms.ChoiceField(label=gettext_lazy("For"))
    source = forms.CharField(
        label=gettext_lazy("Text or HTML of the page"), max_length=LONGEST_SOURCE, strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=gettext_lazy("Copy the whole page, or the part that you want, and paste it here."),
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=255, required=False,
        help_text=gettext_lazy("Empty: the first heading of what you paste."),
    )  # fmt: skip
    address = forms.URLField(
        label=gettext_lazy("Its present address"), required=False, max_length=500, assume_scheme="https",
        help_text=gettext_lazy("Such as https://www.finhire.nl/over-ons/, if it stands somewhere."),
    )  # fmt: skip

    def __init__(self, *args, trees: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tree"].choices = trees


@dataclass
class Group:
    """Fields that stand together: a section, with the things in it."""

    label: Any
    keep: forms.BoundField | None = None
    fields: list[forms.BoundField] = field(default_factory=list)
    entries: list["Group"] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    missing: bool = False


class DraftForm(forms.Form):
    """A draft's title, place and sections. What is not ticked is left out; `apply` writes the rest into the draft."""

    draft_title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    parent = forms.ModelChoiceField(label=gettext_lazy("Below"), queryset=Page.objects.none(), empty_label=None)

    def __init__(self, *args, draft: Draft, parents, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft = draft
        self.fields["parent"].queryset = parents
        self.fields["draft_title"].initial = draft.title
        self._rich("introduction", gettext_lazy("Introduction"), draft.introduction)
        for place, entry in enumerate(draft.facts):
            self._entry(f"fact{place}", "facts", entry)
        for place, section in enumerate(draft.sections):
            self._section(f"s{place}", section)

    def _rich(self, name: str, label: Any, value: str) -> None:
        widget = get_rich_text_editor_widget(features=FEATURES)
        self.fields[name] = forms.CharField(label=label, required=False, initial=value, widget=widget)

    def _section(self, name: str, section: Section) -> None:
        self.fields[f"{name}-keep"] = forms.BooleanField(
            label=gettext_lazy("Take this over"), required=False, initial=True
        )
        if section.block not in ("figure", "call_to_action"):
            heading = forms.CharField(
                label=gettext_lazy("Heading"), required=False, max_length=120, initial=section.heading[:120]
            )
            self.fields[f"{name}-heading"] = heading
        if section.text or section.block in WITH_TEXT:
            self._rich(f"{name}-text", gettext_lazy("Text"), section.text)
        for place, entry in enumerate(section.entries):
            self._entry(f"{name}-e{place}", section.block, entry)

    def _entry(self, name: str, block: str, entry: Entry) -> None:
        for attribute, label, rich, most in ENTRY_FIELDS.get(block, ()):
            value = getattr(entry, attribute)
            if rich:
                self._rich(f"{name}-{attribute}", label, value)
            elif attribute == "engagement":
                self.fields[f"{name}-{attribute}"] = forms.ChoiceField(label=label, choices=ENGAGEMENTS, initial=value)
            else:
                words = ", ".join(value) if isinstance(value, list) else value
                # What a role or line is called cannot be left empty: it would be of nobody.
                needed = attribute == "roles" or block == "role_cards"
                self.fields[f"{name}-{attribute}"] = forms.CharField(
                    label=label, required=needed, max_length=most, initial=words[:most]
                )
        for place, cell in enumerate(entry.cells):
            label = self.draft.roles[place].title if place < len(self.draft.roles) else str(place + 1)
            self.fields[f"{name}-c{place}"] = forms.CharField(
                label=label, required=False, max_length=400, initial=cell[:400]
            )

    # As it is shown

    def groups(self) -> list[Group]:
        """The sections in their order, each with its fields."""
        found = []
        if self.draft.facts:
            facts = [self._shown(f"fact{place}", "facts", entry) for place, entry in enumerate(self.draft.facts)]
            found.append(Group(_("Facts"), entries=facts))
        for place, section in enumerate(self.draft.sections):
            name = f"s{place}"
            group = Group(label_of(section.block), keep=self[f"{name}-keep"])
            group.fields = [self[each] for each in (f"{name}-heading", f"{name}-text") if each in self.fields]
            group.entries = [
                self._shown(f"{name}-e{number}", section.block, entry) for number, entry in enumerate(section.entries)
            ]
            if section.block == "specialisations":
                group.notes = [entry.title for entry in section.entries]
                group.entries = []
            elif section.picture is not None:
                group.notes = [" – ".join(filter(None, (section.picture.alt, section.picture.src)))]
            elif section.table is not None:
                rows = [[section.table.caption], section.table.header, *section.table.rows]
                group.notes = [" | ".join(row) for row in rows if any(row)]
            found.append(group)
        return found

    def _shown(self, name: str, block: str, entry: Entry) -> Group:
        names = [f"{name}-{attribute}" for attribute, _label, _rich, _most in ENTRY_FIELDS.get(block, ())]
        names += [f"{name}-c{place}" for place in range(len(entry.cells))]
        missing = block == "questions" and not self[f"{name}-title"].value()
        return Group("", fields=[self[each] for each in names], missing=missing)

    # As it is saved

    def apply(self) -> Draft:
        """The draft as it was corrected."""
        said = self.cleaned_data
        draft = self.draft
        for name, value in said.items():
            if isinstance(value, str):  # the editor names paragraphs, and sends an empty one
                said[name] = "" if is_blank(value) else EDITORS_KEY.sub("", value)
        draft.title, draft.introduction = said["draft_title"], said["introduction"]
        for place, entry in enumerate(draft.facts):
            self._take(f"fact{place}", "facts", entry)
        draft.facts = [entry for entry in draft.facts if entry.title and entry.text]
        kept = []
        for place, section in enumerate(draft.sections):
            name = f"s{place}"
            if not said[f"{name}-keep"]:
                continue
            section.heading = said.get(f"{name}-heading", section.heading)
            section.text = said.get(f"{name}-text", section.text)
            for number, entry in enumerate(section.entries):
                self._take(f"{name}-e{number}", section.block, entry)
            kept.append(section)
        draft.sections = kept
        draft.remarks = [remark for remark in draft.remarks if remark.about not in ("question", "answer")]
        remark_missing(draft)
        return draft

    def _take(self, name: str, block: str, entry: Entry) -> None:
        for attribute, _label, _rich, _most in ENTRY_FIELDS.get(block, ()):
            value = self.cleaned_data[f"{name}-{attribute}"]
            if attribute == "roles":
                value = [part.strip() for part in value.split(",") if part.strip()][:4]
            setattr(entry, attribute, value)
        entry.cells = [self.cleaned_data[f"{name}-c{place}"] for place in range(len(entry.cells))]


def label_of(block: str) -> Any:
    """What a block is called in the desk."""
    for body in (ComparisonBodyBlock(), BodyBlock()):
        if block in body.child_blocks:
            return body.child_blocks[block].label
    return block
