// docs/semantics.md, section 6: paths.

#include <algorithm>
#include <cmath>

#include "tests/support/oracle.h"

namespace ketenzicht::graph::oracle {
namespace {

constexpr int64_t kNever = int64_t{1} << 56;

int64_t CostOfStep(const Interval& likelihood) {
  if (!likelihood.best) return 0;
  if (*likelihood.best <= 0) return kNever;
  const double cost = std::round(-std::log(*likelihood.best) * 4294967296.0);
  return std::min(static_cast<int64_t>(cost), kNever);
}

bool Better(const OraclePath& a, const OraclePath& b) {
  if (a.status != b.status) return a.status < b.status;
  if (a.cost != b.cost) return a.cost < b.cost;
  if (a.steps.size() != b.steps.size()) return a.steps.size() < b.steps.size();
  for (size_t i = 0; i < a.steps.size(); ++i) {
    if (a.steps[i]->id != b.steps[i]->id) {
      return a.steps[i]->id < b.steps[i]->id;
    }
  }
  return false;
}

// Adds up what 6.1, 6.2 and 6.4 say of a path.
void Weigh(OraclePath& path) {
  path.cost = 0;
  for (const Row* step : path.steps) {
    path.cost = std::min(path.cost + CostOfStep(step->likelihood), kNever);
    path.likelihood.low *= step->likelihood.low;
    path.likelihood.high *= step->likelihood.high;
    if (path.likelihood.best && step->likelihood.best) {
      path.likelihood.best = *path.likelihood.best * *step->likelihood.best;
    } else {
      path.likelihood.best.reset();
    }
  }
}

}  // namespace

// Every way on from the end of a path, then every way on from there.
struct Oracle::Walker {
  const Oracle& oracle;
  const std::vector<Row>& rows;
  const StatusOfRow& status;
  const MayStep& may_step;
  const Visit& visit;
  OraclePath path;
  bool stopped = false;

  void Go(const Expression& rest) {
    for (const Row& row : rows) {
      for (const bool inverse : {false, true}) {
        const std::string& from = inverse ? row.target : row.source;
        const std::string& to = inverse ? row.source : row.target;
        if (from != path.nodes.back() || to.empty()) continue;
        if (status(row) == Status::kNoPath || !may_step(row, to)) continue;
        if (std::count(path.nodes.begin(), path.nodes.end(), to) > 0) continue;
        const Expression after =
            AfterStep(rest, inverse, [&](const std::string& kind) {
              return oracle.KindIs(row.kind, kind);
            });
        if (AcceptsNothingMore(after)) continue;
        const Status before = path.status;
        path.status = std::max(before, status(row));
        path.steps.push_back(&row);
        path.nodes.push_back(to);
        if (AcceptsHere(after) && !visit(path)) stopped = true;
        if (!stopped) Go(after);
        path.steps.pop_back();
        path.nodes.pop_back();
        path.status = before;
        if (stopped) return;
      }
    }
  }
};

void Oracle::Enumerate(const std::vector<Row>& rows,
                       const Expression& expression, const std::string& source,
                       const StatusOfRow& status, const MayStep& may_step,
                       const Visit& visit) const {
  Walker walker{*this, rows, status, may_step, visit, {.nodes = {source}}};
  walker.Go(expression);
}

std::optional<std::vector<OraclePath>> Oracle::Paths(
    const std::string& expression, const std::string& source,
    const Ids& targets, size_t paths_max) const {
  std::set<std::pair<std::string, std::string>> avoided;  // kind and product
  for (const Row& row : rows_) {
    if (Avoids(source, row.kind, row.target)) {
      avoided.emplace(row.kind, row.target);
    }
  }
  std::vector<OraclePath> paths;
  Enumerate(
      rows_, ParseExpression(expression), source,
      [](const Row& row) { return row.status; },
      [&](const Row& row, const std::string& to) {
        return !avoided.contains({row.kind, to});
      },
      [&](const OraclePath& path) {
        if (targets.contains(path.nodes.back())) paths.push_back(path);
        return paths.size() <= paths_max;
      });
  if (paths.size() > paths_max) return std::nullopt;
  for (OraclePath& path : paths) oracle::Weigh(path);
  std::sort(paths.begin(), paths.end(), Better);
  return paths;
}

}  // namespace ketenzicht::graph::oracle
