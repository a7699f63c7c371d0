/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the output trees in a thread of its own, so that no worker waits for a slow disk. Not what is in the files
 * (see lw-output-document.h), nor when they are written (see lw-engine-job-files.c). */

#pragma once

#include "lw-object-store.h"

G_BEGIN_DECLS

typedef struct _LwEngineOutput LwEngineOutput;
typedef struct _LwOutputOrder LwOutputOrder;

/**
 * LwOutputOrder:
 * @job: the job
 * @batches: (element-type gint64): the consolidation batches whose files are written; none for the output manifest
 * @revision: of the output manifest
 * @sweep_uri: (nullable): a tree in which files that were never finished are removed first
 * @uris: (element-type utf8): where the batches' files go
 * @contents: (element-type GBytes): what is in them
 * @n_bytes: how much that is
 * @attribute: the label attribute name
 * @manifest_uris: (element-type utf8): where the manifest goes: its place, and the intermediate one
 * @probe: whether the intermediate manifest of the first iteration is among them
 * @duration: (out): microseconds that it took
 * @error: (out) (nullable): what went wrong
 */
struct _LwOutputOrder
{
  gint64     job;
  GArray    *batches;
  guint64    revision;
  char      *sweep_uri;
  GPtrArray *uris;
  GPtrArray *contents;
  guint64    n_bytes;
  char      *attribute;
  GPtrArray *manifest_uris;
  gboolean   probe;
  gint64     duration;
  GError    *error;
};

/* Called in the output thread; takes the order. */
typedef void (*LwOutputFunc) (LwOutputOrder *order,
                              gpointer       data);

LwOutputOrder  *lw_output_order_new       (gint64           job) G_GNUC_WARN_UNUSED_RESULT;
void            lw_output_order_free      (LwOutputOrder   *self);
void            lw_output_order_take_file (LwOutputOrder   *self,
                                           char            *uri,
                                           char            *content);

LwEngineOutput *lw_engine_output_new      (const char      *database,
                                           LwObjectStore   *objects,
                                           LwOutputFunc     func,
                                           gpointer         data) G_GNUC_WARN_UNUSED_RESULT;
void            lw_engine_output_free     (LwEngineOutput  *self);
void            lw_engine_output_push     (LwEngineOutput  *self,
                                           LwOutputOrder   *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwOutputOrder, lw_output_order_free)

G_END_DECLS
