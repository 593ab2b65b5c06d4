"""Forms of things that belong to a brand."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.permissions import policy_registry


class OffersHerBrands:
    """Mixed into a form with a `brand`: offers the brands that the editor works for, and chooses it when there is one.

    The model has a `BrandOwnedPermissionPolicy`. Only who looks after the group's things may leave the brand empty, in
    a draft too.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, user = self.fields.get("brand"), self.for_user
        if field is None or user is None or user.is_superuser:
            return
        policy = policy_registry.get_by_type(type(self.instance))
        mine = policy.brand_ids(user, "add")
        field.queryset = field.queryset.filter(pk__in=mine)
        self.needs_brand = not policy.may_for_group(user, "add")
        if self.needs_brand:
            if len(mine) == 1 and not self.instance.pk:
                self.initial["brand"] = self.only_brand = next(iter(mine))
            field.required = self.only_brand is None

    needs_brand = False
    #: Key of the brand that a new thing is for where nobody says it, since its editor works for no other.
    only_brand: int | None = None

    def clean_brand(self):
        brand = self.cleaned_data["brand"]
        if brand is None and self.only_brand is not None:
            brand = self.fields["brand"].queryset.get(pk=self.only_brand)
        if brand is None and self.needs_brand:
            raise ValidationError(_("Choose the brand that this belongs to."))
        return brand


class BrandOwnedForm(OffersHerBrands, WagtailAdminModelForm):
    """Form of a thing that always belongs to a brand."""
