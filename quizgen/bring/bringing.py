"""Checked cards -> a deck: those that passed with their evidence, the others kept as dropped, for a person to decide."""

from collections.abc import Sequence

from quizgen.bring.card import Card
from quizgen.bring.verdict import Checked
from quizgen.dates import first_change
from quizgen.deck_file import kept
from quizgen.ids import content_hash, own_id
from quizgen.models import Article, Deck, Question


def cards_of(deck: Deck) -> list[Card]:
    """The questions of a deck as cards, those left out that a person dropped; `line` counts the questions from 1."""
    return [
        Card(
            question=each.stem,
            answer=each.answer,
            form=each.form,
            also_accept=each.also_accept,
            distractors=each.distractors,
            pairs=each.pairs,
            line=number,
        )
        for number, each in enumerate(deck.questions, 1)
        if not each.dropped
    ]


def deck_of_cards(articles: Sequence[Article], checked: Sequence[Checked]) -> Deck:
    """The deck of these cards, in their order, each once; the same cards give the same ids and bytes."""
    by_id = {article.info.id: article for article in articles}
    questions: dict[str, Question] = {}
    for each in checked:
        of = by_id[each.evidence.article] if each.evidence and each.evidence.article else articles[0]
        question = question_of(of, each)
        questions.setdefault(question.id, question)
    return Deck(
        title=articles[0].info.title,
        questions=tuple(questions.values()),
        articles=tuple(kept(article) for article in articles),
    )


def question_of(article: Article, checked: Checked) -> Question:
    """The question that a card becomes, with its evidence where it passed, else dropped."""
    card = checked.card
    passed = checked.verdict in ("proved", "doubtful")
    pairs = "; ".join(f"{pair.left}: {pair.right}" for pair in card.pairs)
    question = Question(
        id=own_id(article.info.id, card.form, card.question, card.answer or pairs),
        form=card.form,
        stem=card.question,
        answer=card.answer,
        also_accept=card.also_accept,
        distractors=card.distractors,
        pairs=card.pairs,
        evidence=checked.evidence if passed else None,
        context=checked.context,
        changed=first_change(article.info.published),
        dropped=not passed,
    )
    return question.model_copy(update={"content": content_hash(question, {})})
