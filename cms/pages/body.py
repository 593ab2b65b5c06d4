"""The blocks that any page with a body may hold."""

from wagtail import blocks

from cms.blocks.contact_details import ContactDetailsBlock
from cms.blocks.facts import FactsBlock
from cms.blocks.group_brands import GroupBrandsBlock
from cms.blocks.link_cards import LinkCardsBlock
from cms.blocks.steps import StepsBlock
from cms.blocks.table import TableBlock
from cms.blocks.text_section import TextSectionBlock
from cms.consent.blocks.cookie_table import CookieTableBlock
from cms.enquiries.blocks.enquiry_form import EnquiryFormBlock
from cms.library.blocks.call_to_action import CallToActionBlock
from cms.library.blocks.examples import ExamplesBlock
from cms.library.blocks.questions import QuestionsBlock
from cms.library.blocks.role_cards import RoleCardsBlock
from cms.media.blocks import FigureBlock
from cms.navigation.blocks.specialisations import SpecialisationsBlock


class BodyBlock(blocks.StreamBlock):
    """A page's body: sections in the editor's order."""

    text_section = TextSectionBlock()
    figure = FigureBlock()
    facts = FactsBlock()
    link_cards = LinkCardsBlock()
    steps = StepsBlock()
    table = TableBlock()
    role_cards = RoleCardsBlock()
    examples = ExamplesBlock()
    questions = QuestionsBlock()
    call_to_action = CallToActionBlock()
    specialisations = SpecialisationsBlock()
    group_brands = GroupBrandsBlock()
    contact_details = ContactDetailsBlock()
    enquiry_form = EnquiryFormBlock()
    cookie_table = CookieTableBlock()
