"""What every reader of text shares: paragraphs, sentences, quotations, parses and time expressions, with exact positions.

Law of this folder: splitting and scanning never depend on a parse; all positions are characters of the stored text;
nothing else in the package loads a pipeline, and this folder only when something is parsed. It imports `lexicon`, `records` and `errors`.
"""

from ledger.language.analysis import Analysis, analyse, analyse_all
from ledger.language.pipeline import Pipeline, is_shipped, use
from ledger.language.segments import Paragraph, Quotation, Sentence
from ledger.language.tokens import Parse, Token

__all__ = ["Analysis", "Paragraph", "Parse", "Pipeline", "Quotation", "Sentence", "Token", "analyse", "analyse_all", "is_shipped", "use"]
