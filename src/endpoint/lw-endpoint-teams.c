/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* SageMaker's operations on work teams and workforces, as far as teams of this workspace need them. The team of this
 * computer is always there. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-sagemaker.h"

#include "lw-json.h"

#include <string.h>

#define MAX_TEAMS 25
#define WORKFORCE "default"
#define OWN_TEAM "this-computer"
#define OWN_TEAM_ARN "arn:aws:sagemaker:us-east-1:" LW_ENDPOINT_ACCOUNT ":workteam/private-crowd/" OWN_TEAM

/* A team has at least one group of members. */
static JsonArray *
make_members (const char *group)
{
  JsonArray *names = json_array_new ();
  JsonArray *members = json_array_new ();
  JsonObject *groups = json_object_new ();
  JsonObject *member = json_object_new ();

  json_array_add_string_element (names, group);
  json_object_set_array_member (groups, "Groups", names);
  json_object_set_object_member (member, "OidcMemberDefinition", groups);
  json_array_add_object_element (members, member);
  return members;
}

static JsonObject *
get_teams (LwEndpointCall *call)
{
  JsonObject *teams = lw_endpoint_state_get (lw_endpoint_get_state (call->endpoint), "workteams");
  g_autofree char *workforce = lw_endpoint_dup_arn (call, "workforce", WORKFORCE);
  JsonObject *own;

  if (json_object_has_member (teams, OWN_TEAM))
    return teams;
  own = json_object_new ();
  json_object_set_string_member (own, "WorkteamName", OWN_TEAM);
  json_object_set_string_member (own, "WorkteamArn", OWN_TEAM_ARN);
  json_object_set_string_member (own, "WorkforceArn", workforce);
  json_object_set_string_member (own, "Description", "Whoever sits at this computer");
  json_object_set_array_member (own, "MemberDefinitions", make_members (OWN_TEAM));
  lw_endpoint_set_time (own, "CreateDate", g_get_real_time ());
  lw_endpoint_set_time (own, "LastUpdatedDate", g_get_real_time ());
  json_object_set_object_member (teams, OWN_TEAM, own);
  return teams;
}

/**
 * lw_endpoint_find_workteam:
 * @call: a call
 * @name_or_arn: a team
 *
 * Returns: (transfer none) (nullable): what is known of it
 */
JsonObject *
lw_endpoint_find_workteam (LwEndpointCall *call,
                           const char     *name_or_arn)
{
  const char *slash = strrchr (name_or_arn, '/');
  g_autofree char *name = g_ascii_strdown (slash != NULL ? slash + 1 : name_or_arn, -1);

  return lw_json_get_object (get_teams (call), name);
}

static gboolean
no_team (const char  *name,
         GError     **error)
{
  g_autofree char *message = g_strdup_printf ("The workteam '%s' does not exist", name);

  return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_RESOURCE_NOT_FOUND, message);
}

static void
set_member (LwEndpointCall *call,
            JsonObject     *request,
            JsonObject     *team)
{
  static const char *const members[] = {
    "Description", "MemberDefinitions", "NotificationConfiguration", "WorkerAccessConfiguration",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    lw_endpoint_copy_member (request, team, members[i]);
  lw_endpoint_set_time (team, "LastUpdatedDate", g_get_real_time ());
}

/* A copy for the answer: the state lives on. */
static JsonObject *
copy_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) copy = NULL;

  json_node_set_object (node, object);
  copy = lw_json_copy (node);
  return json_node_dup_object (copy);
}

LW_ENDPOINT_OPERATION (lw_endpoint_create_workteam)
{
  const char *name = lw_json_get_string (request, "WorkteamName");
  const char *workforce = lw_json_get_string (request, "WorkforceName");
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *path = g_strconcat ("private-crowd/", name, NULL);
  g_autofree char *arn = lw_endpoint_dup_arn (call, "workteam", path);
  g_autofree char *workforce_arn = lw_endpoint_dup_arn (call, "workforce", workforce != NULL ? workforce : WORKFORCE);
  JsonObject *teams = get_teams (call);
  JsonArray *tags = lw_json_get_array (request, "Tags");
  JsonObject *team;

  if (json_object_has_member (teams, lower))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_RESOURCE_IN_USE, "A workteam with this name already exists");
  if (json_object_get_size (teams) >= MAX_TEAMS)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_RESOURCE_LIMIT_EXCEEDED,
                             "The account-level service limit 'Number of workteams' is 25");
  team = json_object_new ();
  json_object_set_string_member (team, "WorkteamName", name);
  json_object_set_string_member (team, "WorkteamArn", arn);
  json_object_set_string_member (team, "WorkforceArn", workforce_arn);
  lw_endpoint_set_time (team, "CreateDate", g_get_real_time ());
  set_member (call, request, team);
  json_object_set_object_member (teams, lower, team);
  if (!lw_endpoint_keep_tags (call, arn, tags, error) ||
      !lw_endpoint_state_save (lw_endpoint_get_state (call->endpoint), error))
    return FALSE;
  json_object_set_string_member (answer, "WorkteamArn", arn);
  return TRUE;
}

LW_ENDPOINT_OPERATION (lw_endpoint_update_workteam)
{
  const char *name = lw_json_get_string (request, "WorkteamName");
  JsonObject *team = lw_endpoint_find_workteam (call, name);

  if (team == NULL)
    return no_team (name, error);
  set_member (call, request, team);
  if (!lw_endpoint_state_save (lw_endpoint_get_state (call->endpoint), error))
    return FALSE;
  json_object_set_object_member (answer, "Workteam", copy_object (team));
  return TRUE;
}

