"""What every Engine holds to."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pourparler.engines import engine
from pourparler.errors import RetryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pourparler.protocols import Engine


def square(number: int) -> int:
    return number * number


def note(folder: str) -> None:
    with (Path(folder) / str(os.getpid())).open("a", encoding="ascii") as file:
        file.write("x")


def fail(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def die(_: int) -> int:
    os._exit(1)


@pytest.fixture(params=[1, 2], ids=["inline", "pool"])
def hands(request: pytest.FixtureRequest) -> Iterator[Engine]:
    made = engine(request.param)
    yield made
    made.close()


def test_results_come_in_the_order_of_the_tasks(hands: Engine) -> None:
    assert list(hands.map(square, range(50))) == [n * n for n in range(50)]


def test_an_engine_serves_again(hands: Engine) -> None:
    assert list(hands.map(square, [2])) == [4]
    assert list(hands.map(square, [3])) == [9]


def test_no_tasks_no_results(hands: Engine) -> None:
    assert list(hands.map(square, [])) == []


def test_tasks_are_taken_only_a_little_ahead(hands: Engine) -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    results = hands.map(square, tasks())
    assert next(results) == 0
    assert taken <= 10


def test_an_error_of_the_work_reaches_the_caller_after_what_was_done(hands: Engine) -> None:
    results = hands.map(fail, range(9))
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="three"):
        next(results)


@pytest.mark.parametrize("workers", [1, 2])
def test_each_worker_prepares_once(tmp_path: Path, workers: int) -> None:
    made = engine(workers, prepare=partial(note, str(tmp_path)))
    assert len(list(made.map(square, range(20)))) == 20
    made.close()
    notes = list(tmp_path.iterdir())
    assert 1 <= len(notes) <= workers
    assert all(file.read_text() == "x" for file in notes)


def unprepared() -> None:
    raise LookupError("nothing to work with")


@pytest.mark.parametrize("workers", [1, 2])
def test_what_keeps_a_worker_from_working_reaches_the_caller(workers: int) -> None:
    made = engine(workers, prepare=unprepared)
    with pytest.raises(LookupError, match="nothing to work with"):
        list(made.map(square, range(3)))
    made.close()


def test_what_is_done_is_handed_on_while_tasks_come_slowly(hands: Engine) -> None:
    """A task that is long in coming holds up no result."""
    assert list(hands.map(square, [1])) == [1]
    done: list[tuple[int, int]] = []
    seen: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(5):
            yield number
            time.sleep(0.5)
            seen.append(len(done))

    for result in hands.map(square, tasks()):
        done.append((result, len(seen)))  # noqa: PERF401 - the tasks look at it meanwhile
    assert [result for result, _ in done] == [0, 1, 4, 9, 16]
    assert seen[-1] > 0


def test_a_dead_worker_is_said_in_one_sentence() -> None:
    made = engine(2)
    with pytest.raises(RetryError, match="worker process died"):
        list(made.map(die, range(3)))
    made.close()
