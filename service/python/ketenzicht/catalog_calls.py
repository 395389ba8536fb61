"""Calls of CatalogService: what is on record."""
from __future__ import annotations

from ketenzicht.arguments import AnyRevision, revision_message
from ketenzicht.results import (FactAnswer, FactPage, Ontology, SameCandidate,
                                SameCandidatesEnd, SearchAnswer, Vector)
from ketenzicht.transport import Part, StreamCall, UnaryCall, read
from ketenzicht.v1 import catalog_service_pb2 as pb, same_candidates_pb2

_GET_FACT = read("CatalogService", "GetFact")
_LIST_FACTS = read("CatalogService", "ListFacts")
_SEARCH_FACTS = read("CatalogService", "SearchFacts")
_GET_ONTOLOGY = read("CatalogService", "GetOntology")
_GET_VECTOR = read("CatalogService", "GetVector")
_FIND_SAME_CANDIDATES = read("CatalogService", "FindSameCandidates")


def get_fact(id: str, *, revision: AnyRevision = None,
             timeout: float | None = None) -> UnaryCall[FactAnswer]:
    """One fact, with the same in a sentence. Raises NotFound."""
    request = pb.GetFactRequest(id=id, revision=revision_message(revision))
    return UnaryCall(_GET_FACT, request, timeout)


def list_facts(*, kind: str = "", about: str = "", page_size: int = 0,
               page_token: str = "", revision: AnyRevision = None,
               timeout: float | None = None) -> UnaryCall[FactPage]:
    """A page of facts, sorted by id: of a kind ("measure" for measures), or
    about an id. `facts` goes through all pages."""
    request = pb.ListFactsRequest(
        kind=kind, about=about, page_size=page_size, page_token=page_token,
        revision=revision_message(revision))
    return UnaryCall(_LIST_FACTS, request, timeout)


def search(query: str, *, kind: str = "", page_size: int = 0,
           revision: AnyRevision = None,
           timeout: float | None = None) -> UnaryCall[SearchAnswer]:
    """Entities whose id, name or alias matches, best first; small typing errors
    are allowed. `truncated` says whether there are more."""
    request = pb.SearchFactsRequest(
        query=query, kind=kind, page_size=page_size,
        revision=revision_message(revision))
    return UnaryCall(_SEARCH_FACTS, request, timeout)


def ontology(*, revision: AnyRevision = None,
             timeout: float | None = None) -> UnaryCall[Ontology]:
    """The vocabulary and the vectors. Raises NoVocabulary."""
    request = pb.GetOntologyRequest(revision=revision_message(revision))
    return UnaryCall(_GET_ONTOLOGY, request, timeout)


def vector(name: str = "", *, expression: str = "",
           revision: AnyRevision = None,
           timeout: float | None = None) -> UnaryCall[Vector]:
    """A vector of the policy by name, or one of your own as a path expression,
    compiled. Raises NotFound, and InvalidRequest with the column."""
    request = pb.GetVectorRequest(name=name, expression=expression,
                                  revision=revision_message(revision))
    return UnaryCall(_GET_VECTOR, request, timeout)


def same_candidates(*, kind: str = "", source: str = "", id: str = "",
                    min_score: float = 0, per_entity: int = 0,
                    max_candidates: int = 0, revision: AnyRevision = None,
                    timeout: float | None = None
                    ) -> StreamCall[SameCandidate, None, SameCandidatesEnd]:
    """Things that may be the same by their names, best first; nothing is
    merged (`judge_same` takes the judgement). `end` says whether these are all.
    Raises NotFound, and InvalidRequest for a score outside its range."""
    request = same_candidates_pb2.FindSameCandidatesRequest(
        kind=kind, source=source, id=id, min_score=min_score,
        per_entity=per_entity, max_candidates=max_candidates,
        revision=revision_message(revision))
    return StreamCall(_FIND_SAME_CANDIDATES, request, timeout,
                      {"candidate": Part.ITEM, "end": Part.END}, SameCandidate)
