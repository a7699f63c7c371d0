/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything that a person has told the wizard so far: the wizard's one state. Each field is a property, each
 * change is a notify, and the whole goes to JSON and back. Not whether it is right (lw-wizard-problem.h), nor what
 * the data set turned out to hold (lw-wizard-dataset.h). */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-draft.h"

#include "lw-str.h"

/* The console's own choices for image classification. */
#define DEFAULT_TIME_LIMIT 300
#define DEFAULT_AVAILABILITY (10 * 24 * 60 * 60)
#define TITLE_MAX 128

/* Invariant: no text is NULL. A derived field (label attribute name, title, description) follows what it derives
 * from for as long as it has the value that was derived, so there is no flag to keep. */
struct _LwWizardDraft
{
  GObject             parent_instance;

  char               *id;
  char               *texts[LW_N_DRAFT_TEXTS];
  int                 numbers[LW_N_DRAFT_NUMBERS];
  GStrv               keywords;
  LwWizardCategories *categories;
  guint               n_changes;
};

static const char *const text_names[LW_N_DRAFT_TEXTS] = {
  [LW_DRAFT_FOLDER] = "folder",
  [LW_DRAFT_MANIFEST] = "manifest",
  [LW_DRAFT_JOB_NAME] = "job-name",
  [LW_DRAFT_LABEL_ATTRIBUTE_NAME] = "label-attribute-name",
  [LW_DRAFT_OUTPUT_FOLDER] = "output-folder",
  [LW_DRAFT_OUTPUT_PATH] = "output-path",
  [LW_DRAFT_TEMPLATE] = "template",
  [LW_DRAFT_TITLE] = "title",
  [LW_DRAFT_DESCRIPTION] = "description",
  [LW_DRAFT_WORKTEAM_ARN] = "workteam-arn",
  [LW_DRAFT_ROLE_ARN] = "role-arn",
  [LW_DRAFT_BASE_REQUEST] = "base-request",
  [LW_DRAFT_METHOD] = "method",
  [LW_DRAFT_GOLD_ATTRIBUTE] = "gold-attribute",
};

static const char *const number_names[LW_N_DRAFT_NUMBERS] = {
  [LW_DRAFT_TASK_TYPE] = "task-type",
  [LW_DRAFT_N_WORKERS] = "n-workers",
  [LW_DRAFT_TIME_LIMIT] = "time-limit",
  [LW_DRAFT_AVAILABILITY] = "availability",
  [LW_DRAFT_MAX_OBJECTS] = "max-objects",
  [LW_DRAFT_MAX_PERCENT] = "max-percent",
  [LW_DRAFT_STEP] = "step",
  [LW_DRAFT_N_OBJECTS] = "n-objects",
  [LW_DRAFT_ORDER] = "order",
  [LW_DRAFT_SEED] = "seed",
  [LW_DRAFT_STOP_CONFIDENCE] = "stop-confidence",
};

enum
{
  PROP_0,
  PROP_FIRST_TEXT,
  PROP_FIRST_NUMBER = PROP_FIRST_TEXT + LW_N_DRAFT_TEXTS,
  PROP_KEYWORDS = PROP_FIRST_NUMBER + LW_N_DRAFT_NUMBERS,
  PROP_CATEGORIES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwWizardDraft, lw_wizard_draft, G_TYPE_OBJECT)

static char *
derive_title (LwWizardDraft *self)
{
  g_autofree char *header = lw_wizard_draft_dup_header (self);
  g_autofree char *title = g_strdup_printf ("%s: %s", lw_wizard_draft_get_multi (self)
                                                        ? "Image Classification (Multi-label)"
                                                        : "Image Classification (Single Label)",
                                            header != NULL ? header : "");

  g_strdelimit (title, "\t\r\n", ' ');
  return g_utf8_strlen (title, -1) > TITLE_MAX ? g_utf8_substring (title, 0, TITLE_MAX) : g_steal_pointer (&title);
}

/* Workers of any place read it, so it is the service's own English, not a translation. */
static const char *
derive_description (LwWizardDraft *self)
{
  return lw_wizard_draft_get_multi (self) ? "Categorize images into one or more classes."
                                          : "Categorize images into individual classes.";
}

static char *
derive_template (gboolean multi)
{
  return lw_worker_template_new (multi, NULL, NULL, NULL, NULL);
}

