// What an asset's thumbnail is made of, where people chose: a saved camera, or a picture
// (a file or one that was pasted) in place of the model.
//
// A picture is an asset of its own, imported like any other; what is kept of it here is its
// id.  When it is gone the thumbnail is of the model again.
#pragma once

#include <map>
#include <string>

#include "app/core/named_camera.h"
#include "app/core/pictures.h"
#include "db/catalog.h"
#include "db/edit.h"

namespace bandaji {

ThumbnailSource thumbnail_source(const Catalog& catalog, const Id& asset);
// Of every asset for which somebody chose.
std::map<Id, ThumbnailSource> thumbnail_sources(const Catalog& catalog);
// `picture`: the asset that is the picture.  Errors: NotFound, Unsupported (it is none).
Result<Change> set_asset_picture(const Catalog& catalog, const Id& asset, const Id& picture);
// This camera, under a name of its own that is taken again the next time.
Change set_thumbnail_view(const Catalog& catalog, const Id& asset, NamedCamera camera, bool korean);
// Of the model from the usual view, as at first; without edits when it is.
Change reset_asset_picture(const Catalog& catalog, const Id& asset);

}  // namespace bandaji
