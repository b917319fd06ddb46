"""Figures of the engine on text it has never seen: `python -m training.evaluate --data FOLDER`.

Raw text in, tokenised by the pipeline itself, sentences split by itself; scored by spaCy's Scorer, punctuation left
out. Paragraph breaks are given as blank lines, as articles give them.
"""

import argparse
from pathlib import Path

import spacy
from spacy.scorer import Scorer, get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example

from quizgen import tokens
from quizgen.annotate.pipeline import load_pipeline
from training import data
from training.conllu import Word, read_documents
from training.entities import bio_spans

BLANK = spacy.blank("en")


def spaced(words: list[str]) -> list[bool]:
    """Whether a space follows, for corpora that do not tell: as English is set."""
    quotes, spaces = 0, []
    for word, after in zip(words, [*words[1:], ""], strict=True):
        quotes += word == '"'
        closed = after in {
            ",",
            ".",
            ";",
            ":",
            "?",
            "!",
            ")",
            "]",
            "%",
            "'s",
            "n't",
            "'",
            "'re",
            "'ve",
            "'ll",
            "'m",
            "'d",
            "”",
            "’s",
        }
        spaces.append(
            not (
                closed or word in {"(", "[", "$", "“"} or (after == '"' and quotes % 2) or (word == '"' and quotes % 2)
            )
        )
    return spaces


def parsed_gold(paragraphs: list[list[list[Word]]]) -> Doc:
    words = [word for paragraph in paragraphs for sentence in paragraph for word in sentence]
    heads, base = [], 0
    for sentence in (sentence for paragraph in paragraphs for sentence in paragraph):
        heads += [base + (i if word.head == 0 else word.head - 1) for i, word in enumerate(sentence)]
        base += len(sentence)
    return Doc(
        BLANK.vocab, [w.form for w in words], [w.space for w in words], tags=[w.xpos for w in words], pos=[w.upos for w in words],
        lemmas=[w.lemma for w in words], heads=heads, deps=["ROOT" if w.deprel == "root" else w.deprel for w in words],
    )  # fmt: skip


def as_spacy(read: tokens.Doc) -> Doc:
    """Our Doc as spaCy's, for its Scorer."""
    doc = Doc(
        BLANK.vocab, [t.text for t in read], [bool(t.whitespace_) for t in read], tags=[t.tag_ for t in read],
        pos=[t.pos_ for t in read], lemmas=[t.lemma_ for t in read], heads=[t.head.i for t in read], deps=[t.dep_ for t in read],
    )  # fmt: skip
    doc.set_ents([Span(doc, name.start, name.end, name.label_) for name in read.ents])
    return doc


def raw_text(paragraphs: list[list[list[Word]]]) -> str:
    texts = ("".join(w.form + (" " if w.space else "") for sentence in p for w in sentence).strip() for p in paragraphs)
    return "\n\n".join(texts)


def parse_figures(path: Path, genres: tuple[str, ...] = ()) -> str:
    nlp, examples = load_pipeline(), []
    for document in read_documents(path):
        if not genres or document.genre in genres:
            gold = parsed_gold(document.paragraphs)
            examples.append(Example(as_spacy(nlp(raw_text(document.paragraphs))), gold))
    score = Scorer()
    figures = score.score_token_attr(examples, "tag") | score.score_token_attr(examples, "lemma")
    figures |= score.score_deps(examples, "dep", ignore_labels=("p", "punct"), missing_values={""})
    figures |= score.score_spans(examples, "sents", getter=lambda doc, _: list(doc.sents))
    names = {"tag_acc": "tag", "lemma_acc": "lemma", "dep_uas": "UAS", "dep_las": "LAS", "sents_f": "sentences F1"}
    return "  ".join(f"{name} {100 * figures[key]:.1f}" for key, name in names.items())


def name_figures(examples: list[data.Example]) -> str:
    nlp, pairs = load_pipeline(), []
    for example in examples:
        assert example.names is not None
        spaces = [w.space for s in example.sentences for w in s] if example.sentences else spaced(example.words)
        gold = Doc(BLANK.vocab, example.words, spaces)
        spans = [Span(gold, start, end, label) for start, end, label in bio_spans(example.names)]
        gold.set_ents(spans, missing=[gold[i : i + 1] for i, tag in enumerate(example.names) if tag is None])
        pairs.append(Example(as_spacy(nlp(gold.text)), gold))
    figures = get_ner_prf(pairs)
    by_type = "  ".join(f"{label} {100 * prf['f']:.1f}" for label, prf in sorted(figures["ents_per_type"].items()))
    return f"P {100 * figures['ents_p']:.1f}  R {100 * figures['ents_r']:.1f}  F1 {100 * figures['ents_f']:.1f}   ({by_type})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    folder: Path = parser.parse_args().data
    best = ("news", "interview", "bio")
    print("GUM dev", parse_figures(folder / "gum-dev.conllu.xz"))
    print("GUM news+interview+bio test", parse_figures(folder / "gum-test.conllu.xz", best))
    print("GUM test", parse_figures(folder / "gum-test.conllu.xz"))
    print("EWT test", parse_figures(folder / "ewt-test.conllu.xz"))
    parts = data.load(folder)
    print("names, dev", name_figures([example for example in parts["dev"] if example.names]))
    for part in ("gum-nib", "gum", "uner", "gmb"):
        print(f"names, {part}", name_figures(parts[part]))


if __name__ == "__main__":
    main()
