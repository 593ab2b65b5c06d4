from .brand import Brand, BrandAddress, BrandHost, BrandLanguage, BrandSocialLink
from .offer import PageOffer
from .team import Team

__all__ = ["Brand", "BrandAddress", "BrandHost", "BrandLanguage", "BrandSocialLink", "PageOffer", "Team"]
