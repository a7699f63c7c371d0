/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of the portal that need no server: tokens, passes, limits, links, catalogs, documents, images. What goes
 * over the wire is in test-portal-work.py and test-portal-hostile.py. */

#include "config.h"

#include "lw-portal-catalog.h"
#include "lw-portal-document.h"
#include "lw-portal-limiter.h"
#include "lw-portal-pass.h"
#include "lw-portal-qr.h"
#include "lw-portal-scale.h"
#include "lw-portal-token.h"
#include "lw-portal-vault.h"

#include "lw-image-info.h"
#include "lw-json.h"
#include "lw-test-support.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

static GBytes *
new_key (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
test_tokens (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      char *token = lw_portal_token_new ();

      g_assert_cmpuint (strlen (token), ==, 48);
      g_assert_cmpuint (strspn (token, "0123456789abcdef"), ==, 48);
      g_assert_true (g_hash_table_add (seen, token));
    }
  g_assert_true (lw_portal_token_equal ("abc", "abc"));
  g_assert_true (lw_portal_token_equal ("", ""));
  g_assert_false (lw_portal_token_equal ("abc", "abd"));
  g_assert_false (lw_portal_token_equal ("abc", "ab"));
  g_assert_false (lw_portal_token_equal ("", "a"));
}

static void
test_passes (void)
{
  g_autoptr (GBytes) key = new_key ("01234567890123456789012345678901");
  g_autoptr (GBytes) other = new_key ("x1234567890123456789012345678901");
  g_autofree char *token = lw_portal_pass_new (key, LW_PORTAL_PASS_IMAGE, "session", "s3://b/a\nb", NULL);
  g_auto (GStrv) fields = lw_portal_pass_open (key, LW_PORTAL_PASS_IMAGE, token);

  g_assert_nonnull (fields);
  g_assert_cmpstr (fields[0], ==, "session");
  g_assert_cmpstr (fields[1], ==, "s3://b/a\nb");
  g_assert_null (lw_portal_pass_open (other, LW_PORTAL_PASS_IMAGE, token));
  g_assert_null (lw_portal_pass_open (key, LW_PORTAL_PASS_FRAME, token));
  g_assert_null (lw_portal_pass_open (key, LW_PORTAL_PASS_TASK, token));
  for (guint i = 0; token[i] != '\0'; i++)
    {
      g_autofree char *forged = g_strdup (token);

      /* The last character has bits that say nothing. */
      forged[i] = forged[i] == 'A' ? 'z' : 'A';
      if (token[i + 1] != '\0')
        g_assert_null (lw_portal_pass_open (key, LW_PORTAL_PASS_IMAGE, forged));
    }
  for (const char *const *bad = (const char *const[]) { "", "A", "=", "%", "a b", "AAAAAAAAAAAAAAAAAAAAAAAAAA", NULL };
       *bad != NULL; bad++)
    g_assert_null (lw_portal_pass_open (key, LW_PORTAL_PASS_IMAGE, *bad));
}

static void
test_limiter (void)
{
  g_autoptr (LwPortalLimiter) limiter = lw_portal_limiter_new ();

  for (guint i = 0; i < 5; i++)
    g_assert_true (lw_portal_limiter_may (limiter, "call", "Ann", 5, 1, TRUE, 0));
  g_assert_false (lw_portal_limiter_may (limiter, "call", "Ann", 5, 1, TRUE, 0));
  g_assert_true (lw_portal_limiter_may (limiter, "call", "Bob", 5, 1, TRUE, 0));
  g_assert_true (lw_portal_limiter_may (limiter, "join", "Ann", 5, 1, TRUE, 0));
  g_assert_true (lw_portal_limiter_may (limiter, "call", "Ann", 5, 1, FALSE, G_USEC_PER_SEC));
  g_assert_true (lw_portal_limiter_may (limiter, "call", "Ann", 5, 1, TRUE, G_USEC_PER_SEC));
  g_assert_false (lw_portal_limiter_may (limiter, "call", "Ann", 5, 1, TRUE, G_USEC_PER_SEC));
  for (guint i = 0; i < 30000; i++)
    {
      g_autofree char *who = g_strdup_printf ("%u", i);

      g_assert_true (lw_portal_limiter_may (limiter, "call", who, 5, 1, TRUE, 100 * i * (gint64) G_USEC_PER_SEC));
    }
}

