/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The methods one-coin, GLAD and MACE against probabilities that come from the papers' formulas, not from our
 * code: by hand where that can be done, else from a separate computation in another language. Not for
 * ties, sets of classes and order: test-consolidation. */

#include "config.h"

#include <string.h>

#include "lw-consolidation.h"

/* So many rounds that nothing changes any more. */
#define CONVERGED 3000

/* Votes: a word for each object, in it the class that worker a, b and c said. Posterior: object by object the
 * probability of each class, as a number or a fraction. */
typedef struct
{
  const char            *name;
  LwConsolidationMethod  method;
  guint                  rounds;
  guint                  n_classes;
  const char            *votes;
  const char            *posterior;
} Row;

#define TWO "001 111"
#define THREE "001 121 220"
#define EVEN "001 111 010 100 000"

/* One-coin, TWO, by hand. The shares of the votes are (2/3, 1/3) and (0, 1), so the prior is (1/3, 2/3); a and b
 * are right with (2/3 + 1) / 2 = 5/6, c with (1/3 + 1) / 2 = 2/3. First object:
 * 1/3 5/6 5/6 1/3 = 25/324 against 2/3 1/6 1/6 2/3 = 4/324; second: 1/3 1/6 1/6 1/3 = 1/324 against
 * 2/3 5/6 5/6 2/3 = 100/324. Second round: a and b (25/29 + 100/101) / 2 = 5425/5858, c and the prior of 1
 * (4/29 + 100/101) / 2 = 1652/2929.
 *
 * THREE: all priors 1/3; a is right with (2/3 + 2/3 + 2/3) / 3 = 2/3, b with (2/3 + 1/3 + 2/3) / 3 = 5/9,
 * c with (1/3 + 2/3 + 1/3) / 3 = 4/9; a wrong vote counts 1/6, 2/9, 5/18. First object:
 * 2/3 5/9 5/18 : 1/6 2/9 4/9 : 1/6 2/9 5/18 = 50 : 8 : 5. Second round with fractions in the same way.
 *
 * EVEN: the workers are alike, so all have the same odds r of being right. If r is the odds of the prior of 0,
 * too, then objects 1, 3 and 4 (two votes for 0) have the odds r² : 1, object 2 has 1 : r², object 5 r⁴ : 1, and
 * with w = r² / (1 + r²), v = r⁴ / (1 + r⁴) the prior is (3 w + 1 - w + v) / 5; a worker's accuracy is
 * (3 (2/3 w + 1/3 (1 - w)) + w + v) / 5, which is the same. The fixed point solves
 * 5 r / (1 + r) = 1 + 2 w + v: r = 3.218183673….
 *
 * GLAD, one object with the votes 0, 0, 1: at first ability 1 and easiness 1, so s = σ(e), p = (s, 1 - s). The
 * slopes of a and b are e (p - s) = 0. That of c is e (1 - 2 s) = -2.38, the curvature
 * 1 + e² s (1 - s) = 1.43, and the step is cut to -1: ability 0. The slope of the easiness is 0. The odds become
 * exp (2 e): p = 1 / (1 + exp (-2 e)).
 * The other GLAD rows with numbers of rounds repeat this; the converged ones are where the gradient of the
 * logarithm of likelihood and priors is 0, found by plain uphill steps of 0.02 along all parameters at once,
 * until no slope is over 1e-14:
 *   ability - 1 = sum over the worker's votes of exp (easiness) (p[vote] - s)
 *   easiness - 1 = sum over the object's votes of ability exp (easiness) (p[vote] - s)
 *
 * MACE: the rows with numbers of rounds depend on where the starts begin, which the other program repeats; the
 * converged ones do not: from 30 random starts they end at the same place, where
 *   p[t] ~ product of ([vote is t] trust + spam habit[vote]),
 *   n = sum over the worker's votes of p[vote] trust / (trust + spam habit[vote]), m = number of votes - n,
 *   trust = exp (ψ(n + 1/2) - ψ(n + m + 1)), spam = exp (ψ(m + 1/2) - ψ(n + m + 1)),
 *   habit[t] = exp (ψ(m[t] + 10) - ψ(m + 10 K)). */
