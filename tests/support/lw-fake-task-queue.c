/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A worker's way through a job that exists only in memory. The test says which images there are and what goes wrong:
 * answers that fail, are refused or wait. Calls answer on the main loop. */

#define G_LOG_DOMAIN "lw-test-support"

#include "config.h"

#include "lw-fake-task-queue.h"

#define TEMPLATE \
  "<crowd-form><%s name=\"%s\" src=\"{{ task.input.taskObject | grant_read_access }}\" header=\"Which one is it?\"" \
  " categories=\"{{ task.input.labels | to_json | escape }}\"><full-instructions header=\"Image classification" \
  " instructions\"><ol><li>Read the task.</li><li>Choose the label.</li></ol></full-instructions><short-instructions>" \
  "<h3><span style=\"color: rgb(0, 138, 0);\">Good example</span></h3><p>It fills most of the picture.</p><h3><span" \
  " style=\"color: rgb(230, 0, 0);\">Bad example</span></h3><p>Only a part is seen.</p></short-instructions></%s>" \
  "</crowd-form>"

typedef struct
{
  char   *answer;
  char   *decline;
  double  seconds;
} Record;

struct _LwFakeTaskQueue
{
  GObject         parent_instance;

  LwLabelingJob  *job;
  char           *template;
  char          **labels;
  char          **images;
  guint           n_images;
  guint           n_taken;
  guint           n_withheld;
  Record         *records;
  double          seconds;
  guint           n_fail_submits;
  guint           n_fail_takes;
  int             refusal;
  gboolean        hold;
  GQueue          held;
  guint           n_submits;
  gboolean        closed;
};

static void task_queue_init (LwTaskQueueInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwFakeTaskQueue, lw_fake_task_queue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LW_TYPE_TASK_QUEUE, task_queue_init))

static LwLabelingJob *
get_job (LwTaskQueue *queue)
{
  return LW_FAKE_TASK_QUEUE (queue)->job;
}

static const char *
get_worker (LwTaskQueue *queue)
{
  return "ada";
}

static const char *
get_template (LwTaskQueue *queue)
{
  return LW_FAKE_TASK_QUEUE (queue)->template;
}

static const char *const *
get_labels (LwTaskQueue *queue)
{
  return (const char *const *) LW_FAKE_TASK_QUEUE (queue)->labels;
}

static guint64
get_n_answered (LwTaskQueue *queue)
{
  LwFakeTaskQueue *self = LW_FAKE_TASK_QUEUE (queue);
  guint64 n = 0;

  for (guint i = 0; i < self->n_images; i++)
    n += self->records[i].answer != NULL;
  return n;
}

static guint64
get_n_remaining (LwTaskQueue *queue)
{
  LwFakeTaskQueue *self = LW_FAKE_TASK_QUEUE (queue);
  guint64 n = 0;

  for (guint i = 0; i < self->n_images; i++)
    n += self->records[i].answer == NULL && self->records[i].decline == NULL;
  return n;
}

static GTask *
new_task (gpointer             self,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  return g_task_new (self, NULL, callback, user_data);
}

