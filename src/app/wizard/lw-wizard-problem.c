/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands between a draft and a labeling job: one row for each thing that is wrong or worth a thought, with the
 * step and the field where it can be mended. The rules are the model's; their order and places are made here. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-problem.h"

#include "lw-format.h"

#include "lw-worker-template.h"

#include "lw-label-categories.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* Objects a job may have without a talk to the service's support. */
#define MAX_OBJECTS 100000

typedef struct
{
  LwWizardDraft   *draft;
  LwWizardDataset *dataset;
  LwJobBackend    *backend;
  GPtrArray       *problems;
} Search;

/* Takes @text; NULL stands for "nothing is wrong". */
static LwWizardProblem *
report (Search       *search,
        LwWizardStep  step,
        const char   *field,
        LwSeverity    severity,
        char         *text)
{
  LwWizardProblem *problem;

  if (text == NULL)
    return NULL;
  problem = g_new0 (LwWizardProblem, 1);
  problem->step = step;
  problem->field = field;
  problem->severity = severity;
  problem->text = text;
  g_ptr_array_add (search->problems, problem);
  return problem;
}

static LwWizardProblem *
report_missing (Search       *search,
                LwWizardStep  step,
                const char   *field,
                const char   *text)
{
  LwWizardProblem *problem = report (search, step, field, LW_SEVERITY_ERROR, g_strdup (text));

  problem->missing = TRUE;
  return problem;
}

static void
check_text (Search         *search,
            LwWizardStep    step,
            const char     *field,
            LwDraftText     text,
            LwRequestField  rule)
{
  const char *value = lw_wizard_draft_get_text (search->draft, text);
  LwWizardProblem *problem = report (search, step, field, LW_SEVERITY_ERROR,
                                     lw_request_field_check_string (rule, value));

  if (problem != NULL)
    problem->missing = *value == '\0';
}

static void
check_number (Search         *search,
              LwWizardStep    step,
              const char     *field,
              LwDraftNumber   number,
              LwRequestField  rule)
{
  report (search, step, field, LW_SEVERITY_ERROR,
          lw_request_field_check_int (rule, lw_wizard_draft_get_number (search->draft, number)));
}

static void
check_task_type (Search *search)
{
  if (lw_wizard_draft_get_task_type (search->draft) == LW_TASK_TYPE_OTHER)
    report_missing (search, LW_WIZARD_STEP_TASK_TYPE, "task-type", _("Choose one of the two task types."));
}

static void
check_scan (Search        *search,
            LwDatasetScan *scan)
{
  guint n_items = lw_dataset_scan_get_n_items (scan);
  guint n_excluded = 0;
  g_autofree char *title = lw_wizard_dataset_dup_title (search->dataset);

  for (guint i = 0; i < lw_dataset_scan_get_n_problems (scan); i++)
    n_excluded += lw_dataset_scan_get_problem (scan, i)->excluded ? 1 : 0;

  if (n_items == 0)
    report (search, LW_WIZARD_STEP_DATASET, "folder", LW_SEVERITY_ERROR,
            g_strdup_printf (_("The folder “%s” has no images that workers can be shown (.jpg, .jpeg, .png). "
                               "Choose another folder."), title));
  else if (n_excluded > 0)
    {
      g_autofree char *number = lw_format_number (n_excluded);

      report (search, LW_WIZARD_STEP_DATASET, "folder", LW_SEVERITY_WARNING,
              g_strdup_printf (ngettext ("%s file is left out of the data set.",
                                         "%s files are left out of the data set.", n_excluded), number));
    }
}

