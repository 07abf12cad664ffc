// What people do to the vocabulary of their catalog (A4), as changes ready for Catalog::apply().
// Nothing here writes; the catalog is only read to find what is there.
//
// Terms are never deleted.  A shipped one can be retired and merged, not renamed (a status can).
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/catalog.h"
#include "db/edit.h"
#include "db/search.h"
#include "db/vocabulary.h"

namespace bandaji {

// A key for a new term: "g_own_jogakpo", after how it is romanized.  No shipped term will ever be called so.
std::string new_term_key(const StudioTerm& term, const Vocabulary& vocabulary);

// The term has no key yet or one from new_term_key().  Errors: Invalid, in a sentence, when another term
// of the facet that is offered has this Korean name and there is no hanja to tell them apart.
Result<Change> add_term(const Catalog& catalog, StudioTerm term);
// Values of columns of StudioTerm; names only of the studio's own terms and of statuses.  Errors: NotFound.
Result<Change> edit_term(const Catalog& catalog, std::string_view key, const RecordValues& values);
// Not offered any more, or offered again; what has it keeps it.  A merged term that is offered again is a
// term of its own again, what moved stays where it is.  Errors: NotFound.
Result<Change> retire_term(const Catalog& catalog, std::string_view key, bool retired);
// What has `from` has `into` afterwards, in the trash too, and the names of `from` are other names of `into`.
// Decisions, and what else is never changed, keep the role they were made in.
// It goes over everything that has terms, so `stop` is looked at all the while.
// Errors: NotFound; Invalid for terms of two facets, and for one that is retired or stands below the other;
// Cancelled.
Result<Change> merge_terms(const Catalog& catalog, std::string_view from, std::string_view into,
                           std::stop_token stop = {});

// How often each term is used by assets and records that are not in the trash; merged and retired ones too.
using TermCounts = std::unordered_map<std::string, std::int64_t>;
// With an index that is up to date it counts the assets, which takes milliseconds at a million of them.
TermCounts count_term_uses(const Catalog& catalog, const AssetIndex* index = nullptr);

}  // namespace bandaji