static void
take_async (LwTaskQueue         *queue,
            guint                n_tasks,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  LwFakeTaskQueue *self = LW_FAKE_TASK_QUEUE (queue);
  g_autoptr (GTask) task = new_task (self, callback, user_data);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_task_unref);
  gint64 now = g_get_real_time ();

  if (self->n_fail_takes > 0)
    {
      self->n_fail_takes--;
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "The place is not reachable");
      return;
    }
  while (tasks->len < n_tasks && self->n_taken + self->n_withheld < self->n_images)
    {
      g_autofree char *id = g_strdup_printf ("%u", self->n_taken);

      g_ptr_array_add (tasks, lw_task_new (id, self->n_taken, self->images[self->n_taken], now,
                                           now + (gint64) (self->seconds * G_USEC_PER_SEC)));
      self->n_taken++;
    }
  g_task_return_pointer (task, g_steal_pointer (&tasks), (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
take_finish (LwTaskQueue   *queue,
             GAsyncResult  *result,
             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
submit_async (LwTaskQueue         *queue,
              LwTask              *lw_task,
              const char          *answer_content,
              double               seconds_spent,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  LwFakeTaskQueue *self = LW_FAKE_TASK_QUEUE (queue);
  g_autoptr (GTask) task = new_task (self, callback, user_data);
  Record *record = &self->records[lw_task_get_data_object_id (lw_task)];

  self->n_submits++;
  if (self->n_fail_submits > 0)
    {
      self->n_fail_submits--;
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "The disk is full");
    }
  else if (self->refusal >= 0)
    {
      g_task_return_new_error (task, LW_TASK_ERROR, self->refusal, "Refused");
    }
  else
    {
      g_free (record->answer);
      record->answer = g_strdup (answer_content);
      record->seconds = seconds_spent;
      if (self->hold)
        g_queue_push_tail (&self->held, g_steal_pointer (&task));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static gboolean
boolean_finish (LwTaskQueue   *queue,
                GAsyncResult  *result,
                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
decline_async (LwTaskQueue         *queue,
               LwTask              *lw_task,
               const char          *reason,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  LwFakeTaskQueue *self = LW_FAKE_TASK_QUEUE (queue);
  g_autoptr (GTask) task = new_task (self, callback, user_data);

  self->records[lw_task_get_data_object_id (lw_task)].decline = g_strdup (reason);
  g_task_return_boolean (task, TRUE);
}

static void
release_async (LwTaskQueue         *queue,
               LwTask              *lw_task,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  g_autoptr (GTask) task = new_task (queue, callback, user_data);

  g_task_return_boolean (task, TRUE);
}

static void
close_queue (LwTaskQueue *queue)
{
  LW_FAKE_TASK_QUEUE (queue)->closed = TRUE;
}

static void
task_queue_init (LwTaskQueueInterface *iface)
{
  iface->get_job = get_job;
  iface->get_worker = get_worker;
  iface->get_template = get_template;
  iface->get_labels = get_labels;
  iface->get_n_answered = get_n_answered;
  iface->get_n_remaining = get_n_remaining;
  iface->take_async = take_async;
  iface->take_finish = take_finish;
  iface->submit_async = submit_async;
  iface->submit_finish = boolean_finish;
  iface->decline_async = decline_async;
  iface->decline_finish = boolean_finish;
  iface->release_async = release_async;
  iface->release_finish = boolean_finish;
  iface->close = close_queue;
}

static void
lw_fake_task_queue_finalize (GObject *object)
{
  LwFakeTaskQueue *self = LW_FAKE_TASK_QUEUE (object);

  for (guint i = 0; i < self->n_images; i++)
    {
      g_free (self->records[i].answer);
      g_free (self->records[i].decline);
    }
  g_free (self->records);
  g_free (self->template);
  g_strfreev (self->labels);
  g_strfreev (self->images);
  g_object_unref (self->job);

  G_OBJECT_CLASS (lw_fake_task_queue_parent_class)->finalize (object);
}

static void
lw_fake_task_queue_class_init (LwFakeTaskQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_fake_task_queue_finalize;
}

static void
lw_fake_task_queue_init (LwFakeTaskQueue *self)
{
  self->seconds = 300;
  self->refusal = -1;
}

/**
 * lw_fake_task_queue_new:
 * @task_type: the kind of job
 * @labels: (array zero-terminated=1): the label categories
 * @images: (array zero-terminated=1): addresses of the images, one a task
 *
 * Returns: (transfer full): a queue in which everything goes well
 */
LwFakeTaskQueue *
lw_fake_task_queue_new (LwTaskType         task_type,
                        const char *const *labels,
                        const char *const *images)
{
  LwFakeTaskQueue *self = g_object_new (LW_TYPE_FAKE_TASK_QUEUE, NULL);
  g_autoptr (LwLabelingJobRequest) request = lw_labeling_job_request_new ();
  const char *element = lw_task_type_get_element (task_type);

  lw_labeling_job_request_set_string (request, LW_REQUEST_LABELING_JOB_NAME, "pets-1");
  lw_labeling_job_request_set_string (request, LW_REQUEST_S3_OUTPUT_PATH, "s3://pets/out");
  lw_labeling_job_request_set_task_type (request, "us-east-1", task_type);
  self->job = lw_labeling_job_new (request, g_get_real_time ());
  self->template = g_strdup_printf (TEMPLATE, element, element, element);
  self->labels = g_strdupv ((char **) labels);
  self->images = g_strdupv ((char **) images);
  self->n_images = g_strv_length (self->images);
  self->records = g_new0 (Record, self->n_images);
  return self;
}

/**
 * lw_fake_task_queue_set_seconds:
 * @self: the queue
 * @seconds: the time for each task that is taken from now on
 */
void
lw_fake_task_queue_set_seconds (LwFakeTaskQueue *self,
                                double           seconds)
{
  self->seconds = seconds;
}

/**
 * lw_fake_task_queue_fail_submits:
 * @self: the queue
 * @n: how many of the next answers fail
 */
void
lw_fake_task_queue_fail_submits (LwFakeTaskQueue *self,
                                 guint            n)
{
  self->n_fail_submits = n;
}

/**
 * lw_fake_task_queue_fail_takes:
 * @self: the queue
 * @n: how many of the next calls for tasks fail
 */
void
lw_fake_task_queue_fail_takes (LwFakeTaskQueue *self,
                               guint            n)
{
  self->n_fail_takes = n;
}

/**
 * lw_fake_task_queue_refuse_submits:
 * @self: the queue
 * @code: the #LwTaskError with which answers are refused from now on, -1 to take them
 */
void
lw_fake_task_queue_refuse_submits (LwFakeTaskQueue *self,
                                   int              code)
{
  self->refusal = code;
}

/**
 * lw_fake_task_queue_hold_submits:
 * @self: the queue
 * @hold: whether answers stay on their way; %FALSE also lets those through that wait
 */
void
lw_fake_task_queue_hold_submits (LwFakeTaskQueue *self,
                                 gboolean         hold)
{
  GTask *task;

  self->hold = hold;
  while (!hold && (task = g_queue_pop_head (&self->held)) != NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

/**
 * lw_fake_task_queue_set_withheld:
 * @self: the queue
 * @n: how many of the last images others have for now
 */
void
lw_fake_task_queue_set_withheld (LwFakeTaskQueue *self,
                                 guint            n)
{
  self->n_withheld = n;
  lw_task_queue_emit_changed (LW_TASK_QUEUE (self));
}

/**
 * lw_fake_task_queue_get_answer:
 * @self: the queue
 * @index: the position of an image
 *
 * Returns: (transfer none) (nullable): the answer that was recorded
 */
const char *
lw_fake_task_queue_get_answer (LwFakeTaskQueue *self,
                               guint            index)
{
  return self->records[index].answer;
}

/**
 * lw_fake_task_queue_get_seconds_spent:
 * @self: the queue
 * @index: the position of an image
 *
 * Returns: the time that was recorded with the answer
 */
double
lw_fake_task_queue_get_seconds_spent (LwFakeTaskQueue *self,
                                      guint            index)
{
  return self->records[index].seconds;
}

/**
 * lw_fake_task_queue_get_n_submits:
 * @self: the queue
 *
 * Returns: how many answers were sent, failed ones included
 */
guint
lw_fake_task_queue_get_n_submits (LwFakeTaskQueue *self)
{
  return self->n_submits;
}

/**
 * lw_fake_task_queue_get_decline:
 * @self: the queue
 * @index: the position of an image
 *
 * Returns: (transfer none) (nullable): why it was declined, %NULL when it was not
 */
const char *
lw_fake_task_queue_get_decline (LwFakeTaskQueue *self,
                                guint            index)
{
  return self->records[index].decline;
}

/**
 * lw_fake_task_queue_get_closed:
 * @self: the queue
 *
 * Returns: whether the sitting was ended
 */
gboolean
lw_fake_task_queue_get_closed (LwFakeTaskQueue *self)
{
  return self->closed;
}
