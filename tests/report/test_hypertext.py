"""The report as HTML: its markup, its colours, and what a real browser makes of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from ledger.report import hypertext
from ledger.report.outline import lay_out
from ledger.report.page import compose
from tests.report import sample

STYLE = (Path(hypertext.__file__).parent / "report.css").read_text("utf-8")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip


class Elements(HTMLParser):
    """The elements of a page, each with its attributes."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.append((tag, dict(attrs)))

    def values(self, attribute: str) -> list[str]:
        """Every value of an attribute."""
        return [str(attributes[attribute]) for _, attributes in self.found if attribute in attributes]


@pytest.fixture(scope="module")
def text() -> str:
    """The page of the whole story, hostile words included."""
    return hypertext.render(compose(lay_out(sample.flood())))


@pytest.fixture(scope="module")
def elements(text: str) -> Elements:
    """The page's elements."""
    return Elements(text)


def test_the_only_script_is_our_own(elements: Elements) -> None:
    """A document cannot bring a script along."""
    assert [tag for tag, _ in elements.found].count("script") == 1


def test_no_element_carries_a_handler_or_a_style(elements: Elements) -> None:
    """Nothing in a quote becomes an attribute that does something."""
    assert not {name for _, attributes in elements.found for name in attributes if name.startswith("on") or name == "style"}


def test_nothing_is_fetched(elements: Elements) -> None:
    """The page needs no network: no source, no import, no link but to itself or for the reader to follow."""
    assert (elements.values("src"), [href for href in elements.values("href") if not href.startswith(("#", "https://", "http://"))]) == (
        [],
        [],
    )


def test_every_link_within_the_page_has_its_target(elements: Elements) -> None:
    """A reference leads to its source."""
    assert {href[1:] for href in elements.values("href") if href.startswith("#")} <= set(elements.values("id"))


def test_every_id_is_there_once(elements: Elements) -> None:
    """A link leads to one place."""
    ids = elements.values("id")
    assert len(ids) == len(set(ids))


def test_headings_never_skip_a_level(elements: Elements) -> None:
    """Who listens to the page can follow its order."""
    levels = [int(tag[1]) for tag, _ in elements.found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_every_chart_has_words_for_who_cannot_see_it(elements: Elements) -> None:
    """A drawing is an image with a label."""
    drawings = [attributes for tag, attributes in elements.found if tag == "svg"]
    assert drawings
    assert all(attributes.get("role") == "img" and str(attributes.get("aria-label")).startswith("Chart of") for attributes in drawings)


def test_the_quote_is_marked_in_its_sentence(text: str) -> None:
    """The reader sees which words are the figure."""
    assert "Interior Minister Ana Holt said <mark>no more than 150 people</mark> were missing on Monday." in text


def test_an_address_that_is_no_web_page_is_no_link(text: str) -> None:
    """A link runs nothing."""
    assert str(hypertext.environment().filters["address"]("javascript:alert(1)")) == "javascript:alert(1)"
    assert "javascript:alert(1)" in text


def _luminance(colour: str) -> float:
    """The relative luminance of a colour, by the rule of WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, two: str) -> float:
    """The contrast of two colours."""
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_colour_of_words_can_be_read(theme: int) -> None:
    """Words have a contrast of 4.5 to 1 on the page and on cards, in light and in dark."""
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[theme]))
    words = ("ink", "quiet", "link", "conflict", "revision", "change", "rewording", "agreement", "other")
    grounds = ("paper", "card", "target")
    pairs = [(word, ground) for word in words for ground in grounds] + [("mark-ink", "mark")]
    pairs += [(f"c{nth}", "paper") for nth in range(1, 9)]
    assert [(word, ground) for word, ground in pairs if _contrast(colours[word], colours[ground]) < 4.5] == []


def _browser() -> str:
    """The browser of this machine; without one the test is skipped and says so."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no browser is installed: one of {', '.join(BROWSERS)} is needed to open the page")
    return found


