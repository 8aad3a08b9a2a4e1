"""Who carried a speaker's words, as the lead tells."""

from __future__ import annotations

from ledger import claims, language, mentions
from ledger.documents import compose

TEXT = (
    "Monitors count more shipments\n\n"
    "The port has taken in arms all year, a monitoring team said, quoted by Nordpress, Delta News reports.\n\n"
    "The monitoring team said it counted 300 shipments in May. The port authority said 12 ships had called.\n"
)


def test_the_lead_tells_who_carried_the_speaker():
    """A later figure of the speaker whose words the lead shows as carried has the same carriers, with a note."""
    document = compose(TEXT, published_on="2025-06-02")
    analysis = language.analyse(document.text, document.blocks)
    built = {claim.figure_text: claim for claim in claims.build(document, analysis, mentions.find(analysis), reader="test")}
    assert built["12"].via == ()
    assert built["300"].via == ("Nordpress", "Delta News")
