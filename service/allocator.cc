// How the programs' allocator is set (docs/adr/0009-jemalloc.md).

// Freed memory, large pieces too, is kept for a second or so and goes back to
// the system from a thread of its own: giving back hundreds of megabytes at
// once held up the end of a question that was cancelled. Kept for longer, what
// a restart no longer needs was still there when the first answer was.
//
// jemalloc reads this name.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf =
    "background_thread:true,oversize_threshold:0,dirty_decay_ms:1300";
}
