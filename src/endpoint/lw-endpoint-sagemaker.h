/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations of SageMaker, a function each. All run in the thread of the endpoint's owner. For this folder only. */

#pragma once

#include "lw-endpoint-private.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * LwEndpointOperation:
 * @call: the call; taken when %TRUE is returned
 * @request: its document, which keeps to the API model
 * @answer: gets the members of the answer
 * @error: return location
 *
 * Returns: whether it answers, with what is in @answer; %FALSE with @error set. When it will answer later it has set
 *   @later
 */
typedef gboolean (*LwEndpointOperation) (LwEndpointCall  *call,
                                         JsonObject      *request,
                                         JsonObject      *answer,
                                         gboolean        *later,
                                         GError         **error);

#define LW_ENDPOINT_OPERATION(name)                                                                                   \
  gboolean name (LwEndpointCall *call, JsonObject *request, JsonObject *answer, gboolean *later, GError **error)

LW_ENDPOINT_OPERATION (lw_endpoint_create_labeling_job);
LW_ENDPOINT_OPERATION (lw_endpoint_describe_labeling_job);
LW_ENDPOINT_OPERATION (lw_endpoint_stop_labeling_job);
LW_ENDPOINT_OPERATION (lw_endpoint_list_labeling_jobs);
LW_ENDPOINT_OPERATION (lw_endpoint_list_labeling_jobs_for_workteam);
LW_ENDPOINT_OPERATION (lw_endpoint_render_ui_template);
LW_ENDPOINT_OPERATION (lw_endpoint_add_tags);
LW_ENDPOINT_OPERATION (lw_endpoint_list_tags);
LW_ENDPOINT_OPERATION (lw_endpoint_delete_tags);
LW_ENDPOINT_OPERATION (lw_endpoint_create_workteam);
LW_ENDPOINT_OPERATION (lw_endpoint_update_workteam);
LW_ENDPOINT_OPERATION (lw_endpoint_delete_workteam);
LW_ENDPOINT_OPERATION (lw_endpoint_describe_workteam);
LW_ENDPOINT_OPERATION (lw_endpoint_list_workteams);
LW_ENDPOINT_OPERATION (lw_endpoint_list_subscribed_workteams);
LW_ENDPOINT_OPERATION (lw_endpoint_describe_subscribed_workteam);
LW_ENDPOINT_OPERATION (lw_endpoint_create_workforce);
LW_ENDPOINT_OPERATION (lw_endpoint_describe_workforce);
LW_ENDPOINT_OPERATION (lw_endpoint_list_workforces);

void      lw_endpoint_sagemaker_answer (LwEndpointCall  *call,
                                        JsonObject      *answer);

/* What several of them share. */
void      lw_endpoint_set_time         (JsonObject      *object,
                                        const char      *member,
                                        gint64           time);
char     *lw_endpoint_dup_arn          (LwEndpointCall  *call,
                                        const char      *kind,
                                        const char      *name) G_GNUC_WARN_UNUSED_RESULT;
void      lw_endpoint_copy_member      (JsonObject      *from,
                                        JsonObject      *to,
                                        const char      *member);
gboolean  lw_endpoint_page             (JsonObject      *request,
                                        GPtrArray       *items,
                                        guint           *first,
                                        guint           *n,
                                        JsonObject      *answer,
                                        GError         **error);
JsonArray *lw_endpoint_dup_tags        (LwEndpointCall  *call,
                                        const char      *arn,
                                        GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  lw_endpoint_keep_tags        (LwEndpointCall  *call,
                                        const char      *arn,
                                        JsonArray       *tags,
                                        GError         **error);
JsonObject *lw_endpoint_find_workteam  (LwEndpointCall  *call,
                                        const char      *name_or_arn);

G_END_DECLS
