/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Filters that calculate. Integers stay integers where Liquid keeps them. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-filter.h"

#include <glib/gi18n.h>
#include <math.h>

static double
get_double (const LwLiquidValue *number)
{
  return number->kind == LW_LIQUID_INTEGER ? (double) number->as.integer : number->as.number;
}

/* Liquid calculates in decimal: 15 digits take away what binary fractions add. */
static LwLiquidValue
round_decimal (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    return lw_liquid_float (value);
  return lw_liquid_float (g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, "%.15g", value), NULL));
}

static LwLiquidValue
filter_plus (LwLiquidContext         *context,
             const LwLiquidValue     *input,
             const LwLiquidArguments *arguments)
{
  LwLiquidValue a = lw_liquid_to_number (input);
  LwLiquidValue b = lw_liquid_to_number (&arguments->values[0]);
  gint64 sum;

  if (a.kind == LW_LIQUID_INTEGER && b.kind == LW_LIQUID_INTEGER &&
      !__builtin_add_overflow (a.as.integer, b.as.integer, &sum))
    return lw_liquid_integer (sum);
  return round_decimal (get_double (&a) + get_double (&b));
}

static LwLiquidValue
filter_minus (LwLiquidContext         *context,
              const LwLiquidValue     *input,
              const LwLiquidArguments *arguments)
{
  LwLiquidValue a = lw_liquid_to_number (input);
  LwLiquidValue b = lw_liquid_to_number (&arguments->values[0]);
  gint64 difference;

  if (a.kind == LW_LIQUID_INTEGER && b.kind == LW_LIQUID_INTEGER &&
      !__builtin_sub_overflow (a.as.integer, b.as.integer, &difference))
    return lw_liquid_integer (difference);
  return round_decimal (get_double (&a) - get_double (&b));
}

static LwLiquidValue
filter_times (LwLiquidContext         *context,
              const LwLiquidValue     *input,
              const LwLiquidArguments *arguments)
{
  LwLiquidValue a = lw_liquid_to_number (input);
  LwLiquidValue b = lw_liquid_to_number (&arguments->values[0]);
  gint64 product;

  if (a.kind == LW_LIQUID_INTEGER && b.kind == LW_LIQUID_INTEGER &&
      !__builtin_mul_overflow (a.as.integer, b.as.integer, &product))
    return lw_liquid_integer (product);
  return round_decimal (get_double (&a) * get_double (&b));
}

static LwLiquidValue
divide_by_zero (LwLiquidContext *context)
{
  lw_liquid_context_warn (context, "divided-by-zero", _("A number is divided by 0 here, which gives nothing"));
  return lw_liquid_nil ();
}

static LwLiquidValue
filter_divided_by (LwLiquidContext         *context,
                   const LwLiquidValue     *input,
                   const LwLiquidArguments *arguments)
{
  LwLiquidValue a = lw_liquid_to_number (input);
  LwLiquidValue b = lw_liquid_to_number (&arguments->values[0]);
  gint64 quotient;

  if (a.kind != LW_LIQUID_INTEGER || b.kind != LW_LIQUID_INTEGER)
    return lw_liquid_float (get_double (&a) / get_double (&b));
  if (b.as.integer == 0)
    return divide_by_zero (context);
  if (b.as.integer == -1)
    return filter_times (context, &a, &(LwLiquidArguments) { 1, { b }, FALSE });

  quotient = a.as.integer / b.as.integer;
  if (a.as.integer % b.as.integer != 0 && (a.as.integer < 0) != (b.as.integer < 0))
    quotient--;
  return lw_liquid_integer (quotient);
}

static LwLiquidValue
filter_modulo (LwLiquidContext         *context,
               const LwLiquidValue     *input,
               const LwLiquidArguments *arguments)
{
  LwLiquidValue a = lw_liquid_to_number (input);
  LwLiquidValue b = lw_liquid_to_number (&arguments->values[0]);
  double rest;
  gint64 integer;

  if (b.kind == LW_LIQUID_INTEGER && b.as.integer == 0)
    return divide_by_zero (context);
  if (a.kind != LW_LIQUID_INTEGER || b.kind != LW_LIQUID_INTEGER)
    {
      rest = fmod (get_double (&a), get_double (&b));
      return round_decimal (rest != 0 && (rest < 0) != (get_double (&b) < 0) ? rest + get_double (&b) : rest);
    }
  integer = b.as.integer == -1 ? 0 : a.as.integer % b.as.integer;
  if (integer != 0 && (integer < 0) != (b.as.integer < 0))
    integer += b.as.integer;
  return lw_liquid_integer (integer);
}

