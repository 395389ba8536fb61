// How the programs' allocator is set (docs/adr/0009-jemalloc.md).

// Freed memory, large pieces too, is kept for ten seconds and goes back to the
// system from a thread of its own: giving back hundreds of megabytes at once
// held up the end of a question that was cancelled.
//
// jemalloc reads this name.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "background_thread:true,oversize_threshold:0";
}
