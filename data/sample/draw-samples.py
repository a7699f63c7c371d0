#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Labelwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the sample data sets. Used when a picture changes, not when the program is built.

    data/sample/draw-samples.py          needs rsvg-convert (librsvg2-bin) and convert (imagemagick)

Writes data/sample/CLASS/*.jpg|png and data/sample-multi/*.jpg with labels.csv. The random numbers have fixed seeds, so
the same pictures come out each time.
"""

import csv
import math
import random
import subprocess
import sys
from pathlib import Path

WIDTH, HEIGHT = 480, 360
HERE = Path(__file__).resolve().parent
PER_CLASS = 7

# Sky from top to bottom, the light in it, far hills, near ground, water, and whether windows are lit.
TIMES = {
    "dawn": ("#8aa6d6", "#ffd9c2", "#fff1c9", "#a9a3c4", "#8fb07a", "#86a9c9", False),
    "morning": ("#7fc4f0", "#e6f6ff", "#fff3a6", "#9cc3b5", "#7fb662", "#4f9dc4", False),
    "noon": ("#3f9be8", "#bfe3fb", "#ffee75", "#7cb08f", "#66a84e", "#2f83b8", False),
    "autumn": ("#9db7c9", "#f4e4cc", "#fff0c0", "#b79a7d", "#b49a4d", "#6b93a8", False),
    "sunset": ("#5a4a8c", "#ff9e6b", "#ffd36b", "#7a4f78", "#5d6b3f", "#7a5f93", True),
    "night": ("#111c3d", "#34497e", "#f3efd8", "#1f2b52", "#24402f", "#1b3158", True),
    "snow": ("#a9bfd4", "#eef4f9", "#fffdf0", "#c2d0dd", "#f3f7fa", "#8fb0c6", False),
}


class Picture:
    """An SVG that is being drawn: elements in painting order, and the random numbers of this picture."""

    def __init__(self, seed, time):
        self.random = random.Random(seed)
        self.time = time
        self.top, self.low, self.light, self.far, self.near, self.sea, self.lit = TIMES[time]
        self.parts = []
        self.n_gradients = 0

    def add(self, text):
        self.parts.append(text)

    def path(self, d, fill, extra=""):
        self.add(f'<path d="{d}" fill="{fill}" {extra}/>')

    def line(self, d, stroke, width):
        self.path(d, "none", f'stroke="{stroke}" stroke-width="{width:.1f}" stroke-linecap="round" '
                             'stroke-linejoin="round"')

    def rect(self, x, y, w, h, fill, radius=0.0):
        self.add(f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{radius:.1f}" fill="{fill}"/>')

    def oval(self, x, y, rx, ry, fill, extra=""):
        self.add(f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}" {extra}/>')

    def gradient(self, top, low):
        self.n_gradients += 1
        name = f"g{self.n_gradients}"
        self.add(f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{top}"/>'
                 f'<stop offset="1" stop-color="{low}"/></linearGradient>')
        return f"url(#{name})"

    def svg(self):
        return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
                f'viewBox="0 0 {WIDTH} {HEIGHT}">' + "\n".join(self.parts) + "</svg>")


def shade(colour, factor):
    """The colour #rrggbb made darker (factor below 1) or lighter (above 1)."""
    parts = [int(colour[i:i + 2], 16) for i in (1, 3, 5)]
    if factor <= 1:
        parts = [p * factor for p in parts]
    else:
        parts = [p + (255 - p) * (factor - 1) for p in parts]
    return "#" + "".join(f"{int(p):02x}" for p in parts)


def draw_sky(p, horizon, light=True):
    p.rect(0, 0, WIDTH, HEIGHT, p.gradient(p.top, p.low))
    light_x, light_y = p.random.randint(50, 430), p.random.randint(36, 86)
    if p.time == "night":
        for _ in range(38):
            x, y, size = p.random.randint(0, WIDTH), p.random.randint(0, horizon - 20), p.random.choice((0.8, 1.2, 1.7))
            p.oval(x, y, size, size, "#fff8dd")
    if light:
        p.oval(light_x, light_y, 46, 46, p.light, 'opacity="0.22"')
        p.oval(light_x, light_y, 27, 27, p.light)
        if p.time == "night":
            p.oval(light_x - 10, light_y - 6, 5, 5, "#dcd6b8")
            p.oval(light_x + 8, light_y + 8, 7, 7, "#dcd6b8")
    if p.time not in ("night",):
        for _ in range(p.random.randint(1, 3)):
            draw_cloud(p, p.random.randint(20, 440), p.random.randint(28, 120), p.random.uniform(0.6, 1.2))


def draw_cloud(p, x, y, s):
    colour = "#ffffff" if p.time != "sunset" else "#ffcfb3"
    for dx, dy, r in ((-26, 4, 13), (-8, -4, 19), (14, 0, 16), (32, 6, 10)):
        p.oval(x + dx * s, y + dy * s, r * s, r * s * 0.86, colour, 'opacity="0.9"')
    p.rect(x - 38 * s, y + 4 * s, 80 * s, 12 * s, colour, 6 * s)


def draw_hills(p, horizon, colour, height):
    x, d = -40, f"M-40 {HEIGHT} L-40 {horizon}"
    while x < WIDTH + 40:
        step, rise = p.random.randint(70, 150), p.random.randint(height // 3, height)
        d += f" Q{x + step / 2:.0f} {horizon - rise} {x + step} {horizon}"
        x += step
    p.path(d + f" L{x} {HEIGHT} Z", colour)


def draw_ground(p, y):
    p.path(f"M0 {y} Q{WIDTH / 3:.0f} {y - 22} {WIDTH * 0.6:.0f} {y - 4} T{WIDTH} {y - 10} V{HEIGHT} H0 Z", p.near)
    p.path(f"M0 {y + 46} Q{WIDTH / 2:.0f} {y + 18} {WIDTH} {y + 50} V{HEIGHT} H0 Z", shade(p.near, 0.9))
    petals = ("#ffffff", "#ffd84d", "#f28fb0", "#b58be0")
    if p.time not in ("snow", "night"):
        for _ in range(26):
            x, fy = p.random.randint(0, WIDTH), p.random.randint(y + 24, HEIGHT)
            p.oval(x, fy, 2.3, 2.3, p.random.choice(petals))


def draw_sea(p, y):
    p.rect(0, y, WIDTH, HEIGHT - y, p.gradient(shade(p.sea, 1.25), shade(p.sea, 0.8)))
    for _ in range(34):
        wy = p.random.randint(y + 6, HEIGHT - 4)
        length = 8 + (wy - y) * 0.16
        x = p.random.randint(-10, WIDTH)
        p.line(f"M{x} {wy} q{length / 2:.0f} -4 {length:.0f} 0", shade(p.sea, 1.45), 2)


# --- Boats ---------------------------------------------------------------------------------------------------------

def draw_sailing_boat(p, x, y, s, colour, sail):
    p.line(f"M{x} {y} V{y - 128 * s:.1f}", "#6b4a2b", 4 * s)
    p.path(f"M{x + 5 * s:.1f} {y - 122 * s:.1f} Q{x + 66 * s:.1f} {y - 70 * s:.1f} {x + 60 * s:.1f} {y - 18 * s:.1f} "
           f"H{x + 5 * s:.1f} Z", sail)
    p.path(f"M{x - 5 * s:.1f} {y - 106 * s:.1f} Q{x - 30 * s:.1f} {y - 60 * s:.1f} {x - 52 * s:.1f} {y - 20 * s:.1f} "
           f"H{x - 5 * s:.1f} Z", shade(sail, 0.88))
    p.path(f"M{x} {y - 128 * s:.1f} l{22 * s:.1f} {7 * s:.1f} l{-22 * s:.1f} {7 * s:.1f} Z", "#e5533d")
    draw_hull(p, x, y, s, colour, 76)


def draw_hull(p, x, y, s, colour, half):
    p.path(f"M{x - half * s:.1f} {y - 12 * s:.1f} H{x + half * s:.1f} Q{x + (half - 12) * s:.1f} {y + 24 * s:.1f} "
           f"{x + (half - 32) * s:.1f} {y + 24 * s:.1f} H{x - (half - 26) * s:.1f} Q{x - (half - 8) * s:.1f} "
           f"{y + 20 * s:.1f} {x - half * s:.1f} {y - 12 * s:.1f} Z", colour)
    p.rect(x - half * s, y - 14 * s, 2 * half * s, 7 * s, shade(colour, 1.5), 3 * s)


def draw_steamer(p, x, y, s, colour, sail):
    for i, r in enumerate((9, 13, 17)):
        p.oval(x + (24 + 20 * i) * s, y - (108 + 15 * i) * s, r * s, r * s * 0.8, "#ffffff", 'opacity="0.7"')
    p.rect(x + 8 * s, y - 94 * s, 22 * s, 46 * s, sail, 2 * s)
    p.rect(x + 6 * s, y - 94 * s, 26 * s, 9 * s, "#2d2d34", 2 * s)
    p.rect(x - 50 * s, y - 54 * s, 96 * s, 44 * s, "#fbf6ea", 5 * s)
    p.rect(x - 56 * s, y - 58 * s, 108 * s, 8 * s, shade(colour, 0.8), 3 * s)
    for i in range(4):
        p.oval(x + (-34 + 22 * i) * s, y - 31 * s, 7 * s, 7 * s, "#ffdf7a" if p.lit else "#77a9c7")
    draw_hull(p, x, y, s, colour, 88)


def draw_rowing_boat(p, x, y, s, colour, sail):
    p.oval(x - 6 * s, y - 58 * s, 12 * s, 12 * s, "#f2c79b")
    p.path(f"M{x - 19 * s:.1f} {y - 64 * s:.1f} h{26 * s:.1f} q{-2 * s:.1f} {-14 * s:.1f} {-13 * s:.1f} {-14 * s:.1f} "
           f"q{-12 * s:.1f} 0 {-13 * s:.1f} {14 * s:.1f} Z", "#e8c14f")
    p.path(f"M{x - 22 * s:.1f} {y - 10 * s:.1f} q{2 * s:.1f} {-38 * s:.1f} {16 * s:.1f} {-38 * s:.1f} "
           f"q{14 * s:.1f} 0 {18 * s:.1f} {38 * s:.1f} Z", sail)
    p.line(f"M{x + 2 * s:.1f} {y - 32 * s:.1f} L{x + 62 * s:.1f} {y + 24 * s:.1f}", "#8a5f36", 5 * s)
    draw_hull(p, x, y, s, colour, 70)
    p.oval(x + 64 * s, y + 26 * s, 13 * s, 6 * s, "#8a5f36")


def boat(p, x, y, s):
    kind = p.random.choice((draw_sailing_boat, draw_steamer, draw_rowing_boat))
    kind(p, x, y, s, p.random.choice(("#c8402f", "#2c5aa0", "#2f7d5b", "#7b3f8c", "#a8672f", "#24323f")),
         p.random.choice(("#fffaf0", "#ffe08a", "#f7b6a0", "#bfe3d0", "#ef6f53")))
    p.path(f"M{x - 96 * s:.1f} {y + 18 * s:.1f} q{24 * s:.1f} {-9 * s:.1f} {48 * s:.1f} 0 t{48 * s:.1f} 0 "
           f"t{48 * s:.1f} 0 t{48 * s:.1f} 0 v{10 * s:.1f} h{-192 * s:.1f} Z", shade(p.sea, 1.12))


def boat_scene(p):
    horizon = p.random.randint(150, 200)
    draw_sky(p, horizon)
    draw_hills(p, horizon, p.far, 60)
    draw_sea(p, horizon)
    boat(p, p.random.randint(160, 320), p.random.randint(horizon + 66, 290), p.random.uniform(0.95, 1.3))


# --- Houses --------------------------------------------------------------------------------------------------------

def draw_window(p, x, y, w, h):
    p.rect(x - 3, y - 3, w + 6, h + 6, "#fdf8ec", 2)
    p.rect(x, y, w, h, "#ffd76a" if p.lit else "#86b8d8")
    p.line(f"M{x + w / 2:.1f} {y:.1f} v{h:.1f} M{x:.1f} {y + h / 2:.1f} h{w:.1f}", "#fdf8ec", 2.5)


def house(p, x, y, s):
    wall = p.random.choice(("#f3e2c2", "#e9b08a", "#cfdfe6", "#f5d06f", "#dba3a3", "#bcd3ad"))
    roof = p.random.choice(("#a5432f", "#5f4b66", "#46627a", "#7c4a2a", "#39605a"))
    floors = p.random.choice((1, 1, 2))
    half, storey = p.random.randint(58, 84) * s, 62 * s
    top = y - floors * storey
    rise = p.random.randint(52, 78) * s
    chimney = x + half * 0.42
    p.rect(chimney, top - rise * 0.92, 18 * s, rise * 0.8, shade(roof, 0.75))
    for i in range(3):
        p.oval(chimney + (9 + 11 * i) * s, top - rise - (8 + 17 * i) * s, (7 + 3 * i) * s, (6 + 2 * i) * s, "#ffffff",
               'opacity="0.65"')
    p.rect(x - half, top, 2 * half, floors * storey, wall)
    p.path(f"M{x - half - 14 * s:.1f} {top + 4:.1f} L{x:.1f} {top - rise:.1f} L{x + half + 14 * s:.1f} {top + 4:.1f} Z",
           "#f5f8fb" if p.time == "snow" else roof)
    p.oval(x, top - rise * 0.38, 10 * s, 10 * s, "#fdf8ec")
    p.oval(x, top - rise * 0.38, 7 * s, 7 * s, "#ffd76a" if p.lit else "#86b8d8")
    for floor in range(floors):
        fy = y - (floor + 1) * storey + 17 * s
        for dx in ((-0.68, 0.36) if floor == 0 else (-0.68, -0.15, 0.36)):
            draw_window(p, x + dx * half, fy, 0.32 * half, 26 * s)
    p.rect(x - 13 * s, y - 45 * s, 26 * s, 45 * s, shade(roof, 0.9), 3)
    p.oval(x + 7 * s, y - 22 * s, 2.4 * s, 2.4 * s, "#ffe9a8")
    p.path(f"M{x - 13 * s:.1f} {y:.1f} h{26 * s:.1f} q{4 * s:.1f} {30 * s:.1f} {44 * s:.1f} {60 * s:.1f} "
           f"h{-96 * s:.1f} q{28 * s:.1f} {-30 * s:.1f} {26 * s:.1f} {-60 * s:.1f} Z", "#e6d6b4", 'opacity="0.8"')


def house_scene(p):
    ground = p.random.randint(225, 250)
    draw_sky(p, ground)
    draw_hills(p, ground - 6, p.far, 90)
    draw_ground(p, ground)
    x = p.random.randint(160, 320)
    house(p, x, ground + 38, p.random.uniform(1.0, 1.3))
    for _ in range(p.random.randint(3, 6)):
        bush_x = p.random.randint(10, 470)
        if abs(bush_x - x) > 70:
            draw_bush(p, bush_x, ground + p.random.randint(40, 74))


def draw_bush(p, x, y):
    green = "#dfe8ec" if p.time == "snow" else p.random.choice(("#3f8a4a", "#5c9a3c", "#2f7559"))
    for dx, r in ((-13, 12), (0, 17), (13, 12)):
        p.oval(x + dx, y - r * 0.6, r, r * 0.9, shade(green, 0.6) if p.time == "night" else green)


# --- Trees ---------------------------------------------------------------------------------------------------------

def draw_trunk(p, x, y, s, height, colour):
    p.path(f"M{x - 11 * s:.1f} {y:.1f} Q{x - 5 * s:.1f} {y - height * 0.5:.1f} {x - 5 * s:.1f} {y - height:.1f} "
           f"H{x + 5 * s:.1f} Q{x + 5 * s:.1f} {y - height * 0.5:.1f} {x + 12 * s:.1f} {y:.1f} Z", colour)


def draw_round_tree(p, x, y, s, leaf):
    draw_trunk(p, x, y, s, 100 * s, "#6d4a2f")
    blobs = [(p.random.uniform(-46, 46), p.random.uniform(-150, -86), p.random.uniform(26, 40)) for _ in range(9)]
    for dx, dy, r in sorted(blobs, key=lambda b: -b[1]):
        p.oval(x + dx * s, y + (dy + 6) * s, r * s, r * s, shade(leaf, 0.82))
        p.oval(x + (dx - 4) * s, y + (dy - 2) * s, r * s * 0.9, r * s * 0.9, leaf)
    for _ in range(12):
        p.oval(x + p.random.uniform(-52, 52) * s, y + p.random.uniform(-165, -85) * s, 4 * s, 4 * s, shade(leaf, 1.35))


def draw_conifer(p, x, y, s, leaf):
    draw_trunk(p, x, y, s, 60 * s, "#5b3d28")
    for i in range(4):
        w, base = (72 - 14 * i) * s, y - (28 + 36 * i) * s
        p.path(f"M{x - w:.1f} {base:.1f} Q{x - w * 0.3:.1f} {base - 20 * s:.1f} {x:.1f} {base - 68 * s:.1f} "
               f"Q{x + w * 0.3:.1f} {base - 20 * s:.1f} {x + w:.1f} {base:.1f} Q{x:.1f} {base + 14 * s:.1f} "
               f"{x - w:.1f} {base:.1f} Z", shade(leaf, 0.75 + 0.09 * i))
        if p.time == "snow":
            p.line(f"M{x - w * 0.7:.1f} {base - 5 * s:.1f} Q{x:.1f} {base + 6 * s:.1f} {x + w * 0.7:.1f} "
                   f"{base - 5 * s:.1f}", "#ffffff", 6 * s)


def draw_palm(p, x, y, s, leaf):
    p.line(f"M{x:.1f} {y:.1f} Q{x - 8 * s:.1f} {y - 90 * s:.1f} {x + 22 * s:.1f} {y - 158 * s:.1f}", "#9a7248", 13 * s)
    cx, cy = x + 22 * s, y - 158 * s
    for angle in (-170, -140, -95, -45, -12, 12, 165):
        a = math.radians(angle)
        ex, ey = cx + 84 * s * math.cos(a), cy + 52 * s * math.sin(a) + 22 * s
        mx, my = cx + 46 * s * math.cos(a), cy + 46 * s * math.sin(a) - 16 * s
        p.path(f"M{cx:.1f} {cy:.1f} Q{mx:.1f} {my - 12 * s:.1f} {ex:.1f} {ey:.1f} Q{mx:.1f} {my + 15 * s:.1f} {cx:.1f} "
               f"{cy:.1f} Z", shade(leaf, 0.8 + (angle % 40) / 130))
    for dx, dy in ((-8, 8), (7, 10), (0, 15)):
        p.oval(cx + dx * s, cy + dy * s, 8 * s, 8 * s, "#6e4a2a")


def tree(p, x, y, s):
    leaves = {"autumn": ("#d9772b", "#c74b2f", "#e0a92f"), "snow": ("#4d7f6a", "#3f6f63"),
              "dawn": ("#e59bb4", "#7fae62"), "night": ("#2f5d45", "#37684a"), "sunset": ("#6f8a3c", "#a8632f")}
    leaf = p.random.choice(leaves.get(p.time, ("#4f9a45", "#6fae3c", "#2f8a5f")))
    kind = p.random.choice((draw_round_tree, draw_conifer, draw_palm) if p.time in ("noon", "sunset")
                           else (draw_round_tree, draw_conifer))
    p.oval(x, y, 60 * s, 9 * s, "#000000", 'opacity="0.16"')
    kind(p, x, y, s, leaf)


def tree_scene(p):
    ground = p.random.randint(228, 262)
    draw_sky(p, ground)
    draw_hills(p, ground - 4, p.far, 80)
    draw_ground(p, ground)
    for _ in range(p.random.randint(0, 2)):
        tree(p, p.random.choice((60, 100, 400, 430)), ground + 14, p.random.uniform(0.45, 0.6))
    tree(p, p.random.randint(170, 310), ground + p.random.randint(40, 62), p.random.uniform(1.15, 1.35))


# --- Fish ----------------------------------------------------------------------------------------------------------

def draw_under_water(p):
    top, low = p.random.choice((("#7fd6e8", "#12608f"), ("#9be3d2", "#146a72"), ("#6fa8e8", "#1b2f7a"),
                                ("#a7d8f0", "#31538f")))
    p.rect(0, 0, WIDTH, HEIGHT, p.gradient(top, low))
    for _ in range(4):
        x = p.random.randint(-20, WIDTH)
        p.path(f"M{x} 0 h46 l{-70 + x // 8} {HEIGHT} h-80 Z", "#ffffff", 'opacity="0.08"')
    p.path(f"M0 318 Q120 296 240 316 T{WIDTH} 308 V{HEIGHT} H0 Z", "#e2c98f")
    for _ in range(8):
        x, h = p.random.randint(0, WIDTH), p.random.randint(40, 120)
        colour = p.random.choice(("#2f9a6a", "#5bb04a", "#b04a6e", "#1f7d6a"))
        p.line(f"M{x} 332 q-14 {-h // 4} 0 {-h // 2} t0 {-h // 2}", colour, 7)
    for _ in range(6):
        p.oval(p.random.randint(0, WIDTH), p.random.randint(326, 350), p.random.randint(8, 20), 8,
               p.random.choice(("#a88f6a", "#8f7f74", "#c9a578")))
    for _ in range(11):
        r = p.random.uniform(2, 7)
        p.oval(p.random.randint(0, WIDTH), p.random.randint(10, 280), r, r, "#ffffff", 'opacity="0.45"')


def fish(p, x, y, s, way):
    body = p.random.choice(("#ff8a3c", "#ffd23f", "#ef5d7a", "#7ee0c0", "#f3f0e6", "#b98bf0"))
    mark = p.random.choice(("#ffffff", "#2f3b66", "#d8432f", "#ffb703"))
    long, tall = p.random.choice(((84, 44), (70, 56), (96, 34)))
    fin = shade(body, 0.78)
    p.add(f'<g transform="translate({x:.1f} {y:.1f}) scale({way * s:.2f} {s:.2f}) rotate({p.random.randint(-9, 9)})">')
    p.path(f"M{-long + 16} 0 L{-long - 40} -40 Q{-long - 22} 0 {-long - 40} 40 Z", fin)
    p.path(f"M-28 {-tall + 10} Q0 {-tall - 40} 44 {-tall + 14} Z", fin)
    p.path(f"M-10 {tall - 8} Q2 {tall + 26} 28 {tall - 10} Z", fin)
    p.oval(0, 0, long, tall, body)
    if p.random.random() < 0.6:
        for at in (-34, 2):
            h = tall * math.sqrt(1 - (at / long) ** 2) * 0.97
            p.path(f"M{at} {-h:.1f} Q{at + 16} 0 {at} {h:.1f} h13 Q{at + 29} 0 {at + 13} {-h:.1f} Z", mark,
                   'opacity="0.85"')
    else:
        for _ in range(9):
            p.oval(p.random.uniform(-0.6, 0.3) * long, p.random.uniform(-0.6, 0.6) * tall, 5, 5, mark, 'opacity="0.85"')
    p.path("M8 4 Q-22 -6 -26 18 Q-6 26 8 4 Z", fin)
    p.oval(long * 0.62, -tall * 0.2, 11, 11, "#ffffff")
    p.oval(long * 0.65, -tall * 0.2, 6, 6, "#1d2233")
    p.line(f"M{long * 0.74:.1f} {tall * 0.34:.1f} q8 5 15 -3", shade(body, 0.55), 3)
    p.add("</g>")


def fish_scene(p):
    draw_under_water(p)
    for _ in range(p.random.randint(0, 2)):
        fish(p, p.random.randint(50, 430), p.random.choice((60, 270)), p.random.uniform(0.25, 0.36),
             p.random.choice((-1, 1)))
    fish(p, p.random.randint(190, 290), p.random.randint(140, 200), p.random.uniform(1.0, 1.35),
         p.random.choice((-1, 1)))


# --- Several things in one picture ---------------------------------------------------------------------------------

def mixed_scene(p, things):
    """A shore: water in front when there is a boat or a fish, land behind it."""
    wet = "boat" in things or "fish" in things
    ground = 190 if wet else 236
    draw_sky(p, ground)
    draw_hills(p, ground - 4, p.far, 80)
    draw_ground(p, ground)
    left, right = p.random.sample((110, 350), 2)
    if "tree" in things:
        for dx in (-34, 40):
            tree(p, left + dx, ground + 26, p.random.uniform(0.62, 0.8))
    if "house" in things:
        house(p, right, ground + 26, 0.8)
    if wet:
        draw_sea(p, 236)
    if "boat" in things:
        boat(p, 150 if "fish" in things else p.random.randint(150, 330), 296, 0.72)
    if "fish" in things:
        p.path("M300 330 q40 -60 90 -10 q-40 20 -90 10 Z", "#ffffff", 'opacity="0.5"')
        fish(p, 350, 288, 0.5, p.random.choice((-1, 1)))


SCENES = {"boat": boat_scene, "fish": fish_scene, "house": house_scene, "tree": tree_scene}
MIXED = (("boat", "house"), ("boat", "tree"), ("house", "tree"), ("boat", "house", "tree"), ("fish", "boat"),
         ("fish", "house", "tree"), ("tree",), ("boat", "fish", "house", "tree"), ("house",), (), ("fish", "tree"),
         ("boat", "fish", "house"))


def render(svg, target):
    """Renders an SVG text to a PNG or JPEG file without metadata."""
    target.parent.mkdir(parents=True, exist_ok=True)
    png = subprocess.run(["rsvg-convert"], input=svg.encode(), stdout=subprocess.PIPE, check=True).stdout
    how = {".jpg": ["-quality", "84", "-sampling-factor", "4:2:0"],
           ".png": ["-resize", "400x300", "-colors", "48", "+dither"]}[target.suffix]
    subprocess.run(["convert", "png:-", "-strip", *how, str(target)], input=png, check=True)
    if target.stat().st_size > 30 * 1024:
        sys.exit(f"{target} has more than 30 KiB")


def main():
    times = list(TIMES)
    for class_index, (name, scene) in enumerate(SCENES.items()):
        for i in range(PER_CLASS):
            picture = Picture(seed=f"{name}-{i}", time=times[(i + class_index) % len(times)])
            scene(picture)
            render(picture.svg(), HERE / name / f"{name}-{i + 1}.{'png' if i == PER_CLASS - 1 else 'jpg'}")
    multi = HERE.parent / "sample-multi"
    rows = []
    for i, things in enumerate(MIXED):
        picture = Picture(seed=f"multi-{i}", time=times[(i * 3 + 1) % len(times)])
        mixed_scene(picture, things)
        render(picture.svg(), multi / f"shore-{i + 1:02d}.jpg")
        rows.append((f"shore-{i + 1:02d}.jpg", "|".join(sorted(things))))
    with open(multi / "labels.csv", "w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows([("file", "labels"), *rows])


if __name__ == "__main__":
    main()