static void
test_vault (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LwPortalVault) vault = lw_portal_vault_open (folder, &error);
  g_autoptr (LwPortalVault) again = lw_portal_vault_open (folder, &error);
  g_autofree char *once = lw_portal_vault_invite (vault, NULL, 1, 100, 0, &error);
  g_autofree char *brief = lw_portal_vault_invite (vault, "Ann", 0, 100, 200, &error);
  g_autofree char *cookie = NULL;
  g_autoptr (LwPortalSession) session = lw_portal_vault_redeem (vault, once, "Bob", "Browser", 150, &cookie, &error);
  g_autoptr (LwPortalLink) link = lw_portal_vault_find_link (again, brief);
  g_autoptr (GPtrArray) links = lw_portal_vault_list_links (again);
  g_autoptr (GPtrArray) sessions = lw_portal_vault_load_sessions (again);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (lw_portal_vault_get_key (vault), lw_portal_vault_get_key (again)));
  g_assert_cmpstr (session->worker, ==, "Bob");
  g_assert_null (lw_portal_vault_redeem (again, once, "Eve", NULL, 150, &cookie, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpstr (link->worker, ==, "Ann");
  g_assert_cmpint (lw_portal_link_get_state (link, 199), ==, LW_PORTAL_LINK_OPEN);
  g_assert_cmpint (lw_portal_link_get_state (link, 200), ==, LW_PORTAL_LINK_EXPIRED);
  g_assert_cmpuint (links->len, ==, 2);
  g_assert_cmpuint (sessions->len, ==, 1);
  g_assert_true (lw_portal_vault_revoke (vault, link->id, NULL));
  g_assert_true (lw_portal_vault_is_revoked (again, link->id));
  lw_portal_vault_end_session (vault, session->id);
  lw_portal_vault_end_session (vault, "../key");
  g_clear_pointer (&sessions, g_ptr_array_unref);
  sessions = lw_portal_vault_load_sessions (again);
  g_assert_cmpuint (sessions->len, ==, 0);
  g_assert_finalize_object (g_steal_pointer (&again));
  lw_test_remove_tree (folder);
}

/* Catalogs */

static void
append_number (GByteArray *bytes,
               guint32     number)
{
  number = GUINT32_TO_LE (number);
  g_byte_array_append (bytes, (const guint8 *) &number, sizeof number);
}

/* A catalog of pairs of texts; a bar stands for the zero byte between plural forms. */
static GBytes *
new_catalog (const char *const *texts)
{
  guint n = g_strv_length ((char **) texts) / 2;
  GByteArray *bytes = g_byte_array_new ();
  gsize offset = 28 + n * 16;

  append_number (bytes, 0x950412de);
  append_number (bytes, 0);
  append_number (bytes, n);
  append_number (bytes, 28);
  append_number (bytes, 28 + n * 8);
  append_number (bytes, 0);
  append_number (bytes, 0);
  for (guint column = 0; column < 2; column++)
    for (guint i = 0; i < n; i++)
      {
        append_number (bytes, strlen (texts[2 * i + column]));
        append_number (bytes, offset);
        offset += strlen (texts[2 * i + column]) + 1;
      }
  for (guint column = 0; column < 2; column++)
    for (guint i = 0; i < n; i++)
      {
        g_autofree char *text = g_strdup (texts[2 * i + column]);
        gsize length = strlen (text);

        for (char *p = strchr (text, '|'); p != NULL; p = strchr (p + 1, '|'))
          *p = '\0';
        g_byte_array_append (bytes, (const guint8 *) text, length + 1);
      }
  return g_byte_array_free_to_bytes (bytes);
}

static void
test_catalog (void)
{
  static const char *const texts[] = {
    "", "Language: de\nPlural-Forms: nplurals=2; plural=(n != 1);\n", "%d image|%d images", "%d Bild|%d Bilder",
    "Done", "Fertig", "New labeling job", "Neuer Auftrag", NULL
  };
  g_autoptr (GBytes) content = new_catalog (texts);
  g_autoptr (GBytes) page = new_key ("say('Done'); many('%d image', '%d images')");
  g_autoptr (JsonNode) node = lw_portal_catalog_read (content, page);
  g_autofree char *json = lw_json_to_string (node, FALSE);

  g_assert_cmpstr (json, ==, "{\"\":{\"plural-forms\":\"nplurals=2; plural=(n != 1);\"},"
                   "\"%d image\":[\"%d Bild\",\"%d Bilder\"],\"Done\":\"Fertig\"}");
  /* Whatever is broken in it, nothing beyond its end is read. */
  for (gsize length = 0; length < g_bytes_get_size (content); length++)
    {
      g_autoptr (GBytes) part = g_bytes_new (g_bytes_get_data (content, NULL), length);
      JsonNode *read = lw_portal_catalog_read (part, page);

      g_clear_pointer (&read, json_node_unref);
    }
  for (gsize i = 4; i < 28 + 4 * 16; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
      g_autoptr (GBytes) broken = NULL;
      JsonNode *read;

      copy[i] = 0xff;
      broken = g_bytes_new (copy, g_bytes_get_size (content));
      read = lw_portal_catalog_read (broken, page);
      g_clear_pointer (&read, json_node_unref);
    }
}

/* Documents */

static char *
render (const char *source)
{
  static const char *const labels[] = { "cat", "<dog>", NULL };
  g_autoptr (LwLiquidTemplate) template = lw_liquid_template_parse (source, -1, NULL);
  g_autoptr (GBytes) key = new_key ("key");

  return lw_portal_document_render (&(LwPortalDocument) { template, "s3://b/<i>.jpg", labels, key, "s", 800, "v1" });
}

static void
test_document (void)
{
  static const struct
  {
    const char *source;
    const char *body;
    gboolean    added;
  } rows[] = {
    { "<script src=\"https://a.crowd.aws/crowd-html-elements.js\"></script>x", "<script src=\"E\"></script>x", FALSE },
    { "<script src='https://assets.crowd.aws/crowd-html-elements.js?1'></script>", "<script src='E'></script>", FALSE },
    { "<SCRIPT SRC=https://a.b/x/crowd-html-elements.js></SCRIPT>", "<SCRIPT SRC=\"E\"></SCRIPT>", FALSE },
    { "<script src=\"\"></script>", "<script src=\"E\"></script>", FALSE },
    { "<script src=\"https://a.b/jquery.js\"></script>", "<script src=\"https://a.b/jquery.js\"></script>", TRUE },
    { "<script>alert(1)</script>", "<script>alert(1)</script>", TRUE },
    { "{{ task.input.labels | to_json }}", "[&quot;cat&quot;,&quot;\\u003cdog&gt;&quot;]", TRUE },
    { "{{ task.input.taskObject }}", "s3://b/&lt;i&gt;.jpg", TRUE },
    { "", "", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = render (rows[i].source);
      g_auto (GStrv) parts = g_strsplit (rows[i].body, "E", -1);
      g_autofree char *body = g_strjoinv ("/elements/crowd-html-elements.js?v=v1", parts);
      g_autofree char *wanted = g_strdup_printf ("<body>\n%s\n</body>", body);

      g_assert_nonnull (strstr (text, wanted));
      g_assert_cmpint (strstr (text, "crowd-html-elements.js?v=v1\"></script>\n</head>") != NULL, ==, rows[i].added);
    }
}

/* Images */

static GBytes *
new_jpeg (int width,
          int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  char *data = NULL;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "jpeg", NULL, NULL));
  return g_bytes_new_take (data, length);
}

