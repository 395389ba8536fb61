#include "ingest/generator/plan.h"

#include <algorithm>

namespace ketenzicht::ingest {
namespace {

// Streams of random numbers. Numbers that are in use are never changed: the
// same seed is to give the same graph.
enum Purpose : uint64_t {
  kUses = 1,
  kComponents = 2,
  kSoftwareOfDevice = 3,
  kDependencies = 4,
  kSubcomponents = 5,
  kMaker = 6,
  kOwner = 7,
  kCrossHolding = 8,
  kSeat = 9,
  kLaws = 10,
  kEmpowered = 11,
  kOrganizationOf = 12,
  kController = 13,
  kCircle = 14,
};

// In tenths of a percent of the scale, by Sort.
constexpr int64_t kShares[kSorts] = {3, 30, 150, 300, 300, 200};
constexpr int64_t kJurisdictions = 200;  // from this scale on:
constexpr int64_t kFullScale = 10'000;
constexpr int64_t kMinJurisdictions = 4;
constexpr int64_t kMaxMissed = 3;
constexpr int64_t kCircleLength = 4;

// How much likelier popular ones are (Random::Skewed). Tuned to DESIGN 10: a
// process reaches about 370 thousand nodes at a million.
constexpr int kEven = 1;
constexpr int kLiked = 2;
constexpr int kPopular = 3;

// A prime above every count: number -> number * prime is one to one within a
// range, so that popular ones lie scattered over it, as in reality.
constexpr uint64_t kScatter = 2'654'435'761;

uint64_t Key(const Part& part) {
  return static_cast<uint64_t>(part.number) * kSorts +
         static_cast<uint64_t>(part.sort);
}

}  // namespace

Plan::Plan(const GeneratorOptions& options) : options_(options) {
  for (int i = 0; i < kSorts; ++i) {
    counts_[i] = std::max<int64_t>(1, options.scale * kShares[i] / 1000);
    const auto island = static_cast<int64_t>(static_cast<double>(counts_[i]) *
                                             options.missed_jurisdictions);
    // Both sides have somebody.
    island_[i] =
        options.missed_jurisdictions == 0 || counts_[i] == 1
            ? counts_[i]
            : counts_[i] - std::clamp<int64_t>(island, 1, counts_[i] - 1);
  }
  jurisdictions_ = std::clamp(kJurisdictions * options.scale / kFullScale,
                              kMinJurisdictions, kJurisdictions);
  missed_ = std::clamp<int64_t>(jurisdictions_ / 4, 1, kMaxMissed);
  if (options.unlikely_targets > 0) {
    unlikely_ = std::clamp<int64_t>(
        static_cast<int64_t>(static_cast<double>(jurisdictions_) *
                             options.unlikely_targets),
        1, jurisdictions_ - missed_);
  }
}

bool Plan::IsOnIsland(const Part& part) const {
  return part.number >= island_[static_cast<int>(part.sort)];
}

Plan::Range Plan::RangeFor(Sort sort, const Part& near) const {
  const int64_t water = island_[static_cast<int>(sort)];
  if (water == count(sort)) return {0, water};
  return IsOnIsland(near) ? Range{water, count(sort)} : Range{0, water};
}

int64_t Plan::AnyOf(Sort sort, const Part& near, Random& random) const {
  const Range range = RangeFor(sort, near);
  return range.begin + random.Below(range.size());
}

Numbers Plan::Pick(int64_t how_many, Sort sort, const Part& near, int power,
                   Random& random) const {
  const Range range = RangeFor(sort, near);
  Numbers picked;
  for (int64_t i = 0; i < how_many; ++i) {
    const auto rank = static_cast<uint64_t>(random.Skewed(range.size(), power));
    const int64_t number =
        range.begin + static_cast<int64_t>(rank * kScatter %
                                           static_cast<uint64_t>(range.size()));
    if (near == Part{sort, number}) continue;  // self-loops are an option
    if (std::find(picked.begin(), picked.end(), number) == picked.end()) {
      picked.push_back(number);
    }
  }
  return picked;
}

int64_t Plan::OrganizationOf(int64_t process) const {
  Random random(options_.seed, kOrganizationOf, process);
  return random.Below(count(Sort::kOrganization));
}

Parts Plan::UsesOf(int64_t process) const {
  Random random(options_.seed, kUses, process);
  const Part self{Sort::kProcess, process};
  Parts uses;
  for (int64_t left = random.Between(1, 12); left > 0; --left) {
    const Sort sort = random.Below(8) == 0 ? Sort::kSoftware : Sort::kDevice;
    const Part use{sort, AnyOf(sort, self, random)};
    if (std::find(uses.begin(), uses.end(), use) == uses.end()) {
      uses.push_back(use);
    }
  }
  return uses;
}

Numbers Plan::ComponentsOf(int64_t device) const {
  Random random(options_.seed, kComponents, device);
  const int64_t how_many = random.Between(3, 12);
  return Pick(how_many, Sort::kComponent, {Sort::kDevice, device}, kEven,
              random);
}

Numbers Plan::SoftwareOf(int64_t device) const {
  Random random(options_.seed, kSoftwareOfDevice, device);
  const int64_t how_many = random.Between(1, 4);
  return Pick(how_many, Sort::kSoftware, {Sort::kDevice, device}, kLiked,
              random);
}

Numbers Plan::DependenciesOf(int64_t software) const {
  Random random(options_.seed, kDependencies, software);
  const int64_t how_many = random.Between(0, 8);
  return Pick(how_many, Sort::kSoftware, {Sort::kSoftware, software}, kPopular,
              random);
}

// Only components with a higher number: no circles.
Numbers Plan::SubcomponentsOf(int64_t component) const {
  Random random(options_.seed, kSubcomponents, component);
  const int64_t end =
      RangeFor(Sort::kComponent, {Sort::kComponent, component}).end;
  Numbers picked;
  for (int64_t left = random.Between(0, 4); left > 0; --left) {
    if (component + 1 == end) break;
    const int64_t number = random.Between(component + 1, end - 1);
    if (std::find(picked.begin(), picked.end(), number) == picked.end()) {
      picked.push_back(number);
    }
  }
  return picked;
}

int64_t Plan::MakerOf(const Part& product) const {
  Random random(options_.seed, kMaker, Key(product));
  return Pick(1, Sort::kCompany, product, kPopular, random)[0];
}

std::optional<int64_t> Plan::NextInCircle(int64_t company) const {
  const Range range = RangeFor(Sort::kCompany, {Sort::kCompany, company});
  const int64_t place = (company - range.begin) % kCircleLength;
  const int64_t first = company - place;
  Random random(options_.seed, kCircle, first);
  if (first + kCircleLength > range.end ||
      !random.Chance(ThresholdOf(options_.ownership_cycles))) {
    return std::nullopt;
  }
  return first + (place + 1) % kCircleLength;
}

// Owners have lower numbers, but for circles.
std::optional<Owner> Plan::OwnerOf(int64_t company) const {
  Random random(options_.seed, kOwner, company);
  const bool owned = random.Below(2) == 0;
  const bool majority = random.Below(10) < 7;
  if (options_.ownership_cycles > 0) {
    if (const auto next = NextInCircle(company)) return Owner{*next, majority};
  }
  const int64_t first =
      RangeFor(Sort::kCompany, {Sort::kCompany, company}).begin;
  if (!owned || company == first) return std::nullopt;
  return Owner{first + random.Skewed(company - first, kLiked), majority};
}

std::optional<int64_t> Plan::CrossHoldingOf(int64_t company) const {
  const Range range = RangeFor(Sort::kCompany, {Sort::kCompany, company});
  const int64_t place = (company - range.begin) % 2;
  const int64_t other = place == 0 ? company + 1 : company - 1;
  Random random(options_.seed, kCrossHolding, std::min(company, other));
  if (other >= range.end || random.Below(100) != 0) return std::nullopt;
  return other;
}

int64_t Plan::SeatOf(int64_t company) const {
  Random random(options_.seed, kSeat, company);
  const bool island = IsOnIsland({Sort::kCompany, company});
  return random.Skewed(jurisdictions_ - (island ? missed_ : 0), kLiked);
}

int64_t Plan::LawsOf(int64_t jurisdiction) const {
  Random random(options_.seed, kLaws, jurisdiction);
  const int64_t laws = random.Below(6);
  // The ones that hard cases are about can be reached.
  const bool needed = jurisdiction == 0 ||
                      jurisdiction >= jurisdictions_ - missed_ ||
                      IsUnlikely(jurisdiction);
  return needed ? std::max<int64_t>(1, laws) : laws;
}

int64_t Plan::EmpoweredBy(int64_t jurisdiction, int64_t law) const {
  Random random(options_.seed, kEmpowered,
                jurisdiction * 8 + law);  // at most five laws
  return random.Below(kAuthoritiesEach);
}

bool Plan::IsUnlikely(int64_t jurisdiction) const {
  const int64_t end = jurisdictions_ - missed_;
  return jurisdiction < end && jurisdiction >= end - unlikely_;
}

std::optional<int64_t> Plan::ControllerOf(int64_t company) const {
  Random random(options_.seed, kController, company);
  if (!random.Chance(ThresholdOf(options_.no_funnel))) return std::nullopt;
  return random.Below(authorities());
}

}  // namespace ketenzicht::ingest
