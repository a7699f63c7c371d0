/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The formats that rows of a manifest can be written in, and read from: one table of what each is and can hold. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-format.h"

#include <glib/gi18n.h>
#include <string.h>

static const LwExportFormatInfo formats[LW_N_EXPORT_FORMATS] = {
  [LW_EXPORT_FORMAT_MANIFEST] = {
    "manifest", N_("Augmented manifest"),
    N_("The lines as they are, byte for byte: for another labeling job or an archive."),
    ".manifest", LW_EXPORT_SHAPE_LINES, FALSE, FALSE, FALSE, FALSE,
  },
  [LW_EXPORT_FORMAT_TRAINING] = {
    "training", N_("Training manifest"),
    N_("Only labeled lines with one label attribute: what SageMaker training reads."),
    ".manifest", LW_EXPORT_SHAPE_LINES, TRUE, FALSE, FALSE, FALSE,
  },
  [LW_EXPORT_FORMAT_CSV] = {
    "csv", N_("CSV table"),
    N_("A row an image, with label and confidence: for spreadsheets and scripts."),
    ".csv", LW_EXPORT_SHAPE_LIST, FALSE, FALSE, TRUE, TRUE,
  },
  [LW_EXPORT_FORMAT_TSV] = {
    "tsv", N_("TSV table"),
    N_("The same with tabs between the columns."),
    ".tsv", LW_EXPORT_SHAPE_LIST, FALSE, FALSE, TRUE, TRUE,
  },
  [LW_EXPORT_FORMAT_ANSWERS] = {
    "answers", N_("Answers of the workers"),
    N_("A CSV table with a row an answer: for measuring agreement elsewhere."),
    ".csv", LW_EXPORT_SHAPE_LIST, FALSE, FALSE, FALSE, FALSE,
  },
  [LW_EXPORT_FORMAT_IMAGE_FOLDER] = {
    "imagefolder", N_("Folder tree"),
    N_("A folder a class with its images: PyTorch, Keras, timm and many others."),
    "", LW_EXPORT_SHAPE_TREE, TRUE, TRUE, TRUE, TRUE,
  },
  [LW_EXPORT_FORMAT_YOLO] = {
    "yolo", N_("YOLO classification"),
    N_("Folders for training, validation and test, a folder a class in each: Ultralytics."),
    "", LW_EXPORT_SHAPE_TREE, TRUE, TRUE, FALSE, FALSE,
  },
  [LW_EXPORT_FORMAT_HUGGING_FACE] = {
    "huggingface", N_("Hugging Face image folder"),
    N_("Images with a metadata.jsonl: the datasets library."),
    "", LW_EXPORT_SHAPE_TREE, FALSE, FALSE, TRUE, TRUE,
  },
  [LW_EXPORT_FORMAT_FIFTYONE] = {
    "fiftyone", N_("FiftyOne"),
    N_("Images with a labels.json: FiftyOneImageClassificationDataset."),
    "", LW_EXPORT_SHAPE_TREE, FALSE, FALSE, TRUE, TRUE,
  },
  [LW_EXPORT_FORMAT_COCO] = {
    "coco", N_("COCO-style JSON"),
    N_("Images, categories and annotations without boxes. COCO itself has no labels of whole images."),
    ".json", LW_EXPORT_SHAPE_LIST, FALSE, FALSE, TRUE, FALSE,
  },
  [LW_EXPORT_FORMAT_LABEL_STUDIO] = {
    "label-studio", N_("Label Studio"),
    N_("Tasks with the labels as predictions: to import into Label Studio."),
    ".json", LW_EXPORT_SHAPE_LIST, FALSE, FALSE, TRUE, TRUE,
  },
  [LW_EXPORT_FORMAT_LST] = {
    "lst", N_("Image list (.lst)"),
    N_("Number, class and path with tabs between: MXNet and SageMaker's image classification."),
    ".lst", LW_EXPORT_SHAPE_LIST, TRUE, TRUE, FALSE, TRUE,
  },
  [LW_EXPORT_FORMAT_TFRECORD] = {
    "tfrecord", N_("TFRecord"),
    N_("Images and labels in one file, with TensorFlow's own names (image/encoded, image/class/label)."),
    ".tfrecord", LW_EXPORT_SHAPE_ARCHIVE, FALSE, TRUE, FALSE, FALSE,
  },
  [LW_EXPORT_FORMAT_TFRECORD_FIFTYONE] = {
    "tfrecord-fiftyone", N_("TFRecord for FiftyOne"),
    N_("The same with the names of FiftyOne's TFImageClassificationDataset."),
    ".tfrecord", LW_EXPORT_SHAPE_ARCHIVE, TRUE, TRUE, FALSE, FALSE,
  },
  [LW_EXPORT_FORMAT_WEBDATASET] = {
    "webdataset", N_("WebDataset"),
    N_("A tar file with an image, its class and its facts for each row: large training runs."),
    ".tar", LW_EXPORT_SHAPE_ARCHIVE, FALSE, FALSE, TRUE, FALSE,
  },
};

