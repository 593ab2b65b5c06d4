"""Enquiries go when their time is over, and what was promised to one visitor is not changed for her."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from cms.enquiries.models import Enquiry
from cms.operations.management.commands.run_scheduler import HOUR, duties
from tests.factories.enquiries import make_enquiry, make_form


def test_what_was_kept_long_enough_is_deleted(iduet, finhire):
    over, kept = make_enquiry(make_form(iduet)), make_enquiry(make_form(finhire))
    Enquiry.objects.filter(pk=over.pk).update(delete_after=timezone.now() - timedelta(seconds=1))
    call_command("delete_old_enquiries")
    assert list(Enquiry.objects.all()) == [kept]


def test_the_scheduler_does_it_every_hour():
    (duty,) = [each for each in duties() if each.command == "delete_old_enquiries"]
    assert 0 < duty.every <= HOUR


def test_a_longer_time_is_for_new_enquiries(iduet):
    form = make_form(iduet, kept_days=30)
    enquiry = make_enquiry(form)
    form.kept_days = 300
    form.save_revision().publish()
    enquiry.refresh_from_db()
    assert (enquiry.delete_after - timezone.now()).days < 30


def test_an_enquiry_outlives_its_form_until_then(iduet):
    form = make_form(iduet)
    enquiry = make_enquiry(form)
    form.delete()
    enquiry.refresh_from_db()
    assert (enquiry.form, enquiry.form_title) == (None, "Write to Iduet")
