/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How often somebody may do something: a bucket each, which fills as time passes. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-limiter.h"

/* Full buckets are forgotten when there are so many. */
#define MAX_BUCKETS 10000

typedef struct
{
  double at_once;
  double per_second;
  double left;
  gint64 time;
} Bucket;

struct _LwPortalLimiter
{
  GMutex      mutex;
  GHashTable *buckets;
};

LwPortalLimiter *
lw_portal_limiter_new (void)
{
  LwPortalLimiter *self = g_new0 (LwPortalLimiter, 1);

  g_mutex_init (&self->mutex);
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
lw_portal_limiter_free (LwPortalLimiter *self)
{
  g_hash_table_unref (self->buckets);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
fill (Bucket *bucket,
      gint64  now)
{
  double seconds = MAX (0, now - bucket->time) / (double) G_USEC_PER_SEC;

  bucket->left = MIN (bucket->at_once, bucket->left + seconds * bucket->per_second);
  bucket->time = now;
}

static gboolean
is_full (gpointer key,
         gpointer value,
         gpointer now)
{
  Bucket *bucket = value;

  fill (bucket, *(const gint64 *) now);
  return bucket->left >= bucket->at_once;
}

static Bucket *
ensure_bucket (LwPortalLimiter *self,
               const char      *what,
               const char      *who,
               gint64           now)
{
  g_autofree char *key = g_strconcat (what, "\n", who, NULL);
  Bucket *bucket = g_hash_table_lookup (self->buckets, key);

  if (bucket != NULL)
    return bucket;
  if (g_hash_table_size (self->buckets) >= MAX_BUCKETS)
    g_hash_table_foreach_remove (self->buckets, is_full, &now);
  bucket = g_new0 (Bucket, 1);
  bucket->time = now;
  bucket->left = -1;
  g_hash_table_insert (self->buckets, g_steal_pointer (&key), bucket);
  return bucket;
}

/**
 * lw_portal_limiter_may:
 * @self: a limiter
 * @what: what is done
 * @who: who does it
 * @at_once: how often without a pause
 * @per_second: how often for long
 * @count: whether it is done now; else only asked
 * @now: a time, in microseconds
 *
 * Returns: whether it is not too often
 */
gboolean
lw_portal_limiter_may (LwPortalLimiter *self,
                       const char      *what,
                       const char      *who,
                       double           at_once,
                       double           per_second,
                       gboolean         count,
                       gint64           now)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Bucket *bucket = ensure_bucket (self, what, who, now);

  bucket->at_once = at_once;
  bucket->per_second = per_second;
  if (bucket->left < 0)
    bucket->left = at_once;
  fill (bucket, now);
  if (bucket->left < 1)
    return FALSE;
  if (count)
    bucket->left -= 1;
  return TRUE;
}