/* Other names that people know a format by, without anything but letters. */
static const struct
{
  const char     *name;
  LwExportFormat  format;
} aliases[] = {
  { "augmentedmanifest", LW_EXPORT_FORMAT_MANIFEST },
  { "augmented", LW_EXPORT_FORMAT_MANIFEST },
  { "jsonl", LW_EXPORT_FORMAT_MANIFEST },
  { "trainingmanifest", LW_EXPORT_FORMAT_TRAINING },
  { "manifesttraining", LW_EXPORT_FORMAT_TRAINING },
  { "manifestclean", LW_EXPORT_FORMAT_TRAINING },
  { "cleanmanifest", LW_EXPORT_FORMAT_TRAINING },
  { "clean", LW_EXPORT_FORMAT_TRAINING },
  { "answerscsv", LW_EXPORT_FORMAT_ANSWERS },
  { "csvanswers", LW_EXPORT_FORMAT_ANSWERS },
  { "folder", LW_EXPORT_FORMAT_IMAGE_FOLDER },
  { "imagefoldertree", LW_EXPORT_FORMAT_IMAGE_FOLDER },
  { "yolocls", LW_EXPORT_FORMAT_YOLO },
  { "hf", LW_EXPORT_FORMAT_HUGGING_FACE },
  { "huggingfaceimagefolder", LW_EXPORT_FORMAT_HUGGING_FACE },
  { "cocojson", LW_EXPORT_FORMAT_COCO },
  { "cocostyle", LW_EXPORT_FORMAT_COCO },
  { "ls", LW_EXPORT_FORMAT_LABEL_STUDIO },
  { "mxnet", LW_EXPORT_FORMAT_LST },
  { "tf", LW_EXPORT_FORMAT_TFRECORD },
  { "tfrecords", LW_EXPORT_FORMAT_TFRECORD },
  { "wds", LW_EXPORT_FORMAT_WEBDATASET },
};

/**
 * lw_export_format_get_info:
 * @self: a format
 *
 * Returns: (transfer none): what is known of it
 */
const LwExportFormatInfo *
lw_export_format_get_info (LwExportFormat self)
{
  g_return_val_if_fail ((guint) self < LW_N_EXPORT_FORMATS, NULL);

  return &formats[self];
}

/* Only letters, in lower case: "Hugging-Face" is "huggingface". */
static char *
dup_letters (const char *name)
{
  GString *letters = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at++)
    if (g_ascii_isalpha (*at))
      g_string_append_c (letters, g_ascii_tolower (*at));
  return g_string_free (letters, FALSE);
}

/**
 * lw_export_format_find:
 * @name: what somebody calls a format
 * @format: (out): the format
 *
 * Returns: whether there is one of that name
 */
gboolean
lw_export_format_find (const char     *name,
                       LwExportFormat *format)
{
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (name != NULL && format != NULL, FALSE);

  wanted = dup_letters (*name == '.' ? name + 1 : name);
  for (guint i = 0; i < LW_N_EXPORT_FORMATS; i++)
    {
      g_autofree char *id = dup_letters (formats[i].id);

      if (strcmp (id, wanted) == 0)
        {
          *format = i;
          return TRUE;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (strcmp (aliases[i].name, wanted) == 0)
      {
        *format = aliases[i].format;
        return TRUE;
      }
  return FALSE;
}
