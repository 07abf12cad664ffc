// What becomes of a driver that runs out of memory or is reset.  Mesa's software driver does neither on
// demand, so the entry points that tell of it are replaced where libepoxy keeps them.
#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include <utility>

#include "assets/bake.h"
#include "renderer/gl.h"
#include "scene.h"

namespace bandaji::test {
namespace {

GLenum next_error = GL_NO_ERROR;  // Told once,
int calls_before = 0;             // after so many that find nothing wrong.
GLenum reset_status = GL_NO_ERROR;

GLenum told_error() {
  if (next_error == GL_NO_ERROR) return GL_NO_ERROR;
  if (calls_before-- > 0) return GL_NO_ERROR;
  return std::exchange(next_error, static_cast<GLenum>(GL_NO_ERROR));
}
// A context that is lost says so for ever.
GLenum lost_error() {
  return GL_CONTEXT_LOST;
}
GLenum told_status() {
  return reset_status;
}

class Faults : public ::testing::Test {
 protected:
  Faults() : error_(epoxy_glGetError), status_(epoxy_glGetGraphicsResetStatus) { preview(); }
  ~Faults() override {
    epoxy_glGetError = error_;
    epoxy_glGetGraphicsResetStatus = status_;
    next_error = reset_status = GL_NO_ERROR;
  }
  static Result<GpuModel> uploaded() {
    Model model = model_of({square({}, 1, 0)}, {unlit({1, 1, 1, 1})});
    auto bytes = bake(model);
    auto baked = BakedModel::open(std::move(*bytes));
    return GpuModel::upload(std::make_shared<const BakedModel>(std::move(*baked)));
  }

 private:
  decltype(epoxy_glGetError) error_;
  decltype(epoxy_glGetGraphicsResetStatus) status_;
};

TEST_F(Faults, TooLittleMemoryForAModelIsAMessageAndTheNextOneIsDrawn) {
  epoxy_glGetError = told_error;
  bool met = false;
  // Wherever it happens on the way.
  for (int i = 0; i < 6; ++i) {
    next_error = GL_OUT_OF_MEMORY;
    calls_before = i;
    const auto model = uploaded();
    if (model) continue;
    met = true;
    EXPECT_EQ(model.error().kind, ErrorKind::Limit);
    EXPECT_NE(model.error().message.find("not enough graphics memory for the model's"), std::string::npos)
        << model.error().message;
  }
  EXPECT_TRUE(met);
  next_error = GL_NO_ERROR;
  EXPECT_TRUE(uploaded().has_value());
}

TEST_F(Faults, TooLittleMemoryForAPictureIsAMessageAndTheNextOneIsRight) {
  const GpuModel model = upload(model_of({square({}, 1, 0)}, {unlit({1, 1, 1, 1})}));
  const auto right = preview().picture(model, facing(2), plain(), {40, 40});
  ASSERT_TRUE(right.has_value());
  epoxy_glGetError = told_error;
  bool met = false;
  for (int i = 0; i < 12; ++i) {
    next_error = GL_OUT_OF_MEMORY;
    calls_before = i;
    // Of another size each time, so that targets are made.
    const auto picture = preview().picture(model, facing(2), plain(), {41 + i, 40});
    if (picture) continue;
    met = true;
    EXPECT_EQ(picture.error().kind, ErrorKind::Limit) << picture.error().message;
  }
  EXPECT_TRUE(met);
  next_error = GL_NO_ERROR;
  const auto again = preview().picture(model, facing(2), plain(), {40, 40});
  ASSERT_TRUE(again.has_value()) << again.error().message;
  EXPECT_TRUE(again->pixels == right->pixels);
}

TEST_F(Faults, ADriverThatWasResetIsSaidSoAndEndsNoLoop) {
  const GpuModel model = upload(model_of({square({}, 1, 0)}, {unlit({1, 1, 1, 1})}));
  epoxy_glGetError = lost_error;
  const auto picture = preview().picture(model, facing(2), plain(), {40, 40});
  ASSERT_FALSE(picture.has_value());
  EXPECT_EQ(picture.error().kind, ErrorKind::Io);
  EXPECT_NE(picture.error().message.find("driver was reset"), std::string::npos) << picture.error().message;
  EXPECT_FALSE(uploaded().has_value());
  EXPECT_FALSE(preview().pick(model, facing(2), plain(), {40, 40}, 20, 20).has_value());
}

TEST_F(Faults, WhetherTheContextIsLostIsAskedOfTheDriver) {
  EXPECT_FALSE(context_is_lost());
  epoxy_glGetGraphicsResetStatus = told_status;
  reset_status = GL_GUILTY_CONTEXT_RESET;
  EXPECT_TRUE(context_is_lost());
}

}  // namespace
}  // namespace bandaji::test
