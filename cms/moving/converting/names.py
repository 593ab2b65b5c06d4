"""What headings are called on pages of the group's sites, in Dutch and English, and what they then hold."""

import re

#: Block → how its heading begins, or is.
HEADINGS = {
    "questions": r"(?:veel ?gestelde vragen|frequently asked questions|faqs?\b|vragen en antwoorden)",
    "comparison_text": r"(?:the |het |de )?(?:comparison|vergelijking|differences?|verschil(?:len)?)\b",
    "strategic_choice": r"(?:strategic choice|strategische keuze)\b",
    "choice_list": r"(?:(?:the |de )?(?:choice|keuze)|making the choice|wie kies je|which (?:one|role) to choose)\b",
    "advantage": r"(?:your|jouw|uw|je|our|ons) (?:advantage|voordeel)\b|what you gain\b",
    "examples": r"(?:practical |real )?(?:examples?|(?:praktijk)?voorbeeld(?:en)?|cases?|praktijkcases?)\b",
    "result": r"(?:the |het )?(?:result|results|resultaat|resultaten|uitkomst|outcome)\b",
    "specialisations": r"(?:\w+[ -])?speciali[sz]ations?\b|(?:\w+[ -])?speciali(?:saties|smen)\b",
    "getting_started": r"(?:getting started|get started|aan de slag|direct aan de slag|ready to start)\b",
    "group_brands": r"(?:(?:we are|wij zijn|iduet is) )?(?:a )?(?:part of|onderdeel van) (?:de )?iduet group\b",
}  # fmt: skip
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in HEADINGS.items()}
LONGEST_NAME = 60  # of a heading that only names what follows
VERSUS = re.compile(r"\s+(?:vs\.?|versus|tegenover)\s+", re.IGNORECASE)
OR = re.compile(r"\s+(?:of|or)\s+", re.IGNORECASE)
INTERIM = re.compile(r"\binterim\b", re.IGNORECASE)


def named(heading: str) -> str:
    """The block that a heading announces; empty where it announces nothing known."""
    words = " ".join(heading.split()).strip(" :.")
    if not words or len(words) > LONGEST_NAME:
        return ""
    return next((name for name, pattern in _PATTERNS.items() if pattern.match(words)), "")


def compared_in(title: str) -> list[str]:
    """The roles that a title sets side by side, two to four of them; none where it does not."""
    words = " ".join(title.split()).strip(" ?!.")
    head = re.split(r"[:–—|]\s", words)[0] if VERSUS.search(re.split(r"[:–—|]\s", words)[0]) else words
    parts = VERSUS.split(head)
    if len(parts) == 1:
        parts = OR.split(re.sub(r"^(?:een|a|an)\s+", "", head, flags=re.IGNORECASE))
    parts = [part.strip(" ,") for part in parts]
    usable = all(0 < len(part) <= LONGEST_NAME for part in parts)
    return parts if 2 <= len(parts) <= 4 and usable and len({part.casefold() for part in parts}) == len(parts) else []
