"""`manage.py addresses check`: whether each old address of a brand lives on, and what to do about the rest."""

import sys
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from brands.models import Brand
from cms.moving.addresses.checking import Checking, State, Verdict
from cms.moving.addresses.lists import Unreadable, read_addresses
from cms.moving.addresses.proposing import Proposal, Proposing
from cms.moving.addresses.table import decided_rows, write_table
from cms.moving.files import brand_called, read_bytes, write_bytes
from cms.moving.redirects import reading
from cms.moving.redirects.applying import NotApplied, apply
from cms.moving.redirects.planning import plan

#: Rows that are printed; the table has all.
MOST_LINES = 50
TOLD_EVERY = 500  # addresses


class Command(BaseCommand):
    help = "Asks the platform for each old address and proposes redirects for what does not live on. Fetches nothing."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="exit code 0 when every address lives on, 1 when some do not")
        check.add_argument(
            "list", type=Path,
            help="a sitemap, an index of sitemaps with its files beside it, a folder of them, a list with an address a "
            "line, or an export of WordPress",
        )  # fmt: skip
        check.add_argument("--brand", required=True, help="key of the brand")
        check.add_argument(
            "--table", type=Path, help="the table of the rest; LIST.BRAND.csv beside the list if not said"
        )
        check.add_argument("--apply", action="store_true", help="make the redirects of the table, then check again")
        check.add_argument(
            "--old-host", action="append", default=[], metavar="HOST", help="a host of the site before; repeatable"
        )
        check.add_argument(
            "--allow-host", action="append", default=[], metavar="HOST",
            help="a host outside the group that redirects may lead to; repeatable",
        )  # fmt: skip

    def handle(self, **options):
        brand = brand_called(options["brand"])
        if brand.headless_only:
            raise CommandError(f"{brand.front_end_url} answers for {brand.name}: check addresses there.")
        table = options["table"] or options["list"].with_name(f"{options['list'].name}.{brand.key}.csv")
        with translation.override("en"):  # as all that commands say
            try:
                addresses = self._addresses(brand, options["list"], options["old_host"])
                if options["apply"]:
                    self._apply(brand, table, options["allow_host"])
                rest = self._check(brand, addresses, table)
            except (Unreadable, reading.Unreadable) as error:
                raise CommandError(str(error)) from error
        if rest:
            sys.exit(1)

    def _addresses(self, brand: Brand, place: Path, old_hosts: list[str]) -> list[str]:
        """Paths of the list, each once. Another site's are refused."""
        olds, checking = read_addresses(place), Checking(brand)
        known = checking.hosts | {host.lower() for host in old_hosts} | {""}
        foreign = Counter(old.host for old in olds if old.host not in known)
        if foreign:
            told = ", ".join(f"{host} ({count})" for host, count in foreign.most_common(5))
            raise Unreadable(
                f"{place.name} names other hosts than {brand.name}'s: {told}. Name those that were its own before "
                "with --old-host, or in the desk as further hosts of the brand."
            )
        led_first = Counter(old.host for old in olds if old.host in checking.hosts - {brand.host})
        for host, count in led_first.items():
            self.stdout.write(f"{count} are of {host}, which leads to {brand.host} first.")
        return list(dict.fromkeys(old.address for old in olds))

    def _check(self, brand: Brand, addresses: list[str], table: Path) -> int:
        """Ask for all of them, print and write the table. How many do not live on."""
        checking = Checking(brand)
        proposing = Proposing(checking)
        asked = list(dict.fromkeys([*addresses, *proposing.imported.addresses()]))

        def every(count: int) -> None:
            if count % TOLD_EVERY == 0:
                self.stderr.write(f"{count} of {len(asked)} addresses were asked …")

        verdicts = list(checking.check_all(asked, every))
        counted = Counter(verdict.state for verdict in verdicts if not verdict.of)
        for state in State:
            if counted[state]:
                self.stdout.write(f"{counted[state]:7}  {state.value}")
        rest = [verdict for verdict in verdicts if not verdict.is_fine]
        proposals = self._proposals(proposing, rest)
        self._print(rest, {proposal.address: proposal for _verdict, proposal in proposals})
        before = read_bytes(table, reading.LARGEST) if table.exists() else None
        if proposals or before is not None:
            write_bytes(table, write_table(proposals, before))
        if proposals:
            self.stdout.write(f"{len(proposals)} are in {table}. Look, edit, and run this again with --apply.")
        if not rest:
            self.stdout.write(f"All {len(asked)} old addresses of {brand.name} live on.")
        return len(rest)

    @staticmethod
    def _proposals(proposing: Proposing, rest: list[Verdict]) -> list[tuple[Verdict, Proposal]]:
        """One for each address that needs a redirect."""
        found: dict[str, tuple[Verdict, Proposal]] = {}
        for verdict in rest:
            proposal = proposing.propose(verdict)
            if proposal is not None:
                found.setdefault(proposal.address, (verdict, proposal))
        return list(found.values())

    def _print(self, rest: list[Verdict], proposals: dict[str, Proposal]) -> None:
        for verdict in rest[:MOST_LINES]:
            told = f"{verdict.address}  {verdict.state.value}"
            told += f": {verdict.leads_to}" if verdict.leads_to else ""
            proposal = proposals.get(verdict.of or verdict.address)
            if proposal is not None:
                way = f"{proposal.to} ({proposal.status})" if proposal.to else "gone (410)" if proposal.status else "?"
                told += f"  → {way} {proposal.likeness:.2f} {proposal.why}"
            self.stdout.write(told)
        if len(rest) > MOST_LINES:
            self.stdout.write(f"… and {len(rest) - MOST_LINES} more.")

    def _apply(self, brand: Brand, table: Path, elsewhere: list[str]) -> None:
        if not table.exists():
            raise CommandError(
                f"There is no table {table} yet. Run this without --apply first, and look at what it says."
            )
        rows, undecided = decided_rows(read_bytes(table, reading.LARGEST))
        found = plan(brand, rows, elsewhere=elsewhere)
        for fault in found.faults[:MOST_LINES]:
            self.stderr.write(str(fault))
        try:
            apply(found)
        except NotApplied as error:
            raise CommandError(f"{table}: {len(found.faults)} lines to mend. {error}") from error
        left = f", left open: {len(undecided)}" if undecided else ""
        self.stdout.write(f"Redirects: new: {len(found.new)}, changed: {len(found.changed)}{left}.")
