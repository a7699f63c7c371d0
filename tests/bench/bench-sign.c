/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How many requests one core signs in a second. */

#include "config.h"

#include "lw-sigv4.h"

#include <string.h>
#include <time.h>

#define N_REQUESTS 400000
#define WANTED 200000

static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static double
measure (LwSigv4Keys *keys)
{
  LwSigv4Scope scope = { .access_key_id = "AKIDEXAMPLE",
                         .secret_access_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                         .region = "eu-west-1", .service = "s3", .keys = keys };
  double start = cpu_seconds ();

  for (guint i = 0; i < N_REQUESTS; i++)
    {
      char target[64];
      g_autoptr (LwHttpRequest) request = NULL;
      g_autoptr (LwSigv4Signature) signature = NULL;

      g_snprintf (target, sizeof target, "/images/%06u.jpg", i);
      request = lw_http_request_new ("GET", target);
      lw_http_request_add_header (request, "Host", "bucket.s3.eu-west-1.amazonaws.com");
      scope.time = ((gint64) 1774000000 + i / 1000) * G_USEC_PER_SEC;
      signature = lw_sigv4_sign (request, &scope);
      g_assert_cmpuint (strlen (signature->signature), ==, 64);
    }
  return N_REQUESTS / (cpu_seconds () - start);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (LwSigv4Keys) keys = lw_sigv4_keys_new ();
  double kept = measure (keys);
  double derived = measure (NULL);

  g_print ("requests signed in a second on one core: %.0f, with the key derived each time %.0f (wanted: %d)\n", kept,
           derived, WANTED);
  return kept >= WANTED ? 0 : 1;
}
