// The small picture of itself that a Blender file carries (its TEST block), for files
// whose model cannot be read.  Runs inside the worker: the bytes are foreign.
#pragma once

#include <cstddef>
#include <span>

#include "assets/image.h"
#include "assets/result.h"

namespace bandaji {

// Whole files, plain or compressed as Blender does it (gzip before 3.0, Zstandard since).  RGBA, row 0 at the
// top. Layout: Blender's source, blenloader/intern/writefile.cc (write_thumb) and BLO_core_bhead.hh.
//
// Errors: Unsupported (no Blender file), NotFound (it carries no picture), Corrupt.
Result<Image> blend_preview(std::span<const std::byte> file);

}  // namespace bandaji
