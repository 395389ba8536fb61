// Plans of measures and single points as CSV: for a spreadsheet.

#ifndef KETENZICHT_SERVICE_CLI_MEASURES_CSV_H_
#define KETENZICHT_SERVICE_CLI_MEASURES_CSV_H_

#include <string>

#include "ketenzicht/v1/measure_plan.pb.h"

namespace ketenzicht::service {

// A header, then lines of four kinds, which the column `row` names: the plan,
// each point of the front, each pair before and after, each measure with what
// it is worth. Columns that a kind does not have are empty; measures of a set
// stand with spaces between; `complete` is of what the line is about.
std::string PlanCsv(const v1::ProposeMeasuresResponse& plan);

// A header, then a line for each blocked pair and measure on which alone it
// hangs; one without a measure for a pair that hangs on none alone.
std::string SinglePointsCsv(const v1::FindSinglePointsResponse& points);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_MEASURES_CSV_H_
