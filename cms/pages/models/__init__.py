from .article import ArticleIndexPage, ArticlePage
from .contact import ContactPage
from .content import ContentPage
from .examples import ExamplesPage
from .faq import FaqPage
from .role import RolePage
from .specialism import SpecialismPage

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "ContactPage",
    "ContentPage",
    "ExamplesPage",
    "FaqPage",
    "RolePage",
    "SpecialismPage",
]
