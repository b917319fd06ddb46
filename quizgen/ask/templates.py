"""Templates are data: TOML files, checked when they are read. Errors name file, question and key, and guess what was meant."""

import difflib
import string
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from quizgen.ask.realise import FORMS, UnrealisableError, fill, slot
from quizgen.errors import TemplateError
from quizgen.kinds import KINDS
from quizgen.models import FACT_MODELS, Evidence, Fact, Template

FACT: TypeAdapter[Fact] = TypeAdapter(Fact)
QUESTION_FORMS = ("short", "cloze", "true-false")  # the others are made of these, or of facts, on demand
ON_DEMAND = ("choice", "matching", "ordering")
NO_EVIDENCE = Evidence(text="", start=0, end=0)


def load_templates(folder: Path) -> tuple[Template, ...]:
    """All templates of a folder's `questions/en/*.toml` (or of `*.toml` right in it). Raises TemplateError."""
    return _unchanged(folder, tuple((path.name, path.stat().st_mtime_ns) for path in _files(folder)))


@lru_cache(maxsize=4)
def _unchanged(folder: Path, files: tuple[tuple[str, int], ...]) -> tuple[Template, ...]:
    """The templates of the files as they were at these times: many articles are asked with the same."""
    return tuple(template for template, _, _ in _read(folder))


def _files(folder: Path) -> list[Path]:
    place = folder / "questions" / "en" if (folder / "questions" / "en").is_dir() else folder
    return sorted(place.glob("*.toml"))


def _read(folder: Path) -> list[tuple[Template, dict[str, Any], Path]]:
    files = _files(folder)
    if not files:
        raise TemplateError(f"{folder}: no templates here; a template folder holds questions/en/<kind>.toml")
    found: list[tuple[Template, dict[str, Any], Path]] = []
    seen: dict[str, Path] = {}
    for path in files:
        try:
            data = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise TemplateError(f"{path}: this is not TOML: {error}") from None
        _known(path, "the file", data, ("kind", "question"))
        kind = data.get("kind")
        if kind not in KINDS:
            raise TemplateError(f"{path}: kind: {kind!r} is unknown{_guess(str(kind), KINDS)}")
        for number, raw in enumerate(data.get("question", []), 1):
            name = str(raw.get("id", f"number {number}"))
            _known(path, name, raw, (*(key for key in Template.model_fields if key != "kind"), "example", "refuse"))
            if raw.get("form") in ON_DEMAND:
                raise TemplateError(
                    f"{path}: {name}: form: {raw['form']!r} is made on demand; write short, and --forms {raw['form']}=5 asks it so"
                )
            if raw.get("form") not in QUESTION_FORMS:
                raise TemplateError(
                    f"{path}: {name}: form: {raw.get('form')!r} is unknown{_guess(str(raw.get('form')), QUESTION_FORMS)}"
                )
            try:
                template = Template.model_validate(
                    {**{k: v for k, v in raw.items() if k not in ("example", "refuse")}, "kind": kind}
                )
            except ValidationError as error:
                first = error.errors()[0]
                raise TemplateError(
                    f"{path}: {name}: {'.'.join(map(str, first['loc']))}: {first['msg'].lower()}"
                ) from None
            if template.id in seen:
                raise TemplateError(
                    f"{path}: {name}: id: stands in {seen[template.id]} already; ids are permanent and unique"
                )
            seen[template.id] = path
            _check_slots(path, template)
            found.append((template, raw, path))
    return found


def _known(path: Path, name: str, table: dict[str, Any], keys: Sequence[str]) -> None:
    for key in table:
        if key not in keys:
            raise TemplateError(f"{path}: {name}: {key}: unknown key{_guess(key, keys)}")


def _guess(word: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(word, known, 1)
    return f"; did you mean {close[0]!r}?" if close else f"; it is one of {', '.join(known)}"


def slot_names(kind: str) -> tuple[str, ...]:
    """The slots that templates of a kind may use."""
    model = next(model for model in FACT_MODELS if model.model_fields["kind"].default == kind)
    return (
        *(name for name in model.model_fields if name not in ("id", "evidence", "confidence", "pattern", "salience")),
        "asked",
    )


def _check_slots(path: Path, template: Template) -> None:
    known = slot_names(template.kind)
    for key in ("stem", "answer", "note"):
        try:
            parsed = list(string.Formatter().parse(getattr(template, key)))
        except ValueError as error:
            raise TemplateError(f"{path}: {template.id}: {key}: {error}") from None
        for _, field, form, _ in parsed:
            if field is not None and field not in known:
                raise TemplateError(f"{path}: {template.id}: {key}: unknown slot {{{field}}}{_guess(field, known)}")
            if field is not None and form and form not in FORMS:
                raise TemplateError(f"{path}: {template.id}: {key}: unknown form {form!r}{_guess(form, FORMS)}")
    for need in template.needs:
        field = need.lstrip("!").split("=")[0].split(".")[0]
        if field not in known:
            raise TemplateError(f"{path}: {template.id}: needs: unknown slot {field!r}{_guess(field, known)}")


def applies(template: Template, fact: Fact) -> bool:
    """Whether a fact is of the template's kind and meets its needs."""
    return fact.kind == template.kind and all(_holds(need, fact) for need in template.needs)


def _holds(need: str, fact: Fact) -> bool:
    first, rest, wanted, negated = _condition(need)
    try:
        value = slot(fact, first)
        for name in rest:
            value = getattr(value, name)
    except (UnrealisableError, AttributeError):
        value = None
    holds = str(value) in wanted if wanted else bool(value)
    return holds != negated


@cache
def _condition(need: str) -> tuple[str, list[str], list[str], bool]:
    """`!asked.type=city|country` taken apart: slot, fields of it, values, and whether it is negated."""
    path, _, wanted = need.lstrip("!").partition("=")
    first, *rest = path.split(".")
    return first, rest, wanted.split("|") if wanted else [], need.startswith("!")


def check_examples(folder: Path) -> list[str]:
    """What is wrong with the examples and refusals of a template folder, a line each; every question needs one of each."""
    wrong = []
    for template, raw, path in _read(folder):
        where = f"{path}: {template.id}"
        if not raw.get("example") or not raw.get("refuse"):
            wrong.append(f"{where}: every question carries one [[question.example]] and one [[question.refuse]]")
        for example in raw.get("example", []):
            try:
                fact = _example_fact(template, example["fact"])
                got = (
                    (fill(template.stem, fact), fill(template.answer, fact))
                    if applies(template, fact)
                    else ("(refused)", "")
                )
            except (ValidationError, UnrealisableError, KeyError) as error:
                wrong.append(f"{where}: example: {str(error).splitlines()[0]}")
                continue
            if got != (example.get("stem"), example.get("answer", "")):
                wrong.append(
                    f"{where}: example: made {got[0]!r} -> {got[1]!r}, not {example.get('stem')!r} -> {example.get('answer')!r}"
                )
        for refusal in raw.get("refuse", []):
            try:
                fact = _example_fact(template, refusal["fact"])
                if applies(template, fact):
                    fill(template.stem, fact)
                    wrong.append(f"{where}: refuse: was asked all the same: {refusal.get('why')}")
            except UnrealisableError:
                continue
            except (ValidationError, KeyError) as error:
                wrong.append(f"{where}: refuse: {str(error).splitlines()[0]}")
    return wrong


def _example_fact(template: Template, data: dict[str, Any]) -> Fact:
    return FACT.validate_python({"kind": template.kind, "statement": "-", "evidence": NO_EVIDENCE, **data})
