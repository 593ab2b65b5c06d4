from .brand import Brand, BrandAddress, BrandHost, BrandLanguage, BrandSocialLink
from .team import Team

__all__ = ["Brand", "BrandAddress", "BrandHost", "BrandLanguage", "BrandSocialLink", "Team"]
