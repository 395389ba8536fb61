// docs/semantics.md, section 6: paths.

#include <algorithm>
#include <cmath>
#include <tuple>

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

std::optional<std::vector<OraclePath>> Oracle::Ways(
    const std::string& expression, const std::string& source,
    const Ids& targets, size_t paths_max) const {
  constexpr int64_t kLeftOut = int64_t{1} << 44;
  std::vector<OraclePath> paths;
  size_t looked_at = 0;
  Enumerate(
      rows_, ParseExpression(expression), source,
      [](const Row&) { return Status::kOpen; },
      [](const Row&, const std::string&) { return true; },
      [&](const OraclePath& path) {
        if (targets.contains(path.nodes.back())) paths.push_back(path);
        return ++looked_at <= paths_max;
      });
  if (looked_at > paths_max) return std::nullopt;
  for (OraclePath& path : paths) {
    path.cost = 0;
    path.status = Status::kOpen;
    for (size_t i = 0; i < path.steps.size(); ++i) {
      const Row& row = *path.steps[i];
      const bool edge = row.outcome == Omission::kNone;
      const bool walked = edge && !Avoids(source, row.kind, path.nodes[i + 1]);
      int64_t cost =
          edge ? std::min(CostOfStep(row.likelihood), kLeftOut / 64) : 0;
      if (!walked) {
        cost += row.recorded == Modality::kDenied ? kLeftOut + kLeftOut / 2
                                                  : kLeftOut;
      }
      path.cost = std::min(path.cost + cost, kNever);
      path.status =
          std::max(path.status, walked ? row.status : Status::kNoPath);
    }
  }
  std::sort(paths.begin(), paths.end(), Better);
  return paths;
}

std::optional<OraclePath> Oracle::Nearest(const std::string& expression,
                                          const std::string& source,
                                          const Ids& targets,
                                          size_t paths_max) const {
  const auto ways = Ways(expression, source, targets, paths_max);
  if (!ways) return std::nullopt;
  return ways->empty() ? OraclePath() : ways->front();
}

bool Oracle::IsCarriedByOneOf(const Row& row, const Ids& ends) const {
  for (const std::string& carrier : row.carriers) {
    for (const Row& other : rows_) {
      if (other.fact == nullptr || other.fact->id != carrier ||
          other.status == Status::kNoPath) {
        continue;
      }
      if (ends.contains(other.source) || ends.contains(other.target) ||
          IsCarriedByOneOf(other, ends)) {
        return true;
      }
    }
  }
  return false;
}

// Lowers what is known of every place until nothing changes: where one is, what
// is left of the expression, and whether something was passed.
std::optional<std::pair<Status, int64_t>> Oracle::BestThrough(
    const std::string& expression, const std::string& source,
    const Ids& targets, const Ids& through) const {
  using Place = std::tuple<std::string, std::string, bool>;
  for (const Status level : {Status::kOpen, Status::kNotExcluded,
                             Status::kUnknown, Status::kBlocked}) {
    std::map<std::string, Expression> expressions;
    const Expression whole = ParseExpression(expression);
    expressions[whole->text] = whole;
    std::map<Place, int64_t> costs = {{{source, whole->text, false}, 0}};
    for (bool changed = true; changed;) {
      changed = false;
      for (const auto& [place, cost] : std::map<Place, int64_t>(costs)) {
        const auto& [at, rest, passed] = place;
        for (const Row& row : rows_) {
          for (const bool inverse : {false, true}) {
            const std::string& from = inverse ? row.target : row.source;
            const std::string& to = inverse ? row.source : row.target;
            if (from != at || to.empty() || row.status > level ||
                Avoids(source, row.kind, to)) {
              continue;
            }
            const Expression after = AfterStep(expressions.at(rest), inverse,
                                               [&](const std::string& kind) {
                                                 return KindIs(row.kind, kind);
                                               });
            if (AcceptsNothingMore(after)) continue;
            expressions[after->text] = after;
            const Place next(to, after->text,
                             passed || through.contains(to) ||
                                 IsCarriedByOneOf(row, through));
            const int64_t sum =
                std::min(cost + CostOfStep(row.likelihood), kNever);
            const auto [it, added] = costs.emplace(next, sum);
            if (!added && it->second <= sum) continue;
            it->second = sum;
            changed = true;
          }
        }
      }
    }
    std::optional<int64_t> least;
    for (const auto& [place, cost] : costs) {
      const auto& [at, rest, passed] = place;
      if (passed && targets.contains(at) && AcceptsHere(expressions.at(rest)) &&
          (!least || cost < *least)) {
        least = cost;
      }
    }
    if (least) return std::pair(level, *least);
  }
  return std::nullopt;
}

std::optional<std::vector<OraclePath>> Oracle::Paths(
    const std::string& expression, const std::string& source,
    const Ids& targets, size_t paths_max) const {
  // Kind and product; a step against a relation leads to its source.
  std::set<std::pair<std::string, std::string>> avoided;
  for (const Row& row : rows_) {
    for (const std::string& end : {row.source, row.target}) {
      if (Avoids(source, row.kind, end)) avoided.emplace(row.kind, end);
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
