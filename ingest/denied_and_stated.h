// What one source denies of everything and states of something.

#ifndef KETENZICHT_INGEST_DENIED_AND_STATED_H_
#define KETENZICHT_INGEST_DENIED_AND_STATED_H_

#include "ingest/fact_maker.h"
#include "ingest/import_report.h"

namespace ketenzicht::ingest {

// Remarks, at each relation that is denied to anything, that the source has one
// of that kind from the same thing which it does not deny. Both are kept: which
// of them is wrong is the source's to say. Linear in the facts where something
// is denied to anything.
void TellDeniedAndStated(const MadeFacts& made, ImportReport& report);

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_DENIED_AND_STATED_H_
