/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What answers say, and how certain an object's label is after the answers so far: whether a further worker is worth
 * asking. The probability is that of lw-posterior.h; how often a worker is right is learnt from the labels and the gold
 * objects of the job. The label itself is made in src/consolidation. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-job.h"

#include "lw-answer-content.h"

#include "lw-json.h"
#include "lw-posterior.h"

/* How many answers what one expects of a worker of whom nothing is known is worth. */
#define PRIOR_ANSWERS 10
#define MAX_MULTI_CLASSES 63

static gboolean
is_multi (LwEngineJob *self)
{
  return self->task_type == LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL;
}

static guint
count_classes (LwEngineJob *self)
{
  return self->categories != NULL
           ? g_strv_length ((char **) lw_label_categories_get_names (self->categories)) : 0;
}

/**
 * lw_engine_job_pack_classes:
 * @self: a job
 * @classes: (element-type guint) (nullable): class indexes
 *
 * Returns: them as in a slot; %LW_NO_CLASSES for none
 */
guint64
lw_engine_job_pack_classes (LwEngineJob *self,
                            GArray      *classes)
{
  guint64 bits = 0;

  if (classes == NULL || (!is_multi (self) && classes->len == 0))
    return LW_NO_CLASSES;
  if (!is_multi (self))
    return g_array_index (classes, guint, 0);
  for (guint i = 0; i < classes->len; i++)
    if (g_array_index (classes, guint, i) < MAX_MULTI_CLASSES)
      bits |= G_GUINT64_CONSTANT (1) << g_array_index (classes, guint, i);
  return bits;
}

/**
 * lw_engine_job_read_classes:
 * @self: a job
 * @content: what a worker sent
 * @reason: (out) (nullable): why it does not count, when it does not
 *
 * Returns: what it says; %LW_NO_CLASSES for nothing
 */
guint64
lw_engine_job_read_classes (LwEngineJob  *self,
                            const char   *content,
                            char        **reason)
{
  g_autofree char *local_reason = NULL;
  g_autoptr (GArray) classes = NULL;

  if (self->categories == NULL)
    return LW_NO_CLASSES;
  classes = lw_answer_content_parse (content, self->task_type, self->categories, &local_reason);
  if (reason != NULL)
    *reason = g_steal_pointer (&local_reason);
  return lw_engine_job_pack_classes (self, classes);
}

/**
 * lw_engine_job_parse_gold:
 * @self: a job
 * @labels: class indexes as a JSON array, as the store has them
 *
 * Returns: them as in a slot
 */
guint64
lw_engine_job_parse_gold (LwEngineJob *self,
                          const char  *labels)
{
  g_autoptr (JsonNode) node = lw_json_parse (labels, -1, NULL);
  g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (guint));
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return LW_NO_CLASSES;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      guint index = (guint) json_array_get_int_element (array, i);

      g_array_append_val (classes, index);
    }
  return lw_engine_job_pack_classes (self, classes);
}

/**
 * lw_engine_job_dup_labels:
 * @self: a job
 * @classes: as in a slot
 *
 * Returns: (transfer full) (nullable): the label categories, joined with "|"; %NULL for %LW_NO_CLASSES
 */
