// `vocabulary`: the terms, and what the studio makes of them.
#include "db/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/record_text.h"
#include "assets/text.h"
#include "db/studio_vocabulary.h"

namespace bandaji::cli {
namespace {

Json to_json(const Term& term, std::int64_t uses) {
  return {{"key", term.key},
          {"facet", term.facet},
          {"ko", term.ko},
          {"en", term.en},
          {"romanized", term.romanized},
          {"aliases", term.aliases},
          {"parent", term.parent},
          {"note", term.note},
          {"own", term.own},
          {"retired", term.retired},
          {"merged_into", term.merged_into},
          {"color", term.color},
          {"approves", term.approves},
          {"uses", uses}};
}

std::string term_line(const Term& term, std::int64_t uses, int depth) {
  std::string marks;
  if (term.own) marks += "  own";
  if (!term.merged_into.empty())
    marks += fmt::format("  → {}", term.merged_into);
  else if (term.retired)
    marks += "  retired";
  const std::string name = std::string(static_cast<std::size_t>(depth) * 2, ' ') + for_display(term.ko);
  return fmt::format("{}  {}  {}  {:>6}{}", to_columns(name, 28), to_columns(for_display(term.en), 34),
                     to_columns(term.key, 24), uses, marks);
}

std::int64_t uses_of(const TermCounts& counts, const Term& term) {
  const auto found = counts.find(std::string(term.key));
  return found == counts.end() ? 0 : found->second;
}

// The one term that a person means, in any facet when none is given.
const Term* term_of(const Vocabulary& vocabulary, const std::string& facet, const std::string& name,
                    Console& console) {
  const std::string wanted = to_nfc(name);
  if (const Term* term = vocabulary.find(wanted); term != nullptr && !term->gone) return term;
  const Term* found = nullptr;
  std::string_view searched;
  for (const Term& first : vocabulary.terms()) {
    if (first.facet == searched) continue;  // Facets are contiguous.
    searched = first.facet;
    if (!facet.empty() && searched != facet) continue;
    const Term* term = find_term(searched, wanted, vocabulary);
    if (term == nullptr || term->gone) continue;
    if (found != nullptr) {
      console.problem(fmt::format("\"{}\" is a term of {} and of {}; say which with --facet or use the key.",
                                  for_display(name, 80), found->facet, term->facet));
      return nullptr;
    }
    found = term;
  }
  if (found == nullptr)
    console.problem(
        fmt::format("The vocabulary has no term \"{}\", or several of that name.", for_display(name, 80)));
  return found;
}

int list_facets(const Vocabulary& vocabulary, const TermCounts& counts, Console& console) {
  for (std::size_t at = 0; at < vocabulary.terms().size();) {
    const auto terms = vocabulary.facet(vocabulary.terms()[at].facet);
    std::int64_t uses = 0, own = 0, listed = 0;
    for (const Term& term : terms) {
      uses += uses_of(counts, term);
      own += term.own && !term.gone ? 1 : 0;
      listed += term.gone ? 0 : 1;
    }
    const std::string_view facet = terms.front().facet;
    console.result(console.json()
                       ? line_of(Json{{"facet", facet}, {"terms", listed}, {"own", own}, {"uses", uses}})
                       : fmt::format("{}  {:>5}  {:>7}", to_columns(facet, 20), listed, uses));
    at += terms.size();
  }
  return kDone;
}

int list(const VocabularyCommand& command, const Catalog& catalog, Console& console) {
  const auto vocabulary = catalog.vocabulary();
  const TermCounts counts = count_term_uses(catalog);
  if (command.facet.empty() && !command.own && !command.used && command.under.empty())
    return list_facets(*vocabulary, counts, console);
  if (!command.facet.empty() && vocabulary->facet(command.facet).empty()) {
    console.problem(fmt::format("The vocabulary has no facet \"{}\"; `bandaji vocabulary list` names them.",
                                for_display(command.facet, 80)));
    return kWrongUsage;
  }
  const Term* under = nullptr;
  if (!command.under.empty()) {
    under = term_of(*vocabulary, command.facet, command.under, console);
    if (under == nullptr) return kNothingDone;
  }
  for (const Term& term : vocabulary->terms()) {
    const bool shown = !term.gone && (command.facet.empty() || term.facet == command.facet) &&
                       (!command.own || term.own) && (command.retired || !term.retired) &&
                       (!command.used || uses_of(counts, term) > 0) &&
                       (under == nullptr || vocabulary->is_within(term.key, under->key));
    if (!shown) continue;
    int depth = 0;
    for (const Term* above = vocabulary->above(term); above != nullptr; above = vocabulary->above(*above))
      ++depth;
    console.result(console.json() ? line_of(to_json(term, uses_of(counts, term)))
                                  : term_line(term, uses_of(counts, term), depth));
  }
  return kDone;
}

int show(const Catalog& catalog, std::string_view key, Console& console) {
  const auto vocabulary = catalog.vocabulary();
  const Term* term = vocabulary->find(key);
  if (term == nullptr) return kNothingDone;
  const TermCounts counts = count_term_uses(catalog);
  console.result(console.json() ? line_of(to_json(*term, uses_of(counts, *term)))
                                : term_line(*term, uses_of(counts, *term), 0));
  return kDone;
}

// FIELD=VALUE; a parent may be called by its name.
std::optional<RecordValues> values_of(const VocabularyCommand& command, const Vocabulary& vocabulary,
                                      std::string_view facet, Console& console) {
  RecordValues values;
  for (const std::string& word : command.values) {
    const std::size_t equals = word.find('=');
    const std::string field = word.substr(0, std::min(equals, word.size()));
    const RecordDescription& description = describe(RecordType::StudioTerm);
    if (equals == std::string::npos || description.find(field) == description.columns.size()) {
      console.problem(
          fmt::format("\"{}\" is not of the form FIELD=VALUE with ko, en, romanized, hanja, aliases, parent, "
                      "note, color or "
                      "approves.",
                      for_display(word, 80)));
      return std::nullopt;
    }
    std::string value = to_nfc(word.substr(equals + 1));
    if (field == "parent" && !value.empty()) {
      const Term* parent = term_of(vocabulary, std::string(facet), value, console);
      if (parent == nullptr) return std::nullopt;
      value = parent->key;
    }
    values.emplace_back(field, std::move(value));
  }
  return values;
}

int add(const VocabularyCommand& command, Library& library, Console& console) {
  const auto vocabulary = library.catalog().vocabulary();
  auto values = values_of(command, *vocabulary, command.facet, console);
  if (!values) return kWrongUsage;
  StudioTerm term;
  term.facet = command.facet;
  term.ko = command.term;
  const auto set = [&](const char* column, std::string StudioTerm::*member) {
    for (const auto& [name, value] : *values) {
      if (name == column) term.*member = value;
    }
  };
  set("en", &StudioTerm::en);
  set("romanized", &StudioTerm::romanized);
  set("hanja", &StudioTerm::hanja);
  set("aliases", &StudioTerm::aliases);
  set("parent", &StudioTerm::parent);
  set("note", &StudioTerm::note);
  set("color", &StudioTerm::color);
  set("approves", &StudioTerm::approves);
  term.key = new_term_key(term, *vocabulary);
  const auto change = add_term(library.catalog(), term);
  if (!change) {
    console.problem(change.error());
    return kNothingDone;
  }
  if (const int status = apply(library, *change, console); status != kDone) return status;
  return show(library.catalog(), term.key, console);
}

}  // namespace

int run(const VocabularyCommand& command, const GlobalOptions& options, Console& console) {
  const bool reads = command.verb == "list" || command.verb == "show";
  auto library = open_library(options, console, reads ? Access::Read : Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const Catalog& catalog = library->catalog();
  if (command.verb == "list") return list(command, catalog, console);
  if (command.verb == "add") return add(command, *library, console);
  const auto vocabulary = catalog.vocabulary();
  const Term* term = term_of(*vocabulary, command.facet, command.term, console);
  if (term == nullptr) return kNothingDone;
  const std::string key(term->key);
  if (command.verb == "show") return show(catalog, key, console);
  Result<Change> change = Change{};
  std::string shown = key;
  if (command.verb == "set") {
    const auto values = values_of(command, *vocabulary, term->facet, console);
    if (!values) return kWrongUsage;
    change = edit_term(catalog, key, *values);
  } else if (command.verb == "merge") {
    const Term* into = term_of(*vocabulary, std::string(term->facet), command.into, console);
    if (into == nullptr) return kNothingDone;
    shown = into->key;
    change = merge_terms(catalog, key, shown, console.stop());
  } else {
    change = retire_term(catalog, key, command.verb == "retire");
  }
  if (!change) {
    console.problem(change.error());
    return kNothingDone;
  }
  if (const int status = apply(*library, *change, console); status != kDone) return status;
  return show(catalog, shown, console);
}

}  // namespace bandaji::cli
