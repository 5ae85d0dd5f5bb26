.PHONY: demo docs test build install uninstall package test-package check bench clean bootstrap \
	sanitize fuzz

PREFIX = /usr/local
DESTDIR =
# The Swift runtime is in the program, which needs no toolchain to run.
RELEASE = -c release --static-swift-stdlib

build: bootstrap
	swift build $(RELEASE) --product docket

install: build
	@scripts/install "$$(swift build $(RELEASE) --show-bin-path)/docket" "$(PREFIX)" "$(DESTDIR)"

uninstall:
	@scripts/uninstall "$(PREFIX)" "$(DESTDIR)"

# A package of Debian, in .build/package.
package: build
	@scripts/bootstrap dpkg-dev chrpath
	@scripts/package "$$(swift build $(RELEASE) --show-bin-path)/docket"

# Installs the package in a Debian that is made for it; says why where that cannot be done.
test-package: build
	@scripts/bootstrap dpkg-dev chrpath
	@scripts/test-package "$$(scripts/package "$$(swift build $(RELEASE) --show-bin-path)/docket")"

demo: build
	@scripts/demo "$$(swift build $(RELEASE) --show-bin-path)/docket"

test: bootstrap check
	@scripts/test-swift
	@scripts/test-check
	@scripts/test-plugins "$$(swift build --show-bin-path)/docket"
	@scripts/test-pages "$$(swift build --show-bin-path)/docket"
	@scripts/test-install "$$(swift build --show-bin-path)/docket"
	@scripts/demo "$$(swift build --show-bin-path)/docket" >/dev/null && echo "the demo runs to its end"

check: bootstrap
	swift format lint --strict --recursive Sources Tests Package.swift
	@scripts/check

docs: bootstrap
	@scripts/docs

bench: bootstrap
	swift build $(RELEASE) --product docket
	swift build $(RELEASE) --product bench
	"$$(swift build $(RELEASE) --show-bin-path)/bench" --compare scripts/bench-result.json

# The sandbox's C under AddressSanitizer and UndefinedBehaviorSanitizer.
sanitize:
	@scripts/bootstrap-fuzz
	@Tests/Fuzz/sanitize

# Coverage-guided fuzzing, TIME seconds a target.
TIME = 60
fuzz:
	@scripts/bootstrap-fuzz
	@Tests/Fuzz/fuzz $(TIME)

clean:
	swift package clean

bootstrap:
	@scripts/bootstrap
