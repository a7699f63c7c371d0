/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Image headers: small files written here byte by byte, cut off at every place, and the collection of odd
 * images. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-image-info.h"

#include "lw-json.h"
#include "lw-test-support.h"

#include <string.h>

typedef struct
{
  const char    *name;
  const char    *data;
  gsize          length;
  LwImageFormat  format;
  guint          width;
  guint          height;
  guint          orientation;
  gboolean       truncated;
  gboolean       animated;
} Row;

#define BYTES(text) text, sizeof (text) - 1

/* A JPEG of nothing but its segments: EXIF with orientation 6, a frame of 300 × 200, a scan. */
#define JPEG_START "\xff\xd8"
#define JPEG_EXIF \
  "\xff\xe1\x00\x22" "Exif\0\0" "II*\0\x08\0\0\0" "\x01\0" "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0" "\0\0\0\0"
#define JPEG_EXIF_BIG \
  "\xff\xe1\x00\x22" "Exif\0\0" "MM\0*\0\0\0\x08" "\0\x01" "\x01\x12\0\x03\0\0\0\x01\0\x08\0\0" "\0\0\0\0"
#define JPEG_FRAME "\xff\xc0\x00\x0b\x08\x00\xc8\x01\x2c\x01\x01\x11\x00"
#define JPEG_SCAN  "\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" "data\xff\x00more"
#define JPEG_END   "\xff\xd9"

#define PNG_START  "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x10\x08\0\0\0\0" "crc4"
#define PNG_DATA   "\0\0\0\x04IDAT" "data" "crc4"
#define PNG_END    "\0\0\0\0IEND\xae\x42\x60\x82"

