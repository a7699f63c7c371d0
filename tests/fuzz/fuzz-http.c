/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as what a client sends: the head is found at one place however the bytes are cut, and read without a crash;
 * what is taken has one meaning. */

#include "config.h"

#include "lw-fuzz.h"

#include <string.h>

#include "lw-http-head.h"

const char *const lw_fuzz_seeds[] = {
  "GET /a?b HTTP/1.1\r\nHost: a\r\n\r\n",
  "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n",
  "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\n\r\n",
  NULL
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_memdup2 (data, size);
  gsize whole = 0, cut = 0;
  LwHttpHeadEnd end;
  LwHttpHead head;

  if (size == 0)
    return 0;
  end = lw_http_head_find_end (text, size, &whole);
  if (lw_http_head_find_end (text, size / 2, &cut) == LW_HTTP_HEAD_PARTIAL)
    g_assert_cmpint (lw_http_head_find_end (text, size, &cut), ==, end);
  if (end != LW_HTTP_HEAD_WHOLE || lw_http_head_parse (&head, text, whole) != 0)
    return 0;
  g_assert_false (head.chunked && head.has_length);
  g_assert_true (*head.path == '/' && strchr (head.path, ' ') == NULL);
  for (guint i = 0; i < head.n_fields; i++)
    g_assert_null (strpbrk (head.fields[i].value, "\r\n"));
  return 0;
}