static void
test_scale (void)
{
  g_autoptr (GBytes) jpeg = new_jpeg (3000, 1500);
  g_autoptr (GError) error = NULL;
  const char *type = NULL;
  g_autoptr (GBytes) small = lw_portal_scale (jpeg, 600, &type, &error);
  g_autoptr (GBytes) same = lw_portal_scale (jpeg, 2800, &type, &error);
  g_autoptr (GBytes) text = new_key ("<script>");
  LwImageInfo info;

  g_assert_no_error (error);
  lw_image_info_read_bytes (&info, g_bytes_get_data (small, NULL), g_bytes_get_size (small));
  g_assert_cmpstr (type, ==, "image/jpeg");
  g_assert_cmpuint (info.width, ==, 600);
  g_assert_cmpuint (info.height, ==, 300);
  g_assert_true (same == jpeg);
  g_assert_null (lw_portal_scale (text, 600, &type, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_qr (void)
{
  g_autoptr (LwPortalQr) code = lw_portal_qr_new ("http://192.0.2.1:8470/join/0123456789");
  g_autofree char *text = lw_portal_qr_to_text (code);
  g_autofree char *svg = lw_portal_qr_to_svg (code);

  g_assert_cmpuint (lw_portal_qr_get_width (code), ==, 29 + 8);
  g_assert_false (lw_portal_qr_is_dark (code, 0, 0));
  g_assert_true (lw_portal_qr_is_dark (code, 4, 4));
  g_assert_false (lw_portal_qr_is_dark (code, -1, 400));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_prefix (svg, "<svg "));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/portal/tokens", test_tokens);
  g_test_add_func ("/portal/passes", test_passes);
  g_test_add_func ("/portal/limiter", test_limiter);
  g_test_add_func ("/portal/vault", test_vault);
  g_test_add_func ("/portal/catalog", test_catalog);
  g_test_add_func ("/portal/document", test_document);
  g_test_add_func ("/portal/scale", test_scale);
  g_test_add_func ("/portal/qr", test_qr);
  return g_test_run ();
}
