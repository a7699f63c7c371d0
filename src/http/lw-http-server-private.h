/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the server share. For this folder only. */

#pragma once

#include "lw-http-connection.h"

G_BEGIN_DECLS

/* Invariants: @connections and @threads change under @mutex; who is in @connections is alive. A connection is freed
 * only by the thread that runs it; others may only shut its socket down, which wakes it. */
struct _LwHttpServer
{
  GObject            parent_instance;

  LwHttpLimits       limits;
  LwHttpHandler      handler;
  gpointer           user_data;
  GDestroyNotify     destroy;
  LwHttpCertificate *certificate;
  GSocketAddress    *address;

  int                listener;
  int                timer;
  int                stop;
  int                epoll;
  int                stopping;

  GMutex             mutex;
  GCond              gone;
  GQueue             connections;
  GPtrArray         *threads;
  guint              n_waiting;
};

void lw_http_server_shut_down (LwHttpConnection *connection);

G_END_DECLS