static const Row rows[] = {
  { "jpeg", BYTES (JPEG_START JPEG_FRAME JPEG_SCAN JPEG_END), LW_IMAGE_FORMAT_JPEG, 300, 200, 1, FALSE, FALSE },
  { "jpeg-exif", BYTES (JPEG_START JPEG_EXIF JPEG_FRAME JPEG_SCAN JPEG_END),
    LW_IMAGE_FORMAT_JPEG, 300, 200, 6, FALSE, FALSE },
  { "jpeg-exif-big", BYTES (JPEG_START JPEG_EXIF_BIG JPEG_FRAME JPEG_SCAN JPEG_END),
    LW_IMAGE_FORMAT_JPEG, 300, 200, 8, FALSE, FALSE },
  { "jpeg-behind", BYTES (JPEG_START JPEG_FRAME JPEG_SCAN JPEG_END "something behind"),
    LW_IMAGE_FORMAT_JPEG, 300, 200, 1, FALSE, FALSE },
  { "jpeg-fill", BYTES (JPEG_START "\xff\xff" JPEG_FRAME JPEG_SCAN JPEG_END),
    LW_IMAGE_FORMAT_JPEG, 300, 200, 1, FALSE, FALSE },
  { "jpeg-no-end", BYTES (JPEG_START JPEG_FRAME JPEG_SCAN), LW_IMAGE_FORMAT_JPEG, 300, 200, 1, TRUE, FALSE },
  { "jpeg-thumbnail-end", BYTES (JPEG_START "\xff\xe0\x00\x04\xff\xd9" JPEG_FRAME JPEG_SCAN),
    LW_IMAGE_FORMAT_JPEG, 300, 200, 1, TRUE, FALSE },
  { "jpeg-no-frame", BYTES (JPEG_START JPEG_SCAN JPEG_END), LW_IMAGE_FORMAT_JPEG, 0, 0, 1, TRUE, FALSE },
  { "jpeg-bad-length", BYTES (JPEG_START "\xff\xe0\x00\x01" JPEG_FRAME),
    LW_IMAGE_FORMAT_JPEG, 0, 0, 1, TRUE, FALSE },
  { "jpeg-bad-orientation", BYTES (JPEG_START "\xff\xe1\x00\x22" "Exif\0\0" "II*\0\x08\0\0\0" "\x01\0"
                                   "\x12\x01\x03\0\x01\0\0\0\x09\0\0\0" "\0\0\0\0" JPEG_FRAME JPEG_SCAN JPEG_END),
    LW_IMAGE_FORMAT_JPEG, 300, 200, 1, FALSE, FALSE },
  { "jpeg-directory-outside", BYTES (JPEG_START "\xff\xe1\x00\x12" "Exif\0\0" "II*\0\xff\xff\xff\xff" "\x01\0"
                                     JPEG_FRAME JPEG_SCAN JPEG_END),
    LW_IMAGE_FORMAT_JPEG, 300, 200, 1, FALSE, FALSE },
  { "png", BYTES (PNG_START PNG_DATA PNG_END), LW_IMAGE_FORMAT_PNG, 32, 16, 1, FALSE, FALSE },
  { "png-animated", BYTES (PNG_START "\0\0\0\x08" "acTL" "\0\0\0\x02\0\0\0\0" "crc4" PNG_DATA PNG_END),
    LW_IMAGE_FORMAT_PNG, 32, 16, 1, FALSE, TRUE },
  { "png-exif", BYTES (PNG_START "\0\0\0\x1a" "eXIf" "MM\0*\0\0\0\x08" "\0\x01" "\x01\x12\0\x03\0\0\0\x01\0\x03\0\0"
                       "\0\0\0\0" "crc4" PNG_DATA PNG_END), LW_IMAGE_FORMAT_PNG, 32, 16, 3, FALSE, FALSE },
  { "png-behind", BYTES (PNG_START PNG_DATA PNG_END "behind"), LW_IMAGE_FORMAT_PNG, 32, 16, 1, FALSE, FALSE },
  { "png-no-end", BYTES (PNG_START PNG_DATA), LW_IMAGE_FORMAT_PNG, 32, 16, 1, TRUE, FALSE },
  { "png-huge-chunk", BYTES (PNG_START "\xff\xff\xff\xff" "IDAT" "data"),
    LW_IMAGE_FORMAT_PNG, 32, 16, 1, TRUE, FALSE },
  { "png-magic", BYTES ("\x89PNG\r\n\x1a\n"), LW_IMAGE_FORMAT_PNG, 0, 0, 1, TRUE, FALSE },
  { "gif", BYTES ("GIF89a\x05\0\x06\0\0\0\0,;"), LW_IMAGE_FORMAT_GIF, 5, 6, 1, FALSE, FALSE },
  { "gif-animated", BYTES ("GIF89a\x05\0\x06\0\0\0\0!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0;"),
    LW_IMAGE_FORMAT_GIF, 5, 6, 1, FALSE, TRUE },
  { "gif-no-end", BYTES ("GIF87a\x05\0\x06\0\0\0\0,"), LW_IMAGE_FORMAT_GIF, 5, 6, 1, TRUE, FALSE },
  { "bmp", BYTES ("BM\x20\0\0\0\0\0\0\0\x1e\0\0\0\x28\0\0\0\x07\0\0\0\x09\0\0\0....dd"),
    LW_IMAGE_FORMAT_BMP, 7, 9, 1, FALSE, FALSE },
  { "bmp-top-down", BYTES ("BM\x20\0\0\0\0\0\0\0\x1e\0\0\0\x28\0\0\0\x07\0\0\0\xf7\xff\xff\xff....dd"),
    LW_IMAGE_FORMAT_BMP, 7, 9, 1, FALSE, FALSE },
  { "bmp-cut", BYTES ("BM\xff\0\0\0\0\0\0\0\x1e\0\0\0\x28\0\0\0\x07\0\0\0\x09\0\0\0....dd"),
    LW_IMAGE_FORMAT_BMP, 7, 9, 1, TRUE, FALSE },
  { "ico", BYTES ("\0\0\1\0\1\0\x10\0\0\0\1\0\x20\0\4\0\0\0\x16\0\0\0data"),
    LW_IMAGE_FORMAT_ICO, 16, 256, 1, FALSE, FALSE },
  { "ico-cut", BYTES ("\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0\xff\0\0\0\x16\0\0\0data"),
    LW_IMAGE_FORMAT_ICO, 16, 16, 1, TRUE, FALSE },
  { "webp-extended", BYTES ("RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x3f\x01\0\xef\0\0"),
    LW_IMAGE_FORMAT_WEBP, 320, 240, 1, FALSE, FALSE },
  { "webp-lossy", BYTES ("RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0...\x9d\x01\x2a\x40\x01\xf0\0"),
    LW_IMAGE_FORMAT_WEBP, 320, 240, 1, FALSE, FALSE },
  { "webp-lossless", BYTES ("RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0\x2f\x3f\xc1\x3b\0....."),
    LW_IMAGE_FORMAT_WEBP, 320, 240, 1, FALSE, FALSE },
  { "tiff", BYTES ("II*\0\x08\0\0\0\x03\0\0\x01\x03\0\1\0\0\0\x28\0\0\0\1\1\4\0"
                   "\1\0\0\0\x1e\0\0\0\x12\1\3\0\1\0\0\0\6\0\0\0"),
    LW_IMAGE_FORMAT_TIFF, 40, 30, 6, FALSE, FALSE },
  { "heic", BYTES ("\0\0\0\x18" "ftypheic\0\0\0\0mif1heic\0\0\0\x14ispe\0\0\0\0\0\0\0\x40\0\0\0\x30"),
    LW_IMAGE_FORMAT_HEIF, 64, 48, 1, FALSE, FALSE },
  { "avif", BYTES ("\0\0\0\x18" "ftypavif\0\0\0\0mif1avif"), LW_IMAGE_FORMAT_AVIF, 0, 0, 1, FALSE, FALSE },
  { "svg", BYTES ("<svg xmlns='http://www.w3.org/2000/svg'/>"), LW_IMAGE_FORMAT_SVG, 0, 0, 1, FALSE, FALSE },
  { "svg-declared", BYTES ("\xef\xbb\xbf <?xml version='1.0'?><!-- <b> --><!DOCTYPE svg [<!ENTITY a "
                           "'b'>]>\n<svg>"),
    LW_IMAGE_FORMAT_SVG, 0, 0, 1, FALSE, FALSE },
  { "html", BYTES ("<!DOCTYPE html><html><svg></svg></html>"), LW_IMAGE_FORMAT_UNKNOWN, 0, 0, 1, FALSE, FALSE },
  { "text", BYTES ("no image at all"), LW_IMAGE_FORMAT_UNKNOWN, 0, 0, 1, FALSE, FALSE },
  { "film", BYTES ("\0\0\0\x18" "ftypisom\0\0\0\0isomavc1"), LW_IMAGE_FORMAT_UNKNOWN, 0, 0, 1, FALSE, FALSE },
  { "nothing", BYTES (""), LW_IMAGE_FORMAT_UNKNOWN, 0, 0, 1, FALSE, FALSE },
  { "one-byte", BYTES ("\xff"), LW_IMAGE_FORMAT_UNKNOWN, 0, 0, 1, FALSE, FALSE },
};

