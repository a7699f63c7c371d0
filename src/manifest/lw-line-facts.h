/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What one manifest line says, found in one walk over its bytes: its source-ref, its label attributes and
 * their metadata, as places in the line. Not what it means for an index: see lw-manifest-attribute.h. Only
 * for manifest/. */

#pragma once

#include "lw-json-scan.h"

G_BEGIN_DECLS

/**
 * LwLineMember:
 * @key: a top-level name, without escapes
 * @value: its value
 *
 * One of the members that are neither source-ref nor metadata.
 */
typedef struct
{
  LwJsonSlice key;
  LwJsonSlice value;
} LwLineMember;

/**
 * LwLineMetadata:
 * @name: the label attribute's name: the key without `-metadata`
 * @is_ours: it has a member that Ground Truth writes and others hardly would
 *
 * The members of one `…-metadata` object that matter; one that is not there has no data.
 */
typedef struct
{
  LwJsonSlice name;
  gboolean    is_ours;
  LwJsonSlice class_name;
  LwJsonSlice confidence;
  LwJsonSlice type;
  LwJsonSlice job_name;
  LwJsonSlice human_annotated;
  LwJsonSlice creation_date;
  LwJsonSlice failure_reason;
  LwJsonSlice class_map;
  LwJsonSlice confidence_map;
} LwLineMetadata;

typedef struct _LwLineFacts LwLineFacts;

/**
 * LwLineFacts:
 * @source_ref: no data when the line has none
 * @source: the text of a text job's line; no data when it has none
 * @members: (element-type LwLineMember): the other members, in order
 * @metadata: (element-type LwLineMetadata): the metadata objects, in order
 * @values: (element-type LwJsonSlice): all values of the line and of the metadata objects, in order
 * @duplicate: (nullable): where a name stands for the second time
 * @dollar: (nullable): where a name starts with a dollar sign
 * @error: (nullable): why the line is malformed, as a msgid
 * @error_at: the byte where that was seen
 *
 * All slices point into the line, or into @decoded, and are good until the next lw_line_facts_read().
 */
struct _LwLineFacts
{
  LwJsonSlice  source_ref;
  LwJsonSlice  source;
  GArray      *members;
  GArray      *metadata;
  GArray      *values;
  const char  *duplicate;
  const char  *dollar;
  const char  *error;
  const char  *error_at;
  GPtrArray   *decoded;
};

LwLineFacts        *lw_line_facts_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void                lw_line_facts_free        (LwLineFacts        *self);

gboolean            lw_line_facts_read        (LwLineFacts        *self,
                                               const char         *line,
                                               gsize               length);
const LwLineMember *lw_line_facts_find_member (LwLineFacts        *self,
                                               const char         *name,
                                               gsize               length);
gboolean            lw_line_facts_has_metadata (const LwLineFacts *self,
                                               const LwJsonSlice *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwLineFacts, lw_line_facts_free)

G_END_DECLS
