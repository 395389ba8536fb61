// Who points at whom in a synthetic supply chain, by numbers: DESIGN's shape,
// without names, dates and whatever else a fact says.
//
//   processes use devices and software; devices contain components and run
//   software; software depends on software, much of it in one large circle;
//   components contain components, never in a circle; a company makes each of
//   them; half of the companies are owned by another; each is seated in a
//   jurisdiction with up to five laws, each of which empowers an authority.
//
// Nothing is kept: every answer is computed from the seed (random.h).

#ifndef KETENZICHT_INGEST_GENERATOR_PLAN_H_
#define KETENZICHT_INGEST_GENERATOR_PLAN_H_

#include <cstdint>
#include <optional>

#include "absl/container/inlined_vector.h"
#include "ingest/generator/options.h"
#include "ingest/generator/random.h"

namespace ketenzicht::ingest {

// The sorts of entities of which there are many.
enum class Sort {
  kOrganization,
  kProcess,
  kDevice,
  kSoftware,
  kComponent,
  kCompany
};
inline constexpr int kSorts = 6;

// How many authorities each jurisdiction has.
inline constexpr int64_t kAuthoritiesEach = 3;

// One entity, by sort and number.
struct Part {
  Sort sort = Sort::kDevice;
  int64_t number = 0;
  friend bool operator==(const Part&, const Part&) = default;
};

struct Owner {
  int64_t company = 0;
  bool majority = false;  // else it controls
};

using Numbers = absl::InlinedVector<int64_t, 12>;
using Parts = absl::InlinedVector<Part, 12>;

// Immutable, safe from any thread. Every call is constant time. Lists have no
// duplicates. `options` are such that CheckOptions accepts them.
class Plan {
 public:
  explicit Plan(const GeneratorOptions& options);

  int64_t count(Sort sort) const { return counts_[static_cast<int>(sort)]; }
  int64_t jurisdictions() const { return jurisdictions_; }
  int64_t authorities() const { return jurisdictions_ * kAuthoritiesEach; }

  int64_t OrganizationOf(int64_t process) const;
  Parts UsesOf(int64_t process) const;               // 1-12
  Numbers ComponentsOf(int64_t device) const;        // 3-12
  Numbers SoftwareOf(int64_t device) const;          // 1-4
  Numbers DependenciesOf(int64_t software) const;    // 0-8
  Numbers SubcomponentsOf(int64_t component) const;  // 0-4
  int64_t MakerOf(const Part& product) const;
  std::optional<Owner> OwnerOf(int64_t company) const;
  // The company with which it holds shares crosswise; a part that no path
  // follows.
  std::optional<int64_t> CrossHoldingOf(int64_t company) const;
  int64_t SeatOf(int64_t company) const;
  int64_t LawsOf(int64_t jurisdiction) const;  // 0-5
  // The authority that the law empowers, 0-2 within the jurisdiction.
  int64_t EmpoweredBy(int64_t jurisdiction, int64_t law) const;

  // With unlikely_targets: whether its seats weigh next to nothing.
  bool IsUnlikely(int64_t jurisdiction) const;
  // With no_funnel: the authority that controls the company.
  std::optional<int64_t> ControllerOf(int64_t company) const;
  // With missed_jurisdictions: whether the entity is on the island.
  bool IsOnIsland(const Part& part) const;
  // On the island no company is seated in the last so many jurisdictions.
  int64_t missed() const { return missed_; }

  // A number of this sort from the same side of the water as `near`.
  int64_t AnyOf(Sort sort, const Part& near, Random& random) const;

 private:
  struct Range {
    int64_t begin = 0;
    int64_t end = 0;
    int64_t size() const { return end - begin; }
  };

  // What `near` can point at: all of the sort on its side.
  Range RangeFor(Sort sort, const Part& near) const;
  Numbers Pick(int64_t how_many, Sort sort, const Part& near, int power,
               Random& random) const;
  std::optional<int64_t> NextInCircle(int64_t company) const;

  const GeneratorOptions options_;
  int64_t counts_[kSorts] = {};
  int64_t island_[kSorts] = {};  // first number on the island; count: none
  int64_t jurisdictions_ = 0;
  int64_t missed_ = 0;
  int64_t unlikely_ = 0;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_GENERATOR_PLAN_H_