static void
check_info (const Row         *row,
            const LwImageInfo *info)
{
  g_assert_cmpint (info->format, ==, row->format);
  g_assert_cmpuint (info->width, ==, row->width);
  g_assert_cmpuint (info->height, ==, row->height);
  g_assert_cmpuint (info->orientation, ==, row->orientation);
  g_assert_cmpint (info->truncated, ==, row->truncated);
  g_assert_cmpint (info->animated, ==, row->animated);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "image", NULL);
  g_autoptr (GError) error = NULL;
  LwImageInfo info;

  lw_image_info_read_bytes (&info, (const guint8 *) row->data, row->length);
  check_info (row, &info);

  g_assert_true (g_file_set_contents (path, row->data, (gssize) row->length, NULL));
  g_assert_true (lw_image_info_read_file (&info, path, &error));
  g_assert_no_error (error);
  check_info (row, &info);
  lw_test_remove_tree (folder);
}

/* Cut off anywhere, no byte behind the end is looked at (a sanitizer sees it), and no whole image is seen. */
static void
test_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize length = 0; length < rows[i].length; length++)
      {
        g_autofree guint8 *copy = g_malloc (MAX (length, 1));
        LwImageInfo info;

        memcpy (copy, rows[i].data, length);
        lw_image_info_read_bytes (&info, copy, length);
        g_assert_cmpuint (info.orientation, >=, 1);
        g_assert_cmpuint (info.orientation, <=, 8);
        if (rows[i].format == LW_IMAGE_FORMAT_JPEG && length < rows[i].length - sizeof "something behind")
          g_assert_true (info.truncated || info.format != LW_IMAGE_FORMAT_JPEG);
      }
}

