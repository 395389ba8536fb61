// What conversions of analyses share: facts by their ids and in sentences, and
// the pairs that they are of.

#ifndef KETENZICHT_SERVICE_PROTO_FACT_TELLING_H_
#define KETENZICHT_SERVICE_PROTO_FACT_TELLING_H_

#include <string>
#include <vector>

#include "graph/exposure.h"
#include "graph/fact_text.h"
#include "graph/measure_goal.h"
#include "graph/open_questions.h"
#include "graph/telling_order.h"
#include "graph/text.h"
#include "ketenzicht/v1/fact.pb.h"
#include "service/proto/view_conversion.h"

namespace ketenzicht::service {

// A text in both languages: make(language).
template <typename Make>
v1::Text Both(Make make) {
  return ToProto(graph::Text{make(graph::Language::kDutch),
                             make(graph::Language::kEnglish)});
}

// Empty where there is no such fact.
inline std::string IdOf(const graph::Snapshot& snapshot,
                        graph::FactIndex fact) {
  return fact == graph::kNoFact ? "" : std::string(snapshot.id(fact));
}

template <typename Ids>
void CopyIds(const graph::Snapshot& snapshot,
             const std::vector<graph::FactIndex>& facts, Ids* ids) {
  for (graph::FactIndex fact : facts) {
    ids->Add(std::string(snapshot.id(fact)));
  }
}

// Of any message that has a process, a target and a vector.
template <typename Proto>
void CopyPair(const graph::Snapshot& snapshot, graph::FactIndex process,
              graph::FactIndex target, const graph::Vector& vector,
              Proto& proto) {
  proto.set_process(std::string(snapshot.id(process)));
  proto.set_target(std::string(snapshot.id(target)));
  proto.set_vector(vector.name);
}

template <typename Proto>
void CopyPair(const graph::Snapshot& snapshot, const graph::ExposedPair& pair,
              Proto& proto) {
  CopyPair(snapshot, pair.process, pair.target.asked, *pair.vector, proto);
}

// Of any message that has what a relation is that nobody recorded.
template <typename Proto>
void CopyUnrecorded(const graph::Snapshot& snapshot,
                    const graph::OpenQuestion& what, Proto& proto) {
  proto.set_kind(snapshot.ontology().relation_kind(what.kind).name);
  proto.set_source(IdOf(snapshot, what.source));
  proto.set_target(IdOf(snapshot, what.target));
  CopyIds(snapshot, what.carriers, proto.mutable_carriers());
}

// Of any message that tells a fact: its sentence, and its citation.
template <typename Proto>
void Tell(const graph::Snapshot& snapshot, const graph::ViewOptions& options,
          graph::FactIndex fact, Proto& proto) {
  const graph::FactText nl(snapshot, &options, graph::Language::kDutch);
  const graph::FactText en(snapshot, &options, graph::Language::kEnglish);
  *proto.mutable_sentence() =
      ToProto(graph::Text{nl.Sentence(fact), en.Sentence(fact)});
  *proto.mutable_citation() =
      ToProto(graph::Text{nl.Cite(fact), en.Cite(fact)});
}

// The same of a proposition: of the first of its facts that counts as asked.
template <typename Proto>
void TellFirst(const graph::Snapshot& snapshot,
               const graph::ViewOptions& options,
               const std::vector<graph::FactIndex>& facts, Proto& proto) {
  Tell(snapshot, options,
       graph::CountingFirst(snapshot, options, facts).front(), proto);
}

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_PROTO_FACT_TELLING_H_
