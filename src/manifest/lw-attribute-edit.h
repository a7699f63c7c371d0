/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Other labels for some rows of an attribute, and other classes for all: for corrections that are laid over a
 * manifest. The columns that were read from the file are never changed; new ones are made at the end. Only
 * for manifest/. */

#pragma once

#include "lw-manifest-attribute.h"

G_BEGIN_DECLS

/* The position of no class. */
#define LW_LABELS_NONE G_MAXUINT32

typedef struct _LwAttributeEdit LwAttributeEdit;
typedef struct _LwRowLabels LwRowLabels;

/**
 * LwRowLabels:
 * @state: the row's state
 * @annotator: who labeled it
 * @created: seconds since 1970; 0 when unknown
 * @job: the code of the labeling job
 * @n_labels: how many labels it has
 * @labels: (array length=n_labels): the positions of their classes
 * @confidences: (array length=n_labels): or %LW_CONFIDENCE_NONE
 * @owned: (nullable): memory that goes with it
 */
struct _LwRowLabels
{
  LwDataObjectState  state;
  LwAnnotator        annotator;
  guint32            created;
  guint              job;
  guint              n_labels;
  const guint32     *labels;
  const double      *confidences;
  gpointer           owned;
};

void                 lw_row_labels_clear        (LwRowLabels               *self);
void                 lw_row_labels_read         (LwRowLabels               *self,
                                                 const LwManifestAttribute *attribute,
                                                 gsize                      row);

LwAttributeEdit     *lw_attribute_edit_new      (const LwManifestAttribute *base) G_GNUC_WARN_UNUSED_RESULT;
void                 lw_attribute_edit_free     (LwAttributeEdit           *self);

void                 lw_attribute_edit_get_row  (LwAttributeEdit           *self,
                                                 gsize                      row,
                                                 LwRowLabels               *labels);
void                 lw_attribute_edit_set_row  (LwAttributeEdit           *self,
                                                 gsize                      row,
                                                 const LwRowLabels         *labels);
void                 lw_attribute_edit_find_used (LwAttributeEdit          *self,
                                                 guint8                    *used);
LwManifestAttribute *lw_attribute_edit_finish   (LwAttributeEdit           *self,
                                                 const guint32             *moved,
                                                 GArray                    *classes) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwRowLabels, lw_row_labels_clear)

G_END_DECLS
