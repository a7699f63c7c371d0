/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a client said of an object besides its bytes: type, metadata, tags, checksums. Beside the buckets, not in them.
 * For this folder only. */

#pragma once

#include "lw-endpoint.h"

#include <sys/stat.h>

G_BEGIN_DECLS

#define LW_NOTE_ETAG "etag"
#define LW_NOTE_TAGS "tags"

typedef struct _LwEndpointNote LwEndpointNote;

/**
 * LwEndpointNoteFunc:
 * @name: in lower case
 * @value: its value
 * @data: as given
 */
typedef void (*LwEndpointNoteFunc) (const char *name,
                                    const char *value,
                                    gpointer    data);

LwEndpointNote *lw_endpoint_note_new        (void) G_GNUC_WARN_UNUSED_RESULT;
LwEndpointNote *lw_endpoint_note_load       (LwEndpoint            *endpoint,
                                             const char            *bucket,
                                             const char            *key,
                                             const struct stat     *status) G_GNUC_WARN_UNUSED_RESULT;
void            lw_endpoint_note_free       (LwEndpointNote        *self);
gboolean        lw_endpoint_note_save       (LwEndpointNote        *self,
                                             LwEndpoint            *endpoint,
                                             const char            *bucket,
                                             const char            *key,
                                             const struct stat     *status,
                                             GError               **error);
void            lw_endpoint_note_delete     (LwEndpoint            *endpoint,
                                             const char            *bucket,
                                             const char            *key);

const char     *lw_endpoint_note_get        (LwEndpointNote        *self,
                                             const char            *name);
void            lw_endpoint_note_set        (LwEndpointNote        *self,
                                             const char            *name,
                                             const char            *value);
void            lw_endpoint_note_foreach    (LwEndpointNote        *self,
                                             LwEndpointNoteFunc     func,
                                             gpointer               data);

char           *lw_endpoint_note_dup_folder (LwEndpoint            *endpoint,
                                             const char            *bucket) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEndpointNote, lw_endpoint_note_free)

G_END_DECLS
