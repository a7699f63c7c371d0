/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A tf.train.Example message, and the record of a TFRecord file around it: as much of protocol buffers as that takes.
 *
 *   Example { Features features = 1; }      Features { map<string, Feature> feature = 1; }
 *   Feature { oneof { BytesList bytes_list = 1; FloatList float_list = 2; Int64List int64_list = 3; } }
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwTfExample LwTfExample;

LwTfExample *lw_tf_example_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void         lw_tf_example_free          (LwTfExample   *self);

void         lw_tf_example_reset         (LwTfExample   *self);
void         lw_tf_example_add_bytes     (LwTfExample   *self,
                                          const char    *name,
                                          const void    *data,
                                          gsize          length);
void         lw_tf_example_add_ints      (LwTfExample   *self,
                                          const char    *name,
                                          const gint64  *values,
                                          gsize          n_values);
void         lw_tf_example_add_floats    (LwTfExample   *self,
                                          const char    *name,
                                          const float   *values,
                                          gsize          n_values);
void         lw_tf_example_append_record (LwTfExample   *self,
                                          GString       *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwTfExample, lw_tf_example_free)

G_END_DECLS
