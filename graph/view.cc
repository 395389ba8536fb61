#include "graph/view.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <memory>
#include <utility>
#include <vector>

#include "graph/class_expansion.h"
#include "graph/denials.h"
#include "graph/fact_selection.h"
#include "graph/internal/compact_product.h"
#include "graph/presumptions.h"
#include "graph/relation_status.h"

namespace ketenzicht::graph {
namespace {

// How long one waits for another thread's product before looking up.
constexpr std::chrono::milliseconds kWaitForProduct(5);
// Of fewer facts both views are made before a thread is.
constexpr FactIndex kFactsForTwoThreads = 100'000;

// What counts, whatever measures do to it.
struct Counted {
  std::unique_ptr<InstanceTable> table;
  std::unique_ptr<const Denials> denials;  // in that table
  std::shared_ptr<const Incidences> incidences;
};

absl::StatusOr<Counted> Count(const Snapshot& snapshot,
                              const ViewOptions& options) {
  if (absl::Status ok = CheckOptions(snapshot, options); !ok.ok()) return ok;
  Counted counted;
  counted.table = std::make_unique<InstanceTable>(snapshot, options);
  InstanceTable& table = *counted.table;
  const Presences presences(table);
  SelectFacts(table, presences);
  ExpandClasses(table, presences);
  counted.denials = std::make_unique<const Denials>(table);
  ApplyDenials(table, *counted.denials);
  FindAvoided(table);
  if (options.presumptions) {
    absl::Status ok = AddPresumptions(table, *counted.denials);
    if (!ok.ok()) return ok;
  }
  counted.incidences = std::make_shared<const Incidences>(table);
  return counted;
}

}  // namespace

absl::StatusOr<std::shared_ptr<const View>> View::Create(
    std::shared_ptr<const Snapshot> snapshot, const ViewOptions& options) {
  absl::StatusOr<Counted> counted = Count(*snapshot, options);
  if (!counted.ok()) return counted.status();
  return Settle(std::move(snapshot), std::move(counted->table),
                *counted->denials, counted->incidences);
}

absl::StatusOr<View::Pair> View::CreatePair(
    std::shared_ptr<const Snapshot> snapshot, const ViewOptions& options) {
  using Made = absl::StatusOr<std::shared_ptr<const View>>;
  absl::StatusOr<Counted> counted = Count(*snapshot, options);
  if (!counted.ok()) return counted.status();
  if (!options.measures) {
    Made both = Settle(std::move(snapshot), std::move(counted->table),
                       *counted->denials, counted->incidences);
    if (!both.ok()) return both.status();
    return Pair{*both, *both};
  }
  std::unique_ptr<InstanceTable> copy = counted->table->WithoutMeasures();
  const Denials of_copy(*counted->denials, *copy);
  // Deferred, it is made where it is asked for.
  std::future<Made> made = std::async(
      snapshot->size() < kFactsForTwoThreads ? std::launch::deferred
                                             : std::launch::async,
      [&] {
        return Settle(snapshot, std::move(copy), of_copy, counted->incidences);
      });
  Made asked = Settle(snapshot, std::move(counted->table), *counted->denials,
                      counted->incidences);
  Made inherent = made.get();
  if (!asked.ok()) return asked.status();
  if (!inherent.ok()) return inherent.status();
  return Pair{*std::move(asked), *std::move(inherent)};
}

absl::StatusOr<std::shared_ptr<const View>> View::Settle(
    std::shared_ptr<const Snapshot> snapshot,
    std::unique_ptr<InstanceTable> table, const Denials& denials,
    std::shared_ptr<const Incidences> incidences) {
  if (absl::Status ok = ResolveStatus(*table, denials); !ok.ok()) return ok;
  SettleLikelihoods(*table);
  table->Finish();

  std::shared_ptr<View> view(new View());
  view->key_ = ViewKey(*snapshot, table->options());
  view->options_ = table->options();
  view->snapshot_ = std::move(snapshot);
  view->table_ = std::move(table);
  view->costs_ = std::make_unique<Costs>(*view->table_);
  view->incidences_ = std::move(incidences);
  view->BuildAvoided();
  return std::shared_ptr<const View>(std::move(view));
}

std::shared_ptr<const internal::CompactProduct> View::product(
    const Automaton& automaton, const Limits& limits,
    Completeness& completeness) const {
  std::unique_lock<std::timed_mutex> lock(products_mutex_, std::defer_lock);
  while (!lock.try_lock_for(kWaitForProduct)) {
    completeness.stop = limits.interrupted();
    if (!completeness.complete()) return nullptr;
  }
  const auto kept = std::find_if(
      products_.begin(), products_.end(),
      [&](const KeptProduct& one) { return one.automaton == automaton; });
  if (kept != products_.end()) {
    std::rotate(kept, kept + 1, products_.end());
    return products_.back().product;
  }
  auto product = std::make_shared<const internal::CompactProduct>(
      *this, automaton, limits, completeness);
  if (!completeness.complete()) return nullptr;
  if (products_.size() == kKeptProducts) products_.erase(products_.begin());
  products_.push_back({automaton, product});
  return product;
}

size_t View::EstimatedBytes() const {
  constexpr size_t kRow = 4;      // of the table: what is known of a relation
  constexpr size_t kExtra = 250;  // its id, and where it stands
  const size_t extras = table_->size() - snapshot_->size();
  size_t bytes = incidences_->bytes() + table_->size() * kRow + extras * kExtra;
  // One that is in the making counts the next time.
  const std::unique_lock<std::timed_mutex> lock(products_mutex_,
                                                std::try_to_lock);
  if (!lock.owns_lock()) return bytes;
  for (const KeptProduct& one : products_) {
    bytes += one.product->EstimatedBytes();
  }
  return bytes;
}

std::vector<Instance> View::ReadInstances() const {
  std::vector<InstanceIndex> all;
  for (InstanceIndex i = 0; i < table_->size(); ++i) {
    if (table_->is_instance(i)) all.push_back(i);
  }
  SortByRank(all);
  std::vector<Instance> instances;
  instances.reserve(all.size());
  for (InstanceIndex i : all) instances.push_back(instance(i));
  return instances;
}

void View::SortByRank(std::vector<InstanceIndex>& instances) const {
  std::sort(
      instances.begin(), instances.end(),
      [this](InstanceIndex a, InstanceIndex b) { return rank(a) < rank(b); });
}

std::vector<InstanceIndex> View::of(FactIndex fact) const {
  const auto found = table_->of(fact);
  std::vector<InstanceIndex> instances(found.begin(), found.end());
  SortByRank(instances);
  return instances;
}

std::vector<InstanceIndex> View::on(FactIndex fact) const {
  std::vector<InstanceIndex> instances;
  table_->ForEachFrom(fact, [&](InstanceIndex i) { instances.push_back(i); });
  SortByRank(instances);
  return instances;
}

void View::BuildAvoided() {
  // Only of what denies: all that is part of it, certainly, avoids the same.
  for (const auto& [whole, products] : table_->avoided) {
    std::vector<FactIndex> queue = {whole};
    absl::flat_hash_set<FactIndex> seen = {whole};
    for (size_t i = 0; i < queue.size(); ++i) {
      if (snapshot_->is_entity(queue[i])) {
        avoided_[queue[i]].insert(products.begin(), products.end());
      }
      for (const Incidence& at : incidences(queue[i])) {
        if (at.letter % 2 == 1 && IsCertainPart(at) &&
            seen.insert(at.to).second) {
          queue.push_back(at.to);
        }
      }
    }
  }
}

// By modal status: no measure, guard or carrier lifts a denial.
bool View::IsCertainPart(const Incidence& step) const {
  const Omission omission = table_->omission(step.instance);
  const bool closed = omission != Omission::kNone &&
                      omission != Omission::kCarrier &&
                      omission != Omission::kGuard;
  return !closed && table_->modal(step.instance) == Status::kOpen &&
         snapshot_->ontology().relation_kind(step.letter / 2).passes_denials;
}

const absl::flat_hash_set<FactIndex>* View::avoided(FactIndex process) const {
  const auto it = avoided_.find(process);
  return it == avoided_.end() ? nullptr : &it->second;
}

std::vector<FactIndex> View::WholesOf(FactIndex part) const {
  std::vector<FactIndex> wholes = {part};
  for (size_t i = 0; i < wholes.size(); ++i) {
    for (const Incidence& at : outgoing(wholes[i])) {
      if (IsCertainPart(at) &&
          std::find(wholes.begin(), wholes.end(), at.to) == wholes.end()) {
        wholes.push_back(at.to);
      }
    }
  }
  std::sort(wholes.begin(), wholes.end());
  return wholes;
}

}  // namespace ketenzicht::graph
