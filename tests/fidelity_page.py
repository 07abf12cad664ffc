#!/usr/bin/python3
"""Makes an HTML page of pictures: ours, beside a reference, beside the model's own screenshot.

    tests/fidelity_page.py --program build/release/app/bandaji --scenarios FILE.json --references DIR --out DIR

FILE.json is a list of objects with name, model (relative to the file), width, height, eye, target and
vertical_fov_degrees; DIR holds NAME.png of each. Options of the light go to `render` as they are, after `--`:

    … -- --environment light.hdr --tone-map neutral --background transparent --no-ground

Needs nothing but Python 3; pictures are compared by eye, and by the mean difference when python3-pil is there: then the
worst stand first. Exits with 1 when a picture could not be drawn, which the page says too.
"""
import argparse
import html
import json
import os
import shutil
import subprocess
import sys
import urllib.parse

STYLE = """body{font:14px/1.5 sans-serif;background:#26262a;color:#ddd;margin:24px}
figure{display:inline-block;margin:0 12px 24px 0;vertical-align:top}img{max-width:440px;max-height:440px;
background:#fff;display:block}figcaption{color:#999}h2{margin:24px 0 8px;font-weight:500}.why{color:#e99}"""


def mean_difference(ours, reference):
    try:
        from PIL import Image, ImageChops, ImageStat
    except ImportError:
        return None
    pictures = []
    for path in (ours, reference):
        picture = Image.open(path).convert("RGBA")
        page = Image.new("RGBA", picture.size, (255, 255, 255, 255))
        page.alpha_composite(picture)
        pictures.append(page.convert("RGB"))
    if pictures[0].size != pictures[1].size:
        return 255.0
    return sum(ImageStat.Stat(ImageChops.difference(*pictures)).mean) / 3


def screenshot_of(model):
    folder = os.path.dirname(os.path.dirname(model))
    for name in ("screenshot.png", "screenshot.jpg", "screenshot_large.jpg"):
        path = os.path.join(folder, "screenshot", name)
        if os.path.exists(path):
            return path
    return None


def draw(program, scenario, model, out, extra):
    join = lambda v: ",".join(f"{x:.6g}" for x in v)
    command = [program, "render", model, "--out", out, "--size", f'{scenario["width"]}x{scenario["height"]}',
               "--eye", join(scenario["eye"]), "--target", join(scenario["target"]), "--fov",
               str(scenario["vertical_fov_degrees"]), *extra]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        return "took longer than five minutes"
    return done.stderr.strip() if done.returncode else ""


def main():
    arguments = sys.argv[1:]
    extra = arguments[arguments.index("--") + 1:] if "--" in arguments else []
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("program", "scenarios", "references", "out"):
        parser.add_argument("--" + name, required=True)
    options = parser.parse_args(arguments[:len(arguments) - len(extra) - (1 if "--" in arguments else 0)])
    os.makedirs(options.out, exist_ok=True)
    root = os.path.dirname(os.path.abspath(options.scenarios))
    sections, failures = [], 0
    for scenario in json.load(open(options.scenarios, encoding="utf-8")):
        name = scenario["name"]
        model = os.path.join(root, scenario["model"])
        ours = name + ".png"
        worst = -1.0
        why = draw(options.program, scenario, model, os.path.join(options.out, ours), extra)
        failures += bool(why)
        figures = [("ours", None if why else ours, "")]
        reference = os.path.join(options.references, name + ".png")
        if os.path.exists(reference):
            shutil.copy(reference, os.path.join(options.out, name + ".reference.png"))
            mean = None if why else mean_difference(os.path.join(options.out, ours), reference)
            worst = worst if mean is None else mean
            figures.append(("reference", name + ".reference.png",
                            "" if mean is None else f"mean difference {mean:.2f} of 255"))
        elif not why:
            why = "There is no reference."
        shot = screenshot_of(model)
        if shot:
            kept = name + ".screenshot" + os.path.splitext(shot)[1]
            shutil.copy(shot, os.path.join(options.out, kept))
            figures.append(("screenshot of the model", kept, "another camera"))
        body = "".join(f'<figure><img src="{urllib.parse.quote(src)}"><figcaption>{label} {html.escape(note)}</figcaption></figure>'
                       for label, src, note in figures if src)
        sections.append((-256.0 if why else -worst, f"<h2>{html.escape(name)}</h2>" + (f'<p class="why">{html.escape(why)}</p>' if why else "") + body))
    sections.sort(key=lambda section: section[0])
    page = os.path.join(options.out, "index.html")
    with open(page, "w", encoding="utf-8") as out:
        out.write(f'<!doctype html><meta charset="utf-8"><title>Fidelity</title><style>{STYLE}</style>' + "".join(text for _, text in sections))
    print(page)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
