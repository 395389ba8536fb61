// Whether what a statement gives as its answer (its attribute `says`) can be
// compared with other answers.

#ifndef KETENZICHT_GRAPH_STATED_ANSWER_H_
#define KETENZICHT_GRAPH_STATED_ANSWER_H_

#include <string>

#include "absl/strings/string_view.h"

namespace ketenzicht::graph {

// Why `says` looks like a date and is none: it consists of digits, hyphens,
// slashes and spaces, and ParseDateRange does not read it. Empty where it is a
// date, a plain number, or a word. A number that gives a month or a day without
// its hyphens ("202103", "20210318") is no plain one.
//
// Such an answer would be compared letter by letter, and contradict every date,
// its own too.
std::string SaysProblem(absl::string_view says);

}  // namespace ketenzicht::graph

#endif  // KETENZICHT_GRAPH_STATED_ANSWER_H_
