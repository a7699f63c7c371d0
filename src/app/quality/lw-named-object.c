/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A data object in a list of the quality page: its line, a sentence about it, and its image as soon as that is known.
 * */

#define G_LOG_DOMAIN "lw-quality"

#include "config.h"

#include "lw-named-object.h"

#include <inttypes.h>

struct _LwNamedObject
{
  GObject   parent_instance;

  guint64   line;
  char     *title;
  char     *detail;
  char     *source_ref;
  gboolean  loading;
};

enum
{
  PROP_0,
  PROP_SOURCE_REF,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwNamedObject, lw_named_object, G_TYPE_OBJECT)

static void
lw_named_object_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_SOURCE_REF:
      g_value_set_string (value, LW_NAMED_OBJECT (object)->source_ref);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_named_object_finalize (GObject *object)
{
  LwNamedObject *self = LW_NAMED_OBJECT (object);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->source_ref);

  G_OBJECT_CLASS (lw_named_object_parent_class)->finalize (object);
}

static void
lw_named_object_class_init (LwNamedObjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lw_named_object_get_property;
  object_class->finalize = lw_named_object_finalize;

  properties[PROP_SOURCE_REF] =
    g_param_spec_string ("source-ref", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_named_object_init (LwNamedObject *self)
{
}

/**
 * lw_named_object_new:
 * @line: the data object: the input manifest's line, from 0
 * @title: what is said first
 * @detail: what is said second
 *
 * Returns: (transfer full): the object
 */
LwNamedObject *
lw_named_object_new (guint64     line,
                     const char *title,
                     const char *detail)
{
  LwNamedObject *self = g_object_new (LW_TYPE_NAMED_OBJECT, NULL);

  self->line = line;
  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  return self;
}

guint64
lw_named_object_get_line (LwNamedObject *self)
{
  g_return_val_if_fail (LW_IS_NAMED_OBJECT (self), 0);

  return self->line;
}

const char *
lw_named_object_get_title (LwNamedObject *self)
{
  g_return_val_if_fail (LW_IS_NAMED_OBJECT (self), NULL);

  return self->title;
}

const char *
lw_named_object_get_detail (LwNamedObject *self)
{
  g_return_val_if_fail (LW_IS_NAMED_OBJECT (self), NULL);

  return self->detail;
}

/**
 * lw_named_object_get_source_ref:
 * @self: an object
 *
 * Returns: (transfer none) (nullable): its image; %NULL until it is known
 */
const char *
lw_named_object_get_source_ref (LwNamedObject *self)
{
  g_return_val_if_fail (LW_IS_NAMED_OBJECT (self), NULL);

  return self->source_ref;
}

static void
story_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (LwNamedObject) self = user_data;
  g_autoptr (LwObjectStory) story = lw_job_control_load_story_finish (LW_JOB_CONTROL (source), result, NULL);

  self->loading = FALSE;
  if (story == NULL || story->source_ref == NULL)
    return;
  self->source_ref = g_strdup (story->source_ref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE_REF]);
}

/**
 * lw_named_object_load:
 * @self: an object
 * @control: the place that runs the job
 * @job: the object's job
 *
 * Finds out which image it is, once; "notify::source-ref" tells.
 */
void
lw_named_object_load (LwNamedObject *self,
                      LwJobControl  *control,
                      LwLabelingJob *job)
{
  g_autofree char *object = NULL;

  g_return_if_fail (LW_IS_NAMED_OBJECT (self));

  if (self->loading || self->source_ref != NULL)
    return;
  self->loading = TRUE;
  object = g_strdup_printf ("%" PRIu64, self->line);
  lw_job_control_load_story_async (control, job, object, NULL, story_loaded_cb, g_object_ref (self));
}
