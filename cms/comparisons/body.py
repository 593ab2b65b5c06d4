"""The blocks of a comparison, and those that a new one opens with."""

from wagtail import blocks
from wagtail.blocks import StructValue

from cms.blocks.contact_details import ContactDetailsBlock
from cms.blocks.facts import FactsBlock
from cms.blocks.group_brands import GroupBrandsBlock
from cms.blocks.link_cards import LinkCardsBlock
from cms.blocks.steps import StepsBlock
from cms.blocks.table import TableBlock
from cms.blocks.text_section import TextSectionBlock
from cms.consent.blocks.cookie_table import CookieTableBlock
from cms.library.blocks.call_to_action import CallToActionBlock
from cms.library.blocks.examples import ExamplesBlock
from cms.library.blocks.questions import QuestionsBlock
from cms.library.blocks.role_cards import RoleCardsBlock
from cms.media.blocks import FigureBlock
from cms.navigation.blocks.specialisations import SpecialisationsBlock

from .blocks.advantage import AdvantageBlock
from .blocks.choice_list import ChoiceListBlock
from .blocks.comparison_text import ComparisonTextBlock
from .blocks.criteria_table import CriteriaTableBlock
from .blocks.decision_aid import DecisionAidBlock
from .blocks.getting_started import GettingStartedBlock
from .blocks.strategic_choice import StrategicChoiceBlock

OPENS_WITH = [
    "comparison_text",
    "role_cards",
    "criteria_table",
    "choice_list",
    "strategic_choice",
    "advantage",
    "examples",
    "questions",
    "specialisations",
    "getting_started",
    "group_brands",
    "cookie_table",
]


class ComparisonBodyBlock(blocks.StreamBlock):
    """A comparison's body: its own sections first, then those of any page."""

    comparison_text = ComparisonTextBlock()
    role_cards = RoleCardsBlock()
    criteria_table = CriteriaTableBlock()
    choice_list = ChoiceListBlock()
    decision_aid = DecisionAidBlock()
    strategic_choice = StrategicChoiceBlock()
    advantage = AdvantageBlock()
    examples = ExamplesBlock()
    questions = QuestionsBlock()
    specialisations = SpecialisationsBlock()
    getting_started = GettingStartedBlock()
    group_brands = GroupBrandsBlock()
    cookie_table = CookieTableBlock()
    text_section = TextSectionBlock()
    figure = FigureBlock()
    facts = FactsBlock()
    link_cards = LinkCardsBlock()
    steps = StepsBlock()
    table = TableBlock()
    call_to_action = CallToActionBlock()
    contact_details = ContactDetailsBlock()

    class Meta:
        # Its questions are parameters of the page's address.
        block_counts = {"decision_aid": {"max_num": 1}}


def opening_blocks() -> list[tuple[str, StructValue]]:
    """The blocks of a new comparison, in the order that readers know, empty."""
    sections = ComparisonBodyBlock().child_blocks
    return [(name, sections[name].get_default()) for name in OPENS_WITH]