static LwLiquidValue
filter_abs (LwLiquidContext         *context,
            const LwLiquidValue     *input,
            const LwLiquidArguments *arguments)
{
  LwLiquidValue number = lw_liquid_to_number (input);

  if (number.kind == LW_LIQUID_INTEGER && number.as.integer != G_MININT64)
    return lw_liquid_integer (number.as.integer < 0 ? -number.as.integer : number.as.integer);
  return lw_liquid_float (fabs (get_double (&number)));
}

static LwLiquidValue
to_whole (double value)
{
  return fabs (value) < 9.2e18 ? lw_liquid_integer ((gint64) value) : lw_liquid_float (value);
}

static LwLiquidValue
filter_ceil (LwLiquidContext         *context,
             const LwLiquidValue     *input,
             const LwLiquidArguments *arguments)
{
  LwLiquidValue number = lw_liquid_to_number (input);

  return number.kind == LW_LIQUID_INTEGER ? number : to_whole (ceil (number.as.number));
}

static LwLiquidValue
filter_floor (LwLiquidContext         *context,
              const LwLiquidValue     *input,
              const LwLiquidArguments *arguments)
{
  LwLiquidValue number = lw_liquid_to_number (input);

  return number.kind == LW_LIQUID_INTEGER ? number : to_whole (floor (number.as.number));
}

static LwLiquidValue
filter_round (LwLiquidContext         *context,
              const LwLiquidValue     *input,
              const LwLiquidArguments *arguments)
{
  LwLiquidValue number = lw_liquid_to_number (input);
  LwLiquidValue digits = lw_liquid_to_number (&arguments->values[0]);
  gint64 n_digits;
  double scale, scaled;

  if (number.kind == LW_LIQUID_INTEGER || !lw_liquid_to_integer (&digits, &n_digits))
    return number;
  if (n_digits == 0)
    return to_whole (round (number.as.number));
  if (n_digits > 15)
    return number;
  scale = pow (10, MAX (n_digits, -15));
  if (n_digits < 0)
    return to_whole (round (number.as.number * scale) / scale);
  scaled = round_decimal (number.as.number * scale).as.number;
  return round_decimal (round (scaled) / scale);
}

static LwLiquidValue
filter_at_least (LwLiquidContext         *context,
                 const LwLiquidValue     *input,
                 const LwLiquidArguments *arguments)
{
  LwLiquidValue a = lw_liquid_to_number (input);
  LwLiquidValue b = lw_liquid_to_number (&arguments->values[0]);

  return get_double (&a) < get_double (&b) ? b : a;
}

static LwLiquidValue
filter_at_most (LwLiquidContext         *context,
                const LwLiquidValue     *input,
                const LwLiquidArguments *arguments)
{
  LwLiquidValue a = lw_liquid_to_number (input);
  LwLiquidValue b = lw_liquid_to_number (&arguments->values[0]);

  return get_double (&a) > get_double (&b) ? b : a;
}

const LwLiquidFilter lw_liquid_number_filters[] = {
  { "abs", filter_abs, 0, 0 },
  { "at_least", filter_at_least, 1, 1 },
  { "at_most", filter_at_most, 1, 1 },
  { "ceil", filter_ceil, 0, 0 },
  { "divided_by", filter_divided_by, 1, 1 },
  { "floor", filter_floor, 0, 0 },
  { "minus", filter_minus, 1, 1 },
  { "modulo", filter_modulo, 1, 1 },
  { "plus", filter_plus, 1, 1 },
  { "round", filter_round, 0, 1 },
  { "times", filter_times, 1, 1 },
  { .name = NULL }
};
