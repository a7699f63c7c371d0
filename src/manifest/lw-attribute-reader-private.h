/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of LwAttributeReader, for the files that are it. */

#pragma once

#include "lw-attribute-reader.h"

G_BEGIN_DECLS

/* More labels than this on one object are not looked at: the service allows 50. */
#define MAX_LABELS 1000

#define N_CACHED_CLASSES      1024
#define N_CONFIDENCE_BUCKETS  2048
#define N_TIME_BUCKETS        4096
#define N_SET_BUCKETS         8192

/* What of a class's name is compared first. */
#define N_NAME_WORDS 2

/* Confidences are remembered as they are written, up to so many times eight characters. */
#define N_TEXT_WORDS 3

/* Labels of a set that may be read side by side. */
#define MAX_SET_LABELS 8

/* Places that are looked at for a class; with fewer, what is frequent drives itself out. */
#define N_PROBES 4

/* A class as it stands in the line. */
typedef struct
{
  gint64  index;
  guint64 head[N_NAME_WORDS];
  guint   id;
  guint   label;
  guint   length;
  char    rest[44];
} CachedClass;

/* A bucket's places are all compared, without a branch that could be guessed wrong. */
#define N_WAYS 4

typedef struct
{
  guint64 text[2][N_TEXT_WORDS];
  guint32 codes[2];
} ConfidenceBucket;

typedef struct
{
  guint32 seconds[N_WAYS];
  guint32 codes[N_WAYS];
} TimeBucket;

/* A set is the numbers of its classes, each + 1, in as many bits as the reader has for one. */
typedef struct
{
  guint64 sets[N_WAYS];
  guint32 labels[N_WAYS];
} SetBucket;

/* One label of a set while its row is read. */
typedef struct
{
  gint64      index;
  LwJsonSlice name;
  guint32     confidence;
} LabelPair;

/* Invariant: what is cached is what the builder said, whose tables only grow. The columns are those of the part that
 * is being read, when a line of a known shape has asked for them. */
struct _LwAttributeReader
{
  LwManifestSchema   *schema;
  LwAttributeBuilder *builder;
  LwPartColumns      *columns;
  LwLabelKind         kind;
  gboolean            kind_known;
  gboolean            is_guessed;
  CachedClass         classes[N_CACHED_CLASSES];
  ConfidenceBucket    confidences[N_CONFIDENCE_BUCKETS];
  guint32             hundredths[100];
  TimeBucket          times[N_TIME_BUCKETS];
  SetBucket          *sets;
  guint               n_id_bits;
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
void               lw_attribute_reader_finish_times    (LwAttributeReader   *self,
                                                        LwPartColumns       *columns);
guint32            lw_attribute_reader_find_job        (LwAttributeReader   *self,
                                                        const LwJsonSlice   *slice);

/* lw-attribute-reader-set.c */
void               lw_attribute_reader_add_set         (LwAttributeReader   *self,
                                                        LwPartColumns       *columns,
                                                        guint                row,
                                                        const LwJsonSlice   *array,
                                                        const LwJsonSlice   *class_map,
                                                        const LwJsonSlice   *confidence_map);
gboolean           lw_attribute_reader_follow_set      (LwAttributeReader   *self,
                                                        LwPartColumns       *columns,
                                                        guint                row,
                                                        const LwLineValues  *values,
                                                        int                  array,
                                                        int                  class_map,
                                                        int                  confidence_map);
void               lw_attribute_reader_finish_sets     (LwAttributeReader   *self,
                                                        LwPartColumns       *columns);

G_END_DECLS
