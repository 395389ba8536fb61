"""The calls of both clients, in one list.

How a call is built is a function in *_calls.py; here it becomes a method. What
the method answers depends on whose it is: of ketenzicht.Client the answer or an
iterator, of ketenzicht.aio.Client something to await or an async iterator.
"""
from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Coroutine
from typing import (TYPE_CHECKING, Any, ClassVar, Concatenate, Generic,
                    ParamSpec, TypeVar, overload)

from ketenzicht import (analysis_calls, catalog_calls, exposure_calls,
                        fact_calls, scenario_calls)
from ketenzicht.transport import StreamCall, UnaryCall

if TYPE_CHECKING:
    from ketenzicht import aio, client

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Item = TypeVar("Item")
Head = TypeVar("Head")
End = TypeVar("End")


class Answers(Generic[Arguments, Result]):
    """A method with one answer."""

    def __init__(self, build: Callable[Arguments, UnaryCall[Result]]) -> None:
        def method(self: client.Client, /, *args: Arguments.args,
                   **kwargs: Arguments.kwargs) -> Result:
            return self.call(build(*args, **kwargs))

        async def method_async(self: aio.Client, /, *args: Arguments.args,
                               **kwargs: Arguments.kwargs) -> Result:
            # Reading files is part of building a call.
            made = await asyncio.to_thread(build, *args, **kwargs)
            return await self.call(made)
        _describe(method, build)
        _describe(method_async, build)
        self._method = method
        self._method_async = method_async

    @overload
    def __get__(self, instance: None, owner: type[client.Client]
                ) -> Callable[Concatenate[client.Client, Arguments],
                              Result]: ...

    @overload
    def __get__(self, instance: None, owner: type[aio.Client]
                ) -> Callable[Concatenate[aio.Client, Arguments],
                              Coroutine[Any, Any, Result]]: ...

    @overload
    def __get__(self, instance: client.Client, owner: Any
                ) -> Callable[Arguments, Result]: ...

    @overload
    def __get__(self, instance: aio.Client, owner: Any
                ) -> Callable[Arguments, Coroutine[Any, Any, Result]]: ...

    def __get__(self, instance: Any, owner: Any) -> Any:
        method: Any = (self._method_async if owner._is_asynchronous
                       else self._method)
        return method.__get__(instance, owner)


class Streams(Generic[Arguments, Item, Head, End]):
    """A method with a stream of answers."""

    def __init__(self, build: Callable[Arguments, StreamCall[Item, Head, End]]
                 ) -> None:
        def method(self: Any, /, *args: Arguments.args,
                   **kwargs: Arguments.kwargs) -> Any:
            return self.stream(build(*args, **kwargs))
        _describe(method, build)
        self._method: Any = method

    @overload
    def __get__(self, instance: None, owner: type[client.Client]
                ) -> Callable[Concatenate[client.Client, Arguments],
                              client.Stream[Item, Head, End]]: ...

    @overload
    def __get__(self, instance: None, owner: type[aio.Client]
                ) -> Callable[Concatenate[aio.Client, Arguments],
                              aio.Stream[Item, Head, End]]: ...

    @overload
    def __get__(self, instance: client.Client, owner: Any
                ) -> Callable[Arguments, client.Stream[Item, Head, End]]: ...

    @overload
    def __get__(self, instance: aio.Client, owner: Any
                ) -> Callable[Arguments, aio.Stream[Item, Head, End]]: ...

    def __get__(self, instance: Any, owner: Any) -> Any:
        return self._method.__get__(instance, owner)


def _describe(method: Callable[..., Any], build: Callable[..., Any]) -> None:
    """Gives a method the name, signature and documentation of what builds its
    call, for help() and notebooks."""
    signature = inspect.signature(build)
    this = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
    answer = (str(signature.return_annotation)
              .replace("StreamCall[", "Stream[", 1))
    if answer.startswith("UnaryCall["):
        answer = answer.removeprefix("UnaryCall[").removesuffix("]")
    method.__name__ = build.__name__
    method.__qualname__ = f"Client.{build.__name__}"
    method.__doc__ = build.__doc__
    setattr(method, "__signature__", signature.replace(
        parameters=[this, *signature.parameters.values()],
        return_annotation=answer))


class Calls:
    """What can be asked of a server."""

    _is_asynchronous: ClassVar[bool] = False

    get_fact = Answers(catalog_calls.get_fact)
    list_facts = Answers(catalog_calls.list_facts)
    search = Answers(catalog_calls.search)
    ontology = Answers(catalog_calls.ontology)
    vector = Answers(catalog_calls.vector)
    same_candidates = Streams(catalog_calls.same_candidates)

    write_facts = Answers(fact_calls.write_facts)
    import_files = Answers(fact_calls.import_files)
    import_texts = Answers(fact_calls.import_texts)
    import_source = Streams(fact_calls.import_source)
    judge_same = Answers(fact_calls.judge_same)
    export_facts = Streams(fact_calls.export_facts)
    export_text = Streams(fact_calls.export_text)

    paths = Streams(exposure_calls.paths)
    why = Streams(exposure_calls.why)
    affected = Answers(exposure_calls.affected)
    list_paths = Streams(exposure_calls.list_paths)
    matrix = Streams(exposure_calls.matrix)
    timeline = Streams(exposure_calls.timeline)
    compare = Answers(exposure_calls.compare)
    case = Streams(exposure_calls.case)

    propose_measures = Answers(scenario_calls.propose_measures)
    single_points = Answers(scenario_calls.single_points)
    evaluate_scenario = Answers(scenario_calls.evaluate_scenario)
    sweep_scenario = Streams(scenario_calls.sweep_scenario)
    validate_scenario = Answers(scenario_calls.validate_scenario)
    list_scenarios = Answers(scenario_calls.list_scenarios)
    get_scenario = Answers(scenario_calls.get_scenario)
    create_scenario = Answers(scenario_calls.create_scenario)
    update_scenario = Answers(scenario_calls.update_scenario)
    delete_scenario = Answers(scenario_calls.delete_scenario)

    load_bearing = Answers(analysis_calls.load_bearing)
    choke_points = Answers(analysis_calls.choke_points)
    likelihood = Answers(analysis_calls.likelihood)
    contradictions = Answers(analysis_calls.contradictions)
    unknowns = Answers(analysis_calls.unknowns)
    settle = Answers(analysis_calls.settle)