def _run(page: str, folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    """Open a page in a real browser with a profile of its own."""
    path = folder / "page.html"
    path.write_text(page, "utf-8")
    command = [_browser(), *QUIET, f"--user-data-dir={folder / 'profile'}", *flags, path.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)  # noqa: S603 - our own page


def _open(page: str) -> str:
    """The page without its policy, which admits its own script alone: a probe is to be let in."""
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)


def _browse(page: str, folder: Path, probe: str, width: int, *flags: str) -> str:
    """Open a page, run a probe in it, and give what the probe wrote into the title."""
    probed = _open(page).replace("</body>", f"<script>{probe}</script></body>")
    done = _run(probed, folder, f"--window-size={width},800", *flags, "--dump-dom")
    return re.search(r"<title>(.*?)</title>", done.stdout, re.DOTALL).group(1)


def test_clicking_a_head_sorts_the_table_by_number(text: str, tmp_path) -> None:
    """Sorting goes by value, not by letters, and what is empty comes last."""
    probe = """
      const table = document.querySelector("table");
      table.tHead.rows[0].cells[2].firstElementChild.click();
      document.title = Array.from(table.tBodies[0].rows, row => row.cells[2].textContent).join(";") + "/" +
        table.tHead.rows[0].cells[2].getAttribute("aria-sort");
    """
    assert _browse(text, tmp_path, probe, 1200) == "38;420;;/ascending"


def test_nothing_runs_out_of_a_phones_screen(text: str, tmp_path) -> None:
    """The page is as wide as the screen; only charts scroll, within their frame."""
    probe = "document.title = document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert _browse(text, tmp_path, probe, 500) == "true"


def test_nothing_runs_out_of_a_small_phones_screen(text: str, tmp_path) -> None:
    """Down to 360 pixels, narrower than a browser's window can be, the page needs no scrolling to the side."""
    frame = f'<title>-</title><body><iframe width="360" height="700" srcdoc="{escape(_open(text), quote=True)}"></iframe></body>'
    probe = """
      const root = () => document.querySelector("iframe").contentDocument.documentElement;
      addEventListener("load", () => { document.title = root().scrollWidth <= root().clientWidth; });
    """
    assert _browse(frame, tmp_path, probe, 800) == "true"


@pytest.mark.parametrize(("scheme", "theme"), [(1, 0), (0, 1)], ids=["light", "dark"])
def test_the_page_follows_the_readers_choice_of_light_and_dark(text: str, tmp_path, scheme: int, theme: int) -> None:
    """The paper has the colour of the scheme that the reader's system asks for."""
    paper = re.findall(r"--paper: (#[0-9a-f]{6})", STYLE)[theme]
    wanted = f"rgb({', '.join(str(int(paper[place : place + 2], 16)) for place in (1, 3, 5))})"
    probe = "document.title = getComputedStyle(document.body).backgroundColor"
    assert _browse(text, tmp_path, probe, 1200, f"--blink-settings=preferredColorScheme={scheme}") == wanted


def test_who_cannot_use_a_mouse_can_sort(text: str, tmp_path) -> None:
    """The heads of the tables are reached and worked by the keyboard: they hold buttons."""
    probe = """
      const heads = Array.from(document.querySelectorAll("table.sortable th"), head => head.firstElementChild);
      document.title = heads.length > 0 && heads.every(head => head.tagName === "BUTTON" && head.tabIndex >= 0);
    """
    assert _browse(text, tmp_path, probe, 1200) == "true"


def test_the_page_can_be_printed(text: str, tmp_path) -> None:
    """On paper every section is there, and no conflict is cut in two by the end of a page."""
    printed = tmp_path / "page.pdf"
    _run(text, tmp_path, f"--print-to-pdf={printed}")
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(printed)]
    told = "\n".join(pages)
    assert [heading for heading in ("In short", "Where they disagree", "Sources", "How to read this") if heading not in told] == []
    assert [page.strip()[-40:] for page in pages if page.rstrip().endswith("Conflict.")] == []


def test_the_pages_own_policy_lets_its_style_and_script_in(text: str, tmp_path) -> None:
    """The hashes in the policy are those of the style and the script."""
    done = _run(text, tmp_path, "--enable-logging=stderr", "--v=0", "--dump-dom")
    assert "Content Security Policy" not in done.stderr
