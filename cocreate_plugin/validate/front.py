"""Front matter against the fields of a kind: pydantic finds every fault, we say where it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import MISSING, fields
from functools import lru_cache
from typing import Annotated, Any, Literal, cast, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model
from pydantic_core import PydanticCustomError

from ..kinds import Agreement, Copies, Document, Duration, Identity, Shaped, Share, Span, front_fields, hints
from ..kinds.identity import ADVICE
from ..phrases import Phrases, is_language, yes_or_no
from ..problems import Place, Problem, problem
from ..sources import ID, Value
from .meant import meaning, suggestion

_RANGE = re.compile(r"^(?P<least>[0-9]{1,6})(?:\s*[-–]\s*(?P<most>[0-9]{1,6})|(?P<open>\+))?$")
_TIME = re.compile(
    r"^(?P<least>[0-9]{1,6}(?:[.,][0-9]{1,3})?)(?:\s*[-–]\s*(?P<most>[0-9]{1,6}(?:[.,][0-9]{1,3})?))?\s*(?P<unit>[^\W\d_]+)$"
)
_SHAPES = {
    "colour": re.compile(r"^#(?:[0-9A-Fa-f]{3}){1,2}$"),
    "language": re.compile(r"^[a-z]{2,3}(?:-[A-Za-z]{2,4})?$"),
    "address": re.compile(r"^https?://[^\s/]+\S*$"),
}
_DAY = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
UNITS = ("min", "hour", "day", "week", "month", "year")


def span(text: str) -> Span | None:
    """Read `8`, `2-8` or `12+`."""
    match = _RANGE.match(text.strip())
    if not match:
        return None
    least = int(match["least"])
    most = None if match["open"] else int(match["most"] or least)
    return Span(least, most) if most is None or most >= least else None


def duration(text: str, phrases: Phrases) -> Duration | None:
    """Read `90 min` or `4-8 weeks`; units in English or in the words' language."""
    match = _TIME.match(text.strip())
    if not match:
        return None
    unit = next((unit for unit in UNITS if match["unit"].casefold() in phrases.words(f"unit.{unit}")), None)
    least = float(match["least"].replace(",", "."))
    most = float((match["most"] or match["least"]).replace(",", "."))
    return Duration(least, most, unit) if unit and most >= least else None  # type: ignore[arg-type]


