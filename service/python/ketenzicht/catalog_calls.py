"""Calls of CatalogService: what is on record."""
from __future__ import annotations

from ketenzicht.arguments import AnyRevision, revision_message
from ketenzicht.results import (FactAnswer, FactPage, Ontology, SearchAnswer,
                                Vector)
from ketenzicht.transport import UnaryCall, read
from ketenzicht.v1 import catalog_service_pb2 as pb

_GET_FACT = read("CatalogService", "GetFact")
_LIST_FACTS = read("CatalogService", "ListFacts")
_SEARCH_FACTS = read("CatalogService", "SearchFacts")
_GET_ONTOLOGY = read("CatalogService", "GetOntology")
_GET_VECTOR = read("CatalogService", "GetVector")


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
