"""Ketenzicht: how sensitive processes are exposed to foreign state actors.

    import ketenzicht

    with ketenzicht.Client.open() as client:
        client.import_files("data")
        answers = client.paths("organizations/politie", "jurisdictions/cn",
                               "2021-11-18")
        print(answers.to_dataframe())

`Client` asks a server, `ketenzicht.aio.Client` does so under asyncio; all
answers are in ketenzicht.results, all errors are KetenzichtError. "unknown",
"not_excluded" and "no_path" are different answers, and none of them is "none".
"""
from ketenzicht import aio
from ketenzicht.arguments import View
from ketenzicht.client import Client, Stream
from ketenzicht.errors import (AlreadyExists, DataLoss, InternalError,
                               InvalidRequest, InvalidScenario, KetenzichtError,
                               LimitExceeded, NotFound, NoVocabulary, Problem,
                               RevisionMismatch, RevisionNotYet,
                               ServerNotStarted, ServerUnreachable, Stopped,
                               StoreUnavailable, UnexpectedAnswer,
                               UnsoundFacts)
from ketenzicht.exposure_calls import PathListHead
from ketenzicht.frames import to_dataframe
from ketenzicht.results import *  # noqa: F401,F403
from ketenzicht.results import __all__ as _results
from ketenzicht.rows import Rows
from ketenzicht.scenario_frames import ScenarioFrames, frames_of
from ketenzicht.server import EmbeddedServer

__all__ = [
    "aio", "AlreadyExists", "Client", "DataLoss", "EmbeddedServer",
    "InternalError", "InvalidRequest", "InvalidScenario", "KetenzichtError",
    "LimitExceeded", "NotFound", "NoVocabulary", "PathListHead", "Problem",
    "RevisionMismatch", "RevisionNotYet", "Rows", "ScenarioFrames",
    "ServerNotStarted", "ServerUnreachable", "Stopped", "StoreUnavailable",
    "Stream", "UnexpectedAnswer", "UnsoundFacts", "View", "frames_of",
    "to_dataframe"]
__all__ += _results
