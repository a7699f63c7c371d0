/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What credentials may need of a person: a code of a device, a sign-in in the browser. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwAwsInteraction:
 * @ask_code: (nullable): asks for the code that the device @serial shows; called in a thread, may block; returns
 *   (transfer full) (nullable) the code, %NULL with @error when the person does not want to
 * @show_sign_in: (nullable): shows @code and opens @url, where the person confirms it; called in a thread, returns at
 *   once; without it nobody is asked to sign in
 * @data: for both
 */
typedef struct
{
  char     *(*ask_code)     (const char    *serial,
                             gpointer       data,
                             GCancellable  *cancellable,
                             GError       **error);
  void      (*show_sign_in) (const char    *url,
                             const char    *code,
                             gpointer       data);
  gpointer    data;
} LwAwsInteraction;

G_END_DECLS
