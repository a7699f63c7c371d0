/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An object as the endpoint finds and replaces it: its file, what is noted of it, conditions. For this folder only. */

#pragma once

#include "lw-endpoint-call.h"
#include "lw-endpoint-chunks.h"
#include "lw-endpoint-note.h"

#include "lw-file.h"

#include <sys/stat.h>

G_BEGIN_DECLS

/**
 * LwEndpointObject:
 * @file: open for reading
 * @status: of the file
 * @note: (nullable): what was noted
 * @etag: in quotes
 */
typedef struct
{
  int             file;
  struct stat     status;
  LwEndpointNote *note;
  char           *etag;
} LwEndpointObject;

/**
 * LwEndpointTarget:
 * @path: where the object's file will be
 * @writer: writes it
 */
typedef struct
{
  LwEndpoint     *endpoint;
  char           *bucket;
  char           *key;
  char           *path;
  LwFileWriter   *writer;
  LwEndpointNote *note;
} LwEndpointTarget;

char             *lw_endpoint_find_path      (LwEndpoint         *endpoint,
                                              const char         *bucket,
                                              const char         *key,
                                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;
LwEndpointObject *lw_endpoint_object_open    (LwEndpoint         *endpoint,
                                              const char         *bucket,
                                              const char         *key,
                                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void              lw_endpoint_object_free    (LwEndpointObject   *self);
gint64            lw_endpoint_object_get_time (LwEndpointObject  *self);
gboolean          lw_endpoint_object_check   (LwEndpointObject   *self,
                                              LwEndpointCall     *call,
                                              const char         *prefix,
                                              GError            **error);

LwEndpointTarget *lw_endpoint_target_new     (LwEndpoint         *endpoint,
                                              const char         *bucket,
                                              const char         *key,
                                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void              lw_endpoint_target_free    (LwEndpointTarget   *self);
gboolean          lw_endpoint_target_pump    (LwEndpointTarget   *self,
                                              LwChunkSource       source,
                                              gpointer            data,
                                              GError            **error);
gboolean          lw_endpoint_target_commit  (LwEndpointTarget   *self,
                                              LwEndpointCall     *call,
                                              GError            **error);
gboolean          lw_endpoint_target_check   (LwEndpointTarget   *self,
                                              LwEndpointCall     *call,
                                              GError            **error);
gboolean          lw_endpoint_pump           (LwFileWriter       *writer,
                                              LwChunkSource       source,
                                              gpointer            data,
                                              GError            **error);
void              lw_endpoint_note_request   (LwEndpointNote     *note,
                                              LwEndpointCall     *call);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEndpointObject, lw_endpoint_object_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEndpointTarget, lw_endpoint_target_free)

G_END_DECLS
