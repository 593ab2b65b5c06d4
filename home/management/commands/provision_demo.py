"""`manage.py provision_demo`: the four brands with their content, and people to sign in as."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from brands.models import Brand
from home.provisioning.brands import BrandError, BrandOrder, ensure_brand, remove_welcome_site
from home.provisioning.demo.loading import Loader
from home.provisioning.demo.people import ensure_people
from home.provisioning.demo.reading import DEMO_DIRECTORY, DemoError, at, read
from home.provisioning.teams import ensure_librarians, group_collection


class Command(BaseCommand):
    """Provisions the demo, once; a second run changes nothing."""

    help = "Provision the four demo brands with content and sign-ins. Refuses hosts other than *.localhost."

    def handle(self, **options):
        if settings.HTTPS:
            raise CommandError("The demo is for *.localhost without HTTPS: leave HTTPS=1 out, or DEMO.")
        self.loaders: list[Loader] = []
        try:
            with transaction.atomic():
                made = self.provision()
                sign_ins, password = ensure_people()
        except (DemoError, BrandError) as error:
            self.discard_files()
            raise CommandError(str(error)) from error
        except BaseException:
            self.discard_files()
            raise
        self.stdout.write(f"Brands made: {', '.join(made) if made else 'none, all are there'}.\n")
        self.print_addresses(sign_ins, password)

    def provision(self) -> list[str]:
        """Make what is missing. Returns the names of the brands that are new."""
        folders = [path.parent for path in DEMO_DIRECTORY.glob("*/brand.yaml")]
        made: list[tuple] = []
        for folder in sorted(folders, key=self.place_in_group):
            with at(f"{folder.name}/brand.yaml"):
                data = read(folder / "brand.yaml")
                host = f"{data['hostname']}.localhost"
                order = BrandOrder(folder.name, data["name"], host, data["languages"], settings.PORT)
                brand, created = ensure_brand(order)
            if created:
                made.append((folder, brand))
        remove_welcome_site()
        group_collection()
        ensure_librarians()
        for site in Site.objects.filter(hostname__endswith=".localhost").exclude(port=settings.PORT):
            site.port = settings.PORT
            site.save()  # one by one, since visitors see the addresses
        if made:
            # Each thing is saved several times on its way to being published; what refers to what is noted once.
            with disable_reference_index_auto_update():
                self.load(made)
            call_command("rebuild_references_index", verbosity=0)
        return [brand.name for folder, brand in made]

    @staticmethod
    def place_in_group(folder) -> int:
        with at(f"{folder.name}/brand.yaml"):
            return read(folder / "brand.yaml")["group_order"]

    def discard_files(self) -> None:
        for loader in self.loaders:
            loader.discard_files()

    def load(self, made: list[tuple]) -> None:
        group = Loader(DEMO_DIRECTORY / "group", None, {})
        for folder, brand in made:
            self.stdout.write(f"  {brand.name} …")
            self.stdout.flush()
            loader = Loader(folder, brand, group.items)
            self.loaders.append(loader)
            loader.load_brand()
            if not group.items:
                group.load_library()
                loader.items = dict(group.items)
            loader.place_pages()
            loader.load_library()
            loader.load_forms()
            loader.fill_pages()
            loader.load_menus()

    def print_addresses(self, sign_ins, password: str) -> None:
        lines = [f"  {brand.name:18} {brand.root_url}/" for brand in Brand.objects.select_related("site")]
        lines.append(f"  {'Desk':18} {settings.WAGTAILADMIN_BASE_URL}/admin/")
        self.stdout.write("\n".join(["", *lines, "", f"Sign in to the desk with the password  {password}  as", ""]))
        self.stdout.write("\n".join(f"  {person.email:40} {person.role}" for person in sign_ins) + "\n")
