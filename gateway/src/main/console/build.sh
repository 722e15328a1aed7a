#!/bin/sh
# Builds the console into the directory given (the gateway's META-INF/resources), and does nothing when its inputs are those of
# the last build: the gateway's own build calls it every time.
set -eu

out=${1:?usage: build.sh OUTPUT_DIRECTORY}
mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$(dirname "$0")"

command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || {
  echo "console: Node 20.19 or newer with npm is needed to build the console" >&2
  exit 1
}

digest() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum; else shasum -a 256; fi
}

# Names and contents, in an order that does not depend on the locale.
hash_of() {
  LC_ALL=C sort | while IFS= read -r file; do
    echo "$file"
    cat "$file"
  done | { node --version; cat; } | digest | cut -d' ' -f1
}

packages=$(printf '%s\n' package.json package-lock.json .npmrc | hash_of)
inputs=$({
  printf '%s\n' package.json package-lock.json build.sh index.html vite.config.ts tsconfig.json tsconfig.app.json
  find public src -type f ! -name '*.test.ts' ! -path 'src/testing/*'
} | hash_of)

installed=node_modules/.fengqiao-packages
# Beside the output, not in it: what lies in META-INF/resources is served.
built=$(dirname "$out")/console.sha256

if [ -f "$out/index.html" ] && [ "$(cat "$built" 2>/dev/null || true)" = "$inputs" ]; then
  echo "console: unchanged"
  exit 0
fi

if [ "$(cat "$installed" 2>/dev/null || true)" != "$packages" ]; then
  echo "console: installing packages"
  npm ci --no-audit --no-fund --no-progress --loglevel=error
  echo "$packages" >"$installed"
fi

echo "console: building"
rm -f "$built"
npm run --silent build -- --outDir "$out" --emptyOutDir --logLevel warn
echo "$inputs" >"$built"