static void
check_index (Search          *search,
             LwManifestIndex *index)
{
  const char *attribute = lw_wizard_draft_get_text (search->draft, LW_DRAFT_LABEL_ATTRIBUTE_NAME);
  guint n_objects = lw_manifest_index_get_n_rows (index);
  guint n_labeled = lw_wizard_dataset_get_n_labeled (search->dataset, attribute);
  guint64 n_malformed = lw_manifest_index_get_n_malformed (index);

  if (n_objects == 0)
    report (search, LW_WIZARD_STEP_DATASET, "manifest", LW_SEVERITY_ERROR,
            g_strdup (_("The input manifest has no lines. Each image needs one: {\"source-ref\": \"s3://…\"}.")));
  else if (n_labeled >= n_objects)
    report (search, LW_WIZARD_STEP_DATASET, "label-attribute-name", LW_SEVERITY_ERROR,
            g_strdup_printf (_("All data objects have the label attribute “%s” already, so there is nothing to label. "
                               "Another label attribute name labels them all again."), attribute));
  if (n_malformed > 0)
    {
      g_autofree char *number = lw_format_number (n_malformed);

      report (search, LW_WIZARD_STEP_DATASET, "manifest", LW_SEVERITY_ERROR,
              g_strdup_printf (ngettext ("%s line of the input manifest is not a complete JSON object. Mend the file, "
                                         "then read it again.",
                                         "%s lines of the input manifest are not complete JSON objects. Mend the file, "
                                         "then read it again.", n_malformed), number))
        ->fix = LW_WIZARD_FIX_READ_AGAIN;
    }
}

static void
check_dataset_content (Search *search)
{
  const char *field = *lw_wizard_draft_get_text (search->draft, LW_DRAFT_FOLDER) != '\0' ? "folder" : "manifest";
  guint n_objects = lw_wizard_dataset_get_n_objects (search->dataset);
  LwWizardProblem *problem;

  switch (lw_wizard_dataset_get_state (search->dataset))
    {
    case LW_DATASET_STATE_NONE:
      report_missing (search, LW_WIZARD_STEP_DATASET, "folder",
                      _("Choose a folder of images or an input manifest."));
      return;
    case LW_DATASET_STATE_READING:
      report_missing (search, LW_WIZARD_STEP_DATASET, field, _("The data set is still being read."));
      return;
    case LW_DATASET_STATE_CANCELLED:
      problem = report (search, LW_WIZARD_STEP_DATASET, field, LW_SEVERITY_ERROR,
                        g_strdup (_("The data set was not read to its end.")));
      problem->fix = LW_WIZARD_FIX_READ_AGAIN;
      return;
    case LW_DATASET_STATE_FAILED:
      problem = report (search, LW_WIZARD_STEP_DATASET, field, LW_SEVERITY_ERROR,
                        g_strdup (lw_wizard_dataset_get_error (search->dataset)->message));
      problem->fix = LW_WIZARD_FIX_READ_AGAIN;
      return;
    case LW_DATASET_STATE_READY:
      break;
    }
  if (lw_wizard_dataset_get_scan (search->dataset) != NULL)
    check_scan (search, lw_wizard_dataset_get_scan (search->dataset));
  else
    check_index (search, lw_wizard_dataset_get_index (search->dataset));
  if (n_objects > MAX_OBJECTS)
    {
      g_autofree char *number = lw_format_number (n_objects);

      report (search, LW_WIZARD_STEP_DATASET, field, LW_SEVERITY_WARNING,
              g_strdup_printf (_("The data set has %s images. Amazon SageMaker takes 100,000 in one job unless your "
                                 "quota was raised."), number));
    }
}

static gboolean
can_use_folders (Search *search)
{
  return search->backend == NULL ||
         lw_job_backend_get_capability (search->backend, LW_JOB_CAPABILITY_LOCAL_FOLDERS, NULL);
}

/* What the place fills in when nothing is typed has to be an address too. */
static void
check_output_path (Search *search)
{
  const char *output = lw_wizard_draft_get_text (search->draft, LW_DRAFT_OUTPUT_PATH);
  g_autofree char *filled = *output != '\0' ? g_strdup (output)
                                            : lw_job_backend_dup_default_output_path (search->backend);
  g_autofree char *message = lw_request_field_check_string (LW_REQUEST_S3_OUTPUT_PATH, filled);

  if (message != NULL && *output == '\0')
    report_missing (search, LW_WIZARD_STEP_DATASET, "output-path",
                    _("Say where the images and the output go, such as s3://bucket/labeling."));
  else
    report (search, LW_WIZARD_STEP_DATASET, "output-path", LW_SEVERITY_ERROR, g_steal_pointer (&message));
}