/* The same instructions for the other task type; what a person has not changed becomes that type's own default. */
static char *
convert_template (LwWizardDraft *self,
                  gboolean       multi)
{
  const char *source = self->texts[LW_DRAFT_TEMPLATE];
  g_autoptr (LwWorkerTemplateParts) parts = lw_wizard_draft_dup_parts (self);
  g_autofree char *plain = derive_template (!multi);
  g_autoptr (LwWorkerTemplateParts) defaults = lw_worker_template_extract (plain);
  g_autofree char *rebuilt = lw_worker_template_new (!multi, parts->header, parts->short_html, parts->full_header,
                                                     parts->full_html);

  if (!g_str_equal (rebuilt, source))
    return NULL;
  return lw_worker_template_new (multi,
                                 g_strcmp0 (parts->header, defaults->header) == 0 ? NULL : parts->header,
                                 g_strcmp0 (parts->short_html, defaults->short_html) == 0 ? NULL : parts->short_html,
                                 g_strcmp0 (parts->full_header, defaults->full_header) == 0 ? NULL : parts->full_header,
                                 g_strcmp0 (parts->full_html, defaults->full_html) == 0 ? NULL : parts->full_html);
}

static void
notify_field (LwWizardDraft *self,
              guint          prop_id)
{
  self->n_changes++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static gboolean
put_text (LwWizardDraft *self,
          LwDraftText    field,
          const char    *value)
{
  if (!lw_set_str (&self->texts[field], value != NULL ? value : ""))
    return FALSE;
  notify_field (self, PROP_FIRST_TEXT + field);
  return TRUE;
}

static void
follow_title (LwWizardDraft *self,
              const char    *old_title)
{
  g_autofree char *title = derive_title (self);

  if (g_str_equal (self->texts[LW_DRAFT_TITLE], old_title))
    put_text (self, LW_DRAFT_TITLE, title);
}

static void
set_task_type (LwWizardDraft *self,
               int            value)
{
  g_autofree char *old_title = derive_title (self);
  const char *old_description = derive_description (self);
  gboolean was_multi = lw_wizard_draft_get_multi (self);
  gboolean multi;

  self->numbers[LW_DRAFT_TASK_TYPE] = value;
  multi = lw_wizard_draft_get_multi (self);
  if (multi != was_multi)
    {
      g_autofree char *source = convert_template (self, multi);

      if (source != NULL)
        put_text (self, LW_DRAFT_TEMPLATE, source);
    }
  follow_title (self, old_title);
  if (g_str_equal (self->texts[LW_DRAFT_DESCRIPTION], old_description))
    put_text (self, LW_DRAFT_DESCRIPTION, derive_description (self));
  notify_field (self, PROP_FIRST_NUMBER + LW_DRAFT_TASK_TYPE);
}

static void
categories_changed_cb (LwWizardDraft *self)
{
  notify_field (self, PROP_CATEGORIES);
}

static void
set_defaults (LwWizardDraft *self)
{
  const char *const keywords[] = { "Images", "categorization", "classification", NULL };

  for (int i = 0; i < LW_N_DRAFT_TEXTS; i++)
    lw_set_str (&self->texts[i], "");
  for (int i = 0; i < LW_N_DRAFT_NUMBERS; i++)
    self->numbers[i] = 0;
  self->numbers[LW_DRAFT_TASK_TYPE] = LW_TASK_TYPE_IMAGE_CLASSIFICATION;
  self->numbers[LW_DRAFT_N_WORKERS] = 1;
  self->numbers[LW_DRAFT_TIME_LIMIT] = DEFAULT_TIME_LIMIT;
  self->numbers[LW_DRAFT_AVAILABILITY] = DEFAULT_AVAILABILITY;
  self->numbers[LW_DRAFT_SEED] = 1;
  g_free (self->texts[LW_DRAFT_TEMPLATE]);
  self->texts[LW_DRAFT_TEMPLATE] = derive_template (FALSE);
  g_free (self->texts[LW_DRAFT_TITLE]);
  self->texts[LW_DRAFT_TITLE] = derive_title (self);
  lw_set_str (&self->texts[LW_DRAFT_DESCRIPTION], derive_description (self));
  g_strfreev (self->keywords);
  self->keywords = g_strdupv ((char **) keywords);
  lw_wizard_categories_remove_all (self->categories);
  lw_wizard_categories_forget (self->categories);
  g_free (self->id);
  self->id = g_uuid_string_random ();
  self->n_changes = 0;
}

static void
notify_all (LwWizardDraft *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
lw_wizard_draft_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LwWizardDraft *self = LW_WIZARD_DRAFT (object);

  if (prop_id >= PROP_FIRST_TEXT && prop_id < PROP_FIRST_NUMBER)
    g_value_set_string (value, self->texts[prop_id - PROP_FIRST_TEXT]);
  else if (prop_id >= PROP_FIRST_NUMBER && prop_id < PROP_KEYWORDS)
    g_value_set_int (value, self->numbers[prop_id - PROP_FIRST_NUMBER]);
  else if (prop_id == PROP_KEYWORDS)
    g_value_set_boxed (value, self->keywords);
  else if (prop_id == PROP_CATEGORIES)
    g_value_set_object (value, self->categories);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
lw_wizard_draft_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LwWizardDraft *self = LW_WIZARD_DRAFT (object);

  if (prop_id >= PROP_FIRST_TEXT && prop_id < PROP_FIRST_NUMBER)
    lw_wizard_draft_set_text (self, prop_id - PROP_FIRST_TEXT, g_value_get_string (value));
  else if (prop_id >= PROP_FIRST_NUMBER && prop_id < PROP_KEYWORDS)
    lw_wizard_draft_set_number (self, prop_id - PROP_FIRST_NUMBER, g_value_get_int (value));
  else if (prop_id == PROP_KEYWORDS)
    lw_wizard_draft_set_keywords (self, g_value_get_boxed (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
lw_wizard_draft_dispose (GObject *object)
{
  LwWizardDraft *self = LW_WIZARD_DRAFT (object);

  g_clear_object (&self->categories);
  G_OBJECT_CLASS (lw_wizard_draft_parent_class)->dispose (object);
}

static void
lw_wizard_draft_finalize (GObject *object)
{
  LwWizardDraft *self = LW_WIZARD_DRAFT (object);

  for (int i = 0; i < LW_N_DRAFT_TEXTS; i++)
    g_free (self->texts[i]);
  g_strfreev (self->keywords);
  g_free (self->id);
  G_OBJECT_CLASS (lw_wizard_draft_parent_class)->finalize (object);
}

static void
lw_wizard_draft_class_init (LwWizardDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lw_wizard_draft_get_property;
  object_class->set_property = lw_wizard_draft_set_property;
  object_class->dispose = lw_wizard_draft_dispose;
  object_class->finalize = lw_wizard_draft_finalize;

  for (int i = 0; i < LW_N_DRAFT_TEXTS; i++)
    properties[PROP_FIRST_TEXT + i] = g_param_spec_string (text_names[i], NULL, NULL, "", G_PARAM_READWRITE | flags);
  for (int i = 0; i < LW_N_DRAFT_NUMBERS; i++)
    properties[PROP_FIRST_NUMBER + i] =
      g_param_spec_int (number_names[i], NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READWRITE | flags);
  properties[PROP_KEYWORDS] =
    g_param_spec_boxed ("keywords", NULL, NULL, G_TYPE_STRV, G_PARAM_READWRITE | flags);
  properties[PROP_CATEGORIES] =
    g_param_spec_object ("categories", NULL, NULL, LW_TYPE_WIZARD_CATEGORIES, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_wizard_draft_init (LwWizardDraft *self)
{
  self->categories = lw_wizard_categories_new ();
  g_signal_connect_object (self->categories, "changed", G_CALLBACK (categories_changed_cb), self, G_CONNECT_SWAPPED);
  set_defaults (self);
}

LwWizardDraft *
lw_wizard_draft_new (void)
{
  return g_object_new (LW_TYPE_WIZARD_DRAFT, NULL);
}

const char *
lw_wizard_draft_get_id (LwWizardDraft *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_DRAFT (self), NULL);

  return self->id;
}

/* Whether nothing was typed since it was made: such a draft is not worth keeping. */
gboolean
lw_wizard_draft_is_pristine (LwWizardDraft *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_DRAFT (self), TRUE);

  return self->n_changes == 0;
}

const char *
lw_wizard_draft_get_text (LwWizardDraft *self,
                          LwDraftText    field)
{
  g_return_val_if_fail (LW_IS_WIZARD_DRAFT (self) && field < LW_N_DRAFT_TEXTS, NULL);

  return self->texts[field];
}

void
lw_wizard_draft_set_text (LwWizardDraft *self,
                          LwDraftText    field,
                          const char    *value)
{
  g_autofree char *old = NULL;
  g_autofree char *old_title = NULL;

  g_return_if_fail (LW_IS_WIZARD_DRAFT (self) && field < LW_N_DRAFT_TEXTS);

  old = g_strdup (self->texts[field]);
  old_title = field == LW_DRAFT_TEMPLATE ? derive_title (self) : NULL;
  g_object_freeze_notify (G_OBJECT (self));
  if (put_text (self, field, value))
    {
      if (field == LW_DRAFT_JOB_NAME && g_str_equal (old, self->texts[LW_DRAFT_LABEL_ATTRIBUTE_NAME]))
        put_text (self, LW_DRAFT_LABEL_ATTRIBUTE_NAME, value);
      if (field == LW_DRAFT_TEMPLATE)
        follow_title (self, old_title);
      /* The place's own team is filled in before anybody types. */
      if (field == LW_DRAFT_WORKTEAM_ARN)
        self->n_changes--;
    }
  g_object_thaw_notify (G_OBJECT (self));
}

int
lw_wizard_draft_get_number (LwWizardDraft *self,
                            LwDraftNumber  field)
{
  g_return_val_if_fail (LW_IS_WIZARD_DRAFT (self) && field < LW_N_DRAFT_NUMBERS, 0);

  return self->numbers[field];
}

void
lw_wizard_draft_set_number (LwWizardDraft *self,
                            LwDraftNumber  field,
                            int            value)
{
  g_return_if_fail (LW_IS_WIZARD_DRAFT (self) && field < LW_N_DRAFT_NUMBERS);

  if (self->numbers[field] == value)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  if (field == LW_DRAFT_TASK_TYPE)
    set_task_type (self, value);
  else
    {
      self->numbers[field] = value;
      notify_field (self, PROP_FIRST_NUMBER + field);
    }
  /* Where the person stands, and what the data set holds, is nothing that was typed. */
  if (field == LW_DRAFT_STEP || field == LW_DRAFT_N_OBJECTS)
    self->n_changes--;
  g_object_thaw_notify (G_OBJECT (self));
}

const char *const *
lw_wizard_draft_get_keywords (LwWizardDraft *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_DRAFT (self), NULL);

  return (const char *const *) self->keywords;
}

void
lw_wizard_draft_set_keywords (LwWizardDraft     *self,
                              const char *const *keywords)
{
  char *const none[] = { NULL };
  GStrv copy;

  g_return_if_fail (LW_IS_WIZARD_DRAFT (self));

  if (keywords == NULL)
    keywords = (const char *const *) none;
  if (g_strv_equal ((const char *const *) self->keywords, keywords))
    return;
  copy = g_strdupv ((char **) keywords);
  g_strfreev (self->keywords);
  self->keywords = copy;
  notify_field (self, PROP_KEYWORDS);
}

LwWizardCategories *
lw_wizard_draft_get_categories (LwWizardDraft *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_DRAFT (self), NULL);

  return self->categories;
}

LwTaskType
lw_wizard_draft_get_task_type (LwWizardDraft *self)
{
  g_return_val_if_fail (LW_IS_WIZARD_DRAFT (self), LW_TASK_TYPE_OTHER);

  return (LwTaskType) CLAMP (self->numbers[LW_DRAFT_TASK_TYPE], 0, (int) LW_TASK_TYPE_OTHER);
}

gboolean
lw_wizard_draft_get_multi (LwWizardDraft *self)
{
  return lw_wizard_draft_get_task_type (self) == LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL;
}

/**
 * lw_wizard_draft_get_element:
 * @self: a draft
 *
 * Returns: the element that the templates of its task type have
 */
LwWorkerElement
lw_wizard_draft_get_element (LwWizardDraft *self)
{
  return lw_wizard_draft_get_multi (self) ? LW_WORKER_ELEMENT_MULTI : LW_WORKER_ELEMENT_SINGLE;
}

/* (transfer full): the parts of the template that can be edited; all NULL in one without such parts. */
LwWorkerTemplateParts *
lw_wizard_draft_dup_parts (LwWizardDraft *self)
{
  LwWorkerTemplateParts *parts;

  g_return_val_if_fail (LW_IS_WIZARD_DRAFT (self), NULL);

  parts = lw_worker_template_extract (self->texts[LW_DRAFT_TEMPLATE]);
  return parts != NULL ? parts : g_new0 (LwWorkerTemplateParts, 1);
}

/* The text above the image, NULL when the template has none to edit. */
char *
lw_wizard_draft_dup_header (LwWizardDraft *self)
{
  g_autoptr (LwWorkerTemplateParts) parts = lw_wizard_draft_dup_parts (self);

  return g_strdup (parts->header);
}

/* Everything as in a new draft, with a new id. */
void
lw_wizard_draft_reset (LwWizardDraft *self)
{
  g_return_if_fail (LW_IS_WIZARD_DRAFT (self));

  set_defaults (self);
  notify_all (self);
  self->n_changes = 0;
}

void
lw_wizard_draft_set_id (LwWizardDraft *self,
                        const char    *id)
{
  g_return_if_fail (LW_IS_WIZARD_DRAFT (self) && id != NULL);

  lw_set_str (&self->id, id);
}
