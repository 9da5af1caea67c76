#!/usr/bin/env bash
# Makes docs/assets/readme.png again from what was built: run `make handbook` first, then this.
# Needs Chromium, poppler (pdftoppm) and ImageMagick 6 or 7; nothing else in the project does.
set -euo pipefail
cd "$(dirname "$0")/.."

site=${1:-site}
picture=${2:-docs/assets/readme.png}
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
magick=$(command -v magick || command -v convert)
port=8537
work=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT

# A page needs an address: opened as a file, its theme would show no colours.
python3 -m http.server "$port" --bind 127.0.0.1 --directory "$site" >/dev/null 2>&1 &
server=$!
sleep 1
"$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" \
	--force-device-scale-factor=1.5 --window-size=900,1440 --screenshot="$work/page.png" \
	"http://127.0.0.1:$port/phases/explore/" >/dev/null 2>&1
pdftoppm -r 120 -singlefile -png "$site/print/a3/example-problem-a3.pdf" "$work/sheet"
pdftoppm -r 120 -singlefile -png "$site/print/checklists/opening.pdf" "$work/list"
pdftoppm -r 120 -singlefile -png "$site/print/run-sheets/world-cafe.pdf" "$work/run"

# Each a card with a thin edge and a soft shadow.
card() {
	"$magick" "$work/$1.png" -filter Lanczos -resize "$2" -bordercolor '#c8d2d2' -border 1 \
		\( +clone -background '#22333340' -shadow '60x9+0+5' \) +swap \
		-background none -layers merge +repage "$work/$1-card.png"
}
card page 605x
card sheet 890x
card run 410x
card list 410x

"$magick" -size 1600x1010 'xc:#e9efee' \
	"$work/page-card.png" -geometry +4+4 -composite \
	"$work/sheet-card.png" -geometry +680+4 -composite \
	"$work/run-card.png" -geometry +640+396 -composite \
	"$work/list-card.png" -geometry +1150+384 -composite \
	+dither -colors 255 -strip -define png:compression-level=9 "PNG8:$picture"
ls -l "$picture"