/* The end of a large file stands beyond what is read at a time. */
static void
test_large (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *filling = g_malloc0 (100000);
  LwImageInfo info;

  g_byte_array_append (bytes, (const guint8 *) JPEG_START JPEG_FRAME JPEG_SCAN,
                       sizeof (JPEG_START JPEG_FRAME JPEG_SCAN) - 1);
  g_byte_array_append (bytes, filling, 100000);
  lw_image_info_read_bytes (&info, bytes->data, bytes->len);
  g_assert_true (info.truncated);
  g_byte_array_append (bytes, (const guint8 *) JPEG_END, 2);
  lw_image_info_read_bytes (&info, bytes->data, bytes->len);
  g_assert_false (info.truncated);
  g_byte_array_append (bytes, filling, 100000);
  lw_image_info_read_bytes (&info, bytes->data, bytes->len);
  g_assert_false (info.truncated);
}

static void
test_unreadable (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "absent", NULL);
  g_autoptr (GError) error = NULL;
  LwImageInfo info;

  g_assert_false (lw_image_info_read_file (&info, path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (lw_image_info_read_file (&info, folder, &error));
  g_assert_nonnull (error);
  lw_test_remove_tree (folder);
}

static void
check_case (const char *folder,
            JsonObject *expected)
{
  const char *file = lw_json_get_string (expected, "file");
  g_autofree char *path = g_build_filename (folder, file, NULL);
  const char *format = lw_json_get_string (expected, "pil_format");
  JsonArray *size = lw_json_get_array (expected, "size");
  g_autoptr (GError) error = NULL;
  LwImageInfo info;

  g_test_message ("%s", file);
  g_assert_true (lw_image_info_read_file (&info, path, &error));
  g_assert_no_error (error);
  if (format == NULL || size == NULL)
    return;
  g_assert_cmpstr (lw_image_format_get_name (info.format), ==, format);
  g_assert_cmpint (info.width, ==, json_array_get_int_element (size, 0));
  g_assert_cmpint (info.height, ==, json_array_get_int_element (size, 1));
  g_assert_cmpint (info.orientation, ==, lw_json_get_int (expected, "orientation", 1));
  g_assert_cmpint (info.truncated, ==, strstr (file, "truncated") != NULL);
}

static void
test_cases (void)
{
  g_autofree char *folder = lw_test_dup_cases_dir ("images");
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;

  if (folder == NULL)
    return;
  path = g_build_filename (folder, "index.json", NULL);
  node = lw_json_parse_file (path, 1 << 20, NULL);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    check_case (folder, json_array_get_object_element (array, i));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/image-info/row/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/image-info/cut", test_cut);
  g_test_add_func ("/image-info/large", test_large);
  g_test_add_func ("/image-info/unreadable", test_unreadable);
  g_test_add_func ("/image-info/cases", test_cases);

  return g_test_run ();
}
