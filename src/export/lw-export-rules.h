/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows an export takes, and with which labels: the user's rules, applied to the columns of the index. Reads
 * nothing of the file. */

#pragma once

#include "lw-export.h"

G_BEGIN_DECLS

/* The row is taken. */
#define LW_EXPORT_TAKEN (-1)

/**
 * LwExportLabel:
 * @position: of the class in the index
 * @confidence: 0 to 1, or %LW_CONFIDENCE_NONE
 */
typedef struct
{
  guint  position;
  double confidence;
} LwExportLabel;

typedef struct _LwExportRules LwExportRules;

/**
 * LwExportRules:
 * @index: the manifest; not owned
 * @options: what was chosen, without defaults; not owned
 * @attribute: the label attribute's position; -1 when the manifest has none
 * @labels: (element-type LwExportLabel): the labels of the row that was judged last
 * @n_all: how many it has without the rules
 * @state: its state
 * @low: whether it is to be marked
 */
struct _LwExportRules
{
  LwManifestIndex       *index;
  const LwExportOptions *options;
  int                    attribute;
  GArray                *labels;
  guint                  n_all;
  LwDataObjectState      state;
  gboolean               low;
};

gboolean lw_export_rules_find_attribute (LwManifestIndex        *index,
                                         const LwExportOptions  *options,
                                         int                    *attribute,
                                         GError                **error);
gboolean lw_export_rules_init  (LwExportRules          *self,
                                LwManifestIndex        *index,
                                const LwExportOptions  *options,
                                GError                **error);
void     lw_export_rules_clear (LwExportRules          *self);

guint    lw_export_rules_get_n_classes (LwExportRules  *self);
int      lw_export_rules_judge (LwExportRules          *self,
                                guint                   row);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwExportRules, lw_export_rules_clear)

G_END_DECLS