static void
check_role (Search *search)
{
  g_autofree char *role = lw_job_backend_dup_default_role_arn (search->backend);

  if (role == NULL)
    check_text (search, LW_WIZARD_STEP_WORKERS, "role-arn", LW_DRAFT_ROLE_ARN, LW_REQUEST_ROLE_ARN);
}

static void
check_output_folder (Search *search)
{
  const char *output = lw_wizard_draft_get_text (search->draft, LW_DRAFT_OUTPUT_PATH);
  const char *folder = lw_wizard_draft_get_text (search->draft, LW_DRAFT_OUTPUT_FOLDER);

  if (*output != '\0')
    report (search, LW_WIZARD_STEP_DATASET, "output-folder", LW_SEVERITY_ERROR,
            lw_request_field_check_string (LW_REQUEST_S3_OUTPUT_PATH, output));
  if (*folder != '\0' && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    report (search, LW_WIZARD_STEP_DATASET, "output-folder", LW_SEVERITY_ERROR,
            g_strdup_printf (_("There is no folder “%s”. Choose one that exists, or leave it empty for Labelwright's "
                               "own folder."), folder));
}

static void
check_names (Search *search)
{
  const char *name = lw_wizard_draft_get_text (search->draft, LW_DRAFT_JOB_NAME);

  check_text (search, LW_WIZARD_STEP_DATASET, "job-name", LW_DRAFT_JOB_NAME, LW_REQUEST_LABELING_JOB_NAME);
  if (*name != '\0' && search->backend != NULL)
    {
      g_autoptr (LwLabelingJob) job = lw_job_backend_find_job (search->backend, name);

      if (job != NULL)
        report (search, LW_WIZARD_STEP_DATASET, "job-name", LW_SEVERITY_ERROR,
                g_strdup_printf (_("There is a labeling job named “%s” already. Choose another name."), name))
          ->fix = LW_WIZARD_FIX_NAME;
    }
  check_text (search, LW_WIZARD_STEP_DATASET, "label-attribute-name", LW_DRAFT_LABEL_ATTRIBUTE_NAME,
              LW_REQUEST_LABEL_ATTRIBUTE_NAME);
  if (can_use_folders (search))
    check_output_folder (search);
  else
    check_output_path (search);
}

static gboolean
has_none_category (LwWizardCategories *categories)
{
  static const char *const words[] = { "none", "none of these", "none of the above", "other", "others", "nothing" };

  for (guint i = 0; i < lw_wizard_categories_get_n (categories); i++)
    {
      g_autofree char *name = g_ascii_strdown (lw_wizard_categories_get_name (categories, i), -1);

      for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
        if (g_str_equal (name, words[j]))
          return TRUE;
    }
  return FALSE;
}

static void
check_labels (Search *search)
{
  LwWizardCategories *categories = lw_wizard_draft_get_categories (search->draft);
  LwTaskType task_type = lw_wizard_draft_get_task_type (search->draft);
  g_auto (GStrv) names = lw_wizard_categories_dup_names (categories);
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();

  lw_label_categories_check ((const char *const *) names, task_type, diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      LwDiagnostic *row = g_ptr_array_index (diagnostics, i);
      /* What is wrong with one category stands at its own row. */
      LwWizardProblem *problem = report (search, LW_WIZARD_STEP_LABELS, row->line > 0 ? "category" : "categories",
                                         row->severity, g_strdup (row->text));

      problem->missing = row->severity == LW_SEVERITY_ERROR && row->line == 0 &&
                         g_strv_length (names) < LW_LABEL_CATEGORIES_MIN;
    }
  if (lw_wizard_draft_get_multi (search->draft) && names[0] != NULL && !has_none_category (categories))
    report (search, LW_WIZARD_STEP_LABELS, "categories", LW_SEVERITY_NOTE,
            g_strdup (_("A worker has to choose at least one label. Where an image may show none of them, add a "
                        "category for that.")))
      ->fix = LW_WIZARD_FIX_ADD_NONE;
}

static void
check_instructions (Search *search)
{
  const char *source = lw_wizard_draft_get_text (search->draft, LW_DRAFT_TEMPLATE);
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autofree char *header = lw_wizard_draft_dup_header (search->draft);

  if (header != NULL && *header == '\0')
    report_missing (search, LW_WIZARD_STEP_INSTRUCTIONS, "header",
                    _("The header is empty. Say in one line what the worker shall do."));
  lw_worker_template_check (source, lw_wizard_draft_get_element (search->draft), diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      LwDiagnostic *row = g_ptr_array_index (diagnostics, i);
      LwWizardProblem *problem = report (search, LW_WIZARD_STEP_INSTRUCTIONS, "template", row->severity,
                                         row->line > 0
                                           ? g_strdup_printf (_("Template, line %" PRIu64 ": %s"), row->line,
                                                              row->text)
                                           : g_strdup (row->text));

      if (row->severity == LW_SEVERITY_ERROR)
        problem->fix = LW_WIZARD_FIX_BUILT_IN_TEMPLATE;
    }
}

static void
check_keywords (Search *search)
{
  const char *const *keywords = lw_wizard_draft_get_keywords (search->draft);
  guint n = g_strv_length ((char **) keywords);
  gint64 min, max;

  for (guint i = 0; i < n; i++)
    report (search, LW_WIZARD_STEP_WORKERS, "keywords", LW_SEVERITY_ERROR,
            lw_request_field_check_string (LW_REQUEST_TASK_KEYWORDS, keywords[i]));
  lw_request_field_get_range (LW_REQUEST_TASK_KEYWORDS, &min, &max);
  if (n > max)
    report (search, LW_WIZARD_STEP_WORKERS, "keywords", LW_SEVERITY_ERROR,
            g_strdup_printf (_("There are at most %d keywords; these are %u. Remove some."), (int) max, n));
}

static void
check_workers (Search *search)
{
  const LwWizardStep step = LW_WIZARD_STEP_WORKERS;

  check_number (search, step, "n-workers", LW_DRAFT_N_WORKERS, LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT);
  check_number (search, step, "time-limit", LW_DRAFT_TIME_LIMIT, LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS);
  check_number (search, step, "availability", LW_DRAFT_AVAILABILITY,
                LW_REQUEST_TASK_AVAILABILITY_LIFETIME_IN_SECONDS);
  if (lw_wizard_draft_get_number (search->draft, LW_DRAFT_AVAILABILITY) <
      lw_wizard_draft_get_number (search->draft, LW_DRAFT_TIME_LIMIT))
    report (search, step, "availability", LW_SEVERITY_ERROR,
            g_strdup (_("Tasks are gone before a worker's time for one is over. Make them available for longer.")));
  if (*lw_wizard_draft_get_text (search->draft, LW_DRAFT_WORKTEAM_ARN) == '\0')
    report_missing (search, step, "workteam-arn", _("There is no work team yet."));
  if (search->backend != NULL)
    check_role (search);
  check_text (search, step, "title", LW_DRAFT_TITLE, LW_REQUEST_TASK_TITLE);
  check_text (search, step, "description", LW_DRAFT_DESCRIPTION, LW_REQUEST_TASK_DESCRIPTION);
  check_keywords (search);
}

static void
check_stopping (Search *search)
{
  guint n_objects = lw_wizard_dataset_get_n_objects (search->dataset);
  int max_objects = lw_wizard_draft_get_number (search->draft, LW_DRAFT_MAX_OBJECTS);
  int max_percent = lw_wizard_draft_get_number (search->draft, LW_DRAFT_MAX_PERCENT);

  if (max_objects > 0)
    check_number (search, LW_WIZARD_STEP_STOPPING, "max-objects", LW_DRAFT_MAX_OBJECTS,
                  LW_REQUEST_MAX_HUMAN_LABELED_OBJECT_COUNT);
  if (max_percent > 0)
    check_number (search, LW_WIZARD_STEP_STOPPING, "max-percent", LW_DRAFT_MAX_PERCENT,
                  LW_REQUEST_MAX_PERCENTAGE_OF_INPUT_DATASET_LABELED);
  if (n_objects > 0 && max_objects >= 0 && (guint) max_objects > n_objects)
    {
      g_autofree char *limit = lw_format_number (max_objects);
      g_autofree char *number = lw_format_images (n_objects);

      report (search, LW_WIZARD_STEP_STOPPING, "max-objects", LW_SEVERITY_NOTE,
              g_strdup_printf (_("The data set has only %s, so the limit of %s is never reached."), number, limit))
        ->fix = LW_WIZARD_FIX_NO_LIMIT;
    }
}

/* All problems, in the order of the pages and of the fields on them. @backend (nullable): the place of the job. */
GPtrArray *
lw_wizard_problems_find (LwWizardDraft   *draft,
                         LwWizardDataset *dataset,
                         LwJobBackend    *backend)
{
  Search search = { draft, dataset, backend, NULL };

  g_return_val_if_fail (LW_IS_WIZARD_DRAFT (draft) && LW_IS_WIZARD_DATASET (dataset), NULL);

  search.problems = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_wizard_problem_free);
  check_task_type (&search);
  check_dataset_content (&search);
  check_names (&search);
  check_labels (&search);
  check_instructions (&search);
  check_workers (&search);
  check_stopping (&search);
  return search.problems;
}