LW_ENDPOINT_OPERATION (lw_endpoint_delete_workteam)
{
  const char *name = lw_json_get_string (request, "WorkteamName");
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (lw_endpoint_find_workteam (call, name) == NULL)
    return no_team (name, error);
  if (g_str_equal (lower, OWN_TEAM))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_RESOURCE_IN_USE, "The team of this computer cannot be deleted");
  json_object_remove_member (get_teams (call), lower);
  if (!lw_endpoint_state_save (lw_endpoint_get_state (call->endpoint), error))
    return FALSE;
  json_object_set_boolean_member (answer, "Success", TRUE);
  return TRUE;
}

LW_ENDPOINT_OPERATION (lw_endpoint_describe_workteam)
{
  const char *name = lw_json_get_string (request, "WorkteamName");
  JsonObject *team = lw_endpoint_find_workteam (call, name);

  if (team == NULL)
    return no_team (name, error);
  json_object_set_object_member (answer, "Workteam", copy_object (team));
  return TRUE;
}

static int
compare_objects (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  JsonObject *first = *(JsonObject *const *) a;
  JsonObject *second = *(JsonObject *const *) b;
  JsonObject *request = data;
  gboolean by_name = g_strcmp0 (lw_json_get_string (request, "SortBy"), "Name") == 0;
  double times[] = { lw_json_get_double (first, "CreateDate", 0), lw_json_get_double (second, "CreateDate", 0) };
  int result = by_name || times[0] == times[1] ? g_ascii_strcasecmp (lw_json_get_string (first, "WorkteamName"),
                                                                     lw_json_get_string (second, "WorkteamName"))
                                               : times[0] < times[1] ? -1 : 1;

  return g_strcmp0 (lw_json_get_string (request, "SortOrder"), "Descending") == 0 ? -result : result;
}

LW_ENDPOINT_OPERATION (lw_endpoint_list_workteams)
{
  const char *part = lw_json_get_string (request, "NameContains");
  g_autofree char *lower = part != NULL ? g_ascii_strdown (part, -1) : NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  JsonArray *list;
  guint first, n;

  json_object_iter_init (&iter, get_teams (call));
  while (json_object_iter_next (&iter, &name, &node))
    if (lower == NULL || strstr (name, lower) != NULL)
      g_ptr_array_add (wanted, json_node_get_object (node));
  g_ptr_array_sort_with_data (wanted, compare_objects, request);
  if (!lw_endpoint_page (request, wanted, &first, &n, answer, error))
    return FALSE;
  list = json_array_new ();
  for (guint i = first; i < first + n; i++)
    json_array_add_object_element (list, copy_object (g_ptr_array_index (wanted, i)));
  json_object_set_array_member (answer, "Workteams", list);
  return TRUE;
}

/* Nobody sells labeling here. */
LW_ENDPOINT_OPERATION (lw_endpoint_list_subscribed_workteams)
{
  json_object_set_array_member (answer, "SubscribedWorkteams", json_array_new ());
  return TRUE;
}

LW_ENDPOINT_OPERATION (lw_endpoint_describe_subscribed_workteam)
{
  return no_team (lw_json_get_string (request, "WorkteamArn"), error);
}

static JsonObject *
get_workforces (LwEndpointCall *call)
{
  return lw_endpoint_state_get (lw_endpoint_get_state (call->endpoint), "workforces");
}

LW_ENDPOINT_OPERATION (lw_endpoint_create_workforce)
{
  static const char *const members[] = { "CognitoConfig", "OidcConfig", "SourceIpConfig" };
  const char *name = lw_json_get_string (request, "WorkforceName");
  g_autofree char *arn = lw_endpoint_dup_arn (call, "workforce", name);
  JsonObject *workforces = get_workforces (call);
  JsonObject *workforce;

  if (json_object_get_size (workforces) > 0)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_RESOURCE_IN_USE,
                             "There is a private workforce in this account and region already");
  workforce = json_object_new ();
  json_object_set_string_member (workforce, "WorkforceName", name);
  json_object_set_string_member (workforce, "WorkforceArn", arn);
  json_object_set_string_member (workforce, "Status", "Active");
  lw_endpoint_set_time (workforce, "CreateDate", g_get_real_time ());
  lw_endpoint_set_time (workforce, "LastUpdatedDate", g_get_real_time ());
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    lw_endpoint_copy_member (request, workforce, members[i]);
  /* The client's secret is not for answers. */
  if (lw_json_get_object (workforce, "OidcConfig") != NULL)
    json_object_remove_member (lw_json_get_object (workforce, "OidcConfig"), "ClientSecret");
  json_object_set_object_member (workforces, name, workforce);
  if (!lw_endpoint_state_save (lw_endpoint_get_state (call->endpoint), error))
    return FALSE;
  json_object_set_string_member (answer, "WorkforceArn", arn);
  return TRUE;
}

LW_ENDPOINT_OPERATION (lw_endpoint_describe_workforce)
{
  JsonObject *workforce = lw_json_get_object (get_workforces (call), lw_json_get_string (request, "WorkforceName"));

  if (workforce == NULL)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_RESOURCE_NOT_FOUND, "The workforce does not exist");
  json_object_set_object_member (answer, "Workforce", copy_object (workforce));
  return TRUE;
}

LW_ENDPOINT_OPERATION (lw_endpoint_list_workforces)
{
  g_autoptr (GList) list = json_object_get_values (get_workforces (call));
  JsonArray *workforces = json_array_new ();

  for (GList *link = list; link != NULL; link = link->next)
    json_array_add_object_element (workforces, copy_object (json_node_get_object (link->data)));
  json_object_set_array_member (answer, "Workforces", workforces);
  return TRUE;
}
