/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Plain data to a file and back. One function that names the fields in order does for both ways, so that they cannot
 * differ. For this machine's own files only: bytes are as they are in memory. Only for manifest/. */

#pragma once

#include "lw-file.h"
#include "lw-quick-hash.h"

G_BEGIN_DECLS

typedef struct _LwArchive LwArchive;

/**
 * LwArchive:
 * @writer: (nullable): where fields are written to; %NULL when they are read
 * @fd: where they are read from
 * @left: bytes that may still be read, so that no wrong length is believed
 * @failed: something did not work; nothing is done any more
 */
struct _LwArchive
{
  LwFileWriter *writer;
  int           fd;
  guint64       left;
  LwQuickHash   hash;
  gboolean      failed;
};

void     lw_archive_init_write (LwArchive    *self,
                                LwFileWriter *writer);
gboolean lw_archive_init_read  (LwArchive    *self,
                                int           fd);

void     lw_archive_bytes      (LwArchive    *self,
                                gpointer      data,
                                gsize         length);
void     lw_archive_uint64     (LwArchive    *self,
                                guint64      *value);
void     lw_archive_text       (LwArchive    *self,
                                char        **text);
void     lw_archive_block      (LwArchive    *self,
                                gpointer     *data,
                                guint64       n,
                                gsize         size);
void     lw_archive_array      (LwArchive    *self,
                                GArray       *array);
gboolean lw_archive_finish     (LwArchive    *self);

G_END_DECLS