static const Row rows[] = {
  { "two-1", LW_CONSOLIDATION_ONE_COIN, 1, 2, TWO, "25/29 4/29 1/101 100/101" },
  { "two-2", LW_CONSOLIDATION_ONE_COIN, 2, 2, TWO,
    "979456605625/989898992969 10442387344/989898992969 305743749481/80624980159481 80319236410000/80624980159481" },
  { "three-1", LW_CONSOLIDATION_ONE_COIN, 1, 3, THREE,
    "50/63 8/63 5/63 10/99 64/99 25/99 8/63 5/63 50/63" },
  { "three-2", LW_CONSOLIDATION_ONE_COIN, 2, 3, THREE,
    "35453500/38938371 1372696/38938371 2112175/38938371 "
    "226230190/1961134413 944414848/1961134413 790489375/1961134413 "
    "388089728/9983689113 377689385/9983689113 9217910000/9983689113" },
  { "even-converged", LW_CONSOLIDATION_ONE_COIN, CONVERGED, 2, EVEN,
    "0.911946299707 0.088053700293 0.088053700293 0.911946299707 0.911946299707 0.088053700293 "
    "0.911946299707 0.088053700293 0.990763094254 0.009236905746" },

  { "one-1", LW_CONSOLIDATION_GLAD, 1, 2, "001", "0.995664457900 0.004335542100" },
  { "one-2", LW_CONSOLIDATION_GLAD, 2, 2, "001", "0.999622090187 0.000377909813" },
  { "two-1", LW_CONSOLIDATION_GLAD, 1, 2, TWO, "0.996614364562 0.003385635438 0.000959810930 0.999040189070" },
  { "two-2", LW_CONSOLIDATION_GLAD, 2, 2, TWO, "0.994078700085 0.005921299915 0.000071987826 0.999928012174" },
  { "three-1", LW_CONSOLIDATION_GLAD, 1, 3, THREE,
    "0.967097690142 0.021934873239 0.010967436619 0.010967436619 0.967097690142 0.021934873239 "
    "0.021934873239 0.010967436619 0.967097690142" },
  { "three-2", LW_CONSOLIDATION_GLAD, 2, 3, THREE,
    "0.994775024692 0.003265050330 0.001959924978 0.033093959238 0.847624134882 0.119281905880 "
    "0.003265050330 0.001959924978 0.994775024692" },
  { "three-converged", LW_CONSOLIDATION_GLAD, CONVERGED, 3, THREE,
    "0.999745278890 0.000078384960 0.000176336151 0.066702471585 0.549042827494 0.384254700921 "
    "0.000078384960 0.000176336151 0.999745278890" },
  { "even-converged", LW_CONSOLIDATION_GLAD, CONVERGED, 2, EVEN,
    "0.745351378324 0.254648621676 0.000178343875 0.999821656125 0.745351378324 0.254648621676 "
    "0.745351378324 0.254648621676 0.999821656125 0.000178343875" },

  { "two-1", LW_CONSOLIDATION_MACE, 1, 2, TWO, "0.993991163784 0.006008836216 0.000925276954 0.999074723046" },
  { "two-2", LW_CONSOLIDATION_MACE, 2, 2, TWO, "0.994689672080 0.005310327920 0.001474643585 0.998525356415" },
  { "three-1", LW_CONSOLIDATION_MACE, 1, 3, THREE,
    "0.976023763880 0.016145345449 0.007830890672 0.014518932685 0.931425621238 0.054055446078 "
    "0.017720568474 0.008456164781 0.973823266745" },
  { "three-2", LW_CONSOLIDATION_MACE, 2, 3, THREE,
    "0.980425892368 0.010736453303 0.008837654329 0.042193872102 0.379743871181 0.578062256717 "
    "0.011325591805 0.009183839203 0.979490568992" },
  { "three-50", LW_CONSOLIDATION_MACE, 0, 3, THREE,
    "0.976121748486 0.013448958027 0.010429293488 0.033362108029 0.815200641459 0.151437250512 "
    "0.014641964085 0.011159451841 0.974198584073" },
  { "one-converged", LW_CONSOLIDATION_MACE, CONVERGED, 2, "001", "0.984500712174 0.015499287826" },
  { "two-converged", LW_CONSOLIDATION_MACE, CONVERGED, 2, TWO,
    "0.995811471921 0.004188528079 0.002126452256 0.997873547744" },
  { "three-converged", LW_CONSOLIDATION_MACE, CONVERGED, 3, THREE,
    "0.976120936195 0.013449384206 0.010429679599 0.033363727016 0.815188766439 0.151447506545 "
    "0.014642418854 0.011159859783 0.974197721362" },
  { "even-converged", LW_CONSOLIDATION_MACE, CONVERGED, 2, EVEN,
    "0.734028446153 0.265971553847 0.041913937623 0.958086062377 0.734028446153 0.265971553847 "
    "0.734028446153 0.265971553847 0.956369889374 0.043630110626" },
};

static LwAnnotations *
make_annotations (const Row *row)
{
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (FALSE);
  g_auto (GStrv) words = g_strsplit (row->votes, " ", -1);

  for (guint k = 0; k < row->n_classes; k++)
    {
      const char name[] = { '0' + k, '\0' };

      g_assert_cmpuint (lw_annotations_add_class (annotations, name), ==, k);
    }
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char task[] = { '1' + i, '\0' };

      for (guint w = 0; words[i][w] != '\0'; w++)
        {
          const char worker[] = { 'a' + w, '\0' };

          lw_annotations_add (annotations, task, worker, words[i][w] - '0');
        }
    }
  return g_steal_pointer (&annotations);
}

/* Reads a number or a fraction. */
static double
read_value (const char *text)
{
  const char *slash = strchr (text, '/');
  double value = g_ascii_strtod (text, NULL);

  return slash != NULL ? value / g_ascii_strtod (slash + 1, NULL) : value;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  const LwConsolidationOptions options = { .method = row->method, .rounds = row->rounds };
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAnnotations) annotations = make_annotations (row);
  g_autoptr (LwConsolidationResult) result = lw_consolidate_with_options (annotations, &options, NULL, &error);
  g_auto (GStrv) expected = g_strsplit (row->posterior, " ", -1);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (expected), ==, lw_consolidation_result_get_n_tasks (result) * row->n_classes);
  for (guint n = 0; expected[n] != NULL; n++)
    {
      const double *posterior = lw_consolidation_result_get_posterior (result, n / row->n_classes);

      g_assert_cmpfloat_with_epsilon (posterior[n % row->n_classes], read_value (expected[n]), 1e-9);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/consolidation/values/%s/%s",
                                               lw_consolidation_method_to_string (rows[i].method), rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