def read_front(
    kind: type[Document] | type[Identity],
    front: Value,
    phrases: Phrases,
    problems: list[Problem],
    places: dict[str, Place],
    headings: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Give the fields that are right and report the others, all at once.

    `places` are those of everything at the top; what is read under another name gets that place as well.
    `headings` are labels of fields that belong in the body, so that the message can say so.
    """
    keys = front.pairs()
    model = _model(cast("Hashable", kind))
    plain = _plain(front).items()
    data = {name: value for name, value in plain if value is not None or name not in model.model_fields}
    _say_swallowed(kind, keys, problems)
    renamed = _renamed(data, model, keys, problems)
    wrong: set[str] = set()
    for name, key in renamed.items():
        below = {at: place for at, place in places.items() if at == key or at.startswith(f"{key}.")}
        places |= {name + at.removeprefix(key): place for at, place in below.items()}
    try:
        checked = model.model_validate(data, context={"phrases": phrases})
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_context=True):
            name = str(fault["loc"][0])
            wrong.add(name)
            problems.append(_fault(kind, fault, places, keys, headings or {}, front.place))
        rest = {name: value for name, value in data.items() if name not in wrong}
        checked = model.model_construct(**_each_alone(model, rest, phrases))
    return {name: getattr(checked, name) for name in data if name not in wrong and name in model.model_fields}


def _say_swallowed(
    kind: type[Document] | type[Identity], keys: Mapping[str, Any], problems: list[Problem]
) -> None:
    """Say of words that YAML cut off at a `#` behind one space; behind two it is a comment for people."""
    for name, pair in keys.items():
        value = pair.value
        bare, shaped = unwrapped(hints(kind).get(name, str))
        if bare is str and not shaped and value.content and re.match(r" #", value.cut):
            problems.append(problem("needs-quotes", value.place, correction=f"{name}: {value.whole}"))


def _renamed(
    data: dict[str, Any], model: type[BaseModel], keys: Mapping[str, Any], problems: list[Problem]
) -> dict[str, str]:
    """Read a field under the name that its key means for certain, so that it is not missing as well."""
    renamed: dict[str, str] = {}
    for name in [each for each in data if each not in model.model_fields]:
        wanted = meaning(name, model.model_fields, "field")
        if wanted and wanted not in data:
            problems.append(problem("unknown-field", keys[name].place, name=name, suggestion=wanted))
            value = data.pop(name)
            if value is not None:
                data[wanted], renamed[wanted] = value, name
    return renamed


def _plain(front: Value) -> dict[str, Any]:
    value = front.plain()
    return value if isinstance(value, dict) else {}


def _each_alone(model: type[BaseModel], data: dict[str, Any], phrases: Phrases) -> dict[str, Any]:
    """Validate the right fields once more, without the wrong and the required ones."""
    optional = create_model(
        model.__name__,
        __config__=model.model_config,
        **{
            name: (
                info.annotation if not info.metadata else Annotated[(info.annotation, *info.metadata)],
                None,
            )
            for name, info in model.model_fields.items()
            if name in data
        },
    )  # type: ignore[call-overload]
    return dict(optional.model_validate(data, context={"phrases": phrases}))


@lru_cache(maxsize=256)
def _model(kind: Any) -> type[BaseModel]:
    """Make the pydantic model of a kind from its dataclass."""
    names = (
        front_fields(kind) if issubclass(kind, Document) else tuple(field_.name for field_ in fields(kind))
    )
    defaults = {
        field_.name: field_.default if field_.default is not MISSING else ... for field_ in fields(kind)
    }
    columns = {name: (_annotated(hints(kind)[name]), Field(default=defaults[name])) for name in names}
    config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
    model: type[BaseModel] = create_model(kind.__name__, __config__=config, **columns)  # type: ignore[call-overload]
    return model


def _annotated(hint: Any) -> Any:
    """Give a field's type with the reader that front matter's plain words need."""
    bare, shaped = unwrapped(hint)
    reader = _READERS.get(bare) or _READERS.get(get_origin(bare))
    if get_origin(bare) is tuple:
        reader = _TUPLES.get(get_args(bare)[0], _words)
    if shaped:
        reader = _BY_SHAPE.get(shaped) or _shape(shaped)
    return Annotated[hint, BeforeValidator(reader)] if reader else hint


def unwrapped(hint: Any) -> tuple[Any, str]:
    """Take off `Annotated` and `| None`; tell what shape a word must have."""
    shaped = ""
    while True:
        if get_origin(hint) is Annotated:
            shaped = next((each.name for each in hint.__metadata__ if isinstance(each, Shaped)), shaped)
            hint = get_args(hint)[0]
            continue
        rest = [each for each in get_args(hint) if each is not type(None)]
        if get_origin(hint) is not Literal and len(rest) == 1 and type(None) in get_args(hint):
            hint = rest[0]
            continue
        return hint, shaped


def _refuse(expected: str, at: str = "") -> PydanticCustomError:
    return PydanticCustomError("cocreate", "{expected}", {"expected": expected, "at": at})


def _within(at: str, read: Callable[[Any], Any], value: Any) -> Any:
    """Read a part of a value, so that what is refused is known by its place in it."""
    try:
        return read(value)
    except PydanticCustomError as error:
        known = error.context or {}
        raise _refuse(str(known.get("expected")), f"{at}.{known.get('at')}".rstrip(".")) from error


def _reader(expected: str, read: Callable[[str], Any]) -> Callable[[Any], Any]:
    """Give what reads a word; all that it gives None for is refused."""

    def reader(value: Any) -> Any:
        found = read(value.strip()) if isinstance(value, str) else None
        if found is None:
            raise _refuse(expected)
        return found

    return reader


def _number(pattern: str) -> Callable[[str], float | None]:
    return lambda word: float(word.replace(",", ".")) if re.match(pattern, word) else None


def _whole(pattern: str) -> Callable[[str], int | None]:
    return lambda word: int(word) if re.match(pattern, word) else None


def _day(word: str) -> dt.date | None:
    with suppress(ValueError):
        if _DAY.match(word):
            return dt.date.fromisoformat(word)
    return None


def _clock(word: str) -> dt.time | None:
    match = re.match(r"^([0-9]{1,2}):([0-9]{2})$", word)
    within = match and int(match[1]) < 24 and int(match[2]) < 60
    return dt.time(int(match[1]), int(match[2])) if match and within else None


_count = _reader("count", lambda word: _whole(r"^[0-9]{1,6}$")(word) or None)


def _date(value: Any) -> dt.date:
    if isinstance(value, str) and _DAY.match(value.strip()) and not _day(value.strip()):
        raise _refuse("day")
    found: dt.date = _reader("date", _day)(value)
    return found


def _lasting(value: Any, info: Any) -> Any:
    found = duration(value, info.context["phrases"]) if isinstance(value, str) else None
    if found is None:
        raise _refuse("duration")
    return found


def _shape(name: str) -> Callable[[Any], Any]:
    def read(word: str) -> str | None:
        known = _SHAPES[name].match(word) and (name != "language" or is_language(word))
        return word if known else None

    return _reader(name, read)


def _ids(value: Any) -> Any:
    if not isinstance(value, list) or not all(isinstance(each, str) and ID.match(each) for each in value):
        raise _refuse("ids")
    return tuple(value)


def _advice(value: Any) -> Any:
    """Read which checks of plain language are wanted: all, none, or some of them by name."""
    if isinstance(value, str) and (all_of_them := yes_or_no(value)) is not None:
        return ADVICE if all_of_them else ()
    if not isinstance(value, list) or not all(each in ADVICE for each in value):
        raise _refuse("advice")
    return tuple(value)


def _words(value: Any) -> Any:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _refuse("list")
    return tuple(each.strip() for each in value)


def _list_of(expected: str, read: Callable[[Any], Any], least: int = 0) -> Callable[[Any], Any]:
    """Give what reads a list of at least so many."""

    def reader(value: Any) -> Any:
        if not isinstance(value, list) or len(value) < least:
            raise _refuse(expected)
        return tuple(_within(str(number), read, each) for number, each in enumerate(value))

    return reader


def _copy(value: Any) -> Copies:
    if isinstance(value, str):
        return Copies(value.strip())
    if isinstance(value, dict) and isinstance(value.get("id"), str) and set(value) <= {"id", "copies"}:
        return Copies(
            value["id"].strip(),
            _within("copies", _count, value["copies"]) if value.get("copies") is not None else None,
        )
    raise _refuse("copies")


def _agreement(value: Any) -> Agreement:
    if not isinstance(value, dict) or not set(value) <= {"name", "role", "date"}:
        raise _refuse("agreements")
    day = value.get("date")
    if not all(each is None or isinstance(each, str) for each in value.values()):
        raise _refuse("agreements")
    return Agreement(
        value.get("role"), _within("date", _date, day) if day is not None else None, value.get("name")
    )


def _share(value: Any) -> Share:
    match = re.match(_SHARE, value.strip()) if isinstance(value, str) else None
    share = float((match["share"] or "1").replace(",", ".")) if match else 0.0
    if not match or share <= 0:
        raise _refuse("layout")
    return Share(match["box"], share, match["surface"] or "")


_SHARE = r"^(?P<box>\S+)(?:\s+(?P<share>[0-9]{1,4}(?:[.,][0-9]{1,3})?))?(?:\s+(?P<surface>[^\W\d][\w-]*))?$"


_BY_SHAPE: dict[str, Callable[..., Any]] = {"count": _count, "ids": _ids, "advice": _advice}
"""Readers of fields that take less than their type says."""
_READERS: dict[Any, Callable[..., Any]] = {
    str: _reader("text", str),
    int: _reader("whole-number", _whole(r"^-?[0-9]{1,9}$")),
    float: _reader("number", _number(r"^-?[0-9]{1,9}(?:[.,][0-9]{1,6})?$")),
    bool: _reader("yes-or-no", yes_or_no),
    dt.date: _date,
    dt.time: _reader("time", _clock),
    Span: _reader("people", span),
    Duration: _lasting,
}
_TUPLES: dict[Any, Callable[..., Any]] = {
    str: _words,
    Copies: _list_of("copies", _copy),
    Agreement: _list_of("agreements", _agreement),
    tuple[Share, ...]: _list_of("layout", _list_of("layout", _share, 1), 1),
}


def _fault(
    kind: type[Document] | type[Identity],
    fault: Any,
    places: dict[str, Place],
    keys: Mapping[str, Any],
    headings: Mapping[str, str],
    start: Place,
) -> Problem:
    name = str(fault["loc"][0])
    if fault["type"] == "missing":
        place = keys[name].place if name in keys else Place(start.path, 1)
        return problem("missing-field", place, name=name)
    if fault["type"] == "extra_forbidden":
        return _unknown(kind, name, keys[name].place, headings)
    at = fault.get("ctx", {}).get("at", "")
    place = places.get(f"{name}.{at}") or places.get(name) or start
    if at and name in keys:
        return _fault_within(name, at, keys[name].value, place, str(fault["ctx"]["expected"]))
    content = keys[name].value.content if name in keys and isinstance(keys[name].value.content, str) else None
    if fault["type"] == "literal_error":
        choices = tuple(_choices(hints(kind)[name]))
        return problem(
            "not-a-choice",
            place,
            name=name,
            given=str(content),
            choices=choices,
            suggestion=suggestion(str(content), choices, name),
        )
    expected = fault.get("ctx", {}).get("expected") or "text"
    several = name in keys and not isinstance(keys[name].value.content, str) and not keys[name].value.is_pairs
    expected = "one" if expected == "text" and several else expected
    return problem("wrong-type", place, name=name, expected=str(expected), given=content)


def _fault_within(name: str, at: str, value: Value, place: Place, expected: str) -> Problem:
    """Say of a part of a value what it must be: by its own name, if it has one."""
    for step in at.split("."):
        inside = value.pairs()[step].value if value.is_pairs else value.content[int(step)]
        value = inside if isinstance(inside, Value) else value
    named = at.rpartition(".")[2]
    given = value.content if isinstance(value.content, str) else None
    return problem(
        "wrong-type", place, name=name if named.isdigit() else named, expected=expected, given=given
    )


def _unknown(
    kind: type[Document] | type[Identity], name: str, place: Place, headings: Mapping[str, str]
) -> Problem:
    label = headings.get(name.casefold().replace("_", " "))
    if label:
        return problem("field-is-heading", place, name=name, heading=label)
    names = (
        front_fields(kind) if issubclass(kind, Document) else tuple(field_.name for field_ in fields(kind))
    )
    return problem("unknown-field", place, name=name, suggestion=suggestion(name, names, "field"))


def _choices(hint: Any) -> tuple[str, ...]:
    bare, _ = unwrapped(hint)
    return get_args(bare) if get_origin(bare) is Literal else ()
