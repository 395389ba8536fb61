#include "ingest/scenario_analysis_reader.h"

namespace ketenzicht::ingest {
namespace {

using Kind = ScenarioQuery::Kind;

}  // namespace

bool IsOfRecord(Kind kind) {
  return kind == Kind::kContradictions || kind == Kind::kUnknowns;
}

bool ReadAnalysisFields(MapReader& map, ScenarioQuery& query) {
  switch (query.kind) {
    case Kind::kLoadBearing:
    case Kind::kChokePoints:
    case Kind::kLikelihood:
    case Kind::kSettle:
      map.Need("from");
      map.Need("to");
      query.from = map.Strings("from");
      query.to = map.Strings("to");
      return true;
    case Kind::kContradictions:
      query.about = map.Strings("about");
      query.across_sources = map.Bool("across_sources", false);
      return true;
    case Kind::kUnknowns:
      query.about = map.Strings("about");
      return true;
    default:
      return false;
  }
}

}  // namespace ketenzicht::ingest
