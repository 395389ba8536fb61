// The relations that random facts are made of, each as often as it weighs.

#ifndef KETENZICHT_TESTS_SUPPORT_RANDOM_FACTS_PATTERNS_H_
#define KETENZICHT_TESTS_SUPPORT_RANDOM_FACTS_PATTERNS_H_

namespace ketenzicht::graph {

struct Pattern {
  const char* kind;
  const char *source, *target;  // collections
  int weight;
  bool low;  // what guards ask for; depends on nothing itself
};

inline constexpr Pattern kPatterns[] = {
    {"part_of", "processes", "organizations", 6, true},
    {"part_of", "organizations", "organizations", 3, true},
    {"part_of", "processes", "processes", 1, true},
    {"uses", "processes", "products", 12, false},
    {"uses", "organizations", "products", 4, false},
    {"contains", "products", "products", 8, false},
    {"runs", "products", "products", 4, false},
    {"depends_on", "products", "products", 3, false},
    {"handles", "processes", "information", 7, false},
    {"copied_to", "information", "information", 2, false},
    {"sends_data_to", "information", "companies", 7, false},
    {"key_held_by", "information", "companies", 6, true},
    {"remotely_accessed_by", "products", "companies", 8, false},
    {"updated_by", "products", "companies", 3, false},
    {"made_by", "products", "companies", 9, true},
    {"owned_by", "companies", "companies", 2, true},
    {"majority_owned_by", "companies", "companies", 4, true},
    {"controlled_by", "companies", "companies", 4, true},
    {"controlled_by", "companies", "authorities", 2, true},
    {"seated_in", "companies", "jurisdictions", 8, true},
    {"seated_in", "authorities", "jurisdictions", 1, true},
    {"operates_in", "companies", "jurisdictions", 3, true},
    {"enacts", "jurisdictions", "laws", 5, true},
    {"compels_disclosure", "laws", "authorities", 5, true},
    {"compels_assistance", "laws", "authorities", 2, true},
    {"restricts_supply", "laws", "authorities", 2, true},
    {"empowers", "laws", "authorities", 1, true},
    {"exploited_by", "products", "programmes", 3, false},
    {"conducts", "authorities", "programmes", 4, true},
    {"targets", "programmes", "interests", 4, true},
    {"touches", "relations", "interests", 7, false},
};

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_TESTS_SUPPORT_RANDOM_FACTS_PATTERNS_H_
