/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of LwAttributeReader, for the files that are it. */

#pragma once

#include "lw-attribute-reader.h"

G_BEGIN_DECLS

/* More labels than this on one object are not looked at: the service allows 50. */
#define MAX_LABELS 1000

#define N_CACHED_CLASSES 256
#define N_CACHED_VALUES  4096
#define N_CACHED_TIMES   8192
#define N_CACHED_SETS    16384

/* Places that are looked at for what is cached; with fewer, what is frequent drives itself out. */
#define N_PROBES 4

/* A class as it stands in the line. */
typedef struct
{
  gint64  index;
  guint   id;
  guint   label;
  guint   length;
  char    raw[44];
} CachedClass;

typedef struct
{
  guint64 value;
  guint32 code;
} CachedValue;

typedef struct
{
  guint32 seconds;
  guint32 code;
} CachedTime;

/* A set as it stands in the line: the array, and behind it the class map. */
typedef struct
{
  guint32 label;
  guint16 n_labels;
  guint16 array_length;
  guint16 length;
  char    raw[118];
} CachedSet;

/* One label of a set while its row is read. */
typedef struct
{
  gint64      index;
  LwJsonSlice name;
  guint32     confidence;
} LabelPair;

/* Invariant: what is cached is what the builder said, whose tables only grow. */
struct _LwAttributeReader
{
  LwManifestSchema   *schema;
  LwAttributeBuilder *builder;
  LwLabelKind         kind;
  gboolean            kind_known;
  gboolean            is_guessed;
  CachedClass         classes[N_CACHED_CLASSES];
  CachedValue         confidences[N_CACHED_VALUES];
  guint32             hundredths[100];
  CachedTime          times[N_CACHED_TIMES];
  CachedSet          *sets;
  guint               n_asked;
  gsize               job_length;
  char                job_raw[64];
  guint32             job_code;
  GArray             *pairs;
  GArray             *ids;
};

static inline const LwJsonSlice *
lw_attribute_reader_text_or_null (const LwJsonSlice *slice)
{
  return slice->data != NULL && slice->type == LW_JSON_STRING ? slice : NULL;
}

/* lw-attribute-reader-value.c */
const CachedClass *lw_attribute_reader_find_class      (LwAttributeReader   *self,
                                                        gint64               index,
                                                        const LwJsonSlice   *name,
                                                        CachedClass         *spare);
guint32            lw_attribute_reader_find_confidence (LwAttributeReader   *self,
                                                        const LwJsonSlice   *slice);
guint32            lw_attribute_reader_find_time       (LwAttributeReader   *self,
                                                        const LwJsonSlice   *slice);
guint32            lw_attribute_reader_find_job        (LwAttributeReader   *self,
                                                        const LwJsonSlice   *slice);

/* lw-attribute-reader-set.c */
guint64            lw_attribute_reader_hash_set        (LwAttributeReader   *self,
                                                        const LwJsonSlice   *array,
                                                        const LwJsonSlice   *class_map);
void               lw_attribute_reader_add_set         (LwAttributeReader   *self,
                                                        LwPartColumns       *columns,
                                                        guint                row,
                                                        guint64              hash,
                                                        const LwJsonSlice   *array,
                                                        const LwJsonSlice   *class_map,
                                                        const LwJsonSlice   *confidence_map);

G_END_DECLS