void
lw_wizard_problem_free (LwWizardProblem *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

/* What people call the field, for a list of problems. NULL where the step's name says it. */
const char *
lw_wizard_problem_get_field_title (const LwWizardProblem *self)
{
  static const struct
  {
    const char *field;
    const char *title;
  } titles[] = {
    { "job-name", N_ ("Job name") },
    { "label-attribute-name", N_ ("Label attribute name") },
    { "output-folder", N_ ("Output folder") },
    { "header", N_ ("Header") },
    { "template", N_ ("Template") },
    { "n-workers", N_ ("Workers per image") },
    { "workteam-arn", N_ ("Work team") },
    { "time-limit", N_ ("Time for a task") },
    { "availability", N_ ("Tasks are available for") },
    { "title", N_ ("Task title") },
    { "description", N_ ("Task description") },
    { "keywords", N_ ("Keywords") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].field, self->field))
      return _ (titles[i].title);
  return NULL;
}

/* What the button of a fix says, NULL for a problem that only the person can mend. */
const char *
lw_wizard_fix_get_label (LwWizardFix fix)
{
  switch (fix)
    {
    case LW_WIZARD_FIX_NAME:
      return _("Use a free name");
    case LW_WIZARD_FIX_ADD_NONE:
      return _("Add “none of these”");
    case LW_WIZARD_FIX_BUILT_IN_TEMPLATE:
      return _("Use the built-in template");
    case LW_WIZARD_FIX_READ_AGAIN:
      return _("Read again");
    case LW_WIZARD_FIX_NO_LIMIT:
      return _("Remove the limit");
    case LW_WIZARD_FIX_NONE:
      break;
    }
  return NULL;
}

static gboolean
is_taken (LwJobBackend *backend,
          const char   *name)
{
  g_autoptr (LwLabelingJob) job = backend != NULL ? lw_job_backend_find_job (backend, name) : NULL;

  return job != NULL;
}

/* A valid name that reads like @text and that no job of the place has. */
char *
lw_wizard_suggest_job_name (const char   *text,
                            LwJobBackend *backend)
{
  g_autofree char *ascii = g_str_to_ascii (text, NULL);
  g_autoptr (GString) name = g_string_new (NULL);
  gint64 min, max;

  for (const char *p = ascii; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (name, *p);
    else if (name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  lw_request_field_get_range (LW_REQUEST_LABELING_JOB_NAME, &min, &max);
  g_string_truncate (name, MIN (name->len, (gsize) max - 4));
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_append (name, "images");

  for (guint i = 1; i < 1000; i++)
    {
      g_autofree char *candidate = i == 1 ? g_strdup (name->str) : g_strdup_printf ("%s-%u", name->str, i);

      if (!is_taken (backend, candidate))
        return g_steal_pointer (&candidate);
    }
  return g_strdup (name->str);
}
