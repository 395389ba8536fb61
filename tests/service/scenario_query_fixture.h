// Questions of every kind, drawn at random: as a query of a scenario, and asked
// of a service by a call of their own.
//
//   AskedQuery query = DrawQuery("matrix", dice);
//   … query.content among the queries of a scenario
//   QueryAnswer answer = Ask(*client, query, options, revision);

#ifndef KETENZICHT_TESTS_SERVICE_SCENARIO_QUERY_FIXTURE_H_
#define KETENZICHT_TESTS_SERVICE_SCENARIO_QUERY_FIXTURE_H_

#include <google/protobuf/any.pb.h>
#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "ketenzicht/v1/view.pb.h"
#include "service/client/client.h"
#include "tests/support/naive_fact_reading.h"
#include "tests/support/random_facts.h"

namespace ketenzicht::testing {

struct AskedQuery {
  std::string kind;  // "paths", "why" …
  Json fields;
};

// A message of an answer without its circumstances.
struct AnswerPart {
  std::string type;   // full name of the message
  std::string bytes;  // as service::ContentOf gives them
  friend bool operator==(const AnswerPart&, const AnswerPart&) = default;
};

// As text, for messages of failing tests.
std::string Readable(const AnswerPart& part);

struct QueryAnswer {
  int code = 0;  // that of gRPC
  std::string message;
  std::vector<AnswerPart> parts;
};

// Kinds that cost a few searches, and those that make tens of views.
const std::vector<std::string>& LightQueries();
const std::vector<std::string>& HeavyQueries();

// About what tests/service/written_store_fixture.h always has.
AskedQuery DrawQuery(const std::string& kind, graph::Dice& dice);

// By the call of its kind, with what the query of a scenario asks of it.
QueryAnswer Ask(service::Client& client, const AskedQuery& query,
                const v1::ViewOptions& options, const v1::Revision& revision);

AnswerPart PartOf(const google::protobuf::Any& message);

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SERVICE_SCENARIO_QUERY_FIXTURE_H_
