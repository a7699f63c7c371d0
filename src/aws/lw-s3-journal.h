/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which multipart uploads have been begun and not finished, on disk, so that the next run goes on with them. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwS3JournalEntry:
 * @endpoint: the server
 * @uri: what the upload is to become
 * @path: the file
 * @size: its size
 * @modified: when it was changed last, in microseconds since 1970-01-01 UTC
 * @part_size: in how large parts
 * @upload_id: the upload
 */
typedef struct
{
  char    *endpoint;
  char    *uri;
  char    *path;
  guint64  size;
  gint64   modified;
  guint64  part_size;
  char    *upload_id;
} LwS3JournalEntry;

char             *lw_s3_journal_dup_folder  (void) G_GNUC_WARN_UNUSED_RESULT;
LwS3JournalEntry *lw_s3_journal_load        (const char              *folder,
                                             const char              *endpoint,
                                             const char              *uri,
                                             const char              *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean          lw_s3_journal_save        (const char              *folder,
                                             const LwS3JournalEntry  *entry,
                                             GError                 **error);
void              lw_s3_journal_remove      (const char              *folder,
                                             const LwS3JournalEntry  *entry);
void              lw_s3_journal_entry_free  (LwS3JournalEntry        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwS3JournalEntry, lw_s3_journal_entry_free)

G_END_DECLS
