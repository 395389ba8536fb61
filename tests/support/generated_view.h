// A generated supply chain, seen on its date with the vocabulary of the case.

#ifndef KETENZICHT_TESTS_SUPPORT_GENERATED_VIEW_H_
#define KETENZICHT_TESTS_SUPPORT_GENERATED_VIEW_H_

#include <memory>

#include "graph/view.h"
#include "ingest/generator/generator.h"

namespace ketenzicht::testing {

std::shared_ptr<const graph::View> GeneratedView(
    const ingest::GeneratorOptions& options);

}  // namespace ketenzicht::testing

#endif  // KETENZICHT_TESTS_SUPPORT_GENERATED_VIEW_H_
