/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* AWS config files of any bytes: read or refused, never with what stands there in the message. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-aws-ini.h"

const char *const lw_fuzz_seeds[] = {
  "[default]\nregion = eu-west-1\n[profile \"my work\"]\ns3 =\n  addressing_style = path\n",
  "# c\n[sso-session a]\nsso_start_url: https://x\n\tcontinued\n[services l]\ns3 =\n\tendpoint_url=http://h\n",
  "\xef\xbb\xbf[a]\r\nk=\r\n\r\n; c\r\n[a]\r\n",
  NULL
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwAwsIni) ini = lw_aws_ini_parse ((const char *) data, size, "f", &error);
  g_auto (GStrv) sections = NULL;

  if (ini == NULL)
    {
      g_assert_true (g_str_has_prefix (error->message, "f:"));
      return 0;
    }
  sections = lw_aws_ini_dup_sections (ini);
  for (guint i = 0; sections[i] != NULL; i++)
    {
      g_assert_true (lw_aws_ini_has_section (ini, sections[i]));
      lw_aws_ini_get (ini, sections[i], "region");
      lw_aws_ini_get (ini, sections[i], "s3.addressing_style");
    }
  return 0;
}
