"""The tokenizer: spaCy's English rules, with what news and the treebanks ask for beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.lang.char_classes import ALPHA, ALPHA_UPPER
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from spacy.language import Language

# Prefixes that the treebanks keep with their word: "re-elected", "non-commercial", "mid-August".
BOUND_PREFIXES = (
    "anti", "co", "counter", "cross", "e", "ex", "inter", "intra", "micro", "mid", "mini", "multi",
    "neo", "non", "over", "pan", "post", "pre", "pro", "re", "semi", "socio", "sub", "un", "vice",
)  # fmt: skip
DASHES = "‐‑‒–—―−"
MAGNITUDES = "bn|tn|mn|mln|bln|trn|m|k|M|K|B|T"
UNITS = "km²|km|m²|cm|mm|kg|kt|mt|g|mg|t|lb|oz|mph|kph|kmh|km/h|ha|bbl|bpd|boe|GW|MW|kW|kWh|MWh|GWh|GB|MB|TB|kb|pp|ppm|ft|yd|kV|hp|sqm"
CURRENCIES = "US|A|C|NZ|HK|S|R|NT|MX"

# Dates, telephone and reference numbers stay whole.
WHOLE = re.compile(r"^(?:[0-9]+(?:-[0-9]+){2,}|[0-9]{1,4}(?:/[0-9]{1,4}){1,2}|[A-Z]{1,4}-[0-9]+[A-Z]?)$")


def patterns() -> tuple[list[str], list[str], list[str]]:
    """The prefix, suffix and infix expressions beside spaCy's own."""
    not_bound = "".join(f"(?<!\\b{form})" for word in BOUND_PREFIXES for form in (word, word.capitalize()))
    prefixes = [
        rf"(?:{CURRENCIES})?\$|[€£¥₩₹₽₴₺₪]",
        rf"[{DASHES}]",
        r"[~≈±<>≤≥](?=[0-9])",
        r"-(?=[$€£])",
        r"[«»‹›„‚]",
    ]
    suffixes = [
        rf"(?<=[0-9])(?:{MAGNITUDES}|{UNITS})",
        rf"(?<=[0-9])(?:{MAGNITUDES}|{UNITS})(?=[.])",
        rf"[{DASHES}]",
        r"(?<=[0-9])[+%‰°]",
        r"[«»‹›„‚]",
        r"(?<=[0-9])\.",
    ]
    infixes = [
        rf"(?<=[0-9{ALPHA}%])[{DASHES}](?=[0-9{ALPHA}$€£])",
        rf"(?<=[0-9])-(?=[{ALPHA}])",
        rf"{not_bound}(?<=[{ALPHA}])(?:--?|---|~)(?=[{ALPHA}])",
        r"(?<=[0-9kKmMn%])[-+^](?=[$€£0-9.])",
        rf"(?<=[0-9])%(?=[-{DASHES}])|(?<=[-{DASHES}])[$€£](?=[0-9])",
        rf"(?<=[a-z.]\.)-(?=[{ALPHA}])|(?<=[A-Z]\.)[-{DASHES}](?=[{ALPHA}])|(?<=\bto|\bor)-(?=[0-9])",
        rf"(?<=\b[NSEW]\.)(?=[{ALPHA_UPPER}][{ALPHA}])",
        rf"(?<=[0-9])/(?=[{ALPHA}])|(?<=[{ALPHA}])/(?=[{ALPHA}])",
        r"(?<=[0-9])[x×*](?=[0-9])",
    ]
    return prefixes, suffixes, infixes


def install(nlp: Language) -> None:
    """Give the pipeline its tokenizer."""
    prefixes, suffixes, infixes = patterns()
    # spaCy's own rule splits every hyphen between letters, and every hyphen between digits: ours know the exceptions.
    own = [rule for rule in nlp.Defaults.infixes if "(?:-|" not in rule and rule != r"(?<=[0-9])[+\-\*^](?=[0-9-])"]
    tokenizer = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*prefixes, *nlp.Defaults.prefixes]).search
    tokenizer.suffix_search = compile_suffix_regex([*suffixes, *nlp.Defaults.suffixes]).search
    tokenizer.token_match = WHOLE.match
    tokenizer.infix_finditer = compile_infix_regex([*infixes, *own]).finditer
