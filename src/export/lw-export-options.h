/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the user chose about an export: a format, and rules for the rows that do not fit it. A plain value. */

#pragma once

#include "lw-export-format.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwExportImages:
 * @LW_EXPORT_IMAGES_DEFAULT: what the format is for: nothing in lists, copies in folders
 * @LW_EXPORT_IMAGES_REFERENCE: only their addresses; in folders, symbolic links
 * @LW_EXPORT_IMAGES_COPY: copies
 * @LW_EXPORT_IMAGES_LINK: hard links where the disk can, else copies
 */
typedef enum
{
  LW_EXPORT_IMAGES_DEFAULT,
  LW_EXPORT_IMAGES_REFERENCE,
  LW_EXPORT_IMAGES_COPY,
  LW_EXPORT_IMAGES_LINK,
} LwExportImages;

/**
 * LwExportUnlabeled:
 *
 * Rows that have no label, failed ones included.
 */
typedef enum
{
  LW_EXPORT_UNLABELED_DEFAULT,
  LW_EXPORT_UNLABELED_KEEP,
  LW_EXPORT_UNLABELED_DROP,
} LwExportUnlabeled;

/**
 * LwExportMultiLabel:
 * @LW_EXPORT_MULTI_LABEL_DEFAULT: all, or the first where a row has one label by custom
 * @LW_EXPORT_MULTI_LABEL_ALL: all labels; in trees the image is in the folder of each
 * @LW_EXPORT_MULTI_LABEL_TOP: the one with the highest confidence
 * @LW_EXPORT_MULTI_LABEL_DROP: rows with several labels are left out
 */
typedef enum
{
  LW_EXPORT_MULTI_LABEL_DEFAULT,
  LW_EXPORT_MULTI_LABEL_ALL,
  LW_EXPORT_MULTI_LABEL_TOP,
  LW_EXPORT_MULTI_LABEL_DROP,
} LwExportMultiLabel;

/**
 * LwExportLowConfidence:
 * @LW_EXPORT_LOW_CONFIDENCE_DROP: labels below the minimum are left out, and rows that have no other
 * @LW_EXPORT_LOW_CONFIDENCE_KEEP: the minimum changes nothing
 * @LW_EXPORT_LOW_CONFIDENCE_MARK: rows with no label that reaches it are written with a mark
 */
typedef enum
{
  LW_EXPORT_LOW_CONFIDENCE_DROP,
  LW_EXPORT_LOW_CONFIDENCE_KEEP,
  LW_EXPORT_LOW_CONFIDENCE_MARK,
} LwExportLowConfidence;

/* Training, validation, test. */
#define LW_EXPORT_N_SPLITS 3

typedef struct _LwExportOptions LwExportOptions;

/**
 * LwExportOptions:
 * @format: the format
 * @attribute: (nullable): the label attribute; %NULL for the manifest's first
 * @images: what happens to the images
 * @images_from: (nullable): a folder in which s3 addresses are looked up before the place itself is asked
 * @unlabeled: the rule for rows without a label
 * @multi_label: the rule for rows with several
 * @low_confidence: the rule for rows below @min_confidence
 * @min_confidence: 0 for none; a label that has no confidence does not reach any
 * @split: percents that add up to 100, or all 0 for one set
 * @seed: of the split
 */
struct _LwExportOptions
{
  LwExportFormat         format;
  char                  *attribute;
  LwExportImages         images;
  char                  *images_from;
  LwExportUnlabeled      unlabeled;
  LwExportMultiLabel     multi_label;
  LwExportLowConfidence  low_confidence;
  double                 min_confidence;
  guint                  split[LW_EXPORT_N_SPLITS];
  guint32                seed;
};

LwExportOptions *lw_export_options_new         (LwExportFormat          format) G_GNUC_WARN_UNUSED_RESULT;
LwExportOptions *lw_export_options_copy        (const LwExportOptions  *self) G_GNUC_WARN_UNUSED_RESULT;
void             lw_export_options_free        (LwExportOptions        *self);

gboolean         lw_export_options_parse_split (LwExportOptions        *self,
                                                const char             *text,
                                                GError                **error);
gboolean         lw_export_options_check       (const LwExportOptions  *self,
                                                GError                **error);
void             lw_export_options_settle      (LwExportOptions        *self);
gboolean         lw_export_options_has_split   (const LwExportOptions  *self);
gboolean         lw_export_options_is_folder   (const LwExportOptions  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwExportOptions, lw_export_options_free)

G_END_DECLS
