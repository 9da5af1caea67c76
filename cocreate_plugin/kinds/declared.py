"""Kinds as data: `process/kinds/<folder>.yml` read as dataclasses, so that all that follows is the same."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, make_dataclass
from typing import Annotated, Any, Literal

from ..phrases import Phrases, is_language
from ..problems import Place, Problem, closest, in_order, problem
from ..sources import LANGUAGE, RESERVED, Declaration, Pair, Value, proposed_id
from ..sources.limits import LONGEST_WORD, MOST_FIELDS
from .base import Document, Ref, section
from .declaration import (
    ADDED_KEYS,
    FIELD_KEYS,
    OWN_KEYS,
    PLAIN,
    PRINTS,
    RESERVED_NAMES,
    SECTION_KEYS,
    SHAPES,
    TYPES,
)
from .fields import section_fields, whole_body
from .words import own_words, spellings

NAME = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
LONGEST_NAME = 40
LONGEST_LABEL = 100
"""Characters of a label; it stands over a column or in a navigation."""

Say = Callable[..., None]


def declared_kinds(
    declarations: Iterable[Declaration], kinds: tuple[type[Document], ...], words: Phrases
) -> tuple[tuple[type[Document], ...], tuple[Problem, ...]]:
    """Give the kinds with those that a handbook declares and what it adds; faults are left out."""
    problems: list[Problem] = []

    def say(code: str, place: Place, **facts: Any) -> None:
        problems.append(problem(code, place, **facts))

    by_folder = {kind.folder: kind for kind in kinds}
    readers = [
        _DeclarationReader(declaration, by_folder.get(declaration.folder), words, say)
        for declaration in declarations
    ]
    names: set[str] = set()
    readers = [reader for reader in readers if reader.may_be_called(kinds, names)]
    targets = _targets(kinds, readers, words)
    made = {reader.declaration.folder: reader.kind(targets) for reader in readers}
    own = tuple(kind for folder, kind in made.items() if folder not in by_folder)
    return (*(made.get(kind.folder, kind) for kind in kinds), *own), in_order(problems)


def _targets(
    kinds: Iterable[type[Document]], readers: Iterable[_DeclarationReader], words: Phrases
) -> Mapping[str, str]:
    """Give the kind that a word means after `to:`, by folder, name or label."""
    found: dict[str, str] = {}
    for reader in readers:
        found |= {reader.declaration.folder: reader.name, reader.name: reader.name}
    for kind in kinds:
        names = (
            kind.folder,
            kind.kind,
            *words.words(f"kind.{kind.kind}"),
            *words.words(f"kinds.{kind.kind}"),
        )
        found |= dict.fromkeys((*names, *own_words(kind, "kind", words)), kind.kind)
    return found


class _DeclarationReader:
    """Reads one declaration into a dataclass; `base` is the kind that it adds to, if there is one."""

    def __init__(
        self, declaration: Declaration, base: type[Document] | None, words: Phrases, say: Say
    ) -> None:
        self.declaration, self.base, self.phrases, self.say = declaration, base, words, say
        self.words: dict[str, dict[str, str]] = {}
        self.pairs = declaration.fields.pairs()
        self.known(self.pairs, ADDED_KEYS if base else OWN_KEYS)
        self.given: set[str] = set()
        self.labels: dict[str, str] = {}
        if base:
            self.name, self.labels = base.kind, self._labels_of(base)
            return
        for key, named in (("name", "kind"), ("plural", "kinds"), ("about", "about")):
            if key in self.pairs:
                self.text(self.pairs[key], named)
        given = next(iter(self.words.values()), {}).get("kind", "")
        self.name = proposed_id(given)[:LONGEST_NAME] or declaration.folder

    def may_be_called(self, kinds: Iterable[type[Document]], names: set[str]) -> bool:
        """Tell whether folder and name are free, and say so if they are not."""
        if self.base:
            return True
        folder = self.declaration.folder
        kept = (
            folder in RESERVED_NAMES
            or RESERVED.match(folder)
            or (LANGUAGE.match(folder) and is_language(folder))
        )
        other = next((kind for kind in kinds if folder == kind.kind), None)
        if kept or other:
            near = other.folder if other else None
            self.say("kind-name-taken", Place(self.declaration.path), name=folder, suggestion=near)
            return False
        taken = names | RESERVED_NAMES | {word for kind in kinds for word in (kind.kind, kind.folder)}
        if self.name in taken:
            named = self.pairs.get("name")
            place = named.value.place if named else Place(self.declaration.path)
            self.say("kind-name-taken", place, name=self.name)
            return False
        names |= {self.name, folder}
        return True

    def kind(self, targets: Mapping[str, str]) -> type[Document]:
        """Make the dataclass."""
        base = self.base or Document
        fields = [*self._fields(targets), *self._sections()]
        values: dict[str, Any] = {"__module__": __name__, "__doc__": self.base.__doc__ if self.base else ""}
        if not self.base:
            values |= {"kind": self.name, "folder": self.declaration.folder, "prints": self._prints()}
        values["words"] = {
            language: {**base.words.get(language, {}), **own} for language, own in self.words.items()
        }
        name = "Own" + "".join(part.capitalize() for part in self.declaration.folder.split("-"))
        return make_dataclass(
            self.base.__name__ if self.base else name,
            fields,
            bases=(base,),
            namespace=values,
            frozen=True,
            slots=True,
            kw_only=True,
        )

    def _fields(self, targets: Mapping[str, str]) -> Iterable[tuple[str, Any, Any]]:
        for pair in self._named("fields"):
            told = self._told(pair, FIELD_KEYS, "type")
            guess = "choice" if "choices" in told else "references" if "to" in told else "text"
            name = self._one_of(told.get("type"), tuple(TYPES), guess)
            for key, needed in (("choices", "choice"), ("to", "references")):
                if key in told and not name.startswith(needed.removesuffix("s")):
                    self.say("unknown-field", told[key].place, name=key)
            hint = self._hint(pair, name, told, targets)
            if hint is not None:
                yield pair.key, hint, field(default=() if name in ("list", "references") else None)

    def _hint(self, pair: Pair, name: str, told: Mapping[str, Pair], targets: Mapping[str, str]) -> Any:
        """Give the type of a field; None when what it needs is missing."""
        if name in PLAIN:
            return PLAIN[name] | None
        if name == "list":
            return tuple[str, ...]
        if name == "choice":
            choices = self._items(pair, told, "choices", f"choice.{pair.key}")
            return Literal[choices] | None if choices else None
        kind = self._target(pair, told.get("to"), targets)
        value: Any = tuple[str, ...] if name == "references" else str | None
        return Annotated[value, Ref(kind)] if kind else None

    def _sections(self) -> Iterable[tuple[str, Any, Any]]:
        if (
            self.base
            and "sections" in self.pairs
            and (not section_fields(self.base) or whole_body(self.base))
        ):
            # The body of a checklist is its tasks, and every heading of an A3 is a box.
            self.say("unknown-field", self.pairs["sections"].place, name="sections")
            return
        for pair in self._named("sections"):
            told = self._told(pair, SECTION_KEYS, "shape")
            shape = self._one_of(told.get("shape"), tuple(SHAPES), "table" if "columns" in told else "text")
            if "columns" in told and shape != "table":
                self.say("unknown-field", told["columns"].place, name="columns")
            columns = self._items(pair, told, "columns", f"column.{pair.key}") if shape == "table" else ()
            if columns or shape != "table":
                yield pair.key, SHAPES[shape] | None, section(columns=columns)

    def _named(self, key: str) -> Iterable[Pair]:
        """Give the fields below a key whose names are good, free and not too many."""
        pair = self.pairs.get(key)
        if pair is None:
            return
        if not pair.value.is_pairs:
            self.say("wrong-type", pair.value.place, name=key, expected="named-fields")
        for number, each in enumerate(pair.value.pairs().values()):
            if number == MOST_FIELDS:
                self.say("too-long", each.place, most=MOST_FIELDS, reason="fields")
                return
            if self._may_be_named(each):
                yield each

    def _may_be_named(self, pair: Pair) -> bool:
        name = pair.key
        if not NAME.match(name) or len(name) > LONGEST_NAME or keyword.iskeyword(name):
            better = proposed_id(name).replace("-", "_")[:LONGEST_NAME].strip("_")
            if not NAME.match(better) or keyword.iskeyword(better):
                better = f"the_{better}" if better else "my_field"
            self.say("bad-field-name", pair.place, name=name[:LONGEST_NAME], suggestion=better)
            return False
        return self._is_free(name, name.replace("_", " "), pair.place) and not self._is_ours(pair)

    def _is_ours(self, pair: Pair) -> bool:
        """Tell whether a name means something to every document, or to the kind that is added to."""
        taken = pair.key in self.given or hasattr(self.base or Document, pair.key)
        self.given.add(pair.key)
        if taken:
            self.say("field-taken", pair.place, name=pair.key)
        return taken

    def _is_free(self, name: str, spelling: str, place: Place) -> bool:
        """Tell whether no other field is called this: a heading opens one field only."""
        folded = " ".join(spelling.casefold().replace("-", " ").split())
        if self.labels.setdefault(folded, name) != name:
            self.say("field-taken", place, name=spelling)
            return False
        return True

    def _told(self, pair: Pair, keys: Iterable[str], short: str) -> Mapping[str, Pair]:
        """Give what is told of a field; a single word is its type or its shape."""
        if not pair.value.is_pairs:
            return {short: Pair(short, pair.value.place, pair.value)} if pair.value.content else {}
        told = pair.value.pairs()
        self.known(told, keys)
        if "label" in told:
            self.text(told["label"], f"field.{pair.key}")
            for own in self.words.values():
                self._is_free(pair.key, own.get(f"field.{pair.key}", pair.key), told["label"].place)
        if "about" in told:
            self.text(told["about"], f"about.{pair.key}")
        return told

    def _items(self, pair: Pair, told: Mapping[str, Pair], key: str, word: str) -> tuple[str, ...]:
        """Give choices or columns: a list of words, or each with its label."""
        listed = told.get(key)
        if listed is None:
            self.say("missing-part", pair.place, name=pair.key, part=key)
            return ()
        named: list[tuple[str, Pair]] = []
        if listed.value.is_pairs:
            named = [(each.key, each) for each in listed.value.pairs().values()]
        elif isinstance(listed.value.content, tuple):
            values = [each for each in listed.value.content if isinstance(each, Value)]
            named = [(str(value.plain() or ""), Pair("", value.place, value)) for value in values]
        if not named or not all(
            isinstance(each.key or each.value.content, str) and name for name, each in named
        ):
            self.say("wrong-type", listed.value.place, name=key, expected="list")
            return ()
        if len(named) > MOST_FIELDS:
            self.say("too-long", named[MOST_FIELDS][1].place, most=MOST_FIELDS, reason=key)
        found: dict[str, str] = {}
        for name, each in named[:MOST_FIELDS]:
            id_ = (
                name
                if key == "choices"
                else proposed_id(name).replace("-", "_") or f"column_{len(found) + 1}"
            )
            if id_ in found:
                self.say("duplicate-key", each.place, key=name, first=listed.place.line)
            elif self._is_short(name, each.place):
                self.text(each if each.key else Pair(name, each.place, each.value), f"{word}.{id_}")
                found[id_] = name
        return tuple(found)

    def _target(self, pair: Pair, to: Pair | None, targets: Mapping[str, str]) -> str | None:
        if to is None:
            self.say("missing-part", pair.place, name=pair.key, part="to")
            return None
        word = self._word(to)
        if word is None:
            return None
        folded = " ".join(word.casefold().split()).strip("/")
        if folded not in targets:
            self.say(
                "no-such-kind",
                to.value.place,
                given=word[:LONGEST_LABEL],
                suggestion=closest(folded, targets),
            )
        return targets.get(folded)

    def _prints(self) -> tuple[str, ...]:
        pair = self.pairs.get("print")
        if pair is None:
            return ("sheet",)
        if pair.value.is_pairs:
            self.say("wrong-type", pair.value.place, name="print", expected="list")
        words = pair.value.content if isinstance(pair.value.content, tuple) else (pair.value,)
        chosen = (
            self._one_of(Pair("print", word.place, word), PRINTS, "sheet")
            for word in words
            if isinstance(word, Value)
        )
        return tuple(dict.fromkeys(word for word in chosen if word != "no"))

    def _one_of(self, pair: Pair | None, choices: tuple[str, ...], otherwise: str) -> str:
        """Give a word of a few, else say what there is."""
        if pair is None:
            return otherwise
        word = self._word(pair)
        if word is None or word in choices:
            return word or otherwise
        close, given = closest(word, choices), word[:LONGEST_LABEL]
        self.say(
            "not-a-choice", pair.value.place, name=pair.key, given=given, choices=choices, suggestion=close
        )
        return close or otherwise

    def _word(self, pair: Pair) -> str | None:
        """Give a value that is one word; None when it is something else, which is reported."""
        if isinstance(pair.value.content, str) and pair.value.content.strip():
            return pair.value.content.strip()
        self.say("wrong-type", pair.value.place, name=pair.key, expected="text")
        return None

    def text(self, pair: Pair, key: str) -> None:
        """Keep a text for a key: one for all languages, or one for each."""
        value = pair.value
        if not value.is_pairs:
            self._keep("", value, pair.key, key)
        for language, each in value.pairs().items():
            if LANGUAGE.match(language) and is_language(language):
                self._keep(language, each.value, pair.key, key)
            else:
                self.say("wrong-type", each.place, name=language[:LONGEST_LABEL], expected="language")

    def _keep(self, language: str, value: Value, name: str, key: str) -> None:
        word = " ".join(value.content.split()) if isinstance(value.content, str) else ""
        if not word:
            self.say("wrong-type", value.place, name=name, expected="label")
        elif key.startswith("about") or self._is_short(word, value.place):
            self.words.setdefault(language, {})[key] = word[:LONGEST_WORD]

    def _is_short(self, word: str, place: Place) -> bool:
        if len(word) > LONGEST_LABEL:
            self.say("too-long", place, most=LONGEST_LABEL, reason="signs")
        return len(word) <= LONGEST_LABEL

    def known(self, pairs: Mapping[str, Pair], keys: Iterable[str]) -> None:
        """Say which keys are none."""
        for name, pair in pairs.items():
            if name not in keys:
                self.say(
                    "unknown-field",
                    pair.place,
                    name=name[:LONGEST_LABEL],
                    suggestion=closest(name.casefold(), keys),
                )

    def _labels_of(self, base: type[Document]) -> dict[str, str]:
        named = (
            (name, word) for name in section_fields(base) for word in spellings(base, name, self.phrases)
        )
        return {word: name for name, word in named}