char *
lw_engine_job_dup_labels (LwEngineJob *self,
                          guint64      classes)
{
  const char *const *names;
  GString *text;

  if (classes == LW_NO_CLASSES || self->categories == NULL)
    return NULL;
  names = lw_label_categories_get_names (self->categories);
  if (!is_multi (self))
    return classes < count_classes (self) ? g_strdup (names[classes]) : NULL;
  text = g_string_new (NULL);
  for (guint i = 0; names[i] != NULL && i < MAX_MULTI_CLASSES; i++)
    if ((classes & (G_GUINT64_CONSTANT (1) << i)) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", names[i]);
  return g_string_free (text, FALSE);
}

static double
get_accuracy (LwEngineJob *self,
              gint64       worker)
{
  LwEngineWorker *entry = g_hash_table_lookup (self->workers, &worker);
  double n = PRIOR_ANSWERS;
  double n_right = PRIOR_ANSWERS * LW_POSTERIOR_ACCURACY;

  if (entry != NULL)
    {
      n += entry->record->n_judged + entry->record->n_gold;
      n_right += entry->record->n_agreed + entry->record->n_gold_right;
    }
  return n_right / n;
}

/**
 * lw_engine_job_learn_accuracy:
 * @self: a job
 *
 * Finds out anew how good an answer of a worker of this job is on average.
 */
void
lw_engine_job_learn_accuracy (LwEngineJob *self)
{
  GHashTableIter iter;
  gpointer value;
  double n = PRIOR_ANSWERS;
  double n_right = PRIOR_ANSWERS * LW_POSTERIOR_ACCURACY;

  g_hash_table_iter_init (&iter, self->workers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const LwJobWorkerRecord *record = ((LwEngineWorker *) value)->record;

      n += record->n_judged + record->n_gold;
      n_right += record->n_agreed + record->n_gold_right;
    }
  self->accuracy = n_right / n;
}

/* One question with @n_possible answers; @bit picks a label of a multi-label answer, 0 takes the class. As if
 * @n_more workers of average accuracy agreed with the leading class. Nobody is taken to be worse than chance. */
static double
ask (LwEngineJob  *self,
     LwOpenObject *object,
     guint         n_possible,
     guint64       bit,
     guint         n_more)
{
  g_autofree LwPosteriorVote *votes = g_new (LwPosteriorVote, object->slots->len);
  double chance = 1.0 / n_possible;
  guint n_votes = 0;

  for (guint i = 0; i < object->slots->len; i++)
    {
      const LwSlot *slot = &g_array_index (object->slots, LwSlot, i);

      if (slot->kind == LW_SLOT_ANSWERED && slot->classes != LW_NO_CLASSES)
        votes[n_votes++] = (LwPosteriorVote) { bit != 0 ? (slot->classes & bit) != 0 : (guint) slot->classes,
                                               MAX (get_accuracy (self, slot->worker), chance) };
    }
  return lw_posterior_predict (votes, n_votes, n_possible, n_more, MAX (self->accuracy, chance));
}

static double
get_certainty (LwEngineJob  *self,
               LwOpenObject *object,
               guint         n_more)
{
  guint n_classes = count_classes (self);
  guint64 chosen = 0;
  double certainty = 1;

  if (!is_multi (self))
    return n_classes > 1 ? ask (self, object, n_classes, 0, n_more) : 1;
  /* As certain as the least certain of the labels that somebody chose; when nobody chose any, of one of them. */
  for (guint i = 0; i < object->slots->len; i++)
    {
      const LwSlot *slot = &g_array_index (object->slots, LwSlot, i);

      if (slot->kind == LW_SLOT_ANSWERED && slot->classes != LW_NO_CLASSES)
        chosen |= slot->classes;
    }
  if (chosen == 0)
    return ask (self, object, 2, G_GUINT64_CONSTANT (1) << MAX_MULTI_CLASSES, n_more);
  for (guint i = 0; i < MAX_MULTI_CLASSES; i++)
    if ((chosen & (G_GUINT64_CONSTANT (1) << i)) != 0)
      certainty = MIN (certainty, ask (self, object, 2, G_GUINT64_CONSTANT (1) << i, n_more));
  return certainty;
}

/**
 * lw_engine_job_judge:
 * @self: a job
 * @object: an object whose answers, or whose job's wishes, have changed
 *
 * Finds out how certain its label is, and how many answers are wanted: all that were asked for, or, with a confidence
 * at which to stop, as many as reach it if all further ones agree.
 */
void
lw_engine_job_judge (LwEngineJob  *self,
                     LwOpenObject *object)
{
  object->n_wanted = self->n_workers;
  if (self->stop_confidence <= 0 && self->options.order != LW_JOB_ORDER_UNCERTAIN)
    return;
  object->certainty = get_certainty (self, object, 0);
  if (self->stop_confidence <= 0)
    return;
  for (guint n = object->n_answers; n < self->n_workers; n++)
    if (n > 0 && get_certainty (self, object, n - object->n_answers) >= self->stop_confidence)
      {
        object->n_wanted = n;
        return;
      }
}

/**
 * lw_engine_job_measure:
 * @self: a job
 * @store: the store
 * @line: a data object, open or not
 * @error: return location
 *
 * Returns: the probability that the leading label is right after all answers so far; -1 without any, -2 on error
 */
double
lw_engine_job_measure (LwEngineJob    *self,
                       LwEngineStore  *store,
                       guint64         line,
                       GError        **error)
{
  g_autoptr (GPtrArray) answers = lw_engine_store_load_answers (store, self->id, line, error);
  LwOpenObject object = { .n_answers = 0 };
  double certainty;

  if (answers == NULL)
    return -2;
  if (answers->len == 0 || self->categories == NULL)
    return -1;
  object.slots = g_array_new (FALSE, TRUE, sizeof (LwSlot));
  for (guint i = 0; i < answers->len; i++)
    {
      const LwAnswerRecord *answer = g_ptr_array_index (answers, i);
      LwSlot slot = { answer->worker, LW_SLOT_ANSWERED, 0, 0, 0,
                      lw_engine_job_read_classes (self, answer->content, NULL), FALSE };

      lw_open_object_add_slot (&object, &slot);
    }
  certainty = get_certainty (self, &object, 0);
  g_array_unref (object.slots);
  return certainty;
}
