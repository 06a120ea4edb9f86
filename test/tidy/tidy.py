"""The rules of the tree. `./dev tidy [CHECK...]` runs all, or those named."""

import sys

import catalogue
import editors
import formatting
import layers
import mirrors
import names
import pages
import readmes
import registries
import sizes

CHECKS = {
    "catalogue": catalogue,
    "editors": editors,
    "formatting": formatting,
    "layers": layers,
    "mirrors": mirrors,
    "names": names,
    "pages": pages,
    "readmes": readmes,
    "registries": registries,
    "sizes": sizes,
}


def main(wanted):
    unknown = set(wanted) - set(CHECKS)
    if unknown:
        print(f"tidy: no check {', '.join(sorted(unknown))}; there are "
              f"{', '.join(CHECKS)}", file=sys.stderr)
        return 2
    found = 0
    for name in wanted or CHECKS:
        for problem in CHECKS[name].check():
            print(f"{name}: {problem}")
            found += 1
    if not wanted:
        print()
        sizes.print_table()
    print(f"\n{found} problem{'s' if found != 1 else ''}" if found else "\ntidy")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
